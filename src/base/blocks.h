/*
 * Lines of text out of a stream, block by block: the layer under every reader
 * of logs.  UTF-8 passes as it is, UTF-16 of either order, with a byte order
 * mark or recognised by its zeros, becomes UTF-8; offsets always count the
 * stream's own bytes.  Memory is bounded whatever a line's length.
 *
 *	struct blocks l = { 0 };
 *	blocks_init(&l, stream, NULL, &e);
 *	while ((rc = blocks_fill(&l, &text, &e)) > 0) {
 *		... use whole lines of text, then say how much was used ...
 *		blocks_take(&l, used);
 *	}
 *	blocks_free(&l);
 */
#ifndef BASE_BLOCKS_H
#define BASE_BLOCKS_H

#include "base/hash.h"
#include "base/stream.h"
#include "base/utf.h"

/* Bytes of one line, or of one record of several lines, that are looked at. */
#define BLOCKS_MAX ((size_t)1 << 20)

/* Behind what waits so many bytes may be read, whatever they hold. */
#define BLOCKS_SLACK 128

struct blocks {
	struct stream *s;
	char *block;        /* BLOCKS_MAX + a block of text. */
	char *raw;          /* UTF-16 as it was read; NULL for UTF-8. */
	size_t at, n;       /* What waits in ${block}. */
	uint64_t offset;    /* The stream's offset of what waits. */
	struct utf16 utf16; /* What becomes of it, where it is that. */
	bool end;           /* The stream's end, or a failure, was met. */
	struct hash *hash;  /* NULL, or takes all bytes of the stream. */
	int failed;         /* That failure, given out once all before it is used. */
	struct err e;
};

/*
 * blocks_init(l, s, hash, e): Begin; reads the first block, to see the encoding.
 * ${l} is zeroed or was used before, and then keeps its memory.
 * A byte order mark is passed over.  ${hash} may be NULL; else it takes all
 * bytes that are read of ${s}, and stays the caller's.  0 or ERR_NOMEM.
 */
int blocks_init(struct blocks *l, struct stream *s, struct hash *hash, struct err *e);
void blocks_free(struct blocks *l);

/* blocks_peek(l): What waits of the first block, for recognising what this is. */
struct str blocks_peek(const struct blocks *l);

/*
 * blocks_fill(l, text, e): Read one block more, and on until there is a line
 * end, the end of the stream, or BLOCKS_MAX bytes, and give all that waits in
 * ${*text}.  1; 0 at the end; or the stream's failure, once all that came
 * before it has been taken.
 */
int blocks_fill(struct blocks *l, struct str *text, struct err *e);

/* blocks_take(l, n): The first ${n} bytes of what waits are done with. */
void blocks_take(struct blocks *l, size_t n);

/* blocks_last(l): Whether nothing is left to be read behind what waits. */
bool blocks_last(const struct blocks *l);

/* blocks_offset(l, at): The stream's own offset of byte ${at} of what waits. */
uint64_t blocks_offset(const struct blocks *l, size_t at);

/*
 * blocks_skip(l, skipped): Pass over the rest of a line that is longer than BLOCKS_MAX, its line end
 * included; counts bytes.
 */
int blocks_skip(struct blocks *l, uint64_t *skipped, struct err *e);

#endif
