/*
 * Skipping JSON in blocks against a twin that goes byte by byte, over random texts that are mostly
 * quotes, backslashes and brackets.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/jsonskip.h"

static uint64_t seed = 42;

static unsigned
draw(unsigned n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return ((unsigned)(seed >> 33) % n);
}

static enum jsonskip
twin(struct str text, size_t *at, unsigned levels)
{
	bool in_string = false;
	unsigned level = 1;

	for (size_t i = *at; i < text.n; i++) {
		char c = text.p[i];

		/*
		 * A backslash takes a quote or another with it, outside of strings as well: an error
		 * nobody looks for.
		 */
		if (c == '\\') {
			i += i + 1 < text.n && (text.p[i + 1] == '"' || text.p[i + 1] == '\\');
		} else if (c == '"') {
			in_string = !in_string;
		} else if (!in_string && (c == '{' || c == '[')) {
			if (++level > levels + 1) {
				*at = i;
				return (JSONSKIP_DEEP);
			}
		} else if (!in_string && (c == '}' || c == ']') && --level == 0) {
			*at = i + 1;
			return (JSONSKIP_DONE);
		}
	}
	return (in_string ? JSONSKIP_OPEN_STRING : JSONSKIP_OPEN_CONTAINER);
}

static void
compare(struct str text, size_t from, unsigned levels)
{
	size_t a = from, b = from;
	enum jsonskip want = twin(text, &a, levels), got = jsonskip(text, &b, levels);

	if (want != got || a != b)
		print_error("from %zu of %zu bytes, %u levels: %.*s\n", from, text.n, levels, STR_ARG(text));
	assert_int_equal(got, want);
	assert_int_equal(b, a);
}

static void
test_random(void **state)
{
	static const char plain[] = "\"\"\"\"\\\\\\{}[]{}[]ab ,:{[{[";
	char text[400];

	(void)state;
	for (int round = 0; round < 40000; round++) {
		size_t n = draw(sizeof(text)), dull = draw(20);

		for (size_t i = 0; i < n; i++)
			text[i] = draw(20) < dull ? 'x' : plain[draw(sizeof(plain) - 1)];
		compare((struct str){ text, n }, draw(70) <= n ? draw(70) % (unsigned)(n + 1) : 0, draw(12));
	}
}

/* Runs of backslashes of every length over every edge of a block, before a quote. */
static void
test_backslashes(void **state)
{
	char text[260];

	(void)state;
	for (size_t start = 50; start < 140; start++) {
		for (size_t run = 0; run < 80; run++) {
			memset(text, 'x', sizeof(text));
			text[0] = '"';
			memset(text + start, '\\', run);
			text[start + run] = '"';
			text[start + run + 3] = '}';
			text[start + run + 5] = '"';
			text[start + run + 7] = '}';
			compare((struct str){ text, sizeof(text) }, 0, 5);
		}
	}
}

/* The end of a string: the first quote with an even number of backslashes before it. */
static void
test_strings(void **state)
{
	static const char some[] = "\"\\x";
	char text[200];

	(void)state;
	for (int round = 0; round < 60000; round++) {
		size_t n = draw(sizeof(text)), from = draw((unsigned)n + 1), at = from, want = from,
		       dull = draw(20);

		for (size_t i = 0; i < n; i++)
			text[i] = draw(20) < dull ? 'x' : some[draw(3)];
		while (want < n && text[want] != '"')
			want += text[want] == '\\' ? 2 : 1;
		assert_int_equal(jsonskip_string((struct str){ text, n }, &at), want < n);
		assert_int_equal(at, want < n ? want : from);
		at = from;
		if (jsonskip_short((struct str){ text, n }, &at))
			assert_int_equal(at, want);
		else
			assert_int_equal(at, from);
	}
}

static void
test_every_byte_is_told_apart(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		char text[3] = { (char)c, '}', '}' };

		compare((struct str){ text, 3 }, 0, 3);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_backslashes),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_every_byte_is_told_apart),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
