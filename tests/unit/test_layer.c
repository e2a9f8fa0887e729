/* Encoded text inside text, whole and in pieces, against what was encoded; and what is no such text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/hash.h"
#include "trace/layer.h"

static void
put_text(void *arg, struct str text)
{
	struct buf *b = arg;

	buf_char(b, '[');
	buf_str(b, text);
	buf_char(b, ']');
}

/* What the layers of ${text} are, fed in pieces. */
static bool
undo(struct str text, size_t piece, struct buf *got)
{
	struct layer l = { .gap = 0 };
	bool whole;

	buf_clear(got);
	for (size_t at = 0; at < text.n; at += piece)
		layer_feed(&l, str_sub(text, at, at + piece));
	whole = layer_end(&l, put_text, got);
	layer_free(&l);
	return (whole);
}

static void
undoes(struct str text, const char *expected)
{
	struct buf got = BUF(BUF_BIG);

	for (size_t piece = 1; piece <= text.n; piece += 1 + piece / 3) {
		assert_true(undo(text, piece, &got));
		if (strcmp(buf_c(&got), expected) != 0)
			fail_msg("in pieces of %zu: \"%s\", not \"%s\"", piece, buf_c(&got), expected);
	}
	buf_free(&got);
}

/* Encodings made by coreutils (base64, basenc --base64url, xxd -p), and by iconv before it. */
static void
known_encodings(void **state)
{
	static const struct {
		const char *text, *expected;
	} table[] = {
		{ "x = \"dGhlIG1hcmtzIG9mIGEgY29weSBzdGFuZCBoZXJl\";", "[the marks of a copy stand here]" },
		{ "dGhlIG1hcmtzIG9mIGEgY29weSBzdGFuZCBoZXJlLg", "[the marks of a copy stand here.]" },
		{ "dGhlIG1hcmtzIG9mIGEg\nY29weSBzdGFuZCBoZXJl\n", "[the marks of a copy stand here]" },
		{ "('dGhlIG1hcmtzIG9mIGEg'\n   'Y29weSBzdGFuZCBoZXJl')\nprint(1)",
		    "[the marks of a copy stand here]" },
		{ "Pz8_Pj4-IHRoZSBtYXJrcyBvZiBhIGNvcHk", "[\?\?\?>>> the marks of a copy]" },
		{ "746865206d61726b73206f66206120636f7079", "[the marks of a copy]" },
		{ "NzQ2ODY1MjA2ZDYxNzI2YjczMjA2ZjY2MjA2MTIwNjM2ZjcwNzk=",
		    "[746865206d61726b73206f66206120636f7079][the marks of a copy]" },
		/* No text: a long name, a digest, a path, numbers. */
		{ "a_long_name_of_a_function_in_a_program", "" },
		{ "d2c1b3f4a59687786950413223140506d2c1b3f4a5968778", "" },
		{ "/usr/share/doc/some-long-package/examples", "" },
		{ "111111111111111111111111", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		undoes(str_of(table[i].text), table[i].expected);
}

static void
utf16_inside(void **state)
{
	static const char said[] = "the marks of a copy stand here";
	struct buf wide = BUF(4096), text = BUF(4096), got = BUF(4096);

	(void)state;
	for (const char *c = said; *c != '\0'; c++)
		buf_put(&wide, (const char[]){ *c, '\0' }, 2);
	base64_put(&text, wide.p, wide.n);
	assert_true(undo(buf_view(&text), 7, &got));
	assert_int_equal(got.n, wide.n + 2);
	assert_memory_equal(got.p + 1, wide.p, wide.n);
	buf_free(&wide);
	buf_free(&text);
	buf_free(&got);
}

/* Layers end at their depth, and size at its limit, which is told. */
static void
has_limits(void **state)
{
	struct buf text = BUF(BUF_BIG), next = BUF(BUF_BIG), got = BUF(BUF_BIG);
	size_t found = 0;

	(void)state;
	buf_cstr(&text, "the innermost text of all of them");
	for (int i = 0; i < 8; i++) {
		buf_clear(&next);
		base64_put(&next, text.p, text.n);
		buf_clear(&text);
		buf_str(&text, buf_view(&next));
	}
	assert_true(undo(buf_view(&text), 64, &got));
	for (size_t i = 0; i < got.n; i++)
		found += got.p[i] == '[';
	assert_int_equal(found, LAYER_DEPTH);
	buf_clear(&text);
	buf_clear(&next);
	while (next.n < LAYER_BYTES / 2)
		buf_cstr(&next, "words that take some room in a layer, line by line\n");
	for (int i = 0; i < 3; i++) {
		base64_put(&text, next.p, next.n);
		buf_cstr(&text, ";\n");
	}
	assert_false(undo(buf_view(&text), 1 << 20, &got));
	assert_true(got.n > LAYER_BYTES / 2 && got.n < LAYER_BYTES + 100);
	buf_free(&text);
	buf_free(&next);
	buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_encodings),
		cmocka_unit_test(utf16_inside),
		cmocka_unit_test(has_limits),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
