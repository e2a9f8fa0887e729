/* Text within text, and within binaries: see trace/normal.h. */
#include "base/hash.h"
#include "base/utf.h"
#include "trace/normal.h"

#define RUN_MIN 5
#define RUN_MAX ((size_t)4096)

/* Letters, digits, and bytes of other characters. */
static const bool in_word[256] = {
	['a' ... 'z'] = true,
	['A' ... 'Z'] = true,
	['0' ... '9'] = true,
	[0x80 ... 0xFF] = true,
};

bool
normal_word(struct str text, size_t *at, uint32_t *line, struct str *word)
{
	size_t i = *at, from = i;
	bool found = false;

	while (!found && i < text.n) {
		for (; i < text.n && !in_word[(unsigned char)text.p[i]]; i++)
			*line += text.p[i] == '\n';
		for (from = i; i < text.n && in_word[(unsigned char)text.p[i]];)
			i++;
		found = i - from >= 2;
	}
	*word = str_sub(text, from, i);
	*at = i;
	return (found);
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

/* So many at once: a number that is known lets a compiler look at many side by side. */
#define LOOK 64

static unsigned
is_control(char c)
{
	unsigned char u = (unsigned char)c;

	return ((u < 9) | ((u > 13) & (u < 32) & (u != 27)));
}

/* NUL or control bytes among the first 8 KB. */
static bool
is_binary(struct str s)
{
	size_t odd = 0, n = s.n < 8192 ? s.n : 8192, i;

	for (i = 0; i + LOOK <= n; i += LOOK) {
		unsigned char some = 0;

		for (size_t k = 0; k < LOOK; k++)
			some = (unsigned char)(some + is_control(s.p[i + k]));
		odd += some;
	}
	for (; i < n; i++)
		odd += is_control(s.p[i]);
	return (odd * 100 > n);
}

/* Text in UTF-16, by its mark or by its look (base/utf.h), as UTF-8 into ${b}; false where it is none. */
static bool
from_utf16(struct buf *b, struct str s)
{
	struct utf16 u = { .order = UTF16_NOT };
	size_t mark, n;
	char *to;

	if ((u.order = utf16_detect(s, &mark)) == UTF16_NOT ||
	    (to = buf_reserve(b, UTF16_ROOM(s.n) + 8)) == NULL)
		return (false);
	n = utf16_feed(&u, str_sub(s, mark, s.n), to);
	b->n += n + utf16_end(&u, to + n);
	return (!is_binary(buf_view(b)));
}

bool
normal_text(struct buf *b, struct str *s)
{
	if (from_utf16(b, *s)) {
		*s = buf_view(b);
		return (true);
	}
	if (str_starts(*s, STR("\xEF\xBB\xBF")))
		*s = str_sub(*s, 3, s->n);
	return (!is_binary(*s));
}

/* Whether what was decoded is text; PowerShell's commands are UTF-16, which becomes UTF-8. */
static bool
is_text_of_either(struct buf *b)
{
	struct buf narrow = BUF(b->max * 2);
	bool is;

	if (utf16_detect(buf_view(b), &(size_t){ 0 }) == UTF16_NOT)
		return (is_text(buf_view(b)));
	if ((is = from_utf16(&narrow, buf_view(b)))) {
		buf_clear(b);
		buf_str(b, buf_view(&narrow));
		is = b->failed == 0 && is_text(buf_view(b));
	}
	buf_free(&narrow);
	return (is);
}

static bool
decode_percent(struct buf *b, struct str s)
{
	size_t places = 0;

	for (size_t i = 0; i < s.n; i++) {
		char byte;

		if (s.p[i] == '%' && hex_read(&byte, 1, str_sub(s, i + 1, i + 3)) == 0) {
			buf_char(b, byte);
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
		return (is_text_of_either(b));
	}
	if (s.n >= 24 && s.n % 4 == 0 && base64_read(b, s) == 0)
		return (is_text_of_either(b));
	buf_clear(b);
	return (str_chr(s, '%') != STR_NPOS && decode_percent(b, s) && is_text(buf_view(b)));
}

static bool
printable(char c)
{
	return (c >= ' ' && c < 0x7F);
}

/* How many printable characters stand at ${i}, ${width} bytes each; ${zero}: where the other byte of each is. */
static size_t
run_length(struct str s, size_t i, size_t width, size_t zero)
{
	size_t n = 0;

	while (n < RUN_MAX && i + n * width < s.n && printable(s.p[i + n * width]) &&
	    (width == 1 || (i + n * width + zero <= s.n && s.p[i + n * width + zero - 1] == '\0')))
		n++;
	return (n);
}

/*
 * The same in UTF-16.  With the high byte first such text looks like one with it last, but for its last
 * character, whose low byte may be followed by anything; of what could be either, an even place says the latter.
 */
static size_t
wide_length(struct str s, size_t i)
{
	size_t little = run_length(s, i, 2, 2), big = i > 0 ? run_length(s, i, 2, 0) : 0;

	return (big > little && (i % 2 == 1 || little < RUN_MIN) ? big : little);
}

bool
normal_run(struct str bytes, size_t *at, struct buf *wide, struct str *run, size_t *offset)
{
	for (size_t i = *at; i < bytes.n; i++) {
		size_t n;

		if (!printable(bytes.p[i]))
			continue;
		*offset = i;
		if ((n = run_length(bytes, i, 1, 0)) >= RUN_MIN) {
			*run = str_sub(bytes, i, i + n);
			*at = i + n;
			return (true);
		}
		if ((n = wide_length(bytes, i)) >= RUN_MIN) {
			buf_clear(wide);
			for (size_t k = 0; k < n; k++)
				buf_char(wide, bytes.p[i + 2 * k]);
			*run = buf_view(wide);
			*at = i + 2 * n - 1;
			return (true);
		}
		i += n > 0 ? n - 1 : 0;
	}
	return (false);
}
