/*
 * Text patterns as Sigma writes them: * stands for any text, ? for one
 * character, a backslash takes the meaning from either; all else stands for
 * itself, without regard to the case of ASCII letters unless asked.  Letters
 * beyond ASCII are compared as they are written: a log's bytes need not be
 * UTF-8, and folding them would make what matches depend on guesses.
 *
 * A pattern is a row of tokens while modifiers are applied to it, then is
 * finished into the cheapest test that it allows.  Matching takes time in
 * proportion to text times pattern at worst, never more.
 */
#ifndef HUNT_PATTERN_H
#define HUNT_PATTERN_H

#include "base/arena.h"
#include "base/err.h"

/* Tokens: a byte stands for itself. */
enum {
	TOKEN_ONE = 256, /* Any one character: a UTF-8 sequence where the bytes are one, else a byte. */
	TOKEN_MANY,      /* Any text. */
	TOKEN_DASH       /* One of the characters that Windows takes for a dash: - / U+2013 U+2014 U+2015. */
};

#define PATTERN_TOKENS_MAX ((size_t)65536)

enum pattern_kind { PATTERN_EXACT, PATTERN_PREFIX, PATTERN_SUFFIX, PATTERN_CONTAINS, PATTERN_GENERAL };

struct pattern {
	uint16_t *token;
	size_t n;
	bool binary; /* The bytes are no text (UTF-16): a character is a byte. */

	/* Set by pattern_finish. */
	enum pattern_kind kind;
	bool cased;
	struct str text; /* In lower case unless cased; of GENERAL the longest part without wildcards. */
	size_t pivot;    /* The byte of ${text} that is looked for first. */
};

/* pattern_parse(p, a, text): Read ${text} with its wildcards and backslashes.  0, ERR_NOMEM or ERR_LIMIT. */
int pattern_parse(struct pattern *p, struct arena *a, struct str text, struct err *e);

/* pattern_wrap(p, a, before, after): Put * before or behind.  0 or an error. */
int pattern_wrap(struct pattern *p, struct arena *a, bool before, bool after, struct err *e);

/* pattern_windash(p): Let each dash or slash that begins a word be any dash. */
void pattern_windash(struct pattern *p);

/*
 * pattern_bytes(p, a, bytes): The text of a pattern without wildcards in ${*bytes}; false where it has
 * some.
 */
bool pattern_bytes(const struct pattern *p, struct arena *a, struct str *bytes);

/* pattern_from_bytes(p, a, bytes): A pattern that is exactly ${bytes}.  0 or an error. */
int pattern_from_bytes(struct pattern *p, struct arena *a, struct str bytes, struct err *e);

/*
 * pattern_utf16(p, a, big, mark): Each character as UTF-16, big-endian or little, with or without a byte
 * order mark before it.
 */
int pattern_utf16(struct pattern *p, struct arena *a, bool big, bool mark, struct err *e);

/* pattern_finish(p, a, cased): No more changes: make it ready to match. */
int pattern_finish(struct pattern *p, struct arena *a, bool cased, struct err *e);

/* pattern_match(p, text): Whether all of ${text} is as ${p}, which is finished, says. */
bool pattern_match(const struct pattern *p, struct str text);

/* pattern_cost(p): How dear a match is, to ask the cheap ones first. */
unsigned pattern_cost(const struct pattern *p);

#endif
