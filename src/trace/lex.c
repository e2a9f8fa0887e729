/* The lexer: see the header. */
#include "trace/lex.h"

#include "trace/lex_impl.h"

/* Searches in vain: each may cost as much as all of the text. */
#define TRIES 16

const uint8_t lex_class[256] = {
	[0 ... ' '] = LEX_C_SPACE,
	['a' ... 'z'] = LEX_C_NAME,
	['A' ... 'Z'] = LEX_C_NAME,
	['_'] = LEX_C_NAME,
	[0x80 ... 0xFF] = LEX_C_NAME,
	['0' ... '9'] = LEX_C_DIGIT,
	['"'] = LEX_C_QUOTE,
	['\''] = LEX_C_QUOTE,
	['`'] = LEX_C_QUOTE,
	['('] = LEX_C_PLAIN,
	[')'] = LEX_C_PLAIN,
	['['] = LEX_C_PLAIN,
	[']'] = LEX_C_PLAIN,
	['{'] = LEX_C_PLAIN,
	['}'] = LEX_C_PLAIN,
	[','] = LEX_C_PLAIN,
	[';'] = LEX_C_PLAIN,
	[':'] = LEX_C_PLAIN,
	['!'] = LEX_C_PLAIN,
	['&'] = LEX_C_PLAIN,
	['|'] = LEX_C_PLAIN,
	['*'] = LEX_C_PLAIN,
	['>'] = LEX_C_PLAIN,
};

void
lex_init(struct lex *x, enum lang lang, struct str text)
{
	*x = (struct lex){ .text = text,
		.lang = lang,
		.flags = lang_facts[lang].flags,
		.line = 1,
		.fresh = true,
		.tries = TRIES };
	/* A page with PHP in it begins as a page; a fragment of PHP alone does not say what it is. */
	x->outside = lang == LANG_PHP && str_find(text, STR("<?")) != STR_NPOS;
}

/* Behind a comment between slash-star and star-slash, which may hold others in some languages. */
static size_t
star_end(const struct lex *x)
{
	size_t end = str_find(str_sub(x->text, x->at + 2, x->text.n), STR("*/"));
	unsigned depth = 1;

	if (end == STR_NPOS)
		return (x->text.n);
	if ((x->flags & LANG_NESTED) == 0)
		return (x->at + 2 + end + 2);
	for (size_t i = x->at + 2; i < x->text.n; i++) {
		if (lex_here(x, i, STR("/*"))) {
			depth++;
			i++;
		} else if (lex_here(x, i, STR("*/"))) {
			i++;
			if (--depth == 0)
				return (i + 1);
		}
	}
	return (x->text.n);
}

/* Of a comment that ends with its line: in C a line that ends with a backslash goes on, in PHP "?>" ends it. */
static size_t
line_comment_end(const struct lex *x)
{
	size_t end = x->at;

	/* Byte by byte: the end of a long line may be far behind each of many such comments. */
	if (x->lang == LANG_PHP) {
		while (end < x->text.n && x->text.p[end] != '\n' && !lex_here(x, end, STR("?>")))
			end++;
		return (end);
	}
	end = lex_line_end(x, end);
	while (x->lang == LANG_C && end < x->text.n && end > x->at &&
	    (x->text.p[end - 1] == '\\' || (x->text.p[end - 1] == '\r' && x->text.p[end - 2] == '\\')))
		end = lex_line_end(x, end + 1);
	return (end);
}

/* Whether a number sign here begins a comment. */
static bool
is_hash_comment(const struct lex *x)
{
	char before = x->at > 0 ? x->text.p[x->at - 1] : '\n';

	/* PHP's attributes. */
	if (x->lang == LANG_PHP && lex_at(x, x->at + 1) == '[')
		return (false);
	return ((x->flags & LANG_HASH_WORD) == 0 || lex_class_of(before) == LEX_C_SPACE ||
	    strchr(";|&()`", before) != NULL);
}

