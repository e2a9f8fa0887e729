/*
 * What ties a report to the record: how long the record was, its root, when
 * it last grew, and the signed checkpoint itself, so that anyone who holds the
 * report can later ask whether the record still extends it.
 */
#ifndef DESK_SEAL_H
#define DESK_SEAL_H

#include "store/case.h"

struct seal {
	uint64_t size;   /* Entries. */
	instant_us last; /* When the last one was recorded; 0 for an empty record. */
	struct buf root; /* Base64, as the checkpoint has it. */
	struct buf note; /* The checkpoint's bytes. */
};

/* seal_read(s, c, e): Read it; release by seal_free, also after a failure. */
int seal_read(struct seal *s, struct case_dir *c, struct err *e);
void seal_free(struct seal *s);

#endif
