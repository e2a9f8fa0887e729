/*
 * The index: a fold of record, bodies and blobs into SQLite.  It can always be
 * thrown away.  meta keeps the number of its schema (a hash over all of it)
 * and the size and root that it has folded; whatever does not fit is rebuilt.
 *
 * Retracting, erasing and widening change what older entries count for, so
 * they do not patch the tables of rooms that know nothing of them: the tail
 * that holds one is folded by starting anew with the verdicts known.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/case_dir.h"
#include "store/event.h"
#include "store/sql.h"
#include "store/verdict.h"

static const char SCHEMA[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE entry(number INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded INTEGER NOT NULL,"
    " type TEXT NOT NULL, state TEXT NOT NULL, by INTEGER);"
    "CREATE TABLE blob(sha256 TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(sha256, entry)) WITHOUT ROWID;"
    "CREATE TABLE erased_blob(sha256 TEXT PRIMARY KEY) WITHOUT ROWID;";

static void
schema_id(const struct case_dir *c, char out[SHA256_HEX + 1])
{
	struct hash *h = hash_new();
	struct buf b = BUF(SHA256_HEX);
	struct sha256 id;

	hash_update(h, SCHEMA, sizeof(SCHEMA));
	for (size_t i = 0; i < c->nops; i++) {
		hash_update(h, c->ops[i]->type, strlen(c->ops[i]->type) + 1);
		if (c->ops[i]->schema != NULL)
			hash_update(h, c->ops[i]->schema, strlen(c->ops[i]->schema) + 1);
	}
	id = hash_final(h);
	hex_put(&b, id.b, SHA256_BYTES);
	(void)str_copy(out, SHA256_HEX + 1, buf_view(&b));
	buf_free(&b);
}

/*
 * The envelope of an entry, and its body.  One that is gone or damaged must not take the rest of the
 * case with it: the entry then counts for nothing, and verify says what is wrong.
 */
int
case_entry_load(struct case_dir *c, uint64_t number, struct entry *entry, struct err *e)
{
	struct buf b = BUF(RECORD_ENTRY_MAX);
	struct sha256 commitment;
	struct err why = { .code = 0 };
	int rc;

	*entry = (struct entry){ .number = number };
	if ((rc = record_entry(c->record, number, &b, e)) == 0 &&
	    (rc = envelope_parse(buf_view(&b), &entry->kind, &entry->recorded, &commitment, e)) == 0 &&
	    (entry->body = case_body_load(c, number, &commitment, &why)) == NULL &&
	    why.code != ERR_NOTFOUND && why.code != ERR_CORRUPT) {
		rc = why.code;
		*e = why;
	}
	buf_free(&b);
	return (rc);
}

static int
put_entry(sqlite3 *db, const struct entry *entry, const char *state, uint64_t by, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(db, "INSERT INTO entry VALUES(?, ?, ?, ?, ?, ?)", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)entry->number);
	sql_bind_str(st, 2, str_of(entry_kind_name(entry->kind)));
	sql_bind_i64(st, 3, entry->recorded);
	sql_bind_str(st, 4, body_read_str(entry->body, "type"));
	sql_bind_str(st, 5, str_of(state));
	if (by != UINT64_MAX)
		sql_bind_i64(st, 6, (int64_t)by);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc);
}

