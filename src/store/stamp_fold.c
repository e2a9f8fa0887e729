/*
 * Time stamps in the case: their bodies, their tables in the index, and the
 * check of those that were kept.  A stamp keeps three blobs: the reply, the
 * signed checkpoint that it is about, and the CA file that it was checked
 * with, so that it can be checked again when the authority is gone.
 */
#include "store/stamp.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "store/case_dir.h"
#include "store/event.h"
#include "store/sql.h"

static const char SCHEMA[] =
    "CREATE TABLE stamp(entry INTEGER PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL,"
    " authority TEXT NOT NULL, time INTEGER NOT NULL, serial TEXT NOT NULL, recorded INTEGER NOT NULL,"
    " note TEXT NOT NULL, reply TEXT NOT NULL, ca TEXT NOT NULL, tlp INTEGER NOT NULL);";

static const char AUTHORITY_SCHEMA[] =
    "CREATE TABLE stamp_authority(entry INTEGER PRIMARY KEY, url TEXT NOT NULL, ca TEXT NOT NULL,"
    " tlp INTEGER NOT NULL);";

static json_t *
hash_json(const struct sha256 *sha)
{
	struct buf b = BUF(SHA256_HEX + 1);
	json_t *value;

	hex_put(&b, sha->b, SHA256_BYTES);
	value = json_stringn(b.p, b.n);
	buf_free(&b);
	return (value);
}

json_t *
stamp_body(const struct stamp_kept *k)
{
	struct instant known = { k->stamp.time, k->stamp.time };
	json_t *body =
	    json_pack("{s:s, s:s, s:o, s:I, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:[o, o, o]}", "type", "stamp",
		"tlp", tlp_name(k->tlp), "known", body_instant(known), "size", (json_int_t)k->size, "root",
		hash_json(&k->root), "authority", body_str(k->authority), "time", body_time(k->stamp.time),
		"serial", k->stamp.serial, "note", hash_json(&k->note), "reply", hash_json(&k->reply), "ca",
		hash_json(&k->ca), "blobs", hash_json(&k->note), hash_json(&k->reply), hash_json(&k->ca));

	if (body != NULL && k->by.n > 0)
		(void)json_object_set_new(body, "by", body_str(k->by));
	return (body);
}

json_t *
stamp_authority_body(struct str url, const struct sha256 *ca, instant_us known, enum tlp tlp, struct str by)
{
	json_t *body = json_pack("{s:s, s:s, s:o, s:o, s:o, s:[o]}", "type", "stamp-authority", "tlp",
	    tlp_name(tlp), "known", body_instant((struct instant){ known, known }), "url", body_str(url),
	    "ca", hash_json(ca), "blobs", hash_json(ca));

	if (body != NULL && by.n > 0)
		(void)json_object_set_new(body, "by", body_str(by));
	return (body);
}

/* The one line of the timeline that a stamp is. */
static int
fold_event(struct fold *f, const struct entry *entry, instant_us time, enum tlp tlp, struct err *e)
{
	struct event v = { .entry = entry->number,
		.happened = { time, time },
		.known = { time, time },
		.recorded = entry->recorded,
		.lane = STR("share"),
		.tlp = tlp };
	struct buf text = BUF(4096);

	v.source.document = body_read_str(entry->body, "authority");
	v.source.sha256 = body_read_str(entry->body, "reply");
	buf_cstr(&text, "A time stamp authority signed the checkpoint of ");
	buf_u64(&text, (uint64_t)json_integer_value(json_object_get(entry->body, "size")));
	buf_cstr(&text, " entries (RFC 3161, serial ");
	buf_str(&text, body_read_str(entry->body, "serial"));
	buf_char(&text, ')');
	return (event_say(f, &v, &text, e));
}

