/* Scores: see the header for what is computed and why. */
#include "trace/score.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"

/* How unrelated programs of one language share, by channel: what a few groups are shrunk towards. */
static const double PRIOR_MEAN[CH_N] = { 0.3, 0.1, 0.1, 0.03, 0.03 };
#define PRIOR_DEVIATION 0.1
#define PRIOR_MEAN_N    1 /* Worth so many groups. */
#define PRIOR_N         4
#define STUDENT         6.0

/* The window is so many packages long; a specimen up to WHOLE packages is its own window. */
#define WINDOW 2
#define WHOLE  3

/* Channels whose plain coverage tells which groups are near. */
#define NEARNESS CH_ATOMS

/* One channel of the package. */
struct part {
	struct feature *feature; /* All occurrences, by hash, then position. */
	size_t n;
	size_t *first; /* Of each distinct hash, where its occurrences begin; one more at the end. */
	size_t distinct;
	size_t *post;     /* Of each distinct hash, where its groups begin in the pool; */
	uint32_t *groups; /* how many they are; */
	uint32_t *scale;  /* and how many features it stands for, where one group has it. */
};

struct score_package {
	const struct print *p;
	const struct background *b;
	struct part part[CH_N];
	uint32_t *pool;
	size_t pooled, cappool;
	bool failed; /* No memory for a list of groups. */
	bool *own;   /* The package's own groups. */
	uint32_t n;  /* All groups. */
	double *ln;  /* ln(d + 1/2) for d up to n + 1, halves exact. */
};

static int
by_hash(const void *a, const void *b)
{
	const struct feature *x = a, *y = b;

	if (x->hash != y->hash)
		return (x->hash < y->hash ? -1 : 1);
	return (x->pos < y->pos ? -1 : x->pos > y->pos);
}

/* A sorted copy of one channel. */
static struct feature *
sorted(const struct print *p, enum channel ch)
{
	struct feature *f = malloc((p->n[ch] + 1) * sizeof(*f));

	if (f != NULL && p->n[ch] > 0) {
		memcpy(f, p->feature[ch], p->n[ch] * sizeof(*f));
		qsort(f, p->n[ch], sizeof(*f), by_hash);
	}
	return (f);
}

static int
make_part(struct part *part, const struct print *p, enum channel ch)
{
	part->n = p->n[ch];
	part->feature = sorted(p, ch);
	part->first = malloc((part->n + 1) * sizeof(*part->first));
	part->post = calloc(part->n + 1, sizeof(*part->post));
	part->groups = calloc(part->n + 1, sizeof(*part->groups));
	part->scale = calloc(part->n + 1, sizeof(*part->scale));
	if (part->feature == NULL || part->first == NULL || part->post == NULL || part->groups == NULL ||
	    part->scale == NULL)
		return (-1);
	for (size_t i = 0; i < part->n; i++) {
		if (i == 0 || part->feature[i].hash != part->feature[i - 1].hash)
			part->first[part->distinct++] = i;
	}
	part->first[part->distinct] = part->n;
	return (0);
}

static uint64_t
hash_of(const struct part *part, size_t i)
{
	return (part->feature[part->first[i]].hash);
}

/* What the look-up of one channel fills. */
struct asking {
	struct score_package *k;
	struct part *part;
};

static void
on_groups(void *arg, size_t i, const uint32_t *group, size_t groups, unsigned scale)
{
	const struct asking *a = arg;
	struct score_package *k = a->k;

	a->part->post[i] = k->pooled;
	for (size_t g = 0; g < groups; g++) {
		if (VEC_GROW(k->pool, k->pooled, k->cappool) != 0) {
			k->failed = true;
			return;
		}
		k->pool[k->pooled++] = group[g];
	}
	a->part->groups[i] = (uint32_t)groups;
	a->part->scale[i] = scale;
}

static int
look_up(struct score_package *k, struct part *part, struct err *e)
{
	struct asking asking = { k, part };
	uint64_t *hash = malloc((part->distinct + 1) * sizeof(*hash));
	int rc;

	if (hash == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < part->distinct; i++)
		hash[i] = hash_of(part, i);
	rc = background_look(k->b, hash, part->distinct, on_groups, &asking, e);
	free(hash);
	return (rc == 0 && k->failed ? err_set(e, ERR_NOMEM, "out of memory") : rc);
}

