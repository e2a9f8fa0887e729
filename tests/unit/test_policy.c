/*
 * The release policy.  The default is checked in every combination of what it
 * asks; files that are wrong in each way that was thought of name their line;
 * random policies, written as text, are compared with a twin that decides from
 * what was invented and not from what was read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "share/policy.h"

#define HOUR (3600 * INSTANT_SECOND)
#define DAY  (24 * HOUR)
#define END  ((instant_us)1615309200 * INSTANT_SECOND) /* 2021-03-09T17:00:00Z */
#define ALL  (POLICY_STAGE(POLICY_DESCRIPTION) | POLICY_STAGE(POLICY_DETECTION) | POLICY_STAGE(POLICY_POC))

static uint64_t seed = 26855;

static uint64_t
below(uint64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return ((seed >> 33) % n);
}

static struct policy *
read_policy(const char *text)
{
	struct policy *p = NULL;
	struct err e = { 0 };

	if (policy_read(&p, "policy.yml", str_of(text), &e) != 0)
		fail_msg("line %u: %s", (unsigned)e.line, e.text);
	return (p);
}

static const struct policy_asker signatory = { .name = { "acme", 4 },
	.country = { "DE", 2 },
	.tier = { "gold", 4 },
	.may = ALL,
	.consent = PEC_SIGNATORY,
	.embargo = EM_ACTIVE,
	.embargo_end = END };

static struct policy_answer
ask(const struct policy *p, enum policy_stage stage, const struct policy_asker *a, instant_us now)
{
	struct policy_answer answer;

	policy_decide(p, stage, a, now, &answer);
	assert_true(strlen(answer.reason) > 10);
	assert_true(answer.allowed || answer.approvals == 0);
	assert_true(!answer.allowed || answer.not_before == EMBARGO_NEVER);
	return (answer);
}

static void
test_default(void **unused)
{
	struct policy *p = NULL;
	unsigned allowed = 0;
	struct err e;

	(void)unused;
	assert_int_equal(policy_read(&p, "default", policy_default(), &e), 0);
	for (unsigned i = 0; i < PEC_STATES * EM_STATES * POLICY_ROLES * POLICY_STAGES * 8 * 2; i++) {
		unsigned k = i;
		struct policy_asker a = signatory;
		enum policy_stage stage;
		bool lasts, expected;

		a.consent = (enum embargo_pec)(k % PEC_STATES), k /= PEC_STATES;
		a.embargo = (enum embargo_em)(k % EM_STATES), k /= EM_STATES;
		a.role = (enum policy_role)(k % POLICY_ROLES), k /= POLICY_ROLES;
		stage = (enum policy_stage)(k % POLICY_STAGES), k /= POLICY_STAGES;
		a.may = k % 8, k /= 8;
		a.duty_to_report = k != 0;
		lasts = a.embargo == EM_ACTIVE || a.embargo == EM_REVISE;
		expected = a.embargo == EM_EXITED ||
		    (lasts &&
			(a.consent == PEC_SIGNATORY || a.role == POLICY_FINDER || a.role == POLICY_INSIDER));
		expected = expected && stage != POLICY_POC && (a.may & 1u << stage) != 0;
		assert_int_equal(ask(p, stage, &a, END - DAY).allowed, expected);
		allowed += expected;
	}
	assert_true(allowed > 100);
	policy_free(p);
}

