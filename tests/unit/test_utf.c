/* UTF-16 against the C library's iconv, in pieces of every length; and what tells it from other text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <iconv.h>

#include "base/utf.h"

static uint64_t seed = 2463534242ULL;

static uint64_t
draw(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (seed % below);
}

static void
put_unit(char *p, size_t *n, bool big, unsigned unit)
{
	p[(*n)++] = (char)(big ? unit >> 8 : unit & 255);
	p[(*n)++] = (char)(big ? unit & 255 : unit >> 8);
}

/* Random well-formed text of n units or a little more. */
static size_t
random_text(char *p, bool big, size_t units)
{
	size_t n = 0;

	while (n < units * 2) {
		unsigned c = (unsigned)draw(4) == 0 ? (unsigned)draw(0x110000) : (unsigned)draw(0x800);

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		if (c >= 0x10000) {
			put_unit(p, &n, big, 0xD800 + ((c - 0x10000) >> 10));
			put_unit(p, &n, big, 0xDC00 + ((c - 0x10000) & 0x3FF));
		} else {
			put_unit(p, &n, big, c);
		}
	}
	return (n);
}

static void
agrees_with_iconv(void **state)
{
	(void)state;
	for (int i = 0; i < 4000; i++) {
		bool big = draw(2) == 0;
		iconv_t cd = iconv_open("UTF-8", big ? "UTF-16BE" : "UTF-16LE");
		char raw[256], want[512], got[UTF16_ROOM(256) + 64], *in = raw, *out = want;
		size_t n = random_text(raw, big, draw(100)), left = n, room = sizeof(want), at = 0, k = 0,
		       step;
		struct utf16 u = { .order = big ? UTF16_BIG : UTF16_LITTLE };

		assert_true(cd != (iconv_t)-1);
		assert_int_equal(iconv(cd, &in, &left, &out, &room), 0);
		for (; at < n; at += step) {
			step = 1 + draw(7);
			step = step > n - at ? n - at : step;
			k += utf16_feed(&u, (struct str){ raw + at, step }, got + k);
		}
		k += utf16_end(&u, got + k);
		assert_int_equal(k, sizeof(want) - room);
		assert_memory_equal(got, want, k);
		(void)iconv_close(cd);
	}
}

static void
replaces_lone_halves(void **state)
{
	struct utf16 u = { .order = UTF16_BIG };
	char out[64];
	size_t n;

	(void)state;
	/* A high half before an ordinary character, a low half alone, and a high half and a byte at the end. */
	n = utf16_feed(&u,
	    STR("\xD8\x3D\x00"
		"a\xDC\x00\xD8\x3D\x00"),
	    out);
	n += utf16_end(&u, out + n);
	assert_true(str_eq((struct str){ out, n },
	    STR("\xEF\xBF\xBD"
		"a\xEF\xBF\xBD\xEF\xBF\xBD")));
	assert_int_equal(utf16_end(&u, out), 0);
}

static void
tells_it_from_other_text(void **state)
{
	size_t mark;

	(void)state;
	assert_int_equal(utf16_detect(STR("\xFF\xFE"
					  "a\0"),
			     &mark),
	    UTF16_LITTLE);
	assert_int_equal(mark, 2);
	assert_int_equal(utf16_detect(STR("\xFE\xFF\0a"), &mark), UTF16_BIG);
	assert_int_equal(utf16_detect(STR("\xEF\xBB\xBFtext"), &mark), UTF16_NOT);
	assert_int_equal(mark, 3);
	assert_int_equal(utf16_detect(STR("d\0a\0t\0e\0 \0t\0"), &mark), UTF16_LITTLE);
	assert_int_equal(mark, 0);
	assert_int_equal(utf16_detect(STR("\0d\0a\0t\0e\0 \0t"), &mark), UTF16_BIG);
	assert_int_equal(utf16_detect(STR("plain text"), &mark), UTF16_NOT);
	assert_int_equal(utf16_detect(STR("one NUL\0 in a line of text"), &mark), UTF16_NOT);
	assert_int_equal(utf16_detect(STR("\0\0\0\0\0\0\0\0"), &mark), UTF16_NOT);
	assert_int_equal(utf16_detect(STR(""), &mark), UTF16_NOT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_iconv),
		cmocka_unit_test(replaces_lone_halves),
		cmocka_unit_test(tells_it_from_other_text),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
