/* What reading a policy and deciding by it share: the rules. */
#ifndef SHARE_POLICY_IMPL_H
#define SHARE_POLICY_IMPL_H

#include "base/arena.h"
#include "share/policy.h"

/* A time of a rule: none, absolute, or so far from the end of the embargo. */
struct policy_time {
	enum { POLICY_NO_TIME, POLICY_ABSOLUTE, POLICY_FROM_END } kind;
	instant_us us;
};

struct policy_words {
	struct str *word;
	size_t n; /* 0: the rule does not ask. */
};

/* Sets are bits by enum value; 0 means that the rule does not ask. */
struct policy_rule {
	uint64_t line;
	bool allow;
	unsigned stages;
	bool to; /* Said, even as "anyone". */
	unsigned roles, consents, embargoes;
	unsigned duties; /* Bit 0: without a duty to report; bit 1: with one. */
	struct policy_words names, countries, tiers;
	struct policy_time from, until;
	unsigned approvals;
	bool approvals_said;
	struct str why;
};

struct policy {
	struct arena arena;
	struct str file;
	struct policy_rule *rule;
	size_t n;
};

#endif
