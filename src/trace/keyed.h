/* A feature's hash under a key: SipHash-2-4 of its eight bytes (Aumasson and Bernstein, INDOCRYPT 2012). */
#ifndef TRACE_KEYED_H
#define TRACE_KEYED_H

#include "base/str.h"

struct keyed {
	uint64_t k0, k1;
};

/*
 * What a keyed file shows of its key: a salt of its own, so that no two files have the same key, and what only
 * one who has the secret can have made of it.  Neither tells the key, nor whether two files have one secret.
 */
struct keyed_check {
	unsigned char salt[16], proof[16];
};

/* keyed_make(key, check, secret): A key from the ${secret}, with a new salt.  The caller wipes it. */
void keyed_make(struct keyed *key, struct keyed_check *check, struct str secret);

/* keyed_find(key, check, secret): The same key again; false where it is not the ${secret} of that file. */
bool keyed_find(struct keyed *key, const struct keyed_check *check, struct str secret);

static inline uint64_t
keyed_rotate(uint64_t v, unsigned n)
{
	return (v << n | v >> (64 - n));
}

static inline void
keyed_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = keyed_rotate(v[1], 13) ^ v[0];
	v[3] = keyed_rotate(v[3], 16) ^ v[2];
	v[0] = keyed_rotate(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = keyed_rotate(v[1], 17) ^ v[2];
	v[3] = keyed_rotate(v[3], 21) ^ v[0];
	v[2] = keyed_rotate(v[2], 32);
}

/* keyed_hash(key, m): SipHash-2-4 of ${m} as eight little-endian bytes. */
static inline uint64_t
keyed_hash(const struct keyed *key, uint64_t m)
{
	uint64_t v[4] = { key->k0 ^ 0x736F6D6570736575ULL, key->k1 ^ 0x646F72616E646F6DULL,
		key->k0 ^ 0x6C7967656E657261ULL, key->k1 ^ 0x7465646279746573ULL };
	const uint64_t last = (uint64_t)8 << 56;

	v[3] ^= m;
	keyed_round(v);
	keyed_round(v);
	v[0] ^= m;
	v[3] ^= last;
	keyed_round(v);
	keyed_round(v);
	v[0] ^= last;
	v[2] ^= 0xFF;
	for (int i = 0; i < 4; i++)
		keyed_round(v);
	return (v[0] ^ v[1] ^ v[2] ^ v[3]);
}

#endif
