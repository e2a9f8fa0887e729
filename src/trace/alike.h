/*
 * Whether a specimen whose marks name somebody has anything else of the
 * package.  Marks and similarity are independent evidence: where one is strong
 * and the other nil, something else than a leaked copy may be behind it, such
 * as a list of values that was planted, and whoever reads the accusation must
 * be told.
 *
 * It goes by the containment of the package in the specimen (trace/score.h)
 * channel by channel, without a background, and is a hint, no evidence: that
 * is what trace compare is for.  Below ALIKE_NIL in each channel (twice that for
 * atoms, of which any two programs share some) there is nothing to speak of.
 * Of the packages and adaptations of tests/shell/accuse_adapt.sh look-alikes
 * stay below it, and leaks from a line-by-line port to a table of constants
 * above.
 */
#ifndef TRACE_ALIKE_H
#define TRACE_ALIKE_H

#include "trace/score.h"

#define ALIKE_NIL 0.05

struct alike {
	double containment; /* Over the channels. */
	bool nil;
};

/*
 * alike_read(a, k, path, unread, arg, e): Compare the package ${k}, made without a background, with the
 * specimen ${path}.  0 or a code.
 */
int alike_read(struct alike *a, const struct score_package *k, const char *path, gather_unread_fn *unread,
    void *arg, struct err *e);

#endif
