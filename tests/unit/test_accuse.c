/*
 * Accusing: the leaker is named, and innocents no more often than the bound
 * says, by the product's own path: real copies of the lab's package, drawn
 * under other secrets, read back and scored.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "mark/copy.h"
#include "mark/manifest.h"
#include "mark/reader.h"
#include "trace/accuse.h"

static uint64_t
next(uint64_t *s)
{
	uint64_t z = (*s += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (z ^ (z >> 31));
}

/* A manifest made by hand: two-valued sites, then free ones of class hex, with codewords from a generator. */
static void
invent(struct mark_manifest *m, size_t two, size_t free_sites, size_t length, size_t copies, uint64_t seed)
{
	static struct str pair[2] = { { "this", 4 }, { "that", 4 } };
	struct err e;

	m->sites = two + free_sites;
	m->site = arena_array(&m->arena, m->sites, sizeof(*m->site));
	assert_non_null(m->site);
	for (size_t k = 0; k < m->sites; k++) {
		m->site[k] = (struct mark_site){ .kind = k < two ? MARK_ONE_OF : MARK_FREE,
			.value = pair,
			.values = k < two ? 2 : 0,
			.class = MARK_HEX,
			.length = length };
	}
	assert_int_equal(mark_book_make(&m->book, copies, m->sites, &e), 0);
	for (size_t i = 0; i < copies * m->sites; i++)
		m->book.symbol[i] = (uint16_t)(i % m->sites < two ? next(&seed) & 1 : 0);
}

/* A reading in which copy ${copy} was found whole. */
static void
found(struct mark_reading *r, const struct mark_manifest *m, size_t copy)
{
	assert_int_equal(mark_reading_make(r, m->site, m->sites, m->book.copies, NULL), 0);
	for (size_t k = 0; k < m->sites; k++) {
		if (m->site[k].kind == MARK_FREE) {
			r->held[k * r->copies + copy - 1] = 1;
			r->tokens[k] = 1;
		} else {
			r->seen[r->first[k] + mark_book_symbol(&m->book, copy, k)] = 1;
		}
	}
}

static void
erase(struct mark_reading *r, size_t k)
{
	memset(r->seen + r->first[k], 0, r->first[k + 1] - r->first[k]);
	memset(r->held + k * r->copies, 0, r->copies);
	r->tokens[k] = 0;
}

/* With 100 copies, 27 surviving two-valued marks are within 1e-6 (7.5e-7) and 26 are not (1.5e-6). */
static void
needs_27_marks(void **state)
{
	struct mark_manifest m = { 0 };
	struct mark_reading r = { 0 };
	struct accuse_result result = { 0 };

	(void)state;
	invent(&m, 66, 0, 0, 100, 3);
	found(&r, &m, 42);
	for (size_t k = 27; k < 66; k++)
		erase(&r, k);
	assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
	assert_int_equal(result.sites_read, 27);
	assert_int_equal(result.accused, 1);
	assert_int_equal(result.score[0].copy, 42);
	assert_true(result.score[0].p_value >= 100 * ldexp(1, -27) &&
	    result.score[0].p_value < 100.001 * ldexp(1, -27));
	assert_true(result.possible && result.colluders == 1);
	accuse_free(&result);
	/* Two specimens in one run cost a factor of two. */
	assert_int_equal(accuse(&m, &r, 1e-6, 2, &result, NULL), 0);
	assert_int_equal(result.accused, 0);
	assert_false(result.possible);
	accuse_free(&result);
	erase(&r, 0);
	assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
	assert_int_equal(result.accused, 0);
	assert_true(!result.possible && result.colluders == 0);
	assert_int_equal(result.score[0].copy, 42);
	accuse_free(&result);
	mark_reading_free(&r);
	mark_manifest_free(&m);
}

