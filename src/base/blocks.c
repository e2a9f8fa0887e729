/* Lines of text out of a stream: see the header. */
#include "base/blocks.h"

#include <stdlib.h>

#define BLOCK ((size_t)256 << 10) /* Small enough to stay in a core's cache between the passes over it. */
#define ROOM  (BLOCKS_MAX + 2 * BLOCK)

/* Read one block behind what waits at the front of the buffer. */
static void
read_block(struct blocks *l)
{
	bool wide = l->utf16.order != UTF16_NOT;
	char *to = wide ? l->raw : l->block + l->n;
	ssize_t r = stream_read(l->s, to, BLOCK, &l->e);

	if (r <= 0) {
		l->end = true;
		l->failed = (int)r;
		r = 0;
	}
	if (l->hash != NULL)
		hash_update(l->hash, to, (size_t)r);
	if (wide)
		l->n += utf16_feed(&l->utf16, (struct str){ to, (size_t)r }, l->block + l->n);
	else
		l->n += (size_t)r;
	if (wide && l->end)
		l->n += utf16_end(&l->utf16, l->block + l->n);
}

int
blocks_init(struct blocks *l, struct stream *s, struct hash *hash, struct err *e)
{
	size_t mark, n;

	*l = (struct blocks){ .s = s, .hash = hash, .block = l->block, .raw = l->raw };
	if (l->block == NULL && (l->block = calloc(1, ROOM + BLOCKS_SLACK)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	/* Enough to know the encoding and the kind by, even from a stream that gives little at a time. */
	while (!l->end && l->n < 65536)
		read_block(l);
	l->utf16.order = utf16_detect(blocks_peek(l), &mark);
	l->offset = mark;
	l->at = mark;
	if (l->utf16.order == UTF16_NOT)
		return (0);
	if (l->raw == NULL && (l->raw = malloc(2 * BLOCK)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	n = l->n - mark;
	memcpy(l->raw, l->block + mark, n);
	l->at = 0;
	l->n = utf16_feed(&l->utf16, (struct str){ l->raw, n }, l->block);
	if (l->end)
		l->n += utf16_end(&l->utf16, l->block + l->n);
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

	if (l->utf16.order == UTF16_NOT)
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
