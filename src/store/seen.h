/*
 * The newest checkpoint of each origin that this user has seen.  A case that
 * is older than it (a restored backup, a copy that was left behind) must not
 * be appended to under the same origin, since a log may never sign two
 * histories; `athar case continue` starts a new origin.
 */
#ifndef STORE_SEEN_H
#define STORE_SEEN_H

#include "store/case.h"
#include "store/record.h"

/*
 * seen_check(c, e): 0, or ERR_UNAVAILABLE where a checkpoint that this record does not extend has been
 * seen.
 */
int seen_check(struct case_dir *c, struct err *e);

/*
 * case_note_seen(c, k, e): Remember ${k} if it is the newest of its origin, for this user and, where it
 * is the case's present one, in the case.
 */
int case_note_seen(struct case_dir *c, const struct checkpoint *k, struct err *e);

/*
 * seen_folder(out, n): The user's folder of seen checkpoints, made where it is missing, as a path of at most
 * ${n} bytes with its end; false where there is none.
 */
bool seen_folder(char *out, size_t n);

#endif
