/*
 * Weighing: what no input may change (time names nobody, what is excluded is
 * proven by an interval, dependent evidence is not multiplied), on random
 * cases against a twin that knows only the order of intervals; and the
 * calibrator of p-values against its defining integral and its promise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "trace/trace.h"
#include "trace/weigh_table.h"

static uint64_t state;

static uint64_t
chance(uint64_t below)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return ((state >> 33) % below);
}

static struct instant
some_time(void)
{
	instant_us a = (instant_us)chance(60) * INSTANT_DAY, n = (instant_us)chance(4) * INSTANT_DAY;

	return ((struct instant){ a, a + (chance(2) == 0 ? 0 : n + INSTANT_DAY - INSTANT_SECOND) });
}

#define FACTS  12
#define COPIES 6

/* A case by chance. */
struct some {
	struct weigh_fact fact[FACTS];
	struct weigh_copy copy[COPIES];
	struct trace_wave other[3];
	struct weigh_facts facts;
	struct weigh_input in;
	struct weighed w;
	struct arena mem;
};

static void
invent(struct some *s)
{
	*s = (struct some){ .facts = { .fact = s->fact,
				.facts = chance(FACTS + 1),
				.copy = s->copy,
				.copies = chance(COPIES + 1) } };
	for (size_t i = 0; i < s->facts.facts; i++)
		s->fact[i] = (struct weigh_fact){ (enum weigh_what)chance(FACT_N), some_time(), 100 + i };
	for (size_t i = 0; i < s->facts.copies; i++) {
		instant_us at = (instant_us)chance(60) * INSTANT_DAY;

		s->copy[i] = (struct weigh_copy){ .number = 1 + (uint32_t)i,
			.role = (enum weigh_role)chance(3),
			.entry = 200 + i,
			.released = at,
			.acknowledged = chance(2) == 0 ? 0 : at + (instant_us)chance(20) * INSTANT_DAY };
	}
	for (size_t i = 0; i < 3; i++)
		s->other[i] = (struct trace_wave){ .entry = 300 + i, .name = STR("w"), .from = some_time() };
	s->in = (struct weigh_input){ .facts = &s->facts, .other = s->other, .others = chance(4) };
	s->w.wave = s->other[0];
}

static void
run(struct some *s)
{
	struct err e = { 0 };

	s->facts.fact = s->fact;
	s->facts.copy = s->copy;
	s->in.facts = &s->facts;
	s->in.other = s->other;
	assert_int_equal(weigh(&s->w, &s->in, &s->mem, &e), 0);
}

static void
drop(struct some *s)
{
	for (size_t i = 0; i < s->w.lines; i++)
		free(s->w.line[i].item);
	free(s->w.line);
	arena_free(&s->mem);
}

/* The twin: was any of these surely not after the wave's beginning, and is there any at all? */
static void
look(const struct some *s, unsigned what, bool *any, bool *all_after)
{
	const struct instant *from = &s->w.wave.from;

	*any = false;
	*all_after = true;
	for (size_t i = 0; i < s->facts.facts; i++) {
		if ((what >> s->fact[i].what & 1) != 0) {
			*any = true;
			*all_after &= s->fact[i].happened.earliest > from->latest;
		}
	}
	for (size_t i = 0; i < s->facts.copies; i++) {
		if ((what >> FACT_SHARED & 1) != 0 && s->copy[i].role == ROLE_IS_PARTNER) {
			*any = true;
			*all_after &= s->copy[i].released > from->latest;
		}
	}
}

