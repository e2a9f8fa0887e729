/* Embedded tables: see the header. */
#include "desk/rows.h"

#include "base/csv.h"
#include "embedded_tables.h"

static bool
next_line(struct rows *r, struct str *line)
{
	if (!str_split(&r->rest, '\n', line))
		return (false);
	r->line++;
	return (true);
}

int
rows_open(struct rows *r, const char *table, struct err *e)
{
	struct str line, names[ROWS_COLUMNS_MAX];
	struct buf undone = BUF(1 << 16);

	*r = (struct rows){ .table = table, .scratch = BUF(1 << 16) };
	for (size_t i = 0; embedded_tables[i].name != NULL; i++) {
		if (strcmp(embedded_tables[i].name, table) == 0)
			r->rest = (struct str){ embedded_tables[i].data, embedded_tables[i].size };
	}
	if (r->rest.p == NULL)
		return (err_set(e, ERR_NOTFOUND, "no table %s in this program", table));

	/* The first line with a tab holds the names; our tables quote nothing there. */
	while (next_line(r, &line)) {
		if (str_chr(line, '\t') == STR_NPOS)
			continue;
		if (str_starts(line, STR("# ")))
			line = str_sub(line, 2, line.n);
		r->columns = csv_split(line, '\t', names, ROWS_COLUMNS_MAX, &undone);
		break;
	}
	buf_free(&undone);
	if (r->columns == 0 || r->columns > ROWS_COLUMNS_MAX) {
		(void)err_set(e, ERR_SYNTAX, "no header of up to %d columns", ROWS_COLUMNS_MAX);
		(void)rows_error(r, e);
		return (ERR_SYNTAX);
	}
	memcpy(r->header, names, r->columns * sizeof(names[0]));
	return (0);
}

bool
rows_next(struct rows *r)
{
	struct str line;
	size_t n;

	while (next_line(r, &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		memset(r->cell, 0, sizeof(r->cell));
		n = csv_split(line, '\t', r->cell, r->columns, &r->scratch);
		if (n != SIZE_MAX)
			return (true);
	}
	return (false);
}

struct str
rows_cell(const struct rows *r, const char *column)
{
	for (size_t i = 0; i < r->columns; i++) {
		if (str_eq(r->header[i], str_of(column)))
			return (r->cell[i].p != NULL ? r->cell[i] : STR(""));
	}
	return (STR(""));
}

int
rows_error(const struct rows *r, struct err *e)
{
	(void)err_in(e, r->table);
	return (err_line(e, r->line));
}

void
rows_close(struct rows *r)
{
	buf_free(&r->scratch);
}
