/* The normal form of text: see the header. */
#include "mark/norm.h"

/* What undoing an escape comes to. */
enum undone { LITERAL, CHAR, MORE };

/* Whether ${word} from ${at} on is one of the ${n} endings that say how large a number may be. */
static bool
is_suffix(struct str word, size_t at, const char *const *suffix, size_t n)
{
	struct str rest = str_sub(word, at, word.n);

	for (size_t i = 0; i < n; i++) {
		if (str_eq(rest, str_of(suffix[i])))
			return (true);
	}
	return (false);
}

/* The value of a whole number; false for any other word. */
static bool
whole_number(struct str word, uint64_t *number)
{
	static const char *const suffix[] = { "", "u", "l", "ul", "lu", "ll", "ull", "llu", "n", "z", "uz",
		"i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128", "usize", "isize" };
	unsigned base = 10;
	size_t at;

	if (word.p[0] == '0' && word.n > 2)
		base = word.p[1] == 'x' ? 16 : word.p[1] == 'o' ? 8 : word.p[1] == 'b' ? 2 : 10;
	at = base == 10 ? 0 : 2;
	/* "0755" is octal or decimal, nobody can tell. */
	if (str_take_base(word, &at, base, number) != 0 || (base == 10 && word.p[0] == '0' && at > 1))
		return (false);
	return (is_suffix(word, at, suffix, sizeof(suffix) / sizeof(*suffix)));
}

/* A word without a dot. */
static void
tell_word(struct norm_token *t, norm_fn *fn, void *arg)
{
	char decimal[24];
	size_t end = sizeof(decimal);
	uint64_t left;

	t->kind = NORM_WORD;
	t->text = t->word;
	if (whole_number(t->word, &t->number)) {
		t->kind = NORM_NUMBER;
		left = t->number;
		do
			decimal[--end] = (char)('0' + left % 10);
		while ((left /= 10) != 0);
		t->text = (struct str){ decimal + end, sizeof(decimal) - end };
	}
	fn(arg, t);
}

/* Digits, a dot and what follows it: one number with a fraction, or two words and a dot between. */
static void
tell_dotted(struct norm *n, struct norm_token *t, norm_fn *fn, void *arg)
{
	static const char *const suffix[] = { "", "f", "d", "m", "f32", "f64" };
	struct str word = t->word, tail = str_sub(word, n->dot + 1, word.n);
	size_t at = n->dot + 1;
	uint64_t to = t->to;

	while (at < word.n && word.p[at] >= '0' && word.p[at] <= '9')
		at++;
	if (at > n->dot + 1 && is_suffix(word, at, suffix, sizeof(suffix) / sizeof(*suffix))) {
		t->kind = NORM_FRACTION;
		t->text = str_sub(word, 0, at);
		fn(arg, t);
		return;
	}
	t->word = str_sub(word, 0, n->dot);
	t->to = n->dot_at;
	tell_word(t, fn, arg);
	*t = (struct norm_token){
		.kind = NORM_OTHER, .text = STR("."), .word = STR("."), .from = n->dot_at, .to = n->dot_at + 1
	};
	fn(arg, t);
	*t = (struct norm_token){ .word = tail, .from = n->dot_at + 1, .to = to };
	if (tail.n > 0)
		tell_word(t, fn, arg);
}

static void
flush(struct norm *n, norm_fn *fn, void *arg)
{
	struct norm_token t = { .kind = NORM_WORD, .from = n->from, .to = n->to };

	if (n->n == 0)
		return;
	n->last = '\0';
	if (n->n > TOKEN_MAX) {
		fn(arg, &t);
	} else {
		t.word = (struct str){ n->word, n->n };
		if (n->dot > 0)
			tell_dotted(n, &t, fn, arg);
		else
			tell_word(&t, fn, arg);
	}
	n->n = n->dot = 0;
}

/* Whether the word under way is all digits, so that a dot may go on in it. */
static bool
is_digits(const struct norm *n)
{
	if (n->n == 0 || n->n >= TOKEN_MAX || n->dot > 0)
		return (false);
	for (size_t i = 0; i < n->n; i++) {
		if (n->word[i] < '0' || n->word[i] > '9')
			return (false);
	}
	return (true);
}

/* One character that means itself; it stood in [from, to) of the input. */
static void
put(struct norm *n, char c, uint64_t from, uint64_t to, norm_fn *fn, void *arg)
{
	enum token_class class = token_class(c);
	struct norm_token t = {
		.kind = NORM_OTHER, .text = { &c, 1 }, .word = { &c, 1 }, .from = from, .to = to
	};

	if (class == TOKEN_WORD) {
		/* An underscore belongs to the word and is left out of it. */
		if (c == '_')
			return;
		if (n->n == 0)
			n->from = from;
		n->to = to;
		if (n->n < TOKEN_MAX)
			n->word[n->n++] = str_lower(c);
		else
			n->n = TOKEN_MAX + 1;
		return;
	}
	if (c == '.' && is_digits(n)) {
		n->dot = n->n;
		n->dot_at = from;
		n->word[n->n++] = c;
		n->to = to;
		return;
	}
	flush(n, fn, arg);
	if (class != TOKEN_OTHER || c == '"' || c == '\'' || c == '`')
		return;
	t.assigns =
	    c == ':' || (c == '=' && (n->last == '\0' || memchr("<>!+-*/%&|^~", n->last, 12) == NULL));
	n->last = c;
	fn(arg, &t);
}

