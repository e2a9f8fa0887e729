/* Alerts in the case: see the header. */
#include "trace/alert.h"

#include "store/event.h"
#include "store/sql.h"

static const char SCHEMA[] =
    "CREATE TABLE trace_alert(entry INTEGER PRIMARY KEY, package_sha256 TEXT NOT NULL,"
    " specimen_sha256 TEXT NOT NULL);"
    "CREATE INDEX trace_alert_pair ON trace_alert(specimen_sha256, package_sha256);";

static int
add_event(struct fold *f, const struct entry *entry, struct err *e)
{
	const json_t *llr = json_object_get(entry->body, "llr");
	struct event v = { .entry = entry->number, .recorded = entry->recorded, .lane = STR("attack") };
	struct buf text = BUF(65536);
	int rc;

	if ((rc = body_read_known(entry->body, &v.known, &v.tlp, e)) != 0)
		return (rc);
	/* It was there when it was found; since when is not known. */
	v.happened = v.known;
	buf_cstr(&text, "a specimen resembles ");
	if (body_read_str(entry->body, "part").n > 0) {
		buf_str(&text, body_read_str(entry->body, "part"));
		buf_cstr(&text, " of ");
	}
	buf_cstr(&text, "the package ");
	buf_str(&text, body_read_str(entry->body, "package"));
	if (json_is_number(llr))
		buf_printf(&text, " (likelihood ratio 10^%.1f)", json_number_value(llr));
	else
		buf_printf(&text, " (score %.1f, no likelihood ratio)",
		    json_number_value(json_object_get(entry->body, "score")));
	body_read_source(&v.source, json_object_get(entry->body, "source"));
	return (event_say(f, &v, &text, e));
}

static int
fold_alert(struct fold *f, const struct entry *entry, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(f->db, "INSERT INTO trace_alert VALUES(?, ?, ?)", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)entry->number);
	sql_bind_str(st, 2, body_read_str(entry->body, "package_sha256"));
	sql_bind_str(st, 3, body_read_str(entry->body, "specimen_sha256"));
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc == 0 ? add_event(f, entry, e) : rc);
}

const struct fold_ops alert_fold = { .type = "alert", .schema = SCHEMA, .fold = fold_alert };

int
alert_there(
    struct case_dir *c, struct str package_sha256, struct str specimen_sha256, bool *there, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT 1 FROM trace_alert WHERE specimen_sha256 = ? AND package_sha256 = ? LIMIT 1", e);
	int rc;

	*there = false;
	if (st == NULL)
		return (e->code);
	sql_bind_str(st, 1, specimen_sha256);
	sql_bind_str(st, 2, package_sha256);
	rc = sql_step(st, e);
	*there = rc == 1;
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}
