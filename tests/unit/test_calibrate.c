/*
 * Calibration against populations whose likelihood ratio is known, and every
 * reason to refuse one; and that the pairs of known truth are the same for the
 * same files.
 */
#include "trace_world.h"

#include <math.h>

#include "trace/calibrate.h"

#define POINTS_MAX 20000

/* How the two populations lie: both are normal with deviation 1. */
#define INNOCENT 2.0
#define DERIVED  5.0

struct points {
	struct calibrate_point p[POINTS_MAX];
	size_t n;
};

static double
uniform(void)
{
	return (((double)help_random(1ULL << 53) + 0.5) * 0x1p-53);
}

static double
normal(void)
{
	return (sqrt(-2 * log(uniform())) * cos(2 * acos(-1) * uniform()));
}

static void
add(struct points *x, bool derived, double score, uint32_t tokens, uint8_t lang)
{
	assert_true(x->n < POINTS_MAX);
	x->p[x->n++] = (struct calibrate_point){
		.score = (float)score, .nearness = 0.5F, .tokens = tokens, .lang = lang, .derived = derived
	};
}

/* ${n} of each side, one by one as a background has them mixed. */
static struct points *
populations(size_t n, double innocent, double derived)
{
	struct points *x = calloc(1, sizeof(*x));

	assert_non_null(x);
	for (size_t i = 0; i < n; i++) {
		add(x, false, innocent + normal(), 500, 1);
		add(x, true, derived + normal(), 500, 1);
	}
	return (x);
}

static struct calibrated
ask(const struct points *x, double score, uint32_t tokens, uint8_t lang, float nearness)
{
	struct calibrated c;

	calibrate(&c, x->p, x->n,
	    &(struct calibrate_point){ .score = (float)score,
		.tokens = tokens,
		.lang = lang,
		.nearness = nearness,
		.task = CALIBRATE_TASK });
	return (c);
}

/* The true ratio, one in five of the derived being rewritten until nothing shows. */
static double
truth_of(double score)
{
	double llr = (DERIVED - INNOCENT) * (score - (DERIVED + INNOCENT) / 2) / log(10);

	return (log10(0.8 * pow(10, llr) + 0.2));
}

static void
near_the_truth(void **state)
{
	static const size_t sizes[] = { 100, 400, 2000 };

	(void)state;
	help_state = 21;
	for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
		struct points *x = populations(sizes[k], INNOCENT, DERIVED);
		double tolerance = 0.06 + 6 / sqrt((double)sizes[k]), cllr = 0;

		for (size_t i = 0; i < x->n; i++) {
			double v = (DERIVED - INNOCENT) * (x->p[i].score - (DERIVED + INNOCENT) / 2);

			cllr += log2(1 + exp(x->p[i].derived ? -v : v)) / (double)x->n;
		}
		for (double score = 0; score < 5; score += 0.7) {
			struct calibrated c = ask(x, score, 500, 1, 0.5F);
			double want = fmin(truth_of(score), log10((double)sizes[k] / 3));

			assert_null(c.refusal);
			assert_int_equal(c.n, sizes[k]);
			if (fabs(c.llr - want) > tolerance)
				fail_msg("n %zu, score %g: %g, truly %g", sizes[k], score, c.llr, want);
			assert_true(c.low <= c.llr + 1e-9 && c.llr <= c.high + 1e-9);
			assert_true(c.high - c.low < 2 * tolerance);
			if (fabs(c.cllr - cllr) > tolerance / 4)
				fail_msg("n %zu: cllr %g, truly %g", sizes[k], c.cllr, cllr);
		}
		free(x);
	}
}

/* More of the score never says less; nothing found says at most 5 to 1, all found at most a third of N. */
static void
grows_within_its_bounds(void **state)
{
	(void)state;
	help_state = 22;
	for (size_t n = CALIBRATE_MIN; n < 1000; n = n * 3 + 1) {
		struct points *x = populations(n, INNOCENT, DERIVED + 2);
		double before = -9;

		for (double score = 0; score < 40; score += 2.5) {
			struct calibrated c = ask(x, score, 500, 1, 0.5F);
			size_t above = 0;

			assert_null(c.refusal);
			assert_true(c.llr >= before && c.llr >= log10(0.2) - 1e-9);
			before = c.llr;
			for (size_t i = 0; i < x->n; i++)
				above += !x->p[i].derived && x->p[i].score >= (float)score;
			assert_true(fabs(c.exceed - (1.0 + (double)above) / (1.0 + (double)n)) < 1e-12);
		}
		assert_true(fabs(before - log10((double)n / 3)) < 1e-12);
		assert_true(fabs(ask(x, 1e5, 500, 1, 0.5F).llr - before) < 1e-12);
		free(x);
	}
}

