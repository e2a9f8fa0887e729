/*
 * Numbers by their value: see trace/normal.h.  Each is written out without what only separates digits, and is
 * then a number to its last character, with one of the suffixes that languages have, or is none at all.
 */
#include <math.h>
#include <stdlib.h>

#include "trace/normal.h"

/* No number that is written by hand is longer. */
#define NUMBER_MAX 64

static uint64_t
of_whole(uint64_t v)
{
	return (normal_mix(v ^ 0x4E554D424552ULL));
}

/* Whether the blank-separated ${list} has ${s}. */
static bool
is_one_of(const char *list, const char *s)
{
	struct str rest = str_of(list), part;

	while (str_split(&rest, ' ', &part)) {
		if (str_eq(part, str_of(s)))
			return (true);
	}
	return (false);
}

/* Of whole numbers, in any language; of real ones; and PowerShell's multipliers, each 1024 times the one before. */
#define WHOLE_SUFFIXES \
	"l u ll ul lu ull llu z uz zu n i r ri j y uy us i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize"
#define REAL_SUFFIXES "f d m l i j r ri n f16 f32 f64 f128 bf16 lf"
static const char *const KILO[] = { "kb", "mb", "gb", "tb", "pb" };

/* What the suffix makes of ${*v}; false where it is no suffix. */
static bool
with_suffix(const char *s, uint64_t *v)
{
	if (*s == '\0' || is_one_of(WHOLE_SUFFIXES, s))
		return (true);
	for (unsigned k = 0; k < sizeof(KILO) / sizeof(KILO[0]); k++) {
		if (strcmp(s, KILO[k]) == 0)
			return (!__builtin_mul_overflow(*v, (uint64_t)1 << 10 * (k + 1), v));
	}
	return (false);
}

/* 0755 where that is octal: only digits below 8, and more than one. */
static bool
is_old_octal(const char *s)
{
	size_t n = strspn(s, "01234567");

	return (s[0] == '0' && n > 1 && s[n] != '8' && s[n] != '9' && s[n] != '.' && s[n] != 'e');
}

/* A whole number in any base. */
static bool
read_whole(const char *s, bool octal, uint64_t *v)
{
	unsigned base = 10;
	size_t i = 0;

	if (s[0] == '0' && s[1] != '\0' && strchr("xbo", s[1]) != NULL) {
		base = s[1] == 'x' ? 16 : s[1] == 'b' ? 2 : 8;
		i = 2;
	} else if (octal && is_old_octal(s)) {
		base = 8;
		i = 1;
	}
	return (str_take_base(str_of(s), &i, base, v) == 0 && with_suffix(s + i, v));
}

/* A real number, of which 2.0 is 2, since languages differ in whether they ask for the dot. */
static bool
read_real(const char *s, uint64_t *hash)
{
	char *end;
	double d = strtod(s, &end);
	uint64_t v;

	/* What does not fit becomes infinite or nothing, and then would equal any other such. */
	if (end == s || (*end != '\0' && !is_one_of(REAL_SUFFIXES, end)) || !isfinite(d) ||
	    (d == 0 && strpbrk(s, "123456789") != NULL))
		return (false);
	if (d >= 0 && d < 1e15 && d == (double)(uint64_t)d) {
		*hash = of_whole((uint64_t)d);
	} else {
		memcpy(&v, &d, sizeof(v));
		*hash = normal_mix(v ^ 0x464C4F4154ULL);
	}
	return (true);
}

uint64_t
normal_number(struct str s, bool octal)
{
	char plain[NUMBER_MAX];
	uint64_t v;
	size_t n = 0;

	if (s.n >= NUMBER_MAX)
		return (normal_fold(s));
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '_' && s.p[i] != '\'')
			plain[n++] = str_lower(s.p[i]);
	}
	plain[n] = '\0';
	if (read_whole(plain, octal, &v))
		return (of_whole(v));
	/* A whole number beyond 64 bits is its digits: as a real one it would equal its neighbours. */
	if (strpbrk(plain, plain[0] == '0' && plain[1] == 'x' ? "p" : ".efdm") != NULL &&
	    read_real(plain, &v))
		return (v);
	return (normal_fold((struct str){ plain, n }));
}