static void
test_time(void **unused)
{
	static const struct {
		enum hypothesis h;
		unsigned what;
	} NEEDS[] = { { HYP_PARTNER, 1u << FACT_SHARED }, { HYP_PATCH, 1u << FACT_FIX },
		{ HYP_WRITEUP, 1u << FACT_FIX | 1u << FACT_NOTICE | 1u << FACT_WRITEUP } };
	size_t excluded = 0, spoke = 0;

	(void)unused;
	state = 1;
	for (int round = 0; round < 20000; round++) {
		struct some s;
		bool any, after;

		invent(&s);
		run(&s);
		/* Time alone names no partner. */
		assert_int_equal(s.w.lines, HYP_N);
		for (size_t i = 0; i < sizeof(NEEDS) / sizeof(NEEDS[0]); i++) {
			const struct weigh_line *l = &s.w.line[NEEDS[i].h];

			look(&s, NEEDS[i].what, &any, &after);
			assert_int_equal(l->excluded, any && after);
			if (l->excluded)
				assert_true(l->llr == WEIGH_EXCLUDED);
			else
				assert_true(l->llr >= 0 && l->llr < 1);
			excluded += l->excluded;
			spoke += l->llr > 0;
		}
		/* What nothing in time bears on. */
		assert_true(s.w.line[HYP_INDEPENDENT].llr == 0 && s.w.line[HYP_INDEPENDENT].items == 0);
		assert_true(s.w.line[HYP_FINDER].llr == 0);
		/* Neither is excluded: what the case does not know may have been. */
		assert_false(s.w.line[HYP_VENDOR].excluded || s.w.line[HYP_CAPTURE].excluded);
		drop(&s);
	}
	assert_true(excluded > 1000 && spoke > 1000);
}

static const struct weigh_line *
line(const struct some *s, uint32_t number)
{
	for (size_t i = HYP_N; i < s->w.lines; i++) {
		if (s->w.line[i].number == number)
			return (&s->w.line[i]);
	}
	return (NULL);
}

/* Marks and similarity of one tool: the stronger, whichever it is; of several, the strongest. */
static void
test_dependent(void **unused)
{
	struct weigh_mark mark[2] = { { 1, false, 1e-6, 400 }, { 1, false, 1e-4, 401 } };
	struct weigh_similar similar[2] = { { 2.0, 402, 1 }, { 4.5, 403, 1 } };
	const double by_marks = weigh_of_p(1e-6);

	(void)unused;
	for (size_t n = 0; n <= 2; n++) {
		struct some s = {
			.copy = { { .number = 1, .role = ROLE_IS_PARTNER, .entry = 200, .released = 1 },
			    { .number = 2, .role = ROLE_IS_PARTNER, .entry = 201, .released = 1 } },
			.facts = { .copies = 2 },
			.w = { .wave = { .entry = 300, .from = { 100 * INSTANT_DAY, 100 * INSTANT_DAY } } }
		};
		const struct weigh_line *own;

		s.in = (struct weigh_input){ .mark = mark, .marks = 2, .similar = similar, .similars = n };
		run(&s);
		assert_true(s.w.line[HYP_PARTNER].llr == (n < 2 ? by_marks : 4.5));
		/* Without a copy of theirs marks say nothing of them; likeness does. */
		assert_true(s.w.line[HYP_VENDOR].llr == (n == 0 ? 0 : n == 1 ? 2.0 : 4.5));
		assert_true(s.w.line[HYP_CAPTURE].llr == 0 && s.w.line[HYP_PATCH].llr == 0);
		assert_int_equal(s.w.lines, HYP_N + 1);
		assert_non_null(own = line(&s, 1));
		/* He never opened it, as far as is known. */
		assert_true(fabs(own->llr -
				((n < 2 ? by_marks : 4.5) + weigh_constants[RULE_NOT_OPENED].llr)) < 1e-9);
		drop(&s);
	}
}

/* A statement on one of n partners is worth its mean over them for "a partner". */
static void
test_statement(void **unused)
{
	struct trace_weight weight = { STR("partner:2"), 2 };
	struct trace_evidence said = {
		.entry = 9, .text = STR("t"), .source = STR("s"), .weight = &weight, .weights = 1
	};

	(void)unused;
	for (size_t n = 2; n <= COPIES; n++) {
		struct some s = { .facts = { .copies = n },
			.w = { .wave = { .entry = 300, .from = { 9 * INSTANT_DAY, 9 * INSTANT_DAY } } } };

		for (size_t i = 0; i < n; i++)
			s.copy[i] = (struct weigh_copy){
				.number = 1 + (uint32_t)i, .entry = 200 + i, .released = 1, .acknowledged = 2
			};
		s.in = (struct weigh_input){ .evidence = &said, .evidences = 1 };
		run(&s);
		assert_true(fabs(pow(10, s.w.line[HYP_PARTNER].llr - 0.5) -
				(100.0 + (double)n - 1) / (double)n) < 1e-6);
		assert_true(fabs(line(&s, 2)->llr - 2.5) < 1e-9);
		assert_null(line(&s, 1));
		drop(&s);
	}
}

