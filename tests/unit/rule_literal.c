/*
 * Literals are sound: whenever a rule matches a row, one of its literals is in
 * the row's raw line.  Random rules are made together with the values that
 * they want, so that matches are frequent; the line is written as IIS writes
 * it (a blank is +, stem and query apart) or as a CSV (quotes doubled).
 */
#include "rule_help.h"

#include "base/arena.h"
#include "hunt/literal.h"

static const char *const words[] = { "alpha", "Beta", "/owa/", "x y", "q\"uote", "a+b", "ServerInfo~",
	"stem?query", "é", "12", "&", "post", "%20", "\\dir\\", "", "it's" };
#define WORDS (sizeof(words) / sizeof(words[0]))

static const char *const fields[] = { "f0", "f1", "f2", "cs-uri-query" };

/* One random rule and a row that is likely to fit. */
struct world {
	uint64_t seed;
	struct buf rule;
	struct buf value[4];
};

static const char *
word(struct world *w)
{
	return (words[help_below(&w->seed, WORDS)]);
}

/* quoted(b, s): A YAML string in single quotes. */
static void
quoted(struct buf *b, struct str s)
{
	buf_char(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\'')
			buf_char(b, '\'');
		buf_char(b, s.p[i]);
	}
	buf_char(b, '\'');
}

/* as_text(b, s, regex): ${s} so that a Sigma value, or a regular expression, means just that. */
static void
as_text(struct buf *b, struct str s, bool regex)
{
	for (size_t i = 0; i < s.n; i++) {
		if (strchr(regex ? ".^$*+?()[]{}|\\" : "*?\\", s.p[i]) != NULL)
			buf_char(b, '\\');
		buf_char(b, s.p[i]);
	}
}

/* regex_of(w, value, pattern): A random regular expression, and in ${value} a text that it matches. */
static void
regex_of(struct world *w, struct buf *value, struct buf *pattern)
{
	size_t n = 1 + help_below(&w->seed, 4);

	while (n-- > 0) {
		const char *one = word(w), *other = word(w);

		switch (help_below(&w->seed, 9)) {
		case 0:
			buf_cstr(pattern, ".*");
			buf_cstr(value, one);
			break;
		case 1:
			buf_cstr(pattern, "[^\\]x]+");
			buf_cstr(value, "7");
			break;
		case 2:
			buf_cstr(pattern, "(?:");
			as_text(pattern, str_of(one), true);
			buf_char(pattern, '|');
			as_text(pattern, str_of(other), true);
			buf_char(pattern, ')');
			buf_cstr(value, help_below(&w->seed, 2) ? one : other);
			break;
		case 3:
			buf_cstr(pattern, "abz?");
			buf_cstr(value, "ab");
			break;
		case 4:
			buf_cstr(pattern, "cdz{0,3}e");
			buf_cstr(value, "cde");
			break;
		case 5:
			buf_cstr(pattern, "gh+i");
			buf_cstr(value, "ghhi");
			break;
		case 6:
			buf_cstr(pattern, "\\d{2}\\w");
			buf_cstr(value, "12q");
			break;
		case 7: buf_cstr(pattern, "(zz)*"); break;
		default:
			as_text(pattern, str_of(one), true);
			buf_cstr(value, one);
			break;
		}
	}
}

/* text_of(w, value, pattern): The same with Sigma's wildcards. */
static void
text_of(struct world *w, struct buf *value, struct buf *pattern)
{
	size_t n = 1 + help_below(&w->seed, 4);

	while (n-- > 0) {
		const char *one = word(w);

		switch (help_below(&w->seed, 5)) {
		case 0:
			buf_char(pattern, '*');
			buf_cstr(value, one);
			break;
		case 1:
			buf_char(pattern, '?');
			buf_char(value, '9');
			break;
		default:
			as_text(pattern, str_of(one), false);
			buf_cstr(value, one);
			break;
		}
	}
}

