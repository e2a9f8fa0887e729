/* Building an index: see the header.  Postings are sorted by their features' hashes like a background's groups. */
#include "trace/index.h"

#include <math.h>
#include <stdlib.h>

#include "base/unshared.h"
#include "base/vec.h"
#include "trace/index_impl.h"
#include "trace/score_impl.h"

/* Entries that share a value of the directory, about. */
#define SHARE_BITS 2
#define BITS_MAX   30

struct index *
index_new(const struct background *b, const char *beside, struct err *e)
{
	struct index *x = calloc(1, sizeof(*x));

	if (x == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	x->b = b;
	if ((x->runs = runs_new(beside, RUNS_HOLD, e)) == NULL) {
		index_free(x);
		return (NULL);
	}
	return (x);
}

void
index_free(struct index *x)
{
	if (x == NULL)
		return;
	runs_free(x->runs);
	unshared_free(x->directory, x->directory_bytes);
	unshared_free(x->entry, x->entry_bytes);
	unshared_free(x->post, x->post_bytes);
	unshared_free(x->held, x->held_bytes);
	if (x->held == NULL)
		free(x->package);
	free(x);
}

/* The least eight bits whose weight is not below ${w}. */
static uint32_t
weight_bits(double w)
{
	uint32_t bits = 0;

	while (bits < 255 && (double)index_weight(bits) < w)
		bits++;
	return (bits);
}

static int
put_channel(struct index *x, const struct score_trial *t, enum channel ch, uint32_t number, struct err *e)
{
	const struct score_part *part = &t->k->part[ch];
	uint32_t before = 0;
	double last = 0;
	int rc = 0;

	for (size_t i = 0; i < part->distinct && rc == 0; i++) {
		double w = t->weight[ch][i];

		/* What weighs nothing is in no sum. */
		if (!(w > 0))
			continue;
		if (w != last)
			before = weight_bits(last = w);
		rc = runs_put(x->runs, score_hash(part, i), index_post(number, before), e);
		x->puts++;
	}
	return (rc);
}

/* A little upwards, so that a sum of rounded numbers does not fall below the exact one. */
static float
upwards(double v)
{
	return ((float)(v * (1 + 1e-5) + 1e-6));
}

/* And a floor a little downwards. */
static float
downwards(double v)
{
	return ((float)(v * (1 - 1e-5) - 1e-6));
}

static void
describe(struct index_package *p, const struct score_trial *t, const struct score_floor *floor)
{
	*p = (struct index_package){ .tokens = t->k->p->tokens, .nears = t->nears };
	p->score.floor = downwards(floor->score);
	p->chances.floor = downwards(floor->chances);
	memcpy(p->near, t->near_group, sizeof(p->near));
	for (enum channel ch = 0; ch < CH_N; ch++) {
		/* A sum of so many floats may be short of the exact one by this part of it. */
		p->total[ch] = (float)(t->total[ch] / (1 + 2e-7 * (16 + (double)t->k->part[ch].distinct)));
		for (unsigned i = 0; i <= INDEX_STEPS && t->total[ch] > 0; i++) {
			p->score.step[ch][i] = upwards(score_tail(t, ch, (double)i / INDEX_STEPS));
			p->chances.step[ch][i] = upwards(score_chance(t, ch, (double)i / INDEX_STEPS));
		}
	}
}

int
index_add(struct index *x, const struct score_package *k, const struct score_floor *floor, struct err *e)
{
	struct score_trial t;
	int rc;

	if (x->packages == INDEX_PACKAGES_MAX)
		return (err_set(e, ERR_LIMIT, "more packages than %u", INDEX_PACKAGES_MAX));
	if (VEC_GROW(x->package, x->packages, x->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	/* What it weighs against a specimen of which the background knows nothing. */
	if ((rc = score_trial(&t, k, NULL, NULL, e)) == 0)
		describe(&x->package[x->packages], &t, floor);
	for (enum channel ch = 0; ch < CH_N && rc == 0; ch++)
		rc = put_channel(x, &t, ch, (uint32_t)x->packages, e);
	x->packages += rc == 0;
	score_trial_free(&t);
	return (rc);
}

static int
on_feature(void *arg, uint64_t hash, const uint32_t *post, size_t posts, struct err *e)
{
	struct index *x = arg;
	struct index_entry *entry = &x->entry[x->entries];

	if (x->posts + posts + 1 > INDEX_POSTS_MAX)
		return (err_set(e, ERR_LIMIT, "the packages share more features than can be indexed"));
	*entry = (struct index_entry){ .tag = index_tag(x, hash), .value = post[0] };
	if (posts > 1) {
		entry->value = INDEX_MANY | (uint32_t)x->posts;
		x->post[x->posts++] = (uint32_t)posts;
		memcpy(x->post + x->posts, post, posts * sizeof(*post));
		x->posts += posts;
	}
	/* Counted first, summed up afterwards. */
	x->directory[(size_t)index_top(x, hash) + 1]++;
	x->entries++;
	return (0);
}

/* Pages are taken as they are written, so that the most there could be costs nothing. */
static int
make_room(struct index *x, struct err *e)
{
	if (x->puts >= UINT32_MAX)
		return (err_set(e, ERR_LIMIT, "the packages have more features than can be indexed"));
	for (x->bits = 1; x->bits < BITS_MAX && x->puts >> (x->bits + SHARE_BITS) != 0; x->bits++)
		;
	x->directory_bytes = (((size_t)1 << x->bits) + 2) * sizeof(*x->directory);
	x->entry_bytes = (x->puts + 1) * sizeof(*x->entry);
	x->post_bytes = (x->puts + x->puts / 2 + 2) * sizeof(*x->post);
	x->directory = unshared_new(x->directory_bytes);
	x->entry = unshared_new(x->entry_bytes);
	x->post = unshared_new(x->post_bytes);
	if (x->directory == NULL || x->entry == NULL || x->post == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	return (0);
}

/* What is said of each package grew on the heap; from now on it stays as it is. */
static int
hold_packages(struct index *x, struct err *e)
{
	size_t bytes = x->packages * sizeof(*x->package);

	if (bytes == 0)
		return (0);
	if ((x->held = unshared_new(bytes)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	x->held_bytes = bytes;
	memcpy(x->held, x->package, bytes);
	free(x->package);
	x->package = x->held;
	x->cap = x->packages;
	return (0);
}

int
index_seal(struct index *x, struct err *e)
{
	int rc;

	if ((rc = make_room(x, e)) != 0 || (rc = runs_merge(x->runs, on_feature, x, e)) != 0)
		return (rc);
	for (size_t i = 0; i <= (size_t)1 << x->bits; i++)
		x->directory[i + 1] += x->directory[i];
	runs_free(x->runs);
	x->runs = NULL;
	return (hold_packages(x, e));
}

uint32_t
index_packages(const struct index *x)
{
	return ((uint32_t)x->packages);
}

uint64_t
index_bytes(const struct index *x)
{
	return (x->directory_bytes + x->entries * sizeof(*x->entry) + x->posts * sizeof(*x->post) +
	    x->cap * sizeof(*x->package));
}
