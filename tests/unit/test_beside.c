/*
 * Lines side by side: each line once and in order on its side, pairs only of
 * lines that are alike, and no other pairing with more in common, by trying
 * all of them; and the words for a ratio.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "desk/beside.h"
#include "desk/conclusions.h"

static uint64_t seed;

static uint64_t
below(uint64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return ((seed >> 33) % n);
}

/* Lines of one-letter words: counting letters says how alike two are, by another way than sorted hashes. */
static unsigned
alike(struct str a, struct str b)
{
	unsigned common = 0, n = 0, x[26] = { 0 }, y[26] = { 0 };

	for (size_t i = 0; i < a.n; i++)
		if (a.p[i] != ' ')
			x[a.p[i] - 'a']++, n++;
	for (size_t i = 0; i < b.n; i++)
		if (b.p[i] != ' ')
			y[b.p[i] - 'a']++, n++;
	for (size_t i = 0; i < 26; i++)
		common += x[i] < y[i] ? x[i] : y[i];
	return (n > 0 && 4 * common >= n ? 2000 * common / n : 0);
}

static unsigned
best(const struct str *a, size_t n, const struct str *b, size_t m)
{
	unsigned without, other, with;

	if (n == 0 || m == 0)
		return (0);
	without = best(a + 1, n - 1, b, m);
	other = best(a, n, b + 1, m - 1);
	without = other > without ? other : without;
	with = alike(a[0], b[0]);
	if (with > 0)
		with += best(a + 1, n - 1, b + 1, m - 1);
	return (with > without ? with : without);
}

static size_t
make_lines(struct str *line, char text[][16], size_t most)
{
	size_t n = below(most + 1);

	for (size_t i = 0; i < n; i++) {
		size_t words = below(5);

		for (size_t k = 0; k < words; k++) {
			text[i][2 * k] = (char)('a' + below(4));
			text[i][2 * k + 1] = ' ';
		}
		line[i] = (struct str){ text[i], 2 * words };
	}
	return (n);
}

static void
test_all_pairings(void **state)
{
	struct beside_row row[12];
	struct str a[6], b[6];
	char x[6][16], y[6][16];

	(void)state;
	for (seed = 1; seed < 3000; seed++) {
		uint64_t kept = seed;
		size_t n = make_lines(a, x, 6), m = make_lines(b, y, 6), rows, at[2] = { 0, 0 };
		unsigned sum = 0;

		rows = beside_align(a, n, b, m, row);
		for (size_t i = 0; i < rows; i++) {
			assert_true(row[i].left >= 0 || row[i].right >= 0);
			if (row[i].left >= 0)
				assert_int_equal((size_t)row[i].left, at[0]++);
			if (row[i].right >= 0)
				assert_int_equal((size_t)row[i].right, at[1]++);
			if (row[i].left >= 0 && row[i].right >= 0) {
				unsigned v = alike(a[row[i].left], b[row[i].right]);

				assert_true(v > 0);
				sum += v;
			}
		}
		assert_int_equal(at[0], n);
		assert_int_equal(at[1], m);
		assert_int_equal(sum, best(a, n, b, m));
		seed = kept;
	}
}

/* What a side has beyond its limit is left out, and nothing is written beyond the rows. */
static void
test_long(void **state)
{
	static struct str a[BESIDE_LINES + 9];
	static struct beside_row row[2 * BESIDE_LINES + 1];
	size_t rows;

	(void)state;
	for (size_t i = 0; i < BESIDE_LINES + 9; i++)
		a[i] = STR("x = y + 1");
	row[2 * BESIDE_LINES].left = 77;
	rows = beside_align(a, BESIDE_LINES + 9, a, BESIDE_LINES + 9, row);
	assert_int_equal(rows, BESIDE_LINES);
	for (size_t i = 0; i < rows; i++)
		assert_int_equal(row[i].left, row[i].right);
	assert_int_equal(beside_align(a, BESIDE_LINES, (struct str[]){ STR("") }, 1, row), BESIDE_LINES + 1);
	assert_int_equal(row[2 * BESIDE_LINES].left, 77);
}

static void
test_ratio(void **state)
{
	static const struct {
		double llr;
		const char *says;
	} table[] = {
		{ 0, "10^0.0 (1 to 1)" },
		{ 0.301, "10^0.3 (2 to 1)" },
		{ 2.4, "10^2.4 (250 to 1)" },
		{ -2.4, "10^-2.4 (1 to 250)" },
		{ 2.35, "10^2.4 (220 to 1)" },
		{ 3, "10^3.0 (1,000 to 1)" },
		{ -0.6, "10^-0.6 (1 to 4)" },
		{ 5.5, "10^5.5 (320,000 to 1)" },
		{ 400, "10^400.0 (beyond any number)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct buf b = BUF(256);

		say_ratio(&b, table[i].llr);
		assert_string_equal(buf_c(&b), table[i].says);
		buf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_pairings),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_ratio),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