static void
test_reasons(void **unused)
{
	struct policy *p = NULL;
	struct policy_asker a = signatory;
	struct policy_answer got;
	struct err e;

	(void)unused;
	assert_int_equal(policy_read(&p, "rules.yml", policy_default(), &e), 0);
	got = ask(p, POLICY_POC, &a, END - DAY);
	assert_string_equal(got.reason,
	    "rules.yml:6 refuses poc: A proof of concept goes to nobody unless a rule above this one allows it.");
	assert_int_equal(got.line, 6);
	assert_true(got.not_before == EMBARGO_NEVER);

	/* An invited partner: the rule that would fit is named, with what he is; the clock will open it. */
	a.consent = PEC_INVITED;
	got = ask(p, POLICY_DETECTION, &a, END - DAY);
	assert_false(got.allowed);
	assert_int_equal(got.line, 0);
	assert_string_equal(
	    got.reason, "no rule allows detection; the one at rules.yml:10 would, but consent is INVITED");
	assert_true(got.not_before == END);

	a.may = POLICY_STAGE(POLICY_DESCRIPTION);
	got = ask(p, POLICY_DETECTION, &a, END + DAY);
	assert_string_equal(got.reason, "the partner's own record does not allow detection");
	assert_true(got.not_before == EMBARGO_NEVER);
	policy_free(p);
}

static void
test_approvals(void **unused)
{
	static const struct {
		const char *said;
		unsigned poc, detection;
	} row[] = { { "", 2, 0 }, { "    approvals: 0\n", 2, 0 }, { "    approvals: 1\n", 2, 1 },
		{ "    approvals: 2\n", 2, 2 }, { "    approvals: 3\n", 3, 3 },
		{ "    approvals: 9\n", 9, 9 } };

	(void)unused;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct policy *p;
		char text[256];

		snprintf(text, sizeof(text),
		    "policy: 1\nrules:\n  - allow: [detection, poc]\n    to: anyone\n    why: x\n%s",
		    row[i].said);
		p = read_policy(text);
		assert_int_equal(ask(p, POLICY_POC, &signatory, 0).approvals, row[i].poc);
		assert_int_equal(ask(p, POLICY_DETECTION, &signatory, 0).approvals, row[i].detection);
		assert_false(ask(p, POLICY_DESCRIPTION, &signatory, 0).allowed);
		policy_free(p);
	}
}

#define RULE(body) "policy: 1\nrules:\n  - allow: description\n    why: x\n" body

static void
test_times(void **unused)
{
	static const struct {
		const char *body;
		instant_us from, until;
	} row[] = {
		{ "    from: end\n", END, INT64_MAX },
		{ "    until: end\n", INT64_MIN, END },
		{ "    from: 24h before end\n    until: end\n", END - DAY, END },
		{ "    from: 1d before end\n    until: 90m after end\n", END - DAY, END + 90 * HOUR / 60 },
		{ "    from: 2021-03-08T18:00:00+01:00\n", END - DAY, INT64_MAX },
		{ "    from: 2021-03-08T17:00Z\n    until: 2021-03-09T17:00Z\n", END - DAY, END },
		{ "    from: 0h after end\n", END, INT64_MAX },
		{ "", INT64_MIN, INT64_MAX },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		const instant_us try[] = { row[i].from, row[i].until, END, END - DAY };
		struct policy *p;
		char text[256];

		snprintf(text, sizeof(text), RULE("    to: anyone\n%s"), row[i].body);
		p = read_policy(text);
		for (size_t k = 0; k < 4; k++) {
			for (instant_us d = -1; d <= 1; d++) {
				instant_us now = try[k] + (try[k] > INT64_MIN && try[k] < INT64_MAX ? d : 0);
				struct policy_answer got = ask(p, POLICY_DESCRIPTION, &signatory, now);

				bool before = row[i].until == INT64_MAX || now < row[i].until;

				assert_int_equal(got.allowed, now >= row[i].from && before);
				assert_true(got.not_before ==
				    (now < row[i].from ? row[i].from : (instant_us)EMBARGO_NEVER));
			}
		}
		policy_free(p);
	}
}

