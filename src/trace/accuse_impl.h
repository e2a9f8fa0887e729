/* What scoring copies one by one (accuse.c) and in pairs (accuse_pair.c) share; not for others. */
#ifndef TRACE_ACCUSE_IMPL_H
#define TRACE_ACCUSE_IMPL_H

#include "mark/tail.h"
#include "trace/accuse.h"

/* Weights are whole eighths of a bit, so that the tail is exact in them. */
#define WEIGHT_UNIT 8.0

/* One site that tells copies apart. */
struct term {
	size_t site;
	struct tail_site gain; /* Its p: an innocent copy matches here with at most this probability. */
	bool free;
	bool found; /* free: some copy's value stands there.  Always true for finite sites. */
};

struct trial {
	const struct mark_manifest *m;
	const struct mark_reading *reading;
	struct term *term; /* Finite sites first. */
	size_t terms, finite;
	struct tail *all,
	    *free;     /* Of the scores over all terms, and over the free ones; free is NULL without such. */
	double kinds;  /* 1, or 2 where free sites speak as well as finite ones. */
	double tests;  /* What a single test costs: that, and what pairs take. */
	double factor; /* Copies times specimens. */
	size_t single; /* Finite sites where one symbol was seen, */
	size_t biased; /* of which so many have a bias of their own. */
	int64_t *scored; /* Each copy's score over all terms. */
};

/* Whether the copy matches at the site; copies and sites as in the book. */
bool accuse_matches(const struct trial *t, size_t copy, const struct term *term);

/*
 * accuse_pairs(t, p, e): Into ${p}, one a copy, the p_single of each by the test beside another copy.  0 or
 * ERR_NOMEM.
 */
int accuse_pairs(const struct trial *t, double *p, struct err *e);

#endif