/* Where nobody is known who did the same, a ratio is the same up to 100, and no more. */
static void
strangers_support_no_more(void **state)
{
	struct points *x = populations(2000, INNOCENT, DERIVED + 2);
	size_t held = 0, free_ = 0;

	(void)state;
	for (double score = 0; score < 12; score += 0.25) {
		struct calibrate_point what = {
			.score = (float)score, .tokens = 500, .lang = 1, .nearness = 0.5F
		};
		struct calibrated known = ask(x, score, 500, 1, 0.5F), c;

		for (what.task = 0; what.task <= CALIBRATE_TASK; what.task += CALIBRATE_TASK / 2) {
			calibrate(&c, x->p, x->n, &what);
			assert_null(c.refusal);
			assert_true(c.strangers == (what.task < CALIBRATE_TASK));
			assert_true(fabs(c.llr - (c.strangers ? fmin(known.llr, 2) : known.llr)) < 1e-12);
			assert_true(c.low <= c.llr + 1e-9 && c.high <= c.cap + 1e-12);
			held += c.llr < known.llr;
			free_ += c.llr > 2;
		}
	}
	assert_true(held > 10 && free_ > 10);
	free(x);
	/* Few innocents support less than that anyway. */
	x = populations(150, INNOCENT, DERIVED + 2);
	assert_false(ask(x, 9, 500, 1, 0.5F).strangers);
	assert_true(ask(x, 9, 500, 1, 0.5F).llr < 2);
	free(x);
}

/* Populations that a line parts cleanly do not make it infinitely steep. */
static void
separable(void **state)
{
	struct points *x = calloc(1, sizeof(*x));

	(void)state;
	assert_non_null(x);
	for (size_t i = 0; i < 300; i++) {
		add(x, false, 0, 500, 1);
		add(x, true, 1000, 500, 1);
	}
	for (double score = -10; score <= 1010; score += 60) {
		struct calibrated c = ask(x, score, 500, 1, 0.5F);

		assert_null(c.refusal);
		assert_true(isfinite(c.llr) && isfinite(c.low) && isfinite(c.high) && isfinite(c.cllr));
		assert_true(c.llr <= c.cap && c.cllr < 0.1);
		assert_true((score < 300) == (c.llr < 0) || (score >= 300 && score <= 700));
	}
	free(x);
}

static void
useless_scores(void **state)
{
	(void)state;
	help_state = 23;
	for (size_t n = 100; n <= 3000; n *= 3) {
		struct points *x = populations(n, 3, 3);
		struct calibrated c = ask(x, 4, 500, 1, 0.5F);

		if (fabs(c.cllr - 1) > 2 / sqrt((double)n))
			fail_msg("cllr of scores that say nothing: %g", c.cllr);
		assert_non_null(c.refusal);
		assert_non_null(strstr(c.refusal, "does not tell"));
		free(x);
	}
}

static void
refused(const struct points *x, const char *why, uint32_t tokens, float nearness)
{
	struct calibrated c = ask(x, 3, tokens, 1, nearness);

	if (why == NULL && c.refusal != NULL)
		fail_msg("refused: %s", c.refusal);
	if (why != NULL && (c.refusal == NULL || strstr(c.refusal, why) == NULL))
		fail_msg("expected \"%s\", got \"%s\"", why, c.refusal == NULL ? "a ratio" : c.refusal);
}

static void
refusals(void **state)
{
	struct points *x = populations(CALIBRATE_MIN, INNOCENT, DERIVED + 2), none = { .n = 0 };
	struct calibrated c;

	(void)state;
	refused(&none, "has no pairs", 500, 0.5F);
	calibrate(&c, NULL, 0, &(struct calibrate_point){ .score = 3, .tokens = 500, .nearness = 0.5F });
	assert_true(c.refusal != NULL && strstr(c.refusal, "no background was given") != NULL);
	refused(x, NULL, 500, 0.5F);
	refused(x, NULL, CALIBRATE_TOKENS, 0.5F);
	refused(x, "too small", CALIBRATE_TOKENS - 1, 0.5F);
	refused(x, "as near", 500, 0.49F);
	/* As far as one in ten, and further. */
	for (size_t i = 0; i < x->n / 10; i++)
		x->p[i].nearness = 0.3F;
	refused(x, NULL, 500, 0.3F);
	refused(x, "as near", 500, 0.29F);
	x->p[0].nearness = 0.31F;
	refused(x, "as near", 500, 0.3F);
	/* One innocent fewer, then one derived fewer. */
	x->p[0].nearness = 0.5F;
	x->p[0].derived = 1;
	refused(x, "too thin", 500, 0.5F);
	x->p[0].derived = 0;
	x->p[1].derived = 0;
	refused(x, "too thin", 500, 0.5F);
	free(x);
}

