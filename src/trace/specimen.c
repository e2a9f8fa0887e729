/*
 * Files are opened here, some at a time, and read in a child that gets no
 * more than their descriptors.  A batch is read as one, so that the different
 * values it holds are counted once; over several batches the counts add up to
 * more than there are, in favour of the accused.
 */
#include "trace/specimen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sandbox.h"
#include "base/vec.h"

#define BATCH 128
#define BLOCK ((size_t)1 << 20)

/* Records of the child. */
enum { SEEN = 1, HELD, TOKENS, UNREAD, BYTES };

struct batch {
	const struct mark_reader *reader;
	const struct mark_site *site;
	int fd[BATCH];
	const char *path[BATCH];
	size_t n;
};

struct walk {
	const struct mark_manifest *m;
	const struct mark_reader *reader;
	struct mark_reading *reading;
	specimen_unread_fn *unread;
	void *arg;
	struct specimen_read *got;
	uint64_t taken; /* Bytes of the files that were opened. */
	char **path;
	size_t paths, cap;
};

/* The child's part: one file, block by block.  0, or errno. */
static int
scan_file(struct mark_scan *scan, int fd, char *block, uint64_t *bytes)
{
	uint64_t offset = 0;
	ssize_t n;

	do {
		if ((n = file_pread(fd, block, BLOCK, offset)) < 0)
			return (errno);
		mark_scan_feed(scan, (struct str){ block, (size_t)n });
		offset += (uint64_t)n;
	} while ((size_t)n == BLOCK && offset < SPECIMEN_FILE_MAX);
	mark_scan_file_end(scan);
	*bytes += offset;
	return (0);
}

static void
send3(struct wire *out, uint32_t type, uint64_t a, uint64_t b)
{
	wire_begin(out, type);
	wire_u64(out, a);
	wire_u64(out, b);
	wire_end(out);
}

static void
send_reading(struct wire *out, const struct mark_reading *r, const struct mark_site *site)
{
	for (size_t k = 0; k < r->sites; k++) {
		for (size_t s = 0; s < mark_symbols(&site[k]); s++) {
			if (r->seen[r->first[k] + s] != 0)
				send3(out, SEEN, k, s);
		}
		if (site[k].kind != MARK_FREE)
			continue;
		send3(out, TOKENS, k, r->tokens[k]);
		for (size_t copy = 1; copy <= r->copies; copy++) {
			if (r->held[k * r->copies + copy - 1] != 0)
				send3(out, HELD, k, copy);
		}
	}
}

