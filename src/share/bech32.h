/*
 * Bech32 (BIP 173) without its limit on length, as age writes keys: a prefix,
 * "1", five bits a character, and a checksum of six characters that finds any
 * four wrong ones.  The letters have one case, and which one is part of the
 * prefix asked for, so that each key has exactly one name.
 */
#ifndef SHARE_BECH32_H
#define SHARE_BECH32_H

#include "base/buf.h"

/*
 * bech32_put(b, prefix, p, n): Append the name of the ${n} bytes at ${p} under
 * ${prefix}, whose case is that of the whole.
 */
void bech32_put(struct buf *b, struct str prefix, const void *p, size_t n);

/*
 * bech32_read(out, n, prefix, text, e): Read all of ${text} as a name under
 * ${prefix}, in its case, of exactly ${n} bytes (at most 64) into ${out}.  0,
 * or ERR_SYNTAX saying what is wrong; ${out} is unchanged then.
 */
int bech32_read(void *out, size_t n, struct str prefix, struct str text, struct err *e);

#endif
