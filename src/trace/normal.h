/*
 * One form for what can be written in several: numbers across bases and
 * suffixes, strings across escapes, case and blanks, names across case and
 * underscores.  Everything comes out as a hash of 64 bits: public, fast, not
 * cryptographic (who can find a collision gains nothing that copying the text
 * would not give him).
 */
#ifndef TRACE_NORMAL_H
#define TRACE_NORMAL_H

#include "base/buf.h"

/* normal_mix(v): a bijection of 64 bits in which every bit depends on all (David Stafford's variant 13). */
static inline uint64_t
normal_mix(uint64_t v)
{
	v = (v ^ v >> 30) * 0xBF58476D1CE4E5B9ULL;
	v = (v ^ v >> 27) * 0x94D049BB133111EBULL;
	return (v ^ v >> 31);
}

/*
 * normal_draw(state, below): a number from 0 to ${below} - 1, the next of a sequence that ${*state} begins
 * (SplitMix64): the same for the same state, for choices that must come out alike each time.
 */
static inline uint64_t
normal_draw(uint64_t *state, uint64_t below)
{
	*state += 0x9E3779B97F4A7C15ULL;
	return (normal_mix(*state) % below);
}

uint64_t normal_hash(struct str s); /* Of the bytes as they are. */
uint64_t normal_low(struct str s);  /* The same, of ASCII letters in lower case. */
uint64_t normal_fold(struct str s); /* ASCII letters in lower case. */
uint64_t normal_name(struct str s); /* Lower case, without underscores: "hostName" is "host_name". */

/*
 * normal_number(s, octal): By value: 0x1F is 31, 1e3 is 1000.0, 30L is 30, and 0755 is 493 where ${octal}
 * says that its language reads it so.  What is no number of any language ("10.5.3.1", "123abc") is itself.
 */
uint64_t normal_number(struct str s, bool octal);

/* How what stands between quotes is meant. */
enum normal_escape {
	NORMAL_RAW,    /* As it stands. */
	NORMAL_C,      /* Escapes with a backslash; an unknown one is the character itself. */
	NORMAL_KEEP,   /* The same, but an unknown one keeps its backslash. */
	NORMAL_QUOTED, /* A backslash escapes itself and a single quote, and nothing else. */
	NORMAL_TICK,   /* PowerShell's escapes with a backtick. */
	NORMAL_URL     /* Percent-encoded; a plus sign is a blank. */
};

struct normal_quoting {
	enum normal_escape escape;
	char doubled; /* Two of these mean one; or NUL. */
};

/*
 * normal_string(inside, how): Of what stands between the quotes: escapes undone (a code point becomes UTF-8;
 * \xNN and octal ones are a byte in every language, since they mostly write binary data), ASCII letters in
 * lower case, runs of blanks one, none at the ends.
 */
uint64_t normal_string(struct str inside, struct normal_quoting how);

/*
 * normal_word(text, at, line, word): The next run of at least two letters or digits at or behind ${*at}, which
 * moves behind it; ${*line} counts the lines that end before; false at the end.
 */
bool normal_word(struct str text, size_t *at, uint32_t *line, struct str *word);

/*
 * normal_decode(b, s): If ${s} is, whole, base64 or hex of at least sixteen bytes of text (UTF-8 or UTF-16),
 * or percent-encoded in at least four places, put what it says into ${b} and return true.
 */
bool normal_decode(struct buf *b, struct str s);

/*
 * normal_text(b, s): Whether the file ${*s} is text, and no binary with NUL or control bytes among its first 8 KB.  Text
 * in UTF-16, by its mark or by its look (base/utf.h), becomes ${*s} as UTF-8 in the empty ${b}; a mark is left out.
 */
bool normal_text(struct buf *b, struct str *s);

/*
 * normal_run(bytes, at, wide, run, offset): The next run of at least five printable characters from
 * ${*at} on, in single bytes or in UTF-16 (then made narrow in ${wide}); false at the end.
 */
bool normal_run(struct str bytes, size_t *at, struct buf *wide, struct str *run, size_t *offset);

#endif
