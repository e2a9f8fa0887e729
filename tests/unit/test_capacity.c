/* How many leakers the sites support: cases worked out by hand, and the plain binomial as an oracle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "mark/capacity.h"

static struct mark_site sites[1000];

static void
two_valued(size_t n)
{
	for (size_t k = 0; k < n; k++)
		sites[k] = (struct mark_site){ .kind = MARK_ONE_OF, .values = 2 };
}

static struct mark_capacity
ask(size_t n, size_t partners, double bound)
{
	struct mark_capacity c;
	struct err e;

	assert_int_equal(mark_capacity(&c, sites, n, partners, bound, &e), 0);
	return (c);
}

/* P(at least k of n coins), by the logarithm of the gamma function. */
static double
coins(int n, int k)
{
	double sum = 0;

	for (int i = k; i <= n; i++)
		sum += exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) - n * log(2));
	return (sum);
}

/* 100 partners at 1e-6: 2^27 = 134,217,728 exceeds 10^8 and 2^26 does not; 1000: 2^30 exceeds 10^9; 10: 2^24. */
static void
without_loss(void **state)
{
	(void)state;
	two_valued(100);
	assert_false(ask(26, 100, 1e-6).one);
	assert_true(ask(27, 100, 1e-6).one);
	assert_false(ask(29, 1000, 1e-6).one);
	assert_true(ask(30, 1000, 1e-6).one);
	assert_false(ask(23, 10, 1e-6).one);
	assert_true(ask(24, 10, 1e-6).one);
	assert_false(ask(0, 10, 1e-6).one);
	assert_true(ask(27, 100, 1e-6).two_valued == 27);
}

/* Half of them lost: at least 27 must be left.  66: 94.6 %; 67: 95.7 %; 70: 97.9 %. */
static void
with_loss(void **state)
{
	(void)state;
	two_valued(100);
	for (int n = 20; n <= 100; n++)
		assert_true(fabs(ask((size_t)n, 100, 1e-6).half - coins(n, 27)) < 1e-9);
	assert_true(ask(66, 100, 1e-6).half < CAPACITY_SURE);
	assert_true(ask(67, 100, 1e-6).half >= CAPACITY_SURE);
	assert_true(ask(70, 100, 1e-6).half >= CAPACITY_SURE);
}

/* A free value names its copy when it survives: five of them, 1 - 1/32; short ones do not count. */
static void
free_values(void **state)
{
	struct mark_site hex8 = { .kind = MARK_FREE, .class = MARK_HEX, .length = 8 };
	struct mark_site digits6 = { .kind = MARK_FREE, .class = MARK_DIGITS, .length = 6 };

	(void)state;
	for (size_t k = 0; k < 5; k++)
		sites[k] = hex8;
	assert_true(ask(1, 100, 1e-6).one);
	assert_true(fabs(ask(4, 100, 1e-6).half - 0.9375) < 1e-9);
	assert_true(fabs(ask(5, 100, 1e-6).half - 0.96875) < 1e-9);
	sites[0] = digits6;
	assert_false(ask(1, 100, 1e-6).one);
	/* With a free value about, the two tests share the bound: one bit more. */
	two_valued(28);
	sites[28] = digits6;
	assert_true(ask(29, 100, 1e-6).one);
	sites[27] = digits6;
	assert_false(ask(28, 100, 1e-6).one);
}

/* Sites of other sizes: two of 720 orders and two of four values carry 22.98 bits, and 23.25 are asked of ten. */
static void
other_sizes(void **state)
{
	(void)state;
	sites[0] = sites[1] = (struct mark_site){ .kind = MARK_ORDER, .values = 6 };
	sites[2] = sites[3] = (struct mark_site){ .kind = MARK_ONE_OF, .values = 4 };
	assert_false(ask(4, 10, 1e-6).one);
	assert_true(ask(4, 8, 1e-6).one);
	/* All four must be left. */
	assert_true(fabs(ask(4, 8, 1e-6).half - 0.0625) < 1e-9);
	assert_true(ask(4, 8, 1e-6).two_valued == 0);
}