static int
fold_stamp(struct fold *f, const struct entry *entry, struct err *e)
{
	static const char *const texts[] = { "root", "authority", NULL, "serial", NULL, "note", "reply",
		"ca" };
	json_int_t size = json_integer_value(json_object_get(entry->body, "size"));
	sqlite3_stmt *st;
	instant_us time;
	enum tlp tlp;
	int rc;

	if ((rc = body_read_time(&time, json_object_get(entry->body, "time"), e)) != 0 ||
	    (rc = tlp_parse(&tlp, body_read_str(entry->body, "tlp"), e)) != 0)
		return (rc);
	if (size < 0)
		return (err_set(e, ERR_CORRUPT, "a stamp of a negative size"));
	if ((st = sql_prepare(f->db, "INSERT INTO stamp VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", e)) == NULL)
		return (e != NULL ? e->code : ERR_IO);
	sql_bind_i64(st, 1, (int64_t)entry->number);
	sql_bind_i64(st, 2, size);
	for (int i = 0; i < (int)(sizeof(texts) / sizeof(texts[0])); i++) {
		if (texts[i] != NULL)
			sql_bind_str(st, i + 3, body_read_str(entry->body, texts[i]));
	}
	sql_bind_i64(st, 5, time);
	sql_bind_i64(st, 7, entry->recorded);
	sql_bind_i64(st, 11, tlp);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc == 0 ? fold_event(f, entry, time, tlp, e) : rc);
}

static int
fold_authority(struct fold *f, const struct entry *entry, struct err *e)
{
	sqlite3_stmt *st;
	enum tlp tlp;
	int rc;

	if ((rc = tlp_parse(&tlp, body_read_str(entry->body, "tlp"), e)) != 0)
		return (rc);
	if ((st = sql_prepare(f->db, "INSERT INTO stamp_authority VALUES(?, ?, ?, ?)", e)) == NULL)
		return (e != NULL ? e->code : ERR_IO);
	sql_bind_i64(st, 1, (int64_t)entry->number);
	sql_bind_str(st, 2, body_read_str(entry->body, "url"));
	sql_bind_str(st, 3, body_read_str(entry->body, "ca"));
	sql_bind_i64(st, 4, tlp);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc);
}

const struct fold_ops stamp_fold = { "stamp", SCHEMA, fold_stamp, false };
const struct fold_ops stamp_authority_fold = { "stamp-authority", AUTHORITY_SCHEMA, fold_authority, false };

int
stamp_note(struct case_dir *c, struct str note, struct stamp_kept *k, struct err *e)
{
	struct buf proof = BUF(BUF_BIG);
	struct checkpoint now;
	int rc;

	if ((rc = case_prove_since(c, note, &proof, e)) == 0 &&
	    (rc = checkpoint_parse(&now, note, record_key(c->record), e)) == 0) {
		k->size = now.size;
		k->root = now.root;
	}
	buf_free(&proof);
	return (rc);
}

int
stamp_authority(struct case_dir *c, char *url, size_t n, struct sha256 *ca, struct err *e)
{
	sqlite3_stmt *st =
	    sql_prepare(case_index(c), "SELECT url, ca FROM stamp_authority ORDER BY entry DESC LIMIT 1", e);
	int rc;

	if (st == NULL)
		return (e != NULL ? e->code : ERR_IO);
	if ((rc = sql_step(st, e)) == 1)
		rc = str_copy(url, n, sql_str(st, 0)) && hex_read(ca->b, SHA256_BYTES, sql_str(st, 1)) == 0
		    ? 0
		    : err_set(e, ERR_CORRUPT, "the time stamp authority of the case cannot be read");
	else if (rc == 0)
		rc = err_set(e, ERR_NOTFOUND, "no time stamp authority is configured");
	(void)sqlite3_finalize(st);
	return (rc);
}

