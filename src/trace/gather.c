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

#define BATCH       128
#define BATCH_BYTES ((uint64_t)32 << 20)

enum { UNREAD = 1 };

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
};

struct walk {
	const struct gather_ops *ops;
	struct gather_got *got;
	uint64_t taken; /* Bytes of the files that were opened. */
	char **path;
	size_t paths, cap;
};

struct gather_child {
	const struct gather_ops *ops;
	struct wire *out;
	void *child;
	size_t index; /* Which of the batch. */
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

struct wire *
gather_out(const struct gather_child *c)
{
	return (c->out);
}

/* One file, or one member of a collection. */
static int
read_item(void *arg, const struct stream_item *item, struct err *e)
{
	const struct gather_child *c = arg;

	if (item->s == NULL) {
		gather_unread(c, item->name, item->why);
		return (0);
	}
	return (c->ops->item(c->child, c, item, e));
}

/* The child: every file of the batch. */
static int
read_batch(void *arg, struct wire *out, struct err *e)
{
	const struct batch *batch = arg;
	struct gather_child c = { .ops = batch->ops, .out = out };
	struct err why = { 0 };

	if ((c.child = batch->ops->begin(batch->ops->arg, out, e)) == NULL)
		return (e->code);
	for (c.index = 0; c.index < batch->n; c.index++) {
		struct str name = str_of(batch->path[c.index]);

		if (stream_each(name, batch->fd[c.index], &LIMITS, read_item, &c, &why) != 0)
			gather_unread(&c, name, why.text);
	}
	return (batch->ops->end(c.child, out, e));
}

static void
unread(struct walk *w, struct str path, struct str why)
{
	w->got->unread++;
	w->ops->unread(w->ops->arg, path, why);
}

static int
take_record(struct walk *w, const struct batch *batch, uint32_t type, struct str payload, struct err *e)
{
	struct str name, why;
	uint64_t index;

	if (type >= GATHER_RECORD)
		return (w->ops->record(w->ops->arg, type, payload, e));
	if (type != UNREAD || !wire_get_u64(&payload, &index) || !wire_get_str(&payload, &name) ||
	    !wire_get_str(&payload, &why) || payload.n != 0 || index >= batch->n)
		return (err_set(e, ERR_CORRUPT, "the reader sent a damaged record"));
	unread(w, name, why);
	return (0);
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
		return (w->ops->batch(w->ops->arg, true, e));
	if ((rc == ERR_CORRUPT || rc == ERR_DENIED) &&
	    (end = w->ops->batch(w->ops->arg, false, &child)) != 0) {
		*e = child;
		rc = end;
	}
	return (rc);
}

/*
 * A batch, and if its reader was taken over or died, each of its files with a
 * reader of its own: one hostile file must not hide the others.
 */
static int
run_batch(struct walk *w, struct batch *batch, struct err *e)
{
	int rc = batch->n == 0 ? 0 : run_child(w, batch, e);

	for (size_t i = 0; (rc == ERR_CORRUPT || rc == ERR_DENIED) && i < batch->n; i++) {
		struct batch one = { .ops = batch->ops, .n = 1 };
		int again;

		one.fd[0] = batch->fd[i];
		one.path[0] = batch->path[i];
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
	int fd = file_open(AT_FDCWD, path, &why);

	if (fd < 0) {
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
gather(const char *path, const struct gather_ops *ops, struct gather_got *got, struct err *e)
{
	struct walk w = { .ops = ops, .got = got };
	struct batch batch = { .ops = ops };
	uint64_t most = ops->batch_bytes > 0 ? ops->batch_bytes : BATCH_BYTES;
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
