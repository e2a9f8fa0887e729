/*
 * The fold of bodies of type "census": the batch's lines go into the
 * observation store, one row says that the batch is there, one event stands
 * in the timeline.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/lines.h"
#include "census/batch.h"
#include "census/census.h"
#include "census/import.h"
#include "store/event.h"
#include "store/sql.h"

/* So many observations are sorted and put at once: some 10 MB. */
#define CHUNK ((size_t)1 << 15)

static const char SCHEMA[] = OBS_SCHEMA
    "CREATE TABLE census_batch(id BLOB PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, feed TEXT NOT NULL,"
    " format TEXT NOT NULL, observations INTEGER NOT NULL, fresh INTEGER NOT NULL) WITHOUT ROWID;";

/* What one fold carries from line to line. */
struct loading {
	struct fold *f;
	struct str feed;
	enum tlp tlp;
	struct obs *obs;
	size_t n;
	struct arena names;
	uint64_t lines, fresh;
};

static int
put_chunk(struct loading *l, struct err *e)
{
	uint64_t fresh;
	int rc = obs_put(l->f->db, l->obs, l->n, &fresh, e);

	l->fresh += fresh;
	l->n = 0;
	arena_reset(&l->names);
	return (rc);
}

static int
load_line(struct loading *l, struct str line, struct err *e)
{
	struct obs *o = &l->obs[l->n];
	int rc = batch_take(line, o, e);

	if (rc != 0)
		return (rc);
	o->source = l->feed;
	o->tlp = l->tlp;
	o->product = arena_str(&l->names, o->product);
	o->servername = arena_str(&l->names, o->servername);
	if (o->product.p == NULL || o->servername.p == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	l->lines++;
	return (++l->n == CHUNK ? put_chunk(l, e) : 0);
}

static int
load_lines(struct loading *l, struct lines *lines, struct err *e)
{
	struct str line;
	int rc;

	if (lines_next(lines, &line, e) != LINES_LINE || !str_eq(line, STR(BATCH_HEADER)))
		return (err_set(e, ERR_CORRUPT, "a batch without its header"));
	while ((rc = lines_next(lines, &line, e)) == LINES_LINE) {
		if ((rc = load_line(l, line, e)) != 0)
			return (rc);
	}
	if (rc == LINES_LONG)
		rc = err_set(e, ERR_CORRUPT, "a batch with a line that is too long");
	return (rc == 0 ? put_chunk(l, e) : rc);
}

static int
load_batch(struct loading *l, const struct sha256 *batch, struct err *e)
{
	struct lines *lines = NULL;
	int fd = blob_open(l->f->c, batch, e), rc = 0;

	if (fd < 0)
		return (fd);
	if ((l->obs = malloc(CHUNK * sizeof(*l->obs))) == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else if ((lines = lines_open(fd, UINT64_MAX, BATCH_LINE_MAX, e)) == NULL)
		rc = e->code;
	else
		rc = load_lines(l, lines, e);
	lines_free(lines);
	free(l->obs);
	arena_free(&l->names);
	(void)close(fd);
	return (rc);
}

/* The batch's row; ${*there} where another entry brought the same one. */
static int
claim(struct fold *f, const struct entry *entry, const struct loading *l, bool *there, struct err *e)
{
	struct str format = body_read_str(entry->body, "format");
	struct sha256 id = census_batch_id(body_read_str(entry->body, "input"), l->feed, format);
	sqlite3_stmt *st =
	    sql_prepare(f->db, "INSERT OR IGNORE INTO census_batch VALUES(?, ?, ?, ?, 0, 0)", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_blob(st, 1, id.b, SHA256_BYTES);
	sql_bind_i64(st, 2, (int64_t)entry->number);
	sql_bind_str(st, 3, l->feed);
	sql_bind_str(st, 4, format);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	*there = rc == 0 && sqlite3_changes(f->db) == 0;
	return (rc);
}

static int
note_fresh(struct fold *f, const struct entry *entry, const struct loading *l, struct err *e)
{
	sqlite3_stmt *st =
	    sql_prepare(f->db, "UPDATE census_batch SET observations = ?, fresh = ? WHERE entry = ?", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)l->lines);
	sql_bind_i64(st, 2, (int64_t)l->fresh);
	sql_bind_i64(st, 3, (int64_t)entry->number);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc);
}

static int
add_event(struct fold *f, const struct entry *entry, const struct loading *l, struct err *e)
{
	struct event v = {
		.entry = entry->number, .recorded = entry->recorded, .lane = STR("census"), .tlp = l->tlp
	};
	struct buf text = BUF(1024);
	int rc;

	if ((rc = body_read_instant(&v.known, json_object_get(entry->body, "known"), e)) != 0)
		return (rc);
	v.happened = v.known;
	buf_count(&text, l->lines);
	buf_cstr(&text, l->lines == 1 ? " observation by " : " observations by ");
	buf_str(&text, l->feed);
	body_read_source(&v.source, json_object_get(entry->body, "source"));
	return (event_say(f, &v, &text, e));
}

static int
fold_census(struct fold *f, const struct entry *entry, struct err *e)
{
	struct loading l = { .f = f, .feed = body_read_str(entry->body, "feed") };
	struct sha256 batch;
	bool there;
	int rc;

	if (tlp_parse(&l.tlp, body_read_str(entry->body, "tlp"), e) != 0 ||
	    hex_read(batch.b, SHA256_BYTES, body_read_str(entry->body, "batch")) != 0)
		return (err_set(e, ERR_CORRUPT, "a census body without TLP or batch"));
	if ((rc = claim(f, entry, &l, &there, e)) != 0 || there)
		return (rc);
	if ((rc = load_batch(&l, &batch, e)) != 0 || (rc = note_fresh(f, entry, &l, e)) != 0)
		return (rc);
	return (add_event(f, entry, &l, e));
}

const struct fold_ops census_fold = {
	.type = "census", .schema = SCHEMA, .fold = fold_census, .reads_blob = true
};
