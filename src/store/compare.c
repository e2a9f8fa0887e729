/* Comparing two databases; see the header. */
#include "store/compare.h"

#include "store/sql.h"

/* All tables by name; SQLite's own, and what it cannot have differently, are left out. */
static const char TABLES[] =
    "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'index') AND name NOT LIKE"
    " 'sqlite_%' ORDER BY name";

/* Two values are the same if type and bytes are. */
static bool
same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
	int type = sqlite3_column_type(a, column);

	if (type != sqlite3_column_type(b, column))
		return (false);
	switch (type) {
	case SQLITE_NULL: return (true);
	case SQLITE_INTEGER: return (sqlite3_column_int64(a, column) == sqlite3_column_int64(b, column));
	case SQLITE_FLOAT: {
		double x = sqlite3_column_double(a, column), y = sqlite3_column_double(b, column);

		return (memcmp(&x, &y, sizeof(x)) == 0);
	}
	case SQLITE_TEXT: return (str_eq(sql_str(a, column), sql_str(b, column)));
	default: return (str_eq(sql_blob(a, column), sql_blob(b, column)));
	}
}

static bool
same_row(sqlite3_stmt *a, sqlite3_stmt *b)
{
	int n = sqlite3_column_count(a);

	if (n != sqlite3_column_count(b))
		return (false);
	for (int i = 0; i < n; i++) {
		if (!same_value(a, b, i))
			return (false);
	}
	return (true);
}

/*
 * Step both queries side by side.  ${*row} is the first row, from 1, in which
 * they differ (one of them may have ended), or 0.
 */
static int
walk(sqlite3_stmt *a, sqlite3_stmt *b, uint64_t *row, struct err *e)
{
	int ra, rb;

	for (*row = 1;; (*row)++) {
		if ((ra = sql_step(a, e)) < 0 || (rb = sql_step(b, e)) < 0)
			return (e != NULL ? e->code : ERR_IO);
		if (ra == 0 && rb == 0)
			break;
		if (ra != rb || !same_row(a, b))
			return (0);
	}
	*row = 0;
	return (0);
}

/* Run one query on both. */
static int
walk_query(sqlite3 *a, sqlite3 *b, const char *sql, uint64_t *row, struct err *e)
{
	sqlite3_stmt *sa = sql_prepare(a, sql, e), *sb = sa != NULL ? sql_prepare(b, sql, e) : NULL;
	int rc = sa != NULL && sb != NULL ? walk(sa, sb, row, e) : e != NULL ? e->code : ERR_IO;

	(void)sqlite3_finalize(sa);
	(void)sqlite3_finalize(sb);
	return (rc);
}

/* "SELECT * FROM table ORDER BY 1, 2, ...": all rows in an order that depends on nothing but them. */
static int
ordered_query(struct buf *sql, sqlite3 *db, const char *table, struct err *e)
{
	sqlite3_stmt *st;
	int n;

	buf_clear(sql);
	buf_printf(sql, "SELECT * FROM \"%s\"", table);
	if ((st = sql_prepare(db, buf_c(sql), e)) == NULL)
		return (e != NULL ? e->code : ERR_IO);
	n = sqlite3_column_count(st);
	(void)sqlite3_finalize(st);
	for (int i = 1; i <= n; i++)
		buf_printf(sql, "%s%d", i == 1 ? " ORDER BY " : ", ", i);
	return (buf_error(sql, e));
}

int
compare_databases(sqlite3 *a, sqlite3 *b, struct buf *difference, struct err *e)
{
	struct buf sql = BUF(65536);
	sqlite3_stmt *tables;
	uint64_t row;
	int rc;

	/* The same tables in the same form, or nothing else can be compared. */
	if ((rc = walk_query(a, b, TABLES, &row, e)) != 0)
		return (rc);
	if (row != 0) {
		buf_cstr(difference, "the tables of the index in use are not those of a rebuilt one\n");
		return (0);
	}
	if ((tables = sql_prepare(b,
		 "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
		 " ORDER BY name",
		 e)) == NULL)
		return (e != NULL ? e->code : ERR_IO);
	while ((rc = sql_step(tables, e)) == 1) {
		const char *name = sql_str(tables, 0).p;

		if ((rc = ordered_query(&sql, b, name, e)) != 0 ||
		    (rc = walk_query(a, b, buf_c(&sql), &row, e)) != 0)
			break;
		if (row != 0)
			buf_printf(difference,
			    "the index in use differs from a rebuilt one: table %s, row %llu\n", name,
			    (unsigned long long)row);
	}
	(void)sqlite3_finalize(tables);
	buf_free(&sql);
	return (rc);
}
