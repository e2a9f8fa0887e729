/* SQLite with this project's errors: see the header. */
#include "store/sql.h"

static int
fault(sqlite3 *db, struct err *e)
{
	switch (sqlite3_errcode(db) & 0xFF) {
	case SQLITE_NOMEM: return (err_set(e, ERR_NOMEM, "out of memory"));
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return (err_set(e, ERR_UNAVAILABLE, "the index is busy"));
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB: return (err_set(e, ERR_CORRUPT, "the index is damaged: %s", sqlite3_errmsg(db)));
	default: return (err_set(e, ERR_IO, "the index: %s", sqlite3_errmsg(db)));
	}
}

int
sql_exec(sqlite3 *db, const char *sql, struct err *e)
{
	return (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : fault(db, e));
}

sqlite3_stmt *
sql_prepare(sqlite3 *db, const char *sql, struct err *e)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK) {
		(void)fault(db, e);
		return (NULL);
	}
	return (st);
}

int
sql_step(sqlite3_stmt *st, struct err *e)
{
	switch (sqlite3_step(st)) {
	case SQLITE_ROW: return (1);
	case SQLITE_DONE: return (0);
	default: return (fault(sqlite3_db_handle(st), e));
	}
}

int
sql_run(sqlite3_stmt *st, struct err *e)
{
	int rc = sql_step(st, e);

	(void)sqlite3_reset(st);
	return (rc < 0 ? rc : 0);
}

void
sql_bind_str(sqlite3_stmt *st, int at, struct str s)
{
	(void)sqlite3_bind_text64(st, at, s.p != NULL ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}

void
sql_bind_blob(sqlite3_stmt *st, int at, const void *p, size_t n)
{
	(void)sqlite3_bind_blob64(st, at, n > 0 ? p : "", n, SQLITE_STATIC);
}

void
sql_bind_i64(sqlite3_stmt *st, int at, int64_t v)
{
	(void)sqlite3_bind_int64(st, at, v);
}

struct str
sql_str(sqlite3_stmt *st, int column)
{
	const unsigned char *p = sqlite3_column_text(st, column);

	return ((struct str){
	    p != NULL ? (const char *)p : "", p != NULL ? (size_t)sqlite3_column_bytes(st, column) : 0 });
}

struct str
sql_blob(sqlite3_stmt *st, int column)
{
	const void *p = sqlite3_column_blob(st, column);

	return ((struct str){ p != NULL ? p : "", p != NULL ? (size_t)sqlite3_column_bytes(st, column) : 0 });
}

int
sql_one_i64(sqlite3 *db, const char *sql, int64_t *value, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(db, sql, e);
	int rc;

	if (st == NULL)
		return (e != NULL ? e->code : ERR_IO);
	if ((rc = sql_step(st, e)) == 1)
		*value = sqlite3_column_int64(st, 0);
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}
