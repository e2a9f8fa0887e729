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
#include "base/stream.h"
#include "base/vec.h"

#define BATCH 128
#define BLOCK ((size_t)1 << 20)

/* Records of the child. */
enum { SEEN = 1, HELD, TOKENS, UNREAD, READ, MET };

/* What a collection may unfold to. */
static const struct stream_limits LIMITS = {
	.total = (uint64_t)4 << 30, .ratio = 1000, .members = 200000, .depth = 3
};

const struct specimen_limits SPECIMEN_LIMITS = { .bytes = SPECIMEN_BYTES_MAX, .members = 1000000 };

/* Why what follows is not read. */
#define TOO_MUCH "the files of this specimen unfold to too much together"

struct batch {
	const struct mark_reader *reader;
	const struct mark_site *site;
	int fd[BATCH];
	const char *path[BATCH];
	size_t n;
	struct specimen_limits left; /* What this batch may still unfold to. */
};

struct walk {
	const struct mark_manifest *m;
	const struct mark_reader *reader;
	struct mark_reading *reading;
	specimen_unread_fn *unread;
	void *arg;
	struct specimen_read *got;
	const struct specimen_limits *limits;
	uint64_t taken; /* Bytes of the files that were opened. */
	bool over;      /* They unfolded to more than the limits. */
	char **path;
	size_t paths, cap;
};

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

/* What the child has under way. */
struct child {
	struct mark_scan *scan;
	struct wire *out;
	size_t index; /* Which of the batch. */
	char *block;
	uint64_t files, bytes, members;
	struct specimen_limits left;
	bool over; /* More than was left came out. */
};

static void
send_unread(const struct child *c, struct str name, const char *why)
{
	wire_begin(c->out, UNREAD);
	wire_u64(c->out, c->index);
	wire_str(c->out, name);
	wire_str(c->out, str_of(why));
	wire_end(c->out);
}

/*
 * One file, or one member of a collection, block by block.  What is damaged counts as far as it could be
 * read.
 */
static int
scan_item(void *arg, const struct stream_item *item, struct err *e)
{
	struct child *c = arg;
	struct err why = { 0 };
	ssize_t n = 0;

	if (c->members++ == c->left.members) {
		c->over = true;
		send_unread(c, item->name, TOO_MUCH);
		return (err_set(e, ERR_LIMIT, TOO_MUCH));
	}
	if (item->s == NULL) {
		send_unread(c, item->name, item->why);
		return (0);
	}
	while (!c->over && (n = stream_read(item->s, c->block, BLOCK, &why)) > 0) {
		mark_scan_feed(c->scan, (struct str){ c->block, (size_t)n });
		c->bytes += (uint64_t)n;
		c->over = c->bytes > c->left.bytes;
	}
	mark_scan_file_end(c->scan);
	if (c->over) {
		send_unread(c, item->name, TOO_MUCH);
		return (err_set(e, ERR_LIMIT, TOO_MUCH));
	}
	if (n < 0)
		send_unread(c, item->name, why.text);
	else
		c->files++;
	return (0);
}

/* The child: every file of the batch, then what was seen. */
static int
read_batch(void *arg, struct wire *out, struct err *e)
{
	const struct batch *batch = arg;
	struct child c = { .scan = mark_scan_new(batch->reader, e),
		.out = out,
		.block = malloc(BLOCK),
		.left = batch->left };
	struct err why = { 0 };
	int rc = 0;

	if (c.scan == NULL || c.block == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	for (c.index = 0; rc == 0 && c.index < batch->n; c.index++) {
		struct str name = str_of(batch->path[c.index]);

		if (c.over)
			send_unread(&c, name, TOO_MUCH);
		else if (stream_each(name, batch->fd[c.index], &LIMITS, scan_item, &c, &why) != 0 && !c.over)
			send_unread(&c, name, why.text);
	}
	if (rc == 0) {
		send_reading(out, mark_scan_reading(c.scan), batch->site);
		send3(out, READ, c.files, c.bytes);
		send3(out, MET, c.members, c.over);
	}
	free(c.block);
	mark_scan_free(c.scan);
	return (rc);
}

static void
unread(struct walk *w, struct str path, struct str why)
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

	if (type == UNREAD) {
		struct str name, why;

		if (!wire_get_u64(&payload, &a) || !wire_get_str(&payload, &name) ||
		    !wire_get_str(&payload, &why) || payload.n != 0 || a >= batch->n)
			goto damaged;
		unread(w, name, why);
		return (0);
	}
	if (!wire_get_u64(&payload, &a) || !wire_get_u64(&payload, &b) || payload.n != 0)
		goto damaged;
	if (type == SEEN && a < m->sites && b < mark_symbols(&m->site[a])) {
		r->seen[r->first[a] + b] = 1;
	} else if (type == HELD && a < m->sites && m->site[a].kind == MARK_FREE && b >= 1 && b <= r->copies) {
		r->held[a * r->copies + b - 1] = 1;
	} else if (type == TOKENS && a < m->sites && m->site[a].kind == MARK_FREE) {
		r->tokens[a] = r->tokens[a] + b < b ? UINT64_MAX : r->tokens[a] + b;
	} else if (type == READ) {
		w->got->files += a;
		w->got->bytes = w->got->bytes + b < b ? UINT64_MAX : w->got->bytes + b;
	} else if (type == MET) {
		w->got->members = w->got->members + a < a ? UINT64_MAX : w->got->members + a;
		w->over = w->over || b != 0;
	} else {
		goto damaged;
	}
	return (0);
damaged:
	return (err_set(e, ERR_CORRUPT, "the reader sent a damaged record"));
}

