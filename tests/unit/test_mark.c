/* Mark sites, codewords, reading back and the manifest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "mark/copy.h"
#include "mark/manifest.h"
#include "mark/reader.h"
#include "mark/token.h"

#define SECRET STR("a secret of more than sixteen bytes")

/* A package in a folder of its own. */
static char root[64];

static void
put(const char *name, const char *text)
{
	char path[256];
	struct err e;

	(void)snprintf(path, sizeof(path), "%s/%s", root, name);
	assert_int_equal(file_replace(AT_FDCWD, path, str_of(text), 0644, false, &e), 0);
}

static int
begin(void **state)
{
	(void)state;
	(void)str_copy(root, sizeof(root), STR("/tmp/athar-mark-XXXXXX"));
	return (mkdtemp(root) != NULL ? 0 : -1);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return (remove(path));
}

static int
end(void **state)
{
	(void)state;
	return (nftw(root, remove_one, 16, FTW_PHYS | FTW_DEPTH));
}

#define CODE                                                \
	"id = '5f3a9c01'\n"                                 \
	"timeout = 30\n"                                    \
	"retries = 5\n"                                     \
	"print('the collector has started all its work')\n" \
	"a = 1\n"                                           \
	"b = 2\n"                                           \
	"c = 3\n"
#define MARKS                                                                      \
	"marks:\n"                                                                 \
	"  - file: t.py\n"                                                         \
	"    find: \"timeout = 30\"\n"                                             \
	"    one-of: [\"timeout = 30\", \"timeout = 31\", \"timeout = 33\"]\n"     \
	"  - file: t.py\n"                                                         \
	"    find: \"5f3a9c01\"\n"                                                 \
	"    free: hex 8\n"                                                        \
	"  - file: t.py\n"                                                         \
	"    find: \"has started all its work\"\n"                                 \
	"    one-of: [\"has started all its work\", \"has begun its work now\"]\n" \
	"  - file: t.py\n"                                                         \
	"    order: [\"a = 1\", \"b = 2\", \"c = 3\"]\n"