/* A copy that came too late cannot have leaked; the line of its owner says so. */
static void
test_access(void **unused)
{
	static const struct {
		instant_us released, acknowledged, downloaded;
		uint64_t downloads;
		double llr;
		bool excluded;
	} CASES[] = {
		{ 20, 0, 0, 0, WEIGH_EXCLUDED, true },
		{ 5, 0, 0, 0, -0.3, false },
		{ 5, 6, 0, 0, 0, false },
		{ 5, 0, 7, 1, 0, false },
		{ 5, 20, 0, 0, -0.3, false },
		{ 5, 0, 20, 1, -0.3, false },
		/* Of two downloads the first may have come before. */
		{ 5, 0, 20, 2, 0, false },
		/* On the very day. */
		{ 5, 10, 0, 0, 0, false },
		{ 10, 0, 0, 0, 0, false },
	};
	struct weigh_mark mark = { 1, false, 1e-6, 400 };

	(void)unused;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct some s = { .facts = { .copies = 1 },
			.w = {
			    .wave = { .entry = 300, .from = { 10 * INSTANT_DAY, 11 * INSTANT_DAY - 1 } } } };
		const struct weigh_line *own;
		const struct weigh_item *v = NULL;

		s.copy[0] = (struct weigh_copy){ .number = 1,
			.entry = 200,
			.released = CASES[i].released * INSTANT_DAY,
			.acknowledged = CASES[i].acknowledged * INSTANT_DAY,
			.downloaded = CASES[i].downloaded * INSTANT_DAY,
			.downloads = CASES[i].downloads };
		s.in = (struct weigh_input){ .mark = &mark, .marks = 1 };
		run(&s);
		assert_non_null(own = line(&s, 1));
		for (size_t k = 0; k < own->items; k++)
			v = own->item[k].group == WEIGH_ACCESS ? &own->item[k] : v;
		assert_non_null(v);
		assert_true(v->llr == CASES[i].llr);
		assert_int_equal(own->excluded, CASES[i].excluded);
		if (own->excluded)
			assert_true(own->llr == WEIGH_EXCLUDED && own->contradicted);
		drop(&s);
	}
}

/* Which flaws were used, against what packages held and what the case knows. */
static void
test_cves(void **unused)
{
	const struct str all[] = { STR("CVE-2021-26855"), STR("CVE-2021-27065"), STR("cve-2021-26855") };
	static const struct {
		size_t used, first, held, known;
		double llr;
	} CASES[] = {
		{ 1, 0, 1, 2, 0.3 },                     /* The one of two that the package held. */
		{ 1, 2, 1, 2, 0.3 },                     /* Whatever its letters. */
		{ 1, 0, 1, 1, 0 },                       /* There is no other. */
		{ 2, 0, 2, 2, 0 },                       /* Nor one that the package did not hold. */
		{ 2, 0, 1, 2, -0.5 },                    /* One of them it did not hold. */
		{ 1, 1, 1, 2, -0.5 }, { 0, 0, 1, 2, 0 }, /* Not known what it used. */
		{ 1, 0, 0, 2, 0 },                       /* Nothing was released. */
	};

	(void)unused;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct some s = { .in = { .facts = NULL } };

		s.facts = (struct weigh_facts){
			.held = all, .helds = CASES[i].held, .cve = all, .cves = CASES[i].known
		};
		s.w.wave =
		    (struct trace_wave){ .entry = 300, .cve = all + CASES[i].first, .cves = CASES[i].used };
		run(&s);
		assert_true(s.w.line[HYP_PARTNER].llr == CASES[i].llr);
		drop(&s);
	}
}

