/*
 * Scores against a twin that is written plainly from the header's formulas:
 * sets by loops, every window tried, nothing kept from one to the next.
 */
#include "trace_world.h"

#include <math.h>

#include "trace/score.h"

#define NEAR 1e-9

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

/* The twin. */
static bool
has(const struct print *p, enum channel ch, uint64_t hash, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < p->n[ch]; i++) {
		if (p->feature[ch][i].hash == hash && p->feature[ch][i].pos >= from &&
		    p->feature[ch][i].pos < to)
			return (true);
	}
	return (false);
}

static bool
shares_file(const struct print *a, const struct print *b)
{
	for (size_t i = 0; i < a->files; i++) {
		for (size_t j = 0; j < b->files; j++) {
			if (a->file[i].id == b->file[j].id)
				return (true);
		}
	}
	return (false);
}

/* A distinct feature of the package. */
struct item {
	uint64_t hash;
	bool held[GROUPS_MAX]; /* By which group. */
	double scale, weight;
	bool shared; /* In the window. */
};

struct twin {
	const struct world *w;
	const struct print *p, *x;
	struct item *item[CH_N];
	size_t n[CH_N];
	bool counts[GROUPS_MAX], near[GROUPS_MAX];
	double cover[GROUPS_MAX];
	double mean[CH_N], deviation[CH_N];
};

static int
by_hash(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return (x->hash < y->hash ? -1 : x->hash > y->hash);
}

static void
twin_items(struct twin *t, enum channel ch)
{
	const struct print *p = t->p;

	assert_non_null(t->item[ch] = calloc(p->n[ch] + 1, sizeof(struct item)));
	for (size_t i = 0; i < p->n[ch]; i++) {
		struct item item = { .hash = p->feature[ch][i].hash };
		uint32_t groups = 0;
		bool seen = false;

		for (size_t j = 0; j < t->n[ch]; j++)
			seen |= t->item[ch][j].hash == item.hash;
		if (seen)
			continue;
		for (uint32_t g = 0; g < t->w->groups; g++)
			groups += item.held[g] = has(&t->w->group[g], ch, item.hash, 0, UINT32_MAX);
		item.scale = groups == 1 ? t->w->scale : 1;
		t->item[ch][t->n[ch]++] = item;
	}
	qsort(t->item[ch], t->n[ch], sizeof(struct item), by_hash);
}

static uint32_t
members(const bool *set, uint32_t n)
{
	uint32_t sum = 0;

	for (uint32_t g = 0; g < n; g++)
		sum += set[g];
	return (sum);
}

/* g(d, m) = ln((m + 1)/(d + 1/2)) / ln((m + 1)/(1/2)) */
static double
rarity(uint32_t d, uint32_t m)
{
	return (fmax(0, log((m + 1) / (d + 0.5)) / log((m + 1) / 0.5)));
}

/* A feature's weight where the groups of ${counts} count, of which those of ${near} are near. */
static double
weight_of(const struct twin *t, const struct item *item, const bool *counts, const bool *near)
{
	uint32_t df = 0, dn = 0, n = t->w->groups;

	for (uint32_t g = 0; g < n; g++) {
		df += counts[g] && item->held[g];
		dn += near[g] && item->held[g];
	}
	return (rarity(df, members(counts, n)) * rarity(dn, members(near, n)));
}

/* The at most twelve groups that cover most of structure, raw and atoms. */
static void
twin_near(struct twin *t)
{
	for (enum channel ch = 0; ch <= CH_ATOMS; ch++) {
		for (size_t i = 0; i < t->n[ch]; i++) {
			for (uint32_t g = 0; g < t->w->groups; g++)
				t->cover[g] +=
				    t->item[ch][i].held[g] ? t->item[ch][i].scale / (double)t->n[ch] : 0;
		}
	}
	for (uint32_t g = 0; g < t->w->groups; g++) {
		uint32_t ahead = 0;

		for (uint32_t o = 0; o < t->w->groups; o++)
			ahead += t->counts[o] &&
			    (t->cover[o] > t->cover[g] || (t->cover[o] == t->cover[g] && o < g));
		t->near[g] = t->counts[g] && ahead < 12;
	}
}

/* What the near group ${j}, itself left out of the counts, contains. */
static double
null_of(const struct twin *t, enum channel ch, uint32_t j)
{
	bool counts[GROUPS_MAX], near[GROUPS_MAX];
	double sum = 0, held = 0;

	memcpy(counts, t->counts, sizeof(counts));
	memcpy(near, t->near, sizeof(near));
	counts[j] = near[j] = false;
	for (size_t i = 0; i < t->n[ch]; i++) {
		double w = weight_of(t, &t->item[ch][i], counts, near);

		sum += w;
		held += t->item[ch][i].held[j] ? w * t->item[ch][i].scale : 0;
	}
	return (sum > 0 ? fmin(1, held / sum) : 0);
}

/* Unrelated programs count as one group for the mean, and as four for the deviation. */
static void
twin_null(struct twin *t, enum channel ch)
{
	static const double unrelated[CH_N] = { 0.3, 0.1, 0.1, 0.03, 0.03 };
	double v[12], mean = 0, square = 0;
	unsigned n = 0;

	for (uint32_t g = 0; g < t->w->groups; g++) {
		if (t->near[g])
			v[n++] = null_of(t, ch, g);
	}
	for (unsigned i = 0; i < n; i++)
		mean += v[i] / n;
	for (unsigned i = 0; i < n; i++)
		square += pow(v[i] - mean, 2);
	t->mean[ch] = (n * mean + unrelated[ch]) / (n + 1);
	t->deviation[ch] = sqrt((square + 4 * 0.01) / (n + 4) + 1 / (4 * fmax(1, (double)t->n[ch])));
}

