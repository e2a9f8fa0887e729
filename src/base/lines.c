/*
 * Lines: one buffer that holds at least the current line; blocks are read
 * behind what is there, and what was given out is moved away only when a block
 * no longer fits, so that nearly every byte stays where it was read.
 */
#include "base/lines.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/utf.h"

#define BLOCK ((size_t)64 << 10)

struct lines {
	int fd; /* -1: from memory. */
	struct str memory;
	uint64_t offset, size; /* Of the raw bytes: read so far, and where to stop. */
	size_t max;
	bool begun;         /* The first block was read, and the encoding is known. */
	struct utf16 utf16; /* What becomes of it, where it is that. */
	char *raw;          /* UTF-16: one block as it was read. */

	char *p;
	size_t cap, n; /* Allocated, filled. */
	size_t start;  /* The line given last. */
	size_t first;  /* Behind its first line's end. */
	size_t next;   /* Behind all of it, joined lines included. */
	size_t found;  /* No line end is before this. */
	uint64_t number, joined;
	bool at_end; /* No byte is left to read. */
	bool unended;
};

static struct lines *
make(int fd, struct str memory, uint64_t size, size_t max, struct err *e)
{
	struct lines *l = calloc(1, sizeof(*l));

	if (l == NULL || (l->p = malloc(BLOCK * 2)) == NULL) {
		free(l);
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	l->cap = BLOCK * 2;
	l->fd = fd;
	l->memory = memory;
	l->size = size;
	l->max = max;
	return (l);
}

struct lines *
lines_open(int fd, uint64_t size, size_t max, struct err *e)
{
	return (make(fd, STR(""), size, max, e));
}

struct lines *
lines_memory(struct str text, size_t max, struct err *e)
{
	return (make(-1, text, text.n, max, e));
}

void
lines_free(struct lines *l)
{
	if (l == NULL)
		return;
	free(l->raw);
	free(l->p);
	free(l);
}

/* Up to n raw bytes; fewer only at the end. */
static ssize_t
read_raw(struct lines *l, char *to, size_t n, struct err *e)
{
	ssize_t got;

	if (n > l->size - l->offset)
		n = (size_t)(l->size - l->offset);
	if (l->fd < 0) {
		memcpy(to, l->memory.p + l->offset, n);
		got = (ssize_t)n;
	} else if ((got = file_pread(l->fd, to, n, l->offset)) < 0) {
		return (err_sys(e, "cannot read"));
	}
	l->offset += (uint64_t)got;
	return (got);
}

/* Room for n more bytes: first by moving what is needed to the front, then by growing. */
static int
make_room(struct lines *l, size_t n, struct err *e)
{
	size_t cap = l->cap;
	char *p;

	if (l->start > 0 && l->cap - l->n < n) {
		memmove(l->p, l->p + l->start, l->n - l->start);
		l->n -= l->start;
		l->first -= l->start;
		l->next -= l->start;
		l->found -= l->start;
		l->start = 0;
	}
	while (cap - l->n < n)
		cap += cap / 2;
	if (cap != l->cap) {
		if ((p = realloc(l->p, cap)) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		l->p = p;
		l->cap = cap;
	}
	return (0);
}

static int
fill_utf16(struct lines *l, struct err *e)
{
	ssize_t got;

	if (l->raw == NULL && (l->raw = malloc(BLOCK)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((got = read_raw(l, l->raw, BLOCK, e)) < 0)
		return ((int)got);
	l->n += utf16_feed(&l->utf16, (struct str){ l->raw, (size_t)got }, l->p + l->n);
	l->at_end = (size_t)got < BLOCK;
	if (l->at_end)
		l->n += utf16_end(&l->utf16, l->p + l->n);
	return (0);
}

/* The first block, which tells the encoding. */
static int
fill_first(struct lines *l, struct err *e)
{
	size_t mark, n;
	ssize_t got = read_raw(l, l->p, BLOCK, e);

	if (got < 0)
		return ((int)got);
	n = (size_t)got;
	l->at_end = n < BLOCK;
	l->begun = true;
	l->utf16.order = utf16_detect((struct str){ l->p, n }, &mark);
	if (l->utf16.order == UTF16_NOT) {
		memmove(l->p, l->p + mark, n - mark);
		l->n = n - mark;
		return (0);
	}
	if ((l->raw = malloc(BLOCK)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	memcpy(l->raw, l->p, n);
	l->n = utf16_feed(&l->utf16, (struct str){ l->raw + mark, n - mark }, l->p);
	if (l->at_end)
		l->n += utf16_end(&l->utf16, l->p + l->n);
	return (0);
}

/* Read one more block behind what is there. */
static int
fill(struct lines *l, struct err *e)
{
	ssize_t got;
	int rc;

	if (l->at_end)
		return (0);
	if ((rc = make_room(l, UTF16_ROOM(BLOCK), e)) != 0)
		return (rc);
	if (!l->begun)
		return (fill_first(l, e));
	if (l->utf16.order != UTF16_NOT)
		return (fill_utf16(l, e));
	if ((got = read_raw(l, l->p + l->n, BLOCK, e)) < 0)
		return ((int)got);
	l->n += (size_t)got;
	l->at_end = (size_t)got < BLOCK;
	return (0);
}

int
lines_peek(struct lines *l, size_t n, struct str *text, struct err *e)
{
	int rc;

	if (l->n == l->next && (rc = fill(l, e)) != 0)
		return (rc);
	*text = (struct str){ l->p + l->next, l->n - l->next < n ? l->n - l->next : n };
	return (0);
}

/*
 * Find the end of the line that begins at l->next: 1 with ${*end} behind its
 * LF (or at the end of all), 0 where nothing is left, LINES_LONG where it
 * exceeds the limit, counted from l->start.
 */
static int
find_end(struct lines *l, size_t *end, struct err *e)
{
	const char *hit;
	int rc;

	if (l->found < l->next)
		l->found = l->next;
	for (;;) {
		hit = l->found < l->n ? memchr(l->p + l->found, '\n', l->n - l->found) : NULL;
		if (hit != NULL) {
			/* It stays found where the line is not taken after all. */
			l->found = (size_t)(hit - l->p);
			*end = l->found + 1;
			return (*end - l->start > l->max ? LINES_LONG : LINES_LINE);
		}
		l->found = l->n;
		if (l->n - l->start > l->max)
			return (LINES_LONG);
		if (l->at_end)
			break;
		if ((rc = fill(l, e)) != 0)
			return (rc);
	}
	*end = l->n;
	return (l->n > l->next ? LINES_LINE : LINES_END);
}

/* Pass over the rest of a line that is too long, keeping nothing of it. */
static int
drop_line(struct lines *l, struct err *e)
{
	const char *hit;
	int rc;

	for (;;) {
		hit = l->next < l->n ? memchr(l->p + l->next, '\n', l->n - l->next) : NULL;
		if (hit != NULL) {
			l->next = (size_t)(hit - l->p) + 1;
			break;
		}
		l->start = l->first = l->next = l->found = l->n;
		if (l->at_end)
			break;
		if ((rc = fill(l, e)) != 0)
			return (rc);
	}
	l->start = l->first = l->found = l->next;
	return (LINES_LONG);
}

/* What was given, from its start to ${end}, without the last line end. */
static struct str
given(struct lines *l, size_t end)
{
	l->unended = end == l->start || l->p[end - 1] != '\n';
	if (end > l->start && l->p[end - 1] == '\n')
		end--;
	if (end > l->start && l->p[end - 1] == '\r')
		end--;
	return ((struct str){ l->p + l->start, end - l->start });
}

int
lines_next(struct lines *l, struct str *line, struct err *e)
{
	size_t end;
	int rc;

	l->number += 1 + l->joined;
	l->joined = 0;
	l->start = l->first = l->next;
	if ((rc = find_end(l, &end, e)) == LINES_LONG)
		return (drop_line(l, e));
	if (rc != LINES_LINE)
		return (rc);
	*line = given(l, end);
	l->first = l->next = end;
	return (LINES_LINE);
}

int
lines_join(struct lines *l, struct str *text, struct err *e)
{
	size_t end;
	int rc = find_end(l, &end, e);

	/* The buffer may have moved, even where nothing is added. */
	if (rc == LINES_LINE) {
		l->next = end;
		l->joined++;
	} else if (rc == LINES_LONG) {
		rc = LINES_END;
	}
	if (rc >= 0)
		*text = given(l, l->next);
	return (rc);
}

void
lines_unjoin(struct lines *l)
{
	l->next = l->found = l->first;
	l->joined = 0;
}

uint64_t
lines_number(const struct lines *l)
{
	return (l->number);
}

uint64_t
lines_taken(const struct lines *l)
{
	return (l->offset);
}

bool
lines_unended(const struct lines *l)
{
	return (l->unended);
}
