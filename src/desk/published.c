/* Other people's counts: see the header. */
#include "desk/published.h"

#include "desk/rows.h"
#include "desk/say.h"
#include "store/sql.h"

static const char SCHEMA[] =
    "CREATE TABLE desk_published(entry INTEGER PRIMARY KEY, observed_from INTEGER, observed_to INTEGER,"
    " doubt_from INTEGER, doubt_to INTEGER, known_from INTEGER, known_to INTEGER, recorded INTEGER,"
    " count INTEGER, universe INTEGER, tlp INTEGER, scope TEXT, who TEXT, method TEXT, document TEXT);";

/* One row of the table; empty cells were not stated. */
static int
read_row(const struct rows *r, struct published *p, struct err *e)
{
	struct str doubt = rows_cell(r, "doubt"), universe = rows_cell(r, "universe");

	*p = (struct published){ .scope = rows_cell(r, "scope"),
		.who = rows_cell(r, "who"),
		.method = rows_cell(r, "method_as_stated"),
		.source.document = rows_cell(r, "source"),
		.tlp = TLP_CLEAR };
	if (instant_parse(&p->observed, rows_cell(r, "observed"), e) != 0 ||
	    instant_parse(&p->known, rows_cell(r, "known"), e) != 0)
		return (ERR_SYNTAX);
	p->doubt = p->observed;
	if (doubt.n > 0 && instant_parse(&p->doubt, doubt, e) != 0)
		return (ERR_SYNTAX);
	if (str_u64(rows_cell(r, "count"), &p->count) != 0 ||
	    (universe.n > 0 && str_u64(universe, &p->universe) != 0))
		return (err_set(e, ERR_SYNTAX, "count and universe are whole numbers"));
	return (0);
}

int
published_rows(const char *table, published_fn *fn, void *arg, struct err *e)
{
	struct published p;
	struct rows r;
	int rc;

	if ((rc = rows_open(&r, table, e)) != 0)
		return (rc);
	while (rc == 0 && rows_next(&r)) {
		if ((rc = read_row(&r, &p, e)) != 0)
			(void)rows_error(&r, e);
		else
			rc = fn(arg, &p, e);
	}
	rows_close(&r);
	return (rc);
}

json_t *
published_body(const struct published *p)
{
	json_t *body = json_pack("{s:s, s:o, s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:s}", "type",
	    "published-count", "observed", body_instant(p->observed), "doubt", body_instant(p->doubt),
	    "known", body_instant(p->known), "count", (json_int_t)p->count, "scope", body_str(p->scope),
	    "who", body_str(p->who), "method", body_str(p->method), "source", body_source(&p->source), "tlp",
	    tlp_name(p->tlp));

	if (body != NULL && p->universe > 0 &&
	    json_object_set_new(body, "universe", json_integer((json_int_t)p->universe)) != 0) {
		json_decref(body);
		return (NULL);
	}
	return (body);
}

static int
read_body(struct published *p, const struct entry *entry, struct err *e)
{
	const json_t *count = json_object_get(entry->body, "count");
	const json_t *universe = json_object_get(entry->body, "universe");
	int rc;

	*p = (struct published){ .entry = entry->number,
		.recorded = entry->recorded,
		.scope = body_read_str(entry->body, "scope"),
		.who = body_read_str(entry->body, "who"),
		.method = body_read_str(entry->body, "method") };
	if (!json_is_integer(count) || json_integer_value(count) < 0 ||
	    (universe != NULL && (!json_is_integer(universe) || json_integer_value(universe) < 0)))
		return (err_set(e, ERR_CORRUPT, "a published count is not a whole number"));
	p->count = (uint64_t)json_integer_value(count);
	p->universe = universe != NULL ? (uint64_t)json_integer_value(universe) : 0;
	if ((rc = body_read_instant(&p->observed, json_object_get(entry->body, "observed"), e)) != 0 ||
	    (rc = body_read_instant(&p->doubt, json_object_get(entry->body, "doubt"), e)) != 0 ||
	    (rc = body_read_known(entry->body, &p->known, &p->tlp, e)) != 0)
		return (rc);
	body_read_source(&p->source, json_object_get(entry->body, "source"));
	return (0);
}

