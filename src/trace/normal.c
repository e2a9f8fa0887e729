/* Normal forms of names and strings: see the header. */
#include "trace/normal.h"

#include "base/hash.h"
#include "base/utf.h"

static inline uint64_t
step(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0x9FB21C651E98DF25ULL;
	return (h ^ h >> 32);
}

/* Up to eight bytes as one number, the first lowest; none beyond ${n} is touched. */
static inline uint64_t
load(const char *p, size_t n)
{
	uint64_t v = 0;
	uint32_t low, high;

	if (n >= 8) {
		memcpy(&v, p, 8);
	} else if (n >= 4) {
		/* Two halves, which lie upon each other where they meet. */
		memcpy(&low, p, 4);
		memcpy(&high, p + n - 4, 4);
		v = low | (uint64_t)high << (8 * (n - 4));
	} else if (n > 0) {
		v = (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[n / 2] << (8 * (n / 2)) |
		    (uint64_t)(unsigned char)p[n - 1] << (8 * (n - 1));
	}
	return (v);
}

uint64_t
normal_hash(struct str s)
{
	uint64_t h = s.n;

	for (; s.n >= 8; s.p += 8, s.n -= 8)
		h = step(h, load(s.p, 8));
	if (s.n > 0)
		h = step(h, load(s.p, s.n));
	return (normal_mix(h));
}

uint64_t
normal_low(struct str s)
{
	uint64_t h = s.n;
	char low[8];

	for (size_t i = 0; i < s.n; i += 8) {
		size_t n = s.n - i < 8 ? s.n - i : 8;

		for (size_t k = 0; k < n; k++)
			low[k] = str_lower(s.p[i + k]);
		h = step(h, load(low, n));
	}
	return (normal_mix(h));
}

/* Characters that come one by one, eight to a step. */
struct sink {
	uint64_t h, word;
	unsigned n;
	size_t all;
};

static inline void
sink_put(struct sink *k, char c)
{
	k->word |= (uint64_t)(unsigned char)c << (8 * k->n);
	k->all++;
	if (++k->n == 8) {
		k->h = step(k->h, k->word);
		k->word = 0;
		k->n = 0;
	}
}

static inline uint64_t
sink_end(const struct sink *k, uint64_t tag)
{
	return (normal_mix(step(step(k->h, k->word), k->all ^ tag << 32)));
}

/*
 * Most texts are shorter: written out in their form first, they are hashed eight bytes at a time.  What is
 * behind the form in the last eight is there to be read and does not count.
 */
#define SHORT 64

/* The same as if all ${n} bytes, at most SHORT, were put one by one. */
static inline uint64_t
hash_form(const char form[SHORT + 8], size_t n, uint64_t tag)
{
	struct sink k = { .all = n };
	size_t i;

	for (i = 0; i + 8 <= n; i += 8)
		k.h = step(k.h, load(form + i, 8));
	k.word = load(form + i, 8) & (((uint64_t)1 << 8 * (n - i)) - 1);
	return (sink_end(&k, tag));
}

uint64_t
normal_fold(struct str s)
{
	struct sink k = { 0 };
	char form[SHORT + 8] = { 0 };

	if (s.n > SHORT) {
		for (size_t i = 0; i < s.n; i++)
			sink_put(&k, str_lower(s.p[i]));
		return (sink_end(&k, 1));
	}
	for (size_t i = 0; i < s.n; i++)
		form[i] = str_lower(s.p[i]);
	return (hash_form(form, s.n, 1));
}

uint64_t
normal_name(struct str s)
{
	struct sink k = { 0 };
	char form[SHORT + 8] = { 0 };
	size_t n = 0;

	if (s.n > SHORT) {
		for (size_t i = 0; i < s.n; i++) {
			if (s.p[i] != '_')
				sink_put(&k, str_lower(s.p[i]));
		}
		return (sink_end(&k, 2));
	}
	for (size_t i = 0; i < s.n; i++) {
		form[n] = str_lower(s.p[i]);
		n += s.p[i] != '_';
	}
	return (hash_form(form, n, 2));
}

/* Up to ${want} digits of ${base} at ${*i}, which moves behind them; false where there is none. */
static bool
digits(struct str s, size_t *i, unsigned base, unsigned want, uint32_t *v)
{
	size_t from = *i;

	for (*v = 0; *i < s.n && *i - from < want && str_digit(s.p[*i]) < base; ++*i)
		*v = *v * base + str_digit(s.p[*i]);
	return (*i > from);
}

/* The number of "41" or "{41}" at ${*i}. */
static bool
code_point(struct str s, size_t *i, unsigned want, uint32_t *v)
{
	size_t at = *i + 1;

	if (*i >= s.n || s.p[*i] != '{')
		return (digits(s, i, 16, want, v));
	if (!digits(s, &at, 16, 8, v) || at >= s.n || s.p[at] != '}')
		return (false);
	*i = at + 1;
	return (true);
}

/* Behind "\u": a code point, perhaps as two halves; what it is as UTF-8, or 0 where there is none. */
static size_t
unicode(struct str s, size_t *i, unsigned want, char *to)
{
	uint32_t v, low;
	size_t at;

	/* Java allows any number of them. */
	while (want == 4 && *i < s.n && s.p[*i] == 'u')
		++*i;
	if (!code_point(s, i, want, &v))
		return (0);
	at = *i + 2;
	if (v >= 0xD800 && v <= 0xDBFF && str_starts(str_sub(s, *i, s.n), STR("\\u")) &&
	    code_point(s, &at, 4, &low) && low >= 0xDC00 && low <= 0xDFFF) {
		*i = at;
		v = 0x10000 + ((v - 0xD800) << 10) + (low - 0xDC00);
	}
	return (utf8_put(to, v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF) ? 0xFFFD : v));
}

