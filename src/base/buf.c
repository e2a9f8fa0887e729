/* Bounded buffers: see the header. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = BUF(b->max);
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	b->failed = 0;
}

char *
buf_reserve(struct buf *b, size_t n)
{
	size_t want, cap;
	char *p;

	if (b->failed != 0)
		return (NULL);
	/* One byte more is always there, for buf_c. */
	if (__builtin_add_overflow(b->n, n, &want) || want > b->max) {
		b->failed = ERR_LIMIT;
		return (NULL);
	}
	if (want + 1 > b->cap) {
		cap = b->cap < 64 ? 64 : b->cap + b->cap / 2;
		if (cap < want + 1)
			cap = want + 1;
		if ((p = realloc(b->p, cap)) == NULL) {
			b->failed = ERR_NOMEM;
			return (NULL);
		}
		b->p = p;
		b->cap = cap;
	}
	return (b->p + b->n);
}

void
buf_put(struct buf *b, const void *p, size_t n)
{
	char *to = buf_reserve(b, n);

	if (to != NULL && n > 0) {
		memcpy(to, p, n);
		b->n += n;
	}
}

void
buf_str(struct buf *b, struct str s)
{
	buf_put(b, s.p, s.n);
}

void
buf_cstr(struct buf *b, const char *c)
{
	buf_put(b, c, strlen(c));
}

void
buf_char(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void
buf_u64(struct buf *b, uint64_t v)
{
	char digits[20];
	size_t i = sizeof(digits);

	do {
		digits[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v != 0);
	buf_put(b, digits + i, sizeof(digits) - i);
}

void
buf_i64(struct buf *b, int64_t v)
{
	if (v < 0)
		buf_char(b, '-');
	buf_u64(b, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

void
buf_count(struct buf *b, uint64_t v)
{
	char digits[20];
	size_t n = 0;

	for (; n == 0 || v != 0; v /= 10)
		digits[n++] = (char)('0' + v % 10);
	while (n > 0) {
		buf_char(b, digits[--n]);
		if (n > 0 && n % 3 == 0)
			buf_char(b, ',');
	}
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;
	char *to;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0) {
		b->failed = ERR_INTERNAL;
		return;
	}
	if ((to = buf_reserve(b, (size_t)n)) == NULL)
		return;
	va_start(ap, fmt);
	(void)vsnprintf(to, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

const char *
buf_c(struct buf *b)
{
	if (b->failed != 0 || buf_reserve(b, 0) == NULL)
		return ("");
	b->p[b->n] = '\0';
	return (b->p);
}

int
buf_error(const struct buf *b, struct err *e)
{
	if (b->failed == 0)
		return (0);
	if (b->failed == ERR_LIMIT)
		return (err_set(e, ERR_LIMIT, "larger than %zu bytes", b->max));
	return (err_set(e, b->failed, "out of memory"));
}
