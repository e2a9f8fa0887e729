/*
 * Amending a case.  Nothing in a record is ever changed: a later entry says of
 * an earlier one that it is withdrawn, erased, or may be seen by more people.
 */
#ifndef STORE_AMEND_H
#define STORE_AMEND_H

#include "store/case.h"

/*
 * amend_retract(c, number, why, entry, e): Entry ${number} stays readable and
 * counts in nothing from now on.  ERR_NOTFOUND, or ERR_EXISTS where it is
 * withdrawn or erased already.  A retraction, an erasing and a new origin
 * cannot be withdrawn; a widening can, and the label is strict again.
 */
int amend_retract(struct case_dir *c, uint64_t number, struct str why, uint64_t *entry, struct err *e);

/*
 * amend_erase(c, number, why, entry, e): Delete the body of entry ${number}
 * and the blobs that no other live entry names; the record keeps that it was
 * there.  A retracted entry may be erased.
 */
int amend_erase(struct case_dir *c, uint64_t number, struct str why, uint64_t *entry, struct err *e);

/*
 * amend_widen(c, number, to, granted_by, entry, e): Label entry ${number} and what comes from it ${to},
 * by its source's leave.
 */
int amend_widen(
    struct case_dir *c, uint64_t number, enum tlp to, struct str granted_by, uint64_t *entry, struct err *e);

/*
 * amend_continue(c, why, entry, e): Start a new origin and key over the same
 * entries, with an entry that names the old origin, size, root and verifier
 * key.  This is the one act that a case which has been left behind allows.
 */
int amend_continue(struct case_dir *c, struct str why, uint64_t *entry, struct err *e);

#endif
