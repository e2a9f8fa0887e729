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

static void
colluders(void **state)
{
	struct mark_capacity c;
	struct err e;

	(void)state;
	two_valued(10);
	assert_true(ask(10, 100, 1e-6).two == 334 && ask(10, 100, 1e-6).three == 722);
	assert_true(ask(10, 1000, 1e-6).two == 364 && ask(10, 1000, 1e-6).three == 799);
	assert_true(ask(10, 100, 1e-9).two == 0 && ask(10, 5000, 1e-6).two == 0);
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
		cmocka_unit_test(colluders),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
