/*
 * Scores against a twin that is written plainly from the header's formulas:
 * sets by loops, every window tried, nothing kept from one to the next.
 */
#include "score_twin.h"

/* Fingerprints out of nothing. */
static void
add_feature(struct print *p, enum channel ch, uint64_t hash, uint32_t pos)
{
	p->feature[ch] = reallocarray(p->feature[ch], p->n[ch] + 1, sizeof(struct feature));
	assert_non_null(p->feature[ch]);
	p->feature[ch][p->n[ch]++] = (struct feature){ hash, pos, 1 + pos / 5 };
}

/* A hash of the channel out of a fingerprint, or, where it has none, a new one. */
static uint64_t
borrow(const struct print *p, enum channel ch)
{
	return (p->n[ch] > 0 ? p->feature[ch][help_random(p->n[ch])].hash : help_random(UINT64_MAX));
}

/* Some of its features are the world's, some those of ${other}, some its own; sometimes its file is the world's. */
static void
invent(struct print *p, const struct world *w, const struct print *other, uint32_t tokens)
{
	uint64_t of_other = help_random(80);

	*p = (struct print){ .tokens = tokens };
	assert_non_null(p->file = calloc(1, sizeof(*p->file)));
	p->files = 1;
	p->file[0] =
	    (struct print_file){ .name = strdup("x"), .id = help_random(UINT64_MAX), .tokens = tokens - 1 };
	if (w->groups > 0 && help_random(4) == 0)
		p->file[0].id = w->group[help_random(w->groups)].file[0].id;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		if (help_random(12) == 0)
			continue;
		for (uint32_t pos = 0; pos < tokens; pos += (uint32_t)help_random(4)) {
			uint64_t kind = help_random(100), hash = help_random(1 << 20);

			if (other != NULL && kind < of_other)
				hash = borrow(other, ch);
			else if (w->groups > 0 && kind < 90)
				hash = borrow(&w->group[help_random(w->groups)], ch);
			add_feature(p, ch, hash, pos);
		}
	}
}

static void
score_of(const struct world *w, const struct print *p, const struct print *x, struct score *s)
{
	struct err e = { 0 };
	struct score_package *k = score_package(p, w->b, &e);

	assert_non_null(k);
	assert_int_equal(score_pair(k, x, s, &e), 0);
	score_package_free(k);
}

/* What the program is given, as its own readers would make it of the package ${p}. */
struct handed {
	struct distinct d;
	struct filter filter;
	struct clean clean;
	struct score_given given;
};

static void
hand_over(struct handed *h, const struct extra *extra, const struct print *p)
{
	struct err e = { 0 };

	*h = (struct handed){ .given = { extra->aside != 0 ? &h->filter : NULL,
				  extra->solutions > 0 ? &h->clean : NULL } };
	assert_int_equal(distinct_make(&h->d, p, &e), 0);
	h->clean.n = extra->solutions;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		size_t n = h->d.n[ch];

		assert_non_null(h->filter.aside[ch] = calloc(n + 1, sizeof(bool)));
		for (size_t i = 0; i < n && extra->aside != 0; i++)
			h->filter.aside[ch][i] = h->d.hash[ch][i] % extra->aside == 0;
		for (size_t s = 0; s < extra->solutions; s++) {
			bool *held = calloc(n + 1, sizeof(bool));

			assert_non_null(held);
			for (size_t i = 0; i < n; i++)
				held[i] = has(&extra->solution[s], ch, h->d.hash[ch][i], 0, UINT32_MAX);
			h->clean.solution[s].has[ch] = held;
			h->clean.solution[s].id = &extra->solution[s].file[0].id;
			h->clean.solution[s].ids = 1;
		}
	}
}

static void
hand_back(struct handed *h)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		free(h->filter.aside[ch]);
		for (size_t s = 0; s < h->clean.n; s++)
			free(h->clean.solution[s].has[ch]);
	}
	distinct_free(&h->d);
}

static void
free_extra(struct extra *extra)
{
	for (size_t s = 0; s < extra->solutions; s++)
		print_free(&extra->solution[s]);
}

/* What is suspected, by the program and by the twin. */
static void
same_suspects(const struct score_package *k, const struct twin *t)
{
	size_t n, at = 0;
	const struct score_suspect *s = score_suspects(k, &n);

	assert_int_equal(n, members(t->suspect, t->n));
	for (uint32_t g = 0; g < t->n; g++) {
		if (!t->suspect[g])
			continue;
		assert_int_equal(s[at].group, g);
		same(s[at].cover, t->code[g], "a suspect's cover");
		at++;
	}
}

