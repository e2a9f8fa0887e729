/*
 * Quotes: the lines asked for, told apart by content, out of text in UTF-8
 * and UTF-16; nothing out of a binary; a digest that does not know names.
 */
#include "trace_help.h"

#include "trace/quote.h"

static const char *
write_text(char path[256], const char *folder, const char *name, const void *p, size_t n)
{
	help_write(help_path(path, folder, name), p, n);
	return (path);
}

static uint64_t
id_of(const void *p, size_t n)
{
	struct sha256 sha = sha256_of((struct str){ p, n });
	uint64_t id;

	memcpy(&id, sha.b, sizeof(id));
	return (id);
}

static void
read_one(struct quoted *q, const char *path, uint64_t id, uint32_t first, uint32_t last)
{
	struct err e = { 0 };

	*q = (struct quoted){ .quotes = 1 };
	q->quote[0] = (struct quote){ .id = id, .first = first, .last = last };
	assert_int_equal(quote_read(q, path, &e), 0);
}

static void
expect(const char *folder, const void *p, size_t n, uint32_t first, uint32_t last, const char *want)
{
	struct quoted q;
	char path[256];

	read_one(&q, write_text(path, folder, "f", p, n), id_of(p, n), first, last);
	assert_int_equal(q.files, 1);
	assert_int_equal(q.file[0].bytes, n);
	assert_string_equal(buf_c(&q.quote[0].text), want);
	quote_free(&q);
}

static void
test_lines(void **state)
{
	static const char TEXT[] = "one\ntwo\r\nthree\n\nfive";
	static const unsigned char LITTLE[] = "\xFF\xFEo\0n\0e\0\n\0t\0w\0o\0\n\0\x0A\x01\n\0";
	static const unsigned char BIG[] = "\0o\0n\0e\0\n\0t\0w\0o\0\n\0e\0n\0d";
	static const unsigned char WIDE_BINARY[] = "\1\0\2\0\n\0a\0b\0c\0\n\0\3";
	const char *folder = *state;

	expect(folder, TEXT, sizeof(TEXT) - 1, 1, 1, "one\n");
	expect(folder, TEXT, sizeof(TEXT) - 1, 2, 4, "two\r\nthree\n\n");
	expect(folder, TEXT, sizeof(TEXT) - 1, 5, 9, "five\n");
	expect(folder, TEXT, sizeof(TEXT) - 1, 6, 9, "");
	expect(folder, "\xEF\xBB\xBFone\n", 7, 1, 1, "one\n");
	/* U+010A holds the byte of a newline and is none. */
	expect(folder, LITTLE, sizeof(LITTLE) - 1, 2, 3, "two\n\xC4\x8A\n");
	expect(folder, BIG, sizeof(BIG) - 1, 1, 2, "one\ntwo\n");
	expect(folder, "\0\1\2\nabc\n\0", 9, 1, 3, "");
	/* Every second byte is 0, and still no text: it was read as a binary (trace/feature.h). */
	expect(folder, WIDE_BINARY, sizeof(WIDE_BINARY) - 1, 1, 3, "");
}

static void
test_limits(void **state)
{
	struct buf text = BUF(1 << 20), want = BUF(1 << 20);

	for (int i = 0; i < 100; i++) {
		buf_printf(&text, "%d ", i);
		for (int k = 0; k < 600; k++)
			buf_char(&text, 'x');
		buf_char(&text, '\n');
	}
	for (int i = 10; i < 10 + QUOTE_LINES_MAX; i++) {
		buf_printf(&want, "%d ", i);
		for (int k = 3; k < QUOTE_LINE_MAX; k++)
			buf_char(&want, 'x');
		buf_char(&want, '\n');
	}
	expect(*state, text.p, text.n, 11, 90, buf_c(&want));
	buf_free(&text);
	buf_free(&want);
}

/* The file that is meant, and no other; and of several files a digest that is the same in another order. */
static void
test_content(void **state)
{
	const char *folder = *state;
	char path[256], sub[256];
	struct sha256 a, b, c;
	struct quoted q;
	struct err e = { 0 };

	assert_int_equal(mkdir(help_path(sub, folder, "d"), 0700), 0);
	(void)write_text(path, sub, "a", "first\n", 6);
	(void)write_text(path, sub, "b", "second\n", 7);
	(void)write_text(path, sub, "athar.marks.yml", "marks: []\n", 10);
	read_one(&q, sub, id_of("second\n", 7), 1, 1);
	assert_int_equal(q.files, 2);
	assert_string_equal(buf_c(&q.quote[0].text), "second\n");
	assert_int_equal(quote_digest(&q, &a, &e), 0);
	quote_free(&q);

	(void)write_text(path, sub, "a", "second\n", 7);
	(void)write_text(path, sub, "b", "first\n", 6);
	read_one(&q, sub, id_of("third\n", 6), 1, 1);
	assert_string_equal(buf_c(&q.quote[0].text), "");
	assert_int_equal(quote_digest(&q, &b, &e), 0);
	quote_free(&q);
	assert_true(sha256_eq(&a, &b));

	(void)write_text(path, sub, "b", "First\n", 6);
	read_one(&q, sub, 0, 1, 1);
	assert_int_equal(quote_digest(&q, &c, &e), 0);
	quote_free(&q);
	assert_false(sha256_eq(&a, &c));
}

/* A file that is longer than what is read as text: its hash is that of all of it. */
static void
test_long(void **state)
{
	const size_t n = PRINT_TEXT_MAX + 100000;
	char *text = malloc(n), path[256];
	struct sha256 all;
	struct quoted q;

	assert_non_null(text);
	memset(text, 'x', n);
	text[3] = '\n';
	all = sha256_of((struct str){ text, n });
	read_one(&q, write_text(path, *state, "f", text, n), id_of(text, PRINT_TEXT_MAX), 1, 1);
	assert_int_equal(q.file[0].bytes, n);
	assert_true(sha256_eq(&q.file[0].sha, &all));
	assert_string_equal(buf_c(&q.quote[0].text), "xxx\n");
	quote_free(&q);
	help_write(path, "", 0);
	free(text);
}

static int
set_up(void **state)
{
	static char folder[] = "/tmp/athar-quote-XXXXXX";

	*state = mkdtemp(folder);
	return (*state == NULL);
}

static int
tear_down(void **state)
{
	help_remove(*state);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_content),
		cmocka_unit_test(test_long),
	};

	return (cmocka_run_group_tests(tests, set_up, tear_down));
}
