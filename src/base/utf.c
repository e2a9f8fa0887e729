/* UTF-8 and UTF-16: see the header. */
#include "base/utf.h"

#define REPLACEMENT 0xFFFD

size_t
utf8_put(char *to, uint32_t c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return (1);
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 63));
		return (2);
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 63));
		to[2] = (char)(0x80 | (c & 63));
		return (3);
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 63));
	to[2] = (char)(0x80 | (c >> 6 & 63));
	to[3] = (char)(0x80 | (c & 63));
	return (4);
}

/* Without a mark: nearly every second byte is zero, and nearly none of the others. */
static enum utf16_order
guess(struct str head)
{
	size_t zeros[2] = { 0, 0 }, half;

	head = str_sub(head, 0, 4096);
	half = head.n / 2;
	if (half < 2 || str_chr(head, '\0') == STR_NPOS)
		return (UTF16_NOT);
	for (size_t i = 0; i < head.n; i++)
		zeros[i & 1] += head.p[i] == '\0';
	if (zeros[1] * 10 > half * 7 && zeros[0] * 10 < half)
		return (UTF16_LITTLE);
	if (zeros[0] * 10 > half * 7 && zeros[1] * 10 < half)
		return (UTF16_BIG);
	return (UTF16_NOT);
}

enum utf16_order
utf16_detect(struct str head, size_t *mark)
{
	*mark = 0;
	if (str_starts(head, STR("\xEF\xBB\xBF"))) {
		*mark = 3;
		return (UTF16_NOT);
	}
	if (str_starts(head, STR("\xFF\xFE")) || str_starts(head, STR("\xFE\xFF"))) {
		*mark = 2;
		return ((unsigned char)head.p[0] == 0xFF ? UTF16_LITTLE : UTF16_BIG);
	}
	return (guess(head));
}

/* One unit; at most seven bytes come out: a lost half and a character. */
static size_t
put_unit(struct utf16 *u, char *to, uint32_t unit)
{
	bool low = unit >= 0xDC00 && unit <= 0xDFFF;
	uint32_t high = u->high;
	size_t n = 0;

	u->high = 0;
	if (high != 0 && low)
		return (utf8_put(to, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)));
	if (high != 0)
		n = utf8_put(to, REPLACEMENT);
	if (unit >= 0xD800 && unit <= 0xDBFF)
		u->high = unit;
	else
		n += utf8_put(to + n, low ? REPLACEMENT : unit);
	return (n);
}

size_t
utf16_feed(struct utf16 *u, struct str raw, char *to)
{
	const unsigned char *p = (const unsigned char *)raw.p;
	bool big = u->order == UTF16_BIG;
	size_t n = 0;

	for (size_t i = 0; i < raw.n; i++) {
		if (!u->has_half) {
			u->half = p[i];
			u->has_half = true;
			continue;
		}
		u->has_half = false;
		n += put_unit(u, to + n, big ? (uint32_t)u->half << 8 | p[i] : (uint32_t)p[i] << 8 | u->half);
	}
	return (n);
}

size_t
utf16_end(struct utf16 *u, char *to)
{
	bool waits = u->high != 0 || u->has_half;

	u->high = 0;
	u->has_half = false;
	return (waits ? utf8_put(to, REPLACEMENT) : 0);
}
