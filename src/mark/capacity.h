/*
 * How many partners and leakers a package's sites support, before any copy is
 * made: the same arithmetic as an accusation, for a leaker whose marks that
 * survive are all his own.
 *
 * An innocent matches all of the finite sites that survive with the product of
 * one over their alphabets, so one leaker among n partners is named within the
 * total bound P where they carry log2(n / P) bits, and one bit more where free
 * values are tested besides.  A free value that survives names its copy, if
 * its alphabet is large enough for that: shorter ones are not counted.
 *
 * Where marks are lost, each survives with probability one half, independently
 * of the others, and the distribution of the bits that are left is the exact
 * one of mark/tail.h: nothing is drawn, so the answer is always the same.
 */
#ifndef MARK_CAPACITY_H
#define MARK_CAPACITY_H

#include "mark/site.h"

/* The probability of naming him that "supported" means where marks are lost. */
#define CAPACITY_SURE 0.95

struct mark_capacity {
	size_t two_valued;     /* Finite sites with exactly two texts. */
	size_t finite, naming; /* Finite sites; free sites of which one that survives is enough. */
	double bits, need;     /* What the finite sites carry, and what naming by them takes. */
	bool one;              /* One leaker is named when every site survives. */
	double half;           /* The probability that he is named when each is lost with one half. */
	size_t two, three;     /* Two-valued sites that two and three colluders need; see below. */
};

/*
 * mark_capacity(c, site, n, partners, bound, e): What ${n} sites support for
 * ${partners} >= 1 copies at the total probability ${bound}, above 0 and below
 * 1, of accusing anyone innocent.  0, ERR_USAGE or ERR_NOMEM.
 *
 * two and three are figures from simulations of the worst of five attacks (a
 * catch of 95 %, every site surviving, 1e-6 over all partners): 334 and 722 up
 * to 100 partners, 364 and 799 up to 1000.  They are 0 where nobody simulated:
 * more partners, or a smaller bound.
 */
int mark_capacity(struct mark_capacity *c, const struct mark_site *site, size_t n, size_t partners,
    double bound, struct err *e);

#endif
