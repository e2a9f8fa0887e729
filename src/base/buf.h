/*
 * A growing byte buffer that knows its own maximum.  Writers append without
 * checking each step: the first failure (no memory, or the maximum reached)
 * sticks, later appends do nothing, and buf_error tells at the end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"
#include "base/str.h"

struct buf {
	char *p;
	size_t n;   /* Bytes held. */
	size_t cap; /* Bytes allocated. */
	size_t max; /* Bytes that it may ever hold. */
	int failed; /* 0, ERR_NOMEM or ERR_LIMIT. */
};

/* BUF(max): an empty buffer that may hold up to ${max} bytes.  It allocates nothing yet. */
#define BUF(maximum) ((struct buf){ .max = (maximum) })
#define BUF_BIG      ((size_t)1 << 30)

/* buf_free(b): Release the bytes; ${b} is empty and usable again.  Harmless on an unused one. */
void buf_free(struct buf *b);

/* buf_clear(b): Forget the bytes and any failure, keep the memory. */
void buf_clear(struct buf *b);

/*
 * buf_reserve(b, n): Make room for ${n} more bytes and return where they go, or NULL after recording why
 * not.
 */
char *buf_reserve(struct buf *b, size_t n);

/* Appending.  All return nothing: see buf_error. */
void buf_put(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_cstr(struct buf *b, const char *c);
void buf_char(struct buf *b, char c);
void buf_u64(struct buf *b, uint64_t v);   /* Decimal. */
void buf_i64(struct buf *b, int64_t v);    /* Decimal. */
void buf_count(struct buf *b, uint64_t v); /* For people: 1,204. */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* buf_view(b): the bytes so far; valid until the next append. */
static inline struct str
buf_view(const struct buf *b)
{
	return ((struct str){ b->p != NULL ? b->p : "", b->n });
}

/* buf_c(b): the bytes as a C string (a NUL is kept behind them); "" if it failed. */
const char *buf_c(struct buf *b);

/* buf_error(b, e): 0 if every append went in, else the code of the first failure with ${e} set. */
int buf_error(const struct buf *b, struct err *e);

#endif
