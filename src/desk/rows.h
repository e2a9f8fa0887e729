/*
 * The tables that are compiled into the program (data/), read row by row:
 * tab-separated, lines that begin with "#" are comments, and the first line
 * that holds a tab names the columns (a "# " before it is dropped).
 */
#ifndef DESK_ROWS_H
#define DESK_ROWS_H

#include "base/buf.h"

#define ROWS_COLUMNS_MAX 16

/* A walk over one table.  Cells are views into the program or into ${scratch}. */
struct rows {
	const char *table; /* Its name, for messages. */
	struct str rest;
	struct str header[ROWS_COLUMNS_MAX], cell[ROWS_COLUMNS_MAX];
	size_t columns;
	uint64_t line; /* Of the row, from 1. */
	struct buf scratch;
};

/*
 * rows_open(r, table, e): Begin to walk over the embedded table of that file name.  0, ERR_NOTFOUND or
 * ERR_SYNTAX.
 */
int rows_open(struct rows *r, const char *table, struct err *e);

/* rows_next(r): The next row, its cells until the next call.  False after the last. */
bool rows_next(struct rows *r);

/* rows_cell(r, column): the row's cell, or an empty view where the row or the table lacks it. */
struct str rows_cell(const struct rows *r, const char *column);

/* rows_error(r, e): Add the table's name and the row's line to ${e}; returns its code. */
int rows_error(const struct rows *r, struct err *e);

/* rows_close(r): Release the scratch. */
void rows_close(struct rows *r);

#endif
