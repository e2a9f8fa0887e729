/*
 * The observation store over SQLite: rows are buckets of addresses that lie
 * together (store/obs_bucket.h).  A batch is sorted and merged with the rows
 * that it touches, one after the other.
 */
#include "store/obs.h"

#include <stdlib.h>

#include "base/vec.h"
#include "store/obs_bucket.h"
#include "store/obs_names.h"
#include "store/sql.h"

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

/* What obs_put sorts: an address, and which observation it is of. */
struct place {
	struct obs_addr addr;
	uint32_t item;
};

struct put {
	sqlite3 *db;
	struct obs_numbered names;
	struct obs_names view;
	struct obs_item *item;   /* As they were given. */
	struct place *place;     /* Sorted. */
	struct obs_seen *merged; /* One bucket, old and new. */
	size_t nmerged, capmerged;
	struct buf old, list;
	sqlite3_stmt *before, *behind, *replace, *remove;
	uint64_t fresh;
};

/* The bucket that an address falls into. */
struct target {
	struct obs_addr first;
	unsigned bits;
	bool there; /* It is a row, whose list is in the buffer of old ones. */
};

static int
by_addr(const void *a, const void *b, void *arg)
{
	const struct place *x = a, *y = b;
	const struct put *p = arg;
	int c = obs_addr_order(&x->addr, &y->addr);

	return (c != 0 ? c : obs_item_order(&p->item[x->item], &p->item[y->item], &p->view));
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
	if ((rc = obs_names_put(&p->names, o->source, &item->source, e)) != 0)
		return (rc);
	return (obs_names_put(&p->names, o->product, &item->product, e));
}

/* How two observations are sorted: their whole keys. */
static int
seen_order(const struct put *p, const struct obs_addr *a, const struct obs_item *x, const struct obs_addr *b,
    const struct obs_item *y)
{
	int c = obs_addr_order(a, b);

	return (c != 0 ? c : obs_item_order(x, y, &p->view));
}

