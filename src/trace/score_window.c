/*
 * Where the package is in a specimen: its features' places there, in order,
 * and a window that slides over them.
 */
#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "trace/score_impl.h"

/* The window is so many packages long; a specimen up to WHOLE packages is its own window. */
#define WINDOW 2
#define WHOLE  3

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
		const struct score_part *part = &k->part[ch];
		struct feature *f = score_sorted(x, ch);
		size_t i = 0;

		if (f == NULL)
			return (-1);
		for (size_t j = 0; j < x->n[ch]; j++) {
			while (i < part->distinct && score_hash(part, i) < f[j].hash)
				i++;
			if (i == part->distinct)
				break;
			if (score_hash(part, i) != f[j].hash)
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
window_score(const struct score_trial *t, const struct window *w)
{
	double score = 0;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		if (t->total[ch] > 0)
			score += score_tail(t, ch, w->held[ch] / t->total[ch]);
	}
	return (score);
}

static void
window_put(const struct score_trial *t, struct window *w, const struct event *v)
{
	if (w->times[v->channel][v->item]++ == 0) {
		w->held[v->channel] += t->weight[v->channel][v->item];
		w->shared[v->channel]++;
	}
}

static void
window_drop(const struct score_trial *t, struct window *w, const struct event *v)
{
	if (--w->times[v->channel][v->item] == 0) {
		w->held[v->channel] -= t->weight[v->channel][v->item];
		w->shared[v->channel]--;
	}
}

static void
fill_score(const struct score_trial *t, const struct window *w, struct score *s)
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
		c->tail = score_tail(t, ch, c->containment);
		s->score += c->tail;
		held += fmax(w->held[ch], 0);
		total += t->total[ch];
	}
	s->containment = total > 0 ? fmin(held / total, 1) : 0;
	s->groups = t->n;
	s->near = t->nears;
	s->nearness = score_nearness(t);
}

/* Slide over the events; the best window is kept, of equals the first. */
static void
slide(const struct score_trial *t, const struct events *v, struct window *w, uint32_t length, struct score *s)
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

int
score_window(const struct score_trial *t, const struct print *x, struct score *s, struct err *e)
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
