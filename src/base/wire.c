/* Records over a pipe: see the header.  Numbers are in the machine's order: both ends are one program. */
#include "base/wire.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"

#define HEADER    8
#define FLUSH_AT  ((size_t)128 << 10)
#define FIELD_MAX ((size_t)64 << 10)

void
wire_init(struct wire *w, int fd)
{
	*w = (struct wire){ .fd = fd, .b = BUF(BUF_BIG) };
}

void
wire_begin(struct wire *w, uint32_t type)
{
	uint32_t head[2] = { 0, type };

	w->start = w->b.n;
	buf_put(&w->b, head, sizeof(head));
}

void
wire_u64(struct wire *w, uint64_t v)
{
	buf_put(&w->b, &v, sizeof(v));
}

void
wire_i64(struct wire *w, int64_t v)
{
	buf_put(&w->b, &v, sizeof(v));
}

void
wire_str(struct wire *w, struct str s)
{
	if (s.n > FIELD_MAX)
		s.n = FIELD_MAX;
	wire_u64(w, s.n);
	buf_str(&w->b, s);
}

void
wire_end(struct wire *w)
{
	uint32_t n;

	if (w->b.failed != 0) {
		w->failed = w->b.failed;
		return;
	}
	if (w->b.n - w->start - HEADER > WIRE_MAX) {
		w->failed = ERR_LIMIT;
		w->b.n = w->start;
		return;
	}
	n = (uint32_t)(w->b.n - w->start - HEADER);
	memcpy(w->b.p + w->start, &n, sizeof(n));
	if (w->b.n >= FLUSH_AT)
		wire_flush(w);
}

void
wire_pair(struct wire *w, uint32_t type, uint64_t a, uint64_t b)
{
	wire_begin(w, type);
	wire_u64(w, a);
	wire_u64(w, b);
	wire_end(w);
}

void
wire_flush(struct wire *w)
{
	if (w->failed == 0 && w->b.n > 0)
		w->failed = file_write_all(w->fd, w->b.p, w->b.n, NULL);
	buf_clear(&w->b);
}

void
wire_free(struct wire *w)
{
	buf_free(&w->b);
}

void
wire_in_init(struct wire_in *in, int fd)
{
	*in = (struct wire_in){ .fd = fd, .b = BUF(WIRE_MAX + HEADER + ((size_t)256 << 10)) };
}

/* Have at least n bytes waiting.  1, 0 at the end of the pipe, or an error. */
static int
fill(struct wire_in *in, size_t n, struct err *e)
{
	const size_t block = (size_t)128 << 10;
	ssize_t r;
	char *to;

	if (in->b.n - in->at < n && in->at > 0) {
		memmove(in->b.p, in->b.p + in->at, in->b.n - in->at);
		in->b.n -= in->at;
		in->at = 0;
	}
	while (in->b.n - in->at < n) {
		if ((to = buf_reserve(&in->b, block)) == NULL)
			return (buf_error(&in->b, e));
		r = read(in->fd, to, block);
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return (err_sys(e, "cannot read from the reader"));
		if (r == 0)
			return (0);
		in->b.n += (size_t)r;
	}
	return (1);
}

int
wire_next(struct wire_in *in, uint32_t *type, struct str *payload, struct err *e)
{
	uint32_t head[2];
	int rc = fill(in, HEADER, e);

	if (rc < 0 || (rc == 0 && in->b.n == in->at))
		return (rc);
	if (rc == 0)
		return (err_set(e, ERR_CORRUPT, "the reader stopped inside a record"));
	memcpy(head, in->b.p + in->at, sizeof(head));
	if (head[0] > WIRE_MAX)
		return (err_set(e, ERR_CORRUPT, "the reader sent a record that is too large"));
	if ((rc = fill(in, HEADER + head[0], e)) < 0)
		return (rc);
	if (rc == 0)
		return (err_set(e, ERR_CORRUPT, "the reader stopped inside a record"));
	*type = head[1];
	*payload = (struct str){ in->b.p + in->at + HEADER, head[0] };
	in->at += HEADER + head[0];
	return (1);
}

void
wire_in_free(struct wire_in *in)
{
	buf_free(&in->b);
}

bool
wire_get_u64(struct str *payload, uint64_t *v)
{
	*v = 0;
	if (payload->n < sizeof(*v))
		return (false);
	memcpy(v, payload->p, sizeof(*v));
	*payload = str_sub(*payload, sizeof(*v), payload->n);
	return (true);
}

bool
wire_get_i64(struct str *payload, int64_t *v)
{
	uint64_t u;
	bool ok = wire_get_u64(payload, &u);

	memcpy(v, &u, sizeof(u));
	return (ok);
}

bool
wire_get_str(struct str *payload, struct str *s)
{
	uint64_t n;

	*s = STR("");
	if (!wire_get_u64(payload, &n) || n > payload->n)
		return (false);
	*s = str_sub(*payload, 0, (size_t)n);
	*payload = str_sub(*payload, (size_t)n, payload->n);
	return (true);
}

int
wire_damaged(struct err *e)
{
	return (err_set(e, ERR_CORRUPT, "the reader sent a damaged record"));
}