/* What is not known about a partner, or an end that there is not, is against him. */
static void
test_unknown(void **unused)
{
	static const char *const asks[] = { "    to: {country: DE}\n", "    to: {tier: [gold, silver]}\n",
		"    to: anyone\n    from: 1d before end\n", "    to: anyone\n    until: 1d after end\n" };

	(void)unused;
	for (size_t i = 0; i < sizeof(asks) / sizeof(*asks); i++) {
		struct policy_asker a = signatory, known = signatory;
		struct policy *p, *q;
		char text[400];

		a.country = a.tier = (struct str){ "", 0 };
		a.embargo = EM_NONE;
		a.embargo_end = EMBARGO_NEVER;
		snprintf(text, sizeof(text), RULE("%s"), asks[i]);
		p = read_policy(text);
		snprintf(text, sizeof(text),
		    "policy: 1\nrules:\n  - refuse: description\n    why: x\n%s"
		    "  - {allow: description, to: anyone, why: y}\n",
		    asks[i]);
		q = read_policy(text);
		assert_true(ask(p, POLICY_DESCRIPTION, &known, END).allowed);
		assert_false(ask(p, POLICY_DESCRIPTION, &a, END).allowed);
		assert_false(ask(q, POLICY_DESCRIPTION, &known, END).allowed);
		assert_false(ask(q, POLICY_DESCRIPTION, &a, END).allowed);
		policy_free(p);
		policy_free(q);
	}
}

static void
test_words(void **unused)
{
	/* YAML would read NO as false; here it is Norway. */
	struct policy *p = read_policy(RULE("    to: {country: [NO, SE], duty-to-report: no}\n"));
	struct policy_asker a = signatory;

	(void)unused;
	assert_false(ask(p, POLICY_DESCRIPTION, &a, 0).allowed);
	a.country = STR("NO");
	assert_true(ask(p, POLICY_DESCRIPTION, &a, 0).allowed);
	a.country = STR("no");
	assert_true(ask(p, POLICY_DESCRIPTION, &a, 0).allowed);
	a.duty_to_report = true;
	assert_false(ask(p, POLICY_DESCRIPTION, &a, 0).allowed);
	policy_free(p);

	/* A name is a name byte by byte. */
	p = read_policy(RULE("    to: {name: acme}\n"));
	a = signatory;
	assert_true(ask(p, POLICY_DESCRIPTION, &a, 0).allowed);
	a.name = STR("Acme");
	assert_false(ask(p, POLICY_DESCRIPTION, &a, 0).allowed);
	a.name = STR("acme2");
	assert_false(ask(p, POLICY_DESCRIPTION, &a, 0).allowed);
	policy_free(p);
}

static void
test_order(void **unused)
{
#define SOME "  - {allow: description, to: anyone, why: yes}\n"
#define NONE "  - {refuse: description, to: {tier: gold}, why: no}\n"
	struct policy *p = read_policy("policy: 1\nrules:\n" SOME NONE);
	struct policy *q = read_policy("policy: 1\nrules:\n" NONE SOME);
	struct policy *none = read_policy("policy: 1\nrules: []\n");
	struct policy_answer got = ask(q, POLICY_DESCRIPTION, &signatory, 0);

	(void)unused;
	assert_true(ask(p, POLICY_DESCRIPTION, &signatory, 0).allowed);
	assert_false(got.allowed);
	assert_int_equal(got.line, 3);
	assert_false(ask(none, POLICY_DESCRIPTION, &signatory, 0).allowed);
	policy_free(p);
	policy_free(q);
	policy_free(none);
	policy_free(NULL);
}

