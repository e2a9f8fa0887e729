/*
 * Secret biases, by simulation: codewords by the product's own path, specimens
 * that lose, change and mix marks, innocents that never had a part in any.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "mark/capacity.h"
#include "trace/accuse.h"

#define COPIES 100

static uint64_t
next(uint64_t *s)
{
	uint64_t z = (*s += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (z ^ (z >> 31));
}

static bool
chance(uint64_t *s, double p)
{
	return ((double)(next(s) >> 11) / 9007199254740992.0 < p);
}

static void
draw_book(struct mark_manifest *m, unsigned number)
{
	struct sha256 package = sha256_of(STR("a package"));
	char secret[64];
	struct err e = { 0 };

	(void)snprintf(secret, sizeof(secret), "secret number %010u", number);
	assert_int_equal(
	    mark_book_fill(&m->book, str_of(secret), &package, m->site, m->sites, COPIES, &e), 0);
	assert_int_equal(mark_book_check(&m->book, m->site, &e), 0);
}

/* Sites with two texts each, all of them different sites; codewords under the ${number}-th secret. */
static void
draw(struct mark_manifest *m, size_t sites, unsigned number)
{
	static struct str pair[2] = { { "that", 4 }, { "this", 4 } };
	char name[32];

	m->sites = sites;
	m->site = arena_array(&m->arena, sites, sizeof(*m->site));
	assert_non_null(m->site);
	for (size_t k = 0; k < sites; k++) {
		(void)snprintf(name, sizeof(name), "file %zu", k);
		m->site[k] = (struct mark_site){ .kind = MARK_ONE_OF,
			.value = pair,
			.values = 2,
			.find = pair[0],
			.file = arena_str(&m->arena, str_of(name)) };
	}
	draw_book(m, number);
	assert_int_equal(m->book.discrete, sites >= MARK_DISCRETE_SITES);
}

enum attack { INTERLEAVE, MAJORITY, MINORITY, ALL_ONES, TURNS, BOTH, ATTACKS };
#define ANY ATTACKS /* One after the other, but for BOTH, which leaves no symbol. */

/* What ${c} leakers, copies 1 to c, leave at a site: a set of symbols of theirs. */
static unsigned
left_at(const struct mark_book *b, size_t k, size_t c, enum attack attack, uint64_t *seed)
{
	size_t ones = 0, turn = 0;

	for (size_t copy = 1; copy <= c; copy++)
		ones += mark_book_symbol(b, copy, k);
	if (ones == 0 || ones == c)
		return (ones == 0 ? 1 : 2);
	switch (attack) {
	case TURNS:
		/* The first and the second by turns, so that neither has more: the worst that two can do. */
		for (size_t before = 0; before < k; before++)
			turn += mark_book_symbol(b, 1, before) != mark_book_symbol(b, 2, before);
		return (mark_book_symbol(b, 1 + (turn & 1), k) != 0 ? 2 : 1);
	case MAJORITY: return (2 * ones > c || (2 * ones == c && chance(seed, 0.5)) ? 2 : 1);
	case MINORITY: return (2 * ones < c || (2 * ones == c && chance(seed, 0.5)) ? 2 : 1);
	case ALL_ONES: return (2);
	case BOTH: return (chance(seed, 0.5) ? 3 : chance(seed, 0.5) ? 1 : 2);
	default: return (chance(seed, (double)ones / (double)c) ? 2 : 1);
	}
}

/* The specimen of ${c} leakers, with marks lost and, of those left, changed to the other text. */
static void
leak(struct mark_reading *r, const struct mark_manifest *m, size_t c, enum attack attack, double lost,
    double changed, uint64_t *seed)
{
	mark_reading_clear(r);
	for (size_t k = 0; k < m->sites; k++) {
		unsigned set = left_at(&m->book, k, c, attack, seed);

		if (chance(seed, lost))
			continue;
		if (set != 3 && chance(seed, changed))
			set ^= 3;
		r->seen[r->first[k]] = set & 1;
		r->seen[r->first[k] + 1] = (set & 2) != 0;
	}
}

