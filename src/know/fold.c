/*
 * The room's tables in the index, and what is asked of them: which documents
 * there are, in which versions, known since when; and the CVEs that the case
 * is about.  The facts themselves stay in the bodies and are loaded whole when
 * a decision is asked for.
 */
#include "know/docbody.h"
#include "know/know.h"
#include "store/event.h"
#include "store/sql.h"

static const char SCHEMA[] =
    "CREATE TABLE know_doc(entry INTEGER PRIMARY KEY, format TEXT NOT NULL, publisher TEXT NOT NULL, id TEXT NOT NULL,"
    " version TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL, known_a INTEGER NOT NULL,"
    " known_b INTEGER NOT NULL, recorded INTEGER NOT NULL, tlp INTEGER NOT NULL);"
    "CREATE INDEX know_doc_id ON know_doc(format, publisher, id, version);"
    "CREATE TABLE know_cve(cve TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(cve, entry)) WITHOUT ROWID;"
    "CREATE TABLE know_event(format TEXT NOT NULL, publisher TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,"
    " happened_a INTEGER NOT NULL, happened_b INTEGER NOT NULL,"
    " PRIMARY KEY(format, publisher, id, text, happened_a, happened_b)) WITHOUT ROWID;";

static int
fold_doc(struct fold *f, const struct entry *entry, struct instant known, enum tlp tlp, struct err *e)
{
	static const char *const keys[] = { "format", "publisher", "id", "version", "title", "content" };
	sqlite3_stmt *st =
	    sql_prepare(f->db, "INSERT INTO know_doc VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)entry->number);
	for (int i = 0; i < 6; i++)
		sql_bind_str(st, i + 2, body_read_str(entry->body, keys[i]));
	sql_bind_i64(st, 8, known.earliest);
	sql_bind_i64(st, 9, known.latest);
	sql_bind_i64(st, 10, entry->recorded);
	sql_bind_i64(st, 11, tlp);
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc);
}

