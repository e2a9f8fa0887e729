/*
 * Receipts: what a partner keeps, and anyone checks without us: a C2SP
 * tlog-proof that an entry is in the record under a signed checkpoint, the
 * entry itself, and his opening of it.
 */
#ifndef SHARE_RECEIPT_H
#define SHARE_RECEIPT_H

#include <jansson.h>

#include "store/record.h"

struct receipt {
	char origin[256];
	uint64_t index, size;
	json_t *body; /* Of the opening, where one was given; the caller releases it. */
};

/*
 * receipt_check(r, proof, entry, vkey, opening, e): Does ${proof} show that
 * ${entry} is in the record whose verifier key is the line ${vkey}, and does
 * ${opening} (empty for none) open it?  0; ERR_CORRUPT where it does not hold;
 * ERR_SYNTAX where a text is none of its kind.
 */
int receipt_check(struct receipt *r, struct str proof, struct str entry, struct str vkey, struct str opening,
    struct err *e);

#endif
