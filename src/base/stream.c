/* Streams: files, memory, and a head that was looked at before.  See the header. */
#include "base/stream.h"

#include "base/stream_impl.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

const struct stream_limits STREAM_LIMITS = {
	.total = (uint64_t)1 << 40, .ratio = 1000, .members = 1000000, .depth = 3
};

/* Below this a ratio says nothing: a megabyte of blanks is no attack. */
#define RATIO_FROM ((uint64_t)16 << 20)

int
budget_out(struct budget *b, uint64_t n, struct err *e)
{
	b->out += n;
	if (b->out > b->limits->total) {
		b->blown = true;
		return (err_set(
		    e, ERR_LIMIT, "unfolds to more than %llu bytes", (unsigned long long)b->limits->total));
	}
	if (b->out > RATIO_FROM && b->out / b->limits->ratio > b->in) {
		b->blown = true;
		return (err_set(e, ERR_LIMIT, "unfolds to more than %u times its size, as a bomb does",
		    b->limits->ratio));
	}
	return (0);
}

ssize_t
stream_read(struct stream *s, void *p, size_t n, struct err *e)
{
	return (n == 0 ? 0 : s->ops->read(s, p, n, e));
}

void
stream_free(struct stream *s)
{
	if (s != NULL)
		s->ops->free(s);
}

int
stream_fill(struct stream *s, void *p, size_t n, size_t *got, struct err *e)
{
	ssize_t r;

	for (*got = 0; *got < n; *got += (size_t)r) {
		if ((r = stream_read(s, (char *)p + *got, n - *got, e)) < 0)
			return ((int)r);
		if (r == 0)
			break;
	}
	return (0);
}

/* A file, up to the size that it had when it was opened: a live log that grows is read to there. */
struct file_stream {
	struct stream s;
	int fd;
	uint64_t at, size;
	struct budget *budget;
};

static ssize_t
file_read_some(struct stream *s, void *p, size_t n, struct err *e)
{
	struct file_stream *f = (struct file_stream *)s;
	ssize_t r;

	if (n > f->size - f->at)
		n = (size_t)(f->size - f->at);
	if (n == 0)
		return (0);
	if ((r = file_pread(f->fd, p, n, f->at)) < 0)
		return (err_sys(e, "cannot read"));
	if (r == 0) {
		return (err_at(e, ERR_CORRUPT, f->at,
		    "was truncated while it was read: %llu of %llu bytes were there",
		    (unsigned long long)f->at, (unsigned long long)f->size));
	}
	f->at += (uint64_t)r;
	if (f->budget != NULL)
		f->budget->in += (uint64_t)r;
	return (r);
}

static int
file_seek(struct stream *s, uint64_t at, struct err *e)
{
	struct file_stream *f = (struct file_stream *)s;

	if (at > f->size)
		return (err_set(e, ERR_CORRUPT, "points behind its own end"));
	f->at = at;
	return (0);
}

static uint64_t
file_size(const struct stream *s)
{
	return (((const struct file_stream *)s)->size);
}

static void
free_plain(struct stream *s)
{
	free(s);
}

static const struct stream_ops file_ops = { file_read_some, file_seek, file_size, free_plain };

struct stream *
stream_file(int fd, struct budget *b, struct err *e)
{
	struct file_stream *f;
	struct stat st;

	if (fstat(fd, &st) != 0) {
		(void)err_sys(e, "cannot read");
		return (NULL);
	}
	if (!S_ISREG(st.st_mode)) {
		(void)err_set(e, ERR_IO, "is not a regular file");
		return (NULL);
	}
	if ((f = calloc(1, sizeof(*f))) == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	*f = (struct file_stream){ .s.ops = &file_ops, .fd = fd, .size = (uint64_t)st.st_size, .budget = b };
	return (&f->s);
}

struct stream *
stream_fd(int fd, struct err *e)
{
	return (stream_file(fd, NULL, e));
}

/* Bytes in memory. */
struct memory_stream {
	struct stream s;
	struct str bytes;
	size_t at;
};

static ssize_t
memory_read(struct stream *s, void *p, size_t n, struct err *e)
{
	struct memory_stream *m = (struct memory_stream *)s;

	(void)e;
	if (n > m->bytes.n - m->at)
		n = m->bytes.n - m->at;
	if (n > 0)
		memcpy(p, m->bytes.p + m->at, n);
	m->at += n;
	return ((ssize_t)n);
}

static int
memory_seek(struct stream *s, uint64_t at, struct err *e)
{
	struct memory_stream *m = (struct memory_stream *)s;

	if (at > m->bytes.n)
		return (err_set(e, ERR_CORRUPT, "points behind its own end"));
	m->at = (size_t)at;
	return (0);
}

static uint64_t
memory_size(const struct stream *s)
{
	return (((const struct memory_stream *)s)->bytes.n);
}

static const struct stream_ops memory_ops = { memory_read, memory_seek, memory_size, free_plain };

struct stream *
stream_memory(struct str bytes, struct err *e)
{
	struct memory_stream *m = calloc(1, sizeof(*m));

	if (m == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	*m = (struct memory_stream){ .s.ops = &memory_ops, .bytes = bytes };
	return (&m->s);
}

/* A head that was read already, and then the rest. */
struct again_stream {
	struct stream s;
	struct stream *inner;
	const char *head;
	size_t at, n;
};

static ssize_t
again_read(struct stream *s, void *p, size_t n, struct err *e)
{
	struct again_stream *a = (struct again_stream *)s;

	if (a->at == a->n)
		return (stream_read(a->inner, p, n, e));
	if (n > a->n - a->at)
		n = a->n - a->at;
	memcpy(p, a->head + a->at, n);
	a->at += n;
	return ((ssize_t)n);
}

static const struct stream_ops again_ops = { .read = again_read, .free = free_plain };

struct stream *
stream_again(struct stream *inner, const char *head, size_t n, struct err *e)
{
	struct again_stream *a = calloc(1, sizeof(*a));

	if (a == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	*a = (struct again_stream){ .s.ops = &again_ops, .inner = inner, .head = head, .n = n };
	return (&a->s);
}
