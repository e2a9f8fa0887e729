/* The lexer's parts, as they share them: see trace/lex.h. */
#ifndef TRACE_LEX_IMPL_H
#define TRACE_LEX_IMPL_H

#include "trace/lex.h"

/* Classes of bytes; a plain mark begins nothing in any language, so that it is always itself. */
enum { LEX_C_MARK, LEX_C_PLAIN, LEX_C_SPACE, LEX_C_NAME, LEX_C_DIGIT, LEX_C_QUOTE };
extern const uint8_t lex_class[256];

static inline unsigned
lex_class_of(char c)
{
	return (lex_class[(unsigned char)c]);
}

/* lex_in_name(c): Whether ${c} can go on a name. */
static inline bool
lex_in_name(char c)
{
	unsigned k = lex_class_of(c);

	return (k == LEX_C_NAME || k == LEX_C_DIGIT);
}

/* lex_at(x, i): The byte there, NUL behind the end. */
static inline char
lex_at(const struct lex *x, size_t i)
{
	return (i < x->text.n ? x->text.p[i] : '\0');
}

/* lex_here(x, i, what): Whether ${what} stands at ${i}. */
static inline bool
lex_here(const struct lex *x, size_t i, struct str what)
{
	return (i <= x->text.n && x->text.n - i >= what.n && memcmp(x->text.p + i, what.p, what.n) == 0);
}

/* lex_line_end(x, from): Where this line ends: at its LF, or the end of all. */
size_t lex_line_end(const struct lex *x, size_t from);

/* lex_behind(x, from, close): Behind the next ${close} from ${from} on, or STR_NPOS; those in vain are counted. */
size_t lex_behind(struct lex *x, size_t from, struct str close);

/* A string. */
struct lex_quoted {
	size_t end;
	struct str inside;
	struct normal_quoting how;
};

/*
 * lex_quoted(x, from, q): Whether a string begins at x->at, whose prefix ends at ${from}; what that is to
 * mean depends on the language.
 */
bool lex_quoted(struct lex *x, size_t from, struct lex_quoted *q);

/*
 * lex_regex(x, q): The same of a regular expression between slashes, or of a string that begins with a
 * percent sign in Ruby.
 */
bool lex_regex(struct lex *x, struct lex_quoted *q);

/* lex_value(x, q): The same of a value in HTTP text that is encoded. */
bool lex_value(struct lex *x, struct lex_quoted *q);

/* lex_heredoc(x): At "<<": remember the here-document that it announces, if it does and that one ends. */
void lex_heredoc(struct lex *x);

#endif
