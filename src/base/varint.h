/*
 * Numbers in as few bytes as they need: seven bits a byte, the least
 * significant first, the high bit set on all bytes but the last (LEB128).
 */
#ifndef BASE_VARINT_H
#define BASE_VARINT_H

#include "base/buf.h"

/* varint_put(b, v): Append ${v}; see buf_error. */
void varint_put(struct buf *b, uint64_t v);

/*
 * varint_take(s, v): Cut one off the front of ${*s}.  False where none is whole, or it is longer than
 * 64 bits need; ${*s} is unmoved then.
 */
bool varint_take(struct str *s, uint64_t *v);

#endif
