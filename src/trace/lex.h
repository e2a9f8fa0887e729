/*
 * Tokens out of source in any language, by the facts of trace/lang.h and the
 * forms of strings in lex_string.c.  Nothing is refused: what does not close
 * ends with its line, what is no character of any language is a mark of its
 * own.  One pass, no recursion, no memory of its own.
 */
#ifndef TRACE_LEX_H
#define TRACE_LEX_H

#include "trace/lang.h"
#include "trace/normal.h"

enum lex_kind {
	LEX_NAME,    /* An identifier; a leading "$" or "@" is not part of it. */
	LEX_WORD,    /* A word of the language. */
	LEX_NUMBER,  /* With its base, exponent and suffix. */
	LEX_STRING,  /* With its prefix and quotes; a here-document; a regular expression. */
	LEX_MARK,    /* One character of punctuation, or one that is escaped, with its escape. */
	LEX_COMMENT, /* With what opens and closes it. */
	LEX_IMPORT   /* A whole line that only names what is imported: everybody's. */
};
#define LEX_KINDS (LEX_IMPORT + 1)

struct lex_token {
	enum lex_kind kind;
	struct str text;
	uint32_t line;             /* From 1. */
	struct str inside;         /* Of a string, what stands between the quotes; of a word, lang_word. */
	struct normal_quoting how; /* Of a string: how that is meant. */
};

/* A here-document whose first line has not come yet. */
#define LEX_HERE_MAX 4
struct lex_here {
	size_t from, body_end, end; /* Its first line, the line that ends it, and behind that line's word. */
	struct normal_quoting how;
};

struct lex {
	struct str text;
	enum lang lang;
	unsigned flags;
	size_t at;
	uint32_t line;
	bool fresh;     /* Nothing but blanks stood on this line so far. */
	bool operand;   /* What came last was one, so that a slash divides. */
	bool outside;   /* PHP: not between <?php and ?>. */
	uint32_t depth; /* Python: open brackets. */
	size_t dull;    /* No regular expression, or value in HTTP text, begins before this. */
	unsigned tries; /* Searches to the end of the text that may still be in vain. */
	struct lex_here here[LEX_HERE_MAX];
	unsigned heres;
};

/* lex_init(x, lang, text): Begin; ${text} must outlive ${x}. */
void lex_init(struct lex *x, enum lang lang, struct str text);

/* lex_next(x, t): The next token; false at the end. */
bool lex_next(struct lex *x, struct lex_token *t);

#endif