/* Every mistake is refused, at its line, with words that say what it is. */
static void
refuses_mistakes(void **state)
{
	static const struct {
		const char *yml;
		uint64_t line;
		const char *says;
	} wrong[] = {
		{ "", 1, "empty" },
		{ "marks: []\n", 2, "no marks" },
		{ "- a\n", 1, "marks" },
		{ "marks:\n  - {file: t.py, find: \"x\", one-of: [\"x\", \"y\"\n", 3, "YAML" },
		{ "marks:\n  - file: t.py\n", 2, "needs" },
		{ "marks:\n  - {file: t.py, find: x}\n", 2, "needs" },
		{ "marks:\n  - {file: t.py, one-of: [x, y]}\n", 2, "needs" },
		{ "marks:\n  - {file: t.py, find: x, order: [x, y]}\n", 2, "needs" },
		{ "marks:\n  - {file: t.py, find: x, one-of: [x, y], free: hex 8}\n", 2, "only one" },
		{ "marks:\n  - {file: t.py, file: t.py}\n", 2, "twice" },
		{ "marks:\n  - {file: t.py, find: x, two-of: [x, y]}\n", 2, "unknown key" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [timeout]}\n", 2, "2 to 64" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [delay, wait]}\n", 2, "find must be one" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [timeout, timeout]}\n", 2, "twice" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [timeout, \"timeout = \"]}\n", 2,
		    "contained" },
		{ "marks:\n  - {file: t.py, find: \"a = 1\", one-of: [\"a = 1\", \"a=1\"]}\n", 2,
		    "contained" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [timeout, \" \"]}\n", 2, "blank" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: {a: b}}\n", 2, "list" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [[a], b]}\n", 2, "one text" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [timeout, &a b]}\n", 2, "anchors" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [timeout, *a]}\n", 2, "anchors" },
		{ "marks:\n  - {file: t.py, find: timeout, one-of: [timeout, !!str b]}\n", 2, "tags" },
		{ "marks:\n  - {file: ../t.py, find: x, one-of: [x, y]}\n", 2, "\"..\"" },
		{ "marks:\n  - {file: /etc/passwd, find: x, one-of: [x, y]}\n", 2, "absolute" },
		{ "marks:\n  - {file: a//b, find: x, one-of: [x, y]}\n", 2, "empty parts" },
		{ "marks:\n  - {file: t.py, find: 5f3a9c01, free: hex 2}\n", 2, "at least" },
		{ "marks:\n  - {file: t.py, find: 5f3a9c01, free: hex 33}\n", 2, "out of range" },
		{ "marks:\n  - {file: t.py, find: 5f3a9c01, free: hex}\n", 2, "expected" },
		{ "marks:\n  - {file: t.py, find: 5f3a9c01, free: octal 8}\n", 2, "expected" },
		{ "marks:\n  - {file: t.py, find: 5f3a9c01, free: hex 9}\n", 2, "a value of hex 9" },
		{ "marks:\n  - {file: t.py, find: \"01234567\", free: digits 8}\n", 2, "leading 0" },
		{ "marks:\n  - {file: t.py, order: [\"a = 1\"]}\n", 2, "2 to 6" },
		{ "marks:\n  - {file: t.py, order: [a, b, c, d, e, f, g]}\n", 2, "2 to 6" },
		{ "marks:\n  - {file: t.py, order: [\"a = 1\", \"b\\n = 2\"]}\n", 2, "one line" },
		{ "marks:\n  - {file: t.py, find: x, one-of: [x, y]}\n  - {file: t.py, find: x, one-of: [x, z]}\n",
		    3, "already" },
		{ MARKS "check: a\ncheck: b\n", 14, "once" },
		{ MARKS "---\nmarks: []\n", 13, "one document" },
		/* What only the package can tell. */
		{ "marks:\n  - {file: u.py, find: x, one-of: [x, y]}\n", 2, "no file" },
		{ "marks:\n  - {file: t.py, find: zzz, one-of: [zzz, y]}\n", 2, "does not occur" },
		{ "marks:\n  - {file: t.py, find: \"=\", one-of: [\"=\", y]}\n", 2, "more than once" },
		{ "marks:\n  - {file: t.py, find: time, one-of: [time, rest]}\n", 2, "run into the word" },
		{ "marks:\n  - {file: t.py, order: [\"a = 1\", \"b = 2\"]}\n", 2, "also stands elsewhere" },
		{ "marks:\n  - {file: t.py, find: f3a9c, free: hex 5}\n", 2, "longer run" },
		{ "marks:\n  - {file: t.py, order: [\"a = 1\", \"timeout\"]}\n", 2, "line of its own" },
		{ "marks:\n  - {file: t.py, order: [\"a = 1\", \"e = 5\"]}\n", 2, "indented alike" },
		{ "marks:\n  - {file: t.py, find: \"a = 1\", one-of: [\"a = 1\", \"a = 7\"]}\n"
		  "  - {file: t.py, order: [\"a = 1\", \"b = 2\"]}\n",
		    3, "overlaps" },
	};

	(void)state;
	put("t.py", CODE "if c:\n  e = 5\na  = 1\n");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct mark_package p = { 0 };
		struct err e = { 0 };

		put(MARK_YML_NAME, wrong[i].yml);
		if (mark_package_load(&p, root, &e) == 0)
			fail_msg("accepted: %s", wrong[i].yml);
		if (strstr(e.text, wrong[i].says) == NULL || e.line != wrong[i].line ||
		    !str_ends(str_of(e.file), STR("/" MARK_YML_NAME)))
			fail_msg("%s: said %s:%llu: %s, not line %llu with \"%s\"", wrong[i].yml, e.file,
			    (unsigned long long)e.line, e.text, (unsigned long long)wrong[i].line,
			    wrong[i].says);
		mark_package_free(&p);
	}
}

