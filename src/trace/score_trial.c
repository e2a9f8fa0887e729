/*
 * What a comparison is measured by: which groups count and which are near,
 * what each feature weighs, and how much of the package independent programs
 * hold by chance.
 */
#include <math.h>
#include <stdlib.h>

#include "trace/normal.h"
#include "trace/score_impl.h"

/* How unrelated programs of one language share, by channel: what a few groups are shrunk towards. */
static const double PRIOR_MEAN[CH_N] = { 0.3, 0.1, 0.1, 0.03, 0.03 };
/*
 * Without any group all features weigh the same, and what everyone has counts in full: how programs that do the same
 * share then, rounded upwards (bench/sets: .2, .2, .4, .0 and .1 in the mean).
 */
static const double BARE_MEAN[CH_N] = { 0.3, 0.2, 0.5, 0.05, 0.1 };
#define PRIOR_DEVIATION 0.1
#define PRIOR_MEAN_N    1 /* Worth so many groups. */
#define PRIOR_N         4
#define STUDENT         6.0

/* Channels whose plain coverage tells which groups are near. */
#define NEARNESS CH_ATOMS

/* While near groups are sought: one that was met already. */
#define MET UINT8_MAX

double
score_cover(const struct score_trial *t, uint32_t g)
{
	return (t->cover[g] / (NEARNESS + 1));
}

double
score_nearness(const struct score_trial *t)
{
	double sum = 0;

	for (uint32_t j = 0; j < t->nears; j++)
		sum += score_cover(t, t->near_group[j]) / t->nears;
	return (sum);
}

