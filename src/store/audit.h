/*
 * One walk over the entries of a record, as `athar verify` needs it: envelopes,
 * private bodies, blobs, and what entries say of others.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/map.h"
#include "store/case_dir.h"
#include "store/check.h"

/* An origin that this record had before `case continue`. */
struct audit_origin {
	struct note_key key;
	uint64_t size; /* Entries that it had then. */
};

struct audit {
	struct case_dir *c;
	check_problem *problem;
	void *arg;
	struct tlog_sum sum; /* Over the entries so far. */
	instant_us last;     /* When the entry before was recorded. */
	struct map missing;  /* Entries without a body, by entry_key. */
	struct map erased;   /* Entry, by entry_key, to the entry that erased it. */
	struct map blobs;    /* Hash in hex to the first entry that names it and is not erased. */
	struct map gone;     /* Hash in hex to the entry that erased the blob. */
	struct audit_origin *origin;
	size_t norigins, cap;
};

/*
 * audit_entries(a, e): Walk over all of it; ${a} has c, problem and arg set and is otherwise zero.  0, or
 * ERR_NOMEM.
 */
int audit_entries(struct audit *a, struct err *e);

/* audit_number(key): The entry that a key of the maps stands for. */
uint64_t audit_number(struct str key);

void audit_free(struct audit *a);

#endif