/* Nothing read, everything read, and a specimen full of values: nobody. */
static void
accuses_nobody_without_evidence(void **state)
{
	struct mark_manifest m = { 0 };
	struct mark_reading r = { 0 };
	struct accuse_result result = { 0 };

	(void)state;
	invent(&m, 40, 3, 4, 100, 4);
	assert_int_equal(mark_reading_make(&r, m.site, m.sites, 100, NULL), 0);
	assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
	assert_int_equal(result.sites_read, 0);
	assert_true(!result.possible && result.accused == 0 && result.best == 1);
	accuse_free(&result);
	memset(r.seen, 1, r.first[m.sites]);
	memset(r.held, 1, m.sites * 100);
	for (size_t k = 40; k < 43; k++)
		r.tokens[k] = 65535;
	assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
	assert_int_equal(result.sites_read, 0);
	assert_true(!result.possible && result.accused == 0);
	for (size_t i = 0; i < 100; i++)
		assert_true(result.score[i].p_value == 1 && result.score[i].copy == i + 1);
	accuse_free(&result);
	mark_reading_free(&r);
	mark_manifest_free(&m);
}

/* The largest number of leakers, from lengths and values worked out by hand. */
static void
says_how_many_leakers_it_supports(void **state)
{
	struct mark_manifest m = { 0 };
	struct mark_reading r = { 0 };
	struct accuse_result result = { 0 };

	(void)state;
	/* 167 sites of two values for two, as the listing of a package says (unit/test_capacity has it exactly). */
	invent(&m, 167, 0, 0, 100, 5);
	found(&r, &m, 9);
	assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
	assert_int_equal(result.colluders, 2);
	accuse_free(&result);
	erase(&r, 166);
	assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
	assert_int_equal(result.colluders, 1);
	accuse_free(&result);
	mark_reading_free(&r);
	mark_manifest_free(&m);

	/* Six values of 48 bits: each names its owner, so six leakers are supported. */
	invent(&m, 0, 6, 12, 100, 6);
	found(&r, &m, 9);
	assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
	assert_int_equal(result.colluders, 6);
	accuse_free(&result);
	mark_reading_free(&r);
	mark_manifest_free(&m);

	/*
	 * Six of 16 bits: two are within the bound (15 pairs / 65436^2 * 100 = 3.5e-7), one is not, and of
	 * five owners one holds two.
	 */
	invent(&m, 0, 6, 4, 100, 6);
	found(&r, &m, 9);
	assert_int_equal(accuse(&m, &r, 1e-6, 1, &result, NULL), 0);
	assert_int_equal(result.colluders, 5);
	accuse_free(&result);
	mark_reading_free(&r);
	mark_manifest_free(&m);
}

/*
 * Small alphabets, where chance does strike: 1000 copies, free values of 16
 * bits, specimens that hold 3000 random ones, and ten symbols.  The rate at
 * which innocents reach p_single <= a must not exceed a, and not be far below.
 */
static void
innocents_by_chance(void **state)
{
	enum { COPIES = 1000, SPECIMENS = 150, HELD = 3000, FREE = 3, TWO = 10 };
	static const double level[] = { 0.1, 1e-2, 1e-3, 1e-4 };
	uint64_t seed = 11;
	size_t hits[4] = { 0 };
	struct mark_manifest m = { 0 };
	struct mark_reading r = { 0 };
	static uint8_t present[65536];

	(void)state;
	invent(&m, TWO, FREE, 4, COPIES, 7);
	assert_int_equal(mark_reading_make(&r, m.site, m.sites, COPIES, NULL), 0);
	for (size_t s = 0; s < SPECIMENS; s++) {
		struct accuse_result result = { 0 };

		memset(present, 0, sizeof(present));
		mark_reading_clear(&r);
		for (size_t n = 0; n < HELD;) {
			uint8_t *p = &present[next(&seed) & 0xFFFF];

			n += *p == 0;
			*p = 1;
		}
		for (size_t k = 0; k < TWO; k++)
			r.seen[r.first[k] + (next(&seed) & 1)] = 1;
		/*
		 * The innocents' values: distinct, drawn afresh, since the ledger stays the same and the
		 * specimens vary.
		 */
		for (size_t k = TWO; k < TWO + FREE; k++) {
			static uint8_t used[65536];

			memset(used, 0, sizeof(used));
			used[0] = 1;
			r.tokens[k] = HELD;
			for (size_t copy = 1; copy <= COPIES; copy++) {
				uint16_t v;

				do
					v = (uint16_t)next(&seed);
				while (used[v] != 0);
				used[v] = 1;
				r.held[k * COPIES + copy - 1] = present[v];
			}
		}
		for (size_t i = 0; i < COPIES * m.sites; i++)
			m.book.symbol[i] = (uint16_t)(next(&seed) & 1);
		assert_int_equal(accuse(&m, &r, 1e-3, 1, &result, NULL), 0);
		for (size_t i = 0; i < COPIES; i++) {
			for (size_t l = 0; l < 4; l++)
				hits[l] += result.score[i].p_single <= level[l];
		}
		accuse_free(&result);
	}
	for (size_t l = 0; l < 4; l++) {
		double expected = level[l] * COPIES * SPECIMENS;

		assert_true((double)hits[l] <= expected + 5 * sqrt(expected));
		assert_true((double)hits[l] >= expected / 20);
	}
	mark_reading_free(&r);
	mark_manifest_free(&m);
}

