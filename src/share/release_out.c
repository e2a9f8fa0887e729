/* The bytes come out: the sealed file, the record's entry and its receipt, side by side. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "share/release_impl.h"

#define BLOCK ((size_t)1 << 20)

/* Copy a blob into the open file; its hash is checked on the way. */
static int
copy_blob(struct case_dir *c, const char *hex, int to, struct err *e)
{
	struct sha256 want, have;
	struct hash *h = hash_new();
	char *block = malloc(BLOCK);
	uint64_t at = 0;
	ssize_t n = 0;
	int fd = -1, rc = 0;

	if (h == NULL || block == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else if (hex_read(want.b, sizeof(want.b), str_of(hex)) != 0)
		rc = err_set(e, ERR_NOTFOUND, "the sealed file is no longer in the case");
	else if ((fd = blob_open(c, &want, e)) < 0)
		rc = fd;
	while (rc == 0 && (n = file_pread(fd, block, BLOCK, at)) > 0) {
		hash_update(h, block, (size_t)n);
		rc = file_write_all(to, block, (size_t)n, e);
		at += (uint64_t)n;
	}
	if (rc == 0 && n < 0)
		rc = err_sys(e, "cannot read a blob");
	if (rc == 0) {
		have = hash_final(h);
		h = NULL;
		if (!sha256_eq(&have, &want))
			rc = err_set(e, ERR_CORRUPT, "the sealed file in the case is damaged");
	}
	hash_free(h);
	free(block);
	if (fd >= 0)
		(void)close(fd);
	return (rc);
}

/* Whether the file of this name holds the bytes with this hash already; *there whether there is any. */
static bool
holds(int dir, const char *name, const char *hex, bool *there)
{
	struct buf text = BUF(BUF_BIG), have = BUF(SHA256_HEX);
	struct sha256 sum;
	bool same = false;

	*there = faccessat(dir, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
	if (*there && file_read(&text, dir, name, NULL) == 0) {
		sum = sha256_of(buf_view(&text));
		hex_put(&have, sum.b, sizeof(sum.b));
		same = str_eq(buf_view(&have), str_of(hex));
	}
	buf_free(&text);
	buf_free(&have);
	return (same);
}

/* The sealed file, whole or not at all, and never in place of another. */
static int
write_sealed(struct release_job *job, int dir, const char *name, const char *hex, struct err *e)
{
	char temp[256];
	bool there;
	int fd, rc;

	if (holds(dir, name, hex, &there))
		return (0);
	if (there)
		return (err_set(e, ERR_EXISTS, "%s is there already and is another file", name));
	(void)snprintf(temp, sizeof(temp), ".%.200s.%ld", name, (long)getpid());
	if ((fd = openat(dir, temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) < 0)
		return (err_sys(e, "cannot write"));
	rc = copy_blob(job->c, hex, fd, e);
	if (rc == 0 && fsync(fd) != 0)
		rc = err_sys(e, "cannot sync");
	if (close(fd) != 0 && rc == 0)
		rc = err_sys(e, "cannot write");
	if (rc == 0 && renameat(dir, temp, dir, name) != 0)
		rc = err_sys(e, "cannot rename");
	if (rc != 0)
		(void)unlinkat(dir, temp, 0);
	return (rc);
}

/* Entry, receipt and verifier key are small and may be made anew: a receipt under a newer checkpoint is as good. */
static int
write_proof(struct release_job *job, int dir, const struct target *t, struct err *e)
{
	struct buf entry = BUF(RECORD_ENTRY_MAX), receipt = BUF(65536), vkey = BUF(4096);
	char name[64];
	int rc;

	case_vkey(job->c, &vkey);
	(void)snprintf(name, sizeof(name), "%u.entry", t->result.copy);
	if ((rc = case_entry(job->c, t->result.entry, &entry, e)) == 0 &&
	    (rc = case_receipt(job->c, t->result.entry, &receipt, e)) == 0 &&
	    (rc = file_replace(dir, name, buf_view(&entry), 0600, true, e)) == 0) {
		(void)snprintf(name, sizeof(name), "%u.receipt", t->result.copy);
		if ((rc = file_replace(dir, name, buf_view(&receipt), 0600, true, e)) == 0)
			rc = file_replace(dir, "vkey", buf_view(&vkey), 0600, true, e);
	}
	buf_free(&entry);
	buf_free(&receipt);
	buf_free(&vkey);
	return (rc);
}

int
release_write(struct release_job *job, struct target *t, struct err *e)
{
	const char *out = job->ask->out, *suffix = t->sealer != NULL ? t->sealer->suffix : ".sealed";
	const char *slash = out[strlen(out) - 1] == '/' ? "" : "/";
	struct release_result *r = &t->result;
	char name[64];
	int dir, rc;

	if ((rc = file_mkdir(AT_FDCWD, out, 0700, e)) != 0)
		return (err_in(e, out), rc);
	if ((dir = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return (err_sys(e, "cannot open the folder"), err_in(e, out), e->code);
	(void)snprintf(name, sizeof(name), "%u%s", r->copy, suffix);
	(void)snprintf(r->file, sizeof(r->file), "%.4000s%s%s", out, slash, name);
	(void)snprintf(r->entry_file, sizeof(r->entry_file), "%.4000s%s%u.entry", out, slash, r->copy);
	(void)snprintf(r->receipt, sizeof(r->receipt), "%.4000s%s%u.receipt", out, slash, r->copy);
	/* The proof first, so that whoever finds the bytes finds it beside them. */
	if ((rc = write_proof(job, dir, t, e)) == 0 && (rc = write_sealed(job, dir, name, r->sha256, e)) == 0)
		rc = file_sync_dir(dir, ".", e);
	(void)close(dir);
	if (rc != 0)
		(void)err_in(e, r->file);
	return (rc);
}
