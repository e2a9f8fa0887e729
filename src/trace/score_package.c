/* The package made ready: its distinct features, and which groups have each. */
#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "trace/score_impl.h"

static int
make_part(struct score_part *part, const struct print *p, const struct filter *filter, enum channel ch)
{
	part->n = p->n[ch];
	part->feature = score_sorted(p, ch);
	part->first = malloc((part->n + 1) * sizeof(*part->first));
	part->post = calloc(part->n + 1, sizeof(*part->post));
	part->groups = calloc(part->n + 1, sizeof(*part->groups));
	part->scale = calloc(part->n + 1, sizeof(*part->scale));
	part->aside = calloc(part->n + 1, sizeof(*part->aside));
	if (part->feature == NULL || part->first == NULL || part->post == NULL || part->groups == NULL ||
	    part->scale == NULL || part->aside == NULL)
		return (-1);
	for (size_t i = 0; i < part->n; i++) {
		if (i == 0 || part->feature[i].hash != part->feature[i - 1].hash)
			part->first[part->distinct++] = i;
	}
	part->first[part->distinct] = part->n;
	for (size_t i = 0; i < part->distinct; i++) {
		part->aside[i] = filter != NULL && filter->aside[ch][i];
		part->live += !part->aside[i];
		part->scale[i] = 1;
	}
	return (0);
}

/* What the look-up of one channel fills. */
struct asking {
	struct score_package *k;
	struct score_part *part;
	enum channel ch;
};

static void
put_group(struct score_package *k, struct score_part *part, size_t i, uint32_t group)
{
	if (k->failed || VEC_GROW(k->pool, k->pooled, k->cappool) != 0) {
		k->failed = true;
		return;
	}
	k->pool[k->pooled++] = group;
	part->groups[i]++;
}

/* Behind the background's groups, the solutions that have the feature. */
static void
put_clean(struct score_package *k, struct score_part *part, enum channel ch, size_t i)
{
	const struct clean *clean = k->given.clean;

	for (uint32_t c = 0; clean != NULL && c < clean->n; c++) {
		if (clean->solution[c].has[ch][i])
			put_group(k, part, i, k->ground + c);
	}
}

static void
on_groups(void *arg, size_t i, const uint32_t *group, size_t groups, unsigned scale)
{
	const struct asking *a = arg;
	struct score_package *k = a->k;

	a->part->post[i] = k->pooled;
	for (size_t g = 0; g < groups; g++)
		put_group(k, a->part, i, group[g]);
	put_clean(k, a->part, a->ch, i);
	a->part->scale[i] = scale;
}

/* What no group of the background has, a solution may have. */
static void
put_clean_alone(struct score_package *k, struct score_part *part, enum channel ch)
{
	for (size_t i = 0; k->given.clean != NULL && i < part->distinct; i++) {
		if (part->groups[i] == 0) {
			part->post[i] = k->pooled;
			put_clean(k, part, ch, i);
		}
	}
}

static int
look_up(struct score_package *k, struct score_part *part, enum channel ch, struct err *e)
{
	struct asking asking = { k, part, ch };
	uint64_t *hash = malloc((part->distinct + 1) * sizeof(*hash));
	int rc;

	if (hash == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < part->distinct; i++)
		hash[i] = score_hash(part, i);
	rc = background_look(k->b, hash, part->distinct, on_groups, &asking, e);
	free(hash);
	return (rc);
}

static int
prepare(struct score_package *k, struct err *e)
{
	int rc;

	k->ground = k->b != NULL ? background_groups(k->b) : 0;
	k->n = k->ground + (k->given.clean != NULL ? (uint32_t)k->given.clean->n : 0);
	k->own = calloc((size_t)k->n + 1, sizeof(*k->own));
	k->ln = malloc(((size_t)k->n + 2) * sizeof(*k->ln));
	if (k->own == NULL || k->ln == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (uint32_t d = 0; d < k->n + 2; d++)
		k->ln[d] = log(d + 0.5);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		if (make_part(&k->part[ch], k->p, k->given.filter, ch) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		if (k->b != NULL && (rc = look_up(k, &k->part[ch], ch, e)) != 0)
			return (rc);
		put_clean_alone(k, &k->part[ch], ch);
		if (k->failed)
			return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	score_out(k, k->p, k->own);
	return (score_guard(k, e));
}

struct score_package *
score_package(const struct print *p, const struct background *b, struct err *e)
{
	return (score_package_given(p, b, &(struct score_given){ .filter = NULL }, e));
}

struct score_package *
score_package_given(
    const struct print *p, const struct background *b, const struct score_given *given, struct err *e)
{
	struct score_package *k = calloc(1, sizeof(*k));

	if (k == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	k->p = p;
	k->b = b;
	k->given = *given;
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
		struct score_part *part = &k->part[ch];

		free(part->feature);
		free(part->first);
		free(part->post);
		free(part->groups);
		free(part->scale);
		free(part->aside);
	}
	free(k->pool);
	free(k->own);
	free(k->suspect);
	free(k->ln);
	free(k);
}
