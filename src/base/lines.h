/*
 * Lines of text out of a stream, block by block: the layer under every reader
 * of logs.  UTF-8 passes as it is, UTF-16 of either order, with a byte order
 * mark or recognised by its zeros, becomes UTF-8; offsets always count the
 * stream's own bytes.  Memory is bounded whatever a line's length.
 *
 *	struct lines l = { 0 };
 *	lines_init(&l, stream, NULL, &e);
 *	while ((rc = lines_fill(&l, &text, &e)) > 0) {
 *		... use whole lines of text, then say how much was used ...
 *		lines_take(&l, used);
 *	}
 *	lines_free(&l);
 */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include "base/hash.h"
#include "base/stream.h"

/* Bytes of one line, or of one record of several lines, that are looked at. */
#define LINES_MAX ((size_t)1 << 20)

enum lines_encoding { LINES_UTF8, LINES_UTF16LE, LINES_UTF16BE };

struct lines {
	struct stream *s;
	char *block;     /* LINES_MAX + a block of text. */
	char *raw;       /* UTF-16 as it was read; NULL for UTF-8. */
	size_t at, n;    /* What waits in ${block}. */
	size_t raw_n;    /* Bytes in ${raw} that make no whole character yet. */
	uint64_t offset; /* The stream's offset of what waits. */
	enum lines_encoding encoding;
	bool end;          /* The stream's end, or a failure, was met. */
	struct hash *hash; /* NULL, or takes all bytes of the stream. */
	int failed;        /* That failure, given out once all before it is used. */
	struct err e;
};

/*
 * lines_init(l, s, hash, e): Begin; reads the first block, to see the encoding.
 * ${l} is zeroed or was used before, and then keeps its memory.
 * A byte order mark is passed over.  ${hash} may be NULL; else it takes all
 * bytes that are read of ${s}, and stays the caller's.  0 or ERR_NOMEM.
 */
int lines_init(struct lines *l, struct stream *s, struct hash *hash, struct err *e);
void lines_free(struct lines *l);

/* lines_peek(l): What waits of the first block, for recognising what this is. */
struct str lines_peek(const struct lines *l);

/*
 * lines_fill(l, text, e): Read one block more, and on until there is a line
 * end, the end of the stream, or LINES_MAX bytes, and give all that waits in
 * ${*text}.  1; 0 at the end; or the stream's failure, once all that came
 * before it has been taken.
 */
int lines_fill(struct lines *l, struct str *text, struct err *e);

/* lines_take(l, n): The first ${n} bytes of what waits are done with. */
void lines_take(struct lines *l, size_t n);

/* lines_last(l): Whether nothing is left to be read behind what waits. */
bool lines_last(const struct lines *l);

/* lines_offset(l, at): The stream's own offset of byte ${at} of what waits. */
uint64_t lines_offset(const struct lines *l, size_t at);

/* lines_skip(l, skipped): Pass over the rest of a line that is longer than LINES_MAX, its line end included;
 * counts bytes. */
int lines_skip(struct lines *l, uint64_t *skipped, struct err *e);

#endif
