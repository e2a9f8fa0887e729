/* Reading back the scans that a case holds: see hunt/hunt.h. */
#include "hunt/hunt.h"
#include "store/sql.h"

int
hunt_each_scan(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct hunt_scan *scan), void *arg, uint64_t *hidden, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT entry, recorded, subject, files, rows, bytes, findings, unread, tlp FROM hunt_scan"
	    " WHERE recorded <= ? ORDER BY entry",
	    e);
	int rc = st == NULL ? e->code : 0;

	*hidden = 0;
	if (st == NULL)
		return (rc);
	sql_bind_i64(st, 1, as_of);
	while (rc == 0 && (rc = sql_step(st, e)) == 1) {
		struct hunt_scan s = {
			.entry = (uint64_t)sqlite3_column_int64(st, 0),
			.recorded = sqlite3_column_int64(st, 1),
			.subject = sql_str(st, 2),
			.files = (uint64_t)sqlite3_column_int64(st, 3),
			.rows = (uint64_t)sqlite3_column_int64(st, 4),
			.bytes = (uint64_t)sqlite3_column_int64(st, 5),
			.findings = (uint64_t)sqlite3_column_int64(st, 6),
			.unread = (uint64_t)sqlite3_column_int64(st, 7),
			.tlp = (enum tlp)sqlite3_column_int(st, 8),
		};

		if (tlp_allows(audience, s.tlp)) {
			rc = fn(arg, &s);
		} else {
			(*hidden)++;
			rc = 0;
		}
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

/* A statement about one entry. */
static sqlite3_stmt *
about(struct case_dir *c, uint64_t entry, const char *sql, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c), sql, e);

	if (st != NULL)
		sql_bind_i64(st, 1, (int64_t)entry);
	return (st);
}

int
hunt_each_finding(struct case_dir *c, uint64_t entry,
    int (*fn)(void *arg, const struct hunt_finding *finding), void *arg, struct err *e)
{
	sqlite3_stmt *st = about(c, entry,
	    "SELECT rule, title, cve, file, client, level, stage, line, offset, time, fields FROM hunt_finding"
	    " WHERE entry = ? ORDER BY id",
	    e);
	int rc = st == NULL ? e->code : 0;

	while (rc == 0 && (rc = sql_step(st, e)) == 1) {
		struct hunt_finding f = {
			.entry = entry,
			.rule = sql_str(st, 0),
			.title = sql_str(st, 1),
			.cve = sql_str(st, 2),
			.file = sql_str(st, 3),
			.client = sql_str(st, 4),
			.level = (enum level)sqlite3_column_int(st, 5),
			.stage = (enum stage)sqlite3_column_int(st, 6),
			.row = (uint64_t)sqlite3_column_int64(st, 7),
			.offset = (uint64_t)sqlite3_column_int64(st, 8),
			.time = sqlite3_column_int64(st, 9),
			.fields = sql_str(st, 10),
		};

		rc = fn(arg, &f);
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

int
hunt_each_verdict(struct case_dir *c, uint64_t entry,
    int (*fn)(void *arg, const struct hunt_verdict *verdict), void *arg, struct err *e)
{
	sqlite3_stmt *st = about(c, entry,
	    "SELECT cve, stage, confidence, findings, rules, idle FROM hunt_verdict WHERE entry = ? ORDER BY id",
	    e);
	int rc = st == NULL ? e->code : 0;

	while (rc == 0 && (rc = sql_step(st, e)) == 1) {
		struct hunt_verdict v = {
			.entry = entry,
			.cve = sql_str(st, 0),
			.stage = (enum stage)sqlite3_column_int(st, 1),
			.confidence = sql_str(st, 2),
			.findings = (uint64_t)sqlite3_column_int64(st, 3),
			.rules = (uint64_t)sqlite3_column_int64(st, 4),
			.idle = (uint64_t)sqlite3_column_int64(st, 5),
		};

		rc = fn(arg, &v);
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

int
hunt_each_coverage(struct case_dir *c, uint64_t entry,
    int (*fn)(void *arg, const struct hunt_coverage *coverage), void *arg, struct err *e)
{
	sqlite3_stmt *st = about(
	    c, entry, "SELECT source, begin, end, gaps FROM hunt_coverage WHERE entry = ? ORDER BY id", e);
	int rc = st == NULL ? e->code : 0;

	while (rc == 0 && (rc = sql_step(st, e)) == 1) {
		struct hunt_coverage v = {
			.entry = entry,
			.source = sql_str(st, 0),
			.from = sqlite3_column_int64(st, 1),
			.to = sqlite3_column_int64(st, 2),
			.gaps = sql_str(st, 3),
		};

		rc = fn(arg, &v);
	}
	(void)sqlite3_finalize(st);
	return (rc);
}