/* The lab's package, its manifest for 100 copies, and a reader. */
struct world {
	struct mark_package p;
	struct mark_manifest m;
	struct mark_reader *reader;
	struct mark_scan *scan;
};

static int
make_world(void **state)
{
	static struct world w;
	struct mark_book book = { 0 };
	struct buf b = BUF(BUF_BIG);
	struct err e = { 0 };

	*state = &w;
	if (mark_package_load(&w.p, SOURCE_DIR "/lab/package", &e) != 0 ||
	    mark_book_fill(&book, STR("the secret of the manifest"), &w.p.id, w.p.sites.site, w.p.sites.n,
		100, &e) != 0) {
		print_error("%s:%llu: %s\n", e.file, (unsigned long long)e.line, e.text);
		return (-1);
	}
	mark_manifest_put(&b, &w.p, &book);
	mark_book_free(&book);
	if (mark_manifest_read(&w.m, buf_view(&b), &e) != 0 ||
	    (w.reader = mark_reader_new(w.m.site, w.m.sites, &w.m.book, &e)) == NULL ||
	    (w.scan = mark_scan_new(w.reader, &e)) == NULL)
		return (-1);
	buf_free(&b);
	return (0);
}

static int
end_world(void **state)
{
	struct world *w = *state;

	mark_scan_free(w->scan);
	mark_reader_free(w->reader);
	mark_manifest_free(&w->m);
	mark_package_free(&w->p);
	return (0);
}

/* Read a whole copy as a specimen. */
static const struct mark_reading *
read_copy(struct world *w, const struct mark_book *book, size_t copy)
{
	struct buf b = BUF(BUF_BIG);

	mark_scan_clear(w->scan);
	for (size_t f = 0; f < w->p.files; f++) {
		buf_clear(&b);
		mark_copy_file(&w->p, book, copy, f, &b);
		mark_scan_feed(w->scan, buf_view(&b));
		mark_scan_file_end(w->scan);
	}
	buf_free(&b);
	return (mark_scan_reading(w->scan));
}

/*
 * A thousand specimens that carry the marks of other secrets: none of the 100 copies is accused, and the
 * rates hold.
 */
static void
copies_of_other_secrets(void **state)
{
	enum { SPECIMENS = 1000 };
	static const double level[] = { 1e-2, 1e-3 };
	struct world *w = *state;
	size_t hits[2] = { 0 }, families = 0;

	for (size_t s = 0; s < SPECIMENS; s++) {
		struct mark_book book = { 0 };
		struct accuse_result result = { 0 };
		char secret[64];

		(void)snprintf(secret, sizeof(secret), "another sender's secret %zu", s);
		assert_int_equal(
		    mark_book_fill(&book, str_of(secret), &w->p.id, w->p.sites.site, w->p.sites.n, 1, NULL),
		    0);
		assert_int_equal(accuse(&w->m, read_copy(w, &book, 1), 1e-6, 1, &result, NULL), 0);
		assert_int_equal(result.accused, 0);
		assert_true(result.possible);
		for (size_t i = 0; i < result.copies; i++) {
			for (size_t l = 0; l < 2; l++)
				hits[l] += result.score[i].p_single <= level[l];
		}
		families += result.score[0].p_value <= 0.05;
		accuse_free(&result);
		mark_book_free(&book);
	}
	for (size_t l = 0; l < 2; l++) {
		double expected = level[l] * 100 * SPECIMENS;

		assert_true((double)hits[l] <= expected + 5 * sqrt(expected));
		assert_true((double)hits[l] >= expected / 20);
	}
	/* At a bound of 0.05 at most one specimen in twenty would accuse anybody. */
	assert_true((double)families <= 50 + 5 * sqrt(50));
}

