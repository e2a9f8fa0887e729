/* Random numbers: see the header. */
#include "rng.h"

static uint64_t
splitmix64(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31));
}

void
rng_seed(struct rng *r, uint64_t seed, struct str label)
{
	uint64_t state = 0xcbf29ce484222325u;

	/* The label enters by FNV-1a: str_hash will not do, since it differs from process to process. */
	for (size_t i = 0; i < label.n; i++)
		state = (state ^ (unsigned char)label.p[i]) * 0x100000001b3u;
	state ^= splitmix64(&seed);
	for (size_t i = 0; i < 4; i++)
		r->s[i] = splitmix64(&state);
}

static uint64_t
rotate(uint64_t x, unsigned k)
{
	return ((x << k) | (x >> (64 - k)));
}

uint64_t
rng_u64(struct rng *r)
{
	uint64_t *s = r->s;
	uint64_t result = rotate(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return (result);
}

uint32_t
rng_below(struct rng *r, uint32_t n)
{
	/* The high half of a product: the bias, below n / 2^32, does not matter here. */
	return ((uint32_t)(((rng_u64(r) >> 32) * n) >> 32));
}

bool
rng_chance(struct rng *r, uint32_t part, uint32_t of)
{
	return (rng_below(r, of) < part);
}

size_t
rng_weighted(struct rng *r, const uint16_t *weight, size_t n)
{
	uint32_t sum = 0, at;
	size_t i;

	for (i = 0; i < n; i++)
		sum += weight[i];
	at = rng_below(r, sum);
	for (i = 0; i + 1 < n && at >= weight[i]; i++)
		at -= weight[i];
	return (i);
}

void
rng_bytes(struct rng *r, void *p, size_t n)
{
	unsigned char *to = p;
	uint64_t word = 0;

	/* Byte by byte, so that the order of bytes in a word is the same on every machine. */
	for (size_t i = 0; i < n; i++, word >>= 8) {
		if (i % 8 == 0)
			word = rng_u64(r);
		to[i] = (unsigned char)word;
	}
}

void
rng_guid(struct buf *b, struct rng *r)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char raw[16];
	char *to;

	rng_bytes(r, raw, sizeof(raw));
	raw[6] = (unsigned char)(0x40 | (raw[6] & 0x0f));
	raw[8] = (unsigned char)(0x80 | (raw[8] & 0x3f));
	if ((to = buf_reserve(b, 36)) == NULL)
		return;
	for (size_t i = 0, at = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			to[at++] = '-';
		to[at++] = hex[raw[i] >> 4];
		to[at++] = hex[raw[i] & 15];
	}
	b->n += 36;
}