/* The program's score, and that the twin agrees with all of it; whether the specimen was long. */
static bool
agree(const struct world *w, const struct extra *extra, const struct print *p, const struct print *x,
    struct score *s, size_t *suspects)
{
	struct err e = { 0 };
	struct score_package *k;
	struct handed h;
	struct score twin;
	struct twin t;
	bool whole = x->tokens / 3 <= p->tokens;

	hand_over(&h, extra, p);
	assert_non_null(k = score_package_given(p, w->b, &h.given, &e));
	assert_int_equal(score_pair(k, x, s, &e), 0);
	twin_make(&t, w, extra, p, x);
	same_suspects(k, &t);
	if (suspects != NULL)
		*suspects = members(t.suspect, t.n);
	same(s->score, twin_best(&t, whole ? x->tokens : 2 * p->tokens), "the best window");
	assert_true(s->to - s->from <= (whole ? x->tokens : 2 * p->tokens));
	twin_score(&t, s->from, s->to, &twin);
	same_score(s, &twin);
	same(s->bits, twin_bits(&t), "bits");
	twin_free(&t);
	score_package_free(k);
	hand_back(&h);
	return (!whole);
}

/* Returns whether the specimen was long. */
static bool
compare(const struct world *w, uint32_t package, uint32_t specimen)
{
	struct extra extra = { .aside = help_random(3) == 0 ? 2 + help_random(4) : 0 };
	struct print p, x;
	struct score s;
	bool windowed;

	invent(&p, w, NULL, package);
	invent(&x, w, help_random(5) > 0 ? &p : NULL, specimen);
	extra.solutions = help_random(3) == 0 ? 1 + help_random(CLEANS_MAX) : 0;
	for (size_t i = 0; i < extra.solutions; i++) {
		invent(&extra.solution[i], w, &p, 3 + (uint32_t)help_random(20));
		/* Some hold a file of a party. */
		if (help_random(6) == 0)
			extra.solution[i].file[0].id = (help_random(2) == 0 ? &p : &x)->file[0].id;
	}
	windowed = agree(w, &extra, &p, &x, &s, NULL);
	free_extra(&extra);
	print_free(&p);
	print_free(&x);
	return (windowed);
}

static void
twin_agrees(void **state)
{
	static const uint32_t sizes[] = { 0, 1, 2, 5, 13, 30 };
	size_t with_window = 0;

	(void)state;
	help_state = 1;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct world w = { .scale = 1 };

		if (sizes[i] > 0)
			world_make(&w, sizes[i], 6, 12);
		for (unsigned trial = 0; trial < 60; trial++) {
			if (trial == 40 && sizes[i] > 0)
				world_sample(&w, 1 + (unsigned)help_random(3));
			with_window +=
			    compare(&w, 3 + (uint32_t)help_random(20), 3 + (uint32_t)help_random(160));
		}
		if (sizes[i] > 0)
			world_drop(&w);
	}
	assert_true(with_window > 60);
}

/* A print of ${tokens} tokens, ${share} of 100 of whose features are those of ${of} and the rest like nothing else. */
static void
adapt(struct print *x, const struct print *of, uint64_t share, uint32_t tokens)
{
	*x = (struct print){ .tokens = tokens };
	assert_non_null(x->file = calloc(1, sizeof(*x->file)));
	x->files = 1;
	x->file[0] =
	    (struct print_file){ .name = strdup("x"), .id = help_random(UINT64_MAX), .tokens = tokens - 1 };
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < of->n[ch] && i < tokens; i++)
			add_feature(x, ch,
			    help_random(100) < share ? of->feature[ch][i].hash : help_random(UINT64_MAX),
			    (uint32_t)i);
	}
}

/* Copies of the package, with the twin; what a derivative scores without the copies and beside them. */
static void
suspects_copies(void **state)
{
	static const struct {
		uint64_t share;
		size_t copies, suspects;
	} cases[] = { { 80, 1, 1 }, { 65, 1, 1 }, { 90, 6, 6 }, { 90, 7, 0 }, { 35, 3, 0 } };
	const struct extra none = { .aside = 0 };
	struct world w;
	struct print p, x;
	struct score alone, beside;
	size_t suspects;

	(void)state;
	help_state = 5;
	world_make(&w, 12, 40, 4000);
	adapt(&p, &w.group[3], 10, 450);
	adapt(&x, &p, 60, 450);
	(void)agree(&w, &none, &p, &x, &alone, &suspects);
	assert_int_equal(suspects, 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct extra extra = { .solutions = cases[i].copies };

		for (size_t j = 0; j < cases[i].copies; j++)
			adapt(&extra.solution[j], &p, cases[i].share, 450);
		(void)agree(&w, &extra, &p, &x, &beside, &suspects);
		assert_int_equal(suspects, cases[i].suspects);
		/* Where all copies are found, they change nothing. */
		if (suspects == cases[i].copies)
			same_score(&beside, &alone);
		else
			assert_true(beside.score < alone.score);
		free_extra(&extra);
	}
	print_free(&x);
	/* A group of the background is found as well, and a package that is small is not judged by. */
	print_free(&p);
	adapt(&p, &w.group[3], 70, 450);
	adapt(&x, &p, 60, 450);
	(void)agree(&w, &none, &p, &x, &beside, &suspects);
	assert_int_equal(suspects, 1);
	p.tokens = 399;
	(void)agree(&w, &none, &p, &x, &alone, &suspects);
	assert_int_equal(suspects, 0);
	assert_true(alone.score < beside.score);
	print_free(&p);
	print_free(&x);
	world_drop(&w);
}

