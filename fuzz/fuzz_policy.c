/*
 * A release policy from anyone: an error with a place and words, or a policy
 * that keeps its promises to whoever asks, whatever it says.
 */
#include <stdlib.h>

#include "share/policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define END ((instant_us)1615309200 * INSTANT_SECOND)

static void
ask(const struct policy *p, unsigned i)
{
	struct policy_asker a = { .name = STR("acme"),
		.role = (enum policy_role)(i % POLICY_ROLES),
		.country = i % 3 == 0 ? STR("") : STR("DE"),
		.duty_to_report = i % 2 != 0,
		.tier = i % 5 == 0 ? STR("") : STR("gold"),
		.may = i % 8,
		.consent = (enum embargo_pec)(i % PEC_STATES),
		.embargo = (enum embargo_em)(i / 3 % EM_STATES),
		.embargo_end = i % 7 == 0 ? EMBARGO_NEVER : END };
	instant_us now = END + ((instant_us)(i % 11) - 5) * INSTANT_DAY;

	for (unsigned stage = 0; stage < POLICY_STAGES; stage++) {
		struct policy_answer got;

		policy_decide(p, (enum policy_stage)stage, &a, now, &got);
		if (got.reason[0] == '\0' || (got.allowed && ((a.may >> stage & 1) == 0 || got.line == 0)))
			abort();
		if (got.allowed && stage == POLICY_POC && got.approvals < POLICY_POC_APPROVALS)
			abort();
		if (got.not_before != EMBARGO_NEVER && (got.allowed || got.not_before <= now))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct policy *p = NULL;
	struct err e = { 0 };
	int rc = policy_read(&p, "fuzz.yml", (struct str){ (const char *)data, size }, &e);

	if (rc != 0 && (p != NULL || rc != e.code || e.text[0] == '\0' || e.file[0] == '\0'))
		abort();
	for (unsigned i = 0; rc == 0 && i < 24; i++)
		ask(p, i * 37);
	policy_free(p);
	return (0);
}
