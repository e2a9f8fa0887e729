/*
 * The report: the case as one page, a single file without script that asks
 * nothing of any other machine.  The same case, audience and as-of give the
 * same bytes: the only clock in it is the record's.
 *
 * Its policy (Content-Security-Policy, level 3) stands in the page itself and
 * allows nothing but the one style sheet, by its hash; so text that breaks out
 * of the escaping against all care could still load and run nothing.
 */
#ifndef DESK_REPORT_H
#define DESK_REPORT_H

#include "store/case.h"

struct report_facts {
	uint64_t events, hunts; /* On the page. */
	uint64_t hidden;        /* Left out for their TLP. */
};

/* report_put(b, c, as_of, audience, facts, e): Append the page of ${c} to ${b}.  0 or the first error. */
int report_put(struct buf *b, struct case_dir *c, instant_us as_of, enum tlp audience,
    struct report_facts *facts, struct err *e);

#endif
