/* What was public, and clean rooms: lists and folders on disk, against loops over the fingerprints. */
#include "trace_help.h"

#include "trace/clean.h"
#include "trace/filter.h"

struct room {
	char folder[32];
	struct print p;
};

static const char *
at(char out[256], const struct room *r, const char *name)
{
	return (help_path(out, r->folder, name));
}

static void
put(const struct room *r, const char *name, const char *text)
{
	char path[256];

	help_write(at(path, r, name), text, strlen(text));
}

static const char ONE[] = "alpha = first(100, \"the one\");\nalpha += second(alpha, 101);\n";
static const char TWO[] = "while (beta < 200) { beta = third(beta, \"the two\"); }\n";
static const char THREE[] = "return gamma[300] ? fourth(gamma) : fifth(301, gamma);\n";

/* A package of three texts. */
static void
room_make(struct room *r)
{
	struct buf b = BUF(1 << 16);
	char path[256];

	*r = (struct room){ .folder = "/tmp/athar-filter-XXXXXX" };
	assert_non_null(mkdtemp(r->folder));
	buf_cstr(&b, ONE);
	buf_cstr(&b, TWO);
	buf_cstr(&b, THREE);
	help_write(at(path, r, "package.c"), b.p, b.n);
	buf_free(&b);
	help_print(&r->p, path);
	put(r, "one.c", ONE);
	put(r, "two.c", TWO);
	assert_int_equal(mkdir(at(path, r, "both"), 0700), 0);
	put(r, "both/one.c", ONE);
	put(r, "both/two.c", TWO);
}

static void
room_drop(struct room *r)
{
	print_free(&r->p);
	help_remove(r->folder);
}

static bool
has(const struct print *p, enum channel ch, uint64_t hash)
{
	for (size_t i = 0; i < p->n[ch]; i++) {
		if (p->feature[ch][i].hash == hash)
			return (true);
	}
	return (false);
}

/* How many of the package's features, each counted once, ${a} has and ${b}, which may be NULL, has not. */
static size_t
count(const struct room *r, const struct print *a, const struct print *b)
{
	size_t n = 0;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < r->p.n[ch]; i++) {
			uint64_t hash = r->p.feature[ch][i].hash;
			bool seen = false;

			for (size_t j = 0; j < i; j++)
				seen |= r->p.feature[ch][j].hash == hash;
			n += !seen && has(a, ch, hash) && (b == NULL || !has(b, ch, hash));
		}
	}
	return (n);
}

static struct filter *
list(const struct room *r, const char *text)
{
	struct filter *f;
	struct err e = { 0 };
	char path[256];

	put(r, "list.yml", text);
	if (filter_read(&f, at(path, r, "list.yml"), &e) != 0)
		fail_msg("%s", e.text);
	return (f);
}

static struct instant
when(const char *text)
{
	struct instant t;

	assert_int_equal(instant_parse(&t, str_of(text), NULL), 0);
	return (t);
}

static void
apply(struct filter *f, const struct room *r, const char *seen)
{
	struct instant t = when(seen != NULL ? seen : "2021");
	struct err e = { 0 };

	if (filter_apply(f, &r->p, seen != NULL ? &t : NULL, help_unread, NULL, &e) != 0)
		fail_msg("%s", e.text);
}

#define ENTRY(path, public) "- {path: " path ", kind: patch, public: " public ", reason: r}\n"

static void
reads_lists(void **state)
{
	struct room r;
	struct filter *f;

	(void)state;
	room_make(&r);
	f = list(&r,
	    "- path: one.c\n  kind: public-code\n  public: 2021-03-02\n  reason: why\n  source: where\n" ENTRY(
		"two.c", "2021-03-02T14:00:00Z"));
	assert_int_equal(f->n, 2);
	assert_true(f->entry[0].kind == FILTER_PUBLIC_CODE && f->entry[1].kind == FILTER_PATCH);
	assert_true(str_eq(f->entry[0].source, STR("where")) && f->entry[1].source.p == NULL);
	assert_true(str_eq(f->entry[0].path, STR("one.c")) && str_eq(f->entry[1].reason, STR("r")));
	assert_true(f->entry[1].public.earliest == f->entry[1].public.latest);
	assert_true(f->entry[0].public.earliest < f->entry[0].public.latest);
	filter_free(f);
	room_drop(&r);
}

