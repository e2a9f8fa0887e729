/* Making one copy: marked, manifest signed, sealed, staged.  Nothing unsealed touches a disk. */
#include <sys/mman.h>
#include <unistd.h>

#include "share/item.h"
#include "share/release_impl.h"
#include "store/event.h"

static int
memory_file(const char *name, struct err *e)
{
	int fd = memfd_create(name, MFD_CLOEXEC);

	return (fd < 0 ? err_sys(e, "cannot have a file in memory") : fd);
}

/* Stage all of a file in memory as a blob. */
static int
stage_file(
    struct case_dir *c, int fd, struct blob **blob, char hex[SHA256_HEX + 1], uint64_t *bytes, struct err *e)
{
	struct buf text = BUF(SHA256_HEX);
	struct sha256 sha;
	int rc;

	if ((*blob = blob_new(c, e)) == NULL)
		return (e->code);
	if ((rc = blob_write_fd(*blob, fd, bytes, e)) == 0 && (rc = blob_close(*blob, &sha, e)) == 0) {
		hex_put(&text, sha.b, sizeof(sha.b));
		(void)str_copy(hex, SHA256_HEX + 1, buf_view(&text));
	}
	buf_free(&text);
	return (rc);
}

int
release_stage_package(struct release_job *job, struct err *e)
{
	int fd = memory_file("package", e), rc;
	uint64_t bytes;

	if (fd < 0)
		return (fd);
	if ((rc = copy_write_unmarked(&job->source, fd, e)) == 0)
		rc = stage_file(job->c, fd, &job->package, job->package_blob, &bytes, e);
	(void)close(fd);
	return (rc);
}

static void
set_hash(json_t *body, const char *key, struct sha256 hash)
{
	struct buf hex = BUF(SHA256_HEX);

	hex_put(&hex, hash.b, sizeof(hash.b));
	item_set(body, key, buf_view(&hex));
	buf_free(&hex);
}

/* What the record will say of this copy; only he and the desk can open it. */
static json_t *
release_body(const struct release_job *job, const struct target *t, struct str manifest)
{
	const struct bulletin_revision *r = bulletin_now(job->b);
	json_t *body = item_new("release", r->tlp, job->ask->by);

	item_set(body, "act", str_of(job->act));
	item_set_u64(body, "copy", t->result.copy);
	item_set(body, "partner", t->party->name);
	item_set_u64(body, "number", t->number);
	item_set(body, "bulletin", job->b->id);
	item_set_u64(body, "revision", job->revision);
	item_set(body, "stage", str_of(policy_stage_name(job->ask->stage)));
	(void)json_object_set_new(body, "embargo_end", body_time(r->embargo_end));
	item_set(body, "package_sha256", str_of(job->package_hash));
	set_hash(body, "codeword_sha256", copy_codeword(&job->source, t->number));
	set_hash(body, "manifest_sha256", sha256_of(manifest));
	return (body);
}

/* The archive, from memory to memory through the sealer. */
static int
seal_archive(
    struct release_job *job, struct target *t, struct str manifest, struct str opening, struct err *e)
{
	int plain = memory_file("copy", e), sealed = plain < 0 ? -1 : memory_file("sealed", e), rc;

	if (plain < 0 || sealed < 0) {
		rc = e->code;
	} else if ((rc = copy_write(&job->source, t->number, manifest, opening, plain, e)) == 0) {
		if (lseek(plain, 0, SEEK_SET) != 0)
			rc = err_sys(e, "cannot read back");
		else if ((rc = t->sealer->seal(job->sealers, t->fingerprint, plain, sealed, e)) == 0)
			rc = stage_file(job->c, sealed, &t->blob, t->result.sha256, &t->bytes, e);
	}
	if (plain >= 0)
		(void)close(plain);
	if (sealed >= 0)
		(void)close(sealed);
	return (rc);
}

int
release_seal(struct release_job *job, struct target *t, struct err *e)
{
	const struct copy_terms terms = { .origin = job->origin,
		.bulletin = job->b,
		.revision = bulletin_now(job->b),
		.stage = job->ask->stage,
		.copy = t->result.copy };
	struct buf manifest = BUF(BUF_BIG), opening = BUF(BUF_BIG);
	struct sha256 commitment;
	int rc = copy_manifest(&job->source, t->number, &terms, &job->key, &manifest, e);

	if (rc == 0) {
		random_bytes(t->salt, sizeof(t->salt));
		t->body = release_body(job, t, buf_view(&manifest));
		rc = opening_put(&opening, t->body, t->salt, &commitment, e);
	}
	if (rc == 0)
		rc = seal_archive(job, t, buf_view(&manifest), buf_view(&opening), e);
	buf_free(&manifest);
	buf_free(&opening);
	return (rc);
}
