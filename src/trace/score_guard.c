/*
 * The guard against a background that holds the package itself, changed so that no file's
 * hash gives it away: such a group would be the nearest of all, and take away the weight of
 * all that a true derivative shares.  See struct score_suspect for the rule.
 */
#include <math.h>
#include <stdlib.h>

#include "trace/score_impl.h"

/* So many honest groups a package may be suspected by chance. */
#define BY_CHANCE 0.01

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x < y ? -1 : x > y);
}

/*
 * What hardly one of the groups near to a package scores by chance.  Beyond the 90th of 100
 * innocents the tail falls tenfold for each step from there to the 99th.  The innocents are
 * near groups themselves, SCORE_NEAR of a package, so that the choice of the nearest of all
 * ${groups} is in their scores and must not be paid for again; it is in no promise of the tails.
 */
static double
bound_of(float *score, size_t n, uint32_t groups)
{
	double from, step;

	qsort(score, n, sizeof(*score), by_value);
	from = (double)score[n * 90 / 100];
	step = (double)score[n * 99 / 100] - from;
	/* Where innocents share next to nothing, what the tails themselves promise is the least. */
	return (fmax(from + step * log10(0.1 * SCORE_NEAR / BY_CHANCE), log10(groups / BY_CHANCE)));
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

/* What group ${g} would score as a specimen, and how much of the package's code it has, weighed. */
static void
score_group(const struct score_trial *t, uint32_t g, struct score_suspect *s)
{
	const struct score_package *k = t->k;
	double code = 0, all = 0;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct score_part *part = &k->part[ch];
		double held = 0;

		for (size_t i = 0; i < part->distinct; i++) {
			for (uint32_t j = 0; j < part->groups[i]; j++) {
				if (k->pool[part->post[i] + j] == g)
					held += t->weight[ch][i] * score_scale(k, part, i, g);
			}
		}
		if (t->total[ch] > 0)
			s->score += score_tail(t, ch, fmin(held / t->total[ch], 1));
		if (ch <= CH_ATOMS) {
			code += fmin(held, t->total[ch]);
			all += t->total[ch];
		}
	}
	s->cover = all > 0 ? code / all : 0;
}

/* A group that covers enough to be tried. */
struct candidate {
	uint32_t group;
	double cover;
	uint64_t mix;
};

/* The one that covers most first. */
static int
by_cover(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->cover != y->cover)
		return (x->cover > y->cover ? -1 : 1);
	return (x->mix < y->mix ? -1 : x->mix > y->mix);
}

/*
 * Try the candidates, the one that covers least first, by those groups that are no candidates or
 * were found to be independent: then a few copies cannot vouch for each other, and many solutions
 * of a task that leaves no choice do.
 */
static int
try_candidates(struct score_package *k, const struct candidate *c, size_t n, double bound, struct err *e)
{
	bool *out = calloc((size_t)k->n + 1, sizeof(*out));
	int rc = 0;

	k->suspect = calloc(n, sizeof(*k->suspect));
	if (out == NULL || k->suspect == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	for (size_t i = 0; rc == 0 && i < n; i++)
		out[c[i].group] = true;
	for (size_t i = n; rc == 0 && i-- > 0;) {
		struct score_trial t;
		struct score_suspect s = { .group = c[i].group, .bound = bound };

		if ((rc = score_trial(&t, k, NULL, out, e)) == 0)
			score_group(&t, s.group, &s);
		if (s.cover >= SCORE_SUSPECT && s.score > bound)
			k->suspect[k->suspects++] = s;
		else
			out[s.group] = false;
		score_trial_free(&t);
	}
	free(out);
	/* If it were most of the near groups, they would rather be what the task looks like. */
	if (k->suspects > SCORE_NEAR / 2)
		k->suspects = 0;
	return (rc);
}

/* Groups that count and cover enough, in ${c}; how many. */
static size_t
find_candidates(const struct score_trial *t, struct candidate *c)
{
	size_t n = 0;

	for (uint32_t g = 0; g < t->k->n; g++) {
		if (!t->out[g] && score_cover(t, g) >= SCORE_SUSPECT)
			c[n++] = (struct candidate){ g, score_cover(t, g), t->mix[g] };
	}
	qsort(c, n, sizeof(*c), by_cover);
	return (n < SCORE_TRIED ? n : SCORE_TRIED);
}

static int
by_group(const void *a, const void *b)
{
	const struct score_suspect *x = a, *y = b;

	return (x->group < y->group ? -1 : x->group > y->group);
}

/* The suspects count in nothing. */
static void
put_out(struct score_package *k)
{
	if (k->suspects > 0)
		qsort(k->suspect, k->suspects, sizeof(*k->suspect), by_group);
	for (size_t i = 0; i < k->suspects; i++) {
		struct score_suspect *s = &k->suspect[i];

		k->own[s->group] = true;
		if (s->group >= k->ground)
			s->name = k->given.clean->solution[s->group - k->ground].name;
	}
}

int
score_guard(struct score_package *k, struct err *e)
{
	struct candidate *c;
	struct score_trial t;
	double bound;
	size_t n = 0;
	int rc;

	if (k->p->tokens < SCORE_SUSPECT_TOKENS)
		return (0);
	if ((c = malloc(((size_t)k->n + 1) * sizeof(*c))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	/* Most packages have no candidate, and cost no more than this. */
	if ((rc = score_trial_cover(&t, k, NULL, NULL, e)) == 0)
		n = find_candidates(&t, c);
	score_trial_free(&t);
	if (n > 0 && (rc = find_bound(k, &bound, e)) == 0 && isfinite(bound))
		rc = try_candidates(k, c, n, bound, e);
	put_out(k);
	free(c);
	return (rc);
}

const struct score_suspect *
score_suspects(const struct score_package *k, size_t *n)
{
	*n = k->suspects;
	return (k->suspect);
}
