/* Templates: see the header. */
#include "desk/template.h"

#include "desk/published.h"
#include "desk/rows.h"
#include "know/know.h"
#include "store/sql.h"

const struct template templates[] = {
	{ .name = "exchange-2021",
	    .title = "The Exchange Server zero-days of March 2021",
	    .cve = { "CVE-2021-26855", "CVE-2021-26857", "CVE-2021-26858", "CVE-2021-27065" },
	    .cve_source = "CVEProject/cvelistV5",
	    .cve_known = "2021-03-02T23:55:28Z",
	    .events = "template-exchange-2021.tsv",
	    .counts = "published-counts.tsv" },
	{ .name = NULL },
};

const struct template *
template_find(struct str name)
{
	for (const struct template *t = templates; t->name != NULL; t++) {
		if (str_eq(name, str_of(t->name)))
			return (t);
	}
	return (NULL);
}

static int
read_row(const struct rows *r, struct event *event, struct err *e)
{
	*event = (struct event){ .lane = rows_cell(r, "lane"),
		.text = rows_cell(r, "text"),
		.source.document = rows_cell(r, "source"),
		.tlp = TLP_CLEAR };
	if (instant_parse(&event->happened, rows_cell(r, "happened"), e) != 0 ||
	    instant_parse(&event->known, rows_cell(r, "known"), e) != 0)
		return (ERR_SYNTAX);
	for (size_t i = 0; i < event_lanes_n; i++) {
		if (str_eq(event->lane, str_of(event_lanes[i])))
			return (0);
	}
	return (err_set(e, ERR_SYNTAX, "no such lane"));
}

int
template_each(const struct template *t, event_fn *fn, void *arg, struct err *e)
{
	struct event event;
	struct rows r;
	int rc;

	if ((rc = rows_open(&r, t->events, e)) != 0)
		return (rc);
	while (rc == 0 && rows_next(&r)) {
		if ((rc = read_row(&r, &event, e)) != 0)
			(void)rows_error(&r, e);
		else
			rc = fn(arg, &event, e);
	}
	rows_close(&r);
	return (rc);
}

/* An open commit and how much went into it. */
struct filling {
	struct commit *k;
	size_t added;
};

static int
add_body(struct filling *f, json_t *body, struct err *e)
{
	uint64_t number;
	int rc;

	if (body == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = commit_add(f->k, KIND_IMPORT, body, &number, e)) == 0)
		f->added++;
	return (rc);
}

static int
add_event(void *arg, const struct event *event, struct err *e)
{
	return (add_body(arg, event_body(event), e));
}

static int
add_count(void *arg, const struct published *p, struct err *e)
{
	return (add_body(arg, published_body(p), e));
}

static int
add_template(struct filling *f, const struct template *t, struct err *e)
{
	struct str cve[TEMPLATE_CVES_MAX];
	struct source source = { .document = str_of(t->cve_source) };
	struct instant known;
	size_t n = 0;
	int rc;

	for (; n < TEMPLATE_CVES_MAX && t->cve[n] != NULL; n++)
		cve[n] = str_of(t->cve[n]);
	if ((rc = instant_parse(&known, str_of(t->cve_known), e)) != 0 ||
	    (rc = add_body(f,
		 json_pack("{s:s, s:s, s:s, s:s}", "type", "template", "name", t->name, "title", t->title,
		     "tlp", tlp_name(TLP_CLEAR)),
		 e)) != 0)
		return (rc);
	return (add_body(f, know_topic_body(cve, n, &source, known.latest, TLP_CLEAR), e));
}

int
template_apply(struct case_dir *c, const struct template *t, size_t *added, struct err *e)
{
	struct filling f = { .k = commit_begin(c, e) };
	int rc;

	if (f.k == NULL)
		return (e->code);
	rc = add_template(&f, t, e);
	if (rc == 0)
		rc = template_each(t, add_event, &f, e);
	if (rc == 0 && t->counts != NULL)
		rc = published_rows(t->counts, add_count, &f, e);
	if (rc == 0)
		rc = commit_end(&f.k, e);
	else
		commit_abort(&f.k);
	*added = rc == 0 ? f.added : 0;
	return (rc);
}

static int
fold(struct fold *f, const struct entry *entry, struct err *e)
{
	sqlite3_stmt *st =
	    sql_prepare(f->db, "INSERT INTO desk_template(entry, name, title) VALUES(?, ?, ?)", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)entry->number);
	sql_bind_str(st, 2, body_read_str(entry->body, "name"));
	sql_bind_str(st, 3, body_read_str(entry->body, "title"));
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	return (rc);
}

const struct fold_ops template_fold = { .type = "template",
	.schema = "CREATE TABLE desk_template(entry INTEGER PRIMARY KEY, name TEXT, title TEXT);",
	.fold = fold };

int
template_title(struct case_dir *c, struct buf *b, struct err *e)
{
	sqlite3_stmt *st =
	    sql_prepare(case_index(c), "SELECT title FROM desk_template ORDER BY entry LIMIT 1", e);
	int rc;

	if (st == NULL)
		return (e->code);
	if ((rc = sql_step(st, e)) == 1)
		buf_str(b, sql_str(st, 0));
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}
