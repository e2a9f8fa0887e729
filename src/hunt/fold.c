/*
 * Scans in the case: bodies of type "hunt" and their blobs of findings become
 * tables, and an event a verdict for the timeline.
 */
#include <unistd.h>

#include "base/blocks.h"
#include "hunt/hunt.h"
#include "store/event.h"
#include "store/sql.h"

static const char SCHEMA[] =
    "CREATE TABLE hunt_scan(entry INTEGER PRIMARY KEY, recorded INTEGER NOT NULL, subject TEXT NOT NULL,"
    " files INTEGER NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL, findings INTEGER NOT NULL,"
    " unread INTEGER NOT NULL, tlp INTEGER NOT NULL, blob TEXT NOT NULL);"
    "CREATE TABLE hunt_finding(id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, rule TEXT NOT NULL,"
    " title TEXT NOT NULL, cve TEXT NOT NULL, file TEXT NOT NULL, client TEXT NOT NULL, level INTEGER NOT NULL,"
    " stage INTEGER NOT NULL, line INTEGER NOT NULL, offset INTEGER NOT NULL, time INTEGER NOT NULL,"
    " fields TEXT NOT NULL);"
    "CREATE INDEX hunt_finding_entry ON hunt_finding(entry, id);"
    "CREATE TABLE hunt_verdict(id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, cve TEXT NOT NULL,"
    " stage INTEGER NOT NULL, confidence TEXT NOT NULL, findings INTEGER NOT NULL, rules INTEGER NOT NULL,"
    " idle INTEGER NOT NULL);"
    "CREATE TABLE hunt_coverage(id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, source TEXT NOT NULL,"
    " begin INTEGER NOT NULL, end INTEGER NOT NULL, gaps TEXT NOT NULL);";

static int64_t
number(const json_t *object, const char *key)
{
	return ((int64_t)json_integer_value(json_object_get(object, key)));
}

/* A time that may be null: 0. */
static instant_us
time_of(const json_t *object, const char *key)
{
	instant_us t = 0;

	return (body_read_time(&t, json_object_get(object, key), NULL) == 0 ? t : 0);
}

static enum stage
stage_of(const json_t *object)
{
	enum stage s = STAGE_NONE;

	return (stage_parse(&s, body_read_str(object, "stage")) == 0 ? s : STAGE_NONE);
}

/* One line of the blob. */
static int
fold_finding(sqlite3_stmt *st, uint64_t entry, struct str line, struct err *e)
{
	json_error_t fault;
	json_t *v = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &fault);
	enum level level = LEVEL_MEDIUM;
	char *fields;
	int rc;

	if (!json_is_object(v)) {
		json_decref(v);
		return (err_set(e, ERR_CORRUPT, "a line of the findings is not a JSON object"));
	}
	if (!str_eq(body_read_str(v, "kind"), STR("finding"))) {
		json_decref(v);
		return (0);
	}
	(void)level_parse(&level, body_read_str(v, "level"));
	fields = json_dumps(json_object_get(v, "fields"), JSON_COMPACT);
	sql_bind_i64(st, 1, (int64_t)entry);
	sql_bind_str(st, 2, body_read_str(v, "rule"));
	sql_bind_str(st, 3, body_read_str(v, "title"));
	sql_bind_str(st, 4, body_read_str(v, "cve"));
	sql_bind_str(st, 5, body_read_str(v, "file"));
	sql_bind_str(st, 6, body_read_str(v, "client"));
	sql_bind_i64(st, 7, (int64_t)level);
	sql_bind_i64(st, 8, (int64_t)stage_of(v));
	sql_bind_i64(st, 9, number(v, "row"));
	sql_bind_i64(st, 10, number(v, "offset"));
	sql_bind_i64(st, 11, time_of(v, "time"));
	sql_bind_str(st, 12, str_of(fields != NULL ? fields : "{}"));
	rc = sql_run(st, e);
	free(fields);
	json_decref(v);
	return (rc);
}

