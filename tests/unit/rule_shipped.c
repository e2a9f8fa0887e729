/*
 * The shipped rules against their own rows, tests/rules/NAME.tsv: a line "?"
 * with the columns' names, then rows marked + (must match) or - (must not).
 * <absent> is a field that the row does not have.  Rows are given as a scan
 * gives them: stem and query joined, + also read as a blank.
 */
#include "rule_help.h"

#include <fcntl.h>

#include "base/arena.h"
#include "base/file.h"

#define COLUMNS_MAX 16

struct columns {
	struct str name[COLUMNS_MAX];
	size_t n;
	bool w3c; /* Else CSV. */
};

static size_t
read_cells(struct str line, struct str *cell)
{
	struct str rest = line, one;
	size_t n = 0;

	while (str_split(&rest, '\t', &one)) {
		assert_true(n < COLUMNS_MAX);
		cell[n++] = one;
	}
	return (n);
}

static bool
absent(struct str cell)
{
	return (str_eq(cell, STR("<absent>")));
}

/* plus_to_blank(a, s): The second reading of a W3C value. */
static struct str
plus_to_blank(struct arena *a, struct str s)
{
	char *copy = arena_get(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		copy[i] = (char)(s.p[i] == '+' ? ' ' : s.p[i]);
	return ((struct str){ copy, s.n });
}

/* csv_cell(b, s): In quotes, with its own quotes doubled. */
static void
csv_cell(struct buf *b, struct str s)
{
	buf_char(b, '"');
	for (size_t k = 0; k < s.n; k++) {
		if (s.p[k] == '"')
			buf_char(b, '"');
		buf_char(b, s.p[k]);
	}
	buf_char(b, '"');
}

/* raw_line(t, cell, b): The row as its log has it. */
static void
raw_line(const struct columns *t, const struct str *cell, struct buf *b)
{
	for (size_t i = 1; i < t->n; i++) {
		if (i > 1)
			buf_char(b, t->w3c ? ' ' : ',');
		if (absent(cell[i]))
			continue;
		if (t->w3c)
			buf_str(b, cell[i]);
		else
			csv_cell(b, cell[i]);
	}
}

/* join_uri(s, t, cell, r, a): cs-uri-query is searched as stem?query, and alone. */
static void
join_uri(const struct ruleset *s, const struct columns *t, const struct str *cell, struct help_row *r,
    struct arena *a)
{
	struct str stem = STR(""), query = STR("");
	struct buf b = BUF(BUF_BIG);

	for (size_t i = 1; i < t->n; i++) {
		if (str_eq(t->name[i], STR("cs-uri-stem")))
			stem = cell[i];
		if (str_eq(t->name[i], STR("cs-uri-query")) && !str_eq(cell[i], STR("-")))
			query = cell[i];
	}
	buf_str(&b, stem);
	if (query.n > 0)
		buf_char(&b, '?');
	buf_str(&b, query);
	help_set(s, r->value, STR("cs-uri-query"), arena_str(a, buf_view(&b)));
	help_set(s, r->alt, STR("cs-uri-query"), query);
	buf_free(&b);
}

static void
fill(const struct ruleset *s, const struct columns *t, const struct str *cell, struct help_row *r,
    struct arena *a)
{
	struct buf line = BUF(BUF_BIG);

	help_row_init(r);
	for (size_t i = 1; i < t->n; i++) {
		if (absent(cell[i]))
			continue;
		help_set(s, r->value, t->name[i], cell[i]);
		if (t->w3c)
			help_set(s, r->alt, t->name[i], plus_to_blank(a, cell[i]));
	}
	if (t->w3c)
		join_uri(s, t, cell, r, a);
	raw_line(t, cell, &line);
	r->row.line = arena_str(a, buf_view(&line));
	if (t->w3c)
		r->row.line_alt = plus_to_blank(a, r->row.line);
	buf_free(&line);
}

/* check_row(s, i, x, t, line): One row; whether it is one that must match. */
static bool
check_row(const struct ruleset *s, size_t i, struct rule_scratch *x, const struct columns *t, struct str line)
{
	const char *file = ruleset_rule(s, i)->file;
	bool want = line.p[0] == '+';
	struct str cell[COLUMNS_MAX];
	struct arena a = { 0 };
	struct help_row r;

	if (read_cells(line, cell) != t->n)
		fail_msg("%s: a row has not as many cells as there are columns: %.*s", file, STR_ARG(line));
	fill(s, t, cell, &r, &a);
	if (rule_match(s, i, &r.row, x) != want)
		fail_msg("%s: must%s match: %.*s", file, want ? "" : " not", STR_ARG(line));
	if (want && !help_has_literal(s, i, r.row.line))
		fail_msg("%s: no literal is in: %.*s", file, STR_ARG(r.row.line));
	arena_free(&a);
	return (want);
}

static void
check_table(const struct ruleset *s, size_t i, struct rule_scratch *x, struct str text)
{
	struct columns t = { .w3c = str_eq(str_of(ruleset_rule(s, i)->category), STR("webserver")) };
	size_t match = 0, other = 0;
	struct str line;

	while (str_split(&text, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (line.p[0] == '?') {
			t.n = read_cells(line, t.name);
			continue;
		}
		assert_true(line.p[0] == '+' || line.p[0] == '-');
		if (check_row(s, i, x, &t, line))
			match++;
		else
			other++;
	}
	if (match == 0 || other == 0)
		fail_msg("%s needs a row that matches and one that does not", ruleset_rule(s, i)->file);
}

static struct ruleset *
shipped(void)
{
	struct err e = { 0 };
	struct ruleset *s = ruleset_new(&e);

	assert_non_null(s);
	if (ruleset_add_shipped(s, &e) != 0)
		fail_msg("%s: line %llu: %s", e.file, (unsigned long long)e.line, e.text);
	assert_int_equal(ruleset_compile(s, &e), 0);
	assert_true(ruleset_size(s) >= 20);
	return (s);
}

static void
each_rule_has_its_rows(void **state)
{
	struct ruleset *s = shipped();
	struct rule_scratch *x = rule_scratch_new(s);
	char path[512];

	(void)state;
	for (size_t i = 0; i < ruleset_size(s); i++) {
		struct str name = str_of(ruleset_rule(s, i)->file);
		struct buf text = BUF(BUF_BIG);
		struct err e = { 0 };

		(void)snprintf(path, sizeof(path), "%s/tests/rules/%.*s.tsv", SOURCE_DIR,
		    STR_ARG(str_sub(name, 0, str_rchr(name, '.'))));
		if (file_read(&text, AT_FDCWD, path, &e) != 0)
			fail_msg("%s has no rows: %s", ruleset_rule(s, i)->file, path);
		check_table(s, i, x, buf_view(&text));
		assert_int_equal(rule_scratch_undecided(x, i), 0);
		buf_free(&text);
	}
	rule_scratch_free(x);
	ruleset_free(s);
}

static void
each_rule_is_complete(void **state)
{
	struct ruleset *s = shipped();

	(void)state;
	for (size_t i = 0; i < ruleset_size(s); i++) {
		const struct rule *r = ruleset_rule(s, i);
		size_t n;

		if (r->why != NULL)
			fail_msg("%s cannot run: %s", r->file, r->why);
		assert_int_equal(strlen(r->id), 36);
		assert_string_equal(r->author, "athar");
		assert_true(r->cves >= 1);
		assert_true(strlen(r->title) > 10);
		(void)ruleset_literals(s, i, &n);
		if (n == 0)
			fail_msg("%s has no literal and would see every row", r->file);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(r->id, ruleset_rule(s, k)->id);
	}
	ruleset_free(s);
}

/* is_server_info(file): Is it one of the four rules that share the wide condition? */
static bool
is_server_info(const char *file)
{
	static const char *const four[] = { "httpproxy_serverinfo_attempt.yml",
		"httpproxy_serverinfo_autodiscover.yml", "httpproxy_serverinfo_localhost.yml",
		"httpproxy_serverinfo_session.yml" };

	for (size_t j = 0; j < 4; j++) {
		if (strcmp(file, four[j]) == 0)
			return (true);
	}
	return (false);
}

/* random_anchor(seed, b): Pieces of mailbox anchors, dangerous and harmless, in any order. */
static void
random_anchor(uint64_t *seed, struct buf *b)
{
	static const char *const pieces[] = { "ServerInfo~", "serverinfo~", "localhost", "LOCALHOST:444",
		"a]@ex01:444", "/", "/autodiscover", "/Autodiscover/autodiscover.xml", "/mapi/emsmdb",
		"/ecp/proxyLogon.ecp", "/ecp/DDI/DDIService.svc", "?", "#", "~", "SMTP~", "/ecp/y.js", "" };
	size_t n = 1 + help_below(seed, 6);

	buf_clear(b);
	if (help_below(seed, 4) > 0)
		buf_cstr(b, "ServerInfo~");
	while (n-- > 0)
		buf_cstr(b, pieces[help_below(seed, sizeof(pieces) / sizeof(pieces[0]))]);
}

static void
the_four_kinds_of_server_info_are_one(void **state)
{
	struct ruleset *wide = help_rule(STR("s:\n  AnchorMailbox: 'ServerInfo~*/*'\ncondition: s"));
	struct ruleset *s = shipped();
	struct rule_scratch *x = rule_scratch_new(s), *y = rule_scratch_new(wide);
	struct buf b = BUF(BUF_BIG);
	struct help_row r, w;
	uint64_t seed = 1;
	size_t hits = 0;

	(void)state;
	help_row_init(&r);
	help_row_init(&w);
	for (int k = 0; k < 50000; k++) {
		size_t matched = 0;

		random_anchor(&seed, &b);
		help_set(s, r.value, STR("AnchorMailbox"), buf_view(&b));
		help_set(wide, w.value, STR("AnchorMailbox"), buf_view(&b));
		for (size_t i = 0; i < ruleset_size(s); i++) {
			if (is_server_info(ruleset_rule(s, i)->file))
				matched += rule_match(s, i, &r.row, x);
		}
		if (matched != rule_match(wide, 0, &w.row, y))
			fail_msg("%zu of the four rules match %s", matched, buf_c(&b));
		hits += matched;
	}
	assert_true(hits > 10000);
	buf_free(&b);
	rule_scratch_free(x);
	rule_scratch_free(y);
	ruleset_free(s);
	ruleset_free(wide);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_has_its_rows),
		cmocka_unit_test(each_rule_is_complete),
		cmocka_unit_test(the_four_kinds_of_server_info_are_one),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
