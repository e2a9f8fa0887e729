/*
 * The distinct features of a package, each once, by channel and then by hash: the order
 * in which what is known of them is kept wherever it is (trace/filter.h, trace/clean.h,
 * trace/score.h), so that the same number means the same feature everywhere.
 */
#ifndef TRACE_DISTINCT_H
#define TRACE_DISTINCT_H

#include "trace/print.h"

/* A zeroed one is empty. */
struct distinct {
	uint64_t *hash[CH_N]; /* Ascending. */
	size_t n[CH_N];
};

/* distinct_make(d, p, e): Those of ${p}, into the empty ${d}.  0 or ERR_NOMEM; distinct_free(d) in any case. */
int distinct_make(struct distinct *d, const struct print *p, struct err *e);
void distinct_free(struct distinct *d);

/* distinct_find(d, ch, hash): Which of the channel's it is, or SIZE_MAX. */
size_t distinct_find(const struct distinct *d, enum channel ch, uint64_t hash);

#endif
