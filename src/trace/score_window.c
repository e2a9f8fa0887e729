/*
 * Where the package is in a specimen: what matches, in the order of the specimen,
 * and a window that slides over them.
 */
#include <math.h>
#include <stdlib.h>

#include "trace/score_impl.h"

/* One pass of the sort, by the eight bits at ${shift}: of ${from} into ${to}, equals as they stood. */
static void
pass(const struct score_match *from, struct score_match *to, size_t n, unsigned shift)
{
	size_t end[256] = { 0 }, sum = 0, here;

	for (size_t i = 0; i < n; i++)
		end[from[i].specimen.pos >> shift & 0xFF]++;
	for (size_t i = 0; i < 256; i++) {
		here = end[i];
		end[i] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[end[from[i].specimen.pos >> shift & 0xFF]++] = from[i];
}

/*
 * A copy of the matches by position, which the caller frees; NULL without memory.  They come by channel, then
 * item, and stay so where positions are equal.
 */
static struct score_match *
by_position(const struct score_matches *m)
{
	struct score_match *one = malloc((m->n + 1) * sizeof(*one)), *two = malloc((m->n + 1) * sizeof(*two)),
			   *spare;
	uint32_t bits = 0;

	if (one == NULL || two == NULL) {
		free(one);
		free(two);
		return (NULL);
	}
	for (size_t i = 0; i < m->n; i++)
		bits |= m->match[i].specimen.pos;
	if (m->n > 0)
		memcpy(one, m->match, m->n * sizeof(*one));
	/* Bytes that all positions lack order nothing. */
	for (unsigned shift = 0; shift < 32 && bits >> shift != 0; shift += 8) {
		pass(one, two, m->n, shift);
		spare = one;
		one = two;
		two = spare;
	}
	free(two);
	return (one);
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

	s->score = s->chances = 0;
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
		c->chance = score_chance(t, ch, c->containment);
		s->chances += c->chance;
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
	struct score_matches v = { .match = by_position(m), .n = m->n };
	struct window w = { 0 };
	bool enough = v.match != NULL;
	int rc = 0;

	for (enum channel ch = 0; ch < CH_N; ch++)
		enough &= (w.times[ch] = calloc(k->part[ch].distinct + 1, sizeof(w.times[ch][0]))) != NULL;
	if (!enough) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
	} else {
		bool whole = x->tokens / SCORE_WHOLE <= k->p->tokens;

		slide(t, &v, &w, whole ? UINT32_MAX : k->p->tokens * SCORE_WINDOW, s);
	}
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(w.times[ch]);
	free(v.match);
	return (rc);
}
