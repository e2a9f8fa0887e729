/*
 * The exact tail of an innocent's score.
 *
 * Once a specimen is in hand, an innocent copy's codeword is still what it
 * was: drawn evenly, and unknown to whoever made the specimen.  So its score,
 * the sum of the weights of the sites where it matches, is a sum of
 * independent variables that take weight w[i] with a known probability p[i]
 * and 0 else, whatever the pirates did: the operational mode of Furon and
 * Desoubeaux (Tardos codes for real, WIFS 2014), where the threshold follows
 * from the specimen and not from a worst case.  Weights are whole numbers, so
 * the convolution below is exact but for the rounding of doubles, and that is
 * bounded:
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

/* The sum of all weights may be at most this. */
#define TAIL_SUM_MAX ((uint64_t)1 << 22)

struct tail;

/*
 * tail_new(weight, p, n, e): The distribution of the sum of ${weight}[i] with
 * probability ${p}[i] each, for ${n} >= 0 sites.  NULL with ERR_LIMIT,
 * ERR_NOMEM, or ERR_INTERNAL for a p outside 0 to 1.  A p that was rounded
 * must have been rounded up: more matches by chance favour the accused.
 */
struct tail *tail_new(const uint32_t *weight, const double *p, size_t n, struct err *e);

/* tail_at(t, score): P(sum >= ${score}): 1 for 0, 0 beyond the largest sum, never below the truth between. */
double tail_at(const struct tail *t, uint64_t score);

/* tail_free(t): NULL is harmless. */
void tail_free(struct tail *t);

#endif
