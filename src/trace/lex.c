/* The lexer: see the header. */
#include "trace/lex.h"

enum class { C_OTHER, C_SPACE, C_NAME, C_DIGIT };

static enum class class_of(char c) {
	unsigned char u = (unsigned char)c;

	if ((u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u == '_' || u >= 0x80) return (C_NAME);
	if (u >= '0' && u <= '9') return (C_DIGIT);
	return (u <= ' ' ? C_SPACE : C_OTHER);
}

void
lex_init(struct lex *x, enum lang lang, struct str text)
{
	*x = (struct lex){
		.text = text, .lang = lang, .flags = lang_facts[lang].flags, .line = 1, .fresh = true
	};
}

static char
at(const struct lex *x, size_t i)
{
	return (i < x->text.n ? x->text.p[i] : '\0');
}

static bool
here(const struct lex *x, struct str what)
{
	return (x->text.n - x->at >= what.n && memcmp(x->text.p + x->at, what.p, what.n) == 0);
}

/* Where this line ends: at its LF, or the end of all. */
static size_t
line_end(const struct lex *x, size_t from)
{
	const char *p = from < x->text.n ? memchr(x->text.p + from, '\n', x->text.n - from) : NULL;

	return (p != NULL ? (size_t)(p - x->text.p) : x->text.n);
}

/* Behind the next ${close} from ${from} on, or the end of all. */
static size_t
behind(const struct lex *x, size_t from, struct str close)
{
	size_t found = str_find(str_sub(x->text, from, x->text.n), close);

	return (found == STR_NPOS ? x->text.n : from + found + close.n);
}

/* Behind a string whose quote stands at ${from}: its closing quote, or where its line ends. */
static size_t
string_end(const struct lex *x, size_t from, bool lines, bool doubled)
{
	char quote = at(x, from), c;
	size_t i;

	for (i = from + 1; i < x->text.n; i++) {
		c = x->text.p[i];
		if (c == '\n' && !lines)
			return (i);
		if (c == '\\' && (x->flags & LANG_NO_ESCAPE) == 0 && !doubled && i + 1 < x->text.n &&
		    (lines || x->text.p[i + 1] != '\n')) {
			i++;
		} else if (c == quote) {
			if (!doubled || at(x, i + 1) != quote)
				return (i + 1);
			i++;
		}
	}
	return (x->text.n);
}

/* Bytes of a character between its quotes, with them. */
#define TICK_MAX 12

/*
 * A single quote in the C family: one character or one escape ('\u{10FFFF}'), or no quote at all, as in
 * lifetimes; in a language that is not known up to twelve bytes.
 */
static size_t
tick_end(const struct lex *x, size_t from)
{
	/* No further than a character can reach: a line of 16 MB of escaped quotes would be read anew at each. */
	const struct lex near = { .text = str_sub(x->text, 0, from + TICK_MAX + 1), .flags = x->flags };
	size_t end = string_end(&near, from, false, false), i = from + 2;

	if (end - from > TICK_MAX || end <= from + 2 || x->text.p[end - 1] != '\'')
		return (from + 1);
	if (x->lang == LANG_OTHER || at(x, from + 1) == '\\')
		return (end);
	/* Further bytes of one character in UTF-8. */
	while (i < end - 1 && ((unsigned char)x->text.p[i] & 0xC0) == 0x80)
		i++;
	return (i == end - 1 ? end : from + 1);
}

static size_t
comment_end(const struct lex *x)
{
	if ((x->flags & LANG_ANGLE_HASH) != 0 && here(x, STR("<#")))
		return (behind(x, x->at + 2, STR("#>")));
	if ((x->flags & LANG_STAR) != 0 && here(x, STR("/*")))
		return (behind(x, x->at + 2, STR("*/")));
	if ((x->flags & LANG_SLASHES) != 0 && here(x, STR("//")))
		return (line_end(x, x->at));
	if ((x->flags & LANG_HASH) != 0 && at(x, x->at) == '#')
		return (line_end(x, x->at));
	if (x->lang == LANG_RUBY && x->fresh && here(x, STR("=begin")))
		return (behind(x, x->at, STR("\n=end")));
	return (0);
}

/* A line that only imports ("#include <stdio.h>", "import os", "using System;"): its end, or 0. */
static size_t
import_end(const struct lex *x)
{
	static const struct str heads[] = { STR("import "), STR("#include"), STR("using "), STR("package "),
		STR("require "), STR("from "), STR("use ") };
	struct str line = str_sub(x->text, x->at, line_end(x, x->at));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		if (!str_starts(line, heads[i]))
			continue;
		/* "using (var x = ...)" and "from x in xs" do something. */
		if (str_chr(line, '=') != STR_NPOS || str_chr(line, '(') != STR_NPOS ||
		    (i == 5 && str_find(line, STR(" import ")) == STR_NPOS))
			return (0);
		return (x->at + line.n);
	}
	return (0);
}

