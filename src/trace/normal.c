/* Normal forms: see the header. */
#include "trace/normal.h"

#include <stdlib.h>

#include "base/hash.h"

#define RUN_MIN 5
#define RUN_MAX ((size_t)4096)

static uint64_t
step(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0x9FB21C651E98DF25ULL;
	return (h ^ h >> 32);
}

/* Up to eight bytes as one number, the first lowest; none beyond ${n} is touched. */
static uint64_t
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

static char
lower(char c)
{
	return (c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
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

static uint64_t
sink_end(const struct sink *k, uint64_t tag)
{
	return (normal_mix(step(step(k->h, k->word), k->all ^ tag << 32)));
}

uint64_t
normal_fold(struct str s)
{
	struct sink k = { 0 };

	for (size_t i = 0; i < s.n; i++)
		sink_put(&k, lower(s.p[i]));
	return (sink_end(&k, 1));
}

/* Names are most of a text and nearly all shorter: written out in their form first, they are hashed by the word. */
#define NAME_SHORT 64

uint64_t
normal_name(struct str s)
{
	struct sink k = { 0 };
	char form[NAME_SHORT];

	if (s.n > NAME_SHORT) {
		for (size_t i = 0; i < s.n; i++) {
			if (s.p[i] != '_')
				sink_put(&k, lower(s.p[i]));
		}
		return (sink_end(&k, 2));
	}
	for (size_t i = 0; i < s.n; i++) {
		form[k.all] = lower(s.p[i]);
		k.all += s.p[i] != '_';
	}
	for (; k.n + 8 <= k.all; k.n += 8)
		k.h = step(k.h, load(form + k.n, 8));
	k.word = load(form + k.n, k.all - k.n);
	return (sink_end(&k, 2));
}

/* A whole number in any base that source code has; suffixes and digit separators are passed over. */
static bool
whole_number(struct str s, uint64_t *v)
{
	unsigned base = 10, digit;
	size_t i = 0;
	char c;

	if (s.n > 2 && s.p[0] == '0') {
		c = lower(s.p[1]);
		base = c == 'x' ? 16 : c == 'b' ? 2 : c == 'o' ? 8 : 10;
		i = base == 10 ? 0 : 2;
	}
	for (*v = 0; i < s.n; i++) {
		c = lower(s.p[i]);
		if (c == '_')
			continue;
		digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
		    : c >= 'a' && c <= 'f'   ? (unsigned)(c - 'a') + 10
					     : 99;
		if (digit >= base)
			break;
		if (__builtin_mul_overflow(*v, base, v) || __builtin_add_overflow(*v, digit, v))
			return (false);
	}
	/* Behind the digits only suffixes: 10L, 10ul, 10n, 10u32. */
	return (i == s.n ||
	    ((lower(s.p[i]) == 'l' || lower(s.p[i]) == 'u' || s.p[i] == 'n' || s.p[i] == 'i') && base != 2));
}

uint64_t
normal_number(struct str s)
{
	char text[64], *end;
	uint64_t v;
	double d;

	if (whole_number(s, &v))
		return (normal_mix(v ^ 0x4E554D424552ULL));
	if (!str_copy(text, sizeof(text), s))
		return (normal_hash(s));
	d = strtod(text, &end);
	/* 2.0 is 2, since languages differ in whether they ask for the dot. */
	if (end == text)
		return (normal_hash(s));
	if (d >= 0 && d < 1e15 && d == (double)(uint64_t)d)
		return (normal_mix((uint64_t)d ^ 0x4E554D424552ULL));
	memcpy(&v, &d, sizeof(v));
	return (normal_mix(v ^ 0x464C4F4154ULL));
}

static unsigned
hex_digit(char c)
{
	c = lower(c);
	return (c >= '0' && c <= '9'   ? (unsigned)(c - '0')
		: c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
				       : 16);
}

/* The character of an escape at s.p[*i], a backslash; ${*i} moves to its last byte. */
static char
unescape(struct str s, size_t *i)
{
	unsigned v = 0, want, n;
	char c;

	if (*i + 1 >= s.n)
		return ('\\');
	c = s.p[++*i];
	switch (c) {
	case 'n': return ('\n');
	case 't': return ('\t');
	case 'r': return ('\r');
	case 'x':
	case 'u':
		want = c == 'x' ? 2 : 4;
		for (n = 0; n < want && *i + 1 < s.n && hex_digit(s.p[*i + 1]) < 16; n++)
			v = v * 16 + hex_digit(s.p[++*i]);
		return ((char)v);
	default: return (c);
	}
}

uint64_t
normal_string(struct str s)
{
	struct sink k = { 0 };
	bool blank = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i] == '\\' ? unescape(s, &i) : s.p[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			blank = k.all > 0;
			continue;
		}
		if (blank)
			sink_put(&k, ' ');
		blank = false;
		sink_put(&k, lower(c));
	}
	return (sink_end(&k, 3));
}