/* The end of a comment that begins here with ${c}, or 0. */
static size_t
comment_end(const struct lex *x, char c)
{
	char next = lex_at(x, x->at + 1);
	size_t end;

	if (x->outside)
		return (0);
	if (c == '/') {
		if (next == '*' && (x->flags & LANG_STAR) != 0)
			return (star_end(x));
		/* In text that may be anything, "//" behind a colon is an address. */
		if (next == '/' && (x->flags & LANG_SLASHES) != 0 &&
		    (x->lang != LANG_OTHER || x->at == 0 || x->text.p[x->at - 1] != ':'))
			return (line_comment_end(x));
	} else if (c == '#' && (x->flags & LANG_HASH) != 0 && is_hash_comment(x)) {
		return (line_comment_end(x));
	} else if (c == '<' && next == '#' && (x->flags & LANG_ANGLE_HASH) != 0) {
		end = str_find(str_sub(x->text, x->at + 2, x->text.n), STR("#>"));
		return (end == STR_NPOS ? x->text.n : x->at + end + 4);
	} else if (c == '=' && x->lang == LANG_RUBY && x->fresh && lex_here(x, x->at, STR("=begin"))) {
		end = str_find(str_sub(x->text, x->at, x->text.n), STR("\n=end"));
		return (end == STR_NPOS ? x->text.n : x->at + end + 5);
	}
	return (0);
}

/* A line that only imports ("#include <stdio.h>", "import os", "using System;"): its end, or 0. */
static size_t
import_end(const struct lex *x, char c)
{
	static const struct str heads[] = { STR("import "), STR("#include"), STR("using "), STR("package "),
		STR("require "), STR("from "), STR("use ") };
	struct str line;
	size_t comment;

	if (x->outside || (c != '#' && c != 'f' && c != 'i' && c != 'p' && c != 'r' && c != 'u'))
		return (0);
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		if (!lex_here(x, x->at, heads[i]))
			continue;
		line = str_sub(x->text, x->at, lex_line_end(x, x->at));
		/* A comment that begins here may have more lines. */
		if ((x->flags & LANG_STAR) != 0 && (comment = str_find(line, STR("/*"))) != STR_NPOS)
			line.n = comment;
		/* "using (var x = ...)" and "from x in xs" do something. */
		if (str_chr(line, '=') != STR_NPOS || str_chr(line, '(') != STR_NPOS ||
		    (i == 5 && str_find(line, STR(" import ")) == STR_NPOS))
			return (0);
		return (x->at + line.n);
	}
	return (0);
}

