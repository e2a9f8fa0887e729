/* Calibration: see the header. */
#include "trace/calibrate.h"

#include <math.h>
#include <stdlib.h>

#include "trace/normal.h"

#define ROUNDS     40 /* Of Newton's method, which needs some eight. */
#define STEP_MIN   1e-12
#define FOLDS      10  /* Left out in turn. */
#define RESAMPLES  100 /* For the interval. */
#define SIZE_RATIO 4
#define FAR        10 /* One in so many of the background's own may be as far from the others. */

/* Of what is derived so much is written anew, until nothing shows: finding nothing speaks little. */
#define REWRITTEN 0.2

/* Natural logarithm of the odds = a + b score; prior odds of the points taken out. */
struct line {
	double a, b;
};

/* What is fitted: points, and how often each counts. */
struct sample {
	const struct calibrate_point **point;
	unsigned *times;
	size_t n;
};

static double
odds(const struct line *l, double score)
{
	return (l->a + l->b * score);
}

/*
 * Both sides weigh the same whatever their numbers.  A small ridge on the slope keeps points that a line
 * parts cleanly from asking for an infinite one.
 */
static struct line
fit(const struct sample *s)
{
	struct line l = { 0, 0 }, step;
	double n[2] = { 0, 0 };

	for (size_t i = 0; i < s->n; i++)
		n[s->point[i]->derived != 0] += s->times[i];
	if (n[0] == 0 || n[1] == 0)
		return (l);
	for (int round = 0; round < ROUNDS; round++) {
		const double ridge = 1e-3;
		double ga = 0, gb = -ridge * l.b, haa = 1e-9, hab = 0, hbb = ridge, det;

		for (size_t i = 0; i < s->n; i++) {
			bool derived = s->point[i]->derived != 0;
			double x = s->point[i]->score, p = 1 / (1 + exp(-odds(&l, x)));
			double w = s->times[i] / (2 * n[derived]), q = w * p * (1 - p);

			ga += w * ((derived ? 1 : 0) - p);
			gb += w * ((derived ? 1 : 0) - p) * x;
			haa += q;
			hab += q * x;
			hbb += q * x * x;
		}
		det = haa * hbb - hab * hab;
		if (!(det > 1e-18))
			break;
		step = (struct line){ (hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det };
		l.a += step.a;
		l.b += step.b;
		/* Another round would change nothing that is printed. */
		if (fabs(step.a) < STEP_MIN && fabs(step.b) < STEP_MIN)
			break;
	}
	return (l);
}

/* log2(1 + e^v) without overflow. */
static double
cost(double v)
{
	return ((v > 30 ? v : log1p(exp(v))) / log(2));
}

/* Cllr of the points of fold ${fold} of ${folds} under ${l}, summed by side. */
static void
add_cost(const struct sample *s, const struct line *l, size_t fold, double sum[2], double n[2])
{
	for (size_t i = fold; i < s->n; i += FOLDS) {
		bool derived = s->point[i]->derived != 0;
		double v = odds(l, s->point[i]->score);

		sum[derived] += cost(derived ? -v : v);
		n[derived]++;
	}
}

static double
left_out_cllr(const struct sample *s)
{
	double sum[2] = { 0, 0 }, n[2] = { 0, 0 };

	for (size_t fold = 0; fold < FOLDS; fold++) {
		struct line l;

		for (size_t i = 0; i < s->n; i++)
			s->times[i] = i % FOLDS != fold;
		l = fit(s);
		add_cost(s, &l, fold, sum, n);
	}
	for (size_t i = 0; i < s->n; i++)
		s->times[i] = 1;
	return (n[0] > 0 && n[1] > 0 ? (sum[0] / n[0] + sum[1] / n[1]) / 2 : 9);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x < y ? -1 : x > y);
}

/* The lines of resampled points: what they would have said. */
static void
resample(const struct sample *s, struct line *line)
{
	uint64_t random = 1;

	for (size_t k = 0; k < RESAMPLES; k++) {
		for (size_t i = 0; i < s->n; i++)
			s->times[i] = 0;
		for (size_t i = 0; i < s->n; i++)
			s->times[normal_draw(&random, s->n)]++;
		line[k] = fit(s);
	}
	for (size_t i = 0; i < s->n; i++)
		s->times[i] = 1;
}

