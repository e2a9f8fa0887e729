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

/* Fingerprints of a clean room, and which features are set aside: those whose hash leaves no rest. */
#define CLEANS_MAX 16
#define ALL_MAX    (GROUPS_MAX + CLEANS_MAX)

struct extra {
	struct print solution[CLEANS_MAX];
	size_t solutions;
	uint64_t aside; /* 0: none is. */
};

/* A distinct feature of the package. */
struct item {
	uint64_t hash;
	bool held[ALL_MAX]; /* By which group. */
	double scale, weight;
	bool aside, shared; /* In the window. */
};

struct twin {
	const struct world *w;
	const struct extra *extra;
	const struct print *p, *x;
	uint32_t n; /* Groups, the clean room's behind those of the world. */
	struct item *item[CH_N];
	size_t items[CH_N];
	bool counts[ALL_MAX], near[ALL_MAX], suspect[ALL_MAX];
	double cover[ALL_MAX], code[ALL_MAX];
	uint64_t mix[ALL_MAX];
	double mean[CH_N], deviation[CH_N];
};

static int
by_hash(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return (x->hash < y->hash ? -1 : x->hash > y->hash);
}

static const struct print *
group_of(const struct twin *t, uint32_t g)
{
	return (g < t->w->groups ? &t->w->group[g] : &t->extra->solution[g - t->w->groups]);
}

/* For how many features it stands in a group. */
static double
scale_in(const struct twin *t, const struct item *item, uint32_t g)
{
	return (g < t->w->groups ? item->scale : 1);
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

		for (size_t j = 0; j < t->items[ch]; j++)
			seen |= t->item[ch][j].hash == item.hash;
		if (seen)
			continue;
		for (uint32_t g = 0; g < t->n; g++) {
			item.held[g] = has(group_of(t, g), ch, item.hash, 0, UINT32_MAX);
			groups += item.held[g] && g < t->w->groups;
		}
		item.aside = t->extra->aside != 0 && item.hash % t->extra->aside == 0;
		item.scale = groups == 1 ? t->w->scale : 1;
		t->item[ch][t->items[ch]++] = item;
	}
	qsort(t->item[ch], t->items[ch], sizeof(struct item), by_hash);
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
	uint32_t df = 0, dn = 0, n = t->n;

	if (item->aside)
		return (0);
	for (uint32_t g = 0; g < n; g++) {
		df += counts[g] && item->held[g];
		dn += near[g] && item->held[g];
	}
	return (rarity(df, members(counts, n)) * rarity(dn, members(near, n)));
}

/* Whether ${o} comes before ${g}: the clean room first, then what covers more, then what has the lesser sum. */
static bool
is_before(const struct twin *t, uint32_t o, uint32_t g)
{
	bool clean = o >= t->w->groups;

	if (clean != (g >= t->w->groups))
		return (clean);
	if (t->cover[o] != t->cover[g])
		return (t->cover[o] > t->cover[g]);
	return (t->mix[o] != t->mix[g] ? t->mix[o] < t->mix[g] : o < g);
}

/* How much of structure, raw and atoms each group has. */
static void
twin_cover(struct twin *t)
{
	for (enum channel ch = 0; ch <= CH_ATOMS; ch++) {
		for (size_t i = 0; i < t->items[ch]; i++) {
			const struct item *item = &t->item[ch][i];

			for (uint32_t g = 0; g < t->n; g++) {
				t->cover[g] +=
				    item->held[g] ? scale_in(t, item, g) / (double)t->items[ch] : 0;
				t->mix[g] += item->held[g] ? normal_mix(item->hash + ch) : 0;
			}
		}
	}
}

/* All of the clean room, and of the others as many as make twelve. */
static void
twin_near(struct twin *t)
{
	for (uint32_t g = 0; g < t->n; g++) {
		uint32_t ahead = 0;

		for (uint32_t o = 0; o < t->n; o++)
			ahead += t->counts[o] && is_before(t, o, g);
		t->near[g] = t->counts[g] && (ahead < 12 || g >= t->w->groups);
	}
}

/* What the near group ${j}, itself left out of the counts, contains. */
static double
null_of(const struct twin *t, enum channel ch, uint32_t j)
{
	bool counts[ALL_MAX], near[ALL_MAX];
	double sum = 0, held = 0;

	memcpy(counts, t->counts, sizeof(counts));
	memcpy(near, t->near, sizeof(near));
	counts[j] = near[j] = false;
	for (size_t i = 0; i < t->items[ch]; i++) {
		double w = weight_of(t, &t->item[ch][i], counts, near);

		sum += w;
		held += t->item[ch][i].held[j] ? w * scale_in(t, &t->item[ch][i], j) : 0;
	}
	return (sum > 0 ? fmin(1, held / sum) : 0);
}

