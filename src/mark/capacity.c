/* What the sites of a package support: see the header. */
#include "mark/capacity.h"

#include <math.h>
#include <stdlib.h>

#include "mark/tail.h"

/* Weights are whole 256ths of a bit, rounded down: never more than a site carries. */
#define GRAIN 256.0

/* The bound that the simulations were made for. */
#define SIMULATED_BOUND 1e-6

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

/* The table of the header. */
static void
simulated(struct mark_capacity *c, size_t partners, double bound)
{
	if (bound < SIMULATED_BOUND || partners > 1000)
		return;
	c->two = partners <= 100 ? 334 : 364;
	c->three = partners <= 100 ? 722 : 799;
}

int
mark_capacity(struct mark_capacity *c, const struct mark_site *site, size_t n, size_t partners, double bound,
    struct err *e)
{
	double by_finite = 0;
	bool any_free = false;
	int rc;

	*c = (struct mark_capacity){ 0 };
	if (partners < 1 || !(bound > 0 && bound < 1))
		return (err_set(e, ERR_USAGE, "expected at least one partner and a bound between 0 and 1"));
	c->need = log2((double)partners / bound);
	for (size_t k = 0; k < n; k++) {
		any_free |= site[k].kind == MARK_FREE;
		c->finite += site[k].kind != MARK_FREE;
		c->two_valued += mark_symbols(&site[k]) == 2;
		c->bits += site[k].kind == MARK_FREE ? 0 : mark_bits(&site[k]);
	}
	/* Two tests share the bound where both kinds of site speak, as in an accusation. */
	if (any_free && c->finite > 0)
		c->need += 1;
	for (size_t k = 0; k < n; k++)
		c->naming += site[k].kind == MARK_FREE && mark_bits(&site[k]) >= c->need;
	if ((rc = half_lost(&by_finite, site, n, c->need, e)) != 0)
		return (rc);
	c->one = c->naming > 0 || c->bits >= c->need;
	c->half = 1 - pow(0.5, (double)c->naming) * (1 - by_finite);
	simulated(c, partners, bound);
	return (0);
}