/* The largest count that a binomial of mean n p exceeds with probability below 1e-6 (its exact upper tail). */
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
 * Runs in which any innocent is accused: below the bound.  Each run has a
 * secret of its own, so runs are independent, and the margin is the exact
 * binomial's.
 */
static void
innocents_keep_their_bound(void **state)
{
	static const struct {
		size_t runs, sites, leakers;
		double lost, changed;
	} world[] = {
		{ 400, 70, 1, 0.5, 0.1 },
		{ 400, 70, 2, 0.3, 0 },
		{ 25, 700, 1, 0.97, 0.1 },
		{ 25, 700, 2, 0.9, 0.05 },
		{ 25, 700, 3, 0.5, 0 },
	};
	static const double bound[] = { 1e-2, 1e-3 };
	size_t wrong[2] = { 0 }, low = 0, runs = 0;
	uint64_t seed = 1;
	unsigned number = 0;

	(void)state;
	for (size_t w = 0; w < sizeof(world) / sizeof(world[0]); w++) {
		for (size_t run = 0; run < world[w].runs; run++, runs++) {
			struct accuse_result result = { 0 };
			struct mark_manifest m = { 0 };
			struct mark_reading r = { 0 };
			double best = 1;

			draw(&m, world[w].sites, number++);
			assert_int_equal(mark_reading_make(&r, m.site, m.sites, COPIES, NULL), 0);
			leak(&r, &m, world[w].leakers, (enum attack)(run % ATTACKS), world[w].lost,
			    world[w].changed, &seed);
			assert_int_equal(accuse(&m, &r, 1e-3, 1, &result, NULL), 0);
			for (size_t i = 0; i < COPIES; i++) {
				if (result.score[i].copy <= world[w].leakers)
					continue;
				best = fmin(best, result.score[i].p_value);
				low += result.score[i].p_single <= 1e-2;
			}
			for (size_t l = 0; l < 2; l++)
				wrong[l] += best <= bound[l];
			accuse_free(&result);
			mark_reading_free(&r);
			mark_manifest_free(&m);
		}
	}
	for (size_t l = 0; l < 2; l++) {
		print_message(
		    "bound %g: an innocent accused in %zu of %zu runs, expected at most %.1f, refused "
		    "beyond %zu\n",
		    bound[l], wrong[l], runs, bound[l] * (double)runs, most_by_chance(runs, bound[l]));
		assert_true(wrong[l] <= most_by_chance(runs, bound[l]));
	}
	/* And it is no empty promise: scores do reach a hundredth nearly as often as they may. */
	print_message("p_single <= 0.01: %.5f of innocents\n", (double)low / ((double)runs * COPIES));
	assert_true(low > runs * COPIES / 100 / 10);
}

static double
rate_of(size_t sites, size_t leakers, enum attack attack, double lost, size_t runs, unsigned number)
{
	uint64_t seed = number;
	size_t caught = 0;

	for (size_t run = 0; run < runs; run++) {
		struct accuse_result result = { 0 };
		struct mark_manifest m = { 0 };
		struct mark_reading r = { 0 };
		bool named = false;

		draw(&m, sites, number++);
		assert_int_equal(mark_reading_make(&r, m.site, m.sites, COPIES, NULL), 0);
		leak(&r, &m, leakers, attack == ANY ? (enum attack)(run % BOTH) : attack, lost, 0, &seed);
		assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
		for (size_t i = 0; i < COPIES; i++) {
			named |= result.score[i].accused && result.score[i].copy <= leakers;
			assert_true(!result.score[i].accused || result.score[i].copy <= leakers);
		}
		caught += named;
		accuse_free(&result);
		mark_reading_free(&r);
		mark_manifest_free(&m);
	}
	return ((double)caught / (double)runs);
}

