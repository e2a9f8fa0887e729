/*
 * How much of a package is in a specimen, weighed by rarity, one channel at a
 * time, each as its tail among independent programs, then fused.
 *
 * A feature of the package has the weight
 *
 *	w = g(df, N) g(dn, n),	g(d, m) = ln((m + 1)/(d + 1/2)) / ln((m + 1)/(1/2))
 *
 * where df of N groups have it, and dn of the n groups nearest to the package:
 * those that cover most of it, at most SCORE_NEAR, which stand for independent
 * solutions of the same task; what those share, the task dictates.  Of groups that
 * cover as much those with the lesser sum of what they have come first (of the mixed
 * hashes, modulo 2^64), so that it does not matter which number a group has.  A
 * channel's containment is the weight of the package's features that the
 * specimen has, divided by the weight of all; where the specimen is long, on
 * its best window of twice the package's length.  Each of the near groups is a
 * specimen too, with itself left out of the counts: their containments have
 * mean and variance m and v, shrunk towards those of unrelated programs, and
 *
 *	z = (s - m) / sqrt(v + 1/(4 features)),	p = P(T > z),
 *	tail = log10(2 e), e = (1 - p + p ln p) / (p ln^2 p), for structure,
 *	tail = -log10 min(1, 5 p) for the others
 *
 * where T is Student's with six degrees: a dozen groups cannot promise a
 * thinner tail.  The shape of a program is dear to change, so that structure
 * speaks both ways: e averages k p^(k - 1) over k from 0 to 1, since how much
 * is kept of it is unknown (Vovk and Wang, E-values: calibration, combination
 * and applications, Annals of Statistics 49, 2021), and 1/(2 e) is never below
 * p.  Names, constants, comments and calls are changed at will: that they are
 * not there says nothing, and each speaks for itself from where it beats the
 * best of five channels that say nothing (Bonferroni).  The score is the sum of
 * the five tails: one path for all inputs, and no weight fitted on any set.
 */
#ifndef TRACE_SCORE_H
#define TRACE_SCORE_H

#include "trace/background.h"
#include "trace/clean.h"
#include "trace/filter.h"

#define SCORE_NEAR     12
#define SCORE_NEAR_MAX CLEAN_MAX

/* The window is so many packages long; a specimen of up to SCORE_WHOLE packages is its own window. */
#define SCORE_WINDOW 2
#define SCORE_WHOLE  3

/* A package made ready to be compared with many specimens.  Opaque. */
struct score_package;

/*
 * score_package(p, b, e): Of the fingerprint ${p}, which must outlive it, against the background ${b}; NULL
 * for none: then all features weigh the same.  NULL with ${e} set: ERR_NOMEM, ERR_IO, ERR_CORRUPT.
 */
struct score_package *score_package(const struct print *p, const struct background *b, struct err *e);
void score_package_free(struct score_package *k); /* NULL is harmless. */

struct score_channel {
	size_t features, shared; /* Of the package, each counted once; those that the window holds. */
	size_t aside;            /* Those that were set aside, which ${features} does not count. */
	double containment;      /* From 0 to 1, weighed. */
	double mean, deviation;  /* Of the near groups, as used. */
	double tail;             /* See above. */
	double chance;           /* -log10 p. */
};

/* A feature of the package that the specimen has, once for each place in the package, with its first place in the window. */
struct score_shared {
	enum channel channel;
	struct feature package, specimen;
	uint32_t groups; /* How many groups have it. */
	double bits;     /* log2((N + 1)/(df + 1/2)). */
};

struct score {
	struct score_channel channel[CH_N];
	double score;
	double chances;     /* The sum of the channels' -log10 p. */
	double containment; /* Over the channels, by their weights. */
	double bits;        /* Of all shared features of the channel that has most. */
	uint32_t from, to;  /* The window in the specimen's positions. */
	double nearness;    /* How much of the package the near groups cover, unweighed, in the mean. */
	size_t groups,
	    near;          /* Of the background and the clean room, without the parties' own and suspects. */
	size_t clean;      /* Of the near ones those of the clean room; */
	bool clean_enough; /* and whether these are SCORE_NEAR, and alone. */
};

