/*
 * Queries of the observation store: one walk over the buckets
 * (store/obs_bucket.h) in the order of their addresses.
 */
#include "store/obs_bucket.h"
#include "store/obs_names.h"
#include "store/sql.h"

/* The walk that obs_query and obs_span share. */
struct walk {
	const struct obs_query *query;
	struct obs_numbered names;
	obs_fn *fn;
	void *arg;
	uint64_t withheld;
};

static void
obs_of_item(struct obs *o, const struct obs_item *item, const struct obs_numbered *names)
{
	o->source = names->name[item->source];
	o->time = item->time;
	o->product = names->name[item->product];
	o->build = item->build;
	o->precision = item->precision;
	o->servername = item->servername;
	o->has_key = item->key.n > 0;
	if (o->has_key)
		memcpy(o->key.b, item->key.p, SHA256_BYTES);
	o->asn = item->asn;
	memcpy(o->country, item->country, 2);
	o->tlp = item->tlp;
}

/* Call for one observation, unless the query leaves it out. */
static int
walk_one(struct walk *w, const struct obs_addr *addr, const struct obs_item *item, struct err *e)
{
	unsigned char bytes[OBS_ADDR_BYTES];
	struct obs o = { .port = addr->port };

	if (item->time < w->query->from || item->time > w->query->to)
		return (0);
	if (!tlp_allows(w->query->audience, item->tlp)) {
		w->withheld++;
		return (0);
	}
	obs_addr_write(bytes, addr);
	memcpy(o.ip.b, bytes, sizeof(o.ip.b));
	obs_of_item(&o, item, &w->names);
	return (w->fn(w->arg, &o, e));
}

/* The row that ${s} stands at. */
static int
walk_row(struct walk *w, sqlite3_stmt *s, struct err *e)
{
	struct obs_bucket b;
	int more,
	    rc = obs_bucket_open(
		&b, sql_blob(s, 0), sqlite3_column_int64(s, 1), sql_blob(s, 2), w->names.n, e);

	while (rc == 0 && (more = obs_bucket_next(&b, e)) != 0)
		rc = more < 0 ? more : walk_one(w, &b.addr, &b.list.item, e);
	return (rc);
}

int
obs_query_index(
    sqlite3 *db, const struct obs_query *query, obs_fn *fn, void *arg, struct obs_info *info, struct err *e)
{
	struct walk w = { .query = query, .fn = fn, .arg = arg };
	sqlite3_stmt *s = NULL;
	int rc;

	*info = (struct obs_info){ 0 };
	if ((rc = obs_names_load(&w.names, db, e)) != 0)
		goto done;
	s = sql_prepare(
	    db, "SELECT addr, bits, list FROM obs WHERE last >= ? AND first <= ? ORDER BY addr", e);
	if (s == NULL) {
		rc = e->code;
		goto done;
	}
	sql_bind_i64(s, 1, query->from);
	sql_bind_i64(s, 2, query->to);
	while ((rc = sql_step(s, e)) == 1) {
		if ((rc = walk_row(&w, s, e)) != 0)
			break;
	}
	info->withheld = w.withheld;
done:
	(void)sqlite3_finalize(s);
	obs_names_free(&w.names);
	return (rc);
}

static int
widen_span(void *arg, const struct obs *o, struct err *e)
{
	struct instant *span = arg;

	(void)e;
	if (o->time < span->earliest)
		span->earliest = o->time;
	if (o->time > span->latest)
		span->latest = o->time;
	return (0);
}

/* Where nothing is left out, the rows' own columns tell and no list is read. */
static int
span_of_columns(sqlite3 *db, struct instant *span, struct err *e)
{
	sqlite3_stmt *s = sql_prepare(db, "SELECT min(first), max(last) FROM obs", e);
	int rc;

	if (s == NULL)
		return (e->code);
	if ((rc = sql_step(s, e)) == 1 && sqlite3_column_type(s, 0) != SQLITE_NULL) {
		span->earliest = sqlite3_column_int64(s, 0);
		span->latest = sqlite3_column_int64(s, 1);
	}
	(void)sqlite3_finalize(s);
	return (rc < 0 ? rc : 0);
}

int
obs_span_index(sqlite3 *db, const struct obs_query *query, struct instant *span, struct err *e)
{
	struct instant got = { INSTANT_MAX, INSTANT_MIN };
	struct obs_info info;
	int rc;

	if (query->from == INSTANT_MIN && query->to == INSTANT_MAX && query->audience == TLP_RED)
		rc = span_of_columns(db, &got, e);
	else
		rc = obs_query_index(db, query, widen_span, &got, &info, e);
	if (rc != 0)
		return (rc);
	if (got.earliest > got.latest)
		return (err_set(e, ERR_NOTFOUND, "no observation in that time"));
	*span = got;
	return (0);
}

int
obs_query(struct case_dir *c, const struct obs_query *query, obs_fn *fn, void *arg, struct obs_info *info,
    struct err *e)
{
	return (obs_query_index(case_index(c), query, fn, arg, info, e));
}

int
obs_span(struct case_dir *c, const struct obs_query *query, struct instant *span, struct err *e)
{
	return (obs_span_index(case_index(c), query, span, e));
}
