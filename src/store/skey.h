/*
 * The record's signing key on disk, in the text form that Go's note package
 * uses: PRIVATE+KEY+name+hash+base64(0x01 || seed).
 */
#ifndef STORE_SKEY_H
#define STORE_SKEY_H

#include "store/record.h"

/* skey_new(key): A fresh key with an origin of its own, "athar/" and 16 hex digits. */
int skey_new(struct note_key *key, struct err *e);

/*
 * skey_put(b, key): Write it, without a line end.  skey_parse(key, text, e): Read it; a line end is
 * accepted.
 */
void skey_put(struct buf *b, const struct note_key *key);
int skey_parse(struct note_key *key, struct str text, struct err *e);

#endif
