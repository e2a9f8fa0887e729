/*
 * One specimen after the other against many packages: which of them does it
 * raise an alert for?
 *
 * The rule.  With a level of L a package is alerted on where a full comparison
 * (trace/score.h, trace/calibrate.h: what `athar trace compare` does) gives
 *
 *	a ratio of 10^L or more, where the background supports a ratio;
 *	else a tail of 10^-L or less.
 *
 * The tail is that of the chances: each of the n channels in which the package
 * has anything says how likely an independent program holds so much, they
 * depend on each other in ways that nobody knows, and whatever these are, e
 * times the geometric mean of such probabilities is one again (Vovk and Wang,
 * Combining p-values via averaging, Biometrika 107, 2020): log10 of the tail
 * is log10(e) - chances/n.
 *
 * Packages that cannot reach either are left out by the index, which loses none
 * (trace/index.h says where that holds).  Of packages only the index is in
 * memory; their fingerprints lie on a shelf (trace/shelf.h) as far as they
 * fit, and of the others each is made anew when it is needed.
 */
#ifndef TRACE_WATCH_H
#define TRACE_WATCH_H

#include "trace/align.h"
#include "trace/index.h"

/* What raises an alert where nothing else is said: a hundred to one. */
#define WATCH_LEVEL 2.0

/* Bytes of fingerprints that are kept on disk by default. */
#define WATCH_SHELF ((uint64_t)4 << 30)

struct watch;

/* watch_load_fn(arg, package, p, e): Make the fingerprint of a package that is not on the shelf anew, in the empty ${p}. */
typedef int watch_load_fn(void *arg, uint32_t package, struct print *p, struct err *e);

struct watch_options {
	const struct background *background; /* NULL: none.  It must outlive the watch. */
	double level;                        /* L, from 0 to 300. */
	uint64_t shelf;                      /* Bytes of fingerprints to keep. */
	const char *beside;                  /* As index_new; the shelf lies there as well. */
	watch_load_fn *load;
	void *arg;
};

struct watch *watch_new(const struct watch_options *o, struct err *e); /* NULL with ${e} set. */
void watch_free(struct watch *w);                                      /* NULL is harmless. */

/* watch_add(w, p, e): One package more, numbered from 0; ${p} is not kept. */
int watch_add(struct watch *w, const struct print *p, struct err *e);

/* watch_seal(w, e): All packages are there. */
int watch_seal(struct watch *w, struct err *e);

const struct index *watch_index(const struct watch *w);

/* watch_channels(p): In how many channels a package has anything. */
unsigned watch_channels(const struct print *p);

/*
 * watch_tail(chances, channels): log10 of the tail, at most 0, of a package of so many channels, which may be none.
 * watch_tail_floor(level, channels): The chances that reach it, infinite where none do.
 */
double watch_tail(double chances, unsigned channels);
double watch_tail_floor(double level, unsigned channels);

/* A package and a specimen that raise an alert. */
struct watch_match {
	uint32_t number;
	const struct print *package, *specimen;
	struct score score;
	struct calibrated llr;
	double tail; /* log10. */
	const struct align_region *region;
	size_t regions;
};
typedef int watch_match_fn(void *arg, const struct watch_match *m, struct err *e);

/*
 * watch_try(w, s, fn, arg, compared, e): Call ${fn} for each package that the specimen ${s} raises an alert for, in
 * the order of their numbers, and add to ${*compared} how many were compared in full.  Its non-zero answer
 * ends the walk and is returned.  0, or an error of a comparison.
 */
int watch_try(
    struct watch *w, const struct print *s, watch_match_fn *fn, void *arg, uint64_t *compared, struct err *e);

#endif