static int
prepare(struct score_package *k, struct err *e)
{
	int rc;

	k->n = k->b != NULL ? background_groups(k->b) : 0;
	k->own = calloc((size_t)k->n + 1, sizeof(*k->own));
	k->ln = malloc(((size_t)k->n + 2) * sizeof(*k->ln));
	if (k->own == NULL || k->ln == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (uint32_t d = 0; d < k->n + 2; d++)
		k->ln[d] = log(d + 0.5);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		if (make_part(&k->part[ch], k->p, ch) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		if (k->b != NULL && (rc = look_up(k, &k->part[ch], e)) != 0)
			return (rc);
	}
	if (k->b != NULL)
		background_mark(k->b, k->p, k->own);
	return (0);
}

struct score_package *
score_package(const struct print *p, const struct background *b, struct err *e)
{
	struct score_package *k = calloc(1, sizeof(*k));

	if (k == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	k->p = p;
	k->b = b;
	if (prepare(k, e) != 0) {
		score_package_free(k);
		return (NULL);
	}
	return (k);
}

void
score_package_free(struct score_package *k)
{
	if (k == NULL)
		return;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		struct part *part = &k->part[ch];

		free(part->feature);
		free(part->first);
		free(part->post);
		free(part->groups);
		free(part->scale);
	}
	free(k->pool);
	free(k->own);
	free(k->ln);
	free(k);
}

/* One comparison: which groups count, which are near, and what each feature weighs. */
struct trial {
	const struct score_package *k;
	bool *out;      /* Groups of either party. */
	uint8_t *near;  /* 1 + the place among the near ones, or 0. */
	double *cover;  /* Of each group. */
	uint32_t n;     /* Groups that count; */
	uint32_t nears; /* of them near. */
	uint32_t near_group[SCORE_NEAR];
	double *weight[CH_N], total[CH_N];
	double null[SCORE_NEAR][CH_N]; /* Containments of the near groups. */
	double mean[CH_N], deviation[CH_N];
	double ln1, lnn; /* ln(N + 1), ln(n + 1). */
};

static int
trial_new(struct trial *t, const struct score_package *k, struct err *e)
{
	bool enough = true;

	*t = (struct trial){ .k = k };
	t->out = calloc((size_t)k->n + 1, sizeof(*t->out));
	t->near = calloc((size_t)k->n + 1, sizeof(*t->near));
	t->cover = calloc((size_t)k->n + 1, sizeof(*t->cover));
	for (enum channel ch = 0; ch < CH_N; ch++)
		enough &= (t->weight[ch] = malloc((k->part[ch].distinct + 1) * sizeof(double))) != NULL;
	if (!enough || t->out == NULL || t->near == NULL || t->cover == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	return (0);
}

static void
trial_free(struct trial *t)
{
	free(t->out);
	free(t->near);
	free(t->cover);
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(t->weight[ch]);
}

/* How much of the package each group that counts covers. */
static void
find_cover(struct trial *t)
{
	const struct score_package *k = t->k;

	for (enum channel ch = 0; ch <= NEARNESS; ch++) {
		const struct part *part = &k->part[ch];

		for (size_t i = 0; i < part->distinct; i++) {
			for (uint32_t g = 0; g < part->groups[i]; g++)
				t->cover[k->pool[part->post[i] + g]] +=
				    part->scale[i] / (double)part->distinct;
		}
	}
}

/* The groups that cover most; of equals the first. */
static void
find_near(struct trial *t)
{
	while (t->nears < SCORE_NEAR) {
		uint32_t best = UINT32_MAX;

		for (uint32_t g = 0; g < t->k->n; g++) {
			if (!t->out[g] && t->near[g] == 0 &&
			    (best == UINT32_MAX || t->cover[g] > t->cover[best]))
				best = g;
		}
		if (best == UINT32_MAX)
			return;
		t->near_group[t->nears++] = best;
		t->near[best] = (uint8_t)t->nears;
	}
}

/* How many groups that count have a feature, and how many near ones; ${has} gets a bit for each of those. */
static void
count_groups(
    const struct trial *t, const struct part *part, size_t i, uint32_t *df, uint32_t *dn, uint32_t *has)
{
	*df = *dn = *has = 0;
	for (uint32_t j = 0; j < part->groups[i]; j++) {
		uint32_t g = t->k->pool[part->post[i] + j];

		if (t->out[g])
			continue;
		++*df;
		if (t->near[g] != 0) {
			++*dn;
			*has |= 1U << (t->near[g] - 1);
		}
	}
}

/* ln((m + 1)/(d + 1/2)) / ln((m + 1)/(1/2)), not below 0. */
static double
rarity(const struct trial *t, uint32_t d, uint32_t m)
{
	double top = log(m + 1.0), v = (top - t->k->ln[d]) / (top - t->k->ln[0]);

	return (v > 0 ? v : 0);
}

/* Weights of one channel, and what each near group, left out of the counts, would contain. */
static void
weigh(struct trial *t, enum channel ch)
{
	const struct part *part = &t->k->part[ch];
	double sum[SCORE_NEAR] = { 0 }, held[SCORE_NEAR] = { 0 }, without, with;
	uint32_t df, dn, has;

	t->total[ch] = 0;
	for (size_t i = 0; i < part->distinct; i++) {
		count_groups(t, part, i, &df, &dn, &has);
		t->weight[ch][i] = rarity(t, df, t->n) * rarity(t, dn, t->nears);
		t->total[ch] += t->weight[ch][i];
		if (t->nears == 0)
			continue;
		without = rarity(t, df, t->n - 1) * rarity(t, dn, t->nears - 1);
		with = has == 0 ? 0 : rarity(t, df - 1, t->n - 1) * rarity(t, dn - 1, t->nears - 1);
		for (uint32_t j = 0; j < t->nears; j++) {
			bool holds = (has >> j & 1) != 0;

			sum[j] += holds ? with : without;
			held[j] += holds ? with * part->scale[i] : 0;
		}
	}
	for (uint32_t j = 0; j < t->nears; j++)
		t->null[j][ch] = sum[j] > 0 ? fmin(held[j] / sum[j], 1) : 0;
}

/* Mean and deviation among the near groups, shrunk. */
static void
find_null(struct trial *t, enum channel ch)
{
	size_t features = t->k->part[ch].distinct;
	double n = t->nears, mean = PRIOR_MEAN[ch] * PRIOR_MEAN_N, square = 0, plain = 0;

	for (uint32_t j = 0; j < t->nears; j++) {
		mean += t->null[j][ch];
		plain += t->null[j][ch] / n;
	}
	for (uint32_t j = 0; j < t->nears; j++)
		square += (t->null[j][ch] - plain) * (t->null[j][ch] - plain);
	t->mean[ch] = mean / (n + PRIOR_MEAN_N);
	t->deviation[ch] = sqrt((square + PRIOR_N * PRIOR_DEVIATION * PRIOR_DEVIATION) / (n + PRIOR_N) +
	    0.25 / (double)(features > 0 ? features : 1));
}

static double
tail_of(const struct trial *t, enum channel ch, double containment)
{
	double z = (containment - t->mean[ch]) / t->deviation[ch];

	if (t->k->part[ch].distinct == 0 || z <= 0)
		return (0);
	return ((STUDENT + 1) / 2 * log10(1 + z * z / STUDENT));
}

/* A feature of the package at one place in the specimen. */
struct event {
	uint32_t pos;
	uint32_t item; /* Which distinct one. */
	enum channel channel;
};

struct events {
	struct event *event;
	size_t n, cap;
};

/* All places in the specimen where the package's features stand. */
static int
find_events(const struct score_package *k, const struct print *x, struct events *v)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct part *part = &k->part[ch];
		struct feature *f = sorted(x, ch);
		size_t i = 0;

		if (f == NULL)
			return (-1);
		for (size_t j = 0; j < x->n[ch]; j++) {
			while (i < part->distinct && hash_of(part, i) < f[j].hash)
				i++;
			if (i == part->distinct)
				break;
			if (hash_of(part, i) != f[j].hash)
				continue;
			if (VEC_GROW(v->event, v->n, v->cap) != 0) {
				free(f);
				return (-1);
			}
			v->event[v->n++] = (struct event){ f[j].pos, (uint32_t)i, ch };
		}
		free(f);
	}
	return (0);
}

