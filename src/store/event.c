/* Events: the one table that the timeline shows, and the forms of bodies. */
#include "store/event.h"

#include "base/escape.h"
#include "store/sql.h"

const char *const event_lanes[] = { EVENT_LANES };
const size_t event_lanes_n = sizeof(event_lanes) / sizeof(event_lanes[0]);

/* What body_source keeps; retrieved is 0 where it was not known. */
static const char SCHEMA[] =
    "CREATE TABLE event(id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, happened_a INTEGER NOT NULL,"
    " happened_b INTEGER NOT NULL, known_a INTEGER NOT NULL, known_b INTEGER NOT NULL, recorded INTEGER NOT NULL,"
    " lane TEXT NOT NULL, text TEXT NOT NULL, document TEXT NOT NULL, sha256 TEXT NOT NULL, retrieved INTEGER NOT NULL,"
    " tlp INTEGER NOT NULL);"
    "CREATE INDEX event_order ON event(happened_a, happened_b, entry, text);";

int
event_add(struct fold *f, const struct event *v, struct err *e)
{
	sqlite3_stmt *st =
	    sql_prepare(f->db, "INSERT INTO event VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)v->entry);
	sql_bind_i64(st, 2, v->happened.earliest);
	sql_bind_i64(st, 3, v->happened.latest);
	sql_bind_i64(st, 4, v->known.earliest);
	sql_bind_i64(st, 5, v->known.latest);
	sql_bind_i64(st, 6, v->recorded);
	sql_bind_str(st, 7, v->lane);
	sql_bind_str(st, 8, v->text);
	sql_bind_str(st, 9, v->source.document);
	sql_bind_str(st, 10, v->source.sha256);
	sql_bind_i64(st, 11, v->source.retrieved);
	sql_bind_i64(st, 12, v->tlp);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc);
}

int
event_say(struct fold *f, struct event *v, struct buf *text, struct err *e)
{
	int rc = buf_error(text, e);

	v->text = buf_view(text);
	if (rc == 0)
		rc = event_add(f, v, e);
	v->text = STR("");
	buf_free(text);
	return (rc);
}

json_t *
event_body(const struct event *v)
{
	return (json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:s}", "type", "event", "happened",
	    body_instant(v->happened), "known", body_instant(v->known), "lane", body_str(v->lane), "text",
	    body_str(v->text), "source", body_source(&v->source), "tlp", tlp_name(v->tlp)));
}

static int
fold_event(struct fold *f, const struct entry *entry, struct err *e)
{
	struct event v = { .entry = entry->number, .recorded = entry->recorded };
	int rc;

	if ((rc = body_read_instant(&v.happened, json_object_get(entry->body, "happened"), e)) != 0 ||
	    (rc = body_read_known(entry->body, &v.known, &v.tlp, e)) != 0)
		return (rc);
	v.lane = body_read_str(entry->body, "lane");
	v.text = body_read_str(entry->body, "text");
	body_read_source(&v.source, json_object_get(entry->body, "source"));
	return (event_add(f, &v, e));
}

const struct fold_ops event_fold = { .type = "event", .schema = SCHEMA, .fold = fold_event };

/* One row of the table as an event; its views live until the next step. */
static struct event
row_event(sqlite3_stmt *st)
{
	return ((struct event){
	    .entry = (uint64_t)sqlite3_column_int64(st, 0),
	    .happened = { sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2) },
	    .known = { sqlite3_column_int64(st, 3), sqlite3_column_int64(st, 4) },
	    .recorded = sqlite3_column_int64(st, 5),
	    .lane = sql_str(st, 6),
	    .text = sql_str(st, 7),
	    .source = { sql_str(st, 8), sql_str(st, 9), sqlite3_column_int64(st, 10) },
	    .tlp = (enum tlp)sqlite3_column_int(st, 11),
	});
}

int
event_each(struct case_dir *c, instant_us as_of, enum tlp audience, event_fn *fn, void *arg, uint64_t *hidden,
    struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT entry, happened_a, happened_b, known_a, known_b, recorded, lane, text, document, sha256, retrieved, tlp"
	    " FROM event WHERE known_b <= ? ORDER BY happened_a, happened_b, entry, text",
	    e);
	int rc, answer = 0;

	*hidden = 0;
	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, as_of);
	while ((rc = sql_step(st, e)) == 1 && answer == 0) {
		struct event v = row_event(st);

		if (tlp_allows(audience, v.tlp))
			answer = fn(arg, &v, e);
		else
			(*hidden)++;
	}
	(void)sqlite3_finalize(st);
	return (answer != 0 ? answer : rc);
}

json_t *
body_str(struct str s)
{
	struct buf b = BUF(BUF_BIG);
	json_t *value = json_stringn(s.p, s.n);

	/* jansson takes only UTF-8; the JSON escape turns what is not into U+FFFD, so go through it. */
	if (value == NULL) {
		escape_json(&b, s);
		value = json_loadb(b.p, b.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		buf_free(&b);
	}
	return (value);
}

struct str
body_read_str(const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);

	return (json_is_string(v) ? (struct str){ json_string_value(v), json_string_length(v) } : STR(""));
}

int
body_read_known(const json_t *body, struct instant *known, enum tlp *tlp, struct err *e)
{
	int rc = body_read_instant(known, json_object_get(body, "known"), e);

	return (rc != 0 ? rc : tlp_parse(tlp, body_read_str(body, "tlp"), e));
}

json_t *
body_time(instant_us us)
{
	struct buf b = BUF(64);
	json_t *value;

	instant_put(&b, us);
	value = json_stringn(b.p, b.n);
	buf_free(&b);
	return (value);
}

int
body_read_time(instant_us *us, const json_t *value, struct err *e)
{
	if (!json_is_string(value) ||
	    instant_log_time(us, (struct str){ json_string_value(value), json_string_length(value) }) != 0)
		return (err_set(e, ERR_CORRUPT, "a body without a valid time"));
	return (0);
}

json_t *
body_instant(struct instant t)
{
	return (json_pack("[o, o]", body_time(t.earliest), body_time(t.latest)));
}

int
body_read_instant(struct instant *t, const json_t *value, struct err *e)
{
	struct instant got;

	if (json_array_size(value) != 2)
		return (err_set(e, ERR_CORRUPT, "a body without a valid interval"));
	if (body_read_time(&got.earliest, json_array_get(value, 0), e) != 0 ||
	    body_read_time(&got.latest, json_array_get(value, 1), e) != 0)
		return (ERR_CORRUPT);
	if (got.latest < got.earliest)
		return (err_set(e, ERR_CORRUPT, "an interval that ends before it begins"));
	*t = got;
	return (0);
}

json_t *
body_source(const struct source *s)
{
	json_t *o = json_pack("{s:o}", "document", body_str(s->document));

	if (s->sha256.n > 0)
		(void)json_object_set_new(o, "sha256", body_str(s->sha256));
	if (s->retrieved != 0)
		(void)json_object_set_new(o, "retrieved", body_time(s->retrieved));
	return (o);
}

void
body_read_source(struct source *s, const json_t *value)
{
	s->document = body_read_str(value, "document");
	s->sha256 = body_read_str(value, "sha256");
	s->retrieved = 0;
	(void)body_read_time(&s->retrieved, json_object_get(value, "retrieved"), NULL);
}
