/*
 * Unicode in two forms: one code point as UTF-8, and UTF-16 on its way to
 * UTF-8, fed in pieces of any length.  A lone half of a pair becomes U+FFFD.
 */
#ifndef BASE_UTF_H
#define BASE_UTF_H

#include "base/str.h"

/* utf8_put(to, c): Write code point ${c} as UTF-8 at ${to}; how many bytes that took, 1 to 4. */
size_t utf8_put(char *to, uint32_t c);

enum utf16_order { UTF16_NOT, UTF16_LITTLE, UTF16_BIG };

/*
 * utf16_detect(head, mark): What the first bytes of a text say: a byte order
 * mark, or, without one, the zeros in every second byte that ASCII has in
 * UTF-16.  ${*mark} is the length of the mark, that of UTF-8 included.
 */
enum utf16_order utf16_detect(struct str head, size_t *mark);

/* A decoder; begin with one that has only its order set. */
struct utf16 {
	enum utf16_order order;
	unsigned char half; /* A byte whose other half has not come. */
	bool has_half;
	uint32_t high; /* The first half of a pair, or 0. */
};

/* Room that utf16_feed may need for n bytes, and utf16_end. */
#define UTF16_ROOM(n) ((n) / 2 * 3 + 8)

/* utf16_feed(u, raw, to): Decode all of ${raw} to UTF-8 at ${to}; how many bytes were written. */
size_t utf16_feed(struct utf16 *u, struct str raw, char *to);

/* utf16_end(u, to): The text ended: what still waits for its other half becomes U+FFFD. */
size_t utf16_end(struct utf16 *u, char *to);

#endif