static void
refuses_odd_packages(void **state)
{
	static const struct {
		const char *name;
		int kind; /* 0: symbolic link, 1: FIFO, 2: folder */
		const char *says;
	} odd[] = {
		{ "link", 0, "symbolic link" },
		{ "pipe", 1, "neither a file nor a folder" },
		{ ".git", 2, "history" },
	};
	struct mark_package p = { 0 };
	struct err e = { 0 };
	char path[256];

	(void)state;
	assert_int_equal(mark_package_load(&p, root, &e), ERR_NOTFOUND);
	mark_package_free(&p);
	put("t.py", CODE);
	put(MARK_YML_NAME, MARKS);
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", root, odd[i].name);
		if (odd[i].kind == 0)
			assert_int_equal(symlink("/etc/passwd", path), 0);
		else
			assert_int_equal(odd[i].kind == 1 ? mkfifo(path, 0600) : mkdir(path, 0700), 0);
		assert_int_equal(mark_package_load(&p, root, &e), ERR_SYNTAX);
		assert_non_null(strstr(e.text, odd[i].says));
		assert_non_null(strstr(e.file, odd[i].name));
		mark_package_free(&p);
		assert_int_equal(remove(path), 0);
	}
	assert_int_equal(mark_package_load(&p, root, &e), 0);
	mark_package_free(&p);
}

/* Load the example package with these marks and draw codewords. */
static void
load(struct mark_package *p, struct mark_book *book, const char *yml, struct str secret, size_t copies)
{
	struct err e = { 0 };

	put("t.py", CODE);
	put(MARK_YML_NAME, yml);
	if (mark_package_load(p, root, &e) != 0 ||
	    mark_book_fill(book, secret, &p->id, p->sites.site, p->sites.n, copies, &e) != 0)
		fail_msg("%s:%llu: %s", e.file, (unsigned long long)e.line, e.text);
}

static void
text_of(const struct mark_package *p, const struct mark_book *book, size_t copy, struct buf *b)
{
	buf_clear(b);
	mark_copy_file(p, book, copy, 0, b);
	assert_int_equal(b->failed, 0);
}

/*
 * The same secret and package give the same copies, whatever the order in athar.marks.yml and however
 * many.
 */
static void
draws_the_same_again(void **state)
{
	static const char turned[] = "marks:\n"
				     "  - {file: t.py, order: [\"c = 3\", \"a = 1\", \"b = 2\"]}\n"
				     "  - {file: t.py, find: \"has started all its work\","
				     " one-of: [\"has begun its work now\", \"has started all its work\"]}\n"
				     "  - {file: t.py, find: 5f3a9c01, free: hex 8}\n"
				     "  - {file: t.py, find: timeout = 30,"
				     " one-of: [timeout = 33, timeout = 30, timeout = 31]}\n"
				     "check: \"true\"\n";
	struct mark_package p = { 0 }, q = { 0 };
	struct mark_book few = { 0 }, many = { 0 }, other = { 0 };
	struct buf a = BUF(BUF_BIG), b = BUF(BUF_BIG);
	size_t same = 0;
	struct err e;

	(void)state;
	load(&p, &few, MARKS, SECRET, 5);
	load(&q, &many, turned, SECRET, 200);
	assert_int_equal(
	    mark_book_fill(&other, STR("another secret, as long"), &p.id, p.sites.site, p.sites.n, 200, &e),
	    0);
	assert_true(sha256_eq(&p.id, &q.id));
	for (size_t copy = 1; copy <= 5; copy++) {
		text_of(&p, &few, copy, &a);
		text_of(&q, &many, copy, &b);
		assert_true(str_eq(buf_view(&a), buf_view(&b)));
	}
	/*
	 * Another secret gives other copies: no free value is the same, and of 3 * 2 * 6 symbols one in
	 * 36 agrees.
	 */
	for (size_t copy = 1; copy <= 200; copy++) {
		text_of(&p, &other, copy, &a);
		text_of(&q, &many, copy, &b);
		same += str_eq(buf_view(&a), buf_view(&b));
	}
	assert_int_equal(same, 0);
	buf_free(&a);
	buf_free(&b);
	mark_book_free(&few);
	mark_book_free(&many);
	mark_book_free(&other);
	mark_package_free(&p);
	mark_package_free(&q);
}

