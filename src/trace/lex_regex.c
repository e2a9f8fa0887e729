/* Regular expressions between slashes, and the strings of Ruby that begin with a percent sign. */
#include "trace/lex_impl.h"

/*
 * A slash that does not divide.  It ends on its line, and a slash within [...] does not end it.  Where there
 * is no end, none is looked for again on that line.
 */
static bool
slashes(struct lex *x, struct lex_quoted *q)
{
	bool class = false;

	for (size_t i = x->at + 1; i < x->text.n && x->text.p[i] != '\n'; i++) {
		char c = x->text.p[i];

		if (c == '\\') {
			i++;
		} else if (c == '[' || c == ']') {
			class = c == '[';
		} else if (c == '/' && !class) {
			q->inside = str_sub(x->text, x->at + 1, i);
			q->how = (struct normal_quoting){ NORMAL_RAW, '\0' };
			/* Its flags. */
			for (i++; lex_in_name(lex_at(x, i));)
				i++;
			q->end = i;
			return (true);
		}
	}
	x->dull = lex_line_end(x, x->at);
	return (false);
}

static char
closes(char c)
{
	return (c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : c == '<' ? '>' : c);
}

/* %q(...), %w[...], %r{...}, %(...): brackets within nest. */
static bool
percent(struct lex *x, struct lex_quoted *q)
{
	size_t i = x->at + 1, from;
	char kind = lex_at(x, i), open;
	unsigned depth = 0;

	i += lex_class_of(kind) == LEX_C_NAME;
	open = lex_at(x, i);
	if ((i > x->at + 1 && (kind == '\0' || strchr("qQwWiIrsx", kind) == NULL)) || lex_in_name(open) ||
	    lex_class_of(open) == LEX_C_SPACE || open == '=' ||
	    (i == x->at + 1 && strchr("([{<|!/", open) == NULL))
		return (false);
	for (from = ++i; i < x->text.n; i++) {
		char c = x->text.p[i];

		if (c == '\\') {
			i++;
		} else if (c == closes(open) && depth-- == 0) {
			bool plain = kind == 'q' || kind == 'w' || kind == 'i' || kind == 's' || kind == 'r';

			*q = (struct lex_quoted){ i + 1, str_sub(x->text, from, i),
				{ plain ? NORMAL_RAW : NORMAL_C, '\0' } };
			return (true);
		} else if (c == open && closes(open) != open) {
			depth++;
		}
	}
	x->tries--;
	return (false);
}

bool
lex_regex(struct lex *x, struct lex_quoted *q)
{
	char next = lex_at(x, x->at + 1);

	if (x->operand || x->at < x->dull)
		return (false);
	if (x->text.p[x->at] == '%')
		return (x->lang == LANG_RUBY && x->tries > 0 && percent(x, q));
	/* What closes an element of a page is none. */
	if (next == '/' || next == '*' || next == '>' || (x->at > 0 && x->text.p[x->at - 1] == '<'))
		return (false);
	return (slashes(x, q));
}
