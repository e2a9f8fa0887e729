/* The index as its builder and its search share it: see trace/index.h. */
#ifndef TRACE_INDEX_IMPL_H
#define TRACE_INDEX_IMPL_H

#include "trace/index.h"
#include "trace/runs.h"

/* Of containment, at which a bound is known. */
#define INDEX_STEPS 64

/* What is added up over the channels, and only grows with what is contained. */
struct index_bound {
	float floor;
	float step[CH_N][INDEX_STEPS + 1]; /* What i/INDEX_STEPS contained adds. */
};

struct index_package {
	uint32_t tokens;
	float total[CH_N];                 /* Of the weights, a little less. */
	struct index_bound score, chances; /* From the tails, and from the chances. */
	uint32_t near[SCORE_NEAR], nears;  /* The groups nearest to it. */
};

/*
 * A distinct feature: the 32 bits of its hash behind those that the directory goes by, and its only posting, or,
 * with INDEX_MANY, where its list begins.  Two features with the same 32 bits are both believed, which
 * only raises bounds.
 */
struct index_entry {
	uint32_t tag, value;
};
#define INDEX_MANY ((uint32_t)1 << 31)

/* A posting: the package's number, and its weight in eight bits, finer for small ones. */
static inline uint32_t
index_post(uint32_t package, uint32_t weight)
{
	return (package << 8 | weight);
}

static inline float
index_weight(uint32_t post)
{
	float root = (float)(post & 0xFF) / 255;

	return (root * root);
}

struct index {
	const struct background *b;
	struct index_package *package;
	size_t packages, cap;
	void *held; /* Once it is sealed ${package} lies here, and not on the heap. */
	size_t held_bytes;
	struct runs *runs; /* Until it is sealed. */
	uint64_t puts;
	unsigned bits;       /* Of a hash, that the directory goes by. */
	uint32_t *directory; /* Of each value of them, where its entries begin; one more at the end. */
	struct index_entry *entry;
	uint32_t *post; /* A list: how many, then as many postings. */
	size_t entries, posts;
	size_t directory_bytes, entry_bytes, post_bytes; /* As mapped. */
};

static inline uint32_t
index_top(const struct index *x, uint64_t hash)
{
	return ((uint32_t)(hash >> (64 - x->bits)));
}

static inline uint32_t
index_tag(const struct index *x, uint64_t hash)
{
	return ((uint32_t)(hash << x->bits >> 32));
}

#endif
