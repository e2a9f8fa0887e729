/*
 * Text in its normal form, so that a mark is read back where it was written
 * another way: case and underscores do not count in words ("NameWidth" is
 * "NAME_WIDTH"), whole numbers stand for their value (0x10000, 65_536 and
 * 65536UL are "65536"), escapes of strings, markup and URLs are undone (\x41,
 * \u0041, &quot;, %41), and quotes, like blanks, only separate.  What remains
 * is told as tokens (mark/token.h).
 *
 * A number with a fraction is one token, its digits as they stand; one that
 * would be read in two ways ("0755") or has an exponent is a word: nothing is
 * made equal that may be different.
 */
#ifndef MARK_NORM_H
#define MARK_NORM_H

#include "mark/token.h"

enum norm_kind { NORM_WORD, NORM_NUMBER, NORM_FRACTION, NORM_OTHER };

struct norm_token {
	enum norm_kind kind;
	struct str text;   /* The normal form; a word longer than TOKEN_MAX has none: "". */
	struct str word;   /* As text, but a number as it stood, in lower case. */
	uint64_t number;   /* NORM_NUMBER only. */
	bool assigns;      /* NORM_OTHER: a ":" or a "=" that is no part of another operator such as ">=". */
	uint64_t from, to; /* Bytes of the input, counted from where it began. */
};

/* The longest escape, less one byte: so much may wait for the next piece. */
#define NORM_WAITS 8

/* Text under way.  A zeroed one is at the beginning. */
struct norm {
	char wait[NORM_WAITS + 1];
	size_t waits;
	char word[TOKEN_MAX];
	size_t n;          /* Of the word under way; TOKEN_MAX + 1 where it is too long. */
	uint64_t at;       /* Bytes that were looked at. */
	char last;         /* The last token, where it was one character; else 0. */
	uint64_t from, to; /* Of the word under way. */
	size_t dot;        /* Where in it a dot stands, */
	uint64_t dot_at;   /* and where in the input; 0 without. */
};

/*
 * norm_feed(n, bytes, fn, arg): The next bytes, in pieces of any size: ${fn} gets each token that is complete, and
 * may keep nothing of it.  norm_end(n, fn, arg): There are no more; ${n} is at the beginning again.
 */
typedef void norm_fn(void *arg, const struct norm_token *token);
void norm_feed(struct norm *n, struct str bytes, norm_fn *fn, void *arg);
void norm_end(struct norm *n, norm_fn *fn, void *arg);

#endif
