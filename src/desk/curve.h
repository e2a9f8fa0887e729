/*
 * How many are unpatched, over time: our own counts day by day, and beside
 * them, never mixed in, the points that others have published.
 */
#ifndef DESK_CURVE_H
#define DESK_CURVE_H

#include "base/arena.h"
#include "census/census.h"
#include "desk/published.h"

struct curve {
	struct count_row *row;
	size_t n, cap;
	struct str
	    silent; /* CVEs of which nothing is known for any host of the last row, "CVE-A, CVE-B"; or "". */
	size_t silents;
	struct published *point; /* Views live in ${mem}. */
	size_t points, points_cap;
	struct arena mem;
};

/*
 * curve_load(v, c, as_of, audience, e): Take both into memory; release by curve_free, also after a
 * failure.  Days on which no host is counted have no row: without scans there is none at all.
 */
int curve_load(struct curve *v, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e);
void curve_free(struct curve *v);

/* curve_is_world(p): Whether a point counts the whole world, not one country. */
bool curve_is_world(const struct published *p);

#endif
