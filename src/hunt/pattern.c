/* Patterns: reading and the modifiers that change them.  See the header; pattern_match.c matches. */
#include "hunt/pattern.h"

/* grow(p, a, n): room for ${n} tokens, the old ones forgotten. */
static uint16_t *
room(struct arena *a, size_t n, struct err *e)
{
	uint16_t *token;

	if (n > PATTERN_TOKENS_MAX) {
		err_set(e, ERR_LIMIT, "a value is longer than %zu characters", PATTERN_TOKENS_MAX);
		return (NULL);
	}
	if ((token = arena_array(a, n > 0 ? n : 1, sizeof(*token))) == NULL)
		err_set(e, ERR_NOMEM, "out of memory");
	return (token);
}

static int
failed(struct err *e)
{
	return (e != NULL && e->code != 0 ? e->code : ERR_NOMEM);
}

/* after_backslash(c): Is ${c} one of the characters whose meaning a backslash takes? */
static bool
after_backslash(char c)
{
	return (c == '*' || c == '?' || c == '\\');
}

int
pattern_parse(struct pattern *p, struct arena *a, struct str text, struct err *e)
{
	struct pattern got = { 0 };

	if ((got.token = room(a, text.n, e)) == NULL)
		return (failed(e));
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		/* A backslash before anything else stands for itself, as paths are written. */
		if (c == '\\' && i + 1 < text.n && after_backslash(text.p[i + 1]))
			got.token[got.n++] = (unsigned char)text.p[++i];
		else if (c == '*')
			got.token[got.n++] = TOKEN_MANY;
		else if (c == '?')
			got.token[got.n++] = TOKEN_ONE;
		else
			got.token[got.n++] = (unsigned char)c;
	}
	*p = got;
	return (0);
}

int
pattern_wrap(struct pattern *p, struct arena *a, bool before, bool after, struct err *e)
{
	uint16_t *token = room(a, p->n + 2, e);
	size_t n = 0;

	if (token == NULL)
		return (failed(e));
	if (before)
		token[n++] = TOKEN_MANY;
	memcpy(token + n, p->token, p->n * sizeof(*token));
	n += p->n;
	if (after)
		token[n++] = TOKEN_MANY;
	p->token = token;
	p->n = n;
	return (0);
}

/*
 * is_word(token): Does it surely stand for a letter, digit or underscore?  Bytes beyond ASCII are parts
 * of letters.
 */
static bool
is_word(uint16_t token)
{
	return ((token >= '0' && token <= '9') || (token >= 'A' && token <= 'Z') ||
	    (token >= 'a' && token <= 'z') || token == '_' || (token >= 0x80 && token <= 0xff));
}

/* dash_size(p, i): how many tokens the dash at ${i} takes: 1, 3 or 0 where there is none. */
static size_t
dash_size(const struct pattern *p, size_t i)
{
	const uint16_t *t = p->token + i;

	if (t[0] == '-' || t[0] == '/')
		return (1);
	if (i + 2 < p->n && t[0] == 0xe2 && t[1] == 0x80 && t[2] >= 0x93 && t[2] <= 0x95)
		return (3);
	return (0);
}

void
pattern_windash(struct pattern *p)
{
	size_t n = 0, size;
	bool word = false; /* Was the token before a part of a word? */

	for (size_t i = 0; i < p->n;) {
		size = dash_size(p, i);
		if (size > 0 && !word && i + size < p->n && is_word(p->token[i + size]) &&
		    dash_size(p, i + size) == 0) {
			p->token[n++] = TOKEN_DASH;
			i += size;
			word = false;
			continue;
		}
		word = is_word(p->token[i]) && size == 0;
		p->token[n++] = p->token[i++];
	}
	p->n = n;
}

bool
pattern_bytes(const struct pattern *p, struct arena *a, struct str *bytes)
{
	char *out = arena_get(a, p->n + 1);

	for (size_t i = 0; out != NULL && i < p->n; i++) {
		if (p->token[i] > 0xff)
			return (false);
		out[i] = (char)p->token[i];
	}
	*bytes = (struct str){ out, out != NULL ? p->n : 0 };
	return (true);
}

int
pattern_from_bytes(struct pattern *p, struct arena *a, struct str bytes, struct err *e)
{
	struct pattern got = { .binary = !str_is_utf8(bytes) };

	if ((got.token = room(a, bytes.n, e)) == NULL)
		return (failed(e));
	for (size_t i = 0; i < bytes.n; i++)
		got.token[got.n++] = (unsigned char)bytes.p[i];
	*p = got;
	return (0);
}

/* take_char(p, i): the code point of the UTF-8 sequence at token ${*i}, past which it moves. */
static uint32_t
take_char(const struct pattern *p, size_t *i)
{
	uint32_t lead = p->token[*i], c;
	size_t more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;

	c = more == 0 ? lead : lead & (0x3fu >> more);
	(*i)++;
	while (more-- > 0 && *i < p->n && (p->token[*i] & 0x1c0) == 0x80)
		c = c << 6 | (p->token[(*i)++] & 0x3fu);
	return (c);
}

static void
put_unit(struct pattern *p, uint32_t unit, bool big)
{
	p->token[p->n++] = (uint16_t)(big ? unit >> 8 & 0xff : unit & 0xff);
	p->token[p->n++] = (uint16_t)(big ? unit & 0xff : unit >> 8 & 0xff);
}

int
pattern_utf16(struct pattern *p, struct arena *a, bool big, bool mark, struct err *e)
{
	struct pattern got = { .binary = true };

	/* A byte of UTF-8 gives at most two of UTF-16, and the mark two more. */
	if ((got.token = room(a, 2 * p->n + 2, e)) == NULL)
		return (failed(e));
	if (mark)
		put_unit(&got, 0xfeff, big);
	for (size_t i = 0; i < p->n;) {
		uint32_t c;

		if (p->token[i] == TOKEN_ONE) {
			got.token[got.n++] = TOKEN_ONE;
			got.token[got.n++] = TOKEN_ONE;
			i++;
			continue;
		}
		if (p->token[i] > 0xff) {
			got.token[got.n++] = p->token[i++];
			continue;
		}
		c = take_char(p, &i);
		if (c > 0xffff) {
			put_unit(&got, 0xd800 + ((c - 0x10000) >> 10), big);
			c = 0xdc00 + ((c - 0x10000) & 0x3ff);
		}
		put_unit(&got, c, big);
	}
	*p = got;
	return (0);
}