static int
fold_lines(sqlite3_stmt *st, uint64_t entry, struct blocks *l, struct err *e)
{
	struct str text, line, rest;
	size_t end;
	int rc = 0, more = 0;

	while (rc == 0 && (more = blocks_fill(l, &text, e)) > 0) {
		end = blocks_last(l) ? text.n : str_rchr(text, '\n') + 1;
		if (end == 0 && text.n >= BLOCKS_MAX)
			return (err_set(e, ERR_CORRUPT, "a line of the findings is longer than 1 MB"));
		rest = str_sub(text, 0, end);
		while (rc == 0 && str_split(&rest, '\n', &line))
			rc = line.n > 0 ? fold_finding(st, entry, line, e) : 0;
		blocks_take(l, end);
	}
	return (rc != 0 ? rc : more);
}

/* The findings of a scan lie in a blob, one JSON object a line. */
static int
fold_blob(struct fold *f, const struct entry *entry, struct str hex, struct err *e)
{
	struct sha256 sha;
	struct stream *s;
	struct blocks l = { 0 };
	sqlite3_stmt *st;
	int fd, rc;

	if (hex_read(sha.b, sizeof(sha.b), hex) != 0)
		return (err_set(e, ERR_CORRUPT, "a scan names no blob of findings"));
	if ((fd = blob_open(f->c, &sha, e)) < 0)
		return (fd);
	st = sql_prepare(
	    f->db, "INSERT INTO hunt_finding VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", e);
	s = st != NULL ? stream_fd(fd, e) : NULL;
	rc = s == NULL ? e->code : blocks_init(&l, s, NULL, e);
	if (s != NULL && rc == 0)
		rc = fold_lines(st, entry->number, &l, e);
	if (s != NULL)
		blocks_free(&l);
	stream_free(s);
	(void)sqlite3_finalize(st);
	(void)close(fd);
	return (rc);
}

/* The entry of an earlier scan of the same subject with the same findings; -1 where there is none. */
static int
earlier_scan(struct fold *f, const struct entry *entry, struct str subject, struct str blob,
    int64_t *number_out, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(f->db,
	    "SELECT entry FROM hunt_scan WHERE subject = ? AND blob = ? AND entry < ? ORDER BY entry LIMIT 1",
	    e);
	int rc;

	*number_out = -1;
	if (st == NULL)
		return (e->code);
	sql_bind_str(st, 1, subject);
	sql_bind_str(st, 2, blob);
	sql_bind_i64(st, 3, (int64_t)entry->number);
	if ((rc = sql_step(st, e)) == 1)
		*number_out = sqlite3_column_int64(st, 0);
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}

static int
add_event(
    struct fold *f, const struct entry *entry, const json_t *v, enum tlp tlp, int64_t earlier, struct err *e)
{
	struct buf text = BUF(4096);
	struct str subject = body_read_str(entry->body, "subject");
	struct event event = { .entry = entry->number,
		.recorded = entry->recorded,
		.lane = STR("hunt"),
		.tlp = tlp,
		.known = { entry->recorded, entry->recorded },
		.source = { .document = subject } };
	instant_us first = time_of(v, "first"), last = time_of(v, "last");

	buf_str(&text, body_read_str(v, "cve"));
	buf_cstr(&text, ": up to stage ");
	buf_str(&text, body_read_str(v, "stage"));
	buf_printf(&text, " (confidence %.*s, %lld findings)", STR_ARG(body_read_str(v, "confidence")),
	    (long long)number(v, "findings"));
	if (earlier >= 0)
		buf_printf(&text, "; the same as entry %lld found", (long long)earlier);
	/* Findings without a time happened at the latest when they were found. */
	event.happened = first != 0 ? (struct instant){ first, last >= first ? last : first } : event.known;
	return (event_say(f, &event, &text, e));
}

