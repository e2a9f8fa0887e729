/*
 * What the builds of a world mean on a day: decisions by the few hundred
 * distinct (product, build, CVE) that there are, each made once.
 */
#ifndef CENSUS_VERDICTS_H
#define CENSUS_VERDICTS_H

#include "census/census.h"
#include "census/world.h"

/* What was heard of a CVE so far. */
enum { HEARD_SILENCE = 1, HEARD_VERDICT = 2 };

struct verdicts {
	const struct know *know;
	const struct world *world;
	struct str *cve; /* Owned, with their text. */
	size_t cves, capcves;
	instant_us on;
	unsigned char *made;  /* For what * cves + cve: what was decided, or 0 where nothing was yet. */
	unsigned char *heard; /* For each CVE: HEARD_*. */
	struct str *silent;   /* What verdicts_silent gave. */
};

/*
 * verdicts_open(v, c, know, world, query, e): Decide about the builds of
 * ${world} and against the CVE of ${query}, or, where that is "", all CVEs of
 * the case that its audience and its time allow, or, where there are none, all
 * that ${know} decides.  All but ${c} must outlive ${v}.
 */
int verdicts_open(struct verdicts *v, struct case_dir *c, const struct know *know, const struct world *world,
    const struct count_query *query, struct err *e);
void verdicts_close(struct verdicts *v);

/* verdicts_on(v, on): Decide as of ${on} from now on. */
void verdicts_on(struct verdicts *v, instant_us on);

#define WHAT_NONE UINT32_MAX

/*
 * verdicts_host(v, what, before): The state of a host that was last seen as
 * ${what} and before that, with a longer build of the same beginning, as
 * ${before} (WHAT_NONE: never).
 */
enum verdict verdicts_host(struct verdicts *v, uint32_t what, uint32_t before);

/*
 * verdicts_silent(v, n): The CVEs of which nothing was known for any build that was decided about so far, ${*n} of
 * them; views that hold until ${v} is closed or this is asked again.
 */
const struct str *verdicts_silent(struct verdicts *v, size_t *n);

/*
 * verdicts_product(v, what, d): the product line of ${what}, as the table names it where it knows it; a
 * view into ${d} or the world.
 */
struct str verdicts_product(struct verdicts *v, uint32_t what, struct decision *d);

#endif
