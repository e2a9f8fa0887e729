/* The exact tail: see the header for the argument. */
#include "mark/tail.h"

#include <float.h>
#include <stdlib.h>

struct tail {
	double *at; /* at[k] = P(sum >= k * step). */
	uint64_t
	    step;     /* The greatest common divisor of the weights: equal weights give the plain binomial. */
	uint64_t top; /* The largest sum, in steps, */
	int64_t base; /* above this one, the sum of all misses. */
};

static uint64_t
gcd(uint64_t a, uint64_t b)
{
	while (b != 0) {
		uint64_t r = a % b;

		a = b;
		b = r;
	}
	return (a);
}

/* Add one site to the distribution in cell[0..top]; in place, from the far end. */
static void
convolve(double *cell, uint64_t top, uint64_t weight, double p)
{
	for (uint64_t k = top + weight + 1; k-- > 0;) {
		double stay = k <= top ? cell[k] * (1 - p) : 0;

		cell[k] = k >= weight ? stay + cell[k - weight] * p : stay;
	}
}

/* What a hit adds above a miss. */
static uint64_t
weight_of(const struct tail_site *site)
{
	return ((uint64_t)((int64_t)site->hit - site->miss));
}

static int
measure(struct tail *t, const struct tail_site *site, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (!(site[i].p >= 0 && site[i].p <= 1))
			return (err_set(e, ERR_INTERNAL, "a probability outside 0 to 1"));
		if (site[i].hit < site[i].miss)
			return (err_set(e, ERR_INTERNAL, "a hit that weighs less than a miss"));
		t->step = gcd(t->step, weight_of(&site[i]));
		t->top += weight_of(&site[i]);
		t->base += site[i].miss;
		if (t->top > TAIL_SUM_MAX)
			return (err_set(e, ERR_LIMIT, "the scores of all sites sum up to too much"));
	}
	if (t->step == 0)
		t->step = 1;
	t->top /= t->step;
	return (0);
}

/* From single probabilities to sums from the far end, each with its allowance for rounding. */
static void
accumulate(struct tail *t, size_t n)
{
	double factor = 1 + 4 * (3 * (double)n + (double)t->top + 2) * (DBL_EPSILON / 2);
	double lost = ((double)n + 1) * ((double)t->top + 1) * DBL_MIN;
	double sum = 0;

	for (uint64_t k = t->top + 1; k-- > 0;) {
		double bound;

		sum += t->at[k];
		bound = sum * factor + lost;
		t->at[k] = bound < 1 ? bound : 1;
	}
}

struct tail *
tail_new(const struct tail_site *site, size_t n, struct err *e)
{
	struct tail *t = calloc(1, sizeof(*t));
	uint64_t top = 0;

	if (t == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	if (measure(t, site, n, e) != 0)
		goto fail;
	if ((t->at = calloc(t->top + 1, sizeof(*t->at))) == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		goto fail;
	}
	t->at[0] = 1;
	for (size_t i = 0; i < n; i++) {
		uint64_t weight = weight_of(&site[i]) / t->step;

		convolve(t->at, top, weight, site[i].p);
		top += weight;
	}
	accumulate(t, n);
	return (t);
fail:
	tail_free(t);
	return (NULL);
}

double
tail_at(const struct tail *t, int64_t score)
{
	uint64_t above, k;

	if (score <= t->base)
		return (1);
	above = (uint64_t)score - (uint64_t)t->base;
	k = above / t->step + (above % t->step != 0);
	return (k > t->top ? 0 : t->at[k]);
}

void
tail_free(struct tail *t)
{
	if (t == NULL)
		return;
	free(t->at);
	free(t);
}