static int
insert(sqlite3 *db, const struct published *p, struct err *e)
{
	const int64_t number[] = { (int64_t)p->entry, p->observed.earliest, p->observed.latest,
		p->doubt.earliest, p->doubt.latest, p->known.earliest, p->known.latest, p->recorded,
		(int64_t)p->count, (int64_t)p->universe, p->tlp };
	const struct str text[] = { p->scope, p->who, p->method, p->source.document };
	sqlite3_stmt *st =
	    sql_prepare(db, "INSERT INTO desk_published VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", e);
	int at = 1, rc;

	if (st == NULL)
		return (e->code);
	for (size_t i = 0; i < sizeof(number) / sizeof(number[0]); i++)
		sql_bind_i64(st, at++, number[i]);
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		sql_bind_str(st, at++, text[i]);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc);
}

/*
 * The line that the timeline shows: "82,000 of 400,000 servers unpatched (world), counted by RiskIQ:
 * telemetry".
 */
static void
say(struct buf *b, const struct published *p)
{
	say_count(b, p->count);
	if (p->universe > p->count) {
		buf_cstr(b, " of ");
		say_count(b, p->universe);
	}
	buf_cstr(b, " servers unpatched (");
	buf_str(b, p->scope);
	buf_cstr(b, "), says ");
	buf_str(b, p->who);
	if (p->method.n > 0) {
		buf_cstr(b, ": ");
		buf_str(b, p->method);
	}
}

static int
fold(struct fold *f, const struct entry *entry, struct err *e)
{
	struct buf text = BUF(1 << 16);
	struct published p;
	struct event event;
	int rc;

	if ((rc = read_body(&p, entry, e)) != 0 || (rc = insert(f->db, &p, e)) != 0)
		return (rc);
	say(&text, &p);
	event = (struct event){ .entry = p.entry,
		.happened = p.doubt,
		.known = p.known,
		.recorded = p.recorded,
		.lane = STR("census"),
		.source = p.source,
		.tlp = p.tlp };
	return (event_say(f, &event, &text, e));
}

const struct fold_ops published_fold = { .type = "published-count", .schema = SCHEMA, .fold = fold };

static struct published
row_published(sqlite3_stmt *st)
{
	return ((struct published){
	    .entry = (uint64_t)sqlite3_column_int64(st, 0),
	    .observed = { sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2) },
	    .doubt = { sqlite3_column_int64(st, 3), sqlite3_column_int64(st, 4) },
	    .known = { sqlite3_column_int64(st, 5), sqlite3_column_int64(st, 6) },
	    .recorded = sqlite3_column_int64(st, 7),
	    .count = (uint64_t)sqlite3_column_int64(st, 8),
	    .universe = (uint64_t)sqlite3_column_int64(st, 9),
	    .tlp = (enum tlp)sqlite3_column_int(st, 10),
	    .scope = sql_str(st, 11),
	    .who = sql_str(st, 12),
	    .method = sql_str(st, 13),
	    .source.document = sql_str(st, 14),
	});
}

int
published_each(struct case_dir *c, instant_us as_of, enum tlp audience, published_fn *fn, void *arg,
    uint64_t *hidden, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT * FROM desk_published WHERE known_to <= ? ORDER BY observed_from, entry", e);
	int rc, answer = 0;

	*hidden = 0;
	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, as_of);
	while ((rc = sql_step(st, e)) == 1 && answer == 0) {
		struct published p = row_published(st);

		if (tlp_allows(audience, p.tlp))
			answer = fn(arg, &p, e);
		else
			++*hidden;
	}
	(void)sqlite3_finalize(st);
	return (answer != 0 ? answer : rc);
}
