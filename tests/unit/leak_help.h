/*
 * Simulated leaks, for the unit test of rates and for bench/accuse_rates.c: a
 * book of random codewords, what colluders leave of it at each site, and what
 * is lost and changed on the way.  All from a seed.
 */
#ifndef TESTS_UNIT_LEAK_HELP_H
#define TESTS_UNIT_LEAK_HELP_H

#include <stdlib.h>

#include "trace/accuse.h"

enum strategy { INTERLEAVE, MAJORITY, MINORITY, COIN, ALL_ONES, STRATEGIES };
static const char *const strategy_name[STRATEGIES] = { "interleave", "majority", "minority", "coin",
	"all-ones" };

static inline uint64_t
leak_next(uint64_t *s)
{
	uint64_t z = (*s += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (z ^ (z >> 31));
}

static inline bool
leak_chance(uint64_t *s, double p)
{
	return ((double)(leak_next(s) >> 11) / 9007199254740992.0 < p);
}

struct leak {
	struct mark_manifest m;
	struct mark_reading r;
	uint64_t seed;
};

/* Sites of two texts each for so many copies; 0 where there is memory. */
static inline int
leak_make(struct leak *l, size_t copies, size_t sites)
{
	static struct str pair[2] = { { "that", 4 }, { "this", 4 } };
	struct err e;

	l->m.sites = sites;
	if ((l->m.site = arena_array(&l->m.arena, sites, sizeof(*l->m.site))) == NULL)
		return (-1);
	for (size_t k = 0; k < sites; k++)
		l->m.site[k] = (struct mark_site){ .kind = MARK_ONE_OF, .value = pair, .values = 2 };
	if (mark_book_make(&l->m.book, copies, sites, &e) != 0)
		return (-1);
	return (mark_reading_make(&l->r, l->m.site, sites, copies, &e));
}

/* New codewords, by the scheme that so many sites get (mark/code.h). */
static inline void
leak_draw(struct leak *l)
{
	struct mark_book *b = &l->m.book;

	b->discrete = l->m.sites >= MARK_DISCRETE_SITES;
	for (size_t k = 0; k < l->m.sites; k++) {
		b->bias[k] = 0;
		if (b->discrete)
			b->bias[k] = (leak_next(&l->seed) & 1) != 0 ? MARK_BIAS_HIGH : MARK_BIAS_LOW;
		for (size_t copy = 0; copy < b->copies; copy++)
			b->symbol[copy * b->sites + k] =
			    (leak_next(&l->seed) & 0xFFFF) < (b->bias[k] != 0 ? b->bias[k] : 0x8000u);
	}
}

/* What copies 1 to ${c} leave at a site. */
static inline unsigned
leak_symbol(struct leak *l, size_t k, size_t c, enum strategy strategy)
{
	size_t ones = 0;

	for (size_t copy = 1; copy <= c; copy++)
		ones += mark_book_symbol(&l->m.book, copy, k);
	if (ones == 0 || ones == c)
		return (ones == c);
	switch (strategy) {
	case MAJORITY: return (2 * ones == c ? leak_chance(&l->seed, 0.5) : 2 * ones > c);
	case MINORITY: return (2 * ones == c ? leak_chance(&l->seed, 0.5) : 2 * ones < c);
	case COIN: return (leak_chance(&l->seed, 0.5));
	case ALL_ONES: return (1);
	default: return (leak_chance(&l->seed, (double)ones / (double)c));
	}
}

/* The specimen of copies 1 to ${c}: marks lost and, of those left, changed to the other text. */
static inline void
leak_specimen(struct leak *l, size_t c, enum strategy strategy, double lost, double changed)
{
	mark_reading_clear(&l->r);
	for (size_t k = 0; k < l->m.sites; k++) {
		unsigned symbol = leak_symbol(l, k, c, strategy);

		if (leak_chance(&l->seed, lost))
			continue;
		symbol ^= leak_chance(&l->seed, changed);
		l->r.seen[l->r.first[k] + symbol] = 1;
	}
}

static inline void
leak_free(struct leak *l)
{
	mark_reading_free(&l->r);
	mark_manifest_free(&l->m);
}

/* What came of many runs. */
struct leak_rates {
	size_t runs;
	size_t one, all;          /* Runs in which one of the leakers was named; in which all were. */
	size_t alone;             /* In which one was named by the test of single copies. */
	size_t wrong;             /* In which an innocent was. */
	size_t innocents, low[3]; /* Innocents; of them with p_single at most 1e-2, 1e-3, 1e-4. */
};

/* One run with the codewords there are. */
static inline int
leak_run(struct leak *l, size_t c, double bound, struct leak_rates *rates)
{
	struct accuse_result result = { 0 };
	size_t named = 0, alone = 0, wrong = 0;
	struct err e;
	int rc = accuse(&l->m, &l->r, bound, 1, &result, &e);

	for (size_t i = 0; rc == 0 && i < result.copies; i++) {
		const struct accuse_score *s = &result.score[i];

		if (s->copy <= c) {
			named += s->accused;
			alone += s->accused && !s->beside;
			continue;
		}
		wrong += s->accused;
		rates->innocents++;
		for (size_t k = 0; k < 3; k++)
			rates->low[k] += s->p_single <= (k == 0 ? 1e-2 : k == 1 ? 1e-3 : 1e-4);
	}
	rates->runs++;
	rates->one += named > 0;
	rates->alone += alone > 0;
	rates->all += named == c;
	rates->wrong += wrong > 0;
	accuse_free(&result);
	return (rc);
}

#endif