static int
fold_cves(struct fold *f, const struct entry *entry, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(f->db, "INSERT OR IGNORE INTO know_cve VALUES(?, ?)", e);
	json_t *v;
	size_t i;
	int rc = 0;

	if (st == NULL)
		return (e->code);
	json_array_foreach(json_object_get(entry->body, "cves"), i, v)
	{
		sql_bind_str(st, 1, (struct str){ json_string_value(v), json_string_length(v) });
		sql_bind_i64(st, 2, (int64_t)entry->number);
		if (!json_is_string(v) || (rc = sql_run(st, e)) != 0)
			break;
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

/* One event of a document, unless an older version of the document has told it. */
static int
fold_event(struct fold *f, sqlite3_stmt *st, const struct event *event, const json_t *body, struct err *e)
{
	int rc;

	sql_bind_str(st, 1, body_read_str(body, "format"));
	sql_bind_str(st, 2, body_read_str(body, "publisher"));
	sql_bind_str(st, 3, body_read_str(body, "id"));
	sql_bind_str(st, 4, event->text);
	sql_bind_i64(st, 5, event->happened.earliest);
	sql_bind_i64(st, 6, event->happened.latest);
	if ((rc = sql_run(st, e)) != 0)
		return (rc);
	return (sqlite3_changes(f->db) > 0 ? event_add(f, event, e) : 0);
}

static int
fold_events(struct fold *f, const struct entry *entry, enum tlp tlp, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(f->db, "INSERT OR IGNORE INTO know_event VALUES(?, ?, ?, ?, ?, ?)", e);
	struct event event = { .entry = entry->number, .recorded = entry->recorded, .tlp = tlp };
	json_t *v;
	size_t i;
	int rc = 0;

	if (st == NULL)
		return (e->code);
	body_read_source(&event.source, json_object_get(entry->body, "source"));
	json_array_foreach(json_object_get(entry->body, "events"), i, v)
	{
		event.lane = body_read_str(v, "lane");
		event.text = body_read_str(v, "text");
		if ((rc = body_read_instant(&event.happened, json_object_get(v, "happened"), e)) != 0 ||
		    (rc = body_read_instant(&event.known, json_object_get(v, "known"), e)) != 0 ||
		    (rc = fold_event(f, st, &event, entry->body, e)) != 0)
			break;
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

static int
fold_know(struct fold *f, const struct entry *entry, struct err *e)
{
	struct instant known;
	enum tlp tlp;
	int rc;

	if ((rc = body_read_known(entry->body, &known, &tlp, e)) != 0 ||
	    (rc = fold_doc(f, entry, known, tlp, e)) != 0 || (rc = fold_cves(f, entry, e)) != 0)
		return (rc);
	return (fold_events(f, entry, tlp, e));
}

const struct fold_ops know_fold = { .type = "know", .schema = SCHEMA, .fold = fold_know };

/*
 * The newest version of each document that was known by then and that the
 * audience may see; of two as new, the one imported later.
 */
#define IS_NEWEST                                                                                      \
	"known_b <= ?1 AND tlp <= ?2 AND NOT EXISTS (SELECT 1 FROM know_doc AS n"                      \
	" WHERE n.format = d.format AND n.publisher = d.publisher AND n.id = d.id AND n.known_b <= ?1" \
	" AND n.tlp <= ?2 AND (n.known_b, n.entry) > (d.known_b, d.entry))"
static const char NEWEST[] = "SELECT entry, tlp FROM know_doc AS d WHERE format IN ('cve', 'csaf', 'builds')"
			     " AND " IS_NEWEST " ORDER BY entry";
static const char CVES[] = "SELECT DISTINCT cve FROM know_cve WHERE entry IN"
			   " (SELECT entry FROM know_doc AS d WHERE " IS_NEWEST ") ORDER BY cve";

static int
load_entry(struct know *k, struct case_dir *c, uint64_t entry, enum tlp tlp, struct err *e)
{
	json_t *body = case_body(c, entry, e);
	int rc;

	if (body == NULL)
		return (e->code);
	rc = docbody_load(k, body, entry, tlp, e);
	json_decref(body);
	return (rc);
}

static int
load_case(struct know *k, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c), NEWEST, e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, as_of);
	sql_bind_i64(st, 2, audience);
	while ((rc = sql_step(st, e)) == 1) {
		rc = load_entry(
		    k, c, (uint64_t)sqlite3_column_int64(st, 0), (enum tlp)sqlite3_column_int(st, 1), e);
		if (rc != 0)
			break;
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

struct know *
know_of_case(struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	struct know *k = know_new(e);

	if (k == NULL)
		return (NULL);
	if (know_add_builtin(k, e) == 0 && (c == NULL || load_case(k, c, as_of, audience, e) == 0) &&
	    know_index(k, e) == 0)
		return (k);
	know_free(k);
	return (NULL);
}

int
know_case_cves(struct case_dir *c, instant_us as_of, enum tlp audience, int (*fn)(void *arg, struct str cve),
    void *arg, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c), CVES, e);
	int rc, answer = 0;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, as_of);
	sql_bind_i64(st, 2, audience);
	while (answer == 0 && (rc = sql_step(st, e)) == 1)
		answer = fn(arg, sql_str(st, 0));
	(void)sqlite3_finalize(st);
	return (answer != 0 ? answer : rc);
}

json_t *
know_topic_body(const struct str *cve, size_t n, const struct source *source, instant_us known, enum tlp tlp)
{
	json_t *cves = json_array();

	for (size_t i = 0; i < n; i++)
		(void)json_array_append_new(cves, body_str(cve[i]));
	return (json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s}", "type", "know", "format", "topic", "id",
	    "topic", "known", body_instant((struct instant){ known, known }), "source", body_source(source),
	    "cves", cves, "tlp", tlp_name(tlp)));
}
