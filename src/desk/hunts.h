/*
 * The hunts of a case, taken into memory with all that belongs to each: what
 * the status and the report say of a server.
 */
#ifndef DESK_HUNTS_H
#define DESK_HUNTS_H

#include "base/arena.h"
#include "hunt/hunt.h"

struct hunt_report {
	struct hunt_scan scan;
	struct hunt_verdict *verdict; /* As scanned: one a CVE. */
	size_t verdicts, verdicts_cap;
	struct hunt_coverage *coverage;
	size_t coverages, coverages_cap;
	struct hunt_finding *finding; /* The furthest stage first, then the highest level, then as scanned. */
	size_t findings, findings_cap;
};

struct hunts {
	struct hunt_report *hunt; /* In order of entry; views live in ${mem}. */
	size_t n, cap;
	uint64_t hidden;
	struct arena mem;
};

/* hunts_load(h, c, as_of, audience, e): Fill ${h}; release it by hunts_free also after a failure. */
int hunts_load(struct hunts *h, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e);
void hunts_free(struct hunts *h);

/* hunts_worst(r): the verdict that got furthest, the first of equals; NULL where the hunt has none. */
const struct hunt_verdict *hunts_worst(const struct hunt_report *r);

/* hunts_blind(v): Whether no rule could look for the CVE, so that "nothing found" would say too much. */
bool hunts_blind(const struct hunt_verdict *v);

#endif
