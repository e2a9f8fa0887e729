/*
 * The index against comparing each package in full: what score_pair gives its
 * floor is found, whatever the background, the sizes and the floors; and it is
 * an index, so that most of what is far below its floor is not.
 */
#include "trace_invent.h"

#include "trace/index.h"
#include "trace/score_impl.h"

#define PACKAGES 50

struct packages {
	struct print p[PACKAGES];
	struct score_package *k[PACKAGES];
	struct score_floor floor[PACKAGES];
	struct index *x;
};

/* How a search did. */
struct tally {
	size_t must, found, lost, pairs, whole;
};

/* What a specimen is made of: rubbish, a part of a package somewhere, rubbish. */
static void
specimen_new(struct print *s, const struct world *w, const struct packages *k)
{
	uint32_t tokens = 20 + (uint32_t)help_random(1500), from = (uint32_t)help_random(tokens);
	const struct print *of = help_random(8) == 0 ? NULL : &k->p[help_random(PACKAGES)];
	uint32_t to = of == NULL ? from : from + of->tokens;

	invent_print(s, tokens + to - from + 1);
	invent_fill(s, w, NULL, 0, 0, from);
	invent_fill(s, w, of, 20 + help_random(80), from, to);
	invent_fill(s, w, NULL, 0, to, s->tokens - 1);
}

static void
packages_make(struct packages *k, const struct world *w)
{
	struct err e = { 0 };

	assert_non_null(k->x = index_new(w->b, "/tmp/athar-index", &e));
	for (size_t i = 0; i < PACKAGES; i++) {
		/* Some packages are made of others, so that a specimen is of several. */
		const struct print *other = i > 0 && help_random(3) == 0 ? &k->p[help_random(i)] : NULL;
		uint32_t tokens = 10 + (uint32_t)help_random(200);

		invent_print(&k->p[i], tokens);
		if (w->groups > 0 && help_random(6) == 0)
			k->p[i].file[0].id = w->group[help_random(w->groups)].file[0].id;
		invent_fill(&k->p[i], w, other, 60, 0, tokens);
		/* Mostly one of both is out of reach. */
		k->floor[i] =
		    (struct score_floor){ (double)help_random(1500) / 100, (double)help_random(1500) / 100 };
		if (i % 3 == 0)
			k->floor[i].chances = INFINITY;
		else if (i % 3 == 1)
			k->floor[i].score = INFINITY;
		if ((k->k[i] = score_package(&k->p[i], w->b, &e)) == NULL ||
		    index_add(k->x, k->k[i], &k->floor[i], &e) != 0)
			fail_msg("%s", e.text);
	}
	assert_int_equal(index_seal(k->x, &e), 0);
	assert_int_equal(index_packages(k->x), PACKAGES);
}

static void
packages_drop(struct packages *k)
{
	for (size_t i = 0; i < PACKAGES; i++) {
		score_package_free(k->k[i]);
		print_free(&k->p[i]);
	}
	index_free(k->x);
}

static bool
holds(const struct index_found *found, uint32_t package)
{
	for (size_t i = 0; i < found->n; i++) {
		if (found->package[i] == package)
			return (true);
	}
	return (false);
}

/* Each package in full. */
static void
against_all(const struct packages *k, const struct print *s, struct index_found *found, struct tally *t)
{
	struct err e = { 0 };
	struct score got;

	if (index_find(k->x, s, found, &e) != 0)
		fail_msg("%s", e.text);
	for (uint32_t i = 0; i < PACKAGES; i++) {
		assert_int_equal(score_pair(k->k[i], s, &got, &e), 0);
		t->must += score_reaches(&got, &k->floor[i]);
		t->lost += score_reaches(&got, &k->floor[i]) && !holds(found, i);
	}
	for (size_t i = 1; i < found->n; i++)
		assert_true(found->package[i - 1] < found->package[i]);
	t->pairs += PACKAGES;
	t->found += found->n;
	t->whole += found->whole;
}

static struct tally
try_world(uint32_t groups, unsigned trials, bool known)
{
	struct index_found found = { 0 };
	struct tally t = { 0 };
	struct packages k;
	struct world w = { .scale = 1 };

	if (groups > 0)
		world_make(&w, groups, 10, 40);
	packages_make(&k, &w);
	for (unsigned i = 0; i < trials; i++) {
		struct print s;

		specimen_new(&s, &w, &k);
		if (known)
			s.file[0].id = w.group[help_random(groups)].file[0].id;
		against_all(&k, &s, &found, &t);
		print_free(&s);
	}
	print_message(
	    "%u groups%s: of %zu pairs %zu must be found; %zu are, %zu by the whole specimen; %zu lost\n",
	    groups, known ? ", specimens of files known to it" : "", t.pairs, t.must, t.found, t.whole,
	    t.lost);
	index_found_free(&found);
	packages_drop(&k);
	if (groups > 0)
		world_drop(&w);
	return (t);
}