/* Each wrong file: the line and a word of what is said about it. */
static const struct {
	const char *text;
	unsigned line;
	const char *says;
} wrong[] = {
	{ "", 0, "empty" },
	{ "# nothing\n", 0, "empty" },
	{ "rules: []\n", 1, "policy: 1" },
	{ "policy: 1\n", 1, "rules" },
	{ "- policy\n", 1, "two keys" },
	{ "policy: 2\nrules: []\n", 1, "version" },
	{ "policy: 1\nrules: {}\n", 2, "list" },
	{ "policy: 1\nrules:\n", 2, "list" },
	{ "policy: 1\nrules: []\nrule: []\n", 3, "unknown key" },
	{ "policy: 1\nrules: []\n---\npolicy: 1\nrules: []\n", 4, "second document" },
	{ "policy: 1\nrules: []\nrules: []\n", 3, "twice" },
	{ "policy: 1\nrules:\n  - allow\n", 3, "keys" },
	{ RULE("    to: anyone\n    form: end\n"), 6, "unknown key" },
	{ RULE("    to: anyone\n    Allow: poc\n"), 6, "unknown key" },
	{ RULE("    to: anyone\n    refuse: poc\n"), 6, "either" },
	{ RULE("    to: anyone\n    why: y\n"), 6, "twice" },
	{ RULE(""), 3, "whom" },
	{ RULE("    to: everyone\n"), 5, "anyone" },
	{ RULE("    to: {}\n"), 5, "anyone" },
	{ RULE("    to:\n"), 5, "anyone" },
	{ RULE("    to: {consents: signatory}\n"), 5, "unknown key" },
	{ RULE("    to: {consent: signed}\n"), 5, "signatory" },
	{ RULE("    to: {consent: []}\n"), 5, "empty list" },
	{ RULE("    to: {consent: ~}\n"), 5, "signatory" },
	{ RULE("    to: {consent: [lapsed, lapsed]}\n"), 5, "twice" },
	{ RULE("    to: {role: friend}\n"), 5, "insider" },
	{ RULE("    to: {country: Germany}\n"), 5, "capital letters" },
	{ RULE("    to:\n      country:\n        - DE\n        - de\n"), 8, "capital letters" },
	{ RULE("    to: {country: []}\n"), 5, "empty list" },
	{ RULE("    to: {name: [a, [b]]}\n"), 5, "word" },
	{ RULE("    to: {name: ''}\n"), 5, "word" },
	{ RULE("    to: {duty-to-report: maybe}\n"), 5, "yes or no" },
	{ RULE("    to: {duty-to-report: [yes, no]}\n"), 5, "yes or no" },
	{ RULE("    to: anyone\n    embargo: active\n"), 6, "lasts" },
	{ RULE("    to: anyone\n    from: 2021-03-09\n"), 6, "hour and zone" },
	{ RULE("    to: anyone\n    from: 2021-03-09T17:00:00\n"), 6, "hour and zone" },
	{ RULE("    to: anyone\n    from: 5d\n"), 6, "before end" },
	{ RULE("    to: anyone\n    from: 5 d before end\n"), 6, "before end" },
	{ RULE("    to: anyone\n    from: -5d before end\n"), 6, "before end" },
	{ RULE("    to: anyone\n    from: 99999999999999999999d before end\n"), 6, "before end" },
	{ RULE("    to: anyone\n    from: 36526d before end\n"), 6, "before end" },
	{ RULE("    to: anyone\n    from: [end]\n"), 6, "time" },
	{ RULE("    to: anyone\n    from: end\n    until: 1h before end\n"), 3, "before it begins" },
	{ RULE("    to: anyone\n    approvals: two\n"), 6, "number" },
	{ RULE("    to: anyone\n    approvals: 10\n"), 6, "number" },
	{ RULE("    to: anyone\n    approvals: -1\n"), 6, "number" },
	{ "policy: 1\nrules:\n  - refuse: poc\n    to: anyone\n    why: x\n    approvals: 1\n", 3,
	    "refusal" },
	{ "policy: 1\nrules:\n  - to: anyone\n    why: x\n", 3, "allow or refuse" },
	{ "policy: 1\nrules:\n  - allow: []\n    to: anyone\n    why: x\n", 3, "empty list" },
	{ "policy: 1\nrules:\n  - allow: exploit\n    to: anyone\n    why: x\n", 3, "stage" },
	{ "policy: 1\nrules:\n  - allow: poc\n    to: anyone\n", 3, "why" },
	{ "policy: 1\nrules:\n  - allow: poc\n    to: anyone\n    why: ' '\n", 5, "why" },
	{ "policy: 1\nrules:\n  - allow: poc\n    to: anyone\n    why: |\n      a\n      b\n", 5,
	    "one line" },
	{ "policy: 1\nrules:\n  - allow: !!str poc\n    to: !me anyone\n    why: x\n", 4, "tags" },
	{ "policy: 1\nrules: [\n", 3, "YAML" },
};

