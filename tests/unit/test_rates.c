/*
 * The rates of issue and bound, in the short form of bench/accuse_rates.sh:
 * leakers who are named, and a million innocents who are not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "leak_help.h"

static struct leak_rates
simulate(size_t copies, size_t sites, size_t c, int strategy, double lost, double changed, double bound,
    size_t runs, uint64_t seed)
{
	struct leak l = { .seed = seed };
	struct leak_rates rates = { 0 };

	assert_int_equal(leak_make(&l, copies, sites), 0);
	for (size_t run = 0; run < runs; run++) {
		leak_draw(&l);
		leak_specimen(&l, c,
		    strategy < 0 ? (enum strategy)(run % STRATEGIES) : (enum strategy)strategy, lost,
		    changed);
		assert_int_equal(leak_run(&l, c, bound, &rates), 0);
	}
	leak_free(&l);
	return (rates);
}

/* 70 two-valued sites, each lost with probability one half, 1e-6 among 100. */
static void
single_leakers(void **state)
{
	struct leak_rates r = simulate(100, 70, 1, INTERLEAVE, 0.5, 0, 1e-6, 2000, 1);

	(void)state;
	print_message("one leaker, 70 sites, half lost: %zu of %zu named\n", r.one, r.runs);
	assert_true(r.one * 100 >= r.runs * 95);
	assert_int_equal(r.wrong, 0);
}

/* 700 sites, half lost: one of two is named, whatever they do. */
static void
two_colluders(void **state)
{
	(void)state;
	for (int s = 0; s < STRATEGIES; s++) {
		struct leak_rates r = simulate(100, 700, 2, s, 0.5, 0, 1e-6, 8, 2);

		print_message(
		    "two, %s: %zu of %zu named, both in %zu\n", strategy_name[s], r.one, r.runs, r.all);
		assert_int_equal(r.one, r.runs);
		assert_int_equal(r.wrong, 0);
	}
}

/* What the test beside another copy is for: 110 sites that survive, which are too few without it. */
static void
pairs_need_fewer_sites(void **state)
{
	(void)state;
	for (int s = 0; s < STRATEGIES; s++) {
		struct leak_rates r = simulate(100, 110, 2, s, 0, 0, 1e-6, 100, 3);

		print_message("two with 110 sites, %s: %zu of %zu named, %zu without pairs, both in %zu\n",
		    strategy_name[s], r.one, r.runs, r.alone, r.all);
		assert_true(r.one * 100 >= r.runs * 95);
		assert_true(r.alone * 100 < r.runs * 80);
		assert_int_equal(r.wrong, 0);
	}
}

/* The largest count that a binomial of mean n p exceeds with probability below 1e-6. */
static size_t
most_by_chance(size_t n, double p)
{
	double term = exp((double)n * log1p(-p)), below = term;
	size_t k = 0;

	while (1 - below > 1e-6 && k < n) {
		term *= (double)(n - k) / (double)(k + 1) * p / (1 - p);
		below += term;
		k++;
	}
	return (k);
}

/*
 * A million innocents at 1e-3, beside guilty copies and beside each other:
 * specimens of nobody (c = 0), of one, two and three, by every strategy, with
 * marks lost and changed.
 */
static void
a_million_innocents(void **state)
{
	static const struct {
		size_t copies, sites, c, runs;
		double lost, changed;
	} world[] = {
		{ 1000, 100, 0, 150, 0, 0.5 },
		{ 1000, 100, 1, 150, 0.1, 0.05 },
		{ 1000, 90, 2, 300, 0, 0 },
		{ 1000, 140, 2, 150, 0.2, 0.05 },
		{ 1000, 120, 3, 250, 0.1, 0 },
		{ 1000, 700, 3, 10, 0.8, 0.02 },
	};
	struct leak_rates sum = { 0 };

	(void)state;
	for (size_t w = 0; w < sizeof(world) / sizeof(*world); w++) {
		struct leak_rates r = simulate(world[w].copies, world[w].sites, world[w].c, -1, world[w].lost,
		    world[w].changed, 1e-3, world[w].runs, 100 + w);

		sum.runs += r.runs;
		sum.wrong += r.wrong;
		sum.innocents += r.innocents;
		for (size_t k = 0; k < 3; k++)
			sum.low[k] += r.low[k];
	}
	print_message("bound 1e-3: an innocent accused in %zu of %zu runs (%.1f expected at most)\n",
	    sum.wrong, sum.runs, 1e-3 * (double)sum.runs);
	print_message("of %zu innocents p_single at most 1e-2: %.2e, 1e-3: %.2e, 1e-4: %.2e\n", sum.innocents,
	    (double)sum.low[0] / (double)sum.innocents, (double)sum.low[1] / (double)sum.innocents,
	    (double)sum.low[2] / (double)sum.innocents);
	assert_true(sum.innocents > 1000000);
	assert_true(sum.wrong <= most_by_chance(sum.runs, 1e-3));
	for (size_t k = 0; k < 3; k++) {
		double expected = pow(10, -2.0 - (double)k) * (double)sum.innocents;

		/* Innocents of one run share partners, so the counts spread a little more than a binomial's. */
		assert_true((double)sum.low[k] <= expected + 8 * sqrt(expected));
		assert_true((double)sum.low[k] >= expected / 10);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(single_leakers),
		cmocka_unit_test(two_colluders),
		cmocka_unit_test(pairs_need_fewer_sites),
		cmocka_unit_test(a_million_innocents),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
