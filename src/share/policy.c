/*
 * Deciding.  Each thing that a rule may ask is a row of one table that answers
 * yes, no or unknown; a permission needs every yes, a refusal only the absence
 * of a no.  Why nothing fits, and when the clock alone will change that, are
 * found by asking the same questions again.
 */
#include "share/policy.h"

#include <stdio.h>
#include <stdlib.h>

#include "share/policy_impl.h"

static const char *const stage_names[POLICY_STAGES] = { "description", "detection", "poc" };
static const char *const role_names[POLICY_ROLES] = { "partner", "finder", "coordinator", "insider" };

enum fit { FIT_NO, FIT_YES, FIT_UNKNOWN };

static enum fit
yes_if(bool fits)
{
	return (fits ? FIT_YES : FIT_NO);
}

static enum fit
in_set(unsigned set, unsigned value)
{
	return (yes_if(set == 0 || (set & 1u << value) != 0));
}

static enum fit
in_words(const struct policy_words *words, struct str value, bool fold)
{
	if (words->n == 0)
		return (FIT_YES);
	if (value.n == 0)
		return (FIT_UNKNOWN);
	for (size_t i = 0; i < words->n; i++) {
		if (fold ? str_ieq(words->word[i], value) : str_eq(words->word[i], value))
			return (FIT_YES);
	}
	return (FIT_NO);
}

static enum fit
fit_role(const struct policy_rule *r, const struct policy_asker *a)
{
	return (in_set(r->roles, a->role));
}

static enum fit
fit_consent(const struct policy_rule *r, const struct policy_asker *a)
{
	return (in_set(r->consents, a->consent));
}

static enum fit
fit_country(const struct policy_rule *r, const struct policy_asker *a)
{
	return (in_words(&r->countries, a->country, true));
}

static enum fit
fit_duty(const struct policy_rule *r, const struct policy_asker *a)
{
	return (in_set(r->duties, a->duty_to_report ? 1 : 0));
}

static enum fit
fit_tier(const struct policy_rule *r, const struct policy_asker *a)
{
	return (in_words(&r->tiers, a->tier, false));
}

static enum fit
fit_name(const struct policy_rule *r, const struct policy_asker *a)
{
	return (in_words(&r->names, a->name, false));
}

static enum fit
fit_embargo(const struct policy_rule *r, const struct policy_asker *a)
{
	return (in_set(r->embargoes, a->embargo));
}

static const struct {
	const char *key;
	enum fit (*fit)(const struct policy_rule *r, const struct policy_asker *a);
} questions[] = {
	{ "role", fit_role },
	{ "consent", fit_consent },
	{ "country", fit_country },
	{ "duty-to-report", fit_duty },
	{ "tier", fit_tier },
	{ "name", fit_name },
	{ "embargo", fit_embargo },
};

#define QUESTIONS (sizeof(questions) / sizeof(*questions))

/* moment(t, end, us): When ${t} is.  False where it hangs on an end that there is not. */
static bool
moment(const struct policy_time *t, instant_us end, instant_us *us)
{
	*us = t->us;
	if (t->kind == POLICY_FROM_END) {
		if (end == EMBARGO_NEVER)
			return (false);
		if (__builtin_add_overflow(end, t->us, us))
			*us = t->us < 0 ? INT64_MIN : INT64_MAX;
	}
	return (true);
}

static enum fit
fit_time(const struct policy_rule *r, const struct policy_asker *a, instant_us now)
{
	bool unknown = false;
	instant_us us;

	if (r->from.kind != POLICY_NO_TIME) {
		if (!moment(&r->from, a->embargo_end, &us))
			unknown = true;
		else if (now < us)
			return (FIT_NO);
	}
	if (r->until.kind != POLICY_NO_TIME) {
		if (!moment(&r->until, a->embargo_end, &us))
			unknown = true;
		else if (now >= us)
			return (FIT_NO);
	}
	return (unknown ? FIT_UNKNOWN : FIT_YES);
}

