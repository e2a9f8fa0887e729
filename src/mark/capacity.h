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
 *
 * Several who mix their copies are named, at least one of them, where the
 * sites that survive are as many as mark_colluders_need says.  What is listed
 * before a release and what an accusation says of a specimen come from that
 * one function.
 */
#ifndef MARK_CAPACITY_H
#define MARK_CAPACITY_H

#include "mark/site.h"

/* The probability of naming him that "supported" means. */
#define CAPACITY_SURE 0.95

/* More colluders than this are never supported by finite sites. */
#define CAPACITY_COLLUDERS 3

struct mark_capacity {
	size_t two_valued;     /* Sites that get a bias of their own where there are enough of them. */
	size_t finite, naming; /* Finite sites; free sites of which one that survives is enough. */
	bool discrete;         /* Whether there are enough: the scheme of mark/code.h. */
	double bits, need;     /* What the finite sites carry, and what naming by them takes. */
	bool one;              /* One leaker is named when every site survives. */
	double half;           /* The probability that he is named when each is lost with one half. */
	unsigned colluders; /* See mark_colluders, when every finite site survives; 0 where not even one. */
	size_t two, three;  /* See mark_colluders_need. */
};

/*
 * mark_colluders_need(colluders, biased, trials, bound): How many two-valued
 * sites must survive for ${colluders} (2 or 3) who mix their copies, so that
 * one of them at least is named with CAPACITY_SURE where an innocent is named
 * with ${bound} at most over ${trials} tests (copies times specimens times
 * tests of each).  ${biased}: the sites have secret biases, else symbols are
 * even.  SIZE_MAX for three without such biases: they can leave each site
 * with whatever the fewer of them have, and be nobody's.
 *
 *	two, even	exact, whatever the two do.  Where they agree (a coin a site) both
 *			match, where they differ one of them does: of m sites the better
 *			matches at least (m + X)/2, X being binomial.
 *	biased		simulated with the worst of five attacks, arcsine biases and +-10 %:
 *			229, 254, 334 and 364 sites for two, 538, 548, 722 and 799 for three
 *			at trials/bound = 1e5, 1e6, 1e8 and 1e9.  Between them the next larger
 *			figure counts, beyond them c^2 pi^2/2 ln(trials/bound) (Skoric,
 *			Katzenbeisser and Celik 2008), which is larger still.
 *
 * The biases of mark/code.h need less than the arcsine ones (the distribution
 * of their scores, computed for the worst of four attacks, gives 240 and 265
 * for two, 560 and 630 for three at 1e8 and 1e9), so this is careful.
 *
 * All of it holds where a site is lost whether or not the colluders differ
 * there: whoever keeps nothing but the places where copies differ is not named
 * by any code.
 */
size_t mark_colluders_need(unsigned colluders, bool biased, double trials, double bound);

/*
 * mark_colluders(sites, biased, trials, bound): The most colluders that
 * ${sites} surviving finite sites support of which ${biased} have secret
 * biases: 3, 2 or, where it is less, 1, which does not say that one is named:
 * the bits or the exact tail tell that.  A site with more texts counts as one
 * with two, since it tells copies apart at least as well.
 */
unsigned mark_colluders(size_t sites, size_t biased, double trials, double bound);

/*
 * mark_capacity(c, site, n, partners, bound, e): What ${n} sites support for
 * ${partners} >= 1 copies at the total probability ${bound}, above 0 and below
 * 1, of accusing anyone innocent.  0, ERR_USAGE or ERR_NOMEM.
 */
int mark_capacity(struct mark_capacity *c, const struct mark_site *site, size_t n, size_t partners,
    double bound, struct err *e);

#endif