static int
trial_new(struct score_trial *t, const struct score_package *k, struct err *e)
{
	bool enough = true;

	*t = (struct score_trial){ .k = k };
	t->out = calloc((size_t)k->n + 1, sizeof(*t->out));
	t->near = calloc((size_t)k->n + 1, sizeof(*t->near));
	t->cover = calloc((size_t)k->n + 1, sizeof(*t->cover));
	t->mix = calloc((size_t)k->n + 1, sizeof(*t->mix));
	for (enum channel ch = 0; ch < CH_N; ch++)
		enough &= (t->weight[ch] = malloc((k->part[ch].distinct + 1) * sizeof(double))) != NULL;
	if (!enough || t->out == NULL || t->near == NULL || t->cover == NULL || t->mix == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	return (0);
}

void
score_trial_free(struct score_trial *t)
{
	free(t->out);
	free(t->near);
	free(t->cover);
	free(t->mix);
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(t->weight[ch]);
}

/* How much of the package each group that counts covers. */
static void
find_cover(struct score_trial *t)
{
	const struct score_package *k = t->k;

	for (enum channel ch = 0; ch <= NEARNESS; ch++) {
		const struct score_part *part = &k->part[ch];

		for (size_t i = 0; i < part->distinct; i++) {
			for (uint32_t j = 0; j < part->groups[i]; j++) {
				uint32_t g = k->pool[part->post[i] + j];

				t->cover[g] += score_scale(k, part, i, g) / (double)part->distinct;
				t->mix[g] += normal_mix(score_hash(part, i) + ch);
			}
		}
	}
}

/* Whether group ${g} comes before ${h}.  Groups that have the very same are alike in all that is counted. */
static bool
is_nearer(const struct score_trial *t, uint32_t g, uint32_t h)
{
	return (t->cover[g] != t->cover[h] ? t->cover[g] > t->cover[h] : t->mix[g] < t->mix[h]);
}

static void
add_near(struct score_trial *t, uint32_t g)
{
	t->near_group[t->nears++] = g;
	t->near[g] = (uint8_t)t->nears;
}

/* Of the background the groups that cover most, at most SCORE_NEAR, into ${best}; how many. */
static uint32_t
find_best(struct score_trial *t, uint32_t best[SCORE_NEAR])
{
	uint32_t n = 0;

	while (n < SCORE_NEAR) {
		uint32_t b = UINT32_MAX;

		for (uint32_t g = 0; g < t->k->ground; g++) {
			if (!t->out[g] && t->near[g] == 0 && (b == UINT32_MAX || is_nearer(t, g, b)))
				b = g;
		}
		if (b == UINT32_MAX)
			break;
		best[n++] = b;
		t->near[b] = MET;
	}
	for (uint32_t i = 0; i < n; i++)
		t->near[best[i]] = 0;
	return (n);
}

/* The clean room's, then, unless those are enough, the groups that cover most. */
static void
find_near(struct score_trial *t)
{
	const struct score_package *k = t->k;
	uint32_t best[SCORE_NEAR], n = find_best(t, best);
	double ground = 0;
	bool alone;

	for (uint32_t i = 0; i < n; i++)
		ground += score_cover(t, best[i]) / n;
	for (uint32_t g = k->ground; g < k->n; g++) {
		if (!t->out[g])
			add_near(t, g);
	}
	t->cleans = t->nears;
	/* Programs of other tasks beside them would only make what the task dictates look rarer. */
	alone = t->cleans >= SCORE_CLEAN && score_nearness(t) >= ground;
	t->clean_enough = alone && t->cleans >= SCORE_NEAR;
	for (uint32_t i = 0; i < n && t->nears < SCORE_NEAR && !alone; i++)
		add_near(t, best[i]);
}

/* How many groups that count have a feature, and how many near ones; ${has} gets a bit for each of those. */
static void
count_groups(const struct score_trial *t, const struct score_part *part, size_t i, uint32_t *df, uint32_t *dn,
    uint64_t *has)
{
	*df = *dn = 0;
	*has = 0;
	for (uint32_t j = 0; j < part->groups[i]; j++) {
		uint32_t g = t->k->pool[part->post[i] + j];

		if (t->out[g])
			continue;
		++*df;
		if (t->near[g] != 0) {
			++*dn;
			*has |= (uint64_t)1 << (t->near[g] - 1);
		}
	}
}

/* ln((m + 1)/(d + 1/2)) / ln((m + 1)/(1/2)), not below 0, where ${top} is ln(m + 1). */
static double
rarity(const struct score_trial *t, uint32_t d, double top)
{
	double v = (top - t->k->ln[d]) / (top - t->k->ln[0]);

	return (v > 0 ? v : 0);
}

/* Weights of one channel, and what each near group, left out of the counts, would contain. */
static void
weigh(struct score_trial *t, enum channel ch)
{
	const struct score_part *part = &t->k->part[ch];
	double sum[SCORE_NEAR_MAX] = { 0 }, held[SCORE_NEAR_MAX] = { 0 }, without, with;
	double all = log(t->n + 1.0), near = log(t->nears + 1.0);
	/* With one group, a near one, left out. */
	double all_less = t->nears > 0 ? log(t->n) : 0, near_less = t->nears > 0 ? log(t->nears) : 0;
	uint32_t df, dn;
	uint64_t has;

	t->total[ch] = 0;
	for (size_t i = 0; i < part->distinct; i++) {
		t->weight[ch][i] = 0;
		if (part->aside[i])
			continue;
		count_groups(t, part, i, &df, &dn, &has);
		t->weight[ch][i] = rarity(t, df, all) * rarity(t, dn, near);
		t->total[ch] += t->weight[ch][i];
		if (t->nears == 0)
			continue;
		without = rarity(t, df, all_less) * rarity(t, dn, near_less);
		with = has == 0 ? 0 : rarity(t, df - 1, all_less) * rarity(t, dn - 1, near_less);
		for (uint32_t j = 0; j < t->nears; j++) {
			bool holds = (has >> j & 1) != 0;

			sum[j] += holds ? with : without;
			held[j] += holds ? with * score_scale(t->k, part, i, t->near_group[j]) : 0;
		}
	}
	for (uint32_t j = 0; j < t->nears; j++)
		t->null[j][ch] = sum[j] > 0 ? fmin(held[j] / sum[j], 1) : 0;
}

/* Mean and deviation among the near groups but ${without}, shrunk. */
static void
find_null(const struct score_trial *t, enum channel ch, uint32_t without, double *mean, double *deviation)
{
	const double *prior = t->nears > 0 ? PRIOR_MEAN : BARE_MEAN;
	size_t features = t->k->part[ch].live;
	double n = t->nears - (without < t->nears), sum = 0, square = 0;

	for (uint32_t j = 0; j < t->nears; j++)
		sum += j == without ? 0 : t->null[j][ch];
	for (uint32_t j = 0; j < t->nears && n > 0; j++)
		square += j == without ? 0 : (t->null[j][ch] - sum / n) * (t->null[j][ch] - sum / n);
	*mean = (sum + prior[ch] * PRIOR_MEAN_N) / (n + PRIOR_MEAN_N);
	*deviation = sqrt((square + PRIOR_N * PRIOR_DEVIATION * PRIOR_DEVIATION) / (n + PRIOR_N) +
	    0.25 / (double)(features > 0 ? features : 1));
}

/* The chance that Student's t of six degrees lies above ${z}, to the last digits of a small one. */
static double
above(double z)
{
	double x = z / sqrt(z * z + STUDENT);
	double less = z > 0 ? STUDENT / ((z * z + STUDENT) * (1 + x)) : 1 - x;

	return (less * less * less * (3 * x * x + 9 * x + 8) / 16);
}

/* log10(2 e), of the e-value that ${p} is worth. */
static double
both_ways(double p)
{
	double t = -log(p);
	/* The difference would lose its digits where t is small. */
	double kept =
	    t < 0.01 ? 1 - t * (2.0 / 3 - t * (0.25 - t / 15)) : 2 * (1 - (1 + t) * exp(-t)) / (t * t);

	return ((t + log(kept)) / log(10));
}

static double
tail(enum channel ch, double z)
{
	double p = above(z);

	if (ch == CH_STRUCTURE)
		return (both_ways(p));
	return (p * CH_N < 1 ? -log10(p * CH_N) : 0);
}

double
score_tail(const struct score_trial *t, enum channel ch, double containment)
{
	return (t->k->part[ch].live == 0 ? 0 : tail(ch, (containment - t->mean[ch]) / t->deviation[ch]));
}

double
score_chance(const struct score_trial *t, enum channel ch, double containment)
{
	if (t->k->part[ch].live == 0)
		return (0);
	return (fmax(0, -log10(above((containment - t->mean[ch]) / t->deviation[ch]))));
}

double
score_near(const struct score_trial *t, uint32_t j)
{
	double score = 0, mean, deviation;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		find_null(t, ch, j, &mean, &deviation);
		if (t->k->part[ch].live > 0)
			score += tail(ch, (t->null[j][ch] - mean) / deviation);
	}
	return (score);
}

