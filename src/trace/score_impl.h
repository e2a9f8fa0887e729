/* The parts of scoring, as they share them: see trace/score.h. */
#ifndef TRACE_SCORE_IMPL_H
#define TRACE_SCORE_IMPL_H

#include "trace/score.h"

/* One channel of the package. */
struct score_part {
	struct feature *feature; /* All occurrences, by hash, then position. */
	size_t n;
	size_t *first; /* Of each distinct hash, where its occurrences begin; one more at the end. */
	size_t distinct;
	size_t *post;     /* Of each distinct hash, where its groups begin in the pool; */
	uint32_t *groups; /* how many they are; */
	uint32_t *scale;  /* how many features it stands for, where one group of the background has it; */
	bool *aside;      /* and whether it is set aside. */
	size_t live;      /* Distinct ones that are not. */
};

struct score_package {
	const struct print *p;
	const struct background *b;
	struct score_given given;
	struct score_part part[CH_N];
	uint32_t *pool;
	size_t pooled, cappool;
	bool failed; /* No memory for a list of groups. */
	bool *own;  /* Groups that count in nothing whatever the specimen: the package's own, and suspects. */
	uint32_t n; /* All groups: those of the background, and behind them the clean room's solutions, */
	uint32_t ground;               /* the first of which this is. */
	struct score_suspect *suspect; /* By group. */
	size_t suspects;
	double *ln; /* ln(d + 1/2) for d up to n + 1, halves exact. */
};

/* score_sorted(p, ch): A copy of one channel by hash, then position, which the caller frees; NULL without memory. */
struct feature *score_sorted(const struct print *p, enum channel ch);

/* score_hash(part, i): The hash of the distinct feature ${i}. */
static inline uint64_t
score_hash(const struct score_part *part, size_t i)
{
	return (part->feature[part->first[i]].hash);
}

/* One comparison: which groups count, which are near, and what each feature weighs. */
struct score_trial {
	const struct score_package *k;
	bool *out;     /* Groups of either party. */
	uint8_t *near; /* 1 + the place among the near ones, or 0. */
	double *
	    cover; /* Of each group: how much of the package's features it has, set aside or not, summed over channels; */
	uint64_t *mix;   /* and a sum of their hashes, by which equals are told apart. */
	uint32_t n;      /* Groups that count; */
	uint32_t nears;  /* of them near; */
	uint32_t cleans; /* of these of the clean room. */
	uint32_t near_group[SCORE_NEAR_MAX];
	double *weight[CH_N], total[CH_N];
	double null[SCORE_NEAR_MAX][CH_N]; /* Containments of the near groups. */
	double mean[CH_N], deviation[CH_N];
	bool clean_enough; /* See struct score. */
};

/*
 * score_out(k, x, out): Set out[g] for each group that counts in nothing, since it holds a file of the
 * package or of ${x}; others are left as they are.
 */
void score_out(const struct score_package *k, const struct print *x, bool *out);

/* score_scale(k, part, i, g): For how many features the distinct one ${i} stands in group ${g}. */
static inline uint32_t
score_scale(const struct score_package *k, const struct score_part *part, size_t i, uint32_t g)
{
	return (g < k->ground ? part->scale[i] : 1);
}

/*
 * score_trial(t, k, x, out, e): All of ${t}, for the specimen ${x}, or NULL for none; besides the parties' own, the
 * groups of ${out} count in nothing, unless it is NULL.  0 or ERR_NOMEM; score_trial_free(t) in any case.
 */
int score_trial(struct score_trial *t, const struct score_package *k, const struct print *x, const bool *out,
    struct err *e);
void score_trial_free(struct score_trial *t);

/* score_trial_cover(t, k, x, out, e): Of ${t} only which groups count and what each covers, which is quick. */
int score_trial_cover(struct score_trial *t, const struct score_package *k, const struct print *x,
    const bool *out, struct err *e);

/* A distinct feature of the package at one place in the specimen. */
struct score_match {
	enum channel channel;
	uint32_t item;           /* Which distinct one. */
	struct feature specimen; /* Where. */
};

/* All of them, by channel, then hash, then position.  A zeroed one is empty. */
struct score_matches {
	struct score_match *match;
	size_t n, cap;
};

/* score_matches(m, k, x, e): Of the specimen ${x}, into the empty ${m}, whose array the caller frees.  0 or ERR_NOMEM. */
int
score_matches(struct score_matches *m, const struct score_package *k, const struct print *x, struct err *e);

/* score_tail(t, ch, containment): What holding so much of a channel adds to the score: see trace/score.h. */
double score_tail(const struct score_trial *t, enum channel ch, double containment);

/* score_chance(t, ch, containment): -log10 of the chance that an independent program holds so much. */
double score_chance(const struct score_trial *t, enum channel ch, double containment);

/* score_cover(t, g): How much of the package a group covers: over structure, raw and atoms, unweighed, in the mean. */
double score_cover(const struct score_trial *t, uint32_t g);

/*
 * score_near(t, j): What the near group ${j}, all of it, scores when it is measured by the other near ones: what an
 * innocent has who is as near to the package as anyone.
 */
double score_near(const struct score_trial *t, uint32_t j);

/* score_nearness(t): How much of the package the near groups cover, unweighed, in the mean. */
double score_nearness(const struct score_trial *t);

/* score_guard(k, e): Find ${k}'s suspects, after all else of it was made.  0 or ERR_NOMEM. */
int score_guard(struct score_package *k, struct err *e);

/*
 * score_window(t, x, m, s, e): Find the best window of ${x}, whose matches are ${m}, and fill all of ${s} but its bits.
 * 0 or ERR_NOMEM.
 */
int score_window(const struct score_trial *t, const struct print *x, const struct score_matches *m,
    struct score *s, struct err *e);

/* score_bits(t, m, s): The bits of what the window of ${s} shares, in the channel that has most. */
double score_bits(const struct score_trial *t, const struct score_matches *m, const struct score *s);

#endif
