/* Records of several lines: by hand, against a slow twin, and in any blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/blocks.h"
#include "base/buf.h"
#include "hunt/records.h"

/* "from-to " of each record of several lines, and how much is whole. */
static void
describe(struct buf *b, struct str text, bool last)
{
	struct records r = { 0 };
	size_t n = records_find(&r, text, last);

	for (size_t i = 0; i < r.n; i++)
		buf_printf(b, "%zu-%zu ", r.extent[i].from, r.extent[i].to);
	buf_printf(b, "whole %zu%s%s", n, r.open ? " open" : "", r.lines ? " lines" : "");
	records_free(&r);
}

static void
expect(const char *text, bool last, const char *want)
{
	struct buf b = BUF(BUF_BIG);

	describe(&b, str_of(text), last);
	assert_string_equal(buf_c(&b), want);
	buf_free(&b);
}

static void
by_hand(void **state)
{
	(void)state;
	expect("a,b\nc,\"d\"\n", true, "whole 10");
	expect("a,\"b\nc\",d\ne\n", true, "0-10 whole 12");
	expect("a,\"b\r\nc\"\"\r\nd\",e\r\nf\r\n", true, "0-17 whole 20");
	/*
	 * Doubled quotes are even in number and close nothing; a quote inside a cell that is not quoted
	 * is a character.
	 */
	expect("a,\"b\"\"c\"\nd\n", true, "whole 11");
	expect("a,b\"c\nd\n", true, "whole 8");
	/* More may come, or it never does. */
	expect("x\na,\"b\nc\n", false, "whole 2");
	expect("x\na,\"b\nc\n", true, "whole 9 open lines");
	/* A row that begins inside the quotes shows that they were left open. */
	expect("a,\"b\n2021-03-02T10:00:00Z,c\nd,\"e\nf\"\n", true, "28-36 whole 36 open");
	expect("2021-03-02T10:00:00Z,\"b\nmore\",c\n2021-03-02T10:00:01Z,d\n", false, "0-32 whole 55");
}

/* The same by the words of the header, line by line, without any haste. */
static void
slow_twin(struct buf *b, struct str text)
{
	size_t at = 0;
	bool open = false, lines = false;

	while (at < text.n) {
		size_t end = at, quotes = 0, row, i;
		bool in = false, start = true;

		while (end < text.n && text.p[end] != '\n')
			quotes += text.p[end++] == '"';
		end += end < text.n;
		if (lines || quotes % 2 == 0) {
			at = end;
			continue;
		}
		/* Where the next row begins. */
		for (row = end; row < text.n; row++) {
			if ((row == end || text.p[row - 1] == '\n') &&
			    (text.p[row] == '#' ||
				str_starts(str_sub(text, row, text.n), STR("2021-03-02T"))))
				break;
		}
		for (i = at; i < row; i++) {
			char c = text.p[i];

			if (in && c == '"' && i + 1 < row && text.p[i + 1] == '"') {
				i++;
			} else if (in && c == '"') {
				in = false;
			} else if (!in && start && c == '"') {
				in = true;
			} else if (!in && c == '\n') {
				break;
			}
			start = !in && c == ',';
		}
		if (in) {
			open = true;
			lines = row == text.n;
			at = row;
			continue;
		}
		i += i < row;
		if (i > end)
			buf_printf(b, "%zu-%zu ", at, i);
		at = i > end ? i : end;
	}
	buf_printf(b, "whole %zu%s%s", text.n, open ? " open" : "", lines ? " lines" : "");
}

static unsigned
next(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16);
}

static void
random_text(struct buf *b, unsigned *seed, size_t pieces)
{
	static const char *const piece[] = { "\"", "\"", ",", ",", "\n", "\n", "a", "bb", "\"\"",
		"\n2021-03-02T", "\r\n", ",\"", "\",", "\n#" };

	for (size_t i = 0; i < pieces; i++)
		buf_cstr(b, piece[next(seed) % (sizeof(piece) / sizeof(piece[0]))]);
	buf_char(b, '\n');
}

static void
like_the_slow_twin(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		struct buf text = BUF(BUF_BIG), got = BUF(BUF_BIG), want = BUF(BUF_BIG);

		random_text(&text, &seed, 1 + next(&seed) % 40);
		describe(&got, buf_view(&text), true);
		slow_twin(&want, buf_view(&text));
		if (strcmp(buf_c(&got), buf_c(&want)) != 0)
			print_error("text: %s\n", buf_c(&text));
		assert_string_equal(buf_c(&got), buf_c(&want));
		buf_free(&text);
		buf_free(&got);
		buf_free(&want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(like_the_slow_twin),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