/* Where a score, or the chances that it stands on, are of interest; infinite where they never are. */
struct score_floor {
	double score, chances;
};

static inline bool
score_reaches(const struct score *s, const struct score_floor *floor)
{
	return (s->score >= floor->score || s->chances >= floor->chances);
}

/*
 * score_pair(k, x, s, e): Compare with the fingerprint ${x}; its groups, and the package's own,
 * count in nothing.  0 or ERR_NOMEM.
 */
int score_pair(const struct score_package *k, const struct print *x, struct score *s, struct err *e);

/*
 * score_shared(k, x, s, fn, arg, e): After score_pair: call ${fn} for what is shared within the window, in
 * the order of channel, then of hash, then of position in the package.
 */
typedef void score_shared_fn(void *arg, const struct score_shared *shared);
int score_shared(const struct score_package *k, const struct print *x, const struct score *s,
    score_shared_fn *fn, void *arg, struct err *e);

/*
 * What else is known of a package's task.  What ${filter} sets aside weighs nothing, in any
 * channel; it still counts in which groups are near.  The solutions of ${clean} are groups
 * like those of the background, and those that count are near before any other: SCORE_CLEAN
 * of them alone, if they cover no less than the background's nearest groups do, since what
 * every second solution would have is missed by all six with a chance of 1/64, and programs
 * of other tasks beside them only make it look rarer.  As many as SCORE_NEAR are enough for
 * a ratio: the pairs that it stands on were scored against so many.  Either may be NULL;
 * both must be of the same fingerprint, and outlive the package.
 */
#define SCORE_CLEAN 6

struct score_given {
	const struct filter *filter;
	const struct clean *clean;
};

/* score_package_given(p, b, given, e): As score_package. */
struct score_package *score_package_given(
    const struct print *p, const struct background *b, const struct score_given *given, struct err *e);

/* score_given(k): What it was made with. */
const struct score_given *score_given(const struct score_package *k);

/*
 * A group that holds so much of the package that it cannot be an independent program: a copy
 * of it, or where it is from.  Tried are the groups that cover at least SCORE_SUSPECT of it,
 * the SCORE_TRIED that cover most, and of these the one that covers least first.  Each is
 * compared as a specimen, with the near groups among those that are not tried or were found
 * independent before.  A suspect has at least SCORE_SUSPECT of the weight of structure, raw and
 * atoms together, and scores higher than one of the near groups of a hundred packages would by
 * chance: the tail of the innocent pairs' scores (trace/calibrate.h), which are of near groups
 * as well, is continued beyond the 90th of 100 as an exponential one through the 99th; but at
 * least what the channels' tails themselves promise for so many groups.
 *
 * Nobody is suspected without CALIBRATE_MIN innocent pairs, nor for a package of fewer than
 * SCORE_SUSPECT_TOKENS, of which independent solutions may well cover most, nor where more
 * than half as many as there are near groups would be: no rule can tell a majority of
 * copies from what the task looks like.
 */
#define SCORE_SUSPECT_TOKENS (4 * CALIBRATE_TOKENS)
#define SCORE_TRIED          (2 * SCORE_NEAR)
#define SCORE_SUSPECT        0.5

struct score_suspect {
	uint32_t group;             /* Of the background, in the order of its build, from 0; */
	const char *name;           /* of a solution of the clean room its name, else NULL. */
	double cover, score, bound; /* Its share of that weight; its score, and what that exceeds. */
};

/* score_suspects(k, n): ${*n} of them, which count in nothing, by group. */
const struct score_suspect *score_suspects(const struct score_package *k, size_t *n);

#endif