static int
by_pos(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	return (x->pos != y->pos           ? (x->pos < y->pos ? -1 : 1)
		: x->channel != y->channel ? (x->channel < y->channel ? -1 : 1)
					   : (x->item < y->item ? -1 : x->item > y->item));
}

/* What a window holds: how often each distinct feature, and their weight. */
struct window {
	uint32_t *times[CH_N];
	size_t shared[CH_N];
	double held[CH_N];
};

static double
window_score(const struct trial *t, const struct window *w)
{
	double score = 0;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		if (t->total[ch] > 0)
			score += tail_of(t, ch, w->held[ch] / t->total[ch]);
	}
	return (score);
}

static void
window_put(const struct trial *t, struct window *w, const struct event *v)
{
	if (w->times[v->channel][v->item]++ == 0) {
		w->held[v->channel] += t->weight[v->channel][v->item];
		w->shared[v->channel]++;
	}
}

static void
window_drop(const struct trial *t, struct window *w, const struct event *v)
{
	if (--w->times[v->channel][v->item] == 0) {
		w->held[v->channel] -= t->weight[v->channel][v->item];
		w->shared[v->channel]--;
	}
}

static void
fill_score(const struct trial *t, const struct window *w, struct score *s)
{
	double held = 0, total = 0;

	s->score = 0;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		struct score_channel *c = &s->channel[ch];

		c->features = t->k->part[ch].distinct;
		c->shared = w->shared[ch];
		/* Sums of differences may be off by a rounding. */
		c->containment = t->total[ch] > 0 ? fmin(fmax(w->held[ch] / t->total[ch], 0), 1) : 0;
		c->mean = t->mean[ch];
		c->deviation = t->deviation[ch];
		c->tail = tail_of(t, ch, c->containment);
		s->score += c->tail;
		held += fmax(w->held[ch], 0);
		total += t->total[ch];
	}
	s->containment = total > 0 ? fmin(held / total, 1) : 0;
	s->groups = t->n;
	s->near = t->nears;
	for (uint32_t j = 0; j < t->nears; j++)
		s->nearness += t->cover[t->near_group[j]] / (NEARNESS + 1) / t->nears;
}