struct str
normal_inside(struct str s)
{
	size_t n = s.n >= 6 && s.p[0] == s.p[1] && s.p[1] == s.p[2] ? 3 : 1;

	if (s.n > 0 && s.p[0] == '@')
		return (str_sub(s, 2, s.n >= 4 ? s.n - 2 : s.n));
	if (s.n >= 2 * n && s.p[s.n - 1] == s.p[0])
		return (str_sub(s, n, s.n - n));
	return (str_sub(s, 1, s.n));
}

static bool
is_letter(char c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    (unsigned char)c >= 0x80);
}

bool
normal_word(struct str text, size_t *at, struct str *word)
{
	size_t from;

	for (;;) {
		while (*at < text.n && !is_letter(text.p[*at]))
			++*at;
		if (*at == text.n)
			return (false);
		from = *at;
		while (*at < text.n && is_letter(text.p[*at]))
			++*at;
		if (*at - from >= 2) {
			*word = str_sub(text, from, *at);
			return (true);
		}
	}
}

/* Text, not noise: nearly all of it printable. */
static bool
is_text(struct str s)
{
	size_t odd = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		odd += (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
	}
	return (s.n >= 16 && odd * 20 <= s.n);
}

static bool
decode_percent(struct buf *b, struct str s)
{
	size_t places = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && i + 2 < s.n && hex_digit(s.p[i + 1]) < 16 &&
		    hex_digit(s.p[i + 2]) < 16) {
			buf_char(b, (char)(hex_digit(s.p[i + 1]) * 16 + hex_digit(s.p[i + 2])));
			places++;
			i += 2;
		} else {
			buf_char(b, s.p[i]);
		}
	}
	return (places >= 4);
}

bool
normal_decode(struct buf *b, struct str s)
{
	char *to;

	if (s.n < 16)
		return (false);
	if (s.n % 2 == 0 && s.n >= 32 && (to = buf_reserve(b, s.n / 2)) != NULL &&
	    hex_read(to, s.n / 2, s) == 0) {
		b->n += s.n / 2;
		return (is_text(buf_view(b)));
	}
	if (s.n >= 24 && s.n % 4 == 0 && base64_read(b, s) == 0)
		return (is_text(buf_view(b)));
	buf_clear(b);
	return (str_chr(s, '%') != STR_NPOS && decode_percent(b, s) && is_text(buf_view(b)));
}

bool
normal_is_binary(struct str s)
{
	size_t odd = 0, n = s.n < 8192 ? s.n : 8192;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		odd += c < 9 || (c > 13 && c < 32 && c != 27);
	}
	return (odd * 100 > n);
}

static bool
printable(char c)
{
	return (c >= ' ' && c < 0x7F);
}

/* How many printable characters stand at ${i}, ${wide} bytes each. */
static size_t
run_length(struct str s, size_t i, size_t width)
{
	size_t n = 0;

	while (n < RUN_MAX && i + (n + 1) * width <= s.n && printable(s.p[i + n * width]) &&
	    (width == 1 || s.p[i + n * width + 1] == '\0'))
		n++;
	return (n);
}

bool
normal_run(struct str bytes, size_t *at, struct buf *wide, struct str *run, size_t *offset)
{
	for (size_t i = *at; i < bytes.n; i++) {
		size_t n;

		if (!printable(bytes.p[i]))
			continue;
		*offset = i;
		if ((n = run_length(bytes, i, 1)) >= RUN_MIN) {
			*run = str_sub(bytes, i, i + n);
			*at = i + n;
			return (true);
		}
		if ((n = run_length(bytes, i, 2)) >= RUN_MIN) {
			buf_clear(wide);
			for (size_t k = 0; k < n; k++)
				buf_char(wide, bytes.p[i + 2 * k]);
			*run = buf_view(wide);
			*at = i + 2 * n;
			return (true);
		}
		i += n > 0 ? n - 1 : 0;
	}
	return (false);
}