/* Solutions of a task that leaves little choice: each has most of the package, and none is a copy. */
static void
solutions_are_no_copies(void **state)
{
	struct extra extra = { .solutions = 12 };
	struct world w;
	struct print task, p, x;
	struct score s;
	size_t suspects;

	(void)state;
	help_state = 6;
	world_make(&w, 12, 40, 4000);
	adapt(&task, &w.group[0], 0, 450);
	adapt(&p, &task, 90, 450);
	adapt(&x, &task, 90, 450);
	for (size_t i = 0; i < extra.solutions; i++)
		adapt(&extra.solution[i], &task, 60 + 2 * i, 450);
	(void)agree(&w, &extra, &p, &x, &s, &suspects);
	assert_int_equal(suspects, 0);
	assert_true(s.clean == 12 && s.clean_enough);
	/* Another solution is no derivative. */
	assert_true(s.score < 4);
	free_extra(&extra);
	print_free(&task);
	print_free(&p);
	print_free(&x);
	world_drop(&w);
}

/* What is set aside weighs nothing: the rest scores as if the package had never had it. */
static void
aside_is_as_if_it_were_not(void **state)
{
	const struct extra aside = { .aside = 3 };
	struct world w = { .scale = 1 };
	struct print p, less, x;
	struct score s, q;

	(void)state;
	help_state = 7;
	for (unsigned trial = 0; trial < 20; trial++) {
		invent(&p, &w, NULL, 100);
		invent(&x, &w, &p, 100);
		less = (struct print){ .tokens = p.tokens };
		for (enum channel ch = 0; ch < CH_N; ch++) {
			for (size_t i = 0; i < p.n[ch]; i++) {
				if (p.feature[ch][i].hash % 3 != 0)
					add_feature(&less, ch, p.feature[ch][i].hash, p.feature[ch][i].pos);
			}
		}
		(void)agree(&w, &aside, &p, &x, &s, NULL);
		score_of(&w, &less, &x, &q);
		for (enum channel ch = 0; ch < CH_N; ch++)
			s.channel[ch].aside = 0;
		same_score(&s, &q);
		same(s.bits, q.bits, "bits");
		print_free(&p);
		print_free(&less);
		print_free(&x);
	}
}

/* What is its own copy contains all of it, and nothing scores higher. */
static void
itself_scores_highest(void **state)
{
	struct world w;

	(void)state;
	help_state = 2;
	world_make(&w, 13, 6, 12);
	for (unsigned trial = 0; trial < 40; trial++) {
		struct print p, x;
		struct score own, other;

		invent(&p, &w, NULL, 20 + (uint32_t)help_random(60));
		score_of(&w, &p, &p, &own);
		for (enum channel ch = 0; ch < CH_N; ch++) {
			if (own.channel[ch].features > 0)
				same(own.channel[ch].containment, 1, feature_channel_name(ch));
		}
		same(own.containment, 1, "containment in itself");
		for (unsigned i = 0; i < 5; i++) {
			invent(&x, &w, &p, 20 + (uint32_t)help_random(400));
			x.file[0].id = p.file[0].id;
			score_of(&w, &p, &x, &other);
			assert_true(other.score <= own.score + NEAR);
			print_free(&x);
		}
		print_free(&p);
	}
	world_drop(&w);
}

static void
nothing_shared_scores_nothing(void **state)
{
	struct world w, none = { .scale = 1 };
	struct print p, x = { .tokens = 400 };
	struct score s;

	(void)state;
	help_state = 3;
	world_make(&w, 5, 6, 12);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (uint32_t pos = 0; pos < 300; pos++)
			add_feature(&x, ch, UINT64_MAX - pos, pos);
	}
	for (unsigned trial = 0; trial < 20; trial++) {
		const struct world *in = trial % 2 == 0 ? &w : &none;

		invent(&p, in, NULL, 10 + (uint32_t)help_random(200));
		score_of(in, &p, &x, &s);
		/* Structure is the less likely to be missing, the more independent programs share: less than at their mean. */
		assert_true(s.score < 0.11 && s.score == s.channel[CH_STRUCTURE].tail);
		assert_true(s.containment == 0 && s.bits == 0 && s.from == s.to);
		print_free(&p);
	}
	print_free(&x);
	world_drop(&w);
}