int
stamp_newest(struct case_dir *c, instant_us *recorded, uint64_t *size, struct err *e)
{
	sqlite3_stmt *st =
	    sql_prepare(case_index(c), "SELECT recorded, size FROM stamp ORDER BY entry DESC LIMIT 1", e);
	int rc;

	if (st == NULL)
		return (e != NULL ? e->code : ERR_IO);
	if ((rc = sql_step(st, e)) == 1) {
		*recorded = sqlite3_column_int64(st, 0);
		*size = (uint64_t)sqlite3_column_int64(st, 1);
		rc = 0;
	} else if (rc == 0) {
		rc = err_set(e, ERR_NOTFOUND, "no time stamp yet");
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

/* A blob that a stamp names, whole. */
static int
read_blob(struct case_dir *c, struct str hex, struct buf *b, struct err *e)
{
	struct sha256 sha;
	int fd, rc;

	if (hex_read(sha.b, SHA256_BYTES, hex) != 0)
		return (err_set(e, ERR_CORRUPT, "a blob without a hash"));
	if ((fd = blob_open(c, &sha, e)) < 0)
		return (fd);
	rc = file_read_fd(b, fd, e);
	(void)close(fd);
	return (rc);
}

/* What the body says of the checkpoint is what its second and third line say; who signed it is asked elsewhere. */
static int
check_claim(struct str note, sqlite3_stmt *st, struct err *why)
{
	struct buf root = BUF(64);
	struct str origin, size, line = STR("");
	struct sha256 sum;
	uint64_t n;
	int rc = 0;

	if (!str_split(&note, '\n', &origin) || !str_split(&note, '\n', &size) ||
	    !str_split(&note, '\n', &line) || str_u64(size, &n) != 0 ||
	    n != (uint64_t)sqlite3_column_int64(st, 0))
		rc = err_set(why, ERR_CORRUPT, "its checkpoint has another size");
	else if (hex_read(sum.b, SHA256_BYTES, sql_str(st, 1)) != 0 ||
	    (base64_put(&root, sum.b, SHA256_BYTES), !str_eq(buf_view(&root), line)))
		rc = err_set(why, ERR_CORRUPT, "its checkpoint has another root");
	buf_free(&root);
	return (rc);
}

/* One row: size, root, time, serial, recorded, note, reply, ca. */
static int
check_row(struct case_dir *c, sqlite3_stmt *st, int (*fn)(void *, struct str, struct err *), void *arg,
    struct err *why)
{
	struct buf note = BUF(STAMP_CA_MAX), reply = BUF(STAMP_REPLY_MAX), ca = BUF(STAMP_CA_MAX);
	struct str text = { NULL, 0 };
	struct stamp s;
	int rc;

	if ((rc = read_blob(c, sql_str(st, 5), &note, why)) == 0 &&
	    (rc = read_blob(c, sql_str(st, 6), &reply, why)) == 0 &&
	    (rc = read_blob(c, sql_str(st, 7), &ca, why)) == 0)
		rc = stamp_check(buf_view(&note), text, buf_view(&reply), buf_view(&ca),
		    sqlite3_column_int64(st, 4), &s, why);
	if (rc == 0 && (s.time != sqlite3_column_int64(st, 2) || !str_eq(str_of(s.serial), sql_str(st, 3))))
		rc = err_set(why, ERR_CORRUPT, "its reply tells another time or serial number");

	if (rc == 0)
		rc = check_claim(buf_view(&note), st, why);
	if (rc == 0)
		rc = fn(arg, buf_view(&note), why);
	buf_free(&note);
	buf_free(&reply);
	buf_free(&ca);
	return (rc);
}

int
stamp_audit(struct case_dir *c, int (*fn)(void *arg, struct str note, struct err *why),
    void (*problem)(void *arg, const char *text), void *arg, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT size, root, time, serial, recorded, note, reply, ca, entry FROM stamp ORDER BY entry", e);
	struct err why;
	char text[1024];
	int rc;

	if (st == NULL)
		return (e != NULL ? e->code : ERR_IO);
	while ((rc = sql_step(st, e)) == 1) {
		err_clear(&why);
		if (check_row(c, st, fn, arg, &why) == 0)
			continue;
		(void)snprintf(text, sizeof(text), "the time stamp of entry %lld: %s",
		    (long long)sqlite3_column_int64(st, 8), why.text);
		problem(arg, text);
	}
	(void)sqlite3_finalize(st);
	return (rc);
}
