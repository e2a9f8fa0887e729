/*
 * What only this room asks of a commit: see store/case.h for the rest.
 */
#ifndef STORE_COMMIT_H
#define STORE_COMMIT_H

#include "store/case.h"
#include "store/record.h"

/*
 * commit_rekey(k, key): Publish this commit under a new origin and key (case continue); ${key} must live
 * until its end.
 */
void commit_rekey(struct commit *k, struct note_key *key);

/*
 * commit_begin_left_behind(c, e): As commit_begin, though a newer checkpoint of this origin has been
 * seen: only for case continue.
 */
struct commit *commit_begin_left_behind(struct case_dir *c, struct err *e);

#endif
