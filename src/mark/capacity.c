/* What the sites of a package support: see the header. */
#include "mark/capacity.h"

#include <math.h>
#include <stdlib.h>

#include "mark/code.h"
#include "mark/tail.h"

/* Weights are whole 256ths of a bit, rounded down: never more than a site carries. */
#define GRAIN 256.0

#define PI_SQUARED 9.869604401089358

/* So many more than the formula's for two are enough whatever the bound. */
#define SPARE 16

/* P(the finite sites that survive carry enough), each surviving with probability one half. */
static int
half_lost(double *p, const struct mark_site *site, size_t n, double need, struct err *e)
{
	struct tail_site *half = calloc(n + 1, sizeof(*half));
	struct tail *t = NULL;
	size_t used = 0;
	int rc = 0;

	if (half == NULL) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
		goto done;
	}
	for (size_t k = 0; k < n; k++) {
		if (site[k].kind == MARK_FREE)
			continue;
		half[used++] =
		    (struct tail_site){ .hit = (int32_t)floor(mark_bits(&site[k]) * GRAIN), .p = 0.5 };
	}
	if ((t = tail_new(half, used, e)) == NULL) {
		rc = ERR_NOMEM;
		goto done;
	}
	*p = tail_at(t, (int64_t)ceil(need * GRAIN));
done:
	tail_free(t);
	free(half);
	return (rc);
}

/* The logarithm of P(X = k), X being the number of heads of ${m} coins. */
static double
log_coins(size_t m, size_t k)
{
	return (
	    lgamma((double)m + 1) - lgamma((double)k + 1) - lgamma((double)(m - k) + 1) - (double)m * log(2));
}

/* P(X >= k). */
static double
coins(size_t m, size_t k)
{
	double sum = 0;

	for (size_t i = m + 1; i-- > k;)
		sum += exp(log_coins(m, i));
	return (sum);
}

/* Whether one of two with even symbols is named when ${m} sites survive. */
static bool
two_named(size_t m, double single)
{
	size_t enough = m + 1;
	double chance = 0;

	/* The fewest matches that are within the bound. */
	while (enough > 0 && (chance += exp(log_coins(m, enough - 1))) <= single)
		enough--;
	/* The better one has (m + X)/2, rounded up. */
	return (coins(m, 2 * enough > m ? 2 * enough - 1 - m : 0) >= CAPACITY_SURE);
}

/* The length of Skoric, Katzenbeisser and Celik. */
static size_t
formula(unsigned colluders, double trials, double bound)
{
	return ((size_t)ceil(PI_SQUARED / 2 * colluders * colluders * (log(trials) - log(bound))));
}

static size_t
need_even(double trials, double bound)
{
	size_t m = formula(2, trials, bound) + SPARE;

	/* Where no package has as many sites the formula will do. */
	if (m > 2 * MARK_SITES_MAX)
		return (m);
	/* More is not always better, since matches are whole numbers: from the result on it always is. */
	while (m > 1 && two_named(m - 1, bound / trials))
		m--;
	return (m);
}

static size_t
need_biased(unsigned colluders, double trials, double bound)
{
	/* What the header quotes; a rounding of trials / bound shall not ask for the next row. */
	static const struct {
		double ratio;
		size_t two, three;
	} row[] = { { 1e5, 229, 538 }, { 1e6, 254, 548 }, { 1e8, 334, 722 }, { 1e9, 364, 799 } };

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		if (trials / bound <= row[i].ratio * (1 + 1e-9))
			return (colluders == 2 ? row[i].two : row[i].three);
	}
	return (formula(colluders, trials, bound));
}

size_t
mark_colluders_need(unsigned colluders, bool biased, double trials, double bound)
{
	if (biased)
		return (need_biased(colluders, trials, bound));
	return (colluders == 2 ? need_even(trials, bound) : SIZE_MAX);
}

unsigned
mark_colluders(size_t sites, size_t biased, double trials, double bound)
{
	if (biased > 0 && biased >= mark_colluders_need(3, true, trials, bound))
		return (3);
	return (sites >= mark_colluders_need(2, biased > 0, trials, bound) ? 2 : 1);
}

int
mark_capacity(struct mark_capacity *c, const struct mark_site *site, size_t n, size_t partners, double bound,
    struct err *e)
{
	double by_finite = 0;
	bool any_free = false;
	double trials = (double)partners;
	int rc;

	*c = (struct mark_capacity){ 0 };
	if (partners < 1 || !(bound > 0 && bound < 1))
		return (err_set(e, ERR_USAGE, "expected at least one partner and a bound between 0 and 1"));
	c->need = log2((double)partners / bound);
	for (size_t k = 0; k < n; k++) {
		any_free |= site[k].kind == MARK_FREE;
		c->finite += site[k].kind != MARK_FREE;
		c->two_valued += mark_two_valued(&site[k]);
		c->bits += site[k].kind == MARK_FREE ? 0 : mark_bits(&site[k]);
	}
	/* Two tests share the bound where both kinds of site speak, as in an accusation. */
	if (any_free && c->finite > 0) {
		c->need += 1;
		trials *= 2;
	}
	for (size_t k = 0; k < n; k++)
		c->naming += site[k].kind == MARK_FREE && mark_bits(&site[k]) >= c->need;
	if ((rc = half_lost(&by_finite, site, n, c->need, e)) != 0)
		return (rc);
	c->one = c->naming > 0 || c->bits >= c->need;
	c->half = 1 - pow(0.5, (double)c->naming) * (1 - by_finite);
	c->discrete = c->two_valued >= MARK_DISCRETE_SITES;
	c->two = mark_colluders_need(2, c->discrete, trials, bound);
	c->three = mark_colluders_need(3, true, trials, bound);
	c->colluders = mark_colluders(c->finite, c->discrete ? c->two_valued : 0, trials, bound);
	if (!c->one && c->colluders == 1)
		c->colluders = 0;
	return (0);
}
