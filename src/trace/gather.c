/*
 * Files are opened here, some at a time, and read in a child that gets no
 * more than their descriptors.
 */
#include "trace/gather.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sandbox.h"
#include "base/vec.h"

#define BATCH 128

/* Records of the child, beside the caller's own. */
enum { UNREAD = 1, READ, MET };

/* Why what follows is not read. */
#define TOO_MUCH "the files of this specimen unfold to too much together"

const struct gather_limits GATHER_LIMITS = { .bytes = GATHER_BYTES_MAX, .members = 1000000 };

/* What a collection may unfold to. */
static const struct stream_limits LIMITS = {
	.total = (uint64_t)4 << 30, .ratio = 1000, .members = 200000, .depth = 3
};

struct batch {
	const struct gather_ops *ops;
	int fd[BATCH];
	const char *path[BATCH];
	size_t n;
	uint64_t bytes;
	struct gather_limits left; /* What this batch may still unfold to. */
};

struct walk {
	const struct gather_ops *ops;
	const struct gather_limits *limits;
	struct gather_got *got;
	uint64_t taken; /* Bytes of the files that were opened. */
	bool over;      /* They unfolded to more than the limits. */
	char **path;
	size_t paths, cap;
};

struct gather_child {
	const struct gather_ops *ops;
	struct wire *out;
	void *child;
	size_t index;          /* Which of the batch. */
	struct stream *stream; /* Of the item at hand. */
	struct err why;        /* How it failed. */
	uint64_t files, bytes, members;
	struct gather_limits left;
	bool over; /* More than was left came out. */
};

void
gather_unread(const struct gather_child *c, struct str name, const char *why)
{
	wire_begin(c->out, UNREAD);
	wire_u64(c->out, c->index);
	wire_str(c->out, name);
	wire_str(c->out, str_of(why));
	wire_end(c->out);
}

ssize_t
gather_read(struct gather_child *c, void *p, size_t n)
{
	ssize_t got;

	if (c->over || c->why.code != 0)
		return (-1);
	if ((got = stream_read(c->stream, p, n, &c->why)) <= 0)
		return (got < 0 ? -1 : 0);
	c->bytes += (uint64_t)got;
	c->over = c->bytes > c->left.bytes;
	return (got);
}

static int
too_much(struct gather_child *c, struct str name, struct err *e)
{
	c->over = true;
	gather_unread(c, name, TOO_MUCH);
	return (err_set(e, ERR_LIMIT, TOO_MUCH));
}

/* One file, or one member of a collection.  What is damaged counts as far as it could be read. */
static int
read_item(void *arg, const struct stream_item *item, struct err *e)
{
	struct gather_child *c = arg;
	int rc;

	if (c->members++ == c->left.members)
		return (too_much(c, item->name, e));
	if (item->s == NULL) {
		gather_unread(c, item->name, item->why);
		return (0);
	}
	c->stream = item->s;
	err_clear(&c->why);
	if ((rc = c->ops->item(c->child, c, item, e)) != 0)
		return (rc);
	if (c->over)
		return (too_much(c, item->name, e));
	if (c->why.code != 0)
		gather_unread(c, item->name, c->why.text);
	else
		c->files++;
	return (0);
}

/* The child: every file of the batch. */
static int
read_batch(void *arg, struct wire *out, struct err *e)
{
	const struct batch *batch = arg;
	struct gather_child c = { .ops = batch->ops, .out = out, .left = batch->left };
	struct err why = { 0 };
	int rc;

	if ((c.child = batch->ops->begin(batch->ops->arg, out, e)) == NULL)
		return (e->code);
	for (c.index = 0; c.index < batch->n; c.index++) {
		struct str name = str_of(batch->path[c.index]);

		if (c.over)
			gather_unread(&c, name, TOO_MUCH);
		else if (stream_each(name, batch->fd[c.index], &LIMITS, read_item, &c, &why) != 0 && !c.over)
			gather_unread(&c, name, why.text);
	}
	if ((rc = batch->ops->end(c.child, out, e)) == 0) {
		wire_pair(out, READ, c.files, c.bytes);
		wire_pair(out, MET, c.members, c.over);
	}
	return (rc);
}