/* one_item(w, f): "field|modifiers: pattern" and, in the world, a value for the field. */
static void
one_item(struct world *w, size_t f, const char *indent)
{
	static const char *const modifiers[] = { "", "|contains", "|startswith", "|endswith", "|re",
		"|re|i" };
	const char *modifier = modifiers[help_below(&w->seed, 6)];
	struct buf pattern = BUF(BUF_BIG);

	buf_printf(&w->rule, "%s%s%s:\n", indent, fields[f], modifier);
	for (size_t n = 1 + help_below(&w->seed, 3); n > 0; n--) {
		buf_clear(&pattern);
		if (help_below(&w->seed, 2) == 0 || n == 1)
			buf_clear(&w->value[f]);
		if (str_starts(str_of(modifier), STR("|re")))
			regex_of(w, &w->value[f], &pattern);
		else
			text_of(w, &w->value[f], &pattern);
		buf_printf(&w->rule, "%s  - ", indent);
		quoted(&w->rule, buf_view(&pattern));
		buf_char(&w->rule, '\n');
	}
	buf_free(&pattern);
}

static void
random_rule(struct world *w)
{
	static const char *const conditions[] = { "a", "a and b", "a or b", "a and not b", "not a or b",
		"not (not a)", "1 of them", "all of them", "a and (b or c)", "c and a", "c" };

	buf_clear(&w->rule);
	for (size_t f = 0; f < 4; f++)
		buf_clear(&w->value[f]);
	buf_cstr(&w->rule, "a:\n");
	one_item(w, 0, "  ");
	one_item(w, 3, "  ");
	buf_cstr(&w->rule, "b:\n");
	one_item(w, 1, "  ");
	buf_cstr(&w->rule, "c:\n  -\n");
	one_item(w, 2, "    ");
	buf_cstr(&w->rule, "  -\n");
	one_item(w, 1, "    ");
	buf_printf(&w->rule, "condition: %s\n", conditions[help_below(&w->seed, 11)]);
}

/* write_line(w, w3c, b): The row as a log has it. */
static void
write_line(const struct world *w, bool w3c, struct buf *b)
{
	buf_clear(b);
	for (size_t f = 0; f < 4; f++) {
		struct str v = buf_view(&w->value[f]);
		size_t mark = f == 3 ? str_chr(v, '?') : STR_NPOS;

		buf_cstr(b, w3c ? " " : ",\"");
		for (size_t i = 0; i < v.n; i++) {
			if (w3c && i == mark)
				buf_char(b, ' ');
			else if (w3c)
				buf_char(b, (char)(v.p[i] == ' ' ? '+' : v.p[i]));
			else if (v.p[i] == '"')
				buf_cstr(b, "\"\"");
			else
				buf_char(b, v.p[i]);
		}
		if (!w3c)
			buf_char(b, '"');
	}
}

static void
each_match_has_a_literal_in_its_line(void **state)
{
	struct world w = { .seed = 4, .rule = BUF(BUF_BIG) };
	struct buf line = BUF(BUF_BIG);
	size_t matches = 0, with = 0, n;

	(void)state;
	for (size_t f = 0; f < 4; f++)
		w.value[f] = BUF(BUF_BIG);
	for (int k = 0; k < 3000; k++) {
		struct rule_scratch *x;
		struct ruleset *s;
		struct help_row r;

		random_rule(&w);
		s = help_rule(buf_view(&w.rule));
		if (ruleset_rule(s, 0)->why != NULL)
			fail_msg("%s\n%s", ruleset_rule(s, 0)->why, buf_c(&w.rule));
		x = rule_scratch_new(s);
		help_row_init(&r);
		for (size_t f = 0; f < 4; f++)
			help_set(s, r.value, str_of(fields[f]), buf_view(&w.value[f]));
		if (rule_match(s, 0, &r.row, x)) {
			matches++;
			(void)ruleset_literals(s, 0, &n);
			with += n > 0;
			for (int w3c = 0; w3c < 2; w3c++) {
				write_line(&w, w3c != 0, &line);
				if (!help_has_literal(s, 0, buf_view(&line)))
					fail_msg("no literal in: %s\n%s", buf_c(&line), buf_c(&w.rule));
			}
		}
		rule_scratch_free(x);
		ruleset_free(s);
	}

	/* The test says something only if many rules match and have literals. */
	assert_true(matches > 500);
	assert_true(with > 150);
	for (size_t f = 0; f < 4; f++)
		buf_free(&w.value[f]);
	buf_free(&w.rule);
	buf_free(&line);
}

