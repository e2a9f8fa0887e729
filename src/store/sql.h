/*
 * SQLite with this project's errors: a statement is prepared, bound, stepped
 * and finalized; what goes wrong comes back as an enum err_code.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>

#include "base/err.h"
#include "base/str.h"

/* sql_exec(db, sql, e): Run one or more statements without result. */
int sql_exec(sqlite3 *db, const char *sql, struct err *e);

/* sql_prepare(db, sql, e): A statement, to be released by sqlite3_finalize; NULL with ${e} set. */
sqlite3_stmt *sql_prepare(sqlite3 *db, const char *sql, struct err *e);

/* sql_step(st, e): 1 with a row, 0 at the end, or a negative code. */
int sql_step(sqlite3_stmt *st, struct err *e);

/* sql_run(st, e): Step a statement that gives no row, then reset it for the next values. */
int sql_run(sqlite3_stmt *st, struct err *e);

/* Binding copies nothing: the bytes must live until the statement is stepped. */
void sql_bind_str(sqlite3_stmt *st, int at, struct str s);
void sql_bind_blob(sqlite3_stmt *st, int at, const void *p, size_t n);
void sql_bind_i64(sqlite3_stmt *st, int at, int64_t v);

/* The value of a column (from 0), valid until the next step. */
struct str sql_str(sqlite3_stmt *st, int column);
struct str sql_blob(sqlite3_stmt *st, int column);

/*
 * sql_one_i64(db, sql, value, e): The first column of the first row; ${*value} is unchanged where there
 * is none.
 */
int sql_one_i64(sqlite3 *db, const char *sql, int64_t *value, struct err *e);

#endif
