/*
 * Values in HTTP text, which have no quotes: "a=%7B%22b%22%3A1%7D&c" and "Basic YTpi...".  One that is
 * percent-encoded is a string, so that it equals what a program wrote before it was encoded, and so is a long
 * one in base64.
 */
#include "trace/lex_impl.h"

/* Shorter, base64 says too little (normal_decode). */
#define BASE64_MIN 24

static bool
is_plain(char c)
{
	return (lex_in_name(c) || c == '.' || c == '~' || c == '*' || c == '-' || c == '+');
}

/* To the end of a value at x->at; whether something in it is encoded. */
static bool
percent_end(const struct lex *x, size_t *end)
{
	bool encoded = false;
	size_t i = x->at;

	for (; i < x->text.n; i++) {
		if (x->text.p[i] == '%' && str_digit(lex_at(x, i + 1)) < 16 &&
		    str_digit(lex_at(x, i + 2)) < 16) {
			encoded = true;
			i += 2;
		} else if (!is_plain(x->text.p[i])) {
			break;
		}
	}
	*end = i;
	return (encoded);
}

/* The same of base64: letters of either case and a digit, and as many of them as it takes. */
static bool
base64_end(const struct lex *x, size_t *end)
{
	bool upper = false, lower = false, digit = false;
	size_t i = x->at;

	for (; i < x->text.n; i++) {
		char c = x->text.p[i];

		if (c >= 'A' && c <= 'Z')
			upper = true;
		else if (c >= 'a' && c <= 'z')
			lower = true;
		else if (c >= '0' && c <= '9')
			digit = true;
		else if (c != '+' && c != '/')
			break;
	}
	for (unsigned pad = 0; pad < 2 && lex_at(x, i) == '='; pad++)
		i++;
	*end = i;
	return (upper && lower && digit && i - x->at >= BASE64_MIN && (i - x->at) % 4 == 0);
}

bool
lex_value(struct lex *x, struct lex_quoted *q)
{
	size_t percent, base64;
	bool encoded;

	if (x->at < x->dull)
		return (false);
	encoded = percent_end(x, &percent);
	if (!encoded && !base64_end(x, &base64)) {
		/* What is none is not looked at again. */
		x->dull = percent > base64 ? percent : base64;
		return (false);
	}
	q->end = encoded ? percent : base64;
	q->inside = str_sub(x->text, x->at, q->end);
	q->how = (struct normal_quoting){ encoded ? NORMAL_URL : NORMAL_RAW, '\0' };
	return (true);
}
