/*
 * The observation store over SQLite: one row per (ip, port), whose key sorts
 * as the pair does, with the times of its first and last observation and the
 * list of all (store/obs_list.h).  Names that repeat without end (sources,
 * products) are numbered in the order in which they first come.
 */
#include "store/obs.h"

#include <endian.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "store/obs_list.h"
#include "store/sql.h"

#define ADDR_BYTES 18

const char *
obs_precision_name(enum obs_precision p)
{
	static const char *const names[] = { "none", "product", "line", "cu", "su" };

	return (names[p <= OBS_SU ? p : OBS_NONE]);
}

enum obs_precision
obs_precision_of(const struct version *build, struct str product)
{
	if (build->n == 0)
		return (product.n > 0 ? OBS_PRODUCT : OBS_NONE);
	return (build->n >= 4 ? OBS_SU : build->n == 3 ? OBS_CU : OBS_LINE);
}

/* The numbered names, in memory. */
struct names {
	struct map ids;   /* Name to number. */
	struct str *name; /* Number to name; the text is the map's. */
	size_t n, cap;
};

static void
names_free(struct names *names)
{
	map_free(&names->ids);
	free(names->name);
}

/* The number of a name, the next one if it is new; 0 is the empty name. */
static int
names_put(struct names *names, struct str name, uint32_t *id, struct err *e)
{
	struct map_entry *entry = map_put(&names->ids, name);

	if (entry == NULL || VEC_GROW(names->name, names->n, names->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (names->n == 0 || names->ids.n > names->n) {
		entry->value = names->n;
		names->name[names->n++] = entry->key;
	}
	*id = (uint32_t)entry->value;
	return (0);
}

static int
names_load(struct names *names, sqlite3 *db, struct err *e)
{
	sqlite3_stmt *s;
	uint32_t id;
	int rc;

	*names = (struct names){ 0 };
	if ((rc = names_put(names, STR(""), &id, e)) != 0)
		return (rc);
	if ((s = sql_prepare(db, "SELECT id, name FROM obs_name ORDER BY id", e)) == NULL)
		return (e->code);
	while ((rc = sql_step(s, e)) == 1) {
		if ((rc = names_put(names, sql_str(s, 1), &id, e)) != 0)
			break;
		if (id != sqlite3_column_int64(s, 0)) {
			rc = err_set(e, ERR_CORRUPT, "the index: names of observations out of order");
			break;
		}
	}
	(void)sqlite3_finalize(s);
	return (rc);
}

/* Write the names from number ${from} on. */
static int
names_save(const struct names *names, size_t from, sqlite3 *db, struct err *e)
{
	sqlite3_stmt *s;
	int rc = 0;

	if (from == names->n)
		return (0);
	if ((s = sql_prepare(db, "INSERT INTO obs_name(id, name) VALUES(?, ?)", e)) == NULL)
		return (e->code);
	for (size_t i = from; i < names->n && rc == 0; i++) {
		sql_bind_i64(s, 1, (int64_t)i);
		sql_bind_str(s, 2, names->name[i]);
		rc = sql_run(s, e);
	}
	(void)sqlite3_finalize(s);
	return (rc);
}

/* What obs_put sorts: an address, as numbers that compare fast, and which observation it is of. */
struct place {
	uint64_t high, low; /* The ip's halves. */
	uint32_t port, item;
};

struct put {
	sqlite3 *db;
	struct names names;
	struct obs_names view;
	struct obs_item *item;   /* As they were given. */
	struct place *place;     /* Sorted. */
	struct obs_item *merged; /* One address, old and new. */
	size_t nmerged, capmerged;
	struct buf list;
	sqlite3_stmt *get, *insert, *update;
	uint64_t fresh;
	bool seen_last; /* The last address had been there before. */
};

static bool
same_addr(const struct place *a, const struct place *b)
{
	return (a->low == b->low && a->high == b->high && a->port == b->port);
}

static int
by_addr(const void *a, const void *b, void *arg)
{
	const struct place *x = a, *y = b;
	const struct put *p = arg;

	if (x->high != y->high)
		return (x->high < y->high ? -1 : 1);
	if (x->low != y->low)
		return (x->low < y->low ? -1 : 1);
	if (x->port != y->port)
		return (x->port < y->port ? -1 : 1);
	return (obs_item_order(&p->item[x->item], &p->item[y->item], &p->view));
}

static void
place_make(struct place *place, const struct obs *o, uint32_t item)
{
	memcpy(&place->high, o->ip.b, 8);
	memcpy(&place->low, o->ip.b + 8, 8);
	place->high = be64toh(place->high);
	place->low = be64toh(place->low);
	place->port = o->port;
	place->item = item;
}

/* The row's key: bytes that sort as ip and port do. */
static void
addr_put(unsigned char addr[ADDR_BYTES], const struct place *place)
{
	uint64_t high = htobe64(place->high), low = htobe64(place->low);

	memcpy(addr, &high, 8);
	memcpy(addr + 8, &low, 8);
	addr[16] = (unsigned char)(place->port >> 8);
	addr[17] = (unsigned char)place->port;
}

static int
item_make(struct put *p, struct obs_item *item, const struct obs *o, struct err *e)
{
	int rc;

	*item = (struct obs_item){
		.time = o->time,
		.build = o->build,
		.servername = o->servername,
		.key = { (const char *)o->key.b, o->has_key ? SHA256_BYTES : 0 },
		.asn = o->asn,
		.precision = (uint8_t)o->precision,
		.tlp = (uint8_t)o->tlp,
	};
	if (o->country[0] != '\0')
		memcpy(item->country, o->country, 2);
	if ((rc = names_put(&p->names, o->source, &item->source, e)) != 0)
		return (rc);
	return (names_put(&p->names, o->product, &item->product, e));
}

/* Add one item to the merged ones, which come in order; equal keys become one. */
static int
merge_one(struct put *p, const struct obs_item *item, bool new, struct err *e)
{
	if (p->nmerged > 0 && obs_item_order(&p->merged[p->nmerged - 1], item, &p->view) == 0) {
		obs_item_join(&p->merged[p->nmerged - 1], item, &p->view);
		return (0);
	}
	if (VEC_GROW(p->merged, p->nmerged, p->capmerged) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	p->merged[p->nmerged++] = *item;
	p->fresh += new;
	return (0);
}

/*
 * Merge the stored list ${old} with the ${n} sorted ones from ${add}; of equal keys the old one comes
 * first.
 */
static int
merge(struct put *p, struct str old, const struct place *add, size_t n, struct err *e)
{
	struct obs_list list;
	size_t i = 0;
	int more, rc = 0;

	p->nmerged = 0;
	obs_list_open(&list, old, p->view.n);
	while ((more = obs_list_next(&list, e)) > 0 && rc == 0) {
		while (i < n && rc == 0 && obs_item_order(&p->item[add[i].item], &list.item, &p->view) < 0)
			rc = merge_one(p, &p->item[add[i++].item], true, e);
		if (rc == 0)
			rc = merge_one(p, &list.item, false, e);
	}
	if (more < 0)
		return (more);
	while (i < n && rc == 0)
		rc = merge_one(p, &p->item[add[i++].item], true, e);
	return (rc);
}

/*
 * Write the merged list by ${s}, the insert or the update: both have the address last.  ${*done} tells
 * whether a row changed.
 */
static int
store(struct put *p, sqlite3_stmt *s, const unsigned char *addr, bool *done, struct err *e)
{
	const struct obs_item zero = { 0 };
	int rc;

	buf_clear(&p->list);
	for (size_t i = 0; i < p->nmerged; i++)
		obs_list_put(&p->list, &p->merged[i], i > 0 ? &p->merged[i - 1] : &zero);
	if ((rc = buf_error(&p->list, e)) != 0)
		return (rc);
	sql_bind_i64(s, 1, p->merged[0].time);
	sql_bind_i64(s, 2, p->merged[p->nmerged - 1].time);
	sql_bind_blob(s, 3, p->list.p, p->list.n);
	sql_bind_blob(s, 4, addr, ADDR_BYTES);
	rc = sql_run(s, e);
	*done = rc == 0 && sqlite3_changes(p->db) > 0;
	return (rc);
}

/* An address that may be new: ${*done} is false where it is not, and nothing has changed then. */
static int
put_new(
    struct put *p, const unsigned char *addr, const struct place *add, size_t n, bool *done, struct err *e)
{
	uint64_t fresh = p->fresh;
	int rc = merge(p, STR(""), add, n, e);

	if (rc == 0)
		rc = store(p, p->insert, addr, done, e);
	if (!*done)
		p->fresh = fresh;
	return (rc);
}

/* An address that may be there: ${*done} is false where it is not. */
static int
put_old(
    struct put *p, const unsigned char *addr, const struct place *add, size_t n, bool *done, struct err *e)
{
	int rc;

	sql_bind_blob(p->get, 1, addr, ADDR_BYTES);
	if ((rc = sql_step(p->get, e)) == 1 && (rc = merge(p, sql_blob(p->get, 0), add, n, e)) == 0)
		rc = store(p, p->update, addr, done, e);
	/* The merged items point into the row that was read, so it is let go only now. */
	(void)sqlite3_reset(p->get);
	return (rc);
}

/*
 * All new observations of one address.  A batch of new addresses is inserted
 * without asking first, one of known ones is looked up: what the last address
 * was is tried first, since a scan is mostly of one sort.
 */
static int
put_addr(struct put *p, const struct place *add, size_t n, struct err *e)
{
	unsigned char addr[ADDR_BYTES];
	bool done = false, old = p->seen_last;
	int rc;

	addr_put(addr, add);
	rc = (old ? put_old : put_new)(p, addr, add, n, &done, e);
	if (rc == 0 && !done) {
		old = !old;
		rc = (old ? put_old : put_new)(p, addr, add, n, &done, e);
	}
	if (rc == 0 && !done)
		rc = err_set(e, ERR_CORRUPT, "the index: an address that is there and is not");
	p->seen_last = old;
	return (rc);
}

static int
put_all(struct put *p, const struct obs *obs, size_t n, struct err *e)
{
	size_t before = p->names.n, from, to;
	int rc;

	for (size_t i = 0; i < n; i++) {
		place_make(&p->place[i], &obs[i], (uint32_t)i);
		if ((rc = item_make(p, &p->item[i], &obs[i], e)) != 0)
			return (rc);
	}
	if ((rc = names_save(&p->names, before, p->db, e)) != 0)
		return (rc);
	p->view = (struct obs_names){ p->names.name, p->names.n };
	qsort_r(p->place, n, sizeof(*p->place), by_addr, p);

	for (from = 0; from < n && rc == 0; from = to) {
		for (to = from + 1; to < n && same_addr(&p->place[from], &p->place[to]); to++)
			;
		rc = put_addr(p, &p->place[from], to - from, e);
	}
	return (rc);
}

int
obs_put(sqlite3 *db, const struct obs *obs, size_t n, uint64_t *fresh, struct err *e)
{
	struct put p = { .db = db, .list = BUF(BUF_BIG) };
	int rc;

	*fresh = 0;
	if (n == 0)
		return (0);
	if ((rc = names_load(&p.names, db, e)) != 0)
		goto done;
	if ((p.get = sql_prepare(db, "SELECT list FROM obs WHERE addr = ?", e)) == NULL ||
	    (p.insert = sql_prepare(
		 db, "INSERT OR IGNORE INTO obs(first, last, list, addr) VALUES(?, ?, ?, ?)", e)) == NULL ||
	    (p.update = sql_prepare(db, "UPDATE obs SET first = ?, last = ?, list = ? WHERE addr = ?", e)) ==
		NULL) {
		rc = e->code;
		goto done;
	}
	p.item = n < UINT32_MAX ? malloc(n * sizeof(*p.item)) : NULL;
	p.place = n < UINT32_MAX ? malloc(n * sizeof(*p.place)) : NULL;
	if (p.item == NULL || p.place == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else if ((rc = put_all(&p, obs, n, e)) == 0)
		*fresh = p.fresh;
done:
	(void)sqlite3_finalize(p.update);
	(void)sqlite3_finalize(p.insert);
	(void)sqlite3_finalize(p.get);
	free(p.item);
	free(p.place);
	free(p.merged);
	buf_free(&p.list);
	names_free(&p.names);
	return (rc);
}

/* The walk that obs_query and obs_span share. */
struct walk {
	const struct obs_query *query;
	struct names names;
	obs_fn *fn;
	void *arg;
	uint64_t withheld;
};

static void
obs_of_item(struct obs *o, const struct obs_item *item, const struct names *names)
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

static int
walk_row(struct walk *w, struct str addr, struct str bytes, struct err *e)
{
	struct obs_list list;
	struct obs o = { 0 };
	int more, rc = 0;

	if (addr.n != ADDR_BYTES)
		return (err_set(e, ERR_CORRUPT, "the index holds an address of the wrong length"));
	memcpy(o.ip.b, addr.p, sizeof(o.ip.b));
	o.port = (uint16_t)((unsigned char)addr.p[16] << 8 | (unsigned char)addr.p[17]);
	obs_list_open(&list, bytes, w->names.n);
	while (rc == 0 && (more = obs_list_next(&list, e)) != 0) {
		if (more < 0)
			return (more);
		if (list.item.time < w->query->from)
			continue;
		if (list.item.time > w->query->to)
			break;
		if (!tlp_allows(w->query->audience, list.item.tlp)) {
			w->withheld++;
			continue;
		}
		obs_of_item(&o, &list.item, &w->names);
		rc = w->fn(w->arg, &o, e);
	}
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
	if ((rc = names_load(&w.names, db, e)) != 0)
		goto done;
	s = sql_prepare(db, "SELECT addr, list FROM obs WHERE last >= ? AND first <= ? ORDER BY addr", e);
	if (s == NULL) {
		rc = e->code;
		goto done;
	}
	sql_bind_i64(s, 1, query->from);
	sql_bind_i64(s, 2, query->to);
	while ((rc = sql_step(s, e)) == 1) {
		if ((rc = walk_row(&w, sql_blob(s, 0), sql_blob(s, 1), e)) != 0)
			break;
	}
	info->withheld = w.withheld;
done:
	(void)sqlite3_finalize(s);
	names_free(&w.names);
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

/* Where nothing is left out, the rows' own columns tell and no list is read.  */
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
