/*
 * Which builds are fixed: one line for each update level of the build table
 * that the case's CVEs affect, as the decision of know gives it.
 */
#ifndef DESK_FIXES_H
#define DESK_FIXES_H

#include "base/arena.h"
#include "know/know.h"

struct fix {
	struct str product, cu;   /* "Exchange 2016", "CU19": views into the program. */
	struct version build;     /* The first build of the level, as released. */
	struct decision decision; /* For that build; its views belong to ${know} of the list. */
	struct str cve;           /* The first of the case's CVEs that affects it. */
};

struct fixes {
	struct fix *fix; /* In the table's order. */
	size_t n, cap;
	size_t with_update; /* Levels that got an update of their own. */
	struct know *know;
	struct str *cve; /* The case's CVEs, sorted. */
	size_t cves, cves_cap;
	struct arena mem;
};

/*
 * fixes_load(x, c, as_of, on, audience, e): Ask for every level; ${on} is the
 * moment of the question.  A case that is about no CVE gets an empty list.
 * Release by fixes_free, also after a failure.
 */
int fixes_load(
    struct fixes *x, struct case_dir *c, instant_us as_of, instant_us on, enum tlp audience, struct err *e);
void fixes_free(struct fixes *x);

#endif
