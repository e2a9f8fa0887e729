/* What package and specimen share within the window, and how rare it is. */
#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "trace/score_impl.h"

int
score_matches(struct score_matches *m, const struct score_package *k, const struct print *x, struct err *e)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct score_part *part = &k->part[ch];
		struct feature *f = score_sorted(x, ch);
		int rc = f == NULL ? -1 : 0;

		for (size_t i = 0, j = 0; rc == 0 && i < part->distinct && j < x->n[ch];) {
			if (part->aside[i] || score_hash(part, i) < f[j].hash) {
				i++;
			} else if (score_hash(part, i) > f[j].hash) {
				j++;
			} else if ((rc = VEC_GROW(m->match, m->n, m->cap)) == 0) {
				m->match[m->n++] = (struct score_match){ ch, (uint32_t)i, f[j++] };
			}
		}
		free(f);
		if (rc != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	return (0);
}

/* For each distinct feature of the package the specimen's place in the window that is met first. */
static void
each_shared(const struct score_package *k, const bool *out, uint32_t n, const struct score_matches *m,
    const struct score *s, score_shared_fn *fn, void *arg)
{
	const struct score_match *before = NULL;

	for (size_t j = 0; j < m->n; j++) {
		const struct score_match *v = &m->match[j];
		const struct score_part *part = &k->part[v->channel];
		struct score_shared shared = { .channel = v->channel, .specimen = v->specimen };

		if (v->specimen.pos < s->from || v->specimen.pos >= s->to)
			continue;
		/* One place in the specimen is enough. */
		if (before != NULL && before->channel == v->channel && before->item == v->item)
			continue;
		before = v;
		for (uint32_t g = 0; g < part->groups[v->item]; g++)
			shared.groups += !out[k->pool[part->post[v->item] + g]];
		shared.bits = (log(n + 1.0) - log(shared.groups + 0.5)) / log(2);
		for (size_t at = part->first[v->item]; at < part->first[v->item + 1]; at++) {
			shared.package = part->feature[at];
			fn(arg, &shared);
		}
	}
}

static void
add_bits(void *arg, const struct score_shared *shared)
{
	double *bits = arg;

	bits[shared->channel] += shared->bits > 0 ? shared->bits : 0;
}

double
score_bits(const struct score_trial *t, const struct score_matches *m, const struct score *s)
{
	double sum[CH_N] = { 0 }, most = 0;

	each_shared(t->k, t->out, t->n, m, s, add_bits, sum);
	/* Grams overlap: each token is in as many as a gram is long. */
	for (enum channel ch = 0; ch < CH_N; ch++)
		most = fmax(most, sum[ch] / feature_span(ch));
	return (most);
}

int
score_shared(const struct score_package *k, const struct print *x, const struct score *s, score_shared_fn *fn,
    void *arg, struct err *e)
{
	bool *out = calloc((size_t)k->n + 1, sizeof(*out));
	struct score_matches m = { 0 };
	int rc;

	if (out == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = score_matches(&m, k, x, e)) == 0) {
		score_out(k, x, out);
		each_shared(k, out, (uint32_t)s->groups, &m, s, fn, arg);
	}
	free(m.match);
	free(out);
	return (rc);
}