/*
 * Symbols are even (chi-squared), free values unique, and every copy reads back as itself and as nobody
 * else.
 */
static void
draws_evenly_and_reads_back(void **state)
{
	enum { COPIES = 3000 };
	struct mark_package p = { 0 };
	struct mark_book book = { 0 };
	size_t count[4][6] = { { 0 } };
	static const double at_1e_6[] = { 27.6, 0, 23.9,
		35.9 }; /* Chi-squared quantiles for 2, -, 1, 5 degrees. */
	struct err e = { 0 };

	(void)state;
	load(&p, &book, MARKS, SECRET, COPIES);
	for (size_t copy = 1; copy <= COPIES; copy++) {
		for (size_t k = 0; k < 4; k++)
			count[k][mark_book_symbol(&book, copy, k)]++;
	}
	for (size_t k = 0; k < 4; k++) {
		size_t q = mark_symbols(&p.sites.site[k]);
		double even = q == 0 ? 0 : (double)COPIES / (double)q, chi = 0;

		for (size_t s = 0; s < q; s++)
			chi += ((double)count[k][s] - even) * ((double)count[k][s] - even) / even;
		assert_true(chi <= at_1e_6[k]);
	}
	assert_int_equal(mark_book_check(&book, p.sites.site, &e), 0);
	assert_int_equal(mark_copy_verify(&p, &book, &e), 0);
	mark_book_free(&book);
	mark_package_free(&p);
}

/* A free site with too few values for so many copies is refused before a value could repeat for ever. */
static void
wants_room_for_free_values(void **state)
{
	struct mark_package p = { 0 };
	struct mark_book book = { 0 };
	struct err e = { 0 };

	(void)state;
	put("t.py", "id = 12345\n");
	put(MARK_YML_NAME, "marks:\n  - {file: t.py, find: '12345', free: digits 5}\n");
	assert_int_equal(mark_package_load(&p, root, &e), 0);
	assert_int_equal(mark_book_fill(&book, SECRET, &p.id, p.sites.site, 1, 5625, &e), 0);
	mark_book_free(&book);
	assert_int_equal(mark_book_fill(&book, SECRET, &p.id, p.sites.site, 1, 5626, &e), ERR_LIMIT);
	mark_book_free(&book);
	mark_package_free(&p);
}

/* What the example's sites read in a text: the symbols as letters of a set, "-" where erased. */
static void
reads(const struct mark_package *p, const struct mark_book *book, struct str text, size_t piece,
    const char *expected)
{
	struct mark_reader *reader = mark_reader_new(p->sites.site, p->sites.n, book, NULL);
	struct mark_scan *scan = mark_scan_new(reader, NULL);
	const struct mark_reading *r;
	char got[200] = "";

	for (size_t at = 0; at < text.n; at += piece)
		mark_scan_feed(scan, str_sub(text, at, at + piece));
	mark_scan_file_end(scan);
	r = mark_scan_reading(scan);
	for (size_t k = 0; k < p->sites.n; k++) {
		size_t q = mark_symbols(&p->sites.site[k]), at = strlen(got);

		for (size_t s = 0; s < q; s++) {
			if (r->seen[r->first[k] + s] != 0)
				got[at++] = (char)('0' + s);
		}
		for (size_t copy = 1; q == 0 && copy <= r->copies; copy++) {
			if (r->held[k * r->copies + copy - 1] != 0)
				got[at++] = (char)('0' + copy);
		}
		if (at == strlen(got) && (q > 0 || mark_reading_held(r, k) == 0) && got[at] == '\0' &&
		    (at == 0 || got[at - 1] == ' '))
			got[at++] = '-';
		got[at] = k + 1 < p->sites.n ? ' ' : '\0';
		got[at + 1] = '\0';
	}
	if (strcmp(got, expected) != 0)
		fail_msg("in pieces of %zu of \"%.*s\": read \"%s\", not \"%s\"", piece, STR_ARG(text), got,
		    expected);
	mark_scan_free(scan);
	mark_reader_free(reader);
}

