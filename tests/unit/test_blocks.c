/* Lines out of streams: encodings, offsets, long lines, failures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/blocks.h"

/* A stream that gives few bytes at a time, and may fail at its end. */
static struct str
read_all(struct str bytes, struct buf *out, struct buf *offsets)
{
	struct blocks l = { 0 };
	struct err e = { 0 };
	struct stream *s = stream_memory(bytes, &e);
	struct str text;
	size_t end;

	assert_int_equal(blocks_init(&l, s, NULL, &e), 0);
	while (blocks_fill(&l, &text, &e) > 0) {
		end = blocks_last(&l) ? text.n : str_rchr(text, '\n') + 1;
		for (size_t at = 0; at < end;) {
			size_t n = str_chr(str_sub(text, at, end), '\n');

			buf_printf(offsets, "%llu ", (unsigned long long)blocks_offset(&l, at));
			at = n == STR_NPOS ? end : at + n + 1;
		}
		buf_str(out, str_sub(text, 0, end));
		blocks_take(&l, end);
	}
	blocks_free(&l);
	stream_free(s);
	return (buf_view(out));
}

static void
expect(struct str bytes, const char *text, const char *offsets)
{
	struct buf out = BUF(BUF_BIG), at = BUF(BUF_BIG);

	assert_true(str_eq(read_all(bytes, &out, &at), str_of(text)));
	assert_string_equal(buf_c(&at), offsets);
	buf_free(&out);
	buf_free(&at);
}

static void
encodings(void **state)
{
	(void)state;
	expect(STR("a\nbc\n"), "a\nbc\n", "0 2 ");
	expect(STR("a\nbc"), "a\nbc", "0 2 ");
	expect(STR("\xEF\xBB\xBFx\ny"), "x\ny", "3 5 ");
	/* With a mark, little and big end first; an e with accent and a face beyond the first plane. */
	expect(
	    STR("\xFF\xFE\xE9\0\n\0\x3D\xD8\x00\xDEz\0\n\0q\0"), "\xC3\xA9\n\xF0\x9F\x98\x80z\nq", "2 6 14 ");
	expect(
	    STR("\xFE\xFF\0\xE9\0\n\xD8\x3D\xDE\x00\0z\0\n\0q"), "\xC3\xA9\n\xF0\x9F\x98\x80z\nq", "2 6 14 ");
	/* Without one, by its zeros; and a lone surrogate is one code unit. */
	expect(STR("a\0b\0c\0d\0e\0f\0\n\0g\0h\0"), "abcdef\ngh", "0 14 ");
	expect(STR("\0a\0b\0c\0d\0e\0f\0\n\0g\0h"), "abcdef\ngh", "0 14 ");
	expect(STR("\xFF\xFE\x00\xD8"
		   "a\0\n\0b\0"),
	    "\xEF\xBF\xBD"
	    "a\nb",
	    "2 8 ");
	/* Bytes that are no UTF-8 and NUL pass as they are. */
	expect(STR("a\xFF\n\xC3"), "a\xFF\n\xC3", "0 3 ");
	expect(STR(""), "", "");
}

/* A long text in UTF-16 is the same text, whatever falls on the borders of blocks. */
static void
blocks_do_not_matter(void **state)
{
	struct buf narrow = BUF(BUF_BIG), wide = BUF(BUF_BIG), out = BUF(BUF_BIG), at = BUF(BUF_BIG),
		   want = BUF(BUF_BIG);
	unsigned seed = 5;

	(void)state;
	buf_put(&wide, "\xFF\xFE", 2);
	buf_cstr(&want, "2 ");
	for (unsigned i = 0; i < 900000; i++) {
		seed = seed * 1103515245 + 12345;
		switch (seed >> 28) {
		case 0:
			buf_char(&narrow, '\n');
			buf_put(&wide, "\n", 2);
			buf_printf(&want, "%zu ", wide.n);
			break;
		case 1:
			buf_cstr(&narrow, "\xF0\x9F\x98\x80");
			buf_put(&wide, "\x3D\xD8\x00\xDE", 4);
			break;
		case 2:
			buf_cstr(&narrow, "\xE2\x82\xAC");
			buf_put(&wide, "\xAC\x20", 2);
			break;
		default: buf_char(&narrow, 'x'); buf_put(&wide, "x", 2);
		}
	}
	buf_cstr(&narrow, "end");
	buf_put(&wide, "e\0n\0d", 6);
	assert_true(str_eq(read_all(buf_view(&wide), &out, &at), buf_view(&narrow)));
	assert_string_equal(buf_c(&at), buf_c(&want));
	buf_free(&narrow);
	buf_free(&wide);
	buf_free(&out);
	buf_free(&at);
	buf_free(&want);
}

static void
long_lines(void **state)
{
	struct buf b = BUF(BUF_BIG);
	struct blocks l = { 0 };
	struct err e = { 0 };
	struct stream *s;
	struct str text;
	uint64_t skipped;

	(void)state;
	for (unsigned i = 0; i < 5000000; i++)
		buf_char(&b, 'a');
	buf_cstr(&b, "\nnext\n");
	s = stream_memory(buf_view(&b), &e);
	assert_int_equal(blocks_init(&l, s, NULL, &e), 0);
	assert_int_equal(blocks_fill(&l, &text, &e), 1);
	assert_true(text.n >= BLOCKS_MAX && text.n < 2 * BLOCKS_MAX);
	blocks_take(&l, BLOCKS_MAX);
	assert_int_equal(blocks_skip(&l, &skipped, &e), 0);
	assert_int_equal(skipped, 5000001 - BLOCKS_MAX);
	assert_int_equal(blocks_fill(&l, &text, &e), 1);
	assert_true(str_eq(text, STR("next\n")));
	assert_int_equal(blocks_offset(&l, 0), 5000001);
	blocks_free(&l);
	stream_free(s);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodings),
		cmocka_unit_test(blocks_do_not_matter),
		cmocka_unit_test(long_lines),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