static void
unread(struct walk *w, struct str path, struct str why)
{
	w->got->unread++;
	w->ops->unread(w->ops->arg, path, why);
}

static uint64_t
sum(uint64_t a, uint64_t b)
{
	return (a + b < b ? UINT64_MAX : a + b);
}

/* A record is believed as far as its numbers are possible. */
static int
take_record(struct walk *w, const struct batch *batch, uint32_t type, struct str payload, struct err *e)
{
	struct str name, why;
	uint64_t a, b;

	if (type >= GATHER_RECORD)
		return (w->ops->record(w->ops->arg, type, payload, e));
	if (type == UNREAD && wire_get_u64(&payload, &a) && wire_get_str(&payload, &name) &&
	    wire_get_str(&payload, &why) && payload.n == 0 && a < batch->n) {
		unread(w, name, why);
		return (0);
	}
	if ((type != READ && type != MET) || !wire_get_u64(&payload, &a) || !wire_get_u64(&payload, &b) ||
	    payload.n != 0)
		return (wire_damaged(e));
	if (type == READ) {
		w->got->files = sum(w->got->files, a);
		w->got->bytes = sum(w->got->bytes, b);
	} else {
		w->got->members = sum(w->got->members, a);
		w->over = w->over || b != 0;
	}
	return (0);
}

/* What the caller makes of a batch that is over. */
static int
end_batch(struct walk *w, bool whole, struct err *e)
{
	return (w->ops->batch != NULL ? w->ops->batch(w->ops->arg, whole, e) : 0);
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
	if (rc == 0)
		return (end_batch(w, true, e));
	if ((rc == ERR_CORRUPT || rc == ERR_DENIED) && (end = end_batch(w, false, &child)) != 0) {
		*e = child;
		rc = end;
	}
	return (rc);
}

static struct gather_limits
what_is_left(const struct walk *w)
{
	const struct gather_limits *max = w->limits;

	return ((struct gather_limits){ .bytes = w->got->bytes < max->bytes ? max->bytes - w->got->bytes : 0,
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
		struct batch one = { .ops = batch->ops, .n = 1 };
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
	batch->bytes = 0;
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
	if (w->paths == GATHER_FILES_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d files", GATHER_FILES_MAX));
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
	} else if ((uint64_t)st.st_size > GATHER_FILE_MAX) {
		unread(w, str_of(path), STR("is larger than 4 GB"));
	} else if (w->taken + (uint64_t)st.st_size > GATHER_BYTES_MAX) {
		unread(w, str_of(path), STR("comes after 64 GB of other files"));
	} else {
		w->taken += (uint64_t)st.st_size;
		batch->bytes += (uint64_t)st.st_size;
		batch->fd[batch->n] = fd;
		batch->path[batch->n++] = path;
		return;
	}
	(void)close(fd);
}

int
gather(const char *path, const struct gather_limits *limits, const struct gather_ops *ops,
    struct gather_got *got, struct err *e)
{
	struct walk w = { .ops = ops, .limits = limits, .got = got };
	struct batch batch = { .ops = ops };
	uint64_t most = ops->batch_bytes > 0 ? ops->batch_bytes : UINT64_MAX;
	int rc;

	*got = (struct gather_got){ 0 };
	stream_prepare();
	rc = file_walk(path, on_file, &w, e);
	for (size_t i = 0; rc == 0 && i < w.paths; i++) {
		open_one(&w, &batch, w.path[i]);
		if (batch.n == BATCH || batch.bytes >= most || i + 1 == w.paths)
			rc = run_batch(&w, &batch, e);
	}
	for (size_t i = 0; i < w.paths; i++)
		free(w.path[i]);
	free(w.path);
	return (rc == 0 ? 0 : (err_in(e, path), rc));
}