static void
reads_exactly(void **state)
{
	static const struct {
		const char *text, *expected;
	} table[] = {
		{ CODE, "0 - 1 0" },
		{ "", "- - - -" },
		/* The short text needs a neighbour; either will do, and layout does not matter. */
		{ "timeout = 31", "- - - -" },
		{ "timeout=31\n\n\nretries=5", "1 - - -" },
		{ "timeout = 31 retries", "1 - - -" },
		{ "timeout = 310 retries = 5", "- - - -" },
		{ "xtimeout = 31 retries = 5", "- - - -" },
		{ "timeout = 32 retries = 5", "- - - -" },
		{ "timeout = 31 retries = 5 timeout = 33 retries = 5", "12 - - -" },
		/* A long text stands for itself. */
		{ "# has begun its\twork   now", "- - 0 -" },
		{ "has started all its workload", "- - - -" },
		{ "has begun its work now, it has started all its work", "- - 01 -" },
		/* Orders: all of it, two lines of it, a line twice. */
		{ "c = 3 b = 2 a = 1", "- - - 5" },
		{ "c = 3\nx\ny\na = 1", "- - - 345" },
		{ "c = 3 a = 1 c = 3", "- - - -" },
		{ "b = 2", "- - - -" },
	};
	struct mark_package p = { 0 };
	struct mark_book book = { 0 };
	char text[200];

	(void)state;
	load(&p, &book, MARKS, SECRET, 9);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		for (size_t piece = 1; piece < 40; piece += 6)
			reads(&p, &book, str_of(table[i].text), piece, table[i].expected);
		/* In UTF-16, either way round, it reads the same. */
		for (unsigned big = 0; big < 2; big++) {
			struct buf wide = BUF(65536);

			buf_put(&wide, big ? "\xFE\xFF" : "\xFF\xFE", 2);
			for (const char *c = table[i].text; *c != '\0'; c++) {
				buf_char(&wide, big ? '\0' : *c);
				buf_char(&wide, big ? *c : '\0');
			}
			reads(&p, &book, buf_view(&wide), 1 + i, table[i].expected);
			buf_free(&wide);
		}
	}
	/*
	 * Free values: alone, in capitals, with a prefix, but not inside a longer run; other people's are
	 * only counted.
	 */
	for (int form = 0; form < 4; form++) {
		static const char *const before[] = { "id='", "0x", "id_", "a" };
		char value[9];

		(void)snprintf(value, sizeof(value), "%s", mark_book_value(&book, 7, 1).p);
		for (char *c = value; form == 1 && *c != '\0'; c++)
			*c = (char)(*c >= 'a' ? *c - 32 : *c);
		(void)snprintf(text, sizeof(text), "%s%s;", before[form], value);
		reads(&p, &book, str_of(text), 1000, form < 3 ? "- 7 - -" : "- - - -");
	}
	mark_book_free(&book);
	mark_package_free(&p);
}

/*
 * How many different values a specimen holds is never counted too low, and the package's own does not
 * count.
 */
static void
counts_values(void **state)
{
	struct mark_package p = { 0 };
	struct mark_book book = { 0 };
	struct mark_reader *reader;
	struct mark_scan *scan;
	char text[64];

	(void)state;
	load(&p, &book, MARKS, SECRET, 9);
	reader = mark_reader_new(p.sites.site, p.sites.n, &book, NULL);
	scan = mark_scan_new(reader, NULL);
	mark_scan_feed(
	    scan, STR("5f3a9c01 00000000 00000000 0000000 000000000 ABCDEF01 abcdef01 g1234567 'x12345678'"));
	mark_scan_file_end(scan);
	/* 00000000, abcdef01, 12345678; g1234567 has only seven. */
	assert_int_equal(mark_scan_reading(scan)->tokens[1], 3);
	mark_scan_clear(scan);
	for (unsigned i = 0; i < 250000; i++) {
		(void)snprintf(text, sizeof(text), "%08x\n", i * 2654435761u);
		mark_scan_feed(scan, str_of(text));
	}
	mark_scan_file_end(scan);
	assert_int_equal(mark_scan_reading(scan)->tokens[1], 250000);
	mark_scan_clear(scan);
	assert_int_equal(mark_scan_reading(scan)->tokens[1], 0);
	mark_scan_free(scan);
	mark_reader_free(reader);
	mark_book_free(&book);
	mark_package_free(&p);
}

