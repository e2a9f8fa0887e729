/*
 * Random numbers that are the same on every machine: xoshiro256** (Blackman
 * and Vigna, 2018), seeded by splitmix64.  Whatever the lab makes follows from
 * a seed and a label, so each file of a world has a stream of its own and does
 * not change when another file does.  No floating point, no libc, no clock.
 * Not for secrets.
 */
#ifndef LAB_RNG_H
#define LAB_RNG_H

#include "base/buf.h"

/* A value type: a copy runs on by itself. */
struct rng {
	uint64_t s[4];
};

/* rng_seed(r, seed, label): Begin the stream that belongs to ${seed} and ${label}. */
void rng_seed(struct rng *r, uint64_t seed, struct str label);

/* rng_u64(r): the next 64 bits. */
uint64_t rng_u64(struct rng *r);

/* rng_below(r, n): a number from 0 to ${n} - 1; ${n} is at least 1. */
uint32_t rng_below(struct rng *r, uint32_t n);

/* rng_chance(r, part, of): true in ${part} of ${of} calls. */
bool rng_chance(struct rng *r, uint32_t part, uint32_t of);

/* rng_weighted(r, weight, n): an index below ${n}, drawn by the ${n} weights; their sum is at least 1. */
size_t rng_weighted(struct rng *r, const uint16_t *weight, size_t n);

/* rng_bytes(r, p, n): ${n} bytes. */
void rng_bytes(struct rng *r, void *p, size_t n);

/* rng_guid(b, r): Append a version 4 UUID (RFC 4122) in lower case. */
void rng_guid(struct buf *b, struct rng *r);

#endif
