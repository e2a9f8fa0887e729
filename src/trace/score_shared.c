/* What package and specimen share within the window, and how rare it is. */
#include <math.h>
#include <stdlib.h>

#include "trace/score_impl.h"

/* For each distinct feature of the package the specimen's place in the window that is met first. */
static int
each_shared(const struct score_package *k, const bool *out, uint32_t n, const struct print *x,
    const struct score *s, score_shared_fn *fn, void *arg, struct err *e)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct score_part *part = &k->part[ch];
		struct feature *f = score_sorted(x, ch);
		size_t i = 0;

		if (f == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		for (size_t j = 0; j < x->n[ch]; j++) {
			struct score_shared shared = { .channel = ch, .specimen = f[j] };

			if (f[j].pos < s->from || f[j].pos >= s->to)
				continue;
			while (i < part->distinct && score_hash(part, i) < f[j].hash)
				i++;
			if (i == part->distinct)
				break;
			if (score_hash(part, i) != f[j].hash)
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

int
score_bits(
    const struct score_trial *t, const struct print *x, const struct score *s, double *bits, struct err *e)
{
	double sum[CH_N] = { 0 };
	int rc = each_shared(t->k, t->out, t->n, x, s, add_bits, sum, e);

	*bits = 0;
	/* Grams overlap: each token is in as many as a gram is long. */
	for (enum channel ch = 0; ch < CH_N; ch++)
		*bits = fmax(*bits, sum[ch] / feature_span(ch));
	return (rc);
}

int
score_shared(const struct score_package *k, const struct print *x, const struct score *s, score_shared_fn *fn,
    void *arg, struct err *e)
{
	bool *out = calloc((size_t)k->n + 1, sizeof(*out));
	int rc;

	if (out == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	score_out(k, x, out);
	rc = each_shared(k, out, (uint32_t)s->groups, x, s, fn, arg, e);
	free(out);
	return (rc);
}
