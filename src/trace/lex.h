/*
 * Tokens out of source in any language, by the facts of trace/lang.h alone.
 * Nothing is refused: what does not close ends with its line, what is no
 * character of any language is a mark of its own.  One pass, no recursion, no
 * memory of its own.
 */
#ifndef TRACE_LEX_H
#define TRACE_LEX_H

#include "trace/lang.h"

enum lex_kind {
	LEX_NAME,    /* An identifier; a leading "$" or "@" is not part of it. */
	LEX_WORD,    /* A word of the language. */
	LEX_NUMBER,  /* With its base, exponent and suffix. */
	LEX_STRING,  /* With its quotes. */
	LEX_MARK,    /* One character of punctuation. */
	LEX_COMMENT, /* With what opens and closes it. */
	LEX_IMPORT   /* A whole line that only names what is imported: everybody's. */
};

struct lex_token {
	enum lex_kind kind;
	struct str text;
	uint32_t line; /* From 1. */
};

struct lex {
	struct str text;
	enum lang lang;
	unsigned flags;
	size_t at;
	uint32_t line;
	bool fresh; /* Nothing but blanks stood on this line so far. */
};

/* lex_init(x, lang, text): Begin; ${text} must outlive ${x}. */
void lex_init(struct lex *x, enum lang lang, struct str text);

/* lex_next(x, t): The next token; false at the end. */
bool lex_next(struct lex *x, struct lex_token *t);

#endif
