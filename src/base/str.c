/* Views of bytes: see the header. */
#include "base/str.h"

#include <ctype.h>
#include <stdlib.h>
#include <sys/random.h>

bool
str_eq(struct str a, struct str b)
{
	return (a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0));
}

bool
str_ieq(struct str a, struct str b)
{
	if (a.n != b.n)
		return (false);
	for (size_t i = 0; i < a.n; i++) {
		if (str_lower(a.p[i]) != str_lower(b.p[i]))
			return (false);
	}
	return (true);
}

int
str_order(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return (c);
	return (a.n < b.n ? -1 : a.n > b.n);
}

bool
str_starts(struct str s, struct str head)
{
	return (s.n >= head.n && str_eq(str_sub(s, 0, head.n), head));
}

bool
str_istarts(struct str s, struct str head)
{
	return (s.n >= head.n && str_ieq(str_sub(s, 0, head.n), head));
}

bool
str_ends(struct str s, struct str tail)
{
	return (s.n >= tail.n && str_eq(str_sub(s, s.n - tail.n, s.n), tail));
}

bool
str_iends(struct str s, struct str tail)
{
	return (s.n >= tail.n && str_ieq(str_sub(s, s.n - tail.n, s.n), tail));
}

size_t
str_find(struct str s, struct str what)
{
	const char *hit;

	if (what.n == 0)
		return (0);
	if (s.n < what.n)
		return (STR_NPOS);
	hit = memmem(s.p, s.n, what.p, what.n);
	return (hit != NULL ? (size_t)(hit - s.p) : STR_NPOS);
}

size_t
str_ifind(struct str s, struct str what)
{
	unsigned char lower, upper;

	if (what.n == 0)
		return (0);
	lower = (unsigned char)str_lower(what.p[0]);
	upper = (unsigned char)toupper(lower);
	for (size_t i = 0; i + what.n <= s.n; i++) {
		if (((unsigned char)s.p[i] == lower || (unsigned char)s.p[i] == upper) &&
		    str_ieq(str_sub(s, i, i + what.n), what))
			return (i);
	}
	return (STR_NPOS);
}

size_t
str_chr(struct str s, char c)
{
	const char *hit = s.n == 0 ? NULL : memchr(s.p, c, s.n);

	return (hit != NULL ? (size_t)(hit - s.p) : STR_NPOS);
}

size_t
str_rchr(struct str s, char c)
{
	const char *hit = s.n == 0 ? NULL : memrchr(s.p, c, s.n);

	return (hit != NULL ? (size_t)(hit - s.p) : STR_NPOS);
}

/*
 * Sixteen bytes a step; the compiler makes vector instructions of it.  A lane holds 255 hits before it is
 * emptied.
 */
typedef unsigned char lanes __attribute__((vector_size(16)));

size_t
str_count(struct str s, char c)
{
	const lanes want = (lanes){ 0 } + (unsigned char)c;
	lanes sum, chunk;
	size_t n = 0, at = 0;

	while (s.n - at >= 16) {
		sum = (lanes){ 0 };
		for (unsigned k = 0; k < 255 && s.n - at >= 16; k++, at += 16) {
			memcpy(&chunk, s.p + at, 16);
			sum -= (lanes)(chunk == want);
		}
		for (unsigned k = 0; k < 16; k++)
			n += sum[k];
	}
	for (; at < s.n; at++)
		n += s.p[at] == c;
	return (n);
}

static bool
blank(char c)
{
	return (c == ' ' || c == '\t' || c == '\r' || c == '\n');
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && blank(s.p[0]))
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && blank(s.p[s.n - 1]))
		s.n--;
	return (s);
}

bool
str_split(struct str *rest, char sep, struct str *part)
{
	size_t at;

	if (rest->p == NULL)
		return (false);
	at = str_chr(*rest, sep);
	if (at == STR_NPOS) {
		*part = *rest;
		*rest = (struct str){ NULL, 0 };
	} else {
		*part = str_sub(*rest, 0, at);
		*rest = str_sub(*rest, at + 1, rest->n);
	}
	return (true);
}

static inline int
take_digits(struct str s, size_t *at, unsigned base, uint64_t *value)
{
	uint64_t v = 0;
	size_t i = *at;
	unsigned digit;

	for (; i < s.n && (digit = str_digit(s.p[i])) < base; i++) {
		if (__builtin_mul_overflow(v, base, &v) || __builtin_add_overflow(v, digit, &v))
			return (-1);
	}
	if (i == *at)
		return (-1);
	*at = i;
	*value = v;
	return (0);
}

