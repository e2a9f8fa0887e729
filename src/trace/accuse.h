/*
 * From marks read in a specimen to whose copy it was, with a proven bound.
 *
 * An innocent copy's codeword was drawn without knowledge of the specimen and
 * the specimen was made without knowledge of it.  So at a finite site where m
 * of q symbols were seen it matches with probability m/q, or at a site with a
 * bias of its own with that of the symbol seen; at a free site
 * where the specimen holds at most t different values of that class and
 * length with at most t/(A - N), A being the size of the alphabet and N the
 * number of copies (no two copies share a value).  This holds whatever was
 * done to the specimen and however many copies were mixed.
 *
 * A site where a copy matches adds weight log2(1 + 3/p) bits: up to a constant
 * the likelihood ratio for a source that has a quarter of its marks changed.
 * At a site with a bias a match adds g sqrt((1-p)/p) and a mismatch takes
 * g sqrt(p/(1-p)), which is the symmetric score of Skoric, Katzenbeisser and
 * Celik (Symmetric Tardos fingerprinting codes for arbitrary alphabet sizes,
 * Designs, Codes and Cryptography 46, 2008); g makes the two as far apart at
 * one half as they are at a site without a bias.
 * The chance that an innocent reaches the same score is exact (mark/tail.h).
 * Where both kinds of site speak, the free ones are also tested by themselves,
 * since few of them can name one of many leakers whose other marks have
 * drowned in mixing; this second test is paid for with a factor of two.
 *
 *	p_single = tests x tail(score)
 *	p_value  = p_single x copies x specimens, at most 1
 *
 * Pairs.  Where ACCUSE_PAIR_SITES finite sites speak, each copy i is tested a
 * second time, beside ACCUSE_BESIDE others j: those that score highest without
 * it.  At a site where j matches, a match of i says little, since j explains
 * what stands there; where j does not, it says much, since if the two mixed
 * their copies, i's is the one that it came from.  The tail is that of i's
 * score over its own random symbols, given the specimen AND j's codeword.
 * This is sound for whoever i is tested beside:
 *
 *	Let i be innocent.  The specimen, and all other codewords, were made
 *	without knowledge of i's finite symbols, and those are independent of
 *	one another given the biases.  The choice of the others and the weights
 *	depend on the specimen and on codewords other than i's only.  So given
 *	all these, the tail is exact, whether j is guilty or innocent: what j
 *	has done is in what is given, and cannot count against i.  Two innocents
 *	are each protected so, and an innocent beside a guilty one as well.  Never
 *	is a pair accused as such: "one of these two" would be the better test
 *	by a little, but says of nobody that it was he.
 *
 * Of the bound, ACCUSE_PAIR_SHARE goes to this test, by halves to the two
 * others beside which each copy is tested, and the rest to the one before:
 *
 *	p_single = min(tests tail(score) / (1 - share), others tail_beside / share)
 *
 * Whether the second test is made depends on the number of sites, and so on
 * the specimen alone.  With it some 100 two-valued sites name one of two who
 * mixed their copies, which takes singles 167 (bench/accuse_rates.sh).
 *
 * and a copy is accused where p_value is at most the bound: so the probability
 * that anyone at all is accused wrongly in this run is at most the bound (the
 * operational mode of Furon and Desoubeaux, Tardos codes for real, WIFS 2014).
 */
#ifndef TRACE_ACCUSE_H
#define TRACE_ACCUSE_H

#include "mark/manifest.h"
#include "mark/reading.h"

#define ACCUSE_BOUND 1e-6

#define ACCUSE_PAIR_SITES 64
#define ACCUSE_PAIR_SHARE 0.25
#define ACCUSE_BESIDE     2

struct accuse_score {
	size_t copy;  /* From 1. */
	double score; /* Bits, below 0 where little matched; it ranks and proves nothing by itself. */
	double p_single, p_value;
	size_t matched; /* Of the sites read, how many hold this copy's symbol. */
	bool accused;
	bool beside; /* And only by the test beside another copy. */
};

/* A zeroed one is empty. */
struct accuse_result {
	struct accuse_score *score; /* By p_value, then by number. */
	size_t copies;
	size_t sites_read; /* Finite sites that tell copies apart, and free sites where some copy's value
			      stands. */
	size_t read_by[MARK_WAYS]; /* Of the sites read, how many by each way. */
	size_t sites_total;
	size_t accused;     /* How many, */
	size_t beside;      /* and of them by the test beside another copy only. */
	double best;        /* The p_value of a copy that matched at every site read. */
	bool possible;      /* Whether that is within the bound at all. */
	unsigned colluders; /* See accuse; 0 where nobody could be accused. */
};

/*
 * accuse(m, reading, bound, specimens, result, e): Score every copy of the
 * manifest ${m} against one specimen's ${reading}; ${specimens} is how many
 * are tested in this run, ${bound} above 0 and below 1.  ${result} is empty
 * before and is freed by the caller in any case.  0 or ERR_NOMEM.
 *
 * colluders is the most leakers that the marks which survived support: at
 * least one of so many is named, if each specimen value stems from one of
 * their copies.  It is a careful estimate and no part of the bound:
 *	1	if a copy that matches everywhere is within the bound;
 *	2, 3	if also so many finite sites show one symbol as mark_colluders
 *		(mark/capacity.h) asks for, over kinds of site x copies x specimens
 *		(reckoned without the test of pairs, which needs fewer);
 *	c	if of the F free sites read, any F/c (rounded up) are within the
 *		bound by themselves: one of c owners holds so many.
 */
int accuse(const struct mark_manifest *m, const struct mark_reading *reading, double bound, size_t specimens,
    struct accuse_result *result, struct err *e);

/* accuse_free(result): Release it; it is empty again. */
void accuse_free(struct accuse_result *result);

#endif