/* Those of like language and size, then of the language; never those of another. */
static void
takes_what_is_alike(void **state)
{
	struct points *x = calloc(1, sizeof(*x));

	(void)state;
	help_state = 24;
	assert_non_null(x);
	for (size_t i = 0; i < 100; i++) {
		add(x, false, 2 + normal(), 400, 1);
		add(x, true, 8 + normal(), 400, 1);
		add(x, false, 12 + normal(), 400, 2);
		add(x, true, 18 + normal(), 400, 2);
		if (i < 80) {
			add(x, false, 22 + normal(), 40000, 3);
			add(x, true, 28 + normal(), 40000, 3);
		}
	}
	assert_int_equal(ask(x, 5, 400, 1, 0.5F).n, 100);
	assert_true(ask(x, 9, 400, 1, 0.5F).llr > 1 && ask(x, 9, 400, 2, 0.5F).llr < -0.3);
	/* A factor of four either way, and one token more. */
	assert_int_equal(ask(x, 5, 1600, 1, 0.5F).n, 100);
	assert_int_equal(ask(x, 5, 100, 2, 0.5F).n, 100);
	for (size_t i = 0; i < 100; i++) {
		add(x, false, 32 + normal(), 40000, 1);
		add(x, true, 38 + normal(), 40000, 1);
	}
	assert_int_equal(ask(x, 5, 1600, 1, 0.5F).n, 100);
	assert_int_equal(ask(x, 5, 1601, 1, 0.5F).n, 200);
	assert_int_equal(ask(x, 5, 10000, 1, 0.5F).n, 100);
	assert_int_equal(ask(x, 25, 10000, 3, 0.5F).n, 80);
	assert_int_equal(ask(x, 25, 400, 3, 0.5F).n, 80);
	assert_int_equal(ask(x, 5, 400, 7, 0.5F).n, 0);
	assert_non_null(strstr(ask(x, 5, 400, 7, 0.5F).refusal, "language"));
	free(x);
}

static void
deterministic(void **state)
{
	struct points *x = populations(200, INNOCENT, DERIVED);
	struct calibrated a = ask(x, 4, 500, 1, 0.5F), b;

	(void)state;
	(void)ask(x, 1, 500, 1, 0.5F);
	b = ask(x, 4, 500, 1, 0.5F);
	assert_true(
	    a.llr == b.llr && a.low == b.low && a.high == b.high && a.cllr == b.cllr && a.cap == b.cap);
	free(x);
}

/* The same files give the same pairs: to each file the other groups, and four made from it. */
static void
truth_is_the_same(void **state)
{
	struct calibrate_point *before;
	const struct calibrate_point *point;
	double sum[2] = { 0, 0 };
	size_t n, again, side[2] = { 0, 0 };
	struct world w;

	(void)state;
	help_state = 25;
	world_make(&w, 9, 40, 30);
	point = background_points(w.b, &n);
	/* 18 files, none too small: eight other groups, and four made from it. */
	assert_int_equal(n, 18 * (8 + 4));
	assert_non_null(before = calloc(n, sizeof(*before)));
	for (size_t i = 0; i < n; i++) {
		before[i] = point[i];
		assert_true(point[i].tokens >= 96 && point[i].lang == LANG_C && point[i].derived <= 1);
		side[point[i].derived]++;
		sum[point[i].derived] += point[i].score;
	}
	assert_int_equal(side[0], 18 * 8);
	assert_true(sum[1] / (double)side[1] > sum[0] / (double)side[0] + 1);
	background_close(w.b);
	world_build(&w);
	point = background_points(w.b, &again);
	assert_int_equal(again, n);
	assert_memory_equal(before, point, n * sizeof(*point));
	free(before);
	world_drop(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_the_truth),
		cmocka_unit_test(grows_within_its_bounds),
		cmocka_unit_test(strangers_support_no_more),
		cmocka_unit_test(separable),
		cmocka_unit_test(useless_scores),
		cmocka_unit_test(refusals),
		cmocka_unit_test(takes_what_is_alike),
		cmocka_unit_test(deterministic),
		cmocka_unit_test(truth_is_the_same),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
