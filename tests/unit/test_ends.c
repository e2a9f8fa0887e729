/* The interval of a ratio: open where nothing but the cap, or an assumption, holds its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "trace/calibrate.h"

#define N 600U /* Of either kind. */

/* Innocents score 0 to 4, derived ones 2 to 12, both evenly. */
static struct calibrate_point *
make_points(void)
{
	struct calibrate_point *point = calloc((size_t)2 * N, sizeof(*point));

	assert_non_null(point);
	for (unsigned i = 0; i < 2 * N; i++) {
		float share = (float)(i / 2) / N;

		point[i] = (struct calibrate_point){ .score = i % 2 == 0 ? 4 * share : 2 + 10 * share,
			.nearness = 0.3F,
			.tokens = 500,
			.derived = i % 2 };
	}
	return (point);
}

/* As a pair of a package for whose task ${task} solutions are known. */
static void
say_of(struct calibrated *c, const struct calibrate_point *point, float score, uint8_t task)
{
	calibrate(c, point, (size_t)2 * N,
	    &(struct calibrate_point){ .score = score, .nearness = 0.4F, .tokens = 500, .task = task });
	assert_null(c->refusal);
	assert_true(c->low <= c->llr && c->llr <= c->high);
	assert_true(calibrate_low(c) <= c->low && calibrate_high(c) >= c->high);
}

static void
say(struct calibrated *c, const struct calibrate_point *point, float score)
{
	say_of(c, point, score, 0);
}

static void
ends_are_open_where_cut_off(void **state)
{
	struct calibrate_point *point = make_points();
	struct calibrated c;

	(void)state;
	/* Far above all innocents: at least what they support; strangers support no more than 100. */
	say(&c, point, 40);
	assert_true(c.strangers && c.at_least && c.llr == 2 && calibrate_low(&c) == 2);
	say_of(&c, point, 40, 12);
	assert_true(c.at_least && !c.at_most && isinf(calibrate_high(&c)) && calibrate_high(&c) > 0);
	assert_true(fabs(c.llr - log10(N / 3.0)) < 1e-9 && fabs(calibrate_low(&c) - c.llr) < 1e-9);
	/* Between the two: an interval with width. */
	say(&c, point, 3.5F);
	assert_true(!c.at_least && !c.at_most && c.low < c.llr && c.llr < c.high && c.high - c.low < 1);
	assert_true(isfinite(calibrate_low(&c)) && isfinite(calibrate_high(&c)));
	free(point);
}

static void
nothing_found_says_at_most(void **state)
{
	struct calibrate_point *point = make_points();
	struct calibrated c;

	(void)state;
	/* A steep line would say less than 600 derived pairs can support: 3 in 600, of the four in five. */
	for (unsigned i = 1; i < 2 * N; i += 2)
		point[i].score += 6;
	say(&c, point, 0);
	assert_true(c.at_most && !c.at_least && isinf(calibrate_low(&c)) && calibrate_low(&c) < 0);
	assert_true(c.llr >= log10(0.2) && c.high >= log10(0.2 + 0.8 * 3 / N) - 1e-9 && c.high < -0.6);
	free(point);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_are_open_where_cut_off),
		cmocka_unit_test(nothing_found_says_at_most),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
