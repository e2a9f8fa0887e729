/*
 * Reading a policy: a table of the keys of a rule and one of the keys of its
 * `to`, each with the function that reads its value.  A rule is read completely
 * or not at all, since a condition that was passed over would allow more than
 * its author meant.
 */
#include "share/policy.h"

#include <stdlib.h>

#include "base/ytree.h"
#include "share/policy_impl.h"

/* About a century: more is a slip of the finger. */
#define SPAN_MAX ((uint64_t)36525 * 24 * 60)

struct reading {
	struct policy *p;
	struct err *e;
};

typedef int read_fn(struct reading *rd, struct policy_rule *r, const struct ytree *value);

struct key {
	const char *name;
	read_fn *read;
};

/* wrong(rd, at, why): An error of the file, with the line of ${at}. */
static int
wrong(struct reading *rd, const struct ytree *at, const char *why)
{
	err_set(rd->e, ERR_SYNTAX, "%s", why);
	return (err_line(rd->e, at->line));
}

/* item(value, i): The ${i}th of a list, or a single text as a list of one; NULL past the end. */
static const struct ytree *
item(const struct ytree *value, size_t i)
{
	if (value->kind == YTREE_LIST)
		return (i < value->n ? value->kid[i] : NULL);
	return (i == 0 ? value : NULL);
}

/* read_set(rd, value, parse, set, why): Names as bits; at least one, none of them twice. */
static int
read_set(struct reading *rd, const struct ytree *value, int (*parse)(struct str name), unsigned *set,
    const char *why)
{
	const struct ytree *t;

	for (size_t i = 0; (t = item(value, i)) != NULL; i++) {
		int bits = t->kind == YTREE_TEXT ? parse(t->text) : -1;

		if (bits < 0)
			return (wrong(rd, t, why));
		if ((*set & (unsigned)bits) != 0)
			return (wrong(rd, t, "the same word twice in a list"));
		*set |= (unsigned)bits;
	}
	return (*set != 0
		? 0
		: wrong(rd, value, "an empty list fits nobody; leave the key out or name something"));
}

static int
bit_of_stage(struct str name)
{
	enum policy_stage stage;

	return (policy_stage_parse(&stage, name, NULL) == 0 ? 1 << stage : -1);
}

static int
bit_of_role(struct str name)
{
	enum policy_role role;

	return (policy_role_parse(&role, name, NULL) == 0 ? 1 << role : -1);
}

static int
bit_of_consent(struct str name)
{
	static const char *const names[PEC_STATES] = { "none", "invited", "signatory", "lapsed", "declined" };

	for (int i = 0; i < PEC_STATES; i++) {
		if (str_eq(name, str_of(names[i])))
			return (1 << i);
	}
	return (-1);
}

static int
bit_of_duty(struct str name)
{
	if (str_eq(name, STR("yes")) || str_eq(name, STR("true")))
		return (2);
	return (str_eq(name, STR("no")) || str_eq(name, STR("false")) ? 1 : -1);
}

static int
bits_of_embargo(struct str name)
{
	/* While a revision is discussed the embargo lasts; a proposal is no embargo yet. */
	if (str_eq(name, STR("lasts")))
		return (1 << EM_ACTIVE | 1 << EM_REVISE);
	if (str_eq(name, STR("over")))
		return (1 << EM_EXITED);
	return (str_eq(name, STR("none")) ? 1 << EM_NONE | 1 << EM_PROPOSED : -1);
}

static int
read_role(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_set(rd, value, bit_of_role, &r->roles,
	    "not a role: expected partner, finder, coordinator or insider"));
}

static int
read_consent(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_set(rd, value, bit_of_consent, &r->consents,
	    "not a consent: expected signatory, invited, lapsed, declined or none"));
}

static int
read_duty(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	if (value->kind == YTREE_LIST)
		return (wrong(rd, value, "duty-to-report is yes or no"));
	return (read_set(rd, value, bit_of_duty, &r->duties, "duty-to-report is yes or no"));
}

static int
read_embargo(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_set(rd, value, bits_of_embargo, &r->embargoes, "embargo is lasts, over or none"));
}

/* read_words(rd, value, words): One text or a list of them. */
static int
read_words(struct reading *rd, const struct ytree *value, struct policy_words *words)
{
	size_t n = value->kind == YTREE_LIST ? value->n : 1;

	if (n == 0)
		return (wrong(rd, value, "an empty list fits nobody; leave the key out or name something"));
	if ((words->word = arena_array(&rd->p->arena, n, sizeof(*words->word))) == NULL)
		return (err_set(rd->e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < n; i++) {
		const struct ytree *t = item(value, i);

		if (t->kind != YTREE_TEXT || t->text.n == 0)
			return (wrong(rd, t, "expected a word or a list of words"));
		words->word[words->n++] = t->text;
	}
	return (0);
}

static int
read_name(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_words(rd, value, &r->names));
}

