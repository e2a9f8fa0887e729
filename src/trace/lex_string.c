/*
 * Strings, in every form that languages have for them.  Most are rows of a
 * table: what opens and closes it, what escapes a quote, whether it may have
 * many lines.  What cannot be said so (raw strings that close as they open,
 * single characters, code within a string) has a function.
 *
 * A fragment may hold the beginning of a string without its end.  One that
 * never ends is taken to end with its line; but to know that, all that
 * follows was searched in vain, so such searches are counted and end.
 */
#include "trace/lex_impl.h"

/* Of a form. */
enum {
	LINES = 1 << 0,   /* It may have many. */
	DOUBLED = 1 << 1, /* Two closing quotes mean one. */
	PAREN = 1 << 2,   /* Code within it stands in $(...), */
	BRACE = 1 << 3,   /* in ${...}, */
	SHARP = 1 << 4,   /* or in #{...}. */
	HERE = 1 << 5     /* It opens at the end of a line and closes at the beginning of one. */
};

struct form {
	const char *open, *close;
	char skip; /* Before a quote that does not close; or NUL. */
	enum normal_escape escape;
	unsigned flags;
};

#define FORMS_MAX 7

/* In the order in which they are tried. */
static const struct form FORMS[LANG_N][FORMS_MAX] = {
	[LANG_OTHER] = { { "\"", "\"", '\\', NORMAL_C, 0 } },
	[LANG_C] = { { "\"", "\"", '\\', NORMAL_C, 0 } },
	[LANG_JAVA] = { { "\"\"\"", "\"\"\"", '\\', NORMAL_C, LINES },
	    { "'''", "'''", '\\', NORMAL_C, LINES }, { "\"", "\"", '\\', NORMAL_C, 0 } },
	[LANG_CSHARP] = { { "@\"", "\"", '\0', NORMAL_RAW, LINES | DOUBLED },
	    { "$@\"", "\"", '\0', NORMAL_RAW, LINES | DOUBLED },
	    { "@$\"", "\"", '\0', NORMAL_RAW, LINES | DOUBLED }, { "$\"", "\"", '\\', NORMAL_C, 0 },
	    { "\"", "\"", '\\', NORMAL_C, 0 } },
	[LANG_GO] = { { "\"", "\"", '\\', NORMAL_C, 0 }, { "`", "`", '\0', NORMAL_RAW, LINES } },
	[LANG_RUST] = { { "\"", "\"", '\\', NORMAL_C, LINES } },
	[LANG_JS] = { { "\"", "\"", '\\', NORMAL_C, 0 }, { "'", "'", '\\', NORMAL_C, 0 },
	    { "`", "`", '\\', NORMAL_C, LINES | BRACE } },
	[LANG_PYTHON] = { { "\"\"\"", "\"\"\"", '\\', NORMAL_KEEP, LINES },
	    { "'''", "'''", '\\', NORMAL_KEEP, LINES }, { "\"", "\"", '\\', NORMAL_KEEP, 0 },
	    { "'", "'", '\\', NORMAL_KEEP, 0 } },
	[LANG_RUBY] = { { "\"", "\"", '\\', NORMAL_C, LINES | SHARP },
	    { "'", "'", '\\', NORMAL_QUOTED, LINES }, { "`", "`", '\\', NORMAL_C, LINES | SHARP } },
	[LANG_PHP] = { { "\"", "\"", '\\', NORMAL_KEEP, LINES }, { "'", "'", '\\', NORMAL_QUOTED, LINES },
	    { "`", "`", '\\', NORMAL_KEEP, LINES } },
	[LANG_POWERSHELL] = { { "@\"", "\"@", '\0', NORMAL_TICK, LINES | HERE },
	    { "@'", "'@", '\0', NORMAL_RAW, LINES | HERE },
	    { "\"", "\"", '`', NORMAL_TICK, LINES | DOUBLED | PAREN },
	    { "'", "'", '\0', NORMAL_RAW, LINES | DOUBLED } },
	/* What a command makes of '\n' is mostly a line's end, though to the shell it is none. */
	[LANG_SHELL] = { { "$'", "'", '\\', NORMAL_C, LINES },
	    { "$\"", "\"", '\\', NORMAL_KEEP, LINES | PAREN },
	    { "\"", "\"", '\\', NORMAL_KEEP, LINES | PAREN }, { "'", "'", '\0', NORMAL_KEEP, LINES },
	    { "`", "`", '\\', NORMAL_KEEP, LINES } },
	[LANG_HTTP] = { { "\"", "\"", '\\', NORMAL_C, 0 } },
};

