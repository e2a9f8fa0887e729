/* The bulletins of a case, read for status and report. */
#ifndef DESK_SHARES_H
#define DESK_SHARES_H

#include "base/arena.h"
#include "share/share.h"

struct shares {
	struct share_summary *bulletin; /* By id. */
	size_t n, cap;
	uint64_t hidden;
	struct arena mem; /* The views. */
};

/* shares_load(x, c, as_of, now, audience, e): The bulletins, their states as of ${now}, into ${x}. */
int shares_load(
    struct shares *x, struct case_dir *c, instant_us as_of, instant_us now, enum tlp audience, struct err *e);
void shares_free(struct shares *x);

#endif
