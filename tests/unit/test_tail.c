/*
 * The exact tail of an innocent's score, against enumeration, the binomial in long double, and chance
 * itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "mark/tail.h"

/* A small generator with a fixed seed: a test that fails must fail again. */
static uint64_t
next(uint64_t *s)
{
	uint64_t z = (*s += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (z ^ (z >> 31));
}

static double
uniform(uint64_t *s)
{
	return ((double)(next(s) >> 11) / 9007199254740992.0);
}

/* Sites that take a weight or nothing. */
static struct tail *
of_weights(const uint32_t *weight, const double *p, size_t n, struct err *e)
{
	struct tail_site site[64];

	assert_true(n <= 64);
	for (size_t i = 0; i < n; i++)
		site[i] = (struct tail_site){ .hit = (int32_t)weight[i], .p = p[i] };
	return (tail_new(site, n, e));
}

/* P(sum >= score) by going through all 2^n outcomes, in long double. */
static long double
enumerate(const uint32_t *weight, const double *p, size_t n, uint64_t score)
{
	long double total = 0;

	for (uint32_t outcome = 0; outcome < 1u << n; outcome++) {
		long double chance = 1;
		uint64_t sum = 0;

		for (size_t i = 0; i < n; i++) {
			bool match = (outcome >> i & 1) != 0;

			chance *= match ? (long double)p[i] : 1 - (long double)p[i];
			sum += match ? weight[i] : 0;
		}
		if (sum >= score)
			total += chance;
	}
	return (total);
}

static void
equals_enumeration(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 60; round++) {
		size_t n = 1 + next(&seed) % 11;
		uint32_t weight[11];
		uint64_t sum = 0;
		double p[11];
		struct tail *t;

		for (size_t i = 0; i < n; i++) {
			static const double common[] = { 0.5, 0.25, 1.0 / 3, 1.0 / 720, 1e-9, 0.999 };
			uint64_t kind = next(&seed) % 8;

			weight[i] = (uint32_t)(next(&seed) % 40);
			p[i] = kind < 6 ? common[kind] : uniform(&seed);
			sum += weight[i];
		}
		assert_non_null(t = of_weights(weight, p, n, NULL));
		for (uint64_t score = 0; score <= sum + 2; score++) {
			long double truth = enumerate(weight, p, n, score);
			double got = tail_at(t, (int64_t)score);

			/*
			 * Never below the truth (but for the enumeration's own last bits), and not
			 * noticeably above.
			 */
			assert_true((long double)got >= truth * (1 - 1e-17L * 64));
			assert_true((long double)got <= truth * (1 + 1e-12L) + 1e-300L);
		}
		tail_free(t);
	}
}

/* Misses below 0: again by going through all outcomes, with the scores as they are and not moved. */
static void
takes_for_misses(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < 60; round++) {
		size_t n = 1 + next(&seed) % 10;
		struct tail_site site[10];
		struct tail *t;

		for (size_t i = 0; i < n; i++)
			site[i] = (struct tail_site){ .hit = (int32_t)(next(&seed) % 30),
				.miss = -(int32_t)(next(&seed) % 30),
				.p = uniform(&seed) };
		assert_non_null(t = tail_new(site, n, NULL));
		for (int64_t score = -310; score <= 310; score++) {
			long double truth = 0;

			for (uint32_t outcome = 0; outcome < 1u << n; outcome++) {
				long double chance = 1;
				int64_t sum = 0;

				for (size_t i = 0; i < n; i++) {
					bool hit = (outcome >> i & 1) != 0;

					chance *= hit ? (long double)site[i].p : 1 - (long double)site[i].p;
					sum += hit ? site[i].hit : site[i].miss;
				}
				truth += sum >= score ? chance : 0;
			}
			assert_true((long double)tail_at(t, score) >= truth * (1 - 1e-17L * 64));
			assert_true((long double)tail_at(t, score) <= truth * (1 + 1e-12L) + 1e-300L);
		}
		tail_free(t);
	}
	/* A hit that weighs less than a miss would turn the rounding against the accused. */
	assert_null(tail_new(&(struct tail_site){ .hit = -1, .p = 0.5 }, 1, NULL));
}