/* Slide over the events; the best window is kept, of equals the first. */
static void
slide(const struct trial *t, const struct events *v, struct window *w, uint32_t length, struct score *s)
{
	double best = -1, here;
	size_t from = 0, best_from = 0, best_to = 0;

	for (size_t to = 0; to < v->n; to++) {
		window_put(t, w, &v->event[to]);
		while (v->event[to].pos - v->event[from].pos >= length)
			window_drop(t, w, &v->event[from++]);
		/* Only where the next event would push something out can a window be at its fullest. */
		if (to + 1 < v->n && v->event[to + 1].pos - v->event[from].pos < length)
			continue;
		if ((here = window_score(t, w)) > best) {
			best = here;
			best_from = from;
			best_to = to;
		}
	}
	for (enum channel ch = 0; ch < CH_N; ch++) {
		memset(w->times[ch], 0, (t->k->part[ch].distinct + 1) * sizeof(w->times[ch][0]));
		w->shared[ch] = 0;
		w->held[ch] = 0;
	}
	for (size_t i = best_from; v->n > 0 && i <= best_to; i++)
		window_put(t, w, &v->event[i]);
	s->from = v->n > 0 ? v->event[best_from].pos : 0;
	s->to = v->n > 0 ? v->event[best_to].pos + 1 : 0;
	fill_score(t, w, s);
}