static int
read_tier(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_words(rd, value, &r->tiers));
}

static int
read_country(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	int rc = read_words(rd, value, &r->countries);

	for (size_t i = 0; rc == 0 && i < r->countries.n; i++) {
		struct str c = r->countries.word[i];

		/* "Germany" or "de" would never fit, and a refusal that never fits is worse than none. */
		if (c.n != 2 || c.p[0] < 'A' || c.p[0] > 'Z' || c.p[1] < 'A' || c.p[1] > 'Z')
			rc = wrong(
			    rd, item(value, i), "a country is its two capital letters (ISO 3166), as DE");
	}
	return (rc);
}

/* by_keys(rd, r, map, key, nkeys, why): Each key of ${map} by its row of the table. */
static int
by_keys(struct reading *rd, struct policy_rule *r, const struct ytree *map, const struct key *key,
    size_t nkeys, const char *why)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct ytree *name = map->kid[2 * i];
		size_t k = 0;
		int rc;

		while (k < nkeys && !str_eq(name->text, str_of(key[k].name)))
			k++;
		if (k == nkeys)
			return (wrong(rd, name, why));
		if ((rc = key[k].read(rd, r, map->kid[2 * i + 1])) != 0)
			return (rc);
	}
	return (0);
}

static int
read_to(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	static const struct key keys[] = {
		{ "name", read_name },
		{ "role", read_role },
		{ "country", read_country },
		{ "tier", read_tier },
		{ "consent", read_consent },
		{ "duty-to-report", read_duty },
	};

	r->to = true;
	if (value->kind == YTREE_TEXT && str_eq(value->text, STR("anyone")))
		return (0);
	if (value->kind != YTREE_MAP || value->n == 0)
		return (wrong(rd, value, "to is \"anyone\", or keys as {consent: signatory}"));
	return (by_keys(rd, r, value, keys, sizeof(keys) / sizeof(*keys),
	    "unknown key in to: expected name, role, country, tier, consent or duty-to-report"));
}

static int
read_stages(struct reading *rd, struct policy_rule *r, const struct ytree *value, bool allow)
{
	if (r->stages != 0)
		return (wrong(rd, value, "a rule either allows or refuses"));
	r->allow = allow;
	return (read_set(
	    rd, value, bit_of_stage, &r->stages, "not a stage: expected description, detection or poc"));
}

static int
read_allow(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_stages(rd, r, value, true));
}

static int
read_refuse(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_stages(rd, r, value, false));
}

/* read_span(text, t): "24h before end", "5d after end", "end". */
static bool
read_span(struct str text, struct policy_time *t)
{
	size_t at = 0;
	uint64_t n, minutes;
	bool before;

	*t = (struct policy_time){ POLICY_FROM_END, 0 };
	if (str_eq(text, STR("end")))
		return (true);
	if (str_take_u64(text, &at, &n) != 0 || at == text.n)
		return (false);
	minutes = text.p[at] == 'd' ? 24 * 60 : text.p[at] == 'h' ? 60 : text.p[at] == 'm' ? 1 : 0;
	text = str_sub(text, at + 1, text.n);
	before = str_eq(text, STR(" before end"));
	if (minutes == 0 || n > SPAN_MAX / minutes || (!before && !str_eq(text, STR(" after end"))))
		return (false);
	t->us = (instant_us)(n * minutes) * 60 * INSTANT_SECOND;
	if (before)
		t->us = -t->us;
	return (true);
}

static int
read_time(struct reading *rd, const struct ytree *value, struct policy_time *t)
{
	struct instant when;

	if (value->kind != YTREE_TEXT)
		return (wrong(rd, value, "expected a time"));
	if (read_span(value->text, t))
		return (0);

	/* A day, or an hour without its zone, is not a moment: people would be told a day apart. */
	if (instant_parse(&when, value->text, NULL) != 0 ||
	    when.latest - when.earliest >= 60 * INSTANT_SECOND)
		return (wrong(rd, value,
		    "not a time: expected \"end\", \"24h before end\", \"5d after end\", or one with hour and zone"));
	*t = (struct policy_time){ POLICY_ABSOLUTE, when.earliest };
	return (0);
}

static int
read_from(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_time(rd, value, &r->from));
}

static int
read_until(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	return (read_time(rd, value, &r->until));
}

static int
read_approvals(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	uint64_t n;

	if (value->kind != YTREE_TEXT || str_u64(value->text, &n) != 0 || n > POLICY_APPROVALS_MAX)
		return (wrong(rd, value, "approvals is a number from 0 to 9"));
	r->approvals = (unsigned)n;
	r->approvals_said = true;
	return (0);
}