/* The middle 95 % of them, for one score. */
static void
interval(const struct line *line, double score, struct calibrated *c)
{
	double v[RESAMPLES];

	for (size_t k = 0; k < RESAMPLES; k++)
		v[k] = odds(&line[k], score) / log(10);
	qsort(v, RESAMPLES, sizeof(v[0]), by_value);
	c->low = v[RESAMPLES * 25 / 1000];
	c->high = v[RESAMPLES - 1 - RESAMPLES * 25 / 1000];
}

/*
 * Which points are alike enough: 0 of language and size, 1 of language.  Those of other languages are not: to a
 * package of a language that the background does not hold, everyone who wrote in it would be near.
 */
static bool
alike(const struct calibrate_point *p, int level, uint32_t tokens, unsigned lang)
{
	bool size = (uint64_t)p->tokens * SIZE_RATIO >= tokens && (uint64_t)tokens * SIZE_RATIO >= p->tokens;

	return (p->lang == lang && (size || level == 1));
}

static void
choose(struct sample *s, const struct calibrate_point *point, size_t n, uint32_t tokens, unsigned lang)
{
	for (int level = 0; level <= 1; level++) {
		size_t side[2] = { 0, 0 };

		s->n = 0;
		for (size_t i = 0; i < n; i++) {
			if (!alike(&point[i], level, tokens, lang))
				continue;
			s->point[s->n] = &point[i];
			s->times[s->n++] = 1;
			side[point[i].derived != 0]++;
		}
		if (side[0] >= CALIBRATE_MIN && side[1] >= CALIBRATE_MIN)
			return;
	}
}

static void
count_innocents(const struct sample *s, double score, struct calibrated *c)
{
	size_t above = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (s->point[i]->derived != 0)
			continue;
		c->n++;
		above += s->point[i]->score >= score;
	}
	c->exceed = (1 + (double)above) / (1 + (double)c->n);
	c->cap = c->n > 3 ? log10((double)c->n / 3) : 0;
}

/* However many strangers there are, they do not tell what the task dictates. */
static void
cap_strangers(const struct calibrate_point *what, struct calibrated *c)
{
	c->strangers = what->task < CALIBRATE_TASK && c->cap > CALIBRATE_STRANGERS;
	if (c->strangers)
		c->cap = CALIBRATE_STRANGERS;
}

/* A ratio's log10, with what is rewritten among the derived, and no more than the innocents support. */
static double
settle(double llr, double cap)
{
	double v = log10((1 - REWRITTEN) * pow(10, fmin(llr, 300)) + REWRITTEN);

	return (v > cap ? cap : v);
}

/*
 * The ends of the interval.  Where the upper one is at the cap, the rule of three says that the ratio is at
 * least so much, and nothing says how much more.  Where the share that is taken to be rewritten outweighs
 * the pairs at the lower one, nothing but that assumption holds it, so that end is open as well; and the
 * other is no lower than what so many derived pairs support, by the same rule.
 */
static void
set_ends(const struct sample *s, struct calibrated *c)
{
	double support = log10(3 / (double)(s->n - c->n));

	c->at_least = settle(c->high, INFINITY) >= c->cap;
	c->at_most = c->low < log10(REWRITTEN / (1 - REWRITTEN));
	c->low = settle(c->low, c->cap);
	c->high = settle(c->at_most ? fmax(c->high, support) : c->high, c->cap);
}

/* Whether the package lies further from the background's programs than nine in ten of its own do. */
static bool
is_far(const struct sample *s, const struct calibrate_point *what)
{
	size_t further = 0;

	for (size_t i = 0; i < s->n; i++)
		further += s->point[i]->nearness <= what->nearness;
	return (further * FAR < s->n);
}

/* What does not depend on the pair in question: the points chosen, and the lines through them. */
struct calibrate {
	struct sample s;
	size_t given; /* Points, before the choice; */
	bool none;    /* there was no background that could have had any. */
	size_t innocents;
	double cllr;
	struct line line, resampled[RESAMPLES];
};

static bool
is_thin(const struct calibrate *k)
{
	return (k->innocents < CALIBRATE_MIN || k->s.n - k->innocents < CALIBRATE_MIN);
}

