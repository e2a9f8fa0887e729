/*
 * The opening of an entry: its salt and its body, which turn the hash in the
 * record back into what was said.  An opening is one JSON text,
 *
 *	{"body":CANONICAL,"salt":"64 hex digits"}
 *
 * the form in which private/ keeps it, a partner gets the one of his own
 * release sealed with his copy, and an auditor the one he is shown.
 */
#ifndef STORE_OPENING_H
#define STORE_OPENING_H

#include "store/case.h"

#define OPENING_SALT 32

/* opening_put(b, body, salt, commitment, e): Append the opening of ${body}; ${*commitment} is its hash. */
int opening_put(struct buf *b, const json_t *body, const unsigned char salt[OPENING_SALT],
    struct sha256 *commitment, struct err *e);

/*
 * opening_check(text, entry, e): Is ${text} the opening of the entry whose
 * bytes are ${entry}?  Its body, a new reference; NULL with ERR_CORRUPT.
 */
json_t *opening_check(struct str text, struct str entry, struct err *e);

/* commit_add_salted(k, kind, body, salt, number, e): As commit_add, under a salt chosen beforehand. */
int commit_add_salted(struct commit *k, enum entry_kind kind, json_t *body,
    const unsigned char salt[OPENING_SALT], uint64_t *number, struct err *e);

/* case_key(c, key, e): the record's signing key, for what is signed beside it.  Wipe it after use. */
struct note_key;
int case_key(const struct case_dir *c, struct note_key *key, struct err *e);

/* case_entry(c, number, b, e): Append the entry's bytes.  case_opening: its opening; ERR_NOTFOUND where erased. */
int case_entry(struct case_dir *c, uint64_t number, struct buf *b, struct err *e);
int case_opening(struct case_dir *c, uint64_t number, struct buf *b, struct err *e);

/* case_receipt(c, number, b, e): Append a C2SP tlog-proof of the entry under the newest checkpoint. */
int case_receipt(struct case_dir *c, uint64_t number, struct buf *b, struct err *e);

/* case_vkey(c, b): Append the record's verifier key, a line. */
void case_vkey(const struct case_dir *c, struct buf *b);

#endif
