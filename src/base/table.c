/* Text tables: all cells are kept, then widths are known, then all is printed. */
#include "base/table.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/escape.h"
#include "base/vec.h"

#define COLUMNS_MAX 32

struct table {
	size_t columns;
	bool right[COLUMNS_MAX];
	struct str *cell; /* Escaped; the header's first. */
	size_t n, cap;
	struct arena mem;
};

struct table *
table_new(const char *columns)
{
	struct table *t = calloc(1, sizeof(*t));
	struct str rest = str_of(columns), part;

	if (t == NULL)
		return (NULL);
	while (str_split(&rest, '|', &part) && t->columns < COLUMNS_MAX) {
		t->right[t->columns] = str_starts(part, STR(">"));
		table_cell(t, t->right[t->columns] ? str_sub(part, 1, part.n) : part);
		t->columns++;
	}
	return (t);
}

void
table_cell(struct table *t, struct str s)
{
	struct buf b = BUF(BUF_BIG);

	escape_term(&b, s);
	if (VEC_GROW(t->cell, t->n, t->cap) == 0) {
		t->cell[t->n] = arena_str(&t->mem, buf_view(&b));
		if (t->cell[t->n].p != NULL)
			t->n++;
	}
	buf_free(&b);
}

void
table_printf(struct table *t, const char *fmt, ...)
{
	char *text;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	table_cell(t, (struct str){ text, (size_t)n });
	free(text);
}

static size_t
width(struct str escaped)
{
	size_t n = 0;

	for (size_t i = 0; i < escaped.n; i++)
		n += ((unsigned char)escaped.p[i] & 0xC0) != 0x80;
	return (n);
}

static void
put_row(const struct table *t, size_t first, const size_t *widths, FILE *out)
{
	for (size_t c = 0; c < t->columns && first + c < t->n; c++) {
		struct str s = t->cell[first + c];
		int pad = (int)(widths[c] - width(s));

		if (c > 0)
			fputs("  ", out);
		if (t->right[c])
			fprintf(out, "%*s", pad, "");
		fwrite(s.p, 1, s.n, out);
		if (!t->right[c] && c + 1 < t->columns)
			fprintf(out, "%*s", pad, "");
	}
	fputc('\n', out);
}

void
table_print(const struct table *t, FILE *out)
{
	size_t widths[COLUMNS_MAX] = { 0 };

	if (t->columns == 0)
		return;
	for (size_t i = 0; i < t->n; i++) {
		size_t w = width(t->cell[i]);

		if (w > widths[i % t->columns])
			widths[i % t->columns] = w;
	}
	put_row(t, 0, widths, out);
	for (size_t c = 0; c < t->columns; c++) {
		fputs(c > 0 ? "  " : "", out);
		for (size_t i = 0; i < widths[c]; i++)
			fputc('-', out);
	}
	fputc('\n', out);
	for (size_t i = t->columns; i < t->n; i += t->columns)
		put_row(t, i, widths, out);
}

void
table_free(struct table *t)
{
	if (t == NULL)
		return;
	free(t->cell);
	arena_free(&t->mem);
	free(t);
}
