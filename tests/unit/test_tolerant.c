/*
 * Reading marks that are no longer there as they were: normal forms against a
 * table, texts by their context after everything was renamed, and look-alikes
 * that have the context and values of their own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "mark/manifest.h"
#include "mark/norm.h"
#include "mark/reader.h"
#include "trace/accuse.h"

static uint64_t
next(uint64_t *s)
{
	uint64_t z = (*s += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (z ^ (z >> 31));
}

static void
put_token(void *arg, const struct norm_token *token)
{
	struct buf *b = arg;

	if (b->n > 0)
		buf_char(b, ' ');
	buf_str(b, token->text);
}

static void
normal_forms(void **state)
{
	static const struct {
		const char *text, *expected;
	} table[] = {
		{ "NAME_WIDTH NameWidth name_width", "namewidth namewidth namewidth" },
		{ "65536 0x10000 0X1_0000 65_536UL 0o200000 0b10000000000000000u64",
		    "65536 65536 65536 65536 65536 65536" },
		{ "0 00 0755 09 7y 0x 12px", "0 00 0755 09 7y 0x 12px" },
		{ "0xFFFFFFFFFFFFFFFF 18446744073709551616", "18446744073709551615 18446744073709551616" },
		{ "18446744073709551615 18446744073709551616", "18446744073709551615 18446744073709551616" },
		{ "0.05 1e3 2.50f 3. 1..5 7.times 1.2.3 x.5",
		    "0.05 1e3 2.50 3 . 1 . . 5 7 . times 1.2 . 3 x . 5" },
		{ "'a b'  \"a\tb\" `a\nb`", "a b a b a b" },
		{ "\\x41\\u0042\\103 %44 &quot;e&amp;f", "abc d e & f" },
		{ "a\\nb\\\\c\\\"d\\q", "a b \\ c d \\ q" },
		{ "&nothing; & && &q 100% 5%d % 20", "& nothing ; & & & & q 100 % 5 % d % 20" },
		{ "\\u00e9 %ff \\xff", "\\ u00e9 % ff \\ xff" },
		{ "_ __ a_ _b", "a b" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct str text = str_of(table[i].text);

		for (size_t piece = 1; piece <= text.n; piece++) {
			struct norm norm = { .n = 0 };
			struct buf got = BUF(4096);

			for (size_t at = 0; at < text.n; at += piece)
				norm_feed(&norm, str_sub(text, at, at + piece), put_token, &got);
			norm_end(&norm, put_token, &got);
			if (strcmp(buf_c(&got), table[i].expected) != 0)
				fail_msg(
				    "in pieces of %zu: \"%s\" is \"%s\"", piece, table[i].text, buf_c(&got));
			buf_free(&got);
		}
	}
}

static const char program[] = "import socket\n"
			      "\n"
			      "def connect(host, port):\n"
			      "    handle = socket.create_connection((host, port), timeout=9)\n"
			      "    window = 4096\n"
			      "    while len(pending) > 0:\n"
			      "        handle.sendall(pending.pop(0)[2:window])\n"
			      "        if counter > LIMIT_OF_ROUNDS:\n"
			      "            raise ValueError(counter, host, [port, 77])\n"
			      "    return {'name': host, 'rows': counter * 3, 'mark': '5f3a9c01'}\n"
			      "\n"
			      "def describe(table, width=80):\n"
			      "    for row in table[1:-1]:\n"
			      "        print('The Table Has Been Written Whole')\n"
			      "    MAX_RETRY_COUNT = 250\n";
static const char marks[] =
    "marks:\n"
    "  - {file: p.py, find: 'window = 4096', one-of: ['window = 4096', 'window = 8192']}\n"
    "  - {file: p.py, find: 'if counter > LIMIT_OF_ROUNDS:', one-of: ['if counter > "
    "LIMIT_OF_ROUNDS:', 'if LIMIT_OF_ROUNDS < counter:']}\n"
    "  - {file: p.py, find: '5f3a9c01', free: hex 8}\n"
    "  - {file: p.py, find: 'The Table Has Been Written Whole', one-of: ['The Table Has Been "
    "Written Whole', 'All Of The Table Was Written']}\n"
    "  - {file: p.py, find: 'MAX_RETRY_COUNT = 250', one-of: ['MAX_RETRY_COUNT = 250', "
    "'MAX_RETRY_COUNT = 300', 'MAX_RETRY_COUNT = 350']}\n";

struct world {
	struct mark_package p;
	struct mark_manifest m;
	struct mark_reader *reader;
	struct mark_scan *scan;
};

/* The package, its manifest written and read again, a reader. */
static int
make_world(void **state)
{
	static struct world w;
	struct mark_book book = { 0 };
	struct buf b = BUF(BUF_BIG);
	struct err e = { 0 };

	*state = &w;
	if (mark_package_add(&w.p, STR("p.py"), 0644, str_of(program), &e) != 0 ||
	    mark_package_add(&w.p, STR("athar.marks.yml"), 0644, str_of(marks), &e) != 0 ||
	    mark_package_end(&w.p, "package", &e) != 0 ||
	    mark_book_fill(
		&book, STR("a secret of many bytes"), &w.p.id, w.p.sites.site, w.p.sites.n, 9, &e) != 0) {
		print_error("%s:%llu: %s\n", e.file, (unsigned long long)e.line, e.text);
		return (-1);
	}
	mark_manifest_put(&b, &w.p, &book);
	mark_book_free(&book);
	if (mark_manifest_read(&w.m, buf_view(&b), &e) != 0 ||
	    (w.reader = mark_reader_new(w.m.site, w.m.sites, &w.m.book, &e)) == NULL ||
	    mark_reader_tolerant(w.reader, &e) != 0 || (w.scan = mark_scan_new(w.reader, &e)) == NULL) {
		print_error("%s\n", e.text);
		return (-1);
	}
	buf_free(&b);
	return (0);
}