static void
test_wrong(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct policy *p = NULL;
		struct err e = { 0 };
		int rc = policy_read(&p, "odd.yml", str_of(wrong[i].text), &e);

		if (rc != ERR_SYNTAX || e.line != wrong[i].line || strstr(e.text, wrong[i].says) == NULL)
			fail_msg("row %u gave %d, line %u: %s", (unsigned)i, rc, (unsigned)e.line, e.text);
		assert_string_equal(e.file, "odd.yml");
		assert_null(p);
		/* Nobody need ask why. */
		assert_int_equal(policy_read(&p, "odd.yml", str_of(wrong[i].text), NULL), ERR_SYNTAX);
	}
}

static void
test_too_many(void **unused)
{
	(void)unused;
	for (size_t n = POLICY_RULES_MAX; n <= POLICY_RULES_MAX + 1; n++) {
		struct buf b = BUF(BUF_BIG);
		struct policy *p = NULL;
		struct err e = { 0 };
		int rc;

		buf_cstr(&b, "policy: 1\nrules:\n");
		for (size_t i = 0; i < n; i++)
			buf_cstr(&b, "  - {allow: poc, to: anyone, why: x}\n");
		rc = policy_read(&p, "many.yml", buf_view(&b), &e);
		assert_int_equal(rc, n > POLICY_RULES_MAX ? ERR_LIMIT : 0);
		policy_free(p);
		buf_free(&b);
	}
}

/* Random policies. */
#define RULES  8
#define ROUNDS 3000

static const char *const countries[] = { "XA", "XB", "XC" };
static const char *const consents[] = { "none", "invited", "signatory", "lapsed", "declined" };
static const char *const roles[] = { "partner", "finder", "coordinator", "insider" };
static const char *const embargoes[] = { "none", "lasts", "over" };

/* Sets are bits; 0 is not asked.  Times are days from the end; NOT_SAID is not asked. */
#define NOT_SAID 99
struct idea {
	bool allow;
	unsigned stages, countries, consents, roles, embargo;
	int duty; /* -1, 0, 1 */
	int from, until;
};

static unsigned
maybe(unsigned n)
{
	return (below(3) == 0 ? (unsigned)below(1u << n) : 0);
}

static struct idea
invent(void)
{
	struct idea r = { .allow = below(3) != 0,
		.stages = 1 + (unsigned)below(7),
		.countries = maybe(3),
		.consents = maybe(5),
		.roles = maybe(4),
		.embargo = maybe(3),
		.duty = (int)below(5) - 3,
		.from = below(3) == 0 ? (int)below(9) - 4 : NOT_SAID,
		.until = NOT_SAID };

	if (below(4) == 0)
		r.until = r.from != NOT_SAID ? r.from + 1 + (int)below(3) : (int)below(9) - 4;
	if (r.duty < -1)
		r.duty = -1;
	return (r);
}

static void
write_set(struct buf *b, const char *key, unsigned set, const char *const *names, unsigned n)
{
	const char *comma = "";

	buf_printf(b, "%s: [", key);
	for (unsigned i = 0; i < n; i++) {
		if ((set & 1u << i) != 0) {
			buf_printf(b, "%s%s", comma, names[i]);
			comma = ", ";
		}
	}
	buf_cstr(b, "]");
}

static void
write_day(struct buf *b, const char *key, int day)
{
	if (day == NOT_SAID)
		return;
	/* Both ways to say it. */
	if ((day & 1) != 0)
		buf_printf(b, "    %s: %dd %s end\n", key, abs(day), day < 0 ? "before" : "after");
	else
		buf_printf(b, "    %s: 2021-03-%02dT17:00:00Z\n", key, 9 + day);
}