/* Escapes of one letter, and what each means. */
static const char LETTERS[] = "abefnrtv", MEANS[] = "\a\b\033\f\n\r\t\v";

/* Bytes that one escape can become. */
#define ESCAPE_MAX 8

/* The escape at s.p[*i] into ${to}, and how many bytes it is; ${*i} moves behind it. */
static size_t
unescape_c(struct str s, size_t *i, bool keep, char *to)
{
	char c = s.p[*i + 1];
	const char *letter = c != '\0' ? strchr(LETTERS, c) : NULL;
	size_t n = 0, from = *i;
	uint32_t v;

	*i += 2;
	if (letter != NULL) {
		to[0] = MEANS[letter - LETTERS];
		return (1);
	}
	if (c == '\n' || c == '\r') {
		*i += c == '\r' && *i < s.n && s.p[*i] == '\n';
		return (0);
	}
	if (c >= '0' && c <= '7') {
		--*i;
		/* "\401" is more than a byte, and so two characters. */
		(void)digits(s, i, 8, c <= '3' ? 3 : 2, &v);
		to[0] = (char)v;
		return (1);
	}
	if (c == 'x' && digits(s, i, 16, 2, &v)) {
		to[0] = (char)v;
		return (1);
	}
	/* Perl's "\\x{41}" is a code point. */
	if ((c == 'u' || c == 'U' || c == 'x') &&
	    (n = unicode(s, i,
		 c == 'u'       ? 4
		     : c == 'U' ? 8
				: 0,
		 to)) > 0)
		return (n);
	*i = from + 2;
	if (keep && strchr("\\'\"`$/", c) == NULL)
		to[n++] = '\\';
	to[n++] = c;
	return (n);
}

static size_t
unescape_tick(struct str s, size_t *i, char *to)
{
	char c = s.p[*i + 1];
	const char *letter = c != '\0' ? strchr(LETTERS, c) : NULL;
	size_t n;

	*i += 2;
	if (c == '\n' || c == '\r')
		return (0);
	if (c == 'u' && (n = unicode(s, i, 0, to)) > 0)
		return (n);
	to[0] = letter != NULL ? MEANS[letter - LETTERS] : c == '0' ? '\0' : c;
	return (1);
}

/* What stands at ${*i}, an escape or one byte; as unescape_c. */
static size_t
take(struct str s, size_t *i, struct normal_quoting how, char *to)
{
	char c = s.p[*i], next = *i + 1 < s.n ? s.p[*i + 1] : '\0';

	to[0] = c == '+' && how.escape == NORMAL_URL ? ' ' : c;
	if (c == '%' && how.escape == NORMAL_URL && hex_read(to, 1, str_sub(s, *i + 1, *i + 3)) == 0) {
		*i += 2;
	} else if (*i + 1 < s.n) {
		if (c == '\\' && (how.escape == NORMAL_C || how.escape == NORMAL_KEEP))
			return (unescape_c(s, i, how.escape == NORMAL_KEEP, to));
		if (c == '`' && how.escape == NORMAL_TICK)
			return (unescape_tick(s, i, to));
		if (c == '\\' && how.escape == NORMAL_QUOTED && (next == '\\' || next == '\''))
			to[0] = s.p[++*i];
		else if (how.doubled != '\0' && c == how.doubled && next == c)
			++*i;
	}
	++*i;
	return (1);
}

/* Blanks as they come, held back until something follows. */
static void
put_folded(struct sink *k, bool *blank, char c)
{
	if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
		*blank = k->all > 0;
		return;
	}
	if (*blank)
		sink_put(k, ' ');
	*blank = false;
	sink_put(k, str_lower(c));
}

uint64_t
normal_string(struct str s, struct normal_quoting how)
{
	struct sink k = { 0 };
	bool blank = false;
	char to[ESCAPE_MAX];
	size_t n;

	for (size_t i = 0; i < s.n;) {
		n = take(s, &i, how, to);
		for (size_t j = 0; j < n; j++)
			put_folded(&k, &blank, to[j]);
	}
	return (sink_end(&k, 3));
}
