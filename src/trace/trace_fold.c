/* What the index keeps of conclusions, and what the timeline says of them.  See trace/trace.h. */
#include "store/sql.h"
#include "trace/row.h"
#include "trace/trace.h"

static const char SCHEMA[] =
    "CREATE TABLE trace_conclusion(entry INTEGER PRIMARY KEY, type TEXT NOT NULL, known INTEGER NOT NULL,"
    " recorded INTEGER NOT NULL, tlp INTEGER NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL);"
    "CREATE INDEX trace_conclusion_digest ON trace_conclusion(digest);";

/* "tool.py compared with package/: 10^3.1", "...: the marks of 1 party". */
static void
say(struct buf *b, const json_t *body)
{
	const json_t *package = json_object_get(body, "package"), *llr = json_object_get(body, "llr");
	uint64_t accused = row_number(body, "accused");

	buf_str(b, body_read_str(json_object_get(body, "specimen"), "name"));
	if (str_eq(body_read_str(body, "type"), STR("accusation"))) {
		buf_printf(b, ": %llu of %llu marks of ", (unsigned long long)row_number(body, "sites_read"),
		    (unsigned long long)row_number(body, "sites_total"));
		buf_str(b, body_read_str(package, "name"));
		buf_cstr(b, " read; ");
		if (accused == 0)
			buf_cstr(b, "no copy accused");
		else
			buf_printf(b, "%llu %s accused", (unsigned long long)accused,
			    accused == 1 ? "party's copy" : "parties' copies");
		return;
	}
	buf_cstr(b, " compared with ");
	buf_str(b, body_read_str(package, "name"));
	if (json_is_number(llr))
		buf_printf(b, ": likelihood ratio 10^%.1f for derivation", json_number_value(llr));
	else
		buf_printf(b, ": score %.1f, no likelihood ratio", row_real(body, "score"));
}

static int
add_event(struct fold *f, const struct entry *entry, struct instant known, enum tlp tlp, struct err *e)
{
	struct buf text = BUF(1 << 16);
	struct event event = { .entry = entry->number,
		.recorded = entry->recorded,
		.lane = STR("other"),
		.tlp = tlp,
		.happened = known,
		.known = known,
		.source = { .document = STR("athar trace") } };

	say(&text, entry->body);
	return (event_say(f, &event, &text, e));
}

static int
fold_conclusion(struct fold *f, const struct entry *entry, struct err *e)
{
	struct instant known;
	sqlite3_stmt *st;
	enum tlp tlp;
	char *text;
	int rc;

	if ((rc = body_read_known(entry->body, &known, &tlp, e)) != 0)
		return (rc);
	if ((text = json_dumps(entry->body, JSON_COMPACT)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	st = sql_prepare(f->db, "INSERT INTO trace_conclusion VALUES(?, ?, ?, ?, ?, ?, ?)", e);
	rc = st == NULL ? e->code : 0;
	if (rc == 0) {
		sql_bind_i64(st, 1, (int64_t)entry->number);
		sql_bind_str(st, 2, body_read_str(entry->body, "type"));
		sql_bind_i64(st, 3, known.latest);
		sql_bind_i64(st, 4, entry->recorded);
		sql_bind_i64(st, 5, (int64_t)tlp);
		sql_bind_str(st, 6, body_read_str(entry->body, "digest"));
		sql_bind_str(st, 7, str_of(text));
		rc = sql_run(st, e);
	}
	(void)sqlite3_finalize(st);
	free(text);
	return (rc != 0 ? rc : add_event(f, entry, known, tlp, e));
}

const struct fold_ops comparison_fold = {
	.type = "comparison", .schema = SCHEMA, .fold = fold_conclusion, .reads_blob = true
};
const struct fold_ops accusation_fold = { .type = "accusation", .fold = fold_conclusion, .reads_blob = true };