static int
end_world(void **state)
{
	struct world *w = *state;

	mark_scan_free(w->scan);
	mark_reader_free(w->reader);
	mark_manifest_free(&w->m);
	mark_package_free(&w->p);
	return (0);
}

/* What of each site is read, settled: "-", or the texts' numbers and how: e(xact), n(ormal), c(ontext). */
static void
reads(struct world *w, struct str text, size_t piece, const char *expected)
{
	struct mark_reading *r;
	char got[200];
	size_t n = 0;

	mark_scan_clear(w->scan);
	for (size_t at = 0; at < text.n; at += piece)
		mark_scan_feed(w->scan, str_sub(text, at, at + piece));
	mark_scan_file_end(w->scan);
	r = (struct mark_reading *)(uintptr_t)mark_scan_reading(w->scan);
	mark_reading_settle(r);
	for (size_t k = 0; k < w->m.sites; k++) {
		enum mark_way way;

		if (k > 0)
			got[n++] = ' ';
		if (!mark_reading_way(r, k, &way)) {
			got[n++] = '-';
			continue;
		}
		for (size_t s = 0; s < r->first[k + 1] - r->first[k]; s++) {
			if (r->seen[r->first[k] + s] != 0)
				got[n++] = (char)('0' + s);
		}
		for (size_t c = 0; r->first[k + 1] == r->first[k] && c < r->copies; c++) {
			if (r->held[k * r->copies + c] != 0)
				got[n++] = (char)('1' + c);
		}
		got[n++] = "enc"[way];
	}
	got[n] = '\0';
	if (strcmp(got, expected) != 0)
		fail_msg("in pieces of %zu: read \"%s\", not \"%s\" in:\n%.*s", piece, got, expected,
		    STR_ARG(text));
}

/* The program with every name another and in other lines; %s is what stands at the first two sites. */
static const char renamed[] = "import so\n"
			      "def c(h, p):\n"
			      "  x = so.cc((h, p), t=9)\n"
			      "  %s\n"
			      "\n\n"
			      "  while ln(q) > 0:\n"
			      "    x.sa(q.po(0)[2:w])\n"
			      "    %s\n"
			      "      raise VE(n, h, [p, 77])\n"
			      "  return {\"nm\": h, \"ro\": n * 3, \"mm\": \"zz\"}\n";