/* Distinct features that are not set aside. */
static size_t
live(const struct twin *t, enum channel ch)
{
	size_t n = 0;

	for (size_t i = 0; i < t->items[ch]; i++)
		n += !t->item[ch][i].aside;
	return (n);
}

/* Unrelated programs count as one group for the mean, and as four for the deviation. */
static void
twin_null(struct twin *t, enum channel ch)
{
	static const double unrelated[CH_N] = { 0.3, 0.1, 0.1, 0.03, 0.03 };
	double v[ALL_MAX], mean = 0, square = 0;
	unsigned n = 0;

	for (uint32_t g = 0; g < t->n; g++) {
		if (t->near[g])
			v[n++] = null_of(t, ch, g);
	}
	for (unsigned i = 0; i < n; i++)
		mean += v[i] / n;
	for (unsigned i = 0; i < n; i++)
		square += pow(v[i] - mean, 2);
	t->mean[ch] = (n * mean + unrelated[ch]) / (n + 1);
	t->deviation[ch] = sqrt((square + 4 * 0.01) / (n + 4) + 1 / (4 * fmax(1, (double)live(t, ch))));
}

/* Weights and tails, for the groups that count. */
static void
twin_weigh(struct twin *t)
{
	twin_near(t);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < t->items[ch]; i++)
			t->item[ch][i].weight = weight_of(t, &t->item[ch][i], t->counts, t->near);
		twin_null(t, ch);
	}
}

static double
tail_of(const struct twin *t, enum channel ch, double containment)
{
	double z = (containment - t->mean[ch]) / t->deviation[ch];

	return (z > 0 && live(t, ch) > 0 ? 3.5 * log10(1 + z * z / 6) : 0);
}

/* What the group ${g} scores as a specimen, and how much of the weight of the first three channels it has. */
static double
twin_group(const struct twin *t, uint32_t g, double *code)
{
	double score = 0, of = 0;

	*code = 0;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		double all = 0, in = 0;

		for (size_t i = 0; i < t->items[ch]; i++) {
			const struct item *item = &t->item[ch][i];

			all += item->weight;
			in += item->held[g] ? item->weight * scale_in(t, item, g) : 0;
		}
		score += all > 0 ? tail_of(t, ch, fmin(1, in / all)) : 0;
		*code += ch <= CH_ATOMS ? fmin(in, all) : 0;
		of += ch <= CH_ATOMS ? all : 0;
	}
	*code /= of > 0 ? of : 1;
	return (score);
}

/* Of the innocent pairs, the score below which ${hundredths} of 100 are; how many there are. */
static double
innocent(const struct twin *t, size_t hundredths, size_t *innocents)
{
	size_t n, below;
	const struct calibrate_point *point = background_points(t->w->b, &n);
	double found = INFINITY;

	*innocents = 0;
	for (size_t i = 0; i < n; i++)
		*innocents += point[i].derived == 0;
	for (size_t i = 0; i < n; i++) {
		below = 0;
		for (size_t j = 0; j < n; j++)
			below += point[j].derived == 0 && point[j].score <= point[i].score;
		if (point[i].derived == 0 && below > *innocents * hundredths / 100)
			found = fmin(found, (double)point[i].score);
	}
	return (found);
}

/* The least covering first, none that was suspected vouching for another. */
static void
twin_guard(struct twin *t)
{
	bool counts[ALL_MAX], tried[ALL_MAX] = { false };
	size_t innocents;
	double at90 = innocent(t, 90, &innocents), at99 = innocent(t, 99, &innocents);
	double bound = fmax(at90 + (at99 - at90) * fmax(1, log10(10 * t->n)), log10(100 * t->n));
	uint32_t candidates = 0, suspects = 0;

	if (innocents < 60 || t->p->tokens < 400)
		return;
	memcpy(counts, t->counts, sizeof(counts));
	for (uint32_t g = 0; g < t->n; g++) {
		tried[g] = counts[g] && t->cover[g] / 3 >= 0.5;
		t->counts[g] &= !tried[g];
		candidates += tried[g];
	}
	assert_true(candidates <= 24);
	for (; candidates > 0; candidates--) {
		uint32_t least = UINT32_MAX;

		for (uint32_t g = 0; g < t->n; g++) {
			if (tried[g] &&
			    (least == UINT32_MAX || t->cover[g] < t->cover[least] ||
				(t->cover[g] == t->cover[least] && t->mix[g] > t->mix[least])))
				least = g;
		}
		tried[least] = false;
		twin_weigh(t);
		t->suspect[least] = twin_group(t, least, &t->code[least]) > bound && t->code[least] >= 0.5;
		suspects += t->suspect[least];
		t->counts[least] = !t->suspect[least];
	}
	if (suspects > 6)
		memset(t->suspect, 0, sizeof(t->suspect));
	memcpy(t->counts, counts, sizeof(counts));
}

