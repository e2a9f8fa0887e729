/*
 * The ladder: for each CVE that rules know of, how far an attacker got by the
 * findings, and how sure that is.  The verdict's stage is the highest with a
 * finding; its confidence is that of the best finding there.
 */
#ifndef HUNT_LADDER_H
#define HUNT_LADDER_H

#include "base/instant.h"
#include "hunt/rule.h"

struct rungs {
	const char *cve;
	uint64_t count[STAGE_ACTION + 1];   /* Findings a stage. */
	enum level level[STAGE_ACTION + 1]; /* The highest among them. */
	uint64_t findings;
	instant_us first, last; /* Of those findings that have a time. */
	size_t rules, idle;     /* Rules that name it; those that could not run. */
};

struct ladder {
	struct rungs *cve; /* Sorted by name once ladder_sort was called. */
	size_t n, cap;
};

/*
 * ladder_rule(l, rule): Make a place for each CVE of a rule and count it.  ladder_idle: it could not run.
 * 0 or -1.
 */
int ladder_rule(struct ladder *l, const struct rule *rule);
void ladder_idle(struct ladder *l, const struct rule *rule);

/* ladder_add(l, rule, level, stage, time): Count a finding. */
void
ladder_add(struct ladder *l, const struct rule *rule, enum level level, enum stage stage, instant_us time);

/*
 * ladder_stage(r): the verdict's stage; STAGE_NONE where nothing was found.  ladder_confidence(r): "low"
 * to "high", or NULL.
 */
enum stage ladder_stage(const struct rungs *r);
const char *ladder_confidence(const struct rungs *r);
void ladder_sort(struct ladder *l);
void ladder_free(struct ladder *l);

#endif