/* The table of token classes, against its definition in words. */
static void
classes_tokens(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		enum token_class expected = TOKEN_OTHER;

		if (c >= 0x80 || c == '_' || (c > 0 && strchr("0123456789", c) != NULL) ||
		    (c > 0 && strchr("abcdefghijklmnopqrstuvwxyz", c | 32) != NULL && c >= 'A' && c < 0x80))
			expected = TOKEN_WORD;
		else if (c > 0 && strchr(" \t\n\v\f\r", c) != NULL)
			expected = TOKEN_BLANK;
		assert_int_equal(token_class((char)c), expected);
	}
}

static void
permutes_in_order(void **state)
{
	uint8_t before[6] = { 0 }, item[6];

	(void)state;
	for (size_t k = 2; k <= 6; k++) {
		size_t n = 1;

		for (size_t i = 2; i <= k; i++)
			n *= i;
		/* Each is a permutation, and they come in strictly rising order: so they are all of them. */
		for (size_t s = 0; s < n; s++) {
			unsigned set = 0;

			mark_permutation(s, k, item);
			for (size_t i = 0; i < k; i++)
				set |= 1u << item[i];
			assert_int_equal(set, (1u << k) - 1);
			if (s > 0)
				assert_true(memcmp(before, item, k) < 0);
			memcpy(before, item, k);
		}
	}
}

/* A manifest reads back as what was written; no changed byte goes unnoticed. */
static void
keeps_a_manifest(void **state)
{
	struct mark_package p = { 0 };
	struct mark_book book = { 0 };
	struct mark_manifest m = { 0 };
	struct buf b = BUF(BUF_BIG);
	struct err e = { 0 };

	(void)state;
	load(&p, &book, MARKS, SECRET, 9);
	mark_manifest_put(&b, &p, &book);
	assert_int_equal(buf_error(&b, &e), 0);
	if (mark_manifest_read(&m, buf_view(&b), &e) != 0)
		fail_msg("%s", e.text);
	assert_int_equal(m.sites, 4);
	assert_int_equal(m.book.copies, 9);
	assert_true(sha256_eq(&m.package_id, &p.id));
	for (size_t k = 0; k < 4; k++) {
		struct sha256 a = mark_site_id(&m.site[k]), s = mark_site_id(&p.sites.site[k]);

		assert_true(sha256_eq(&a, &s));
		assert_int_equal(m.site[k].context, p.sites.site[k].context);
		assert_true(str_eq(m.site[k].left, p.sites.site[k].left));
		assert_true(str_eq(m.site[k].right, p.sites.site[k].right));
		for (size_t copy = 1; copy <= 9; copy++) {
			assert_int_equal(
			    mark_book_symbol(&m.book, copy, k), mark_book_symbol(&book, copy, k));
			assert_true(
			    str_eq(mark_book_value(&m.book, copy, k), mark_book_value(&book, copy, k)));
		}
	}
	mark_manifest_free(&m);
	for (size_t i = 0; i + 1 < b.n; i++) {
		b.p[i] ^= 1;
		if (mark_manifest_read(&m, buf_view(&b), &e) == 0)
			fail_msg("byte %zu changed and nobody noticed", i);
		assert_true(e.text[0] != '\0');
		mark_manifest_free(&m);
		b.p[i] ^= 1;
	}
	for (size_t n = 0; n + 1 < b.n; n += 7) {
		assert_true(mark_manifest_read(&m, (struct str){ b.p, n }, &e) != 0);
		mark_manifest_free(&m);
	}
	buf_free(&b);
	mark_book_free(&book);
	mark_package_free(&p);
}