/* A string that begins here, in one of the forms of its language: its end, or 0. */
static size_t
quoted_end(const struct lex *x)
{
	char c = at(x, x->at);

	if ((x->flags & LANG_TRIPLE) != 0 && here(x, STR("\"\"\"")))
		return (behind(x, x->at + 3, STR("\"\"\"")));
	if ((x->flags & LANG_TRIPLE) != 0 && here(x, STR("'''")))
		return (behind(x, x->at + 3, STR("'''")));
	if ((x->flags & LANG_ANGLE_HASH) != 0 && here(x, STR("@\"")))
		return (behind(x, x->at + 2, STR("\n\"@")));
	if ((x->flags & LANG_ANGLE_HASH) != 0 && here(x, STR("@'")))
		return (behind(x, x->at + 2, STR("\n'@")));
	if (c == '"')
		return (string_end(x, x->at, x->lang == LANG_SHELL || x->lang == LANG_PHP, false));
	if (c == '\'')
		return ((x->flags & LANG_TICK_CHAR) != 0 ? tick_end(x, x->at)
							 : string_end(x, x->at, false, false));
	if (c == '`' && (x->flags & LANG_BACKTICK) != 0)
		return (string_end(x, x->at, true, false));
	return (0);
}

static size_t
number_end(const struct lex *x)
{
	size_t i = x->at;

	while (i < x->text.n) {
		char c = x->text.p[i];
		enum class k = class_of(c);

		/* A sign belongs to it behind an exponent of decimal digits. */
		if ((c == '+' || c == '-') && (x->text.p[i - 1] == 'e' || x->text.p[i - 1] == 'E') &&
		    at(x, x->at + 1) != 'x' && class_of(at(x, i + 1)) == C_DIGIT)
			i++;
		else if (k == C_DIGIT || k == C_NAME || (c == '.' && class_of(at(x, i + 1)) == C_DIGIT))
			i++;
		else
			break;
	}
	return (i);
}

static void
cut(struct lex *x, struct lex_token *t, enum lex_kind kind, size_t end)
{
	t->kind = kind;
	t->text = str_sub(x->text, x->at, end);
	t->line = x->line;
	if (kind == LEX_STRING || kind == LEX_COMMENT)
		x->line += (uint32_t)str_count(t->text, '\n');
	x->at = end;
	x->fresh = false;
}

static void
skip_blanks(struct lex *x)
{
	while (x->at < x->text.n && class_of(x->text.p[x->at]) == C_SPACE) {
		if (x->text.p[x->at] == '\n') {
			x->line++;
			x->fresh = true;
		}
		x->at++;
	}
}

static void
next_name(struct lex *x, struct lex_token *t)
{
	size_t i = x->at + 1;

	while (i < x->text.n && (class_of(x->text.p[i]) == C_NAME || class_of(x->text.p[i]) == C_DIGIT))
		i++;
	cut(x, t, LEX_NAME, i);
	if (lang_is_word(t->text))
		t->kind = LEX_WORD;
}

bool
lex_next(struct lex *x, struct lex_token *t)
{
	size_t end;
	char c;

	skip_blanks(x);
	if (x->at >= x->text.n)
		return (false);
	c = x->text.p[x->at];
	if (x->lang == LANG_PROSE) {
		cut(x, t, LEX_COMMENT, line_end(x, x->at));
	} else if (x->fresh && (class_of(c) == C_NAME || c == '#') && (end = import_end(x)) != 0) {
		cut(x, t, LEX_IMPORT, end);
	} else if ((end = comment_end(x)) != 0) {
		cut(x, t, LEX_COMMENT, end);
	} else if ((x->flags & LANG_VERBATIM) != 0 && c == '@' && at(x, x->at + 1) == '"') {
		x->at++;
		cut(x, t, LEX_STRING, string_end(x, x->at, true, true));
	} else if ((end = quoted_end(x)) != 0) {
		bool alone = x->fresh && (x->flags & LANG_TRIPLE) != 0 && end - x->at >= 6 &&
		    at(x, x->at + 1) == c && at(x, x->at + 2) == c;

		/* Three quotes that begin a line are Python's way to comment; one byte is no string. */
		cut(x, t, alone ? LEX_COMMENT : end == x->at + 1 ? LEX_MARK : LEX_STRING, end);
	} else if (class_of(c) == C_NAME) {
		next_name(x, t);
	} else if (class_of(c) == C_DIGIT || (c == '.' && class_of(at(x, x->at + 1)) == C_DIGIT)) {
		cut(x, t, LEX_NUMBER, number_end(x));
	} else {
		cut(x, t, LEX_MARK, x->at + 1);
	}
	return (true);
}
