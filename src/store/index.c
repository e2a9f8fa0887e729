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

#include "base/map.h"
#include "store/case_dir.h"
#include "store/event.h"
#include "store/sql.h"

static const char SCHEMA[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE entry(number INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded INTEGER NOT NULL,"
    " type TEXT NOT NULL, state TEXT NOT NULL, by INTEGER);"
    "CREATE TABLE blob(sha256 TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(sha256, entry)) WITHOUT ROWID;"
    "CREATE TABLE erased_blob(sha256 TEXT PRIMARY KEY) WITHOUT ROWID;";

/* What later entries say of an earlier one. */
struct verdicts {
	struct map dead;  /* Entry number to 2 * the entry that says so, + 1 if erased. */
	struct map wider; /* Entry number to its TLP. */
};

static struct str
number_key(const uint64_t *number)
{
	return ((struct str){ (const char *)number, sizeof(*number) });
}

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

/* The envelope of an entry, and its body or NULL where the file is gone. */
static int
load_entry(struct case_dir *c, uint64_t number, struct entry *entry, struct err *e)
{
	struct buf b = BUF(RECORD_ENTRY_MAX);
	struct sha256 commitment;
	int rc;

	*entry = (struct entry){ .number = number };
	if ((rc = record_entry(c->record, number, &b, e)) == 0 &&
	    (rc = envelope_parse(buf_view(&b), &entry->kind, &entry->recorded, &commitment, e)) == 0 &&
	    (entry->body = case_body_load(c, number, &commitment, e)) == NULL && e->code != ERR_NOTFOUND)
		rc = e->code;
	buf_free(&b);
	return (rc);
}

/* Take note of what one entry of kind retract, erase or decision says of another. */
static int
note_verdict(struct verdicts *v, const struct entry *entry, struct err *e)
{
	uint64_t target = (uint64_t)json_integer_value(json_object_get(entry->body, "entry"));
	struct str type = body_read_str(entry->body, "type");
	struct map_entry *m;
	enum tlp to;

	if (entry->kind == KIND_RETRACT || entry->kind == KIND_ERASE) {
		if ((m = map_put(&v->dead, number_key(&target))) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		/* An erased entry stays erased whatever else is said. */
		if ((m->value & 1) == 0)
			m->value = entry->number * 2 + (entry->kind == KIND_ERASE);
	} else if (str_eq(type, STR("tlp")) && tlp_parse(&to, body_read_str(entry->body, "to"), e) == 0) {
		if ((m = map_put(&v->wider, number_key(&target))) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		m->value = to;
	}
	return (0);
}

static bool
speaks_of_others(enum entry_kind kind, const json_t *body)
{
	return (kind == KIND_RETRACT || kind == KIND_ERASE ||
	    (kind == KIND_DECISION && str_eq(body_read_str(body, "type"), STR("tlp"))));
}

/* Look for such entries from number from on; *any tells whether there is one. */
static int
read_verdicts(struct case_dir *c, uint64_t from, struct verdicts *v, bool *any, struct err *e)
{
	struct entry entry;
	int rc = 0;

	*any = false;
	for (uint64_t i = from; i < record_size(c->record) && rc == 0; i++) {
		if ((rc = load_entry(c, i, &entry, e)) != 0)
			break;
		if (speaks_of_others(entry.kind, entry.body)) {
			*any = true;
			rc = note_verdict(v, &entry, e);
		}
		json_decref(entry.body);
	}
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

/* Give a live entry to the room that knows its type; a type that nobody knows is kept and does nothing. */
static int
dispatch(struct case_dir *c, sqlite3 *db, const struct entry *entry, struct err *e)
{
	struct fold f = { .c = c, .db = db };
	struct str type = body_read_str(entry->body, "type");

	for (size_t i = 0; i < c->nops; i++) {
		if (str_eq(type, str_of(c->ops[i]->type)))
			return (c->ops[i]->fold(&f, entry, e));
	}
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

static int
fold_one(struct case_dir *c, sqlite3 *db, uint64_t number, const struct verdicts *v, struct err *e)
{
	struct map_entry *dead = map_get(&v->dead, number_key(&number));
	struct map_entry *wider = map_get(&v->wider, number_key(&number));
	struct entry entry;
	int rc;

	if ((rc = load_entry(c, number, &entry, e)) != 0)
		return (rc);
	/* An erased body counts for nothing, whether its deletion was finished or not. */
	if (dead != NULL && (dead->value & 1) != 0) {
		json_decref(entry.body);
		entry.body = NULL;
	}
	if (dead != NULL) {
		bool erased = (dead->value & 1) != 0;

		rc = put_entry(db, &entry, erased ? "erased" : "retracted", dead->value / 2, e);
		if (rc == 0 && !erased)
			rc = put_all_blobs(db, &entry, e);
		if (erased)
			erase_body(c, number);
	} else if (entry.body == NULL) {
		/* Gone and nobody said why: verify reports it, the rest of the case stays usable. */
		rc = put_entry(db, &entry, "missing", UINT64_MAX, e);
	} else {
		if (wider != NULL)
			(void)json_object_set_new(
			    entry.body, "tlp", json_string(tlp_name((enum tlp)wider->value)));
		rc = put_entry(db, &entry, "live", UINT64_MAX, e);
		if (rc == 0)
			rc = put_all_blobs(db, &entry, e);
		if (rc == 0)
			rc = dispatch(c, db, &entry, e);
	}
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

static void
verdicts_free(struct verdicts *v)
{
	map_free(&v->dead);
	map_free(&v->wider);
}

static int
fold_all(struct case_dir *c, sqlite3 *db, struct err *e)
{
	struct verdicts v = { 0 };
	bool any;
	int rc = start_anew(c, db, e);

	if (rc == 0)
		rc = read_verdicts(c, 0, &v, &any, e);
	if (rc == 0)
		rc = fold_range(c, db, 0, &v, e);
	verdicts_free(&v);
	return (rc);
}

/* How far the index is: *folded, or SIZE_MAX where it cannot be used as it is. */
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
	else if (!sha256_eq(&is, &have))
		*folded = UINT64_MAX;
}

/* The tail, in the open transaction; all of it anew where an entry in it speaks of an older one. */
static int
fold_tail(struct case_dir *c, sqlite3 *db, bool *anew, struct err *e)
{
	struct verdicts v = { 0 };
	uint64_t folded;
	bool any;
	int rc;

	read_state(c, db, &folded);
	*anew = folded == UINT64_MAX;
	if (*anew)
		return (fold_all(c, db, e));
	if (folded == record_size(c->record))
		return (0);
	rc = read_verdicts(c, folded, &v, &any, e);
	*anew = any;
	if (rc == 0)
		rc = any ? fold_all(c, db, e) : fold_range(c, db, folded, &v, e);
	verdicts_free(&v);
	return (rc);
}

/* Delete the blobs of erased entries that no other entry names, today. */
static int
erase_blobs(struct case_dir *c, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(
	    c->db, "SELECT sha256 FROM erased_blob WHERE sha256 NOT IN (SELECT sha256 FROM blob)", e);
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
	if ((rc = fold_tail(c, c->db, &anew, e)) == 0)
		rc = sql_exec(c->db, "COMMIT", e);
	if (rc != 0)
		(void)sql_exec(c->db, "ROLLBACK", NULL);
	/*
	 * What was erased must not live on in the write-ahead log; freed pages are zeroed by
	 * secure_delete.
	 */
	else if (anew && !c->in_memory && (rc = erase_blobs(c, e)) == 0)
		rc = sql_exec(c->db, "PRAGMA wal_checkpoint(TRUNCATE)", e);
	return (rc);
}

static int
open_db(const char *path, sqlite3 **db, struct err *e)
{
	int rc = 0;

	if (sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK)
		rc = err_set(
		    e, ERR_IO, "cannot open the index: %s", *db != NULL ? sqlite3_errmsg(*db) : "no memory");
	if (rc == 0) {
		(void)sqlite3_busy_timeout(*db, 10000);
		/* Losing the newest folds in a power cut is fine: they are folded again. */
		rc = sql_exec(*db,
		    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;"
		    /* A batch of observations touches pages all over; what fits here is written once. */
		    "PRAGMA cache_size = -32768;"
		    "PRAGMA secure_delete = ON",
		    e);
	}
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

	if ((rc = open_db(":memory:", &db, e)) != 0)
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
	mode_t mask;
	int rc;

	if (faccessat(c->fd, ".", W_OK, AT_EACCESS) != 0)
		return (index_in_memory(c, e));
	if (asprintf(&path, "%s/index.db", c->path) < 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	mask = umask(077);
	rc = open_db(path, &c->db, e);
	if (rc == 0)
		rc = index_catch_up(c, e);
	/* A damaged index is not worth a question: it is made again. */
	if (rc == ERR_CORRUPT && strncmp(e->text, "the index", 9) == 0) {
		forget_index(c);
		if ((rc = open_db(path, &c->db, e)) == 0)
			rc = index_catch_up(c, e);
	}
	(void)umask(mask);
	free(path);

	/* On a full disk a case can still be read. */
	return (rc == ERR_IO ? index_in_memory(c, e) : rc);
}

int
index_rebuild_at(struct case_dir *c, const char *path, sqlite3 **db, struct err *e)
{
	int rc = open_db(path, db, e);

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
