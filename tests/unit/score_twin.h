/*
 * A twin of the score, written plainly from the formulas of trace/score.h: sets by loops, every
 * window tried, nothing kept from one to the next.
 */
#ifndef TESTS_UNIT_SCORE_TWIN_H
#define TESTS_UNIT_SCORE_TWIN_H

#include "trace_world.h"

#include <math.h>

#include "trace/score.h"

#define NEAR 1e-9

static inline bool
has(const struct print *p, enum channel ch, uint64_t hash, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < p->n[ch]; i++) {
		if (p->feature[ch][i].hash == hash && p->feature[ch][i].pos >= from &&
		    p->feature[ch][i].pos < to)
			return (true);
	}
	return (false);
}

static inline bool
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
	bool alone; /* The near ones are the clean room's alone. */
};

static inline int
by_hash(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return (x->hash < y->hash ? -1 : x->hash > y->hash);
}

static inline const struct print *
group_of(const struct twin *t, uint32_t g)
{
	return (g < t->w->groups ? &t->w->group[g] : &t->extra->solution[g - t->w->groups]);
}

/* For how many features it stands in a group. */
static inline double
scale_in(const struct twin *t, const struct item *item, uint32_t g)
{
	return (g < t->w->groups ? item->scale : 1);
}

static inline void
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

static inline uint32_t
members(const bool *set, uint32_t n)
{
	uint32_t sum = 0;

	for (uint32_t g = 0; g < n; g++)
		sum += set[g];
	return (sum);
}

/* g(d, m) = ln((m + 1)/(d + 1/2)) / ln((m + 1)/(1/2)) */
static inline double
rarity(uint32_t d, uint32_t m)
{
	return (fmax(0, log((m + 1) / (d + 0.5)) / log((m + 1) / 0.5)));
}

/* A feature's weight where the groups of ${counts} count, of which those of ${near} are near. */
static inline double
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
static inline bool
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
static inline void
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

/* Of the clean room, or of the twelve groups of the world that cover most. */
static inline double
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

/* All of the clean room, and of the others, unless those are alone, as many as make twelve. */
static inline void
twin_near(struct twin *t)
{
	uint32_t clean = members(t->counts + t->w->groups, t->n - t->w->groups);

	t->alone = clean >= 6 && mean_cover(t, true) >= mean_cover(t, false);
	for (uint32_t g = 0; g < t->n; g++) {
		uint32_t ahead = 0;

		for (uint32_t o = 0; o < t->n; o++)
			ahead += t->counts[o] && is_before(t, o, g);
		t->near[g] = t->counts[g] && (g >= t->w->groups || (ahead < 12 && !t->alone));
	}
}

/* What the near group ${j}, itself left out of the counts, contains. */
static inline double
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
static inline size_t
live(const struct twin *t, enum channel ch)
{
	size_t n = 0;

	for (size_t i = 0; i < t->items[ch]; i++)
		n += !t->item[ch][i].aside;
	return (n);
}

/* Unrelated programs count as one group for the mean, and as four for the deviation; without groups others do. */
static inline void
twin_null(struct twin *t, enum channel ch)
{
	static const double unrelated[CH_N] = { 0.3, 0.1, 0.1, 0.03, 0.03 },
			    bare[CH_N] = { 0.3, 0.2, 0.5, 0.05, 0.1 };
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
	t->mean[ch] = (n * mean + (n > 0 ? unrelated : bare)[ch]) / (n + 1);
	t->deviation[ch] = sqrt((square + 4 * 0.01) / (n + 4) + 1 / (4 * fmax(1, (double)live(t, ch))));
}

/* Weights and tails, for the groups that count. */
static inline void
twin_weigh(struct twin *t)
{
	twin_near(t);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < t->items[ch]; i++)
			t->item[ch][i].weight = weight_of(t, &t->item[ch][i], t->counts, t->near);
		twin_null(t, ch);
	}
}

/* Student's density with nu degrees at sqrt(nu) tan(a) is in proportion to cos(a)^(nu - 1) da; by Simpson's rule. */
static inline double
student_between(double a, double b)
{
	const unsigned steps = 2000;
	double sum = 0;

	for (unsigned i = 0; i <= steps; i++)
		sum += pow(cos(a + (b - a) * i / steps), 5) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
	return (sum * (b - a) / steps / 3);
}

/* Twice the mean of k p^(k - 1) over k from 0 to 1, by the same rule. */
static inline double
doubled_e(double p)
{
	const unsigned steps = 2000;
	double sum = 0;

	for (unsigned i = 0; i <= steps; i++)
		sum += pow(p, (double)i / steps - 1) * i / steps *
		    (i == 0 || i == steps ? 1
			    : i % 2 == 1  ? 4
					  : 2);
	return (2 * sum / steps / 3);
}

/* 1 where the channel has nothing. */
static inline double
chance_of(const struct twin *t, enum channel ch, double containment)
{
	double z = (containment - t->mean[ch]) / t->deviation[ch], half = acos(0);

	if (live(t, ch) == 0)
		return (1);
	return (student_between(atan(z / sqrt(6)), half) / student_between(-half, half));
}

static inline double
tail_of(const struct twin *t, enum channel ch, double containment)
{
	double p = chance_of(t, ch, containment);

	if (live(t, ch) == 0)
		return (0);
	return (ch == CH_STRUCTURE ? log10(doubled_e(p)) : -log10(fmin(1, 5 * p)));
}

/* What the group ${g} scores as a specimen, and how much of the weight of the first three channels it has. */
static inline double
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
static inline double
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
static inline void
twin_guard(struct twin *t)
{
	bool counts[ALL_MAX], tried[ALL_MAX] = { false };
	size_t innocents;
	double at90 = innocent(t, 90, &innocents), at99 = innocent(t, 99, &innocents);
	double bound = fmax(at90 + (at99 - at90) * log10(120), log10(100 * t->n));
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

static inline void
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

static inline void
twin_free(struct twin *t)
{
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(t->item[ch]);
}

/* All of a score but its bits and its window, for the specimen's tokens from ${from} up to ${to}. */
static inline void
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
		c->chance = -log10(chance_of(t, ch, c->containment));
		s->chances += c->chance;
		s->score += c->tail;
		held += in;
		total += all;
	}
	s->containment = total > 0 ? held / total : 0;
	s->clean_enough = s->clean >= 12 && t->alone;
	for (uint32_t g = 0; g < t->n; g++)
		s->nearness += t->near[g] ? t->cover[g] / 3 / (double)s->near : 0;
}

/* Of the channel that has most, for each place in the package whose feature is shared: log2((N + 1)/(df + 1/2)). */
static inline double
twin_bits(const struct twin *t)
{
	static const double span[CH_N] = { 6, 3, 1, 2, 2 };
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
static inline double
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

static inline void
same(double a, double b, const char *what)
{
	if (!(fabs(a - b) <= NEAR * fmax(1, fabs(b))))
		fail_msg("%s: %.12g, and the twin says %.12g", what, a, b);
}

static inline void
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
		same(x->chance, y->chance, "the chance");
	}
	same(a->score, b->score, "the score");
	same(a->chances, b->chances, "the chances");
	same(a->containment, b->containment, "the containment");
	same(a->nearness, b->nearness, "the nearness");
	assert_int_equal(a->groups, b->groups);
	assert_int_equal(a->near, b->near);
	assert_int_equal(a->clean, b->clean);
	assert_int_equal(a->clean_enough, b->clean_enough);
}

#endif