size_t
lex_line_end(const struct lex *x, size_t from)
{
	const char *p = from < x->text.n ? memchr(x->text.p + from, '\n', x->text.n - from) : NULL;

	return (p != NULL ? (size_t)(p - x->text.p) : x->text.n);
}

size_t
lex_behind(struct lex *x, size_t from, struct str close)
{
	size_t found = x->tries > 0 ? str_find(str_sub(x->text, from, x->text.n), close) : STR_NPOS;

	if (found != STR_NPOS)
		return (from + found + close.n);
	x->tries -= x->tries > 0;
	return (STR_NPOS);
}

/* Code within strings within code, ...: no deeper. */
#define NEST_MAX 16

/* One level of it: in code, which bracket closes it and how many more are open; in a string, its quote. */
struct level {
	char quote, close;
	unsigned open;
};

static char
opens_code(const struct lex *x, unsigned flags, size_t i)
{
	char c = x->text.p[i], next = lex_at(x, i + 1);

	if (c == '$' && (flags & PAREN) != 0 && next == '(')
		return (')');
	if ((c == '$' && (flags & BRACE) != 0 && next == '{') ||
	    (c == '#' && (flags & SHARP) != 0 && next == '{'))
		return ('}');
	return ('\0');
}

static bool
is_quote(const struct lex *x, char c)
{
	return (c == '"' || c == '\'' || (c == '`' && x->lang != LANG_POWERSHELL));
}

/* Whether code can stand within strings of this quote. */
static bool
holds_code(const struct lex *x, char quote)
{
	return (x->lang == LANG_JS ? quote == '`' : quote != '\'');
}

/*
 * Behind the code within a string that opens at ${from} and is closed by ${close}, in which strings may
 * stand in which there is code again; STR_NPOS where it does not end.
 */
static size_t
code_end(const struct lex *x, size_t from, char close, const struct form *f)
{
	struct level level[NEST_MAX] = { { .close = close } }, *l = level;
	char c, inner;

	for (size_t i = from + 2; i < x->text.n; i++) {
		c = x->text.p[i];
		if (c == '\n' && (f->flags & LINES) == 0)
			return (STR_NPOS);
		if (c == f->skip && f->skip != '\0' && (l->quote != '\'' || x->lang != LANG_SHELL)) {
			i++;
		} else if (l->quote == '\0' && c == l->close) {
			if (l->open > 0)
				l->open--;
			else if (l == level)
				return (i + 1);
			else
				l--;
		} else if (l->quote == '\0' && c == (l->close == ')' ? '(' : '{')) {
			l->open++;
		} else if (l->quote == '\0' && is_quote(x, c) && l < level + NEST_MAX - 1) {
			*++l = (struct level){ .quote = c };
		} else if (l->quote != '\0' && c == l->quote) {
			l--;
		} else if (l->quote != '\0' && holds_code(x, l->quote) && l < level + NEST_MAX - 1 &&
		    (inner = opens_code(x, f->flags, i)) != '\0') {
			*++l = (struct level){ .close = inner };
			i++;
		}
	}
	return (STR_NPOS);
}

/* Where what stands in the form ${f}, and begins at ${from}, ends: at what closes it, or STR_NPOS. */
static size_t
find_close(struct lex *x, size_t from, const struct form *f, bool lines)
{
	struct str close = str_of(f->close);
	size_t end;
	char c, code;

	for (size_t i = from; i < x->text.n; i++) {
		c = x->text.p[i];
		if (c == '\n' && !lines)
			return (STR_NPOS);
		if (c == f->skip && f->skip != '\0') {
			i++;
			i += lex_at(x, i) == '\r' && lex_at(x, i + 1) == '\n';
		} else if (c == close.p[0] && (close.n == 1 || lex_here(x, i, close))) {
			if ((f->flags & DOUBLED) == 0 || lex_at(x, i + 1) != c)
				return (i);
			i++;
		} else if (lines && (c == '$' || c == '#') && x->tries > 0 &&
		    (code = opens_code(x, f->flags, i)) != '\0') {
			end = code_end(x, i, code, f);
			x->tries -= end == STR_NPOS;
			i = end == STR_NPOS ? i : end - 1;
		}
	}
	return (STR_NPOS);
}