/* Even with a checksum that fits, a manifest that does not make sense is refused. */
static void
refuses_forged_manifests(void **state)
{
	static const struct {
		const char *from, *to, *says;
	} change[] = {
		{ "\"bias\":0.5", "\"bias\":0.6", "scheme" },
		{ "\"copies\":9", "\"copies\":8", "codewords" },
		{ "\"copies\":9", "\"copies\":0", "1 to" },
		{ "\"copies\":9", "\"copies\":99999999999999999999", "copies" },
		{ "\"hex\",\"length\":8", "\"hex\",\"length\":3", "length" },
		{ "\"hex\",\"length\":8", "\"hex\",\"length\":9", "hex 9" },
		{ "\"kind\":\"order\"", "\"kind\":\"chaos\"", "order" },
		{ "[\"a = 1\",\"b = 2\"", "[\"b = 2\",\"a = 1\"", "not in order" },
		{ "\"t.py\"", "\"../t\"", "\"..\"" },
		{ "\n[", "\n[9", "range" },
		{ "\n[", "\n[65536,", "symbol" },
		{ "\n[", "\n[-", "symbol" },
	};
	struct mark_package p = { 0 };
	struct mark_book book = { 0 };
	struct mark_manifest m = { 0 };
	struct buf b = BUF(BUF_BIG), forged = BUF(BUF_BIG);
	struct err e = { 0 };
	struct str body;

	(void)state;
	load(&p, &book, MARKS, SECRET, 9);
	mark_manifest_put(&b, &p, &book);
	body = str_sub(buf_view(&b), str_find(buf_view(&b), STR("\"body\":")) + 7, b.n - 2);
	for (size_t i = 0; i < sizeof(change) / sizeof(change[0]); i++) {
		size_t at = str_find(body, str_of(change[i].from));
		struct buf inner = BUF(BUF_BIG);
		struct sha256 sum;

		assert_true(at != STR_NPOS);
		buf_str(&inner, str_sub(body, 0, at));
		buf_cstr(&inner, change[i].to);
		buf_str(&inner, str_sub(body, at + strlen(change[i].from), body.n));
		sum = sha256_of(buf_view(&inner));
		buf_clear(&forged);
		buf_cstr(&forged, "{\"kind\":\"athar-manifest\",\"v\":1,\"sha256\":\"");
		hex_put(&forged, sum.b, sizeof(sum.b));
		buf_cstr(&forged, "\",\"body\":");
		buf_str(&forged, buf_view(&inner));
		buf_cstr(&forged, "}\n");
		if (mark_manifest_read(&m, buf_view(&forged), &e) == 0)
			fail_msg("accepted with %s", change[i].to);
		if (strstr(e.text, change[i].says) == NULL)
			fail_msg("with %s: said \"%s\", not \"%s\"", change[i].to, e.text, change[i].says);
		mark_manifest_free(&m);
		buf_free(&inner);
	}
	buf_free(&b);
	buf_free(&forged);
	mark_book_free(&book);
	mark_package_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(refuses_mistakes, begin, end),
		cmocka_unit_test_setup_teardown(refuses_odd_packages, begin, end),
		cmocka_unit_test_setup_teardown(draws_the_same_again, begin, end),
		cmocka_unit_test_setup_teardown(draws_evenly_and_reads_back, begin, end),
		cmocka_unit_test_setup_teardown(wants_room_for_free_values, begin, end),
		cmocka_unit_test_setup_teardown(reads_exactly, begin, end),
		cmocka_unit_test_setup_teardown(counts_values, begin, end),
		cmocka_unit_test(classes_tokens),
		cmocka_unit_test(permutes_in_order),
		cmocka_unit_test_setup_teardown(keeps_a_manifest, begin, end),
		cmocka_unit_test_setup_teardown(refuses_forged_manifests, begin, end),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
