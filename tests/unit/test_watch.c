/*
 * Watching against the rule applied to every package in full; that it does
 * not matter what is on the shelf; the tail; and parts of a fingerprint.
 */
#include "trace_invent.h"

#include <math.h>

#include "trace/watch.h"

#define PACKAGES  16
#define SPECIMENS 8

struct packages {
	const struct world *w;
	struct print p[PACKAGES];
	size_t loads;
};

/* What a watch said of a specimen. */
struct said {
	size_t n;
	struct watch_match m[PACKAGES];
};

static int
load(void *arg, uint32_t package, struct print *p, struct err *e)
{
	struct packages *k = arg;

	(void)e;
	k->loads++;
	invent_copy(p, &k->p[package]);
	return (0);
}

static int
on_match(void *arg, const struct watch_match *m, struct err *e)
{
	struct said *said = arg;

	(void)e;
	assert_true(said->n < PACKAGES);
	said->m[said->n++] = *m;
	return (0);
}

static struct watch *
watch_all(struct packages *k, double level, uint64_t shelf)
{
	struct watch_options o = { .background = k->w->b,
		.level = level,
		.shelf = shelf,
		.beside = "/tmp/athar-watch",
		.load = load,
		.arg = k };
	struct err e = { 0 };
	struct watch *w = watch_new(&o, &e);

	assert_non_null(w);
	for (size_t i = 0; i < PACKAGES; i++) {
		if (watch_add(w, &k->p[i], &e) != 0)
			fail_msg("%s", e.text);
	}
	assert_int_equal(watch_seal(w, &e), 0);
	return (w);
}

/* The rule as the header says it, over all packages. */
static void
by_rule(const struct packages *k, const struct print *s, double level, struct said *said)
{
	struct err e = { 0 };

	said->n = 0;
	for (uint32_t i = 0; i < PACKAGES; i++) {
		struct score_package *ready = score_package(&k->p[i], k->w->b, &e);
		struct watch_match m = { .number = i };
		const struct calibrate_point *point = NULL;
		size_t n = 0, channels = 0;
		bool alert;

		assert_non_null(ready);
		assert_int_equal(score_pair(ready, s, &m.score, &e), 0);
		if (k->w->b != NULL)
			point = background_points(k->w->b, &n);
		calibrate(&m.llr, point, n,
		    &(struct calibrate_point){ .score = (float)m.score.score,
			.nearness = (float)m.score.nearness,
			.tokens = k->p[i].tokens,
			.lang = (uint8_t)k->p[i].file[0].lang });
		for (enum channel ch = 0; ch < CH_N; ch++)
			channels += m.score.channel[ch].features > 0;
		/* A tail of e times the geometric mean of them, each 10 to the minus its own. */
		alert = m.llr.refusal == NULL
		    ? m.llr.llr >= level
		    : exp(1) * pow(10, -m.score.chances / channels) <= pow(10, -level);
		if (alert)
			said->m[said->n++] = m;
		score_package_free(ready);
	}
}

static void
same(const struct said *a, const struct said *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_int_equal(a->m[i].number, b->m[i].number);
		assert_true(a->m[i].score.score == b->m[i].score.score);
		assert_true(a->m[i].score.containment == b->m[i].score.containment);
		assert_true(a->m[i].llr.refusal == b->m[i].llr.refusal);
		assert_true(a->m[i].llr.llr == b->m[i].llr.llr);
	}
}

/* Programs like the world's own, so that there is a ratio for those that are not too small; without a world anything. */
static void
packages_make(struct packages *k, const struct world *w)
{
	char path[256];

	*k = (struct packages){ .w = w };
	for (size_t i = 0; i < PACKAGES; i++) {
		if (w->groups > 0) {
			help_source(
			    help_path(path, w->folder, "package.c"), 10 + (unsigned)help_random(90), 0, 60);
			help_print(&k->p[i], path);
		} else {
			uint32_t tokens = 60 + (uint32_t)help_random(200);

			invent_print(&k->p[i], tokens);
			k->p[i].file[0].lang = LANG_C;
			invent_fill(&k->p[i], w, NULL, 0, 0, tokens);
		}
	}
}