static void
refuses_lists(void **state)
{
	static const struct {
		const char *text, *says;
		unsigned line;
	} bad[] = {
		{ "", "empty", 0 },
		{ "[]\n", "a list of entries", 1 },
		{ "path: one.c\n", "a list of entries", 1 },
		{ ENTRY("a", "2021") "---\n" ENTRY("a", "2021"), "second document", 3 },
		{ ENTRY("a", "2021") "- text\n", "has the keys", 2 },
		{ ENTRY("a", "2021") "- {path: a, kind: bug, public: 2021}\n", "an entry needs", 2 },
		{ "- path: a\n  kind: bugs\n", "kind is", 2 },
		{ "- kind: bug\n  path: [a]\n", "path is", 2 },
		{ "- kind: bug\n  path: ''\n", "path is", 2 },
		{ "- kind: bug\n  public: yesterday\n", "a date or a time", 2 },
		{ "- kind: bug\n  reason: \"a\\nb\"\n", "one line", 2 },
		{ "- kind: bug\n  colour: red\n", "unknown key", 2 },
		{ "- kind: bug\n  kind: bug\n", "", 2 },
		{ "- {path: a\n", "", 2 },
	};
	struct room r;
	struct err e;
	char path[256];

	(void)state;
	room_make(&r);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct filter *f;

		err_clear(&e);
		put(&r, "list.yml", bad[i].text);
		assert_int_equal(filter_read(&f, at(path, &r, "list.yml"), &e), ERR_SYNTAX);
		assert_null(f);
		assert_string_equal(e.file, path);
		if (e.line != bad[i].line || strstr(e.text, bad[i].says) == NULL)
			fail_msg("%s: line %u: %s", bad[i].text, (unsigned)e.line, e.text);
	}
	room_drop(&r);
}

/* Each entry's features, against fingerprints of its texts; what two hold counts for the earlier. */
static void
counts_for_the_earliest(void **state)
{
	struct print one, both, two;
	struct room r;
	struct filter *f;
	char path[256];

	(void)state;
	room_make(&r);
	help_print(&one, at(path, &r, "one.c"));
	help_print(&two, at(path, &r, "two.c"));
	help_print(&both, at(path, &r, "both"));
	f = list(&r, ENTRY("both", "2021-02-01") ENTRY("one.c", "2021-01-01") ENTRY("two.c", "2021-03-01"));
	apply(f, &r, NULL);
	assert_true(f->entry[1].features > 20 && count(&r, &both, &one) > 10);
	assert_int_equal(f->entry[1].features, count(&r, &one, NULL));
	assert_int_equal(f->entry[0].features, count(&r, &both, &one));
	assert_int_equal(f->entry[2].features, 0);
	assert_int_equal(filter_total(f), count(&r, &both, NULL));
	assert_true(f->entry[0].used && f->entry[1].used && f->entry[2].used && f->unread == 0);
	/* What is left is the third text, but for the grams that begin before it. */
	print_free(&two);
	put(&r, "three.c", THREE);
	help_print(&two, at(path, &r, "three.c"));
	assert_true(f->tokens >= two.tokens && f->tokens <= two.tokens + 6);
	filter_free(f);
	print_free(&one);
	print_free(&two);
	print_free(&both);
	room_drop(&r);
}

/* When the specimen was seen decides; what nobody can tell is used. */
static void
leaves_out_what_came_later(void **state)
{
	static const struct {
		const char *public, *seen;
		bool used;
	} cases[] = {
		{ "2021-03-02", "2021-03-03", true },
		{ "2021-03-02", "2021-03-01", false },
		{ "2021-03-02", "2021-03-02", true },
		{ "2021-03-02T14:00:00Z", "2021-03-02T13:59:59Z", false },
		{ "2021-03-02T14:00:00Z", "2021-03-02T14:00:00Z", true },
		{ "2021-03-02T14:00:00Z", "2021-03-02", true },
		{ "2021-03-02T23:59:59.5Z", "2021-03-02", true },
		{ "2021-03", "2021-02-28T23:00:00Z", false },
		{ "2021-03", "2021-03-05", true },
	};
	struct room r;
	char text[512];

	(void)state;
	room_make(&r);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct filter *f;

		(void)snprintf(text, sizeof(text), "- {path: one.c, kind: bug, public: '%s', reason: r}\n",
		    cases[i].public);
		f = list(&r, text);
		apply(f, &r, cases[i].seen);
		if (f->entry[0].used != cases[i].used)
			fail_msg("public %s, seen %s", cases[i].public, cases[i].seen);
		assert_int_equal(f->entry[0].features > 0, cases[i].used);
		assert_int_equal(f->tokens < r.p.tokens, cases[i].used);
		filter_free(f);
	}
	room_drop(&r);
}