/* A here-string of PowerShell: ${from} is behind what opens it. */
static bool
here_string(struct lex *x, size_t from, const struct form *f, struct lex_quoted *q)
{
	size_t body = lex_line_end(x, from) + 1, end;
	char close[] = { '\n', f->close[0], f->close[1] };

	for (size_t i = from; i + 1 < body; i++) {
		if (lex_class_of(lex_at(x, i)) != LEX_C_SPACE)
			return (false);
	}
	/* An empty one closes on the very next line. */
	if ((end = lex_behind(x, body - 1, (struct str){ close, sizeof(close) })) == STR_NPOS)
		return (false);
	*q = (struct lex_quoted){ end, str_sub(x->text, body, end - sizeof(close)), { f->escape, '\0' } };
	return (true);
}

static void
in_form(struct lex *x, size_t from, const struct form *f, struct lex_quoted *q)
{
	bool lines = (f->flags & LINES) != 0 && x->tries > 0;
	size_t end = find_close(x, from, f, lines);

	if (end == STR_NPOS && lines) {
		x->tries--;
		end = find_close(x, from, f, false);
	}
	q->how = (struct normal_quoting){ f->escape, (f->flags & DOUBLED) != 0 ? f->close[0] : '\0' };
	q->end = end == STR_NPOS ? lex_line_end(x, from) : end + strlen(f->close);
	q->inside = str_sub(x->text, from, end == STR_NPOS ? q->end : end);
}

/* Between ${from} and the next ${close}, as it stands. */
static bool
raw(struct lex *x, size_t from, struct str close, struct lex_quoted *q)
{
	if ((q->end = lex_behind(x, from, close)) == STR_NPOS)
		return (false);
	q->inside = str_sub(x->text, from, q->end - close.n);
	q->how = (struct normal_quoting){ NORMAL_RAW, '\0' };
	return (true);
}

/* Longer than what C++ (16) allows between R" and the bracket, or than anybody writes of Rust's number signs. */
#define FENCE_MAX 20

/* R"x(...)x" of C++: ${from} is at the quote. */
static bool
raw_cpp(struct lex *x, size_t from, struct lex_quoted *q)
{
	char close[FENCE_MAX + 2] = { ')' };
	size_t n = 0;

	for (char c; (c = lex_at(x, from + 1 + n)) != '('; n++) {
		if (n == FENCE_MAX - 1 || c == ')' || c == '\\' || c == '"' || (unsigned char)c <= ' ')
			return (false);
		close[1 + n] = c;
	}
	close[1 + n] = '"';
	return (raw(x, from + n + 2, (struct str){ close, n + 2 }, q));
}

/* r#"..."# of Rust: ${from} is behind the r. */
static bool
raw_rust(struct lex *x, size_t from, struct lex_quoted *q)
{
	char close[FENCE_MAX + 1] = { '"' };
	size_t n = 0;

	while (n < FENCE_MAX && lex_at(x, from + n) == '#')
		close[++n] = '#';
	return (lex_at(x, from + n) == '"' && raw(x, from + n + 1, (struct str){ close, n + 1 }, q));
}

/* Three or more quotes of C#, perhaps behind dollar signs: they close as they open. */
static bool
raw_csharp(struct lex *x, struct lex_quoted *q)
{
	size_t from = x->at, n = 0;
	char close[FENCE_MAX];

	while (from - x->at < FENCE_MAX && lex_at(x, from) == '$')
		from++;
	while (n < FENCE_MAX && lex_at(x, from + n) == '"')
		close[n++] = '"';
	if (n < 3 || !raw(x, from + n, (struct str){ close, n }, q))
		return (false);
	/* Quotes right before the close are inside. */
	while (lex_at(x, q->end) == '"') {
		q->end++;
		q->inside.n++;
	}
	return (true);
}

/* Bytes of a character between its quotes, with them. */
#define TICK_MAX 12

/*
 * A single quote in the C family: one character or one escape ('\u{10FFFF}'), or no quote at all, as in
 * lifetimes; in a language that is not known up to twelve bytes.
 */