/* Read some files of the batch behind the wall. */
static int
run_child(struct walk *w, struct batch *batch, struct err *e)
{
	struct sandbox *box = sandbox_start(read_batch, batch, batch->fd, batch->n, e);
	struct err child = { 0 };
	struct str payload;
	uint32_t type;
	bool sound = true;
	int rc, end;

	if (box == NULL)
		return (e->code);
	while (sound && (rc = sandbox_next(box, &type, &payload, e)) == 1) {
		if ((rc = take_record(w, batch, type, payload, e)) != 0)
			sound = false;
	}
	/* What the child says of its own end comes before what its pipe looked like. */
	if ((end = sandbox_finish(&box, &child)) != 0 && sound) {
		*e = child;
		rc = end;
	}
	return (rc);
}

static struct specimen_limits
what_is_left(const struct walk *w)
{
	const struct specimen_limits *max = w->limits;

	return (
	    (struct specimen_limits){ .bytes = w->got->bytes < max->bytes ? max->bytes - w->got->bytes : 0,
		.members = w->got->members < max->members ? max->members - w->got->members : 0 });
}

/*
 * A batch, and if its reader was taken over or died, each of its files with a
 * reader of its own: one hostile file must not hide the others.
 */
static int
run_batch(struct walk *w, struct batch *batch, struct err *e)
{
	int rc;

	batch->left = what_is_left(w);
	rc = batch->n == 0 ? 0 : run_child(w, batch, e);
	for (size_t i = 0; (rc == ERR_CORRUPT || rc == ERR_DENIED) && i < batch->n; i++) {
		struct batch one = { .reader = batch->reader, .site = batch->site, .n = 1 };
		int again;

		one.fd[0] = batch->fd[i];
		one.path[0] = batch->path[i];
		one.left = what_is_left(w);
		again = run_child(w, &one, e);
		if (again == ERR_CORRUPT || again == ERR_DENIED)
			unread(w, str_of(one.path[0]), str_of(e->text));
		else if (again != 0)
			rc = again;
	}
	for (size_t i = 0; i < batch->n; i++)
		(void)close(batch->fd[i]);
	batch->n = 0;
	return (rc == ERR_CORRUPT || rc == ERR_DENIED ? 0 : rc);
}

static int
on_file(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct walk *w = arg;

	if (st == NULL) {
		unread(w, str_of(path), str_of(strerror(errno)));
		return (0);
	}
	if (file_odd(st) != NULL) {
		unread(w, str_of(path), str_of(file_odd(st)));
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
	int fd;

	if (w->over) {
		unread(w, str_of(path), STR(TOO_MUCH));
		return;
	}
	if ((fd = file_open(AT_FDCWD, path, &why)) < 0) {
		unread(w, str_of(path), str_of(why.text));
		return;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		unread(w, str_of(path), STR("is not a file"));
	} else if ((uint64_t)st.st_size > SPECIMEN_FILE_MAX) {
		unread(w, str_of(path), STR("is larger than 4 GB"));
	} else if (w->taken + (uint64_t)st.st_size > SPECIMEN_BYTES_MAX) {
		unread(w, str_of(path), STR("comes after 64 GB of other files"));
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
    const struct specimen_limits *limits, struct mark_reading *reading, specimen_unread_fn *unread_fn,
    void *arg, struct specimen_read *got, struct err *e)
{
	struct walk w = { .m = m,
		.reader = reader,
		.reading = reading,
		.unread = unread_fn,
		.arg = arg,
		.got = got,
		.limits = limits };
	struct batch batch = { .reader = reader, .site = m->site };
	int rc;

	*got = (struct specimen_read){ 0 };
	stream_prepare();
	rc = file_walk(path, on_file, &w, e);
	for (size_t i = 0; rc == 0 && i < w.paths; i++) {
		open_one(&w, &batch, w.path[i]);
		if (batch.n == BATCH || i + 1 == w.paths)
			rc = run_batch(&w, &batch, e);
	}
	/* What came out of a file before it broke off was read as well. */
	if (rc == 0 && got->files == 0 && got->bytes == 0)
		rc = err_set(e, ERR_NOTFOUND, "there is no file here that can be read");
	for (size_t i = 0; i < w.paths; i++)
		free(w.path[i]);
	free(w.path);
	return (rc == 0 ? 0 : (err_in(e, path), rc));
}