static void
write_rule(struct buf *b, const struct idea *r)
{
	static const char *const stages[] = { "description", "detection", "poc" };

	buf_cstr(b, "  - ");
	write_set(b, r->allow ? "allow" : "refuse", r->stages, stages, 3);
	buf_cstr(b, "\n    why: because\n    to:");
	if (r->countries == 0 && r->consents == 0 && r->roles == 0 && r->duty < 0)
		buf_cstr(b, " anyone");
	buf_cstr(b, "\n");
	if (r->countries != 0)
		write_set(b, "      country", r->countries, countries, 3), buf_cstr(b, "\n");
	if (r->consents != 0)
		write_set(b, "      consent", r->consents, consents, 5), buf_cstr(b, "\n");
	if (r->roles != 0)
		write_set(b, "      role", r->roles, roles, 4), buf_cstr(b, "\n");
	if (r->duty >= 0)
		buf_printf(b, "      duty-to-report: %s\n", r->duty ? "yes" : "no");
	if (r->embargo != 0)
		write_set(b, "    embargo", r->embargo, embargoes, 3), buf_cstr(b, "\n");
	write_day(b, "from", r->from);
	write_day(b, "until", r->until);
}

static struct policy *
write_policy(const struct idea *r, size_t n)
{
	struct buf b = BUF(BUF_BIG);
	struct policy *p;

	buf_cstr(&b, "policy: 1\nrules:\n");
	if (n == 0)
		buf_cstr(&b, "  []\n");
	for (size_t i = 0; i < n; i++)
		write_rule(&b, &r[i]);
	p = read_policy(buf_c(&b));
	buf_free(&b);
	return (p);
}

static struct policy_asker
stranger(void)
{
	struct policy_asker a = signatory;

	a.role = (enum policy_role)below(4);
	a.consent = (enum embargo_pec)below(5);
	a.embargo = (enum embargo_em)below(5);
	a.duty_to_report = below(2) == 0;
	a.may = below(4) == 0 ? (unsigned)below(8) : 7;
	a.country = below(4) == 0 ? (struct str){ "", 0 } : str_of(countries[below(3)]);
	if (a.embargo == EM_NONE)
		a.embargo_end = EMBARGO_NEVER;
	return (a);
}

/* hits(r, a, now): The twin: absolute days are known without an end, those from the end are not. */
static bool
hits(const struct idea *r, const struct policy_asker *a, instant_us now)
{
	static const unsigned kind[] = { 0, 0, 1, 1, 2 };
	bool no_end = a->embargo_end == EMBARGO_NEVER;
	unsigned country = 0;

	for (unsigned i = 0; i < 3; i++)
		country |= str_eq(a->country, str_of(countries[i])) ? 1u << i : 0;
	if (r->countries != 0 && (a->country.n == 0 ? r->allow : (r->countries & country) == 0))
		return (false);
	if ((r->consents != 0 && (r->consents >> a->consent & 1) == 0) ||
	    (r->roles != 0 && (r->roles >> a->role & 1) == 0) ||
	    (r->embargo != 0 && (r->embargo >> kind[a->embargo] & 1) == 0) ||
	    (r->duty >= 0 && r->duty != a->duty_to_report))
		return (false);
	if (r->from != NOT_SAID && ((r->from & 1) != 0 && no_end ? r->allow : now < END + r->from * DAY))
		return (false);
	return (!(r->until != NOT_SAID &&
	    ((r->until & 1) != 0 && no_end ? r->allow : now >= END + r->until * DAY)));
}

static bool
twin(const struct idea *r, size_t n, enum policy_stage stage, const struct policy_asker *a, instant_us now)
{
	if ((a->may >> stage & 1) == 0)
		return (false);
	for (size_t i = 0; i < n; i++) {
		if ((r[i].stages >> stage & 1) != 0 && hits(&r[i], a, now))
			return (r[i].allow);
	}
	return (false);
}

