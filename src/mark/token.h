/*
 * How the marks' texts and a specimen are cut into tokens, so that a mark is
 * read back through another layout and never inside a longer word: a word is
 * a run of letters, digits, "_" and bytes from 0x80 on; blanks only separate;
 * any other byte is a token of its own.  "timeout = 3" is three tokens and
 * does not occur in "timeout=30"; it does occur in "timeout  =\n3".
 */
#ifndef MARK_TOKEN_H
#define MARK_TOKEN_H

#include "base/str.h"

/* A longer word is cut out of comparisons: it equals no token of a mark. */
#define TOKEN_MAX 256

enum token_class { TOKEN_BLANK, TOKEN_WORD, TOKEN_OTHER };

/* token_class(c): what the byte ${c} is. */
extern const uint8_t token_classes[256];
static inline enum token_class
token_class(char c)
{
	return ((enum token_class)token_classes[(unsigned char)c]);
}

/*
 * token_next(text, at, token): The next token of ${text} from ${*at} on, which moves behind it; false at
 * the end.
 */
bool token_next(struct str text, size_t *at, struct str *token);

/*
 * token_weight(text): how many bytes of ${text} stand in words: a rough measure of how unlikely it is by
 * chance.
 */
size_t token_weight(struct str text);

/* token_within(text, what): Whether the tokens of ${what} occur one after the other in those of ${text}. */
bool token_within(struct str text, struct str what);

/* token_joins(a, b): Whether ${a} directly followed by ${b} would run together into one word. */
static inline bool
token_joins(struct str a, struct str b)
{
	return (a.n > 0 && b.n > 0 && token_class(a.p[a.n - 1]) == TOKEN_WORD &&
	    token_class(b.p[0]) == TOKEN_WORD);
}

#endif
