/*
 * The first of two stages: which of many strings occur where in a block of
 * text, at close to the speed of memory (vectorscan's literal matcher, case
 * folded for ASCII).  Compiled once and shared; each reader has a scratch.
 */
#ifndef HUNT_PREFILTER_H
#define HUNT_PREFILTER_H

#include "base/err.h"
#include "base/str.h"

struct prefilter;

/*
 * prefilter_new(literal, n, e): For ${n} strings, at least one; a hit names the string by its index.
 * NULL on failure.
 */
struct prefilter *prefilter_new(const struct str *literal, size_t n, struct err *e);
void prefilter_free(struct prefilter *p);

/* The string ${id} ends before byte ${end}. */
struct hit {
	uint32_t end, id;
};

/* A scratch keeps the hits of the last block. */
struct prefilter_scratch {
	void *space;
	struct hit *hit;
	size_t n, cap;
	size_t limit; /* Hits that end behind this are in the slack. */
	bool failed;
};
int prefilter_scratch_init(struct prefilter_scratch *x, const struct prefilter *p, struct err *e);
void prefilter_scratch_free(struct prefilter_scratch *x);

/*
 * vectorscan 5.4.9 misses strings that end 10 to 28 bytes before the end of
 * what it is given, depending on alignment (tests/unit/test_prefilter.c shows
 * it).  So it is always given more than is asked for.
 */
#define PREFILTER_SLACK 128

/*
 * prefilter_scan(p, x, text, e): Find all in ${text} (up to 2 GB), behind which
 * PREFILTER_SLACK bytes more must be readable; what they hold does not matter.
 * ${x->hit} holds the hits by rising end.
 */
int prefilter_scan(const struct prefilter *p, struct prefilter_scratch *x, struct str text, struct err *e);

#endif