static size_t
number_end(const struct lex *x)
{
	const char *p = x->text.p;
	size_t i = x->at + 1;
	bool hex = p[x->at] == '0' && (lex_at(x, i) == 'x' || lex_at(x, i) == 'X');

	for (; i < x->text.n; i++) {
		char c = p[i], before = p[i - 1];
		bool goes_on = lex_in_name(c) || (c == '.' && lex_class_of(lex_at(x, i + 1)) == LEX_C_DIGIT);

		/* A sign belongs to it behind an exponent. */
		if ((c == '+' || c == '-') && lex_class_of(lex_at(x, i + 1)) == LEX_C_DIGIT)
			goes_on = hex ? before == 'p' || before == 'P'
				      : (before == 'e' || before == 'E') && i >= 2 &&
				(lex_class_of(p[i - 2]) == LEX_C_DIGIT || p[i - 2] == '.');
		/* C++ separates digits by single quotes. */
		if (c == '\'' && x->lang == LANG_C && lex_in_name(before))
			goes_on = hex ? lex_in_name(lex_at(x, i + 1))
				      : lex_class_of(lex_at(x, i + 1)) == LEX_C_DIGIT;
		if (!goes_on)
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
	t->inside = STR("");
	if (kind == LEX_STRING || kind == LEX_COMMENT)
		x->line += (uint32_t)str_count(t->text, '\n');
	x->at = end;
	x->fresh = false;
}

/* Whether a line goes on behind the escape at ${i}; the length of what says so, or 0. */
static size_t
goes_on(const struct lex *x, size_t i)
{
	char escape = x->lang == LANG_POWERSHELL ? '`' : '\\';

	if (x->text.p[i] != escape || x->lang == LANG_PROSE)
		return (0);
	return (lex_at(x, i + 1) == '\n' ? 2 : lex_at(x, i + 1) == '\r' && lex_at(x, i + 2) == '\n' ? 3 : 0);
}

/* To the next token; true where it stops earlier, since the lines of a here-document may begin. */
static bool
skip_blanks(struct lex *x)
{
	size_t n;

	for (; x->at < x->text.n; x->at++) {
		char c = x->text.p[x->at];

		if (c == '\n') {
			x->line++;
			x->fresh = true;
			if (x->heres > 0) {
				x->at++;
				return (true);
			}
		} else if (lex_class_of(c) != LEX_C_SPACE) {
			if ((c != '\\' && c != '`') || (n = goes_on(x, x->at)) == 0)
				return (false);
			x->line++;
			x->at += n - 1;
		}
	}
	return (false);
}

/*
 * The here-document whose first line begins here; false where something else went over its beginning.  Then the
 * ends of all that wait were searched in vain.
 */
static bool
next_here(struct lex *x, struct lex_token *t)
{
	struct lex_here h = x->here[0];

	x->heres--;
	memmove(x->here, x->here + 1, x->heres * sizeof(x->here[0]));
	if (h.from != x->at) {
		x->tries -= x->tries < x->heres + 1 ? x->tries : x->heres + 1;
		x->heres = 0;
		return (false);
	}
	cut(x, t, LEX_STRING, h.end);
	t->inside = str_sub(x->text, h.from, h.body_end);
	t->how = h.how;
	x->operand = true;
	return (true);
}

static void
cut_string(struct lex *x, struct lex_token *t, const struct lex_quoted *q)
{
	cut(x, t, LEX_STRING, q->end);
	t->inside = q->inside;
	t->how = q->how;
	x->operand = true;
}

/*
 * Whether a string of Python documents what it stands in: a statement of its own, three quotes wide, with
 * nothing behind it on its line.
 */
static bool
documents(const struct lex *x, size_t from, size_t end)
{
	char c;

	if (x->lang != LANG_PYTHON || !x->fresh || x->depth > 0 || end - from < 6 ||
	    lex_at(x, from + 1) != x->text.p[from] || lex_at(x, from + 2) != x->text.p[from])
		return (false);
	while ((c = lex_at(x, end)) == ' ' || c == '\t' || c == '\r')
		end++;
	return (end >= x->text.n || c == '\n' || c == '#' || c == ';');
}

/* A string whose prefix ends at ${from}, or false. */
static bool
next_string(struct lex *x, struct lex_token *t, size_t from)
{
	struct lex_quoted q;

	if (!lex_quoted(x, from, &q))
		return (false);
	if (documents(x, from, q.end)) {
		cut(x, t, LEX_COMMENT, q.end);
		return (true);
	}
	/* One byte is no string. */
	if (q.end == x->at + 1)
		return (false);
	cut_string(x, t, &q);
	return (true);
}

static void
next_name(struct lex *x, struct lex_token *t)
{
	/* Words that an operand may follow, as it may follow an operator. */
	static const char *const values[] = { "this", "self", "super", "true", "false", "nil", "null",
		"end" };
	size_t i = x->at + 1;

	while (i < x->text.n && lex_in_name(x->text.p[i]))
		i++;
	if (i - x->at <= 3 && i < x->text.n &&
	    (lex_class_of(x->text.p[i]) == LEX_C_QUOTE || x->text.p[i] == '#') && next_string(x, t, i))
		return;
	cut(x, t, LEX_NAME, i);
	t->inside = lang_word(t->text, (x->flags & LANG_WORD_CASE) != 0);
	x->operand = true;
	if (t->inside.n == 0)
		return;
	t->kind = LEX_WORD;
	x->operand = false;
	for (size_t k = 0; (x->flags & LANG_REGEX) != 0 && k < sizeof(values) / sizeof(values[0]); k++)
		x->operand = x->operand || str_eq(t->inside, str_of(values[k]));
}

/* Into PHP or out of it. */
static bool
crosses(struct lex *x, char c)
{
	if (x->lang == LANG_PHP && x->outside && c == '<' && lex_at(x, x->at + 1) == '?')
		x->outside = false;
	else if (x->lang == LANG_PHP && !x->outside && c == '?' && lex_at(x, x->at + 1) == '>')
		x->outside = true;
	else
		return (false);
	return (true);
}

/* Bytes of a mark: an escaped quote is none, and neither is Ruby's $'. */
static size_t
mark_length(const struct lex *x, char c)
{
	char next = lex_at(x, x->at + 1);
	bool escape = (c == '\\' && x->lang == LANG_SHELL) || (c == '`' && x->lang == LANG_POWERSHELL) ||
	    (c == '$' && x->lang == LANG_RUBY);

	return (escape && (lex_class_of(next) == LEX_C_QUOTE || next == '#' || (next == '\\' && c == '\\'))
		? 2
		: 1);
}

static void
next_plain(struct lex *x, struct lex_token *t, char c)
{
	bool opens = c == '(' || c == '[' || c == '{', closes = c == ')' || c == ']' || c == '}';

	x->depth += opens;
	x->depth -= closes && x->depth > 0;
	cut(x, t, LEX_MARK, x->at + 1);
	x->operand = closes;
}

static void
next_mark(struct lex *x, struct lex_token *t, char c)
{
	cut(x, t, LEX_MARK, x->at + (crosses(x, c) ? 2 : mark_length(x, c)));
	/* "i++ / 2" divides. */
	x->operand = (c == '+' || c == '-') && x->at >= 2 && x->text.p[x->at - 2] == c;
}

/* What begins with a character that is none of a name or a number. */
static void
next_other(struct lex *x, struct lex_token *t, char c)
{
	struct lex_quoted q;
	size_t end;

	if (x->fresh && c == '#' && (end = import_end(x, c)) != 0)
		cut(x, t, LEX_IMPORT, end);
	else if ((end = comment_end(x, c)) != 0)
		cut(x, t, LEX_COMMENT, end);
	else if ((c == '/' || c == '%') && (x->flags & LANG_REGEX) != 0 && lex_regex(x, &q))
		cut_string(x, t, &q);
	else if ((lex_class_of(c) == LEX_C_QUOTE || c == '@' || c == '$') && next_string(x, t, x->at))
		return;
	else if (c == '.' && lex_class_of(lex_at(x, x->at + 1)) == LEX_C_DIGIT) {
		cut(x, t, LEX_NUMBER, number_end(x));
		x->operand = true;
	} else {
		if (c == '<' && lex_at(x, x->at + 1) == '<' &&
		    (x->lang == LANG_SHELL || x->lang == LANG_RUBY || (x->lang == LANG_PHP && !x->outside)) &&
		    (x->at == 0 || x->text.p[x->at - 1] != '<'))
			lex_heredoc(x);
		next_mark(x, t, c);
	}
}

bool
lex_next(struct lex *x, struct lex_token *t)
{
	struct lex_quoted q;
	size_t end;
	char c;

	while (skip_blanks(x)) {
		if (next_here(x, t))
			return (true);
	}
	if (x->at >= x->text.n)
		return (false);
	c = x->text.p[x->at];
	if (x->lang == LANG_PROSE) {
		cut(x, t, LEX_COMMENT, lex_line_end(x, x->at));
	} else if (x->lang == LANG_HTTP && (lex_in_name(c) || c == '%') && lex_value(x, &q)) {
		cut_string(x, t, &q);
	} else if (lex_class_of(c) == LEX_C_NAME) {
		if (x->fresh && (end = import_end(x, c)) != 0)
			cut(x, t, LEX_IMPORT, end);
		else
			next_name(x, t);
	} else if (lex_class_of(c) == LEX_C_DIGIT) {
		cut(x, t, LEX_NUMBER, number_end(x));
		x->operand = true;
	} else if (lex_class_of(c) == LEX_C_PLAIN) {
		next_plain(x, t, c);
	} else {
		next_other(x, t, c);
	}
	return (true);
}
