/*
 * What trace concluded in a case, in short, and which hypotheses the waves of
 * attacks leave: for the status.  The report asks trace/trace.h for all of it.
 */
#ifndef DESK_TRACES_H
#define DESK_TRACES_H

#include "desk/weighing.h"

#define TRACES_ACCUSED 8

/* A comparison or an accusation; views live in the list. */
struct traced {
	uint64_t entry;
	bool accusation;
	struct str specimen, sha256, package, refusal;
	double llr, score;               /* Of a comparison; llr only where refusal is "". */
	double p_value, bound;           /* Of an accusation: of the first party. */
	uint64_t read, total;            /* Marks. */
	uint64_t accused;                /* How many parties; */
	uint32_t number[TRACES_ACCUSED]; /* the first of them. */
};

struct traces {
	struct traced *traced; /* Accusations by entry, then comparisons by entry. */
	size_t n, cap;
	size_t specimens; /* Told apart by what is in them. */
	struct weighing weighing;
	uint64_t hidden;
	struct arena mem;
};

/* traces_load(t, c, as_of, audience, e): Fill ${t}; release it by traces_free also after a failure. */
int traces_load(struct traces *t, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e);
void traces_free(struct traces *t);

/* traces_best(t): the comparison with the highest ratio, or NULL.  traces_accused(t): the first with anyone accused. */
const struct traced *traces_best(const struct traces *t);
const struct traced *traces_accused(const struct traces *t);

#endif