static void
literals_hold_only_what_every_log_writes_alike(void **state)
{
	struct world w = { .seed = 5, .rule = BUF(BUF_BIG) };

	(void)state;
	for (size_t f = 0; f < 4; f++)
		w.value[f] = BUF(BUF_BIG);
	for (int k = 0; k < 1000; k++) {
		const struct str *literal;
		struct ruleset *s;
		size_t n;

		random_rule(&w);
		s = help_rule(buf_view(&w.rule));
		literal = ruleset_literals(s, 0, &n);
		for (size_t i = 0; i < n; i++) {
			assert_true(literal[i].n >= 3 && literal[i].n <= LITERAL_MAX);
			for (size_t j = 0; j < literal[i].n; j++) {
				unsigned char c = (unsigned char)literal[i].p[j];

				assert_true(c > ' ' && c < 0x7f && strchr("\"'`\\+?&", c) == NULL);
			}
		}
		ruleset_free(s);
	}
	for (size_t f = 0; f < 4; f++)
		buf_free(&w.value[f]);
	buf_free(&w.rule);
}

/* Which literals, by hand: joined by commas, sorted. */
static void
the_best_literals_are_taken(void **state)
{
	static const struct {
		const char *detection, *want;
	} cases[] = {
		{ "s: {a|contains: 'ServerInfo~*/ecp/y.js'}\ncondition: s", "serverinfo~" },
		{ "s: {a|contains: 'autodiscover*zq~wv'}\ncondition: s", "zq~wv" },
		{ "s: {a: POST, b|contains: [one-word, two-word]}\ncondition: s", "one-word,two-word" },
		{ "s: {a: [abc, xabcx]}\ncondition: s", "abc" },
		{ "s: {a: [ABC, abc]}\ncondition: s", "abc" },
		{ "s: {a: [abc, xy]}\ncondition: s", "" },
		{ "s: {a: abc}\nt: {b: defg}\ncondition: s or not t", "" },
		{ "s: {a: abc}\nt: {b: defg}\ncondition: s and not t", "abc" },
		{ "s: {a|re: 'abc(def|g)*hijk?l'}\ncondition: s", "abc" },
		{ "s: {a|re: 'abc|def'}\ncondition: s", "" },
		{ "s: {a|re: '(?i)abc'}\ncondition: s", "" },
		{ "s: {a|re: 'ab\\x41cdef'}\ncondition: s", "" },
		{ "s: {a|re: '[abc]def[ghi]'}\ncondition: s", "def" },
		{ "s: {a|re: '\\.aspx\\?id='}\ncondition: s", ".aspx" },
		{ "s: {a: 444}\ncondition: s", "444" },
		{ "s: {a: null}\ncondition: s", "" },
		{ "s: {a|exists: true}\ncondition: s", "" },
		{ "s: {a|gt: 12345}\ncondition: s", "" },
		{ "s: {a|fieldref: longname}\ncondition: s", "" },
		{ "s: {a|wide: longname}\ncondition: s", "" },
		{ "s: {a|windash: '-longname /other'}\ncondition: s", "longname" },
		{ "k: [one-word, 'two*words']\ncondition: k", "one-word,words" },
	};
	struct buf got = BUF(BUF_BIG);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct ruleset *s = help_rule(str_of(cases[i].detection));
		const struct str *literal;
		size_t n;

		buf_clear(&got);
		assert_null(ruleset_rule(s, 0)->why);
		literal = ruleset_literals(s, 0, &n);
		for (size_t k = 0; k < n; k++) {
			buf_cstr(&got, k > 0 ? "," : "");
			buf_str(&got, literal[k]);
		}
		if (strcmp(buf_c(&got), cases[i].want) != 0)
			fail_msg("%s\ngave '%s', not '%s'", cases[i].detection, buf_c(&got), cases[i].want);
		ruleset_free(s);
	}
	buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_match_has_a_literal_in_its_line),
		cmocka_unit_test(literals_hold_only_what_every_log_writes_alike),
		cmocka_unit_test(the_best_literals_are_taken),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