static void
no_word(void *arg, struct str path, struct str why)
{
	(void)path;
	(void)why;
	++*(unsigned *)arg;
}

static void
names_what_is_not_there(void **state)
{
	struct room r;
	struct filter *f;
	struct err e = { 0 };
	unsigned unread = 0;

	(void)state;
	room_make(&r);
	f = list(&r, ENTRY("one.c", "2021") ENTRY("absent.c", "2021"));
	assert_int_equal(filter_apply(f, &r.p, NULL, no_word, &unread, &e), ERR_NOTFOUND);
	assert_true(e.line == 2 && strstr(e.text, "absent.c") != NULL && strstr(e.file, "list.yml") != NULL);
	filter_free(f);
	room_drop(&r);
}

static void
reads_clean_rooms(void **state)
{
	static const char *const names[] = { "a", "b.c" };
	struct room r;
	struct print print[2];
	struct distinct d = { .n = { 0 } };
	struct clean *c;
	struct err e = { 0 };
	char dir[256], path[256];

	(void)state;
	room_make(&r);
	assert_int_equal(mkdir(at(dir, &r, "room"), 0700), 0);
	assert_int_equal(clean_read(&c, dir, &r.p, help_unread, NULL, &e), ERR_NOTFOUND);
	assert_int_equal(mkdir(at(path, &r, "room/a"), 0700), 0);
	assert_int_equal(mkdir(at(path, &r, "room/empty"), 0700), 0);
	put(&r, "room/a/one.c", ONE);
	put(&r, "room/a/three.c", THREE);
	put(&r, "room/b.c", TWO);
	put(&r, "room/.hidden", ONE);
	assert_int_equal(clean_read(&c, dir, &r.p, help_unread, NULL, &e), 0);
	assert_int_equal(c->n, 2);
	assert_int_equal(distinct_make(&d, &r.p, &e), 0);
	for (size_t s = 0; s < 2; s++) {
		assert_string_equal(c->solution[s].name, names[s]);
		help_print(&print[s], help_path(path, dir, names[s]));
		for (enum channel ch = 0; ch < CH_N; ch++) {
			for (size_t i = 0; i < d.n[ch]; i++)
				assert_int_equal(
				    c->solution[s].has[ch][i], has(&print[s], ch, d.hash[ch][i]));
		}
	}
	for (size_t s = 0; s < 2; s++) {
		assert_true(clean_shares(&c->solution[s], &print[s]));
		assert_false(clean_shares(&c->solution[s], &print[1 - s]));
		assert_false(clean_shares(&c->solution[s], &r.p));
		print_free(&print[s]);
	}
	clean_free(c);
	distinct_free(&d);
	room_drop(&r);
}

static void
limits_clean_rooms(void **state)
{
	struct room r;
	struct clean *c;
	struct err e = { 0 };
	char dir[256], name[32];

	(void)state;
	room_make(&r);
	assert_int_equal(mkdir(at(dir, &r, "room"), 0700), 0);
	for (unsigned i = 0; i < CLEAN_MAX; i++) {
		(void)snprintf(name, sizeof(name), "room/s%03u.c", i);
		put(&r, name, TWO);
	}
	assert_int_equal(clean_read(&c, dir, &r.p, help_unread, NULL, &e), 0);
	assert_int_equal(c->n, CLEAN_MAX);
	clean_free(c);
	put(&r, "room/t.c", TWO);
	assert_int_equal(clean_read(&c, dir, &r.p, help_unread, NULL, &e), ERR_LIMIT);
	assert_null(c);
	room_drop(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_lists),
		cmocka_unit_test(refuses_lists),
		cmocka_unit_test(counts_for_the_earliest),
		cmocka_unit_test(leaves_out_what_came_later),
		cmocka_unit_test(names_what_is_not_there),
		cmocka_unit_test(reads_clean_rooms),
		cmocka_unit_test(limits_clean_rooms),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
