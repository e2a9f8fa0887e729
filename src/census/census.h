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
	instant_us as_of; /* INSTANT_MAX: all. */
	enum tlp audience;
};

/* Hosts by what is known of them; low = unfixed, high = unfixed + ambiguous. */
struct count_row {
	instant_us on;    /* The last moment of the day counted. */
	struct str group; /* "" for COUNT_ALL; else "DE", "Exchange 2016", "15.1.2176", "3320"; "-" where not
			     known. */
	uint64_t hosts, addresses, fixed, unfixed, ambiguous, na;
};

/*
 * census_count(c, query, fn, arg, e): Count one day.  ${fn} gets the rows
 * sorted by group; with COUNT_ALL one row, even where all is zero.
 */
typedef int count_fn(void *arg, const struct count_row *row, struct err *e);
int census_count(struct case_dir *c, const struct count_query *query, count_fn *fn, void *arg, struct err *e);

/* census_curve(c, query, fn, arg, e): One COUNT_ALL row for every day from the first observation to the last
 * (or ${on}). */
int census_curve(struct case_dir *c, const struct count_query *query, count_fn *fn, void *arg, struct err *e);

#endif