/*
 * Every copy is named when found whole, and nobody else with it; under one secret, too, the others are by
 * chance.
 */
static void
names_each_copy(void **state)
{
	struct world *w = *state;
	size_t hits = 0;

	for (size_t copy = 1; copy <= 100; copy++) {
		struct accuse_result result = { 0 };

		assert_int_equal(accuse(&w->m, read_copy(w, &w->m.book, copy), 1e-6, 1, &result, NULL), 0);
		assert_int_equal(result.sites_read, w->m.sites);
		assert_int_equal(result.accused, 1);
		assert_int_equal(result.score[0].copy, copy);
		assert_int_equal(result.score[0].matched, w->m.sites);
		for (size_t i = 1; i < result.copies; i++)
			hits += result.score[i].p_single <= 0.01;
		accuse_free(&result);
	}
	/*
	 * 99 of 9900 would be one in a hundred; each pair is met twice, so the spread is that of half as
	 * many.
	 */
	assert_true((double)hits <= 99 + 5 * sqrt(2 * 99.0));
}

/*
 * Half of the sites lost at random, with the free values and without them: named in 95 of 100, never
 * anyone else.
 */
static void
names_the_leaker_after_losses(void **state)
{
	enum { TRIALS = 300 };
	struct world *w = *state;
	uint64_t seed = 5;

	for (int without_free = 0; without_free < 2; without_free++) {
		size_t named = 0;

		for (size_t t = 0; t < TRIALS; t++) {
			struct mark_reading r = { 0 };
			struct accuse_result result = { 0 };
			size_t leaker = 1 + next(&seed) % 100;

			found(&r, &w->m, leaker);
			for (size_t k = 0; k < w->m.sites; k++) {
				if ((next(&seed) & 1) == 0 ||
				    (without_free && w->m.site[k].kind == MARK_FREE))
					erase(&r, k);
			}
			assert_int_equal(accuse(&w->m, &r, 1e-6, 1, &result, NULL), 0);
			assert_true(result.accused <= 1);
			if (result.accused == 1) {
				assert_int_equal(result.score[0].copy, leaker);
				named++;
			}
			accuse_free(&result);
			mark_reading_free(&r);
		}
		print_message("half lost, %s: %zu of %d named\n",
		    without_free ? "no free value left" : "free values too", named, TRIALS);
		assert_true(named * 100 >= TRIALS * 95);
	}
}

/* Two copies mixed, site by site, or both in one folder: nobody but those two, and at least one of them. */
static void
names_those_who_mixed(void **state)
{
	struct world *w = *state;
	uint64_t seed = 6;

	for (size_t t = 0; t < 200; t++) {
		struct mark_reading r = { 0 }, q = { 0 };
		struct accuse_result result = { 0 };
		size_t a = 1 + next(&seed) % 50, b = 51 + next(&seed) % 50;

		found(&r, &w->m, a);
		found(&q, &w->m, b);
		for (size_t k = 0; k < w->m.sites; k++) {
			bool both = t % 2 == 0, other = (next(&seed) & 1) != 0;

			if (!both && !other)
				continue;
			if (!both)
				erase(&r, k);
			for (size_t i = q.first[k]; i < q.first[k + 1]; i++)
				r.seen[i] |= q.seen[i];
			for (size_t i = k * 100; i < k * 100 + 100; i++)
				r.held[i] |= q.held[i];
			r.tokens[k] += q.tokens[k];
		}
		assert_int_equal(accuse(&w->m, &r, 1e-6, 1, &result, NULL), 0);
		assert_true(result.accused >= 1);
		for (size_t i = 0; i < result.accused; i++)
			assert_true(result.score[i].copy == a || result.score[i].copy == b);
		assert_true(result.colluders >= 2);
		accuse_free(&result);
		mark_reading_free(&r);
		mark_reading_free(&q);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(needs_27_marks),
		cmocka_unit_test(accuses_nobody_without_evidence),
		cmocka_unit_test(says_how_many_leakers_it_supports),
		cmocka_unit_test(innocents_by_chance),
		cmocka_unit_test(copies_of_other_secrets),
		cmocka_unit_test(names_each_copy),
		cmocka_unit_test(names_the_leaker_after_losses),
		cmocka_unit_test(names_those_who_mixed),
	};

	return (cmocka_run_group_tests(tests, make_world, end_world));
}
