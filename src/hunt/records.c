/* Records of several lines: see the header. */
#include "hunt/records.h"

#include <stdlib.h>

#include "base/blocks.h"
#include "base/csv.h"
#include "base/vec.h"

static bool
digits(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return (false);
	}
	return (true);
}

/* Whether a line begins with a date, as every row does, or with #. */
static bool
begins_row(struct str text, size_t at)
{
	const char *p = text.p + at;

	if (at < text.n && *p == '#')
		return (true);
	return (text.n - at >= 11 && digits(p, 4) && p[4] == '-' && digits(p + 5, 2) && p[7] == '-' &&
	    digits(p + 8, 2) && (p[10] == 'T' || p[10] == ' '));
}

/* The start of the line behind the one that begins at or before at; text.n where there is none. */
static size_t
next_line(struct str text, size_t at)
{
	const char *hit = memchr(text.p + at, '\n', text.n - at);

	return (hit != NULL ? (size_t)(hit - text.p) + 1 : text.n);
}

/* The first line from at on that begins a row, but not further than limit. */
static size_t
next_row(struct str text, size_t at, size_t limit)
{
	while (at < limit && !begins_row(text, at))
		at = next_line(text, at);
	return (at < limit ? at : limit);
}

static void
note_open(struct records *r, size_t at)
{
	if (!r->open) {
		r->open = true;
		r->open_at = at;
	}
}

size_t
records_find(struct records *r, struct str text, bool last)
{
	size_t at = 0, line, end, limit, row, length;
	const char *quote;
	bool open;

	r->n = 0;
	r->open = false;
	while (!r->lines && at < text.n && (quote = memchr(text.p + at, '"', text.n - at)) != NULL) {
		/* The line with the next quote; with an even number of them it is a record. */
		length = str_rchr(str_sub(text, at, (size_t)(quote - text.p)), '\n');
		line = length == STR_NPOS ? at : at + length + 1;
		end = next_line(text, (size_t)(quote - text.p));
		at = end;
		if ((str_count(str_sub(text, line, end), '"') & 1) == 0)
			continue;

		/* Up to where the record could reach at most. */
		limit = text.n - line > BLOCKS_MAX ? line + BLOCKS_MAX : text.n;
		row = next_row(text, end, limit);
		length = csv_record(str_sub(text, line, row), &open);
		if (!open) {
			if (line + length > end) {
				if (VEC_GROW(r->extent, r->n, r->cap) != 0)
					return (SIZE_MAX);
				r->extent[r->n++] = (struct extent){ line, line + length };
			}
			at = line + length > end ? line + length : end;
		} else if (row < limit) {
			/*
			 * The next row begins inside the quotes: they were left open, and the lines up to
			 * it are lines.
			 */
			note_open(r, line);
			at = row;
		} else if (limit == text.n && !last) {
			/* More text decides. */
			return (line);
		} else {
			note_open(r, line);
			r->lines = true;
		}
	}
	return (text.n);
}

void
records_free(struct records *r)
{
	free(r->extent);
	*r = (struct records){ 0 };
}
