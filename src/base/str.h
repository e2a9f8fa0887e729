/*
 * A view of bytes that somebody else owns: not terminated, NUL allowed inside.
 * Parsers take and give views; nothing is copied until it is kept.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* STR("literal"): a view of a string literal.  STR_ARG(s): for "%.*s". */
#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_ARG(s)   (int)((s).n > 0x7fffffff ? 0x7fffffff : (s).n), (s).p

/* str_of(c): a view of a C string; NULL gives the empty view. */
static inline struct str
str_of(const char *c)
{
	return ((struct str){ c != NULL ? c : "", c != NULL ? strlen(c) : 0 });
}

/* str_sub(s, from, to): the bytes ${from} up to, not including, ${to}, both clamped to ${s}. */
static inline struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	/* Not even 0 may be added to NULL. */
	return (s.p == NULL ? s : (struct str){ s.p + from, to - from });
}

/* str_lower(c): an ASCII letter in lower case, any other byte as it is. */
static inline char
str_lower(char c)
{
	return (c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
}

/* str_digit(c): the value of a digit in any base up to 16, of either case; 16 for what is none. */
static inline unsigned
str_digit(char c)
{
	return (c >= '0' && c <= '9'   ? (unsigned)(c - '0')
		: c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
		: c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
				       : 16);
}

#define STR_NPOS SIZE_MAX

/* Comparison: byte by byte; the "i" forms fold ASCII letters only. */
bool str_eq(struct str a, struct str b);
bool str_ieq(struct str a, struct str b);
int str_order(struct str a, struct str b); /* As memcmp, the shorter first. */
bool str_starts(struct str s, struct str head);
bool str_istarts(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);
bool str_iends(struct str s, struct str tail);

/*
 * str_find(s, what), str_ifind, str_chr, str_rchr: offset of the first (rchr: last) occurrence, or
 * STR_NPOS.
 */
size_t str_find(struct str s, struct str what);
size_t str_ifind(struct str s, struct str what);
size_t str_chr(struct str s, char c);
size_t str_rchr(struct str s, char c);

/* str_count(s, c): how often ${c} occurs, at the speed of memory. */
size_t str_count(struct str s, char c);

/* str_trim(s): without blanks, tabs, CR and LF at either end. */
struct str str_trim(struct str s);

/*
 * str_split(rest, sep, part): Cut the next piece of ${*rest} up to ${sep} into
 * ${*part} and advance.  Return false when nothing is left; an empty view has
 * one empty piece.  ${rest->p} becomes NULL after the last piece.
 */
bool str_split(struct str *rest, char sep, struct str *part);

/*
 * str_take_u32(s, at, value), str_take_u64: Read decimal digits of ${s} at
 * ${*at} and advance past them.  Return 0, or -1 with ${*at} unmoved where
 * there is no digit or the number does not fit.  str_take_base(s, at, base,
 * value): The same of digits in a base up to 16 (str_digit).
 */
int str_take_u32(struct str s, size_t *at, uint32_t *value);
int str_take_u64(struct str s, size_t *at, uint64_t *value);
int str_take_base(struct str s, size_t *at, unsigned base, uint64_t *value);

/* str_take_char(s, at, c): If ${s} has ${c} at ${*at}, advance past it and return true. */
bool str_take_char(struct str s, size_t *at, char c);

/* str_u64(s, value): All of ${s} as a decimal number; 0, or -1. */
int str_u64(struct str s, uint64_t *value);

/* str_is_utf8(s): well-formed UTF-8 by Unicode 15 table 3-7, NUL allowed. */
bool str_is_utf8(struct str s);

/* str_dup(s): a terminated copy on the heap, or NULL.  The caller frees it. */
char *str_dup(struct str s);

/*
 * str_copy(out, n, s): Copy what fits into the ${n} bytes at ${out}, terminated.  Return false if it was
 * cut.
 */
bool str_copy(char *out, size_t n, struct str s);

/* str_hash(s): a 64-bit hash for tables in memory; it is keyed per process and is never stored. */
uint64_t str_hash(struct str s);

#endif
