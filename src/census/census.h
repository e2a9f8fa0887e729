/*
 * What the census gives to others: counts with their bounds.
 */
#ifndef CENSUS_CENSUS_H
#define CENSUS_CENSUS_H

#include "know/know.h"
#include "store/case.h"

extern const struct fold_ops census_fold; /* Bodies of type "census". */

enum count_by { COUNT_ALL, COUNT_COUNTRY, COUNT_PRODUCT, COUNT_BUILD, COUNT_ASN };

struct count_query {
	bool has_on;
	instant_us on;   /* Any moment of the day, UTC; without has_on the day of the newest observation. */
	unsigned window; /* Days; 0 means 14. */
	struct str cve;  /* "": all of the case's, or all that the tables decide. */
	enum count_by by;
	instant_us as_of;  /* Only observations up to then; INSTANT_MAX: all. */
	enum tlp audience; /* Only observations that it may see; TLP_RED: all. */
};

/*
 * Hosts by what is known of them; low = unfixed, high = unfixed + ambiguous.
 *
 * A host (census/host.h) counts by its last observation in the window.  It is
 * unfixed if any of the CVEs that affects its product is; else ambiguous if
 * any is; else fixed if any is; else na.  A CVE of which nothing is known for
 * such a product decides nothing: only where all are such is the host
 * ambiguous for it, and ${silent} names those that said nothing of any host.
 * Without a version it is ambiguous,
 * unless its product is not affected at all.  Builds do not go back: where
 * the last build is a prefix of a longer one seen before ("15.1.2176" after
 * "15.1.2176.9") and that one was fixed, the host stays fixed; where it was
 * not, a fix may have come in between, and the shorter build decides.
 */
struct count_row {
	instant_us on;    /* The last moment of the day counted. */
	struct str group; /* "" for COUNT_ALL; else "DE", "Exchange 2016", "15.1.2176", "3320"; "-" where not
			     known. */
	uint64_t hosts, addresses, fixed, unfixed, ambiguous, na;
	uint64_t withheld; /* Observations above the audience, in no row's count; the same in every row. */
	const struct str *silent; /* CVEs that say nothing; the same in every row, valid during the call. */
	size_t silents;
};

/*
 * census_count(c, query, fn, arg, e): Count one day.  ${fn} gets the rows
 * sorted by group; with COUNT_ALL one row, even where all is zero.
 */
typedef int count_fn(void *arg, const struct count_row *row, struct err *e);
int census_count(struct case_dir *c, const struct count_query *query, count_fn *fn, void *arg, struct err *e);

/*
 * census_curve(c, query, fn, arg, e): One COUNT_ALL row for every day from the first observation to the
 * last (or ${on}).
 */
int census_curve(struct case_dir *c, const struct count_query *query, count_fn *fn, void *arg, struct err *e);

#endif