static int
fold_verdicts(struct fold *f, const struct entry *entry, enum tlp tlp, int64_t earlier, struct err *e)
{
	sqlite3_stmt *st =
	    sql_prepare(f->db, "INSERT INTO hunt_verdict VALUES(NULL, ?, ?, ?, ?, ?, ?, ?)", e);
	const json_t *v;
	size_t i;
	int rc = st == NULL ? e->code : 0;

	json_array_foreach(json_object_get(entry->body, "verdicts"), i, v)
	{
		if (rc != 0)
			break;
		sql_bind_i64(st, 1, (int64_t)entry->number);
		sql_bind_str(st, 2, body_read_str(v, "cve"));
		sql_bind_i64(st, 3, (int64_t)stage_of(v));
		sql_bind_str(st, 4, body_read_str(v, "confidence"));
		sql_bind_i64(st, 5, number(v, "findings"));
		sql_bind_i64(st, 6, number(v, "rules"));
		sql_bind_i64(st, 7, number(v, "idle"));
		rc = sql_run(st, e);
		if (rc == 0 && number(v, "findings") > 0)
			rc = add_event(f, entry, v, tlp, earlier, e);
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

static int
fold_coverage(struct fold *f, const struct entry *entry, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(f->db, "INSERT INTO hunt_coverage VALUES(NULL, ?, ?, ?, ?, ?)", e);
	const json_t *v;
	char *gaps;
	size_t i;
	int rc = st == NULL ? e->code : 0;

	json_array_foreach(json_object_get(entry->body, "coverage"), i, v)
	{
		if (rc != 0)
			break;
		gaps = json_dumps(json_object_get(v, "gaps"), JSON_COMPACT);
		sql_bind_i64(st, 1, (int64_t)entry->number);
		sql_bind_str(st, 2, body_read_str(v, "source"));
		sql_bind_i64(st, 3, time_of(v, "from"));
		sql_bind_i64(st, 4, time_of(v, "to"));
		sql_bind_str(st, 5, str_of(gaps != NULL ? gaps : "[]"));
		rc = sql_run(st, e);
		free(gaps);
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

static int
fold_hunt(struct fold *f, const struct entry *entry, struct err *e)
{
	const json_t *summary = json_object_get(entry->body, "summary");
	const char *blob = json_string_value(json_array_get(json_object_get(entry->body, "blobs"), 0));
	struct str subject = body_read_str(entry->body, "subject"), hex = str_of(blob);
	sqlite3_stmt *st;
	int64_t earlier;
	enum tlp tlp;
	int rc;

	if ((rc = tlp_parse(&tlp, body_read_str(entry->body, "tlp"), e)) != 0 ||
	    (rc = earlier_scan(f, entry, subject, hex, &earlier, e)) != 0)
		return (rc);
	if ((st = sql_prepare(f->db, "INSERT INTO hunt_scan VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", e)) ==
	    NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)entry->number);
	sql_bind_i64(st, 2, entry->recorded);
	sql_bind_str(st, 3, subject);
	sql_bind_i64(st, 4, number(summary, "files"));
	sql_bind_i64(st, 5, number(summary, "rows"));
	sql_bind_i64(st, 6, number(summary, "bytes"));
	sql_bind_i64(st, 7, number(summary, "findings"));
	sql_bind_i64(st, 8, number(summary, "unread"));
	sql_bind_i64(st, 9, (int64_t)tlp);
	sql_bind_str(st, 10, hex);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	if (rc == 0)
		rc = fold_blob(f, entry, hex, e);
	if (rc == 0)
		rc = fold_verdicts(f, entry, tlp, earlier, e);
	if (rc == 0)
		rc = fold_coverage(f, entry, e);
	return (rc);
}

const struct fold_ops hunt_fold = { .type = "hunt", .schema = SCHEMA, .fold = fold_hunt, .reads_blob = true };
