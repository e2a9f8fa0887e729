/* Lines out of memory and files, in every encoding, against what was written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/lines.h"

struct row {
	const char *input;
	size_t n;
	const char *want; /* Lines joined by "|". */
};
#define ROW(text, want)                      \
	{                                    \
		text, sizeof(text) - 1, want \
	}

static void
check(const struct row *r)
{
	struct lines *l = lines_memory((struct str){ r->input, r->n }, 1000, NULL);
	struct buf got = BUF(10000);
	struct str line;
	uint64_t number = 0;

	while (lines_next(l, &line, NULL) == LINES_LINE) {
		assert_int_equal(lines_number(l), ++number);
		if (number > 1)
			buf_char(&got, '|');
		buf_str(&got, line);
	}
	assert_string_equal(buf_c(&got), r->want);
	assert_int_equal(lines_taken(l), r->n);
	buf_free(&got);
	lines_free(l);
}

static void
test_encodings(void **state)
{
	static const struct row rows[] = {
		ROW("", ""),
		ROW("a", "a"),
		ROW("a\n", "a"),
		ROW("a\r\nb", "a|b"),
		ROW("\n\n", "|"),
		ROW("a\rb\n", "a\rb"),
		ROW("\xEF\xBB\xBF"
		    "a\nb\n",
		    "a|b"),
		ROW("\xFF\xFE"
		    "a\0\n\0b\0",
		    "a|b"),
		ROW("\xFE\xFF"
		    "\0a\0\r\0\n\0b",
		    "a|b"),
		ROW("a\0b\0\n\0c\0", "ab|c"),
		ROW("\0a\0b\0\n\0c", "ab|c"),
		/* A pair, a lost half of each kind, half a unit at the end. */
		ROW("\xFF\xFE"
		    "\x3D\xD8\x00\xDE\n\0",
		    "\xF0\x9F\x98\x80"),
		ROW("\xFF\xFE"
		    "\x3D\xD8"
		    "a\0",
		    "\xEF\xBF\xBD"
		    "a"),
		ROW("\xFF\xFE"
		    "\x00\xDE"
		    "a\0",
		    "\xEF\xBF\xBD"
		    "a"),
		ROW("\xFF\xFE"
		    "a\0\xE4",
		    "a\xEF\xBF\xBD"),
		ROW("\xFF\xFE"
		    "\xE4\0\xAC\x20",
		    "\xC3\xA4\xE2\x82\xAC"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		check(&rows[i]);
}

static void
test_long_lines(void **state)
{
	char text[5000];
	struct lines *l;
	struct str line;

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text, "one\n", 4);
	text[3000] = '\n';
	memcpy(text + 3001, "three\n", 6);
	l = lines_memory((struct str){ text, sizeof(text) }, 1000, NULL);
	assert_int_equal(lines_next(l, &line, NULL), LINES_LINE);
	assert_int_equal(lines_next(l, &line, NULL), LINES_LONG);
	assert_int_equal(lines_number(l), 2);
	assert_int_equal(lines_next(l, &line, NULL), LINES_LINE);
	assert_memory_equal(line.p, "three", 5);
	assert_int_equal(line.n, 5);
	assert_int_equal(lines_next(l, &line, NULL), LINES_LONG);
	assert_int_equal(lines_next(l, &line, NULL), LINES_END);
	lines_free(l);
}

static void
test_join(void **state)
{
	struct lines *l = lines_memory(STR("a\nb\nc\nddddddddddddddddddddd\ne"), 12, NULL);
	struct str text;

	(void)state;
	assert_int_equal(lines_next(l, &text, NULL), LINES_LINE);
	assert_int_equal(lines_join(l, &text, NULL), LINES_LINE);
	assert_true(str_eq(text, STR("a\nb")));
	assert_int_equal(lines_join(l, &text, NULL), LINES_LINE);
	assert_true(str_eq(text, STR("a\nb\nc")));
	/* The next would exceed the limit: nothing changes, and it is still there. */
	assert_int_equal(lines_join(l, &text, NULL), LINES_END);
	assert_true(str_eq(text, STR("a\nb\nc")));
	lines_unjoin(l);
	assert_int_equal(lines_next(l, &text, NULL), LINES_LINE);
	assert_true(str_eq(text, STR("b")));
	assert_int_equal(lines_number(l), 2);
	assert_int_equal(lines_join(l, &text, NULL), LINES_LINE);
	assert_int_equal(lines_next(l, &text, NULL), LINES_LONG);
	assert_int_equal(lines_number(l), 4);
	assert_int_equal(lines_next(l, &text, NULL), LINES_LINE);
	assert_true(str_eq(text, STR("e")));
	assert_true(lines_unended(l));
	assert_int_equal(lines_join(l, &text, NULL), LINES_END);
	lines_free(l);
}

static uint64_t seed = 7;

static unsigned
draw(unsigned n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return ((unsigned)(seed >> 33) % n);
}

/*
 * A file of some megabytes with lines of every length, also around the edges of blocks; in UTF-8 or
 * UTF-16.
 */
static void
check_file(bool utf16, uint64_t stop)
{
	FILE *f = tmpfile();
	struct buf all = BUF(BUF_BIG);
	struct lines *l;
	struct str line, rest, want;
	int rc;

	while (all.n < 3000000) {
		unsigned n = draw(4) == 0 ? draw(300000) : draw(40);

		for (unsigned i = 0; i < n; i++)
			buf_char(&all, (char)('a' + i % 26));
		buf_char(&all, '\n');
	}
	if (utf16)
		fwrite("\xFF\xFE", 1, 2, f);
	for (size_t i = 0; i < all.n; i++) {
		fputc(all.p[i], f);
		if (utf16)
			fputc(0, f);
	}
	assert_int_equal(fflush(f), 0);
	l = lines_open(fileno(f), stop, 400000, NULL);
	rest = buf_view(&all);
	if (stop < rest.n)
		rest.n = stop;
	while ((rc = lines_next(l, &line, NULL)) == LINES_LINE) {
		assert_true(str_split(&rest, '\n', &want));
		assert_true(str_eq(line, want));
	}
	assert_int_equal(rc, LINES_END);
	assert_true(rest.p == NULL || rest.n == 0);
	lines_free(l);
	buf_free(&all);
	(void)fclose(f);
}

static void
test_files(void **state)
{
	(void)state;
	check_file(false, UINT64_MAX);
	check_file(true, UINT64_MAX);
	/* To where it was when it was opened, in the middle of a block and of a line. */
	check_file(false, 1234567);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_long_lines),
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_files),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