/* Equal weights and halves: P(at least k of n heads), from binomial coefficients that are whole numbers. */
static void
equals_the_binomial(void **state)
{
	static const size_t sizes[] = { 1, 2, 27, 36, 60 };

	(void)state;
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		size_t n = sizes[s];
		uint64_t choose[61] = { 1 };
		uint32_t weight[60];
		double p[60];
		struct tail *t;

		/* Pascal's triangle fits 64 bits up to row 67. */
		for (size_t row = 1; row <= n; row++) {
			for (size_t k = row; k > 0; k--)
				choose[k] += choose[k - 1];
		}
		for (size_t i = 0; i < n; i++) {
			weight[i] = 45;
			p[i] = 0.5;
		}
		assert_non_null(t = of_weights(weight, p, n, NULL));
		for (size_t k = 0; k <= n; k++) {
			long double truth = 0;

			for (size_t i = k; i <= n; i++)
				truth += (long double)choose[i];
			truth = ldexpl(truth, -(int)n);
			assert_true((long double)tail_at(t, 45 * (int64_t)k) >= truth);
			assert_true((long double)tail_at(t, 45 * (int64_t)k) <= truth * (1 + 1e-12L));
			/* One point more needs a whole match more. */
			assert_true(k == n
				? tail_at(t, 45 * (int64_t)k + 1) == 0
				: tail_at(t, 45 * (int64_t)k + 1) == tail_at(t, 45 * (int64_t)k + 45));
		}
		tail_free(t);
	}
}

/* The figure of the literature: 27 marks of one half are 7.45e-9, 26 are not below 1e-8. */
static void
knows_27_marks(void **state)
{
	uint32_t weight[27];
	double p[27];
	struct tail *t;

	(void)state;
	for (size_t i = 0; i < 27; i++) {
		weight[i] = 3;
		p[i] = 0.5;
	}
	assert_non_null(t = of_weights(weight, p, 27, NULL));
	assert_true(tail_at(t, 81) > 7.4505e-9 && tail_at(t, 81) < 7.4506e-9);
	tail_free(t);
	assert_non_null(t = of_weights(weight, p, 26, NULL));
	assert_true(tail_at(t, 78) > 1e-8);
	tail_free(t);
}

static void
agrees_with_chance(void **state)
{
	uint64_t seed = 7, count[400] = { 0 };
	uint32_t weight[20];
	const uint64_t rounds = 200000;
	double p[20];
	struct tail *t;

	(void)state;
	for (size_t i = 0; i < 20; i++) {
		weight[i] = (uint32_t)(1 + i % 7);
		p[i] = i % 3 == 0 ? 0.5 : i % 3 == 1 ? 0.25 : 0.04;
	}
	assert_non_null(t = of_weights(weight, p, 20, NULL));
	for (uint64_t r = 0; r < rounds; r++) {
		uint64_t sum = 0;

		for (size_t i = 0; i < 20; i++)
			sum += uniform(&seed) < p[i] ? weight[i] : 0;
		count[sum]++;
	}
	for (uint64_t score = 0, above = rounds; score < 60; above -= count[score], score++) {
		double truth = tail_at(t, (int64_t)score), sd = sqrt(truth * (1 - truth) * (double)rounds);

		assert_true(fabs((double)above - truth * (double)rounds) <= 5 * sd + 1);
	}
	tail_free(t);
}

static void
keeps_its_limits(void **state)
{
	uint32_t weight[2] = { 0, 0 };
	double p[2] = { 0, 1 };
	struct tail *t;
	struct err e;

	(void)state;
	/* No site, sites without weight, certain and impossible matches. */
	assert_non_null(t = of_weights(weight, p, 0, &e));
	assert_true(tail_at(t, 0) == 1 && tail_at(t, 1) == 0);
	tail_free(t);
	assert_non_null(t = of_weights(weight, p, 2, &e));
	assert_true(tail_at(t, 0) == 1 && tail_at(t, 1) == 0);
	tail_free(t);
	weight[0] = weight[1] = 5;
	assert_non_null(t = of_weights(weight, p, 2, &e));
	assert_true(tail_at(t, 5) == 1 && tail_at(t, 6) < 1e-300);
	tail_free(t);
	p[0] = 1.5;
	assert_null(of_weights(weight, p, 2, &e));
	assert_int_equal(e.code, ERR_INTERNAL);
	p[0] = nan("");
	assert_null(of_weights(weight, p, 2, &e));
	p[0] = 0.5;
	weight[0] = (uint32_t)TAIL_SUM_MAX;
	assert_null(of_weights(weight, p, 2, &e));
	assert_int_equal(e.code, ERR_LIMIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_enumeration),
		cmocka_unit_test(takes_for_misses),
		cmocka_unit_test(equals_the_binomial),
		cmocka_unit_test(knows_27_marks),
		cmocka_unit_test(agrees_with_chance),
		cmocka_unit_test(keeps_its_limits),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