static void
test_of_p(void **unused)
{
	double sum = 0;
	const int steps = 20000;

	(void)unused;
	for (double p = 1e-9; p < 0.19; p *= 3) {
		double mean = 0;

		for (int k = 0; k < steps; k++)
			mean += (k + .5) / steps * pow(p, (k + .5) / steps - 1) / steps;
		assert_true(fabs(weigh_of_p(p) - fmin(WEIGH_MOST, fmax(0, log10(mean)))) < 1e-4);
		/* Much less than 1/p. */
		assert_true(weigh_of_p(p) < -log10(p));
	}
	assert_true(weigh_of_p(1) == 0 && weigh_of_p(0.5) == 0 && weigh_of_p(1 - 1e-12) == 0);
	assert_true(weigh_of_p(0) <= WEIGH_MOST && weigh_of_p(1e-300) <= WEIGH_MOST);
	/* An innocent's p-value is uniform: where the evidence speaks at all it comes to at most 1 in the mean. */
	for (int k = 0; k < 200000; k++) {
		double p = (k + .5) / 200000;

		sum += weigh_of_p(p) > 0 ? pow(10, weigh_of_p(p)) / 200000 : 0;
	}
	assert_true(sum <= 1);
}

static void
test_posterior(void **unused)
{
	const double prior[HYP_N] = { .1, .2, .1, .3, .1, .1, .1 };
	double out[HYP_N], sum = 0;

	(void)unused;
	state = 7;
	for (int round = 0; round < 1000; round++) {
		struct some s;

		invent(&s);
		run(&s);
		weigh_posterior(&s.w, prior, out);
		sum = 0;
		for (enum hypothesis h = 0; h < HYP_N; h++) {
			sum += out[h];
			/* The ratio of two is that of their priors times that of the evidence. */
			assert_true(fabs(log10(out[h] / out[0]) - log10(prior[h] / prior[0]) -
					s.w.line[h].llr) < 1e-9);
		}
		assert_true(fabs(sum - 1) < 1e-12);
		drop(&s);
	}
}

/* What lines are called, and what their items come to kind by kind. */
static void
test_words(void **cmocka)
{
	struct weigh_item item[] = {
		{ .group = WEIGH_TIMING, .llr = 0.7, .counted = true },
		{ .group = WEIGH_TIMING, .llr = 0.5 }, /* A stronger one took its place. */
		{ .group = WEIGH_TOOL, .llr = 2, .counted = true },
		{ .group = WEIGH_TOOL, .llr = -0.25, .counted = true },
		{ .group = WEIGH_CVES, .llr = 0.3 },
		{ .group = WEIGH_ACCESS, .llr = WEIGH_EXCLUDED, .counted = true, .excluded = true },
		{ .group = WEIGH_ANALYST, .llr = 0, .counted = true },
	};
	const char *const want[WEIGH_KINDS] = { "+0.7", "+1.8", "", "excluded", "+0.0" };
	const struct {
		enum hypothesis hypothesis;
		uint32_t number;
		const char *label;
	} line[] = {
		{ HYP_VENDOR, 0, "leak at the vendor" },
		{ HYP_PARTNER, 0, "through a partner, not known which" },
		{ HYP_PARTNER, 2, "through partner 2" },
		{ HYP_PATCH, 0, "patch diffing" },
	};
	struct weigh_line l = { .item = item, .items = sizeof(item) / sizeof(item[0]) };
	struct buf b = BUF(1000);

	(void)cmocka;
	for (enum weigh_kind kind = 0; kind < WEIGH_KINDS; kind++) {
		buf_clear(&b);
		weigh_sum(&b, &l, kind);
		assert_string_equal(buf_c(&b), want[kind]);
	}
	for (size_t i = 0; i < sizeof(line) / sizeof(line[0]); i++) {
		buf_clear(&b);
		l.hypothesis = line[i].hypothesis;
		l.number = line[i].number;
		weigh_label(&b, &l);
		assert_string_equal(buf_c(&b), line[i].label);
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_time),
		cmocka_unit_test(test_dependent),
		cmocka_unit_test(test_statement),
		cmocka_unit_test(test_access),
		cmocka_unit_test(test_cves),
		cmocka_unit_test(test_of_p),
		cmocka_unit_test(test_posterior),
		cmocka_unit_test(test_words),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