/* misses(r, a, now, key): How many questions of ${r} stand against its fitting; the first's name in ${*key}. */
static unsigned
misses(const struct policy_rule *r, const struct policy_asker *a, instant_us now, const char **key)
{
	unsigned n = 0;

	for (size_t i = 0; i <= QUESTIONS; i++) {
		enum fit fit = i < QUESTIONS ? questions[i].fit(r, a) : fit_time(r, a, now);

		/* What is not known fits a refusal and no permission. */
		if (fit == FIT_YES || (fit == FIT_UNKNOWN && !r->allow))
			continue;
		if (n++ == 0)
			*key = i < QUESTIONS ? questions[i].key : "time";
	}
	return (n);
}

/* first_that_fits(p, stage, a, now): The rule that decides, or NULL. */
static const struct policy_rule *
first_that_fits(const struct policy *p, enum policy_stage stage, const struct policy_asker *a, instant_us now)
{
	const char *key;

	for (size_t i = 0; i < p->n; i++) {
		if ((p->rule[i].stages & POLICY_STAGE(stage)) != 0 && misses(&p->rule[i], a, now, &key) == 0)
			return (&p->rule[i]);
	}
	return (NULL);
}

/* later(a, t): Who ${a} will be at ${t} if nothing happens but time: at its end the embargo is over. */
static struct policy_asker
later(const struct policy_asker *a, instant_us t)
{
	struct policy_asker then = *a;

	if (t < a->embargo_end || a->embargo == EM_NONE || a->embargo == EM_EXITED)
		return (then);
	then.embargo = a->embargo == EM_PROPOSED ? EM_NONE : EM_EXITED;
	then.embargo_end = a->embargo == EM_PROPOSED ? EMBARGO_NEVER : a->embargo_end;
	then.consent = PEC_NO_EMBARGO;
	return (then);
}

/* opens(p, stage, a, now, t, best): ${t} if it is allowed then, lies ahead and is sooner than ${best}; else ${best}. */
static instant_us
opens(const struct policy *p, enum policy_stage stage, const struct policy_asker *a, instant_us now,
    instant_us t, instant_us best)
{
	struct policy_asker then;
	const struct policy_rule *r;

	if (t <= now || t >= best)
		return (best);
	then = later(a, t);
	r = first_that_fits(p, stage, &then, t);
	return (r != NULL && r->allow ? t : best);
}

/*
 * The answer changes with the clock only where a rule begins or ends and where
 * the embargo does, so these moments are all that must be tried.
 */
static instant_us
not_before(const struct policy *p, enum policy_stage stage, const struct policy_asker *a, instant_us now)
{
	instant_us best = opens(p, stage, a, now, a->embargo_end, EMBARGO_NEVER), t;

	for (size_t i = 0; i < p->n; i++) {
		const struct policy_rule *r = &p->rule[i];

		if ((r->stages & POLICY_STAGE(stage)) == 0)
			continue;
		if (r->from.kind != POLICY_NO_TIME && moment(&r->from, a->embargo_end, &t))
			best = opens(p, stage, a, now, t, best);
		if (r->until.kind != POLICY_NO_TIME && moment(&r->until, a->embargo_end, &t))
			best = opens(p, stage, a, now, t, best);
	}
	return (best);
}

/* shown(a, key, out, n): What the asker's record says to one question. */
static void
shown(const struct policy_asker *a, const char *key, char *out, size_t n)
{
	struct str text = { "", 0 };

	if (strcmp(key, "role") == 0)
		text = str_of(role_names[a->role]);
	else if (strcmp(key, "consent") == 0)
		text = str_of(embargo_pec_name(a->consent));
	else if (strcmp(key, "country") == 0)
		text = a->country.n > 0 ? a->country : STR("not known");
	else if (strcmp(key, "duty-to-report") == 0)
		text = str_of(a->duty_to_report ? "yes" : "no");
	else if (strcmp(key, "tier") == 0)
		text = a->tier.n > 0 ? a->tier : STR("not known");
	else if (strcmp(key, "name") == 0)
		text = a->name;
	else if (strcmp(key, "embargo") == 0)
		text = str_of(embargo_em_name(a->embargo));
	str_copy(out, n, text);
}