static int
read_why(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	if (value->kind == YTREE_TEXT)
		r->why = str_trim(value->text);
	if (r->why.n == 0 || r->why.n > POLICY_WHY_MAX || str_chr(r->why, '\n') != STR_NPOS)
		return (wrong(rd, value, "why is one line of text, of 200 bytes at most"));
	return (0);
}

/* check_rule(rd, r, at): What a rule must have, and what makes no sense in one. */
static int
check_rule(struct reading *rd, const struct policy_rule *r, const struct ytree *at)
{
	if (r->stages == 0)
		return (wrong(rd, at, "a rule must allow or refuse stages, as \"allow: [description]\""));
	if (!r->to)
		return (wrong(
		    rd, at, "a rule must say to whom: \"to: anyone\", or keys as {consent: signatory}"));
	if (r->why.n == 0)
		return (wrong(rd, at, "a rule must say why"));
	if (r->approvals_said && !r->allow)
		return (wrong(rd, at, "a refusal needs no approvals"));
	if (r->from.kind != POLICY_NO_TIME && r->from.kind == r->until.kind && r->from.us >= r->until.us)
		return (wrong(rd, at, "the rule would end before it begins"));
	return (0);
}

static int
read_rule(struct reading *rd, struct policy_rule *r, const struct ytree *value)
{
	static const struct key keys[] = {
		{ "allow", read_allow },
		{ "refuse", read_refuse },
		{ "to", read_to },
		{ "embargo", read_embargo },
		{ "from", read_from },
		{ "until", read_until },
		{ "approvals", read_approvals },
		{ "why", read_why },
	};
	int rc;

	if (value->kind != YTREE_MAP)
		return (wrong(rd, value, "a rule has keys: allow or refuse, to, why"));
	r->line = value->line;
	rc = by_keys(rd, r, value, keys, sizeof(keys) / sizeof(*keys),
	    "unknown key: expected allow, refuse, to, embargo, from, until, approvals or why");
	return (rc != 0 ? rc : check_rule(rd, r, value));
}

static int
read_rules(struct reading *rd, const struct ytree *rules)
{
	struct policy *p = rd->p;
	int rc = 0;

	if (rules->kind != YTREE_LIST)
		return (wrong(rd, rules, "rules is a list"));
	if (rules->n > POLICY_RULES_MAX)
		return (err_set(rd->e, ERR_LIMIT, "more than %d rules", POLICY_RULES_MAX));
	if ((p->rule = arena_array(&p->arena, rules->n > 0 ? rules->n : 1, sizeof(*p->rule))) == NULL)
		return (err_set(rd->e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; rc == 0 && i < rules->n; i++)
		rc = read_rule(rd, &p->rule[p->n++], rules->kid[i]);
	return (rc);
}

/* read_top(rd, top): The document: its version and its rules. */
static int
read_top(struct reading *rd, const struct ytree *top)
{
	const struct ytree *version = ytree_get(top, "policy"), *rules = ytree_get(top, "rules");

	if (top->kind != YTREE_MAP || version == NULL || rules == NULL)
		return (wrong(rd, top, "a policy has two keys: \"policy: 1\" and \"rules:\""));
	if (version->kind != YTREE_TEXT || !str_eq(version->text, STR("1")))
		return (wrong(rd, version, "an unknown version: expected \"policy: 1\""));
	for (size_t i = 0; i < top->n; i++) {
		struct str name = top->kid[2 * i]->text;

		if (!str_eq(name, STR("policy")) && !str_eq(name, STR("rules")))
			return (wrong(rd, top->kid[2 * i], "unknown key: expected policy or rules"));
	}
	return (read_rules(rd, rules));
}

static int
read_text(struct reading *rd, const char *file, struct str text)
{
	struct ytree **doc;
	size_t n;
	int rc;

	rd->p->file = arena_str(&rd->p->arena, str_sub(str_of(file), 0, 200));
	if (rd->p->file.p == NULL)
		return (err_set(rd->e, ERR_NOMEM, "out of memory"));
	if ((rc = ytree_read(&rd->p->arena, text, &doc, &n, rd->e)) != 0)
		return (rc);
	if (n == 0)
		return (err_set(rd->e, ERR_SYNTAX, "the policy is empty"));
	if (n > 1)
		return (wrong(rd, doc[1], "a second document in one policy"));
	return (read_top(rd, doc[0]));
}

int
policy_read(struct policy **p, const char *file, struct str text, struct err *e)
{
	struct err unseen;
	struct reading rd = { .e = e != NULL ? e : &unseen };
	int rc;

	if ((rd.p = calloc(1, sizeof(*rd.p))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = read_text(&rd, file, text)) != 0) {
		policy_free(rd.p);
		return (err_in(rd.e, file));
	}
	*p = rd.p;
	return (0);
}