/* Add one item to the merged ones, which come in order; equal keys become one. */
static int
merge_one(struct put *p, const struct obs_addr *addr, const struct obs_item *item, bool new, struct err *e)
{
	struct obs_seen *last = p->nmerged > 0 ? &p->merged[p->nmerged - 1] : NULL;

	if (last != NULL && seen_order(p, &last->addr, &last->item, addr, item) == 0) {
		obs_item_join(&last->item, item, &p->view);
		return (0);
	}
	if (VEC_GROW(p->merged, p->nmerged, p->capmerged) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	p->merged[p->nmerged++] = (struct obs_seen){ *addr, *item };
	p->fresh += new;
	return (0);
}

/* Of the sorted new ones, from ${*i} of ${n} on, merge those before (${addr}, ${item}); all where it is NULL. */
static int
merge_new(struct put *p, const struct place *add, size_t n, size_t *i, const struct obs_addr *addr,
    const struct obs_item *item, struct err *e)
{
	int rc = 0;

	for (; *i < n && rc == 0; (*i)++) {
		const struct obs_item *new = &p->item[add[*i].item];

		if (addr != NULL && seen_order(p, &add[*i].addr, new, addr, item) >= 0)
			break;
		rc = merge_one(p, &add[*i].addr, new, true, e);
	}
	return (rc);
}

/* Merge what the row ${b} holds with the ${n} sorted ones from ${add}; of equal keys the old one comes first. */
static int
merge(struct put *p, struct obs_bucket *b, const struct place *add, size_t n, struct err *e)
{
	size_t i = 0;
	int more, rc;

	p->nmerged = 0;
	while ((more = obs_bucket_next(b, e)) > 0) {
		if ((rc = merge_new(p, add, n, &i, &b->addr, &b->list.item, e)) != 0 ||
		    (rc = merge_one(p, &b->addr, &b->list.item, false, e)) != 0)
			return (rc);
	}
	return (more < 0 ? more : merge_new(p, add, n, &i, NULL, NULL, e));
}

/* Write one row. */
static int
write_bucket(struct put *p, const struct obs_seen *seen, size_t n, unsigned bits, struct err *e)
{
	struct obs_addr addr = obs_addr_first(&seen->addr, bits);
	struct instant span = { INSTANT_MAX, INSTANT_MIN };
	unsigned char key[OBS_ADDR_BYTES];
	int rc;

	for (size_t i = 0; i < n; i++) {
		span.earliest = seen[i].item.time < span.earliest ? seen[i].item.time : span.earliest;
		span.latest = seen[i].item.time > span.latest ? seen[i].item.time : span.latest;
	}
	buf_clear(&p->list);
	obs_bucket_list(&p->list, seen, n, bits);
	if ((rc = buf_error(&p->list, e)) != 0)
		return (rc);
	obs_addr_write(key, &addr);
	sql_bind_blob(p->replace, 1, key, sizeof(key));
	sql_bind_i64(p->replace, 2, bits);
	sql_bind_i64(p->replace, 3, span.earliest);
	sql_bind_i64(p->replace, 4, span.latest);
	sql_bind_blob(p->replace, 5, p->list.p, p->list.n);
	return (sql_run(p->replace, e));
}

/* Write sorted observations with ${bits} leading bits in common: as one row, or by halves. */
static int
write_halves(struct put *p, const struct obs_seen *seen, size_t n, unsigned bits, struct err *e)
{
	size_t low = 0, high = n, middle;
	int rc;

	if (n == 0)
		return (0);
	if (n <= OBS_BUCKET_MAX || bits == OBS_ADDR_BITS)
		return (write_bucket(p, seen, n, bits, e));
	/* The first one of the upper half. */
	while (low < high) {
		middle = low + (high - low) / 2;
		if (obs_addr_bit(&seen[middle].addr, bits))
			high = middle;
		else
			low = middle + 1;
	}
	if ((rc = write_halves(p, seen, low, bits + 1, e)) != 0)
		return (rc);
	return (write_halves(p, seen + low, n - low, bits + 1, e));
}

/* Ask ${s} for the row next to ${addr}: 1 with its key, 0 where there is none. */
static int
neighbour(sqlite3_stmt *s, const struct obs_addr *addr, struct obs_addr *key, struct err *e)
{
	unsigned char bytes[OBS_ADDR_BYTES];
	struct str got;
	int rc;

	obs_addr_write(bytes, addr);
	sql_bind_blob(s, 1, bytes, sizeof(bytes));
	if ((rc = sql_step(s, e)) != 1)
		return (rc);
	got = sql_blob(s, 0);
	if (got.n != OBS_ADDR_BYTES)
		return (err_set(e, ERR_CORRUPT, "the index holds an address of the wrong length"));
	*key = obs_addr_read((const unsigned char *)got.p);
	return (1);
}

/*
 * The bucket of an address: the row before it, if that reaches so far; else the largest part of the
 * halved space that holds no row yet, which begins one bit behind what the address has in common with a row.
 */
static int
find_bucket(struct put *p, const struct obs_addr *addr, struct target *t, struct err *e)
{
	struct obs_addr key;
	unsigned common;
	int rc = neighbour(p->before, addr, &key, e);

	*t = (struct target){ .bits = 0 };
	if (rc == 1) {
		int64_t bits = sqlite3_column_int64(p->before, 1);

		common = obs_addr_common(addr, &key);
		t->there = common >= bits;
		t->bits = t->there ? (unsigned)bits : common + 1;
		buf_clear(&p->old);
		buf_str(&p->old, sql_blob(p->before, 2));
		rc = bits < 0 || bits > OBS_ADDR_BITS
		    ? err_set(e, ERR_CORRUPT, "the index holds a bucket of impossible size")
		    : buf_error(&p->old, e);
	}
	(void)sqlite3_reset(p->before);
	if (rc == 0 && !t->there) {
		if ((rc = neighbour(p->behind, addr, &key, e)) == 1) {
			common = obs_addr_common(addr, &key);
			t->bits = common >= t->bits ? common + 1 : t->bits;
			rc = 0;
		}
		(void)sqlite3_reset(p->behind);
	}
	t->first = obs_addr_first(addr, t->bits);
	return (rc);
}

/* Put those of the ${n} sorted new ones that fall into the first one's bucket; ${*taken} tells how many. */
static int
put_bucket(struct put *p, const struct place *add, size_t n, size_t *taken, struct err *e)
{
	unsigned char key[OBS_ADDR_BYTES];
	struct obs_bucket b;
	struct target t;
	int rc;

	if ((rc = find_bucket(p, &add->addr, &t, e)) != 0)
		return (rc);
	for (*taken = 1; *taken < n && obs_addr_common(&add[*taken].addr, &t.first) >= t.bits; (*taken)++)
		;
	obs_addr_write(key, &t.first);
	if ((rc = obs_bucket_open(&b, (struct str){ (const char *)key, sizeof(key) }, t.bits,
		 t.there ? buf_view(&p->old) : STR(""), p->view.n, e)) != 0 ||
	    (rc = merge(p, &b, add, *taken, e)) != 0)
		return (rc);
	/* Where the row is split, none of its parts need have its key. */
	if (t.there && p->nmerged > OBS_BUCKET_MAX) {
		sql_bind_blob(p->remove, 1, key, sizeof(key));
		if ((rc = sql_run(p->remove, e)) != 0)
			return (rc);
	}
	return (write_halves(p, p->merged, p->nmerged, t.bits, e));
}

static int
put_all(struct put *p, const struct obs *obs, size_t n, struct err *e)
{
	size_t before = p->names.n, taken;
	int rc;

	for (size_t i = 0; i < n; i++) {
		p->place[i] = (struct place){ obs_addr_of(&obs[i].ip, obs[i].port), (uint32_t)i };
		if ((rc = item_make(p, &p->item[i], &obs[i], e)) != 0)
			return (rc);
	}
	if ((rc = obs_names_save(&p->names, before, p->db, e)) != 0)
		return (rc);
	p->view = (struct obs_names){ p->names.name, p->names.n };
	qsort_r(p->place, n, sizeof(*p->place), by_addr, p);
	for (size_t i = 0; i < n && rc == 0; i += taken)
		rc = put_bucket(p, &p->place[i], n - i, &taken, e);
	return (rc);
}

static int
prepare(struct put *p, struct err *e)
{
	p->before = sql_prepare(
	    p->db, "SELECT addr, bits, list FROM obs WHERE addr <= ? ORDER BY addr DESC LIMIT 1", e);
	p->behind = sql_prepare(p->db, "SELECT addr FROM obs WHERE addr > ? ORDER BY addr LIMIT 1", e);
	p->replace = sql_prepare(
	    p->db, "INSERT OR REPLACE INTO obs(addr, bits, first, last, list) VALUES(?, ?, ?, ?, ?)", e);
	p->remove = sql_prepare(p->db, "DELETE FROM obs WHERE addr = ?", e);
	return (
	    p->before == NULL || p->behind == NULL || p->replace == NULL || p->remove == NULL ? e->code : 0);
}

int
obs_put(sqlite3 *db, const struct obs *obs, size_t n, uint64_t *fresh, struct err *e)
{
	struct put p = { .db = db, .old = BUF(BUF_BIG), .list = BUF(BUF_BIG) };
	int rc;

	*fresh = 0;
	if (n == 0)
		return (0);
	if ((rc = obs_names_load(&p.names, db, e)) != 0 || (rc = prepare(&p, e)) != 0)
		goto done;
	p.item = n < UINT32_MAX ? malloc(n * sizeof(*p.item)) : NULL;
	p.place = n < UINT32_MAX ? malloc(n * sizeof(*p.place)) : NULL;
	if (p.item == NULL || p.place == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else if ((rc = put_all(&p, obs, n, e)) == 0)
		*fresh = p.fresh;
done:
	(void)sqlite3_finalize(p.remove);
	(void)sqlite3_finalize(p.replace);
	(void)sqlite3_finalize(p.behind);
	(void)sqlite3_finalize(p.before);
	free(p.item);
	free(p.place);
	free(p.merged);
	buf_free(&p.old);
	buf_free(&p.list);
	obs_names_free(&p.names);
	return (rc);
}