static bool
in_ticks(const struct lex *x, size_t from, struct lex_quoted *q)
{
	size_t i = from + 1, first = i + 1;

	/* In text for people it is mostly an apostrophe. */
	if (x->lang == LANG_HTTP && from > 0 && lex_in_name(x->text.p[from - 1]))
		return (false);
	/* No further than a character can reach: a line of 16 MB of escaped quotes would be read anew at each. */
	for (; i < x->text.n && i - from < TICK_MAX && x->text.p[i] != '\''; i++) {
		if (x->text.p[i] == '\n')
			return (false);
		i += x->text.p[i] == '\\';
	}
	if (i >= x->text.n || i - from >= TICK_MAX || i == from + 1)
		return (false);
	/* Further bytes of one character in UTF-8. */
	while (first < i && ((unsigned char)x->text.p[first] & 0xC0) == 0x80)
		first++;
	if (first != i && x->lang != LANG_OTHER && x->lang != LANG_HTTP && x->text.p[from + 1] != '\\')
		return (false);
	*q = (struct lex_quoted){ i + 1, str_sub(x->text, from + 1, i), { NORMAL_C, '\0' } };
	return (true);
}

/* Letters before a quote: u8R"x(...)x", rb"...", br#"..."#. */
static bool
prefixed(struct lex *x, size_t from, struct lex_quoted *q, bool *is_raw)
{
	struct str prefix = str_sub(x->text, x->at, from);
	char last = prefix.p[prefix.n - 1];

	*is_raw = false;
	if (x->lang == LANG_C)
		return (last == 'R' && lex_at(x, from) == '"' ? raw_cpp(x, from, q) : false);
	if (x->lang == LANG_RUST)
		return (last == 'r' && lex_at(x, from) != '\'' ? raw_rust(x, from, q) : false);
	*is_raw = str_ifind(prefix, STR("r")) != STR_NPOS;
	return (false);
}

/* Whether letters before a quote belong to it. */
static bool
is_prefix(enum lang lang, struct str s)
{
	static const char *const of_python[] = { "r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr",
		"rt" };
	static const char *const of_c[] = { "L", "u", "U", "u8", "R", "LR", "uR", "UR", "u8R" };
	static const char *const of_rust[] = { "b", "c", "r", "br", "cr" };
	const char *const *list = lang == LANG_PYTHON ? of_python : lang == LANG_C ? of_c : of_rust;
	size_t n = lang == LANG_PYTHON ? sizeof(of_python) / sizeof(of_python[0])
	    : lang == LANG_C           ? sizeof(of_c) / sizeof(of_c[0])
				       : sizeof(of_rust) / sizeof(of_rust[0]);

	if (lang != LANG_PYTHON && lang != LANG_C && lang != LANG_RUST)
		return (false);
	for (size_t i = 0; i < n; i++) {
		if (lang == LANG_PYTHON ? str_ieq(s, str_of(list[i])) : str_eq(s, str_of(list[i])))
			return (true);
	}
	return (false);
}

bool
lex_quoted(struct lex *x, size_t from, struct lex_quoted *q)
{
	const struct form *f = FORMS[x->outside ? LANG_OTHER : x->lang];
	bool is_raw = false;

	if (from > x->at) {
		if (!is_prefix(x->lang, str_sub(x->text, x->at, from)))
			return (false);
		if (prefixed(x, from, q, &is_raw))
			return (true);
	}
	if (x->lang == LANG_CSHARP && raw_csharp(x, q))
		return (true);
	if (lex_at(x, from) == '\'' && ((x->flags & LANG_TICK_CHAR) != 0 || x->outside))
		if (x->lang != LANG_JAVA || !lex_here(x, from, STR("'''")))
			return (in_ticks(x, from, q));
	for (unsigned k = 0; k < FORMS_MAX && f[k].open != NULL; k++) {
		struct str open = str_of(f[k].open);

		if (lex_at(x, from) != open.p[0] || (open.n > 1 && !lex_here(x, from, open)))
			continue;
		if ((f[k].flags & HERE) != 0)
			return (here_string(x, from + open.n, &f[k], q));
		in_form(x, from + open.n, &f[k], q);
		if (is_raw)
			q->how.escape = NORMAL_RAW;
		return (true);
	}
	return (false);
}