static void
by_context(void **state)
{
	static const struct {
		const char *first, *second, *expected;
	} table[] = {
		/* Each text is read as itself, whatever the names are. */
		{ "w = 4096", "if n > L:", "0c 1c - - -" },
		{ "w = 8192", "if n > L:", "1c 1c - - -" },
		{ "w = 8192", "if L < n:", "1c 0c - - -" },
		/* As a port writes it. */
		{ "const usize w := 0x1000;", "if (n > L) then :", "0c - - - -" },
		/* A look-alike with the same context and other values says nothing: none is the nearest. */
		{ "w = 4097", "if n >= L:", "- - - - -" },
		{ "w = 1024", "if n != L:", "- - - - -" },
		{ "w = 40960", "if True:", "- - - - -" },
		{ "w = 4096.5", "if not n:", "- - - - -" },
		{ "", "", "- - - - -" },
		/* Both values: both are seen. */
		{ "w = 4096 + 8192", "if n > L:", "01c 1c - - -" },
	};
	struct world *w = *state;
	char text[1000];

	/* Where the names are the old ones too, reading is exact. */
	for (size_t piece = 1; piece < 60; piece += 7) {
		reads(w, str_of(program), piece, "0e 1e - 1e 0e");
		for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
			(void)snprintf(text, sizeof(text), renamed, table[i].first, table[i].second);
			reads(w, str_of(text), piece, table[i].expected);
		}
	}
	/* The values without the context, or with half of it, are anybody's. */
	reads(w, STR("w = 4096\nif n > L:\n"), 100, "- - - - -");
	(void)snprintf(text, sizeof(text), renamed, "w = 4096", "if n > L:");
	*strstr(text, "while") = '\0';
	reads(w, str_of(text), 100, "- - - - -");
	/* The value may stand too far behind it. */
	(void)snprintf(text, sizeof(text), renamed,
	    "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r w = 4096",
	    "if n > L:");
	reads(w, str_of(text), 100, "- 1c - - -");
}

