/*
 * The matcher against twins that are too simple to be wrong: a recursive
 * matcher of wildcards that tries everything, and plain string functions.
 */
#include "rule_help.h"

#include "base/arena.h"
#include "hunt/pattern.h"

static unsigned char
lower(char c)
{
	return ((unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
}

/*
 * char_size(s): how many bytes the first character has; the tests' texts are valid UTF-8, or single bytes
 * from 0xf8 on.
 */
static size_t
char_size(struct str s)
{
	unsigned char c = (unsigned char)s.p[0];

	return (c >= 0xf8 || c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2);
}

/* twin(p, s, cased): Does the Sigma text ${p} match ${s}?  Every way is tried. */
static bool
twin(struct str p, struct str s, bool cased)
{
	struct str next = str_sub(p, 1, p.n);
	char c;

	if (p.n == 0)
		return (s.n == 0);
	if (p.p[0] == '*') {
		for (size_t i = 0; i < s.n; i += char_size(str_sub(s, i, s.n))) {
			if (twin(next, str_sub(s, i, s.n), cased))
				return (true);
		}
		return (twin(next, str_sub(s, s.n, s.n), cased));
	}
	if (s.n == 0)
		return (false);
	if (p.p[0] == '?')
		return (twin(next, str_sub(s, char_size(s), s.n), cased));
	c = p.p[0];
	if (c == '\\' && next.n > 0 && strchr("*?\\", next.p[0]) != NULL) {
		c = next.p[0];
		next = str_sub(next, 1, next.n);
	}
	return ((cased ? c == s.p[0] : lower(c) == lower(s.p[0])) && twin(next, str_sub(s, 1, s.n), cased));
}

static void
random_text(uint64_t *seed, const char *const *piece, size_t n, size_t max, struct buf *b)
{
	size_t len = help_below(seed, max + 1);

	buf_clear(b);
	while (len-- > 0)
		buf_cstr(b, piece[help_below(seed, n)]);
}

static void
wildcards_match_as_the_recursive_twin_says(void **state)
{
	static const char *const in_pattern[] = { "a", "B", "ab", "*", "?", "\\*", "\\?", "\\\\", "\\", "é",
		"€", ".", "*", "\xff" };
	static const char *const in_text[] = { "a", "b", "A", "B", "ab", "*", "?", "\\", "é", "€", ".", "",
		"\xff" };
	struct buf p = BUF(BUF_BIG), s = BUF(BUF_BIG);
	uint64_t seed = 2;
	size_t hits = 0;

	(void)state;
	for (int k = 0; k < 200000; k++) {
		struct arena a = { 0 };
		struct pattern pattern;
		struct err e = { 0 };
		bool cased = help_below(&seed, 2), got, want;

		random_text(&seed, in_pattern, sizeof(in_pattern) / sizeof(in_pattern[0]), 7, &p);
		random_text(&seed, in_text, sizeof(in_text) / sizeof(in_text[0]), 8, &s);
		assert_int_equal(pattern_parse(&pattern, &a, buf_view(&p), &e), 0);
		assert_int_equal(pattern_finish(&pattern, &a, cased, &e), 0);
		got = pattern_match(&pattern, buf_view(&s));
		want = twin(buf_view(&p), buf_view(&s), cased);
		if (got != want)
			fail_msg("'%s' and '%s': %d, the twin says %d", buf_c(&p), buf_c(&s), got, want);
		hits += got;
		arena_free(&a);
	}

	/* Both answers must come often, or the test says nothing. */
	assert_in_range(hits, 2000, 180000);
	buf_free(&p);
	buf_free(&s);
}

/* The second evaluation: each modifier as the string function that it stands for. */
static bool
plain_says(const char *modifier, struct str value, struct str text)
{
	if (strcmp(modifier, "|contains") == 0)
		return (str_ifind(value, text) != STR_NPOS);
	if (strcmp(modifier, "|startswith") == 0)
		return (str_istarts(value, text));
	if (strcmp(modifier, "|endswith") == 0)
		return (str_iends(value, text));
	if (strcmp(modifier, "|contains|cased") == 0)
		return (str_find(value, text) != STR_NPOS);
	return (str_ieq(value, text));
}

static void
modifiers_match_as_plain_functions_say(void **state)
{
	static const char *const modifiers[] = { "", "|contains", "|startswith", "|endswith",
		"|contains|cased" };
	static const char *const in_rule[] = { "a", "B", "ab", "/", ".", "~", "owa", "Ecp", "é" };
	static const char *const in_text[] = { "a", "b", "AB", "/", ".", "~", "OWA", "ecp", "Ecp", "é", "" };
	struct buf v = BUF(BUF_BIG), s = BUF(BUF_BIG), rule = BUF(BUF_BIG);
	uint64_t seed = 3;
	size_t hits = 0;

	(void)state;
	for (int k = 0; k < 2000; k++) {
		const char *modifier = modifiers[help_below(&seed, 5)];
		struct rule_scratch *x;
		struct ruleset *set;
		struct help_row r;

		random_text(&seed, in_rule, sizeof(in_rule) / sizeof(in_rule[0]), 3, &v);
		buf_clear(&rule);
		buf_printf(&rule, "s:\n  f%s: '%s'\ncondition: s", modifier, buf_c(&v));
		set = help_rule(buf_view(&rule));
		x = rule_scratch_new(set);
		help_row_init(&r);
		for (int j = 0; j < 20; j++) {
			random_text(&seed, in_text, sizeof(in_text) / sizeof(in_text[0]), 6, &s);
			help_set(set, r.value, STR("f"), buf_view(&s));
			if (rule_match(set, 0, &r.row, x) != plain_says(modifier, buf_view(&s), buf_view(&v)))
				fail_msg("f%s: '%s' and '%s'", modifier, buf_c(&v), buf_c(&s));
			hits += rule_match(set, 0, &r.row, x);
		}
		rule_scratch_free(x);
		ruleset_free(set);
	}
	assert_in_range(hits, 1000, 39000);
	buf_free(&v);
	buf_free(&s);
	buf_free(&rule);
}

/* A pattern that takes exponential time if * is tried recursively. */
static void
many_stars_take_no_exponential_time(void **state)
{
	struct buf p = BUF(BUF_BIG), s = BUF(BUF_BIG);
	struct arena a = { 0 };
	struct pattern pattern;
	struct err e = { 0 };

	(void)state;
	for (int i = 0; i < 200; i++)
		buf_cstr(&p, "a*");
	buf_char(&p, 'b');
	for (int i = 0; i < 20000; i++)
		buf_char(&s, 'a');
	assert_int_equal(pattern_parse(&pattern, &a, buf_view(&p), &e), 0);
	assert_int_equal(pattern_finish(&pattern, &a, false, &e), 0);
	assert_false(pattern_match(&pattern, buf_view(&s)));
	buf_char(&s, 'B');
	assert_true(pattern_match(&pattern, buf_view(&s)));
	arena_free(&a);
	buf_free(&p);
	buf_free(&s);
}

/* Conditions against their truth tables: a random expression over four detections, and what C says of it. */
static bool
random_condition(uint64_t *seed, int depth, const bool *is, struct buf *b)
{
	static const char *const names[] = { "d0", "d1", "d2", "d3" };
	size_t what = depth == 0 ? 0 : help_below(seed, 6), i;
	bool left, right;

	switch (what) {
	case 1:
		buf_cstr(b, "not (");
		left = random_condition(seed, depth - 1, is, b);
		buf_char(b, ')');
		return (!left);
	case 2:
	case 3:
		buf_char(b, '(');
		left = random_condition(seed, depth - 1, is, b);
		buf_cstr(b, what == 2 ? ") and (" : ") or (");
		right = random_condition(seed, depth - 1, is, b);
		buf_char(b, ')');
		return (what == 2 ? left && right : left || right);
	case 4: buf_cstr(b, "1 of d*"); return (is[0] || is[1] || is[2] || is[3]);
	case 5: buf_cstr(b, "all of d*"); return (is[0] && is[1] && is[2] && is[3]);
	default:
		i = help_below(seed, 4);
		buf_cstr(b, names[i]);
		return (is[i]);
	}
}

static void
conditions_agree_with_their_truth_tables(void **state)
{
	struct buf rule = BUF(BUF_BIG);

	(void)state;
	for (uint64_t k = 0; k < 300; k++) {
		for (unsigned bits = 0; bits < 16; bits++) {
			bool is[4], want;
			uint64_t seed = k;
			struct rule_scratch *x;
			struct ruleset *s;
			struct help_row r;

			buf_clear(&rule);
			buf_cstr(&rule, "d0: {a: 1}\nd1: {b: 1}\nd2: {c: 1}\nd3: {d: 1}\ncondition: ");
			for (size_t i = 0; i < 4; i++)
				is[i] = (bits >> i & 1) != 0;
			want = random_condition(&seed, 4, is, &rule);
			s = help_rule(buf_view(&rule));
			assert_null(ruleset_rule(s, 0)->why);
			x = rule_scratch_new(s);
			help_row_init(&r);
			for (size_t i = 0; i < 4; i++)
				help_set(
				    s, r.value, (struct str){ "abcd" + i, 1 }, is[i] ? STR("1") : STR("0"));
			if (rule_match(s, 0, &r.row, x) != want)
				fail_msg("%s with bits %u must be %d", buf_c(&rule), bits, want);
			rule_scratch_free(x);
			ruleset_free(s);
		}
	}
	buf_free(&rule);
}

/* Without brackets: or binds less than and, and less than not. */
static void
words_bind_as_sigma_says(void **state)
{
	static const char *const head =
	    "d0: {a: 1}\nd1: {b: 1}\nd2: {c: 1}\ncondition: not d0 and d1 or d2 and not d0";
	struct ruleset *s = help_rule(str_of(head));
	struct rule_scratch *x = rule_scratch_new(s);

	(void)state;
	for (unsigned bits = 0; bits < 8; bits++) {
		bool d0 = bits & 1, d1 = bits & 2, d2 = bits & 4;
		struct help_row r;

		help_row_init(&r);
		for (size_t i = 0; i < 3; i++)
			help_set(
			    s, r.value, (struct str){ "abc" + i, 1 }, bits >> i & 1 ? STR("1") : STR("0"));
		assert_int_equal(rule_match(s, 0, &r.row, x), ((!d0) && d1) || (d2 && !d0));
	}
	rule_scratch_free(x);
	ruleset_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wildcards_match_as_the_recursive_twin_says),
		cmocka_unit_test(modifiers_match_as_plain_functions_say),
		cmocka_unit_test(many_stars_take_no_exponential_time),
		cmocka_unit_test(conditions_agree_with_their_truth_tables),
		cmocka_unit_test(words_bind_as_sigma_says),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