void
score_out(const struct score_package *k, const struct print *x, bool *out)
{
	const struct clean *clean = k->given.clean;

	for (uint32_t g = 0; g < k->n; g++)
		out[g] |= k->own[g];
	if (k->b != NULL)
		background_mark(k->b, x, out);
	for (uint32_t c = 0; clean != NULL && c < clean->n; c++)
		out[k->ground + c] |= clean_shares(&clean->solution[c], x);
}

int
score_trial_cover(struct score_trial *t, const struct score_package *k, const struct print *x,
    const bool *out, struct err *e)
{
	int rc = trial_new(t, k, e);

	if (rc != 0)
		return (rc);
	for (uint32_t g = 0; out != NULL && g < k->n; g++)
		t->out[g] = out[g];
	score_out(k, x != NULL ? x : k->p, t->out);
	for (uint32_t g = 0; g < k->n; g++)
		t->n += !t->out[g];
	find_cover(t);
	return (0);
}

int
score_trial(struct score_trial *t, const struct score_package *k, const struct print *x, const bool *out,
    struct err *e)
{
	int rc = score_trial_cover(t, k, x, out, e);

	if (rc != 0)
		return (rc);
	find_near(t);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		weigh(t, ch);
		find_null(t, ch, UINT32_MAX, &t->mean[ch], &t->deviation[ch]);
	}
	return (0);
}
