/*
 * Matching patterns.  Most are a text alone or with * at its ends, and are
 * compared directly.  The others are matched with two positions: the token and
 * the text; at a mismatch the match goes back to the last *, which then takes
 * one character more.  An earlier * need never take more than it did, so there
 * is nothing else to go back to.
 */
#include "hunt/pattern.h"

static inline unsigned char
fold(char c)
{
	unsigned char u = (unsigned char)c;

	return ((unsigned char)(u >= 'A' && u <= 'Z' ? u + 32 : u));
}

/* squeeze(p): Several * in a row are one. */
static void
squeeze(struct pattern *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		if (p->token[i] != TOKEN_MANY || n == 0 || p->token[n - 1] != TOKEN_MANY)
			p->token[n++] = p->token[i];
	}
	p->n = n;
}

/* plain(p, from, to): Are these tokens all bytes? */
static bool
plain(const struct pattern *p, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (p->token[i] > 0xff)
			return (false);
	}
	return (true);
}

/*
 * rareness(c): How seldom a byte is in a log, roughly.  Letters come last, as
 * they must be looked for in both cases.
 */
static int
rareness(unsigned char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return (0);
	if (c == '/' || c == '.' || c == '-' || c == ' ' || c == '0' || c == '+' || c == ',' || c == '=' ||
	    c == ':')
		return (1);
	return (c >= '0' && c <= '9' ? 2 : 3);
}

/*
 * take_text(p, a, from, to): These tokens, all bytes, are the pattern's text; its rarest byte is the
 * pivot.
 */
