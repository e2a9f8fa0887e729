/*
 * Spans that package and specimen share, on both sides: runs of shared grams
 * that lie close together in both, with how rare they are.
 */
#ifndef TRACE_ALIGN_H
#define TRACE_ALIGN_H

#include "trace/score.h"

/* No more are kept, the rarest first; what is commoner than this says nothing. */
#define ALIGN_MAX      200
#define ALIGN_BITS_MIN 8.0

struct align_region {
	uint32_t package_from, package_to; /* Tokens as struct feature counts them, the last one included. */
	uint32_t specimen_from, specimen_to;
	uint32_t package_line[2], specimen_line[2]; /* First and last, from 1; in a binary the kilobytes. */
	double bits; /* log2 of how rare it is, in the channel that says most. */
};

/*
 * align_regions(k, x, s, region, n, e): After score_pair: up to ALIGN_MAX regions in ${*region}, which the
 * caller frees, by bits downwards, then by place.  0 or ERR_NOMEM.
 */
int align_regions(const struct score_package *k, const struct print *x, const struct score *s,
    struct align_region **region, size_t *n, struct err *e);

#endif