/* The hashes in a body's member "blobs" or "erased_blobs". */
static int
put_blobs(sqlite3 *db, const struct entry *entry, const char *member, const char *sql, struct err *e)
{
	const json_t *blobs = json_object_get(entry->body, member);
	sqlite3_stmt *st;
	int rc = 0;

	if (json_array_size(blobs) == 0)
		return (0);
	if ((st = sql_prepare(db, sql, e)) == NULL)
		return (e->code);
	for (size_t i = 0; i < json_array_size(blobs) && rc == 0; i++) {
		sql_bind_str(st, 1, str_of(json_string_value(json_array_get(blobs, i))));
		sql_bind_i64(st, 2, (int64_t)entry->number);
		rc = sql_run(st, e);
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

static int
put_all_blobs(sqlite3 *db, const struct entry *entry, struct err *e)
{
	int rc = put_blobs(db, entry, "blobs", "INSERT OR IGNORE INTO blob VALUES(?1, ?2)", e);

	if (rc == 0 && entry->kind == KIND_ERASE)
		rc = put_blobs(db, entry, "erased_blobs",
		    "INSERT OR IGNORE INTO erased_blob SELECT ?1 WHERE ?2 >= 0", e);
	return (rc);
}

/* The room that knows the entry's type; a type that nobody knows is kept and does nothing. */
static const struct fold_ops *
room_of(const struct case_dir *c, const struct entry *entry)
{
	struct str type = body_read_str(entry->body, "type");

	for (size_t i = 0; i < c->nops; i++) {
		if (str_eq(type, str_of(c->ops[i]->type)))
			return (c->ops[i]);
	}
	return (NULL);
}

/* Whether all that the fold of an entry reads is there and is what was recorded. */
static int
check_whole(struct case_dir *c, const struct entry *entry, bool *whole, struct err *e)
{
	const struct fold_ops *room = room_of(c, entry);
	const json_t *blobs = json_object_get(entry->body, "blobs");
	struct sha256 sha;
	int rc;

	*whole = entry->body != NULL;
	if (room == NULL || !room->reads_blob)
		return (0);
	*whole = hex_read(sha.b, SHA256_BYTES, str_of(json_string_value(json_array_get(blobs, 0)))) == 0;
	rc = *whole ? blob_check(c, &sha, e) : 0;
	if (rc != ERR_NOTFOUND && rc != ERR_CORRUPT)
		return (rc);
	*whole = false;
	return (0);
}

/*
 * The deletion itself happens here and nowhere else, so that one that a crash cut short is made good by
 * the next fold.
 */
static void
erase_body(struct case_dir *c, uint64_t number)
{
	char path[64];

	body_path(path, sizeof(path), number);
	if (!c->in_memory)
		(void)unlinkat(c->fd, path, 0);
}

/* What the tables get of an entry that nobody withdrew. */
static int
fold_live(struct case_dir *c, sqlite3 *db, const struct entry *entry, const struct verdicts *v, struct err *e)
{
	const struct fold_ops *room = room_of(c, entry);
	struct fold f = { .c = c, .db = db };
	enum tlp to;
	bool whole;
	int rc;

	if (verdicts_label(v, entry->number, &to))
		(void)json_object_set_new(entry->body, "tlp", json_string(tlp_name(to)));
	/* What is lost, and nobody said why, verify reports; the rest of the case stays usable. */
	if ((rc = check_whole(c, entry, &whole, e)) != 0 ||
	    (rc = put_entry(db, entry, whole ? "live" : "missing", UINT64_MAX, e)) != 0 ||
	    (rc = put_all_blobs(db, entry, e)) != 0)
		return (rc);
	return (whole && room != NULL ? room->fold(&f, entry, e) : 0);
}

static int
fold_entry(struct case_dir *c, sqlite3 *db, struct entry *entry, const struct verdicts *v, struct err *e)
{
	uint64_t by = UINT64_MAX;
	bool erased = false, dead = verdicts_dead(v, entry->number, &by, &erased);
	int rc;

	if (erased) {
		/* An erased body counts for nothing, whether its deletion was finished or not. */
		json_decref(entry->body);
		entry->body = NULL;
		erase_body(c, entry->number);
		return (put_entry(db, entry, "erased", by, e));
	}
	if (!dead)
		return (fold_live(c, db, entry, v, e));
	if ((rc = put_entry(db, entry, "retracted", by, e)) != 0)
		return (rc);
	return (put_all_blobs(db, entry, e));
}

static int
fold_one(struct case_dir *c, sqlite3 *db, uint64_t number, const struct verdicts *v, struct err *e)
{
	struct entry entry;
	int rc;

	if ((rc = case_entry_load(c, number, &entry, e)) != 0)
		return (rc);
	rc = fold_entry(c, db, &entry, v, e);
	json_decref(entry.body);
	if (rc != 0 && e->text[0] != '\0') {
		char text[sizeof(e->text)];

		(void)str_copy(text, sizeof(text), str_of(e->text));
		rc = err_set(e, rc, "entry %llu: %.200s", (unsigned long long)number, text);
	}
	return (rc);
}

static int
set_meta(sqlite3 *db, const char *key, struct str value, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(db, "INSERT OR REPLACE INTO meta VALUES(?, ?)", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_str(st, 1, str_of(key));
	sql_bind_str(st, 2, value);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc);
}

/* Fold entries from..size inside the transaction that is open, and note how far it went. */
static int
fold_range(struct case_dir *c, sqlite3 *db, uint64_t from, const struct verdicts *v, struct err *e)
{
	const struct checkpoint *k = record_checkpoint(c->record);
	struct buf b = BUF(256);
	int rc = 0;

	for (uint64_t i = from; i < k->size && rc == 0; i++)
		rc = fold_one(c, db, i, v, e);
	buf_u64(&b, k->size);
	if (rc == 0)
		rc = set_meta(db, "folded", buf_view(&b), e);
	buf_clear(&b);
	hex_put(&b, k->root.b, SHA256_BYTES);
	if (rc == 0)
		rc = set_meta(db, "root", buf_view(&b), e);
	buf_free(&b);
	return (rc);
}

/* Drop every table and make the empty ones. */
static int
start_anew(struct case_dir *c, sqlite3 *db, struct err *e)
{
	struct buf drop = BUF(BUF_BIG);
	char id[SHA256_HEX + 1];
	sqlite3_stmt *st = sql_prepare(
	    db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", e);
	int rc;

	if (st == NULL)
		return (e->code);
	while ((rc = sql_step(st, e)) == 1)
		buf_printf(&drop, "DROP TABLE \"%.*s\";", STR_ARG(sql_str(st, 0)));
	(void)sqlite3_finalize(st);
	if (rc == 0)
		rc = sql_exec(db, buf_c(&drop), e);
	buf_free(&drop);
	if (rc == 0)
		rc = sql_exec(db, SCHEMA, e);
	for (size_t i = 0; i < c->nops && rc == 0; i++) {
		if (c->ops[i]->schema != NULL)
			rc = sql_exec(db, c->ops[i]->schema, e);
	}
	schema_id(c, id);
	return (rc == 0 ? set_meta(db, "schema", str_of(id), e) : rc);
}

static int
fold_all(struct case_dir *c, sqlite3 *db, struct err *e)
{
	struct verdicts v = { 0 };
	bool any;
	int rc = start_anew(c, db, e);

	if (rc == 0)
		rc = verdicts_read(&v, c, 0, &any, e);
	if (rc == 0)
		rc = fold_range(c, db, 0, &v, e);
	verdicts_free(&v);
	return (rc);
}

/* Whether something that was lost when the index was made is there again, put back from a backup. */
static bool
came_back(struct case_dir *c, sqlite3 *db)
{
	sqlite3_stmt *st = sql_prepare(db, "SELECT number FROM entry WHERE state = 'missing'", NULL);
	struct entry entry;
	struct err e;
	bool back = false;

	while (st != NULL && !back && sql_step(st, NULL) == 1) {
		if (case_entry_load(c, (uint64_t)sqlite3_column_int64(st, 0), &entry, &e) != 0)
			continue;
		if (check_whole(c, &entry, &back, &e) != 0)
			back = false;
		json_decref(entry.body);
	}
	(void)sqlite3_finalize(st);
	return (back);
}

/* How far the index is: *folded, or UINT64_MAX where it cannot be used as it is. */
static void
read_state(struct case_dir *c, sqlite3 *db, uint64_t *folded)
{
	char want[SHA256_HEX + 1], root[SHA256_HEX + 1] = "";
	sqlite3_stmt *st = sql_prepare(db, "SELECT key, value FROM meta", NULL);
	const struct checkpoint *k = record_checkpoint(c->record);
	struct sha256 have, is;
	bool same = false;

	*folded = UINT64_MAX;
	if (st == NULL)
		return;
	schema_id(c, want);
	while (sql_step(st, NULL) == 1) {
		struct str key = sql_str(st, 0), value = sql_str(st, 1);

		if (str_eq(key, STR("schema")))
			same = str_eq(value, str_of(want));
		else if (str_eq(key, STR("folded")) && str_u64(value, folded) != 0)
			*folded = UINT64_MAX;
		else if (str_eq(key, STR("root")))
			(void)str_copy(root, sizeof(root), value);
	}
	(void)sqlite3_finalize(st);
	if (!same || *folded > k->size || hex_read(have.b, SHA256_BYTES, str_of(root)) != 0) {
		*folded = UINT64_MAX;
		return;
	}
	/* The record that was folded must be the beginning of this one. */
	is = k->root;
	if (*folded < k->size && record_root_at(c->record, *folded, &is, NULL) != 0)
		*folded = UINT64_MAX;
	else if (!sha256_eq(&is, &have) || came_back(c, db))
		*folded = UINT64_MAX;
}

/* The tail, in the open transaction; all of it anew where an entry in it speaks of an older one. */
static int
fold_tail(struct case_dir *c, sqlite3 *db, bool *anew, struct err *e)
{
	struct verdicts v = { .nwide = 0 };
	uint64_t folded;
	bool any = false;
	int rc;

	*anew = false;
	read_state(c, db, &folded);
	if (folded == UINT64_MAX) {
		/*
		 * Perhaps it is not the index that is wrong but our view of the record that is old, because
		 * others have committed since.  An index must never be taken back to fewer entries: a writer
		 * asks it what is there already.
		 */
		if ((rc = case_reload(c, e)) != 0)
			return (rc);
		read_state(c, db, &folded);
	}
	if (folded == record_size(c->record))
		return (0);
	rc = folded != UINT64_MAX ? verdicts_read(&v, c, folded, &any, e) : 0;
	*anew = any || folded == UINT64_MAX;
	if (rc == 0)
		rc = *anew ? fold_all(c, db, e) : fold_range(c, db, folded, &v, e);
	verdicts_free(&v);
	return (rc);
}

/* Delete the blobs of erased entries that no other entry names, today. */
static int
erase_blobs(struct case_dir *c, struct err *e)
{
	/* What an entry names whose body is lost is not known: then nothing is deleted until it is back. */
	sqlite3_stmt *st = sql_prepare(c->db,
	    "SELECT sha256 FROM erased_blob WHERE sha256 NOT IN (SELECT sha256 FROM blob)"
	    " AND NOT EXISTS (SELECT 1 FROM entry WHERE state = 'missing')",
	    e);
	struct sha256 sha;
	char path[128];
	int rc;

	if (st == NULL)
		return (e->code);
	while ((rc = sql_step(st, e)) == 1) {
		if (hex_read(sha.b, SHA256_BYTES, sql_str(st, 0)) != 0)
			continue;
		blob_path(path, sizeof(path), &sha);
		(void)unlinkat(c->fd, path, 0);
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

int
index_erase_blobs(struct case_dir *c, struct err *e)
{
	int lock = -1, rc;

	if (c->in_memory)
		return (0);
	/*
	 * Only under the lock: another command may be about to name the same blob again.  Where the lock is
	 * taken, whoever has it does this work.
	 */
	if (!c->locked && case_lock(c, false, &lock, NULL) != 0)
		return (0);
	rc = erase_blobs(c, e);
	if (lock >= 0)
		(void)close(lock);
	return (rc);
}

int
index_catch_up(struct case_dir *c, struct err *e)
{
	uint64_t folded;
	bool anew;
	int rc;

	/* The common case, nothing to do, takes no lock. */
	read_state(c, c->db, &folded);
	if (folded == record_size(c->record))
		return (0);
	if ((rc = sql_exec(c->db, "BEGIN IMMEDIATE", e)) != 0)
		return (rc);
	/* Blobs go before the index says that all is done, so that a crash between the two is made good. */
	if ((rc = fold_tail(c, c->db, &anew, e)) == 0 && (!anew || (rc = index_erase_blobs(c, e)) == 0))
		rc = sql_exec(c->db, "COMMIT", e);
	if (rc != 0)
		(void)sql_exec(c->db, "ROLLBACK", NULL);
	/*
	 * What was erased must not live on in the write-ahead log; freed pages are zeroed by
	 * secure_delete.
	 */
	else if (anew && !c->in_memory)
		rc = sql_exec(c->db, "PRAGMA wal_checkpoint(TRUNCATE)", e);
	return (rc);
}

/* Losing the newest folds in a power cut is fine: they are folded again. */
static const char JOURNAL[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

static int
open_db(const char *path, const char *journal, sqlite3 **db, struct err *e)
{
	mode_t mask = umask(077);
	int rc = 0;

	if (sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK)
		rc = err_set(
		    e, ERR_IO, "cannot open the index: %s", *db != NULL ? sqlite3_errmsg(*db) : "no memory");
	if (rc == 0) {
		(void)sqlite3_busy_timeout(*db, 10000);
		rc = sql_exec(*db, journal, e);
	}
	if (rc == 0)
		rc = sql_exec(*db,
		    "PRAGMA temp_store = MEMORY;"
		    /* A batch of observations touches pages all over; what fits here is written once. */
		    "PRAGMA cache_size = -32768;"
		    "PRAGMA secure_delete = ON",
		    e);
	(void)umask(mask);
	if (rc != 0) {
		(void)sqlite3_close(*db);
		*db = NULL;
	}
	return (rc);
}

static void
forget_index(struct case_dir *c)
{
	(void)sqlite3_close(c->db);
	c->db = NULL;
	(void)unlinkat(c->fd, "index.db", 0);
	(void)unlinkat(c->fd, "index.db-wal", 0);
	(void)unlinkat(c->fd, "index.db-shm", 0);
}

int
index_in_memory(struct case_dir *c, struct err *e)
{
	sqlite3 *db;
	int rc;

	if ((rc = open_db(":memory:", JOURNAL, &db, e)) != 0)
		return (rc);
	(void)sqlite3_close(c->db);
	c->db = db;
	c->in_memory = true;
	return (index_catch_up(c, e));
}

int
index_open(struct case_dir *c, struct err *e)
{
	char *path;
	int rc;

	if (faccessat(c->fd, ".", W_OK, AT_EACCESS) != 0)
		return (index_in_memory(c, e));
	if (asprintf(&path, "%s/index.db", c->path) < 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	rc = open_db(path, JOURNAL, &c->db, e);
	if (rc == 0)
		rc = index_catch_up(c, e);
	/* A damaged index is not worth a question: it is made again. */
	if (rc == ERR_CORRUPT && strncmp(e->text, "the index", 9) == 0) {
		forget_index(c);
		if ((rc = open_db(path, JOURNAL, &c->db, e)) == 0)
			rc = index_catch_up(c, e);
	}
	free(path);

	/* On a full disk a case can still be read. */
	return (rc == ERR_IO ? index_in_memory(c, e) : rc);
}

int
index_rebuild(struct case_dir *c, sqlite3 **db, struct err *e)
{
	char name[64], *path = NULL;
	int rc;

	/*
	 * The folder's copy has no name from the moment on that it is open, and no journal beside it: a
	 * command that is killed must not leave one that keeps what is erased later.
	 */
	(void)snprintf(name, sizeof(name), "index.verify.%ld", (long)getpid());
	if (asprintf(&path, "%s/%s", c->path, name) < 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	rc = open_db(
	    c->in_memory ? ":memory:" : path, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;", db, e);
	if (!c->in_memory)
		(void)unlinkat(c->fd, name, 0);
	free(path);
	if (rc == 0)
		rc = sql_exec(*db, "BEGIN", e);
	if (rc == 0)
		rc = fold_all(c, *db, e);
	if (rc == 0)
		rc = sql_exec(*db, "COMMIT", e);
	if (rc != 0) {
		(void)sqlite3_close(*db);
		*db = NULL;
	}
	return (rc);
}
