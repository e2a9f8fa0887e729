/* CSV: see the header. */
#include "base/csv.h"

/*
 * Only a quote at the start of a cell opens a quoted one, so the walk goes
 * from separator to separator and not by the parity of quotes.
 */
size_t
csv_record(struct str text, bool *open)
{
	size_t at = 0;
	const char *hit;

	*open = false;
	for (;;) {
		if (at < text.n && text.p[at] == '"') {
			/* To the closing quote: one that is not doubled. */
			for (at++;; at += 2) {
				hit = at < text.n ? memchr(text.p + at, '"', text.n - at) : NULL;
				if (hit == NULL) {
					*open = true;
					return (text.n);
				}
				at = (size_t)(hit - text.p);
				if (at + 1 >= text.n || text.p[at + 1] != '"')
					break;
			}
			at++;
		}
		while (at < text.n && text.p[at] != ',' && text.p[at] != '\n')
			at++;
		if (at >= text.n)
			return (text.n);
		if (text.p[at++] == '\n')
			return (at);
	}
}

/* The quoted cell whose opening quote is at *at; leaves *at behind its closing quote. */
static struct str
quoted(struct str record, size_t *at, struct buf *scratch)
{
	size_t from = *at + 1, i = from, kept = scratch->n;
	bool copied = false;
	const char *hit;

	for (;;) {
		hit = i < record.n ? memchr(record.p + i, '"', record.n - i) : NULL;
		i = hit != NULL ? (size_t)(hit - record.p) : record.n;
		if (i + 1 >= record.n || record.p[i + 1] != '"')
			break;
		/* A doubled quote: from here on the cell has to be built. */
		copied = true;
		buf_put(scratch, record.p + from, i + 1 - from);
		from = i = i + 2;
	}
	*at = i < record.n ? i + 1 : i;
	if (!copied)
		return (str_sub(record, from, i));
	buf_put(scratch, record.p + from, i - from);
	return (scratch->failed != 0 ? STR("") : str_sub(buf_view(scratch), kept, scratch->n));
}

static size_t
split(struct str record, char sep, struct str *cell, size_t max, bool head, struct buf *scratch)
{
	size_t at = 0, n = 0, from;
	struct str got;

	while (record.n > 0 && (record.p[record.n - 1] == '\n' || record.p[record.n - 1] == '\r'))
		record.n--;
	/* The views into scratch must not move, so it is made large enough before. */
	buf_clear(scratch);
	if (buf_reserve(scratch, record.n) == NULL)
		return (SIZE_MAX);
	for (;;) {
		if (at < record.n && record.p[at] == '"') {
			got = quoted(record, &at, scratch);
			/*
			 * Whatever stands between the closing quote and the separator is dropped by all
			 * readers.
			 */
			while (at < record.n && record.p[at] != sep)
				at++;
		} else {
			const char *hit = at < record.n ? memchr(record.p + at, sep, record.n - at) : NULL;

			from = at;
			at = hit != NULL ? (size_t)(hit - record.p) : record.n;
			got = str_sub(record, from, at);
		}
		if (n < max)
			cell[n] = got;
		n++;
		if (at >= record.n || (head && n >= max))
			return (n);
		at++;
	}
}

size_t
csv_split(struct str record, char sep, struct str *cell, size_t max, struct buf *scratch)
{
	return (split(record, sep, cell, max, false, scratch));
}

size_t
csv_head(struct str record, char sep, struct str *cell, size_t max, struct buf *scratch)
{
	return (max == 0 ? 0 : split(record, sep, cell, max, true, scratch));
}

size_t
csv_column(const struct str *cell, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++) {
		if (str_ieq(str_trim(cell[i]), name))
			return (i);
	}
	return (SIZE_MAX);
}