/* Whether one of two with ${m} even sites is always or nearly always named, by trying all they can do. */
static bool
tried(unsigned m, double ratio)
{
	size_t named = 0, enough = m + 1, words = (size_t)1 << m;

	for (double chance = coins((int)m, (int)m); enough > 0 && chance <= 1 / ratio;
	     chance = enough > 0 ? coins((int)m, (int)enough - 1) : 1)
		enough--;
	/* The one has all zeros, the other any word: where they differ the specimen is of either. */
	for (size_t word = 0; word < words; word++) {
		size_t least = m;

		for (size_t his = word;; his = (his - 1) & word) {
			size_t first = m - (size_t)__builtin_popcountll(his),
			       second = m - (size_t)__builtin_popcountll(word ^ his),
			       better = first > second ? first : second;

			least = better < least ? better : least;
			if (his == 0)
				break;
		}
		named += least >= enough;
	}
	return ((double)named >= CAPACITY_SURE * (double)words);
}

static void
two_colluders_by_trying(void **state)
{
	static const double ratio[] = { 1.5, 2, 2.5, 3, 4 };

	(void)state;
	for (size_t i = 0; i < sizeof(ratio) / sizeof(ratio[0]); i++) {
		size_t need = mark_colluders_need(2, false, ratio[i] / 4, 0.25);

		for (unsigned m = 1; m <= 12; m++) {
			if (m >= need)
				assert_true(tried(m, ratio[i]));
			if (m + 1 == need)
				assert_false(tried(m, ratio[i]));
		}
	}
}

/* P(X >= k) of m coins for all k at once, by Pascal's rule, and whether the better of two is named. */
static bool
by_pascal(size_t m, double ratio)
{
	static long double p[2500];
	long double tail = 0, named = 0;
	size_t enough;

	memset(p, 0, sizeof(p));
	p[0] = 1;
	for (size_t row = 1; row <= m; row++) {
		for (size_t k = row; k > 0; k--)
			p[k] = (p[k] + p[k - 1]) / 2;
		p[0] /= 2;
	}
	for (enough = m + 1; enough > 0 && (tail += p[enough - 1]) <= 1 / (long double)ratio; enough--)
		;
	for (size_t k = 0; k <= m; k++)
		named += (m + k + 1) / 2 >= enough ? p[k] : 0;
	return (named >= CAPACITY_SURE);
}

/* From the need on they are named, one site before it they are not. */
static void
two_colluders(void **state)
{
	static const double ratio[] = { 1.01, 2, 10, 1e3, 1e5, 1e6, 1e8, 2e8, 1e9, 1e12, 1e16 };

	(void)state;
	for (size_t i = 0; i < sizeof(ratio) / sizeof(ratio[0]); i++) {
		size_t need = mark_colluders_need(2, false, ratio[i] / 4, 0.25);

		assert_false(by_pascal(need - 1, ratio[i]));
		for (size_t m = need; m < need + 150; m++)
			assert_true(by_pascal(m, ratio[i]));
		assert_int_equal(mark_colluders(need, 0, ratio[i] / 4, 0.25), 2);
		assert_int_equal(mark_colluders(need - 1, 0, ratio[i] / 4, 0.25), 1);
	}
	/* Worked out by another program as well. */
	assert_int_equal(mark_colluders_need(2, false, 100, 1e-6), 167);
	assert_int_equal(mark_colluders_need(2, false, 1000, 1e-6), 186);
	assert_int_equal(mark_colluders_need(2, false, 100, 1e-3), 104);
}