/* What mark_colluders_need promises, by the product's own path and for attacks of every kind. */
static void
leakers_are_named(void **state)
{
	size_t even = mark_colluders_need(2, false, COPIES, 1e-6),
	       biased = mark_colluders_need(2, true, COPIES, 1e-6),
	       most = mark_colluders_need(3, true, COPIES, 1e-6);
	double one = rate_of(70, 1, ANY, 0.5, 200, 10000), two = rate_of(even, 2, TURNS, 0, 200, 20000),
	       with_biases = rate_of(700, 2, ANY, 1 - (double)biased / 700, 10, 40000),
	       three = rate_of(most, 3, ANY, 0, 10, 30000), fewer = rate_of(even / 2, 2, TURNS, 0, 50, 50000);

	(void)state;
	print_message(
	    "named at 1e-6 among 100: one with half of 70 marks %.3f, one of two with %zu %.3f, with %zu "
	    "that have biases %.2f, one of three with %zu %.2f; one of two with half as many "
	    "%.2f\n",
	    one, even, two, biased, with_biases, most, three, fewer);
	assert_true(one >= 0.95);
	assert_true(two >= 0.93);
	assert_true(with_biases >= 0.9);
	assert_true(three >= 0.9);
	/* And they are needed. */
	assert_true(fewer < 0.5);
}

/* A site with more texts tells copies apart at least as well as one with two, which is what mark_colluders says. */
static void
more_texts_are_no_worse(void **state)
{
	static struct str text[7] = { { "a", 1 }, { "b", 1 }, { "c", 1 }, { "d", 1 }, { "e", 1 }, { "f", 1 },
		{ "g", 1 } };
	size_t sites = mark_colluders_need(2, false, COPIES, 1e-6), named = 0, runs = 100;
	uint64_t seed = 5;

	(void)state;
	for (unsigned run = 0; run < runs; run++) {
		struct accuse_result result = { 0 };
		struct mark_manifest m = { 0 };
		struct mark_reading r = { 0 };

		draw(&m, sites, 60000 + run);
		for (size_t k = 0; k < sites; k++) {
			m.site[k].value = text;
			m.site[k].values = 2 + k % 6;
		}
		mark_book_free(&m.book);
		draw_book(&m, 60000 + run);
		assert_int_equal(mark_reading_make(&r, m.site, m.sites, COPIES, NULL), 0);
		/* Of two, whose symbol is left changes from site to site so that neither has more. */
		for (size_t k = 0; k < sites; k++)
			r.seen[r.first[k] + mark_book_symbol(&m.book, 1 + (next(&seed) & 1), k)] = 1;
		assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
		assert_int_equal(result.colluders, 2);
		named += result.accused > 0;
		for (size_t i = 0; i < result.accused; i++)
			assert_true(result.score[i].copy <= 2);
		accuse_free(&result);
		mark_reading_free(&r);
		mark_manifest_free(&m);
	}
	print_message("one of two with %zu sites of 2 to 7 texts: %zu of %zu\n", sites, named, runs);
	assert_true(named * 100 >= runs * 95);
}

/* Both biases are there about equally often, and symbols come as the bias says. */
static void
symbols_follow_their_bias(void **state)
{
	struct mark_manifest m = { 0 }, same = { 0 };
	size_t high = 0, ones = 0;
	double expected = 0, variance = 0;

	(void)state;
	draw(&m, 1000, 7);
	draw(&same, 1000, 7);
	for (size_t k = 0; k < 1000; k++) {
		double p = mark_book_chance(&m.book, m.site, k, 1);

		assert_int_equal(m.book.bias[k], same.book.bias[k]);
		assert_true(p + mark_book_chance(&m.book, m.site, k, 0) == 1);
		/* Zeros of L_2: (2p - 1)^2 = 1/3. */
		assert_true(fabs((2 * p - 1) * (2 * p - 1) - 1.0 / 3) < 1e-4);
		high += p > 0.5;
		for (size_t copy = 1; copy <= COPIES; copy++)
			ones += p > 0.5 ? mark_book_symbol(&m.book, copy, k)
					: 1u - mark_book_symbol(&m.book, copy, k);
		expected += COPIES * fmax(p, 1 - p);
		variance += COPIES * p * (1 - p);
	}
	assert_true(fabs((double)high - 500) < 5 * sqrt(250));
	assert_true(fabs((double)ones - expected) < 5 * sqrt(variance));
	mark_manifest_free(&m);
	mark_manifest_free(&same);
}