static void
nothing_is_lost(void **state)
{
	static const uint32_t groups[] = { 0, 1, 5, 12, 13, 40 };

	(void)state;
	help_state = 11;
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		struct tally t = try_world(groups[i], 60, false);

		assert_int_equal(t.lost, 0);
		assert_true(t.must > 40);
		/* It would be no index if it found everything. */
		assert_true(t.found - t.must < (t.pairs - t.must) / 2);
		assert_true(t.found < t.whole);
	}
}

/* Groups leave the counts with the specimen's own files: the weaker rule, which these worlds do not break. */
static void
known_files(void **state)
{
	(void)state;
	help_state = 12;
	for (uint32_t groups = 20; groups <= 40; groups += 20) {
		struct tally t = try_world(groups, 60, true);

		assert_int_equal(t.lost, 0);
		assert_true(t.must > 40);
	}
}

static int
in_order(const void *a, const void *b)
{
	const struct feature *x = a, *y = b;

	if (x->hash != y->hash)
		return (x->hash < y->hash ? -1 : 1);
	return (x->pos < y->pos ? -1 : x->pos > y->pos);
}

/* The order is that of the library, also where somebody made all hashes begin alike. */
static void
sorted(void **state)
{
	(void)state;
	help_state = 14;
	for (unsigned trial = 0; trial < 200; trial++) {
		uint32_t n = (uint32_t)help_random(trial % 20 == 0 ? 20000 : 90);
		uint64_t crowd = help_random(2) * (help_random(64) + 1),
			 mask = crowd == 0 ? 0 : UINT64_MAX << (64 - crowd);
		struct print p;
		struct feature *want, *got;

		invent_print(&p, n + 1);
		for (uint32_t pos = 0; pos < n; pos++)
			invent_put(&p, CH_RAW, help_random(UINT64_MAX) & ~mask, (uint32_t)help_random(n));
		assert_non_null(want = malloc((n + 1) * sizeof(*want)));
		if (n > 0) {
			memcpy(want, p.feature[CH_RAW], n * sizeof(*want));
			qsort(want, n, sizeof(*want), in_order);
		}
		assert_non_null(got = score_sorted(&p, CH_RAW));
		for (uint32_t i = 0; i < n; i++)
			assert_true(got[i].hash == want[i].hash && got[i].pos == want[i].pos);
		free(want);
		free(got);
		print_free(&p);
	}
}

static void
edges(void **state)
{
	struct index_found found = { 0 };
	struct err e = { 0 };
	struct print p, empty = { 0 };
	struct score_package *k;
	struct index *x;

	(void)state;
	help_state = 13;
	/* No package, and one of which the specimen is nothing. */
	assert_non_null(x = index_new(NULL, "/tmp/athar-index", &e));
	assert_int_equal(index_seal(x, &e), 0);
	invent_print(&p, 40);
	invent_fill(&p, &(struct world){ .scale = 1 }, NULL, 0, 0, 39);
	assert_int_equal(index_find(x, &p, &found, &e), 0);
	assert_int_equal(found.n, 0);
	index_free(x);
	assert_non_null(x = index_new(NULL, "/tmp/athar-index", &e));
	assert_non_null(k = score_package(&p, NULL, &e));
	assert_int_equal(index_add(x, k, &(struct score_floor){ 1, 1 }, &e), 0);
	assert_int_equal(index_seal(x, &e), 0);
	assert_int_equal(index_find(x, &empty, &found, &e), 0);
	assert_int_equal(found.n, 0);
	assert_int_equal(index_find(x, &p, &found, &e), 0);
	assert_int_equal(found.n, 1);
	/* Places that are not in order, as only a reader that was taken over sends them. */
	p.tokens = 4000;
	for (size_t i = 0; i < p.n[CH_RAW]; i++)
		p.feature[CH_RAW][i].pos = (uint32_t)(p.n[CH_RAW] - i);
	assert_int_equal(index_find(x, &p, &found, &e), 0);
	assert_int_equal(found.n, 1);
	index_found_free(&found);
	score_package_free(k);
	index_free(x);
	print_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost),
		cmocka_unit_test(known_files),
		cmocka_unit_test(sorted),
		cmocka_unit_test(edges),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
