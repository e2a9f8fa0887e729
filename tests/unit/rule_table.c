/* The meaning of detections, as tests/rules.test tells it: its head says how it is written. */
#include "rule_help.h"

#include <fcntl.h>

#include "base/arena.h"
#include "base/file.h"

/* unescape(a, s): \xNN becomes a byte; all else is as it is. */
static struct str
unescape(struct arena *a, struct str s)
{
	char *out = arena_get(a, s.n + 1);
	char hex[3] = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.n - i >= 4 && s.p[i] == '\\' && s.p[i + 1] == 'x' &&
		    strchr("0123456789abcdef", s.p[i + 2]) != NULL &&
		    strchr("0123456789abcdef", s.p[i + 3]) != NULL) {
			memcpy(hex, s.p + i + 2, 2);
			out[n++] = (char)strtol(hex, NULL, 16);
			i += 3;
		} else {
			out[n++] = s.p[i];
		}
	}
	return ((struct str){ out, n });
}

static void
fill(const struct ruleset *s, struct arena *a, struct str cells, struct help_row *r)
{
	struct str cell;

	help_row_init(r);
	while (str_split(&cells, '\t', &cell)) {
		size_t equals = str_chr(cell, '=');
		struct str name = str_sub(cell, 0, equals),
			   value = unescape(a, str_sub(cell, equals + 1, cell.n));

		if (str_eq(name, STR("LINE")))
			r->row.line = value;
		else if (str_starts(name, STR("alt:")))
			help_set(s, r->alt, str_sub(name, 4, name.n), value);
		else
			help_set(s, r->value, name, value);
	}
}

static void
check_row(const struct ruleset *s, struct rule_scratch *x, struct str block, struct str line)
{
	struct arena a = { 0 };
	struct help_row r;

	fill(s, &a, str_sub(line, 2, line.n), &r);
	if (rule_match(s, 0, &r.row, x) != (line.p[0] == '+'))
		fail_msg("this row must%s match: %.*s\nin:\n%.*s", line.p[0] == '+' ? "" : " not",
		    STR_ARG(line), STR_ARG(block));
	arena_free(&a);
}

static void
check_reason(const struct ruleset *s, struct str block, struct str want)
{
	const char *why = ruleset_rule(s, 0)->why;

	if (why == NULL || str_find(str_of(why), want) == STR_NPOS)
		fail_msg("the reason must hold '%.*s' and is '%s', in:\n%.*s", STR_ARG(want),
		    why != NULL ? why : "(runs)", STR_ARG(block));
}

/* is_case(line): Does it belong to the rows, not to the detection? */
static bool
is_case(struct str line)
{
	return (str_starts(line, STR("+\t")) || str_starts(line, STR("-\t")) || str_starts(line, STR("!")));
}

