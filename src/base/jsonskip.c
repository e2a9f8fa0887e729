/* Skipping JSON: see the header. */
#include "base/jsonskip.h"

#ifndef __SSE2__
#include <endian.h>
#endif

#define BLOCK 64

/* One bit for each of 64 bytes; "{" and "[" differ in one bit, as "}" and "]" do. */
struct masks {
	uint64_t quote, backslash, open, close;
};

#ifdef __SSE2__

/* Four times sixteen bytes.  Written out, since compilers keep small arrays of these in memory. */
struct chunk {
	__m128i a, b, c, d;
};

static inline uint64_t
equal(struct chunk k, char c)
{
	__m128i want = _mm_set1_epi8(c);
	uint64_t a = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(k.a, want));
	uint64_t b = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(k.b, want));
	uint64_t d = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(k.d, want));

	return (
	    a | b << 16 | (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(k.c, want)) << 32 | d << 48);
}

static inline __attribute__((always_inline)) struct masks
look(const char *p)
{
	const __m128i *v = (const __m128i *)(const void *)p;
	__m128i bit = _mm_set1_epi8(0x20);
	struct chunk k = { _mm_loadu_si128(v), _mm_loadu_si128(v + 1), _mm_loadu_si128(v + 2),
		_mm_loadu_si128(v + 3) };
	struct masks m;

	m.quote = equal(k, '"');
	m.backslash = equal(k, '\\');
	k.a = _mm_or_si128(k.a, bit);
	k.b = _mm_or_si128(k.b, bit);
	k.c = _mm_or_si128(k.c, bit);
	k.d = _mm_or_si128(k.d, bit);
	m.open = equal(k, '{');
	m.close = equal(k, '}');
	return (m);
}

#else

/* The same by words of eight bytes. */
static inline uint64_t
equal(const uint64_t *word, char c)
{
	const uint64_t low = 0x7F7F7F7F7F7F7F7FULL, ones = 0x0101010101010101ULL;
	uint64_t mask = 0;

	for (int i = 0; i < 8; i++) {
		uint64_t v = word[i] ^ (ones * (unsigned char)c), zero = ~(((v & low) + low) | v | low);

		mask |= ((zero >> 7) * 0x0102040810204080ULL >> 56) << (i * 8);
	}
	return (mask);
}

static inline __attribute__((always_inline)) struct masks
look(const char *p)
{
	uint64_t word[8];
	struct masks m;

	for (int i = 0; i < 8; i++) {
		memcpy(&word[i], p + i * 8, 8);
		word[i] = le64toh(word[i]);
	}
	m.quote = equal(word, '"');
	m.backslash = equal(word, '\\');
	for (int i = 0; i < 8; i++)
		word[i] |= 0x2020202020202020ULL;
	m.open = equal(word, '{');
	m.close = equal(word, '}');
	return (m);
}

#endif

/*
 * The bytes that a backslash makes ordinary: each behind an odd run of backslashes.  *carry: the first
 * byte is one.
 */
static inline uint64_t
escaped(uint64_t backslash, uint64_t *carry)
{
	const uint64_t even = 0x5555555555555555ULL;
	uint64_t follows, starts, sum;
	bool over;

	if (backslash == 0) {
		follows = *carry;
		*carry = 0;
		return (follows);
	}
	/*
	 * An escaped backslash begins no escape.  Adding a run's first bit to the run carries to the bit
	 * behind it.
	 */
	backslash &= ~*carry;
	follows = backslash << 1 | *carry;
	starts = backslash & ~even & ~follows;
	over = __builtin_add_overflow(starts, backslash, &sum);
	*carry = over;
	return ((even ^ sum << 1) & follows);
}

/*
 * Each bit becomes the parity of the bits up to and with it: 1 from an opening quote to before its
 * closing one.
 */
static inline uint64_t
prefix_xor(uint64_t v)
{
	v ^= v << 1;
	v ^= v << 2;
	v ^= v << 4;
	v ^= v << 8;
	v ^= v << 16;
	return (v ^ v << 32);
}

/* The 64 bytes at i, or what is there of them and blanks. */
static inline __attribute__((always_inline)) struct masks
look_at(struct str text, size_t i)
{
	char last[BLOCK];

	if (text.n - i >= BLOCK)
		return (look(text.p + i));
	memset(last, ' ', sizeof(last));
	memcpy(last, text.p + i, text.n - i);
	return (look(last));
}

/* The brackets of one block, one by one.  The bit that closes the container or nests too deep, or 64. */
static inline unsigned
count(uint64_t open, uint64_t close, unsigned *level, unsigned levels, bool *deep)
{
	uint64_t both;
	unsigned bit;

	for (both = open | close; both != 0; both &= both - 1) {
		bit = (unsigned)__builtin_ctzll(both);
		if ((open >> bit & 1) != 0) {
			*deep = ++*level > levels + 1;
			if (*deep)
				return (bit);
		} else if (--*level == 0) {
			return (bit);
		}
	}
	return (64);
}

enum jsonskip
jsonskip(struct str text, size_t *at, unsigned levels)
{
	uint64_t carry = 0, in_string = 0, inside;
	unsigned level = 1, bit;
	bool deep = false;

	for (size_t i = *at; i < text.n; i += BLOCK) {
		struct masks m = look_at(text, i);

		inside = prefix_xor(m.quote & ~escaped(m.backslash, &carry)) ^ in_string;
		in_string = 0 - (inside >> 63);
		bit = count(m.open & ~inside, m.close & ~inside, &level, levels, &deep);
		if (bit < 64) {
			*at = i + bit + !deep;
			return (deep ? JSONSKIP_DEEP : JSONSKIP_DONE);
		}
	}
	return (in_string != 0 ? JSONSKIP_OPEN_STRING : JSONSKIP_OPEN_CONTAINER);
}

bool
jsonskip_string(struct str text, size_t *at)
{
	uint64_t carry = 0, quote;

	for (size_t i = *at; i < text.n; i += BLOCK) {
		struct masks m = look_at(text, i);

		quote = m.quote & ~escaped(m.backslash, &carry);
		if (quote != 0) {
			*at = i + (unsigned)__builtin_ctzll(quote);
			return (true);
		}
	}
	return (false);
}
