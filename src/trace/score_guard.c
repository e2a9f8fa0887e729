/*
 * The guard against a background that holds the package itself, changed so that no file's
 * hash gives it away: such a group would be the nearest of all, and take away the weight of
 * all that a true derivative shares.  See struct score_suspect for the rule.
 */
#include <math.h>
#include <stdlib.h>

#include "trace/score_impl.h"

/* So many groups in so many backgrounds may be suspected by chance. */
#define BY_CHANCE 0.01

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x < y ? -1 : x > y);
}

/*
 * What hardly one of ${groups} independent programs scores.  Beyond the 90th of 100 innocents
 * the tail falls tenfold for each step from there to the 99th.
 */
static double
bound_of(float *score, size_t n, uint32_t groups)
{
	double from, step;

	qsort(score, n, sizeof(*score), by_value);
	from = (double)score[n * 90 / 100];
	step = (double)score[n * 99 / 100] - from;
	return (from + step * fmax(log10(0.1 * groups / BY_CHANCE), 1));
}

/* 0 with ${*bound}, infinite where nothing tells; ERR_NOMEM. */
static int
find_bound(const struct score_package *k, double *bound, struct err *e)
{
	size_t points = 0, n = 0;
	const struct calibrate_point *point = k->b != NULL ? background_points(k->b, &points) : NULL;
	float *score = malloc((points + 1) * sizeof(*score));

	*bound = INFINITY;
	if (score == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < points; i++) {
		if (point[i].derived == 0)
			score[n++] = point[i].score;
	}
	if (n >= CALIBRATE_MIN)
		*bound = bound_of(score, n, k->n);
	free(score);
	return (0);
}

/* What each group of ${of} would score as a specimen. */
static int
score_groups(const struct score_trial *t, const bool *of, double *score, struct err *e)
{
	const struct score_package *k = t->k;
	double *held = calloc((size_t)k->n + 1, sizeof(*held));

	if (held == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct score_part *part = &k->part[ch];

		memset(held, 0, ((size_t)k->n + 1) * sizeof(*held));
		for (size_t i = 0; i < part->distinct; i++) {
			for (uint32_t j = 0; j < part->groups[i]; j++) {
				uint32_t g = k->pool[part->post[i] + j];

				held[g] += t->weight[ch][i] * score_scale(k, part, i, g);
			}
		}
		for (uint32_t g = 0; g < k->n; g++) {
			if (of[g] && t->total[ch] > 0)
				score[g] += score_tail(t, ch, fmin(held[g] / t->total[ch], 1));
		}
	}
	free(held);
	return (0);
}

static int
suspect(struct score_package *k, const struct score_trial *t, const bool *of, const double *score, double bound,
    struct err *e)
{
	if ((k->suspect = calloc((size_t)k->n + 1, sizeof(*k->suspect))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (uint32_t g = 0; g < k->n; g++) {
		if (!of[g] || !(score[g] > bound))
			continue;
		k->suspect[k->suspects++] = (struct score_suspect){ .group = g,
			.name = g < k->ground ? NULL : k->given.clean->solution[g - k->ground].name,
			.cover = score_cover(t, g),
			.score = score[g],
			.bound = bound };
		k->own[g] = true;
	}
	return (0);
}

/* Try the groups of ${of} by the others. */
static int
try_groups(struct score_package *k, const bool *of, double bound, struct err *e)
{
	double *score = calloc((size_t)k->n + 1, sizeof(*score));
	struct score_trial t;
	int rc;

	if (score == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = score_trial(&t, k, NULL, of, e)) == 0 && (rc = score_groups(&t, of, score, e)) == 0)
		rc = suspect(k, &t, of, score, bound, e);
	score_trial_free(&t);
	free(score);
	return (rc);
}

/* Which groups that count cover so much that they are to be tried; how many in ${*n}. */
static int
find_covering(const struct score_package *k, bool *of, size_t *n, struct err *e)
{
	struct score_trial t;
	int rc = score_trial(&t, k, NULL, NULL, e);

	*n = 0;
	for (uint32_t g = 0; rc == 0 && g < k->n; g++) {
		of[g] = !t.out[g] && score_cover(&t, g) >= SCORE_SUSPECT;
		*n += of[g];
	}
	score_trial_free(&t);
	return (rc);
}

int
score_guard(struct score_package *k, struct err *e)
{
	bool *of;
	double bound;
	size_t n;
	int rc;

	if ((rc = find_bound(k, &bound, e)) != 0 || !isfinite(bound))
		return (rc);
	if ((of = calloc((size_t)k->n + 1, sizeof(*of))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = find_covering(k, of, &n, e)) == 0 && n > 0)
		rc = try_groups(k, of, bound, e);
	free(of);
	return (rc);
}

const struct score_suspect *
score_suspects(const struct score_package *k, size_t *n)
{
	*n = k->suspects;
	return (k->suspect);
}