static size_t
check_block(struct str block)
{
	struct str rest = block, line = { NULL, 0 };
	struct rule_scratch *x;
	struct ruleset *s;
	size_t cases = 0, at = 0;

	/* The detection ends where the first case begins. */
	while (str_split(&rest, '\n', &line) && !is_case(line))
		at += line.n + 1;
	if (!is_case(line))
		fail_msg("a block without a case:\n%.*s", STR_ARG(block));
	s = help_rule(str_sub(block, 0, at));
	x = rule_scratch_new(s);
	rest = str_sub(block, at, block.n);
	while (str_split(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		assert_true(is_case(line));
		if (line.p[0] == '!') {
			check_reason(s, block, str_sub(line, 1, line.n));
		} else if (ruleset_rule(s, 0)->why != NULL) {
			fail_msg("cannot run: %s\n%.*s", ruleset_rule(s, 0)->why, STR_ARG(block));
		} else {
			check_row(s, x, block, line);
		}
		cases++;
	}
	rule_scratch_free(x);
	ruleset_free(s);
	return (cases);
}

static void
detections_mean_what_the_table_says(void **state)
{
	struct buf text = BUF(BUF_BIG), block = BUF(BUF_BIG);
	struct err e = { 0 };
	struct str rest, line;
	size_t cases = 0;

	(void)state;
	assert_int_equal(file_read(&text, AT_FDCWD, SOURCE_DIR "/tests/rules.test", &e), 0);
	rest = buf_view(&text);
	while (str_split(&rest, '\n', &line)) {
		if (line.n > 0 && line.p[0] == '#')
			continue;
		if (line.n > 0) {
			buf_str(&block, line);
			buf_char(&block, '\n');
		} else if (block.n > 0) {
			cases += check_block(buf_view(&block));
			buf_clear(&block);
		}
	}
	if (block.n > 0)
		cases += check_block(buf_view(&block));
	assert_true(cases > 200);
	buf_free(&text);
	buf_free(&block);
}

/* A rule by its parts above the detection: what others may know of it. */
static void
a_rule_keeps_its_names(void **state)
{
	struct ruleset *s =
	    help_rules(STR("title: A title\nid: 1234\nauthor: Somebody\nlevel: HIGH\nstage: session\n"
			   "tags:\n  - attack.t1190\n  - cve.2021-26855\n  - CVE.2021.27065\n"
			   "logsource:\n  product: exchange\n  service: httpproxy\n  definition: x\n"
			   "detection:\n  s:\n    A: x\n    b: y\n    a: z\n  condition: s\n"));
	const struct rule *r = ruleset_rule(s, 0);
	size_t n;

	(void)state;
	assert_int_equal(ruleset_size(s), 1);
	assert_null(r->why);
	assert_string_equal(r->file, "test.yml");
	assert_string_equal(r->id, "1234");
	assert_string_equal(r->title, "A title");
	assert_string_equal(r->author, "Somebody");
	assert_int_equal(r->level, LEVEL_HIGH);
	assert_int_equal(r->stage, STAGE_SESSION);
	assert_int_equal(r->cves, 2);
	assert_string_equal(r->cve[0], "CVE-2021-26855");
	assert_string_equal(r->cve[1], "CVE-2021-27065");
	assert_string_equal(r->category, "");
	assert_string_equal(r->product, "exchange");
	assert_string_equal(r->service, "httpproxy");
	assert_int_equal(ruleset_fields(s), 2);
	assert_true(str_eq(ruleset_field(s, 0), STR("A")));
	(void)ruleset_rule_fields(s, 0, &n);
	assert_int_equal(n, 2);
	ruleset_free(s);
}

static void
a_faulty_rule_is_kept_with_its_reason(void **state)
{
	static const struct {
		const char *yaml, *why;
	} cases[] = {
		{ "title: t\nlogsource: {category: x}\nlevel: huge\ndetection: {s: {a: b}, condition: s}\n",
		    "line 3: the level" },
		{ "title: t\nlogsource: {category: x}\nstage: 4\ndetection: {s: {a: b}, condition: s}\n",
		    "line 3: the stage" },
		{ "title: t\nlogsource: {category: x}\ntags:\n - cve.12\ndetection: {s: {a: b}, condition: "
		  "s}\n",
		    "line 4: a tag" },
		{ "title: t\ndetection: {s: {a: b}, condition: s}\n", "no logsource" },
		{ "title: t\nlogsource: {x: y}\ndetection: {s: {a: b}, condition: s}\n", "neither category" },
		{ "logsource: {category: x}\ndetection: {s: {a: b}, condition: s}\n", "no title" },
		{ "title: t\ncorrelation: {type: event_count}\n", "correlation rules" },
		{ "title: t\nlogsource: {category: x}\nfilter: {rules: []}\n", "global filters" },
		{ "title: t\naction: global\nlogsource: {category: x}\n", "collections with an action" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct ruleset *s = help_rules(str_of(cases[i].yaml));

		assert_int_equal(ruleset_size(s), 1);
		check_reason(s, str_of(cases[i].yaml), str_of(cases[i].why));
		ruleset_free(s);
	}
}

static void
what_is_no_rule_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *yaml;
		uint64_t line;
		const char *text;
	} cases[] = {
		{ "title: t\nlogsource: {category: x}\n", 1, "it has no detection" },
		{ "---\ntitle: a\ndetection: {s: {a: b}, condition: s}\n---\ntitle: b\n", 5,
		    "it has no detection" },
		{ "title: t\ndetection: x\n", 2, "not a map" },
		{ "- a\n- b\n", 1, "a map was expected" },
		{ "just text", 1, "a map was expected" },
		{ "", 0, "empty" },
		{ "---\n---\n", 0, "empty" },
		{ "title: a\n  b: c\n", 2, "not YAML" },
		{ "title: \"a\n", 2, "not YAML" },
		{ "title: a\ntitle: b\n", 2, "there twice" },
		{ "? [a]\n: b\n", 1, "key must be text" },
		{ "title: !!python/object x\n", 1, "tags are not supported" },
		{ "a: &x [*x]\n", 1, "no complete anchor" },
		{ "a: *x\n", 1, "" },
		{ "a: \xff\n", 0, "not YAML" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err e = { 0 };
		struct ruleset *s = ruleset_new(&e);
		int rc = ruleset_add(s, "x.yml", str_of(cases[i].yaml), &e);

		if (rc != ERR_SYNTAX || e.line != cases[i].line || strstr(e.text, cases[i].text) == NULL)
			fail_msg("%s\ngave %d, line %llu: %s", cases[i].yaml, rc, (unsigned long long)e.line,
			    e.text);
		assert_string_equal(e.file, "x.yml");
		assert_int_equal(ruleset_size(s), 0);
		ruleset_free(s);
	}
}

/* text_of(head, piece, times, tail): for inputs that are all too much of one thing. */
static struct buf
text_of(const char *head, const char *piece, size_t times, const char *tail)
{
	struct buf b = BUF(BUF_BIG);

	buf_cstr(&b, head);
	for (size_t i = 0; i < times; i++)
		buf_cstr(&b, piece);
	buf_cstr(&b, tail);
	return (b);
}

static void
check_limit(struct buf b, const char *want)
{
	struct err e = { 0 };
	struct ruleset *s = ruleset_new(&e);
	int rc = ruleset_add(s, "x.yml", buf_view(&b), &e);
	const char *text = rc == 0 ? ruleset_rule(s, 0)->why : e.text;

	if (text == NULL || strstr(text, want) == NULL)
		fail_msg("wanted '%s', got %d '%s'", want, rc, text != NULL ? text : "(runs)");
	ruleset_free(s);
	buf_free(&b);
}

static void
too_much_is_refused(void **state)
{
	const char *rule = "title: t\nlogsource: {category: x}\ndetection:\n  s: {a: b}\n  condition: ";

	(void)state;
	check_limit(text_of("a: ", "[", 100000, ""), "nested too deeply");
	check_limit(text_of("", "- ", 100000, ""), "nested too deeply");
	check_limit(text_of("", "- a\n", 60000, ""), "more YAML nodes");
	check_limit(text_of("a: '", "xxxxxxxxxxxxxxxx", 70000, "'\n"), "larger than");
	check_limit(text_of("a: &x [b, c]\nb:\n", "- *x\n", 40, ""), "more aliases");
	check_limit(text_of("a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n"
			    "c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\n",
			"", 0, "e: [*d, *d, *d, *d, *d, *d, *d, *d]\n"),
	    "more aliases");
	check_limit(text_of(rule, "(", 10000, "s"), "nested too deeply");
	check_limit(text_of(rule, "not ", 10000, "s"), "nested too deeply");
	check_limit(text_of("title: t\nlogsource: {category: x}\ndetection:\n  s:\n    a|re: '", "(", 60,
			"'\n  condition: s"),
	    "regular expression");
	check_limit(text_of("title: t\nlogsource: {category: x}\ndetection:\n  s:\n    a|re: '", "abcdefgh",
			600, "'\n  condition: s"),
	    "regular expression");
	check_limit(text_of("title: t\nlogsource: {category: x}\ndetection:\n  s:\n    a: '", "abcdefgh",
			10000, "'\n  condition: s"),
	    "longer than");
	check_limit(text_of("title: t\nlogsource: {category: x}\ndetection:\n  s:\n    a|", "all|", 9,
			"contains: b\n  condition: s"),
	    "too many modifiers");
}

static void
a_costly_expression_leaves_the_row_undecided(void **state)
{
	struct ruleset *s = help_rule(STR("s:\n  a|re: '(x+x+)+[yz]'\ncondition: not s"));
	struct rule_scratch *x = rule_scratch_new(s);
	struct help_row r;

	(void)state;
	help_row_init(&r);
	help_set(s, r.value, STR("a"),
	    STR("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
	assert_false(rule_match(s, 0, &r.row, x));
	assert_int_equal(rule_scratch_undecided(x, 0), 1);
	help_set(s, r.value, STR("a"), STR("xxy"));
	assert_false(rule_match(s, 0, &r.row, x));
	help_set(s, r.value, STR("a"), STR("w"));
	assert_true(rule_match(s, 0, &r.row, x));
	assert_int_equal(rule_scratch_undecided(x, 0), 1);
	rule_scratch_free(x);
	ruleset_free(s);
}

static void
stages_and_levels_have_their_names(void **state)
{
	enum stage stage;
	enum level level;

	(void)state;
	assert_null(stage_name(STAGE_NONE));
	assert_string_equal(stage_name(STAGE_SHELL), "shell");
	assert_int_equal(stage_parse(&stage, STR("action")), 0);
	assert_int_equal(stage, STAGE_ACTION);
	assert_int_equal(stage_parse(&stage, STR("")), -1);
	assert_string_equal(level_name(LEVEL_CRITICAL), "critical");
	assert_int_equal(level_parse(&level, STR("informational")), 0);
	assert_int_equal(level, LEVEL_INFORMATIONAL);
	assert_int_equal(level_parse(&level, STR("none")), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(detections_mean_what_the_table_says),
		cmocka_unit_test(a_rule_keeps_its_names),
		cmocka_unit_test(a_faulty_rule_is_kept_with_its_reason),
		cmocka_unit_test(what_is_no_rule_is_refused_with_its_line),
		cmocka_unit_test(too_much_is_refused),
		cmocka_unit_test(a_costly_expression_leaves_the_row_undecided),
		cmocka_unit_test(stages_and_levels_have_their_names),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