static void
twin_make(struct twin *t, const struct world *w, const struct print *p, const struct print *x)
{
	*t = (struct twin){ .w = w, .p = p, .x = x };
	for (uint32_t g = 0; g < w->groups; g++)
		t->counts[g] = !shares_file(&w->group[g], p) && !shares_file(&w->group[g], x);
	for (enum channel ch = 0; ch < CH_N; ch++)
		twin_items(t, ch);
	twin_near(t);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < t->n[ch]; i++)
			t->item[ch][i].weight = weight_of(t, &t->item[ch][i], t->counts, t->near);
		twin_null(t, ch);
	}
}

static void
twin_free(struct twin *t)
{
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(t->item[ch]);
}

/* All of a score but its bits and its window, for the specimen's tokens from ${from} up to ${to}. */
static void
twin_score(struct twin *t, uint32_t from, uint32_t to, struct score *s)
{
	double held = 0, total = 0;

	*s = (struct score){ .groups = members(t->counts, t->w->groups),
		.near = members(t->near, t->w->groups) };
	for (enum channel ch = 0; ch < CH_N; ch++) {
		struct score_channel *c = &s->channel[ch];
		double all = 0, in = 0, z;

		*c = (struct score_channel){
			.features = t->n[ch], .mean = t->mean[ch], .deviation = t->deviation[ch]
		};
		for (size_t i = 0; i < t->n[ch]; i++) {
			struct item *item = &t->item[ch][i];

			item->shared = has(t->x, ch, item->hash, from, to);
			c->shared += item->shared;
			all += item->weight;
			in += item->shared ? item->weight : 0;
		}
		c->containment = all > 0 ? in / all : 0;
		z = (c->containment - c->mean) / c->deviation;
		c->tail = z > 0 && c->features > 0 ? 3.5 * log10(1 + z * z / 6) : 0;
		s->score += c->tail;
		held += in;
		total += all;
	}
	s->containment = total > 0 ? held / total : 0;
	for (uint32_t g = 0; g < t->w->groups; g++)
		s->nearness += t->near[g] ? t->cover[g] / 3 / (double)s->near : 0;
}

/* Of the channel that has most, for each place in the package whose feature is shared: log2((N + 1)/(df + 1/2)). */
static double
twin_bits(const struct twin *t)
{
	static const double span[CH_N] = { 8, 3, 1, 2, 2 };
	double most = 0;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		double bits = 0;

		for (size_t i = 0; i < t->n[ch]; i++) {
			uint32_t df = 0, places = 0;

			for (uint32_t g = 0; g < t->w->groups; g++)
				df += t->counts[g] && t->item[ch][i].held[g];
			for (size_t j = 0; j < t->p->n[ch]; j++)
				places += t->p->feature[ch][j].hash == t->item[ch][i].hash;
			if (t->item[ch][i].shared)
				bits += places *
				    fmax(0, log2((members(t->counts, t->w->groups) + 1) / (df + 0.5)));
		}
		most = fmax(most, bits / span[ch]);
	}
	return (most);
}

/* Every window that begins anywhere. */
static double
twin_best(struct twin *t, uint32_t length)
{
	struct score s;
	double best = 0;

	for (uint32_t from = 0; from < t->x->tokens; from++) {
		twin_score(t, from, from + length, &s);
		best = fmax(best, s.score);
	}
	return (best);
}

static void
same(double a, double b, const char *what)
{
	if (!(fabs(a - b) <= NEAR * fmax(1, fabs(b))))
		fail_msg("%s: %.12g, and the twin says %.12g", what, a, b);
}

static void
same_score(const struct score *a, const struct score *b)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct score_channel *x = &a->channel[ch], *y = &b->channel[ch];

		assert_int_equal(x->features, y->features);
		assert_int_equal(x->shared, y->shared);
		same(x->containment, y->containment, feature_channel_name(ch));
		same(x->mean, y->mean, "the mean");
		same(x->deviation, y->deviation, "the deviation");
		same(x->tail, y->tail, "the tail");
	}
	same(a->score, b->score, "the score");
	same(a->containment, b->containment, "the containment");
	same(a->nearness, b->nearness, "the nearness");
	assert_int_equal(a->groups, b->groups);
	assert_int_equal(a->near, b->near);
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

/* Returns whether the specimen was long. */
static bool
compare(const struct world *w, uint32_t package, uint32_t specimen)
{
	struct print p, x;
	struct score s, twin;
	struct twin t;
	bool whole;

	invent(&p, w, NULL, package);
	invent(&x, w, help_random(5) > 0 ? &p : NULL, specimen);
	score_of(w, &p, &x, &s);
	twin_make(&t, w, &p, &x);
	whole = specimen / 3 <= package;
	same(s.score, twin_best(&t, whole ? specimen : 2 * package), "the best window");
	assert_true(s.to - s.from <= (whole ? specimen : 2 * package));
	twin_score(&t, s.from, s.to, &twin);
	same_score(&s, &twin);
	same(s.bits, twin_bits(&t), "bits");
	twin_free(&t);
	print_free(&p);
	print_free(&x);
	return (!whole);
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
		assert_true(s.score == 0 && s.containment == 0 && s.bits == 0 && s.from == s.to);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twin_agrees),
		cmocka_unit_test(itself_scores_highest),
		cmocka_unit_test(nothing_shared_scores_nothing),
		cmocka_unit_test(names_do_not_matter),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