int
str_take_base(struct str s, size_t *at, unsigned base, uint64_t *value)
{
	return (take_digits(s, at, base, value));
}

int
str_take_u64(struct str s, size_t *at, uint64_t *value)
{
	return (take_digits(s, at, 10, value));
}

int
str_take_u32(struct str s, size_t *at, uint32_t *value)
{
	size_t from = *at;
	uint64_t v;

	if (str_take_u64(s, at, &v) != 0)
		return (-1);
	if (v > UINT32_MAX) {
		*at = from;
		return (-1);
	}
	*value = (uint32_t)v;
	return (0);
}

bool
str_take_char(struct str s, size_t *at, char c)
{
	if (*at >= s.n || s.p[*at] != c)
		return (false);
	(*at)++;
	return (true);
}

int
str_u64(struct str s, uint64_t *value)
{
	size_t at = 0;
	uint64_t v;

	if (str_take_u64(s, &at, &v) != 0 || at != s.n)
		return (-1);
	*value = v;
	return (0);
}

/* Length of the well-formed sequence at p, or 0. */
static size_t
utf8_len(const unsigned char *p, size_t n)
{
	unsigned lo = 0x80, hi = 0xBF;
	size_t want;

	if (p[0] < 0x80)
		return (1);
	if (p[0] >= 0xC2 && p[0] <= 0xDF) {
		want = 2;
	} else if (p[0] >= 0xE0 && p[0] <= 0xEF) {
		want = 3;
		lo = p[0] == 0xE0 ? 0xA0 : 0x80;
		hi = p[0] == 0xED ? 0x9F : 0xBF;
	} else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
		want = 4;
		lo = p[0] == 0xF0 ? 0x90 : 0x80;
		hi = p[0] == 0xF4 ? 0x8F : 0xBF;
	} else {
		return (0);
	}
	if (n < want || p[1] < lo || p[1] > hi)
		return (0);
	for (size_t i = 2; i < want; i++) {
		if (p[i] < 0x80 || p[i] > 0xBF)
			return (0);
	}
	return (want);
}

bool
str_is_utf8(struct str s)
{
	size_t i = 0, step;
	uint64_t word;

	while (i < s.n) {
		/* Eight ASCII bytes at a time, which is nearly all there is. */
		while (i + 8 <= s.n) {
			memcpy(&word, s.p + i, 8);
			if ((word & 0x8080808080808080ULL) != 0)
				break;
			i += 8;
		}
		if (i == s.n)
			break;
		step = utf8_len((const unsigned char *)s.p + i, s.n - i);
		if (step == 0)
			return (false);
		i += step;
	}
	return (true);
}

char *
str_dup(struct str s)
{
	char *c = malloc(s.n + 1);

	if (c != NULL) {
		if (s.n > 0)
			memcpy(c, s.p, s.n);
		c[s.n] = '\0';
	}
	return (c);
}

bool
str_copy(char *out, size_t n, struct str s)
{
	size_t k = s.n < n ? s.n : n - 1;

	if (k > 0)
		memcpy(out, s.p, k);
	out[k] = '\0';
	return (k == s.n);
}

/*
 * A multiply-and-fold hash, eight bytes a step, with a key drawn once per
 * process so that nobody can prepare collisions.  Never stored.
 */
static uint64_t hash_key;

__attribute__((constructor)) static void
draw_hash_key(void)
{
	if (getrandom(&hash_key, sizeof(hash_key), GRND_NONBLOCK) != (ssize_t)sizeof(hash_key))
		hash_key = 0x9E3779B97F4A7C15ULL;
}

static inline uint64_t
mix(uint64_t a, uint64_t b)
{
	__uint128_t m = (__uint128_t)a * b;

	return ((uint64_t)m ^ (uint64_t)(m >> 64));
}

uint64_t
str_hash(struct str s)
{
	uint64_t h = hash_key ^ (s.n * 0xA0761D6478BD642FULL), word;
	size_t i = 0;

	for (; i + 8 <= s.n; i += 8) {
		memcpy(&word, s.p + i, 8);
		h = mix(h ^ word, 0xE7037ED1A0B428DBULL);
	}
	word = 0;
	if (i < s.n)
		memcpy(&word, s.p + i, s.n - i);
	h = mix(h ^ word, 0x8EBC6AF09C88C6E3ULL);
	return (mix(h, 0x589965CC75374CC3ULL));
}
