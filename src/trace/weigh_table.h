/*
 * The constants of weighing, each with its reason and source, in one place:
 * they are judgements and no measurements, and small for that reason.
 */
#ifndef TRACE_WEIGH_TABLE_H
#define TRACE_WEIGH_TABLE_H

#include "trace/weigh.h"

/* What stands for "impossible in time": once in a thousand the fact that excludes is wrong. */
#define WEIGH_EXCLUDED (-3.0)

/* Nothing that an analyst gives, and no marks, count for more than this, either way. */
#define WEIGH_MOST 6.0

enum weigh_rule {
	RULE_BEFORE_SHARE,
	RULE_SOON_AFTER_SHARE,
	RULE_BEFORE_FIX,
	RULE_SOON_AFTER_FIX,
	RULE_BEFORE_PUBLIC,
	RULE_SOON_AFTER_WRITEUP,
	RULE_BEFORE_REPORT,
	RULE_NO_ATTACK_BEFORE,
	RULE_ONLY_HELD_CVES,
	RULE_OTHER_CVES,
	RULE_NOT_OPENED,
	RULE_COPY_AFTER,
	RULE_N
};

struct weigh_constant {
	enum hypothesis hypothesis;
	enum weigh_kind group;
	const char *kind;
	double llr;  /* WEIGH_EXCLUDED: excluded. */
	double days; /* What "soon" means, or 0. */
	const char *reason, *source;
};

extern const struct weigh_constant weigh_constants[RULE_N];

/*
 * weigh_of_p(p): log10 of the evidence that a p-value carries, from 0 to WEIGH_MOST: the average over all
 * calibrators k p^(k-1), which is (1 - p + p ln p) / (p (ln p)^2) and which on average an innocent raises to no
 * more than 1 (Vovk and Wang, E-values: calibration, combination and applications, Annals of Statistics 49,
 * 2021).  It is much less than 1/p, in favour of the accused.
 */
double weigh_of_p(double p);

#endif