/* ${count} digits from ${at} on as a character of ASCII. */
static enum undone
digits(struct str s, size_t at, size_t count, unsigned base, bool last, char *c)
{
	unsigned value = 0;

	for (size_t i = at; i < at + count; i++) {
		if (i >= s.n)
			return (last ? LITERAL : MORE);
		if (str_digit(s.p[i]) >= base)
			return (LITERAL);
		value = value * base + str_digit(s.p[i]);
	}
	*c = (char)value;
	return (value < 128 ? CHAR : LITERAL);
}

/* Behind a backslash. */
static enum undone
undo_backslash(struct str s, bool last, size_t *used, char *c)
{
	if (s.n < 2)
		return (last ? LITERAL : MORE);
	if (s.p[1] == 'x')
		return (*used = 4, digits(s, 2, 2, 16, last, c));
	if (s.p[1] == 'u')
		return (*used = 6, digits(s, 2, 4, 16, last, c));
	if (s.p[1] >= '0' && s.p[1] <= '1' && (s.n < 3 || (s.p[2] >= '0' && s.p[2] <= '7')))
		return (*used = 4, digits(s, 1, 3, 8, last, c));
	*used = 2;
	*c = s.p[1];
	/* Those that mean a blank or nothing visible. */
	if (memchr("nrtfv0\n", s.p[1], 7) != NULL)
		*c = ' ';
	return (memchr("nrtfv0\n\\\"'`/", s.p[1], 12) != NULL ? CHAR : LITERAL);
}

/* An entity of markup. */
static enum undone
undo_entity(struct str s, bool last, size_t *used, char *c)
{
	static const struct {
		struct str name;
		char c;
	} entity[] = { { STR("&quot;"), '"' }, { STR("&apos;"), '\'' }, { STR("&lt;"), '<' },
		{ STR("&gt;"), '>' }, { STR("&amp;"), '&' }, { STR("&nbsp;"), ' ' }, { STR("&#34;"), '"' },
		{ STR("&#39;"), '\'' }, { STR("&#x27;"), '\'' }, { STR("&#x22;"), '"' } };
	bool begins = false;

	for (size_t i = 0; i < sizeof(entity) / sizeof(*entity); i++) {
		if (str_istarts(s, entity[i].name)) {
			*used = entity[i].name.n;
			*c = entity[i].c;
			return (CHAR);
		}
		begins |= s.n < entity[i].name.n && str_istarts(entity[i].name, s);
	}
	return (begins && !last ? MORE : LITERAL);
}

/* The escape that ${s} begins with; ${*used} bytes of it mean ${*c}. */
static enum undone
undo(struct str s, bool last, size_t *used, char *c)
{
	enum undone u;

	*used = 1;
	if (s.p[0] == '\\')
		u = undo_backslash(s, last, used, c);
	else if (s.p[0] == '&')
		u = undo_entity(s, last, used, c);
	else if (s.p[0] == '%')
		*used = 3, u = digits(s, 1, 2, 16, last, c);
	else
		u = LITERAL;
	if (u == LITERAL) {
		*used = 1;
		*c = s.p[0];
	}
	return (u);
}

/* All of ${s} but an escape that its end cuts; return how much was taken. */
static size_t
take(struct norm *n, struct str s, bool last, norm_fn *fn, void *arg)
{
	size_t at = 0, used;
	char c;

	while (at < s.n) {
		c = s.p[at];
		/* A word's letters, which are most of any text, go the short way. */
		if (n->n > 0 && n->n < TOKEN_MAX && token_class(c) == TOKEN_WORD && c != '_') {
			n->word[n->n++] = str_lower(c);
			n->at++;
			n->to = n->at;
			at++;
			continue;
		}
		used = 1;
		if ((c == '\\' || c == '&' || c == '%') && undo(str_sub(s, at, s.n), last, &used, &c) == MORE)
			break;
		put(n, c, n->at, n->at + used, fn, arg);
		n->at += used;
		at += used;
	}
	return (at);
}

void
norm_feed(struct norm *n, struct str bytes, norm_fn *fn, void *arg)
{
	size_t taken;

	/* What waited goes on byte by byte until it is decided. */
	while (n->waits > 0 && bytes.n > 0) {
		n->wait[n->waits++] = bytes.p[0];
		bytes = str_sub(bytes, 1, bytes.n);
		taken = take(n, (struct str){ n->wait, n->waits }, false, fn, arg);
		n->waits -= taken;
		memmove(n->wait, n->wait + taken, n->waits);
	}
	if (bytes.n == 0)
		return;
	taken = take(n, bytes, false, fn, arg);
	n->waits = bytes.n - taken;
	memcpy(n->wait, bytes.p + taken, n->waits);
}

void
norm_end(struct norm *n, norm_fn *fn, void *arg)
{
	(void)take(n, (struct str){ n->wait, n->waits }, true, fn, arg);
	flush(n, fn, arg);
	*n = (struct norm){ .n = 0 };
}