/* Package and level by chance; what was alerted on by ratio and by tail is counted. */
static void
try_level(const struct world *w, double level, size_t *ratios, size_t *tails)
{
	static struct said rule, ready, loaded;
	struct packages k;
	struct watch *all, *none;
	struct err e = { 0 };
	uint64_t compared = 0;

	packages_make(&k, w);
	all = watch_all(&k, level, UINT64_MAX);
	none = watch_all(&k, level, 0);
	for (unsigned i = 0; i < SPECIMENS; i++) {
		struct print s;
		uint32_t tokens = 300 + (uint32_t)help_random(1200);

		invent_print(&s, tokens);
		invent_fill(&s, w, &k.p[help_random(PACKAGES)], 30 + help_random(70), 0, tokens);
		by_rule(&k, &s, level, &rule);
		ready.n = loaded.n = 0;
		assert_int_equal(watch_try(all, &s, on_match, &ready, &compared, &e), 0);
		assert_int_equal(watch_try(none, &s, on_match, &loaded, &compared, &e), 0);
		same(&ready, &rule);
		same(&loaded, &rule);
		for (size_t j = 0; j < rule.n; j++)
			*(rule.m[j].llr.refusal == NULL ? ratios : tails) += 1;
		print_free(&s);
	}
	/* The one with room for all never asks for one again, the other each time. */
	assert_true(k.loads > 0);
	assert_int_equal(k.loads * 2, compared);
	watch_free(all);
	watch_free(none);
	for (size_t i = 0; i < PACKAGES; i++)
		print_free(&k.p[i]);
}

static void
the_rule(void **state)
{
	size_t ratios = 0, tails = 0;
	struct world w, none = { .scale = 1 };

	(void)state;
	help_state = 21;
	world_make(&w, 40, 40, 60);
	for (double level = 0.5; level <= 2.5; level += 1)
		try_level(&w, level, &ratios, &tails);
	print_message("with a background: %zu alerts by a ratio, %zu by a tail\n", ratios, tails);
	assert_true(ratios > 10);
	ratios = tails = 0;
	for (double level = 1; level <= 2; level += 0.5)
		try_level(&none, level, &ratios, &tails);
	print_message("without: %zu by a tail\n", tails);
	assert_true(tails > 3 && ratios == 0);
	world_drop(&w);
}

static void
tails(void **state)
{
	(void)state;
	for (double level = 0.1; level < 12; level += 0.1)
		assert_true(fabs(watch_tail(watch_tail_floor(level, 3), 3) + level) < 1e-9);
	assert_true(watch_tail(0, 5) == 0 && watch_tail(1, 0) == 0);
	assert_true(watch_tail_floor(0, 5) == 0 && watch_tail_floor(1, 0) > 1e300);
	assert_true(fabs(watch_tail_floor(2, 5) - 12.1715) < 1e-3);
	assert_true(fabs(watch_tail_floor(2, 1) - 2.4343) < 1e-3);
}

/* A file cut out of a folder's fingerprint is that of the file alone, but for the name. */
static void
parts(void **state)
{
	char folder[] = "/tmp/athar-watch-XXXXXX", path[256], name[32];
	struct print all, part, alone;
	struct err e = { 0 };

	(void)state;
	help_state = 22;
	assert_non_null(mkdtemp(folder));
	for (unsigned i = 0; i < 4; i++) {
		(void)snprintf(name, sizeof(name), "f%u.c", i);
		help_source(help_path(path, folder, name), i == 2 ? 1 : 20 + 30 * i, 0, 50);
	}
	help_print(&all, folder);
	assert_int_equal(all.files, 4);
	for (size_t i = 0; i < 4; i++) {
		(void)snprintf(name, sizeof(name), "f%zu.c", i);
		help_print(&alone, help_path(path, folder, name));
		part = (struct print){ 0 };
		assert_int_equal(print_part(&all, i, 1, &part, &e), 0);
		assert_int_equal(part.tokens, alone.tokens);
		assert_int_equal(part.bytes, alone.bytes);
		assert_string_equal(part.file[0].name, path);
		assert_int_equal(part.file[0].id, alone.file[0].id);
		assert_int_equal(print_language(&part), print_language(&alone));
		for (enum channel ch = 0; ch < CH_N; ch++) {
			assert_int_equal(part.n[ch], alone.n[ch]);
			if (part.n[ch] > 0)
				assert_memory_equal(
				    part.feature[ch], alone.feature[ch], part.n[ch] * sizeof(struct feature));
		}
		print_free(&part);
		print_free(&alone);
	}
	print_free(&all);
	help_remove(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rule),
		cmocka_unit_test(tails),
		cmocka_unit_test(parts),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
