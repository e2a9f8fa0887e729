/* Lines of text out of a stream: see the header. */
#include "base/blocks.h"

#include <stdlib.h>

#define BLOCK ((size_t)256 << 10) /* Small enough to stay in a core's cache between the passes over it. */
#define ROOM  (BLOCKS_MAX + 2 * BLOCK)

/* Without a mark, ASCII as UTF-16 shows as zeros in every second byte. */
static enum blocks_encoding
guess(struct str head)
{
	size_t zeros[2] = { 0, 0 }, half;

	head = str_sub(head, 0, 4096);
	if (str_chr(head, '\0') == STR_NPOS)
		return (BLOCKS_UTF8);
	for (size_t i = 0; i < head.n; i++)
		zeros[i & 1] += head.p[i] == '\0';
	half = head.n / 2;
	if (half >= 8 && zeros[1] * 10 > half * 7 && zeros[0] * 10 < half)
		return (BLOCKS_UTF16LE);
	if (half >= 8 && zeros[0] * 10 > half * 7 && zeros[1] * 10 < half)
		return (BLOCKS_UTF16BE);
	return (BLOCKS_UTF8);
}

/* One code unit of UTF-16. */
static unsigned
unit_at(const struct blocks *l, size_t i)
{
	const unsigned char *u = (const unsigned char *)l->raw + i;

	return (l->encoding == BLOCKS_UTF16LE ? (unsigned)u[0] | (unsigned)u[1] << 8
					      : (unsigned)u[1] | (unsigned)u[0] << 8);
}

static size_t
put_utf8(char *to, unsigned c)
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

/* Turn what is in raw to UTF-8, but for a half character at its end. */
static void
convert(struct blocks *l)
{
	size_t i = 0;

	while (i + 2 <= l->raw_n) {
		unsigned c = unit_at(l, i), low;

		if (c >= 0xD800 && c <= 0xDBFF) {
			if (i + 4 > l->raw_n && !l->end)
				break;
			low = i + 4 <= l->raw_n ? unit_at(l, i + 2) : 0;
			if (low >= 0xDC00 && low <= 0xDFFF) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			} else {
				c = 0xFFFD;
			}
		} else if (c >= 0xDC00 && c <= 0xDFFF) {
			c = 0xFFFD;
		}
		l->n += put_utf8(l->block + l->n, c);
		i += 2;
	}
	memmove(l->raw, l->raw + i, l->raw_n - i);
	l->raw_n -= i;
}

/* Read one block behind what waits at the front of the buffer. */
static void
read_block(struct blocks *l)
{
	bool wide = l->encoding != BLOCKS_UTF8;
	char *to = wide ? l->raw + l->raw_n : l->block + l->n;
	ssize_t r = stream_read(l->s, to, wide ? BLOCK - l->raw_n : BLOCK, &l->e);

	if (r <= 0) {
		l->end = true;
		l->failed = (int)r;
		r = 0;
	}
	if (l->hash != NULL)
		hash_update(l->hash, to, (size_t)r);
	if (wide) {
		l->raw_n += (size_t)r;
		convert(l);
	} else {
		l->n += (size_t)r;
	}
}

int
blocks_init(struct blocks *l, struct stream *s, struct hash *hash, struct err *e)
{
	struct str head;

	*l = (struct blocks){ .s = s, .hash = hash, .block = l->block, .raw = l->raw };
	if (l->block == NULL && (l->block = calloc(1, ROOM + BLOCKS_SLACK)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	/* Enough to know the encoding and the kind by, even from a stream that gives little at a time. */
	while (!l->end && l->n < 65536)
		read_block(l);
	head = blocks_peek(l);
	if (str_starts(head, STR("\xEF\xBB\xBF"))) {
		blocks_take(l, 3);
		return (0);
	}
	l->encoding = str_starts(head, STR("\xFF\xFE")) ? BLOCKS_UTF16LE
	    : str_starts(head, STR("\xFE\xFF"))         ? BLOCKS_UTF16BE
							: guess(head);
	if (l->encoding == BLOCKS_UTF8)
		return (0);
	if (l->raw == NULL && (l->raw = malloc(2 * BLOCK)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	memcpy(l->raw, l->block, l->n);
	l->raw_n = l->n;
	l->n = 0;
	convert(l);
	/* The mark itself has become the character U+FEFF. */
	if (str_starts(blocks_peek(l), STR("\xEF\xBB\xBF")))
		blocks_take(l, 3);
	return (0);
}

void
blocks_free(struct blocks *l)
{
	free(l->block);
	free(l->raw);
	*l = (struct blocks){ 0 };
}

struct str
blocks_peek(const struct blocks *l)
{
	return ((struct str){ l->block + l->at, l->n - l->at });
}

int
blocks_fill(struct blocks *l, struct str *text, struct err *e)
{
	size_t from;

	if (l->at > 0) {
		memmove(l->block, l->block + l->at, l->n - l->at);
		l->n -= l->at;
		l->at = 0;
	}
	while (!l->end && l->n < BLOCKS_MAX) {
		from = l->n;
		read_block(l);
		if (memchr(l->block + from, '\n', l->n - from) != NULL)
			break;
	}
	*text = blocks_peek(l);
	if (l->n > 0)
		return (1);
	if (l->failed != 0) {
		if (e != NULL)
			*e = l->e;
		return (l->failed);
	}
	return (0);
}

void
blocks_take(struct blocks *l, size_t n)
{
	l->offset = blocks_offset(l, n);
	l->at += n;
}

bool
blocks_last(const struct blocks *l)
{
	return (l->end);
}

uint64_t
blocks_offset(const struct blocks *l, size_t at)
{
	struct str s = str_sub(blocks_peek(l), 0, at);
	size_t units = 0;

	if (l->encoding == BLOCKS_UTF8)
		return (l->offset + s.n);
	/* Every character was one code unit, those beyond the first plane two. */
	for (size_t i = 0; i < s.n; i++) {
		unsigned char u = (unsigned char)s.p[i];

		units += (size_t)((u & 0xC0) != 0x80) + (size_t)(u >= 0xF0);
	}
	return (l->offset + 2 * units);
}

int
blocks_skip(struct blocks *l, uint64_t *skipped, struct err *e)
{
	uint64_t from = l->offset;
	struct str text = blocks_peek(l);
	size_t at;
	int rc = 1;

	while (rc > 0 && (at = str_chr(text, '\n')) == STR_NPOS) {
		blocks_take(l, text.n);
		rc = blocks_fill(l, &text, e);
	}
	if (rc > 0)
		blocks_take(l, at + 1);
	*skipped = l->offset - from;
	return (rc < 0 ? rc : 0);
}