static int
match(const struct trial *t, const struct print *x, struct score *s, struct err *e)
{
	const struct score_package *k = t->k;
	struct events v = { 0 };
	struct window w = { 0 };
	bool enough = true;
	int rc = 0;

	for (enum channel ch = 0; ch < CH_N; ch++)
		enough &= (w.times[ch] = calloc(k->part[ch].distinct + 1, sizeof(w.times[ch][0]))) != NULL;
	if (!enough || find_events(k, x, &v) != 0) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
	} else {
		bool whole = x->tokens / WHOLE <= k->p->tokens;

		if (v.n > 0)
			qsort(v.event, v.n, sizeof(*v.event), by_pos);
		slide(t, &v, &w, whole ? UINT32_MAX : k->p->tokens * WINDOW, s);
	}
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(w.times[ch]);
	free(v.event);
	return (rc);
}

/* log2 of how rare what is shared is, in the channel that says most. */
static double bits_of(const struct trial *t, const struct print *x, struct score *s, struct err *e);

int
score_pair(const struct score_package *k, const struct print *x, struct score *s, struct err *e)
{
	struct trial t;
	int rc = trial_new(&t, k, e);

	*s = (struct score){ 0 };
	if (rc == 0) {
		if (k->n > 0) {
			memcpy(t.out, k->own, k->n * sizeof(*t.out));
			background_mark(k->b, x, t.out);
		}
		for (uint32_t g = 0; g < k->n; g++)
			t.n += !t.out[g];
		find_cover(&t);
		find_near(&t);
		for (enum channel ch = 0; ch < CH_N; ch++) {
			weigh(&t, ch);
			find_null(&t, ch);
		}
		if ((rc = match(&t, x, s, e)) == 0)
			s->bits = bits_of(&t, x, s, e);
	}
	trial_free(&t);
	return (rc);
}

/* For each distinct feature of the package the specimen's place in the window that is met first. */
static int
each_shared(const struct score_package *k, const bool *out, uint32_t n, const struct print *x,
    const struct score *s, score_shared_fn *fn, void *arg, struct err *e)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct part *part = &k->part[ch];
		struct feature *f = sorted(x, ch);
		size_t i = 0;

		if (f == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		for (size_t j = 0; j < x->n[ch]; j++) {
			struct score_shared shared = { .channel = ch, .specimen = f[j] };

			if (f[j].pos < s->from || f[j].pos >= s->to)
				continue;
			while (i < part->distinct && hash_of(part, i) < f[j].hash)
				i++;
			if (i == part->distinct)
				break;
			if (hash_of(part, i) != f[j].hash)
				continue;
			for (uint32_t g = 0; g < part->groups[i]; g++)
				shared.groups += !out[k->pool[part->post[i] + g]];
			shared.bits = (log(n + 1.0) - log(shared.groups + 0.5)) / log(2);
			for (size_t at = part->first[i]; at < part->first[i + 1]; at++) {
				shared.package = part->feature[at];
				fn(arg, &shared);
			}
			/* One place in the specimen is enough. */
			i++;
		}
		free(f);
	}
	return (0);
}

static void
add_bits(void *arg, const struct score_shared *shared)
{
	double *bits = arg;

	bits[shared->channel] += shared->bits > 0 ? shared->bits : 0;
}

static double
bits_of(const struct trial *t, const struct print *x, struct score *s, struct err *e)
{
	double bits[CH_N] = { 0 }, most = 0;

	(void)each_shared(t->k, t->out, t->n, x, s, add_bits, bits, e);
	/* Grams overlap: each token is in as many as a gram is long. */
	for (enum channel ch = 0; ch < CH_N; ch++)
		most = fmax(most, bits[ch] / feature_span(ch));
	return (most);
}

int
score_shared(const struct score_package *k, const struct print *x, const struct score *s, score_shared_fn *fn,
    void *arg, struct err *e)
{
	bool *out = calloc((size_t)k->n + 1, sizeof(*out));
	int rc;

	if (out == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (k->n > 0) {
		memcpy(out, k->own, k->n * sizeof(*out));
		background_mark(k->b, x, out);
	}
	rc = each_shared(k, out, (uint32_t)s->groups, x, s, fn, arg, e);
	free(out);
	return (rc);
}
