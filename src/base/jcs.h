/*
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no blanks,
 * minimal escapes, numbers as ECMAScript prints them.  What is hashed into
 * the record is written this way, so that anyone can write it again.
 */
#ifndef BASE_JCS_H
#define BASE_JCS_H

#include <jansson.h>

#include "base/buf.h"

/*
 * jcs_put(b, value, e): Append ${value}.  0, ERR_NOMEM, or ERR_SYNTAX for a number beyond 2^53 that JSON
 * readers would change.
 */
int jcs_put(struct buf *b, const json_t *value, struct err *e);

#endif
