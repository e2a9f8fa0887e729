/*
 * Where the package is in a specimen: what matches, in the order of the specimen,
 * and a window that slides over them.
 */
#include <math.h>
#include <stdlib.h>

#include "trace/score_impl.h"

static int
by_pos(const void *a, const void *b)
{
	const struct score_match *x = a, *y = b;

	return (x->specimen.pos != y->specimen.pos ? (x->specimen.pos < y->specimen.pos ? -1 : 1)
		: x->channel != y->channel         ? (x->channel < y->channel ? -1 : 1)
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
window_put(const struct score_trial *t, struct window *w, const struct score_match *v)
{
	if (w->times[v->channel][v->item]++ == 0) {
		w->held[v->channel] += t->weight[v->channel][v->item];
		w->shared[v->channel]++;
	}
}

static void
window_drop(const struct score_trial *t, struct window *w, const struct score_match *v)
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

		c->features = t->k->part[ch].live;
		c->aside = t->k->part[ch].distinct - c->features;
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
	s->clean = t->cleans;
	s->clean_enough = t->clean_enough;
}

/* Slide over the events; the best window is kept, of equals the first. */
static void
slide(const struct score_trial *t, const struct score_matches *m, struct window *w, uint32_t length,
    struct score *s)
{
	double best = -1, here;
	size_t from = 0, best_from = 0, best_to = 0;

	for (size_t to = 0; to < m->n; to++) {
		window_put(t, w, &m->match[to]);
		while (m->match[to].specimen.pos - m->match[from].specimen.pos >= length)
			window_drop(t, w, &m->match[from++]);
		/* Only where the next event would push something out can a window be at its fullest. */
		if (to + 1 < m->n && m->match[to + 1].specimen.pos - m->match[from].specimen.pos < length)
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
	for (size_t i = best_from; m->n > 0 && i <= best_to; i++)
		window_put(t, w, &m->match[i]);
	s->from = m->n > 0 ? m->match[best_from].specimen.pos : 0;
	s->to = m->n > 0 ? m->match[best_to].specimen.pos + 1 : 0;
	fill_score(t, w, s);
}

int
score_window(const struct score_trial *t, const struct print *x, const struct score_matches *m,
    struct score *s, struct err *e)
{
	const struct score_package *k = t->k;
	struct score_matches v = { .match = malloc((m->n + 1) * sizeof(*v.match)), .n = m->n };
	struct window w = { 0 };
	bool enough = v.match != NULL;
	int rc = 0;

	for (enum channel ch = 0; ch < CH_N; ch++)
		enough &= (w.times[ch] = calloc(k->part[ch].distinct + 1, sizeof(w.times[ch][0]))) != NULL;
	if (!enough) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
	} else {
		bool whole = x->tokens / SCORE_WHOLE <= k->p->tokens;

		if (m->n > 0) {
			memcpy(v.match, m->match, m->n * sizeof(*m->match));
			qsort(v.match, v.n, sizeof(*v.match), by_pos);
		}
		slide(t, &v, &w, whole ? UINT32_MAX : k->p->tokens * SCORE_WINDOW, s);
	}
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(w.times[ch]);
	free(v.match);
	return (rc);
}