/* at(a, now): What the clock alone makes of ${a}. */
static struct policy_asker
at(const struct policy_asker *a, instant_us now)
{
	struct policy_asker b = *a;

	if (now >= b.embargo_end && b.embargo != EM_NONE && b.embargo != EM_EXITED) {
		b.embargo_end = b.embargo == EM_PROPOSED ? EMBARGO_NEVER : END;
		b.embargo = b.embargo == EM_PROPOSED ? EM_NONE : EM_EXITED;
		b.consent = PEC_NO_EMBARGO;
	}
	return (b);
}

/* check_wait(r, n, stage, a, now, until): Hour by hour he is refused before ${until}, and allowed at it. */
static void
check_wait(const struct idea *r, size_t n, enum policy_stage stage, const struct policy_asker *a,
    instant_us now, instant_us until)
{
	struct policy_asker then;

	for (instant_us t = now; t < END + 12 * DAY && t < until; t += 6 * HOUR) {
		then = at(a, t);
		assert_false(twin(r, n, stage, &then, t));
	}
	if (until == EMBARGO_NEVER)
		return;
	assert_true(until > now);
	then = at(a, until);
	assert_true(twin(r, n, stage, &then, until));
	then = at(a, until - 1);
	assert_false(twin(r, n, stage, &then, until - 1));
}

static void
test_random(void **unused)
{
	unsigned allowed = 0, waits = 0;

	(void)unused;
	for (int round = 0; round < ROUNDS; round++) {
		struct idea r[RULES + 1];
		size_t n = below(RULES + 1);
		struct policy *p, *stricter;

		for (size_t i = 0; i <= n; i++)
			r[i] = invent();
		r[0].allow = false;
		p = write_policy(r + 1, n);
		stricter = write_policy(r, n + 1);
		for (int k = 0; k < 12; k++) {
			instant_us now = END + ((instant_us)below(14) - 7) * DAY - (instant_us)below(2);
			enum policy_stage stage = (enum policy_stage)below(3);
			struct policy_asker who = stranger(), a = at(&who, now);
			struct policy_answer got = ask(p, stage, &a, now);

			assert_int_equal(got.allowed, twin(r + 1, n, stage, &a, now));
			/* A refusal in front never allows more. */
			assert_true(got.allowed || !ask(stricter, stage, &a, now).allowed);
			assert_true(!got.allowed || stage != POLICY_POC || got.approvals >= 2);
			if (!got.allowed && (a.may >> stage & 1) != 0)
				check_wait(r + 1, n, stage, &a, now, got.not_before);
			allowed += got.allowed;
			waits += got.not_before != EMBARGO_NEVER;
		}
		policy_free(p);
		policy_free(stricter);
	}
	assert_true(allowed > ROUNDS);
	assert_true(waits > ROUNDS / 10);
}

static void
test_names(void **unused)
{
	enum policy_stage stage = POLICY_POC;
	enum policy_role role = POLICY_INSIDER;
	struct err e;

	(void)unused;
	for (int i = 0; i < POLICY_STAGES; i++) {
		assert_int_equal(
		    policy_stage_parse(&stage, str_of(policy_stage_name((enum policy_stage)i)), &e), 0);
		assert_int_equal(stage, i);
	}
	for (int i = 0; i < POLICY_ROLES; i++) {
		assert_int_equal(
		    policy_role_parse(&role, str_of(policy_role_name((enum policy_role)i)), &e), 0);
		assert_int_equal(role, i);
	}
	assert_int_equal(policy_stage_parse(&stage, STR("PoC"), &e), ERR_SYNTAX);
	assert_int_equal(policy_role_parse(&role, STR(""), &e), ERR_SYNTAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_default),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_approvals),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_names),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