/* Write the manifest with ${from} replaced by ${to} in its body, under a checksum that fits, and read it. */
static int
written_and_read(const struct mark_manifest *m, const char *from, const char *to, struct mark_manifest *back)
{
	struct mark_package p = { .root = STR("package"), .sites = { .site = m->site, .n = m->sites } };
	struct buf text = BUF(MANIFEST_MAX), body = BUF(MANIFEST_MAX), out = BUF(MANIFEST_MAX);
	struct err e = { 0 };
	const char *begin, *at;
	struct sha256 sum;
	int rc;

	mark_manifest_put(&text, &p, &m->book);
	assert_non_null(begin = strstr(buf_c(&text), "\"body\":"));
	begin += 7;
	assert_non_null(at = strstr(begin, from));
	buf_str(&body, (struct str){ begin, (size_t)(at - begin) });
	buf_cstr(&body, to);
	buf_cstr(&body, at + strlen(from));
	body.n -= 2; /* The envelope's end. */
	sum = sha256_of(buf_view(&body));
	buf_cstr(&out, "{\"kind\":\"athar-manifest\",\"v\":1,\"sha256\":\"");
	hex_put(&out, sum.b, sizeof(sum.b));
	buf_cstr(&out, "\",\"body\":");
	buf_str(&out, buf_view(&body));
	buf_cstr(&out, "}\n");
	assert_int_equal(out.failed, 0);
	rc = mark_manifest_read(back, buf_view(&out), &e);
	buf_free(&text);
	buf_free(&body);
	buf_free(&out);
	return (rc);
}

static void
manifests_tell_the_biases(void **state)
{
	static const char *const edit[][2] = {
		{ "\"bias\":13849", "\"bias\":13850" },
		{ "\"bias\":13849", "\"bias\":0" },
		{ "\"bias\":13849", "\"bias\":65536" },
		{ ",\"bias\":13849", "" },
		{ MANIFEST_DISCRETE, MANIFEST_CONSTANT },
		{ "\"colluders\":3", "\"colluders\":4" },
	};
	struct mark_manifest m = { 0 }, back = { 0 };

	(void)state;
	draw(&m, 700, 3);
	assert_int_equal(written_and_read(&m, "\"copies\"", "\"copies\"", &back), 0);
	assert_true(back.book.discrete);
	assert_memory_equal(back.book.bias, m.book.bias, 700 * sizeof(*m.book.bias));
	assert_memory_equal(back.book.symbol, m.book.symbol, 700 * COPIES * sizeof(*m.book.symbol));
	mark_manifest_free(&back);
	for (size_t i = 0; i < sizeof(edit) / sizeof(edit[0]); i++) {
		assert_int_not_equal(written_and_read(&m, edit[i][0], edit[i][1], &back), 0);
		mark_manifest_free(&back);
	}
	mark_manifest_free(&m);
	/* Below 700 it is the scheme that was always there, with no member more. */
	draw(&m, 699, 3);
	assert_int_equal(written_and_read(&m, MANIFEST_CONSTANT, MANIFEST_CONSTANT, &back), 0);
	assert_false(back.book.discrete);
	mark_manifest_free(&back);
	assert_int_not_equal(written_and_read(&m, MANIFEST_CONSTANT, MANIFEST_DISCRETE, &back), 0);
	mark_manifest_free(&back);
	mark_manifest_free(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(symbols_follow_their_bias),
		cmocka_unit_test(manifests_tell_the_biases),
		cmocka_unit_test(innocents_keep_their_bound),
		cmocka_unit_test(leakers_are_named),
		cmocka_unit_test(more_texts_are_no_worse),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