static void
twin_make(struct twin *t, const struct world *w, const struct extra *extra, const struct print *p,
    const struct print *x)
{
	*t = (struct twin){ .w = w, .extra = extra, .p = p, .x = x };
	t->n = w->groups + (uint32_t)extra->solutions;
	for (enum channel ch = 0; ch < CH_N; ch++)
		twin_items(t, ch);
	twin_cover(t);
	for (uint32_t g = 0; g < t->n; g++)
		t->counts[g] = !shares_file(group_of(t, g), p);
	if (w->b != NULL)
		twin_guard(t);
	for (uint32_t g = 0; g < t->n; g++)
		t->counts[g] &= !t->suspect[g] && !shares_file(group_of(t, g), x);
	twin_weigh(t);
}

static void
twin_free(struct twin *t)
{
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(t->item[ch]);
}

/* Of the clean room, or of the twelve groups of the world that cover most. */
static double
mean_cover(const struct twin *t, bool clean)
{
	double sum = 0;
	unsigned n = 0;

	for (uint32_t g = 0; g < t->n; g++) {
		uint32_t ahead = 0;

		for (uint32_t o = 0; o < t->w->groups; o++)
			ahead += t->counts[o] && is_before(t, o, g);
		if (t->counts[g] && (g >= t->w->groups) == clean && (clean || ahead < 12)) {
			sum += t->cover[g] / 3;
			n++;
		}
	}
	return (n > 0 ? sum / n : 0);
}

/* All of a score but its bits and its window, for the specimen's tokens from ${from} up to ${to}. */
static void
twin_score(struct twin *t, uint32_t from, uint32_t to, struct score *s)
{
	double held = 0, total = 0;

	*s = (struct score){ .groups = members(t->counts, t->n),
		.near = members(t->near, t->n),
		.clean = members(t->counts + t->w->groups, (uint32_t)t->extra->solutions) };
	for (enum channel ch = 0; ch < CH_N; ch++) {
		struct score_channel *c = &s->channel[ch];
		double all = 0, in = 0;

		*c = (struct score_channel){ .features = live(t, ch),
			.aside = t->items[ch] - live(t, ch),
			.mean = t->mean[ch],
			.deviation = t->deviation[ch] };
		for (size_t i = 0; i < t->items[ch]; i++) {
			struct item *item = &t->item[ch][i];

			item->shared = !item->aside && has(t->x, ch, item->hash, from, to);
			c->shared += item->shared;
			all += item->weight;
			in += item->shared ? item->weight : 0;
		}
		c->containment = all > 0 ? in / all : 0;
		c->tail = tail_of(t, ch, c->containment);
		s->score += c->tail;
		held += in;
		total += all;
	}
	s->containment = total > 0 ? held / total : 0;
	s->clean_enough = s->clean >= 6 && mean_cover(t, true) >= mean_cover(t, false);
	for (uint32_t g = 0; g < t->n; g++)
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

		for (size_t i = 0; i < t->items[ch]; i++) {
			uint32_t df = 0, places = 0;

			for (uint32_t g = 0; g < t->n; g++)
				df += t->counts[g] && t->item[ch][i].held[g];
			for (size_t j = 0; j < t->p->n[ch]; j++)
				places += t->p->feature[ch][j].hash == t->item[ch][i].hash;
			if (t->item[ch][i].shared)
				bits += places * fmax(0, log2((members(t->counts, t->n) + 1) / (df + 0.5)));
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
		assert_int_equal(x->aside, y->aside);
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
	assert_int_equal(a->clean, b->clean);
	assert_int_equal(a->clean_enough, b->clean_enough);
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
	struct extra extra = { .solutions = 10 };
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
		adapt(&extra.solution[i], &task, 60 + 3 * i, 450);
	(void)agree(&w, &extra, &p, &x, &s, &suspects);
	assert_int_equal(suspects, 0);
	assert_true(s.clean == 10 && s.clean_enough);
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