static int
read_batch(void *arg, struct wire *out, struct err *e)
{
	const struct batch *batch = arg;
	struct mark_scan *scan = mark_scan_new(batch->reader, e);
	char *block = malloc(BLOCK);
	uint64_t bytes = 0;
	int why;

	if (scan == NULL || block == NULL) {
		free(block);
		mark_scan_free(scan);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	for (size_t i = 0; i < batch->n; i++) {
		if ((why = scan_file(scan, batch->fd[i], block, &bytes)) != 0)
			send3(out, UNREAD, i, (uint64_t)why);
	}
	send_reading(out, mark_scan_reading(scan), batch->site);
	send3(out, BYTES, bytes, 0);
	free(block);
	mark_scan_free(scan);
	return (0);
}

static void
unread(struct walk *w, const char *path, const char *why)
{
	w->got->unread++;
	w->unread(w->arg, path, why);
}

/* The parent's part: a record is believed as far as its numbers are possible. */
static int
take_record(struct walk *w, const struct batch *batch, uint32_t type, struct str payload, struct err *e)
{
	const struct mark_manifest *m = w->m;
	struct mark_reading *r = w->reading;
	uint64_t a, b;

	if (!wire_get_u64(&payload, &a) || !wire_get_u64(&payload, &b) || payload.n != 0)
		goto damaged;
	if (type == SEEN && a < m->sites && b < mark_symbols(&m->site[a])) {
		r->seen[r->first[a] + b] = 1;
	} else if (type == HELD && a < m->sites && m->site[a].kind == MARK_FREE && b >= 1 && b <= r->copies) {
		r->held[a * r->copies + b - 1] = 1;
	} else if (type == TOKENS && a < m->sites && m->site[a].kind == MARK_FREE) {
		r->tokens[a] = r->tokens[a] + b < b ? UINT64_MAX : r->tokens[a] + b;
	} else if (type == UNREAD && a < batch->n) {
		w->got->files--;
		unread(w, batch->path[a], b > 0 && b < 4096 ? strerror((int)b) : "cannot be read");
	} else if (type == BYTES) {
		w->got->bytes += a;
	} else {
		goto damaged;
	}
	return (0);
damaged:
	return (err_set(e, ERR_CORRUPT, "the reader sent a damaged record"));
}

static int
run_batch(struct walk *w, struct batch *batch, struct err *e)
{
	struct sandbox *box;
	struct err child = { 0 };
	struct str payload;
	uint32_t type;
	int rc, end;

	if (batch->n == 0)
		return (0);
	w->got->files += batch->n;
	if ((box = sandbox_start(read_batch, batch, batch->fd, batch->n, e)) == NULL)
		return (e->code);
	while ((rc = sandbox_next(box, &type, &payload, e)) == 1) {
		if ((rc = take_record(w, batch, type, payload, e)) != 0)
			break;
	}
	/* What the child says of its own end comes before what its records looked like. */
	if ((end = sandbox_finish(&box, &child)) != 0) {
		*e = child;
		rc = end;
	}
	for (size_t i = 0; i < batch->n; i++)
		(void)close(batch->fd[i]);
	batch->n = 0;
	return (rc);
}

static int
on_file(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct walk *w = arg;

	if (st == NULL) {
		unread(w, path, strerror(errno));
		return (0);
	}
	if (w->paths == SPECIMEN_FILES_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d files", SPECIMEN_FILES_MAX));
	if (VEC_GROW(w->path, w->paths, w->cap) != 0 || (w->path[w->paths] = strdup(path)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	w->paths++;
	return (0);
}

/* Open a file for the batch; what is no ordinary file, or too large, is told. */
static void
open_one(struct walk *w, struct batch *batch, const char *path)
{
	struct err why = { 0 };
	struct stat st;
	int fd = file_open(AT_FDCWD, path, &why);

	if (fd < 0) {
		unread(w, path, why.text);
		return;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		unread(w, path, "is not a file");
	} else if ((uint64_t)st.st_size > SPECIMEN_FILE_MAX) {
		unread(w, path, "is larger than 4 GB");
	} else if (w->taken + (uint64_t)st.st_size > SPECIMEN_BYTES_MAX) {
		unread(w, path, "comes after 64 GB of other files");
	} else {
		w->taken += (uint64_t)st.st_size;
		batch->fd[batch->n] = fd;
		batch->path[batch->n++] = path;
		return;
	}
	(void)close(fd);
}

int
specimen_read(const struct mark_manifest *m, const struct mark_reader *reader, const char *path,
    struct mark_reading *reading, specimen_unread_fn *unread_fn, void *arg, struct specimen_read *got,
    struct err *e)
{
	struct walk w = {
		.m = m, .reader = reader, .reading = reading, .unread = unread_fn, .arg = arg, .got = got
	};
	struct batch batch = { .reader = reader, .site = m->site };
	int rc;

	*got = (struct specimen_read){ 0 };
	rc = file_walk(path, on_file, &w, e);
	for (size_t i = 0; rc == 0 && i < w.paths; i++) {
		open_one(&w, &batch, w.path[i]);
		if (batch.n == BATCH || i + 1 == w.paths)
			rc = run_batch(&w, &batch, e);
	}
	if (rc == 0 && got->files == 0)
		rc = err_set(e, ERR_NOTFOUND, "there is no file here that can be read");
	for (size_t i = 0; i < w.paths; i++)
		free(w.path[i]);
	free(w.path);
	return (rc == 0 ? 0 : (err_in(e, path), rc));
}