static int
take_text(struct pattern *p, struct arena *a, size_t from, size_t to, struct err *e)
{
	char *text = arena_get(a, to - from + 1);

	if (text == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	p->pivot = 0;
	for (size_t i = 0; i < to - from; i++) {
		text[i] = (char)p->token[from + i];
		if (rareness((unsigned char)text[i]) > rareness((unsigned char)text[p->pivot]))
			p->pivot = i;
	}
	p->text = (struct str){ text, to - from };
	return (0);
}

/* longest(p, from, to): The longest run of bytes: what a text must hold to match at all. */
static void
longest(const struct pattern *p, size_t *from, size_t *to)
{
	size_t at = 0;

	*from = *to = 0;
	for (size_t i = 0; i <= p->n; i++) {
		if (i < p->n && p->token[i] <= 0xff)
			continue;
		if (i - at > *to - *from) {
			*from = at;
			*to = i;
		}
		at = i + 1;
	}
}

int
pattern_finish(struct pattern *p, struct arena *a, bool cased, struct err *e)
{
	size_t from, to;
	bool before, after;

	squeeze(p);
	p->cased = cased;
	before = p->n > 0 && p->token[0] == TOKEN_MANY;
	after = p->n > (before ? 1 : 0) && p->token[p->n - 1] == TOKEN_MANY;
	from = before ? 1 : 0;
	to = p->n - (after ? 1 : 0);

	/* Only now may letters be folded: the modifiers before had to see them as written. */
	for (size_t i = 0; i < p->n && !cased; i++) {
		if (p->token[i] < 0x80)
			p->token[i] = fold((char)p->token[i]);
	}
	p->kind = PATTERN_GENERAL;
	if (!plain(p, from, to))
		longest(p, &from, &to);
	else if (before && (after || from == to))
		p->kind = PATTERN_CONTAINS;
	else
		p->kind = before ? PATTERN_SUFFIX : after ? PATTERN_PREFIX : PATTERN_EXACT;
	return (take_text(p, a, from, to, e));
}

/* same(p, at): Are the bytes at ${at} the pattern's text? */
static inline bool
same(const struct pattern *p, const char *at)
{
	if (p->cased)
		return (memcmp(at, p->text.p, p->text.n) == 0);
	for (size_t i = 0; i < p->text.n; i++) {
		if (fold(at[i]) != (unsigned char)p->text.p[i])
			return (false);
	}
	return (true);
}

/* contains(p, s): Look for the pivot by memchr where its case is one, else byte by byte. */
static bool
contains(const struct pattern *p, struct str s)
{
	size_t n = p->text.n;
	const char *at, *end;
	unsigned char want;
	bool letter;

	if (n == 0)
		return (true);
	if (s.n < n)
		return (false);
	want = (unsigned char)p->text.p[p->pivot];
	letter = !p->cased && want >= 'a' && want <= 'z';
	at = s.p + p->pivot;
	end = at + (s.n - n) + 1;
	for (; at < end; at++) {
		if (!letter && (at = memchr(at, want, (size_t)(end - at))) == NULL)
			return (false);
		if (letter && fold(*at) != want)
			continue;
		if (same(p, at - p->pivot))
			return (true);
	}
	return (false);
}

/* unit(p, s, at): the size of the character at ${at}: a UTF-8 sequence, or one byte where there is none. */
static size_t
unit(const struct pattern *p, struct str s, size_t at)
{
	unsigned char lead = (unsigned char)s.p[at];
	size_t n = lead >= 0xf5 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;

	if (n == 1 || p->binary || s.n - at < n)
		return (1);
	for (size_t i = 1; i < n; i++) {
		if (((unsigned char)s.p[at + i] & 0xc0) != 0x80)
			return (1);
	}
	return (n);
}

/* token_size(p, j, s, at): How many bytes of ${s} at ${at} does token ${j}, no *, match?  0: none. */
static size_t
token_size(const struct pattern *p, size_t j, struct str s, size_t at)
{
	uint16_t token = p->token[j];
	unsigned char c = (unsigned char)s.p[at];

	if (token <= 0xff)
		return ((p->cased ? c : fold((char)c)) == token ? 1 : 0);
	if (token == TOKEN_ONE)
		return (unit(p, s, at));
	if (c == '-' || c == '/')
		return (1);
	return (s.n - at >= 3 && c == 0xe2 && (unsigned char)s.p[at + 1] == 0x80 &&
		    (unsigned char)s.p[at + 2] >= 0x93 && (unsigned char)s.p[at + 2] <= 0x95
		? 3
		: 0);
}

/*
 * again(p, s, star, from): The first position from ${from} on where what
 * follows a * could begin, or the end.  An ASCII byte is never a part of
 * another character, so it may be looked for as a byte.
 */
static size_t
again(const struct pattern *p, struct str s, size_t star, size_t from)
{
	uint16_t token = p->token[star];
	const char *at;

	if (token >= 0x80)
		return (from);
	if (p->cased || token < 'a' || token > 'z') {
		at = memchr(s.p + from, token, s.n - from);
		return (at != NULL ? (size_t)(at - s.p) : s.n);
	}
	while (from < s.n && fold(s.p[from]) != token)
		from++;
	return (from);
}

static bool
general(const struct pattern *p, struct str s)
{
	size_t i = 0, j = 0;               /* The text's position and the pattern's. */
	size_t star = STR_NPOS, taken = 0; /* The token behind the last *, and where the text went on then. */
	size_t size;

	while (i < s.n) {
		if (j < p->n && p->token[j] == TOKEN_MANY) {
			star = ++j;
			taken = i;
		} else if (j < p->n && (size = token_size(p, j, s, i)) > 0) {
			i += size;
			j++;
		} else if (star == STR_NPOS) {
			return (false);
		} else {
			/* A pattern that ends with its * needs to look no further. */
			if (star == p->n)
				return (true);
			i = taken = again(p, s, star, taken + unit(p, s, taken));
			j = star;
		}
	}
	while (j < p->n && p->token[j] == TOKEN_MANY)
		j++;
	return (j == p->n);
}

bool
pattern_match(const struct pattern *p, struct str text)
{
	size_t n = p->text.n;

	switch (p->kind) {
	case PATTERN_EXACT: return (text.n == n && same(p, text.p));
	case PATTERN_PREFIX: return (text.n >= n && same(p, text.p));
	case PATTERN_SUFFIX: return (text.n >= n && same(p, text.p + (text.n - n)));
	case PATTERN_CONTAINS: return (contains(p, text));
	case PATTERN_GENERAL: return (contains(p, text) && general(p, text));
	}
	return (false);
}

unsigned
pattern_cost(const struct pattern *p)
{
	if (p->kind < PATTERN_CONTAINS)
		return (1);
	return (p->kind == PATTERN_CONTAINS ? 10 : 30);
}
