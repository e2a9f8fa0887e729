/* Tokens of marks and specimens: see the header. */
#include "mark/token.h"

const uint8_t token_classes[256] = {
	[0 ... 8] = TOKEN_OTHER,
	['\t' ... '\r'] = TOKEN_BLANK,
	[14 ... 31] = TOKEN_OTHER,
	[' '] = TOKEN_BLANK,
	['!' ... '/'] = TOKEN_OTHER,
	['0' ... '9'] = TOKEN_WORD,
	[':' ... '@'] = TOKEN_OTHER,
	['A' ... 'Z'] = TOKEN_WORD,
	['[' ... '^'] = TOKEN_OTHER,
	['_'] = TOKEN_WORD,
	['`'] = TOKEN_OTHER,
	['a' ... 'z'] = TOKEN_WORD,
	['{' ... 127] = TOKEN_OTHER,
	[128 ... 255] = TOKEN_WORD,
};

bool
token_next(struct str text, size_t *at, struct str *token)
{
	size_t from = *at, to;

	while (from < text.n && token_class(text.p[from]) == TOKEN_BLANK)
		from++;
	*at = from;
	if (from == text.n)
		return (false);
	to = from + 1;
	if (token_class(text.p[from]) == TOKEN_WORD) {
		while (to < text.n && token_class(text.p[to]) == TOKEN_WORD)
			to++;
	}
	*token = str_sub(text, from, to);
	*at = to;
	return (true);
}

size_t
token_weight(struct str text)
{
	size_t weight = 0;

	for (size_t i = 0; i < text.n; i++)
		weight += token_class(text.p[i]) == TOKEN_WORD;
	return (weight);
}

/* Whether the tokens of what are those of text from offset at on. */
static bool
begins_at(struct str text, size_t at, struct str what)
{
	struct str a, b;
	size_t w = 0;

	while (token_next(what, &w, &b)) {
		if (!token_next(text, &at, &a) || !str_eq(a, b))
			return (false);
	}
	return (true);
}

bool
token_within(struct str text, struct str what)
{
	struct str token;
	size_t at = 0;

	do {
		if (begins_at(text, at, what))
			return (true);
	} while (token_next(text, &at, &token));
	return (false);
}
