/*
 * The exact tail of an innocent's score.
 *
 * Once a specimen is in hand, an innocent copy's codeword is still what it
 * was: drawn evenly, and unknown to whoever made the specimen.  So its score,
 * the sum over the sites of what it gets where it matches or does not, is a sum
 * of independent variables that take hit[i] with a known probability p[i] and
 * miss[i] else, whatever the pirates did: the operational mode of Furon and
 * Desoubeaux (Tardos codes for real, WIFS 2014), where the threshold follows
 * from the specimen and not from a worst case.  Moved by the sum of all
 * misses, each takes hit[i] - miss[i] >= 0 or nothing.  These are whole
 * numbers, so the convolution below is exact but for the rounding of doubles,
 * and that is bounded:
 *
 *	All terms are positive, so every product and sum adds at most a factor
 *	(1 + u), u = 2^-53.  A cell passes three of them a site, the sum over
 *	at most M cells M more: the computed tail is at least the true one
 *	times (1 - u)^(3n + M).  It is multiplied by 1 + 4(3n + M)u, and what
 *	might have been lost to underflow (n + 1)(M + 1) times is added.
 *
 * So the answer is never below the truth, in favour of the accused.
 */
#ifndef MARK_TAIL_H
#define MARK_TAIL_H

#include "base/err.h"

/* The sum of all hits less misses may be at most this. */
#define TAIL_SUM_MAX ((uint64_t)1 << 22)

/* What one site adds to a score.  hit >= miss: a match is never held in favour of the one who matches. */
struct tail_site {
	int32_t hit, miss;
	double p; /* The chance of a hit. */
};

struct tail;

/*
 * tail_new(site, n, e): The distribution of the sum over ${n} >= 0 sites.
 * NULL with ERR_LIMIT, ERR_NOMEM, or ERR_INTERNAL for a p outside 0 to 1 or a
 * hit below the miss.  A p that was rounded must have been rounded up: more
 * hits by chance favour the accused.
 */
struct tail *tail_new(const struct tail_site *site, size_t n, struct err *e);

/*
 * tail_at(t, score): P(sum >= ${score}): 1 up to the sum of all misses, 0
 * beyond the sum of all hits, never below the truth between.
 */
double tail_at(const struct tail *t, int64_t score);

/* tail_free(t): NULL is harmless. */
void tail_free(struct tail *t);

#endif
