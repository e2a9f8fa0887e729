/*
 * What the tests of the rule engine share: rows by field name, rule sets from text, random numbers that
 * repeat.
 */
#ifndef TESTS_UNIT_RULE_HELP_H
#define TESTS_UNIT_RULE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the four above. */
#include <cmocka.h>

#include "hunt/rule.h"

#define HELP_FIELDS_MAX 64

/* A row under construction: the set's fields by number. */
struct help_row {
	struct str value[HELP_FIELDS_MAX], alt[HELP_FIELDS_MAX];
	struct row row;
};

/* splitmix64: the same numbers in every run. */
static inline uint64_t
help_random(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31));
}

static inline size_t
help_below(uint64_t *state, size_t n)
{
	return ((size_t)(help_random(state) % n));
}

static inline void
help_row_init(struct help_row *r)
{
	memset(r, 0, sizeof(*r));
	r->row.value = r->value;
	r->row.alt = r->alt;
}

/* help_field(s, name): the field's number, or SIZE_MAX where no rule asks for it. */
static inline size_t
help_field(const struct ruleset *s, struct str name)
{
	for (size_t f = 0; f < ruleset_fields(s); f++) {
		if (str_ieq(ruleset_field(s, f), name))
			return (f);
	}
	return (SIZE_MAX);
}

static inline void
help_set(const struct ruleset *s, struct str *values, struct str name, struct str value)
{
	size_t f = help_field(s, name);

	if (f != SIZE_MAX) {
		assert_true(f < HELP_FIELDS_MAX);
		values[f] = value;
	}
}

/* help_rules(yaml): a compiled set; the test fails where it cannot be read. */
static inline struct ruleset *
help_rules(struct str yaml)
{
	struct err e = { 0 };
	struct ruleset *s = ruleset_new(&e);
	char text[1024];

	assert_non_null(s);
	if (ruleset_add(s, "test.yml", yaml, &e) != 0 || ruleset_compile(s, &e) != 0) {
		err_format(&e, text, sizeof(text));
		fail_msg("%s\n%.*s", text, STR_ARG(yaml));
	}
	return (s);
}

/* help_rule(detection): a set of one rule with these lines below "detection:". */
static inline struct ruleset *
help_rule(struct str detection)
{
	struct buf b = BUF(BUF_BIG);
	struct str line;
	struct ruleset *s;

	buf_cstr(&b, "title: t\nlogsource:\n  category: test\ndetection:\n");
	while (str_split(&detection, '\n', &line)) {
		buf_cstr(&b, "  ");
		buf_str(&b, line);
		buf_char(&b, '\n');
	}
	s = help_rules(buf_view(&b));
	buf_free(&b);
	return (s);
}

/* help_has_literal(s, i, line): What the prefilter would say: no literals, or one of them in ${line}. */
static inline bool
help_has_literal(const struct ruleset *s, size_t i, struct str line)
{
	size_t n;
	const struct str *literal = ruleset_literals(s, i, &n);

	for (size_t k = 0; k < n; k++) {
		if (str_ifind(line, literal[k]) != STR_NPOS)
			return (true);
	}
	return (n == 0);
}

#endif