/* The same files and groups under other names. */
static void
names_do_not_matter(void **state)
{
	static const char *const names[] = { "zz.c", "mm.c", "aa.c" };
	struct world w;
	struct print p, x, other;
	struct score s, q;
	char folder[256], path[256], to[256], name[32];

	(void)state;
	help_state = 4;
	world_make(&w, 20, 30, 40);
	assert_int_equal(mkdir(help_path(folder, w.folder, "package"), 0700), 0);
	for (unsigned i = 0; i < 3; i++)
		help_source(help_path(path, folder, names[i]), 60 + 30 * i, 0, 50);
	help_print(&p, folder);
	assert_int_equal(rename(help_path(path, folder, "zz.c"), help_path(to, folder, "bb.c")), 0);
	assert_int_equal(rename(help_path(path, folder, "aa.c"), help_path(to, folder, "yy.c")), 0);
	help_print(&x, folder);
	help_print(&other, help_path(path, folder, "mm.c"));
	score_of(&w, &p, &other, &s);
	score_of(&w, &x, &other, &q);
	assert_true(s.score > 1);
	same_score(&q, &s);
	score_of(&w, &p, &p, &s);
	score_of(&w, &p, &x, &q);
	same_score(&q, &s);
	for (uint32_t g = 0; g < w.groups; g++) {
		(void)snprintf(name, sizeof(name), "source/g%02u", g);
		help_path(path, w.folder, name);
		(void)snprintf(name, sizeof(name), "source/r%02u", (g * 7 + 3) % w.groups);
		assert_int_equal(rename(path, help_path(to, w.folder, name)), 0);
	}
	score_of(&w, &p, &other, &s);
	background_close(w.b);
	world_build(&w);
	score_of(&w, &p, &other, &q);
	same_score(&q, &s);
	print_free(&p);
	print_free(&x);
	print_free(&other);
	world_drop(&w);
}

/* Six lines that are like those of every other group in shape, and share nothing else with them. */
static void
put_equal(struct buf *b, unsigned g)
{
	for (unsigned i = 0; i < 6; i++)
		buf_printf(b, "alpha%u = beta%u + %u;\n", 10 * g + i, 10 * g + i, 1000 + 10 * g + i);
}

/* Of sixteen groups that cover as much twelve are near: which, does not hang on their order. */
static void
ties_do_not_hang_on_order(void **state)
{
	struct buf all = BUF(1 << 16), some = BUF(1 << 16);
	struct world w;
	struct print p, x;
	struct score s, q;
	char source[256], path[256], to[256], name[32];

	(void)state;
	help_state = 8;
	world_make(&w, 16, 2, 10);
	for (unsigned g = 0; g < 16; g++) {
		struct buf b = BUF(1 << 16);

		(void)snprintf(name, sizeof(name), "source/g%02u/equal.c", g);
		put_equal(&b, g);
		put_equal(&all, g);
		if (g < 9)
			put_equal(&some, g);
		help_write(help_path(path, w.folder, name), b.p, b.n);
		buf_free(&b);
	}
	help_write(help_path(path, w.folder, "all.c"), all.p, all.n);
	help_print(&p, path);
	help_write(help_path(path, w.folder, "some.c"), some.p, some.n);
	help_print(&x, path);
	background_close(w.b);
	world_build(&w);
	score_of(&w, &p, &x, &s);
	assert_true(s.near == 12 && s.groups == 16);
	help_path(source, w.folder, "source");
	for (unsigned g = 0; g < 16; g++) {
		(void)snprintf(name, sizeof(name), "g%02u", g);
		help_path(path, source, name);
		(void)snprintf(name, sizeof(name), "r%02u", 15 - g);
		assert_int_equal(rename(path, help_path(to, source, name)), 0);
	}
	background_close(w.b);
	world_build(&w);
	score_of(&w, &p, &x, &q);
	same_score(&q, &s);
	buf_free(&all);
	buf_free(&some);
	print_free(&p);
	print_free(&x);
	world_drop(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twin_agrees),
		cmocka_unit_test(suspects_copies),
		cmocka_unit_test(solutions_are_no_copies),
		cmocka_unit_test(aside_is_as_if_it_were_not),
		cmocka_unit_test(itself_scores_highest),
		cmocka_unit_test(nothing_shared_scores_nothing),
		cmocka_unit_test(names_do_not_matter),
		cmocka_unit_test(ties_do_not_hang_on_order),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
