/*
 * From a score to a likelihood ratio.  A background carries scores of pairs
 * whose truth is known (trace/truth.h): innocents are the groups that are
 * nearest to one of its own files, each measured by the other near ones;
 * derived ones are made from that file's own features, of which each channel
 * keeps an unknown share, set among another group's.  A logistic line through
 * those of one language and like size gives the log10 likelihood ratio
 * (Bruemmer and du Preez, Application-independent evaluation of speaker
 * detection, 2006).
 *
 * It is capped by what N innocents can support, N/3 (the rule of three); and,
 * where no solution of the same task is known, by 100: strangers of any number
 * tell how much programs share by chance, not how much the task dictates, and
 * who attacks the same flaw is no stranger.  One in five that are derived
 * counts as rewritten until nothing shows, so that finding nothing never speaks
 * more than 5 to 1 for independent writing.  It is refused where the points are
 * too few or it would mislead, or where the background holds nothing as near to
 * the package as its own programs are to each other.
 */
#ifndef TRACE_CALIBRATE_H
#define TRACE_CALIBRATE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fewer innocents, or groups, than this cannot calibrate anything. */
#define CALIBRATE_MIN      60
#define CALIBRATE_TOKENS   100 /* A package of fewer tokens is too small. */
#define CALIBRATE_CLLR_MAX 0.5

/* log10 of the largest ratio where fewer near groups than so many are known to do what the package does. */
#define CALIBRATE_STRANGERS 2.0
#define CALIBRATE_TASK      12

struct calibrate_point {
	float score;
	float nearness;  /* How much of the package the groups nearest to it cover (trace/score.h). */
	uint32_t tokens; /* Of the package. */
	uint8_t lang, derived;
	uint8_t
	    task; /* Of a pair in question: so many near groups are independent solutions of the same task. */
	uint8_t unused;
};

struct calibrated {
	double llr, low, high; /* log10 of the ratio, and its 95 % interval over resamplings of the points. */
	double cllr;    /* Of the points used, each left out in turn; 1 says nothing, above 1 misleads. */
	size_t n;       /* Innocents used. */
	double cap;     /* log10 of what they support, or of what strangers can: */
	bool strangers; /* it is lower than N/3, since nobody is known who did the same. */
	double exceed;  /* Of an innocent: the chance to score so high, (1 + those that do) / (1 + n). */
	const char *refusal;    /* NULL, or why there is no ratio; then llr, low and high mean nothing. */
	bool at_least, at_most; /* The interval has no upper end, since the cap cuts it off; no lower end. */
};

/*
 * calibrate(c, point, n, what): What the score of ${what}, a pair whose truth is not known, says.  The points of
 * the same language and of a size within a factor of four are used where they are enough, else of any size.
 * ${point} is NULL where there is no background; one without pairs has ${n} 0 (background_points), and is refused
 * with other words.  Deterministic; never fails: without memory it refuses.
 */
void calibrate(
    struct calibrated *c, const struct calibrate_point *point, size_t n, const struct calibrate_point *what);

/*
 * The same in two steps, for a package that is compared with many specimens: the lines through the points,
 * which are nearly all of the work, depend on the package alone.
 */
struct calibrate;

/* calibrate_new(point, n, tokens, lang): Of a package; ${point} must outlive it.  NULL without memory. */
struct calibrate *
calibrate_new(const struct calibrate_point *point, size_t n, uint32_t tokens, unsigned lang);
void calibrate_free(struct calibrate *k); /* NULL is harmless. */

/* calibrate_say(k, what, c): As calibrate; threads may share ${k}. */
void calibrate_say(const struct calibrate *k, const struct calibrate_point *what, struct calibrated *c);

/* calibrate_low(c), calibrate_high(c): The ends of the interval, infinite where it is open. */
static inline double
calibrate_low(const struct calibrated *c)
{
	return (c->at_most ? -INFINITY : c->low);
}

static inline double
calibrate_high(const struct calibrated *c)
{
	return (c->at_least ? INFINITY : c->high);
}

/*
 * calibrate_floor(point, n, what, llr): Below this score calibrate gives no ratio of 10^${llr} or more for a package
 * like that of ${what}, whose score and nearness do not matter; INFINITY where it never does.
 */
double calibrate_floor(
    const struct calibrate_point *point, size_t n, const struct calibrate_point *what, double llr);

#endif