/* notes/trace.md, section 3: the simulated figures, the next larger one between them, the formula beyond. */
static void
colluders_with_biases(void **state)
{
	static const struct {
		double trials, bound;
		size_t two, three;
	} row[] = {
		{ 100, 1e-3, 229, 538 },
		{ 1000, 1e-3, 254, 548 },
		{ 100, 1e-6, 334, 722 },
		{ 1000, 1e-6, 364, 799 },
		{ 10, 1e-2, 229, 538 },
		{ 101, 1e-3, 254, 548 },
		{ 10, 1e-6, 334, 722 },
		{ 200, 1e-6, 364, 799 },
		/* pi^2/2 c^2 ln(2e9), and of 1e12. */
		{ 2000, 1e-6, 423, 952 },
		{ 1000, 1e-9, 546, 1228 },
	};
	size_t last = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		assert_int_equal(mark_colluders_need(2, true, row[i].trials, row[i].bound), row[i].two);
		assert_int_equal(mark_colluders_need(3, true, row[i].trials, row[i].bound), row[i].three);
	}
	assert_true(mark_colluders_need(3, false, 100, 1e-6) == SIZE_MAX);
	assert_int_equal(mark_colluders(1000, 722, 100, 1e-6), 3);
	assert_int_equal(mark_colluders(1000, 721, 100, 1e-6), 2);
	assert_int_equal(mark_colluders(334, 300, 100, 1e-6), 2);
	assert_int_equal(mark_colluders(333, 300, 100, 1e-6), 1);
	assert_int_equal(mark_colluders(1000, 0, 100, 1e-6), 2);
	/* Never fewer for a smaller bound, and an answer for any that the command line takes. */
	for (double bound = 0.5; bound > 1e-300; bound /= 7) {
		for (unsigned c = 2; c <= 3; c++)
			assert_true(mark_colluders_need(c, true, 100, bound) >=
			    mark_colluders_need(c, true, 100, bound * 7 < 1 ? bound * 7 : 0.99));
		assert_true(mark_colluders_need(2, false, 100, bound) >= last);
		last = mark_colluders_need(2, false, 100, bound);
		assert_true(last <= mark_colluders_need(2, true, 100, bound) + 16);
	}
	assert_true(mark_colluders_need(3, true, 1e7, 5e-324) < 100000);
}

/* What is said of a package: all of its finite sites count for two, those of two values for three. */
static void
colluders(void **state)
{
	struct mark_capacity c;
	struct err e;

	(void)state;
	two_valued(1000);
	assert_int_equal(ask(26, 100, 1e-6).colluders, 0);
	assert_int_equal(ask(27, 100, 1e-6).colluders, 1);
	assert_int_equal(ask(166, 100, 1e-6).colluders, 1);
	assert_int_equal(ask(167, 100, 1e-6).colluders, 2);
	assert_int_equal(ask(167, 100, 1e-7).colluders, 1);
	assert_int_equal(ask(699, 10, 1e-2).colluders, 2);
	assert_int_equal(ask(700, 10, 1e-2).colluders, 3);
	assert_int_equal(ask(721, 100, 1e-6).colluders, 2);
	assert_int_equal(ask(722, 100, 1e-6).colluders, 3);
	assert_int_equal(ask(798, 1000, 1e-6).colluders, 2);
	assert_int_equal(ask(799, 1000, 1e-6).colluders, 3);
	assert_true(ask(10, 100, 1e-6).two == 167 && ask(10, 100, 1e-6).three == 722);
	assert_true(ask(700, 100, 1e-6).two == 334 && ask(700, 100, 1e-6).discrete);
	/* A free value that names its copy, but nothing against two; it is a second test. */
	sites[167] = (struct mark_site){ .kind = MARK_FREE, .class = MARK_HEX, .length = 12 };
	assert_true(ask(168, 100, 1e-6).one);
	assert_int_equal(ask(168, 100, 1e-6).colluders, 1);
	assert_int_equal(ask(168, 50, 1e-6).colluders, 2);
	assert_int_equal(mark_capacity(&c, sites, 1, 0, 1e-6, &e), ERR_USAGE);
	assert_int_equal(mark_capacity(&c, sites, 1, 10, 1, &e), ERR_USAGE);
	assert_int_equal(mark_capacity(&c, sites, 1, 10, NAN, &e), ERR_USAGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_loss),
		cmocka_unit_test(with_loss),
		cmocka_unit_test(free_values),
		cmocka_unit_test(other_sizes),
		cmocka_unit_test(two_colluders_by_trying),
		cmocka_unit_test(two_colluders),
		cmocka_unit_test(colluders_with_biases),
		cmocka_unit_test(colluders),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