/* explain_none(p, stage, a, now, out, n): No rule fits; name the first permission that one thing keeps from fitting. */
static void
explain_none(const struct policy *p, enum policy_stage stage, const struct policy_asker *a, instant_us now,
    char *out, size_t n)
{
	const char *key = "";
	char value[80];

	for (size_t i = 0; i < p->n; i++) {
		const struct policy_rule *r = &p->rule[i];

		if (!r->allow || (r->stages & POLICY_STAGE(stage)) == 0 || misses(r, a, now, &key) != 1)
			continue;
		shown(a, key, value, sizeof(value));
		snprintf(out, n, "no rule allows %s; the one at %.*s:%llu would, but %s%s%s",
		    stage_names[stage], STR_ARG(p->file), (unsigned long long)r->line, key,
		    strcmp(key, "time") == 0 ? " does not fit" : " is ", value);
		return;
	}
	snprintf(out, n, "no rule of %.*s allows %s", STR_ARG(p->file), stage_names[stage]);
}

void
policy_decide(const struct policy *p, enum policy_stage stage, const struct policy_asker *asker,
    instant_us now, struct policy_answer *answer)
{
	const struct policy_rule *r = first_that_fits(p, stage, asker, now);

	*answer = (struct policy_answer){ .not_before = EMBARGO_NEVER };

	/* His own record is the outer bound, whatever a policy says. */
	if ((asker->may & POLICY_STAGE(stage)) == 0) {
		snprintf(answer->reason, sizeof(answer->reason), "the partner's own record does not allow %s",
		    stage_names[stage]);
		return;
	}
	answer->allowed = r != NULL && r->allow;
	answer->line = r != NULL ? r->line : 0;
	if (r == NULL)
		explain_none(p, stage, asker, now, answer->reason, sizeof(answer->reason));
	else
		snprintf(answer->reason, sizeof(answer->reason), "%.*s:%llu %s %s: %.*s", STR_ARG(p->file),
		    (unsigned long long)r->line, r->allow ? "allows" : "refuses", stage_names[stage],
		    STR_ARG(r->why));
	if (!answer->allowed) {
		answer->not_before = not_before(p, stage, asker, now);
		return;
	}
	answer->approvals = r->approvals;
	if (stage == POLICY_POC && answer->approvals < POLICY_POC_APPROVALS)
		answer->approvals = POLICY_POC_APPROVALS;
}

void
policy_free(struct policy *p)
{
	if (p == NULL)
		return;
	arena_free(&p->arena);
	free(p);
}

struct str
policy_default(void)
{
	return (STR(
	    "# Who may have which stage of a bulletin, and when.  Rules are tried from the top and the first\n"
	    "# that fits decides; what no rule fits is refused.  A proof of concept needs two approvals even\n"
	    "# where a rule allows it.\n"
	    "policy: 1\n"
	    "rules:\n"
	    "  - refuse: poc\n"
	    "    to: anyone\n"
	    "    why: A proof of concept goes to nobody unless a rule above this one allows it.\n"
	    "\n"
	    "  - allow: [description, detection]\n"
	    "    to: {consent: signatory}\n"
	    "    embargo: lasts\n"
	    "    why: A signatory has consented to keep it until the embargo ends.\n"
	    "\n"
	    "  - allow: [description, detection]\n"
	    "    to: {role: [finder, insider]}\n"
	    "    embargo: lasts\n"
	    "    why: The finder and our own people know of the matter already.\n"
	    "\n"
	    "  - allow: [description, detection]\n"
	    "    to: anyone\n"
	    "    embargo: over\n"
	    "    why: After the embargo it is no secret.\n"));
}

const char *
policy_stage_name(enum policy_stage stage)
{
	return (stage_names[stage]);
}

const char *
policy_role_name(enum policy_role role)
{
	return (role_names[role]);
}

int
policy_stage_parse(enum policy_stage *stage, struct str name, struct err *e)
{
	for (int i = 0; i < POLICY_STAGES; i++) {
		if (str_eq(name, str_of(stage_names[i]))) {
			*stage = (enum policy_stage)i;
			return (0);
		}
	}
	return (err_set(e, ERR_SYNTAX, "not a stage: expected description, detection or poc"));
}

int
policy_role_parse(enum policy_role *role, struct str name, struct err *e)
{
	for (int i = 0; i < POLICY_ROLES; i++) {
		if (str_eq(name, str_of(role_names[i]))) {
			*role = (enum policy_role)i;
			return (0);
		}
	}
	return (err_set(e, ERR_SYNTAX, "not a role: expected partner, finder, coordinator or insider"));
}