static void
prepare(struct calibrate *k)
{
	for (size_t i = 0; i < k->s.n; i++)
		k->innocents += k->s.point[i]->derived == 0;
	if (is_thin(k))
		return;
	k->cllr = left_out_cllr(&k->s);
	k->line = fit(&k->s);
	resample(&k->s, k->resampled);
}

struct calibrate *
calibrate_new(const struct calibrate_point *point, size_t n, uint32_t tokens, unsigned lang)
{
	struct calibrate *k = calloc(1, sizeof(*k));

	if (k == NULL)
		return (NULL);
	k->given = n;
	k->none = point == NULL;
	k->cllr = 9;
	k->s.point = malloc((n + 1) * sizeof(*k->s.point));
	k->s.times = malloc((n + 1) * sizeof(*k->s.times));
	if (k->s.point == NULL || k->s.times == NULL) {
		calibrate_free(k);
		return (NULL);
	}
	choose(&k->s, point, n, tokens, lang);
	prepare(k);
	return (k);
}

void
calibrate_free(struct calibrate *k)
{
	if (k == NULL)
		return;
	free(k->s.point);
	free(k->s.times);
	free(k);
}

/* Why there is no ratio, or NULL. */
static const char *
refuse(const struct calibrate *k, const struct calibrate_point *what)
{
	if (k->none)
		return ("no background was given");
	if (k->given == 0)
		return ("the background has no pairs to calibrate with");
	if (is_thin(k))
		return (
		    "the background is too thin to calibrate: it has too few programs of the package's language");
	if (what->tokens < CALIBRATE_TOKENS)
		return ("the package is too small");
	if (is_far(&k->s, what))
		return (
		    "the background holds nothing as near to the package as its own programs are to each other");
	if (k->cllr > CALIBRATE_CLLR_MAX)
		return ("the background does not tell derived from independent programs of this kind");
	return (NULL);
}

void
calibrate_say(const struct calibrate *k, const struct calibrate_point *what, struct calibrated *c)
{
	*c = (struct calibrated){ .cllr = k->cllr, .exceed = 1 };
	if (k->given > 0)
		count_innocents(&k->s, what->score, c);
	cap_strangers(what, c);
	if ((c->refusal = refuse(k, what)) != NULL)
		return;
	interval(k->resampled, what->score, c);
	c->llr = settle(odds(&k->line, what->score) / log(10), c->cap);
	set_ends(&k->s, c);
}

void
calibrate(
    struct calibrated *c, const struct calibrate_point *point, size_t n, const struct calibrate_point *what)
{
	struct calibrate *k = calibrate_new(point, n, what->tokens, what->lang);

	if (k == NULL)
		*c = (struct calibrated){ .cllr = 9, .exceed = 1, .refusal = "out of memory" };
	else
		calibrate_say(k, what, c);
	calibrate_free(k);
}

/* The score at which the line reaches ${llr}, which settle has not met yet. */
static double
reach(const struct line *l, double llr)
{
	double want = llr * log(10);

	if (odds(l, 0) >= want)
		return (0);
	/* A line that does not rise gets no higher than it is at 0. */
	return (l->b > 0 ? (want - l->a) / l->b : INFINITY);
}

double
calibrate_floor(const struct calibrate_point *point, size_t n, const struct calibrate_point *what, double llr)
{
	struct sample s = { .n = 0 };
	struct calibrated c = { .n = 0 };
	double floor = INFINITY, derived = (pow(10, llr) - REWRITTEN) / (1 - REWRITTEN);
	struct line l;

	s.point = malloc((n + 1) * sizeof(*s.point));
	s.times = malloc((n + 1) * sizeof(*s.times));
	if (s.point == NULL || s.times == NULL || !(derived > 0)) {
		floor = 0;
	} else if (n > 0) {
		choose(&s, point, n, what->tokens, what->lang);
		count_innocents(&s, 0, &c);
		l = fit(&s);
		/* Scores are kept as floats. */
		if (llr <= c.cap)
			floor = reach(&l, log10(derived)) * (1 - 1e-6) - 1e-6;
	}
	free(s.point);
	free(s.times);
	return (floor > 0 ? floor : 0);
}