static void
by_normal_form(void **state)
{
	static const struct {
		const char *text, *expected;
	} table[] = {
		/* The long message, in another case, escaped, and inside markup. */
		{ "PRINT(`the table has been written whole`)", "- - - 1n -" },
		{ "\"All\\x20Of The\\u0020Table Was%20Written\"", "- - - 0n -" },
		{ "all of the table is written", "- - - - -" },
		/* Exact before normal. */
		{ "The Table Has Been Written Whole; all of the table was written", "- - - 1e -" },
		/* A number in another base, a name in another style. */
		{ "maxRetryCount = 0xFA", "- - - - 0n" },
		{ "MaxRetryCount = 300L", "- - - - 1n" },
		{ "maxRetryCount = 299", "- - - - -" },
		{ "#define MAX_RETRY_COUNT 350", "- - - - 2n" },
		{ "{\"max_retry_count\": 350}", "- - - - 2n" },
		{ "maxRetryCount := 350", "- - - - 2n" },
		{ "maxRetryCount + 350", "- - - - -" },
		{ "maxRetryCount >= 350", "- - - - -" },
		{ "maxRetryCount -= 350", "- - - - -" },
		{ "maxRetryCounts = 300", "- - - - -" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct str text = str_of(table[i].text);

		for (size_t piece = 1; piece <= text.n; piece += 3)
			reads(w, text, piece, table[i].expected);
	}
}

/* A free value in other notations, each of which is also counted as one that is there. */
static void
free_values_in_other_notations(void **state)
{
	struct world *w = *state;

	for (size_t copy = 1; copy <= 9; copy++) {
		struct str v = mark_book_value(&w->m.book, copy, 2);
		unsigned long long number = strtoull(v.p, NULL, 16);
		char expected[16], text[5][80];

		(void)snprintf(text[0], sizeof(text[0]), "id = %llu;", number);
		(void)snprintf(text[1], sizeof(text[1]), "{0x%.2s, 0x%.2s, 0x%.2s, 0x%.2s}", v.p, v.p + 2,
		    v.p + 4, v.p + 6);
		(void)snprintf(
		    text[2], sizeof(text[2]), "%.2s:%.2s:%.2s:%.2s", v.p, v.p + 2, v.p + 4, v.p + 6);
		(void)snprintf(
		    text[3], sizeof(text[3]), "%.2s %.2s-%.2s\n%.2s.", v.p, v.p + 2, v.p + 4, v.p + 6);
		(void)snprintf(text[4], sizeof(text[4]), "0x%.2s, 0x%.2s, 0x%.2s, 0x%.2s, 0x00", v.p, v.p + 2,
		    v.p + 4, v.p + 6);
		for (int i = 0; i < 4; i++) {
			(void)snprintf(expected, sizeof(expected), "- - %zun - -", copy);
			for (size_t piece = 1; piece < 20; piece += 5)
				reads(w, str_of(text[i]), piece, expected);
			assert_true(mark_scan_reading(w->scan)->tokens[2] >= 1);
		}
		/* Part of a longer list it is another value. */
		reads(w, str_of(text[4]), 9, "- - - - -");
	}
}

/*
 * The tail stays exact where sites are read by their context: specimens that
 * somebody wrote with the same context and values of his own, some of which are
 * in the alphabet.  100 copies of 60 sites, all innocent.
 */
static void
innocents_read_by_context(void **state)
{
	enum { COPIES = 100, SITES = 60, SPECIMENS = 400 };
	static const double level[] = { 0.1, 1e-2, 1e-3 };
	static struct str pair[2] = { { "w = 4096", 8 }, { "w = 8192", 8 } };
	size_t hits[3] = { 0 }, read = 0;
	uint64_t seed = 3;

	(void)state;
	for (size_t s = 0; s < SPECIMENS; s++) {
		struct mark_site site[SITES];
		struct mark_manifest m = { .site = site, .sites = SITES };
		struct accuse_result result = { 0 };
		struct mark_reader *reader;
		struct mark_reading *r;
		struct mark_scan *scan;
		char around[SITES][2][64], text[160], secret[64];
		struct sha256 id = sha256_of(STR("package"));

		for (size_t k = 0; k < SITES; k++) {
			/* A context that no other site has, with numbers in it. */
			(void)snprintf(around[k][0], 64, "a ( b , %zu ) ; [ 7", k + 1000);
			(void)snprintf(around[k][1], 64, "] c { %zu } : d 3", k + 1000);
			site[k] = (struct mark_site){ .kind = MARK_ONE_OF,
				.value = pair,
				.values = 2,
				.find = pair[0],
				.file = str_of(around[k][0]),
				.context = MARK_ALONE,
				.before = { str_of(around[k][0]) },
				.after = { str_of(around[k][1]) },
				.befores = 1,
				.afters = 1 };
		}
		(void)snprintf(secret, sizeof(secret), "secret number %010zu", s);
		assert_int_equal(mark_book_fill(&m.book, str_of(secret), &id, site, SITES, COPIES, NULL), 0);
		assert_non_null(reader = mark_reader_new(site, SITES, &m.book, NULL));
		assert_int_equal(mark_reader_tolerant(reader, NULL), 0);
		assert_non_null(scan = mark_scan_new(reader, NULL));
		for (size_t k = 0; k < SITES; k++) {
			static const unsigned own[] = { 4096, 8192, 1024, 512, 4096 };

			(void)snprintf(text, sizeof(text), "%s\nlen = %u\n%s\n", around[k][0],
			    own[next(&seed) % 5], around[k][1]);
			mark_scan_feed(scan, str_of(text));
		}
		mark_scan_file_end(scan);
		r = (struct mark_reading *)(uintptr_t)mark_scan_reading(scan);
		mark_reading_settle(r);
		assert_int_equal(accuse(&m, r, 1e-6, 1, &result, NULL), 0);
		assert_int_equal(result.read_by[MARK_BY_CONTEXT], result.sites_read);
		assert_int_equal(result.accused, 0);
		read += result.sites_read;
		for (size_t i = 0; i < COPIES; i++) {
			for (size_t l = 0; l < 3; l++)
				hits[l] += result.score[i].p_single <= level[l];
		}
		accuse_free(&result);
		mark_scan_free(scan);
		mark_reader_free(reader);
		mark_book_free(&m.book);
	}
	/* Three of five values are in the alphabet. */
	assert_true(read > SPECIMENS * SITES / 2 && read < SPECIMENS * SITES * 7 / 10);
	for (size_t l = 0; l < 3; l++) {
		double expected = level[l] * SPECIMENS * COPIES;

		print_message("p <= %g: %zu innocents of %d\n", level[l], hits[l], SPECIMENS * COPIES);
		assert_true((double)hits[l] <= expected + 5 * sqrt(expected));
		assert_true((double)hits[l] >= expected / 5);
	}
}

/* What a manifest says of the surroundings comes back, and only as it may be. */
static void
manifest_keeps_the_context(void **state)
{
	struct world *w = *state;

	assert_int_equal(w->m.sites, w->p.sites.n);
	for (size_t k = 0; k < w->m.sites; k++) {
		const struct mark_site *a = &w->p.sites.site[k], *b = &w->m.site[k];

		assert_int_equal(a->befores, b->befores);
		assert_int_equal(a->afters, b->afters);
		for (size_t i = 0; i < a->befores; i++)
			assert_true(str_eq(a->before[i], b->before[i]));
		for (size_t i = 0; i < a->afters; i++)
			assert_true(str_eq(a->after[i], b->after[i]));
	}
	assert_true(w->m.site[0].befores > 0 && w->m.site[1].befores > 0);
	/* Nothing stands behind the last one. */
	assert_int_equal(w->m.site[4].befores, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normal_forms),
		cmocka_unit_test(manifest_keeps_the_context),
		cmocka_unit_test(by_context),
		cmocka_unit_test(by_normal_form),
		cmocka_unit_test(free_values_in_other_notations),
		cmocka_unit_test(innocents_read_by_context),
	};

	return (cmocka_run_group_tests(tests, make_world, end_world));
}
