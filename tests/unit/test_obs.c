/*
 * The observation store against a brute-force twin: an array of observations
 * in which a new one is compared with all.  Random worlds are small, so that
 * keys collide; whatever the order and the cut into calls, the tables must
 * come out the same byte for byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "store/obs.h"

#define MAX 600

static uint64_t seed = 1;

static unsigned
draw(unsigned n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return ((unsigned)(seed >> 33) % n);
}

static sqlite3 *
fresh_index(void)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, OBS_SCHEMA, NULL, NULL, NULL), SQLITE_OK);
	return (db);
}

static struct obs
random_obs(void)
{
	static const char *const sources[] = { "zgrab2", "shadowserver", "a" };
	static const char *const products[] = { "", "", "Exchange 2016" };
	static const char *const names[] = { "", "EX01", "EX02" };
	struct obs o = { .source = str_of(sources[draw(3)]), .port = draw(2) == 0 ? 443 : 8443 };

	o.ip.b[15] = (unsigned char)draw(3);
	o.ip.b[0] = (unsigned char)(draw(2) * 255);
	o.time = (instant_us)draw(6) * INSTANT_DAY - 2 * INSTANT_DAY;
	o.product = str_of(products[draw(3)]);
	o.build.n = draw(5);
	for (unsigned i = 0; i < o.build.n; i++)
		o.build.part[i] = i == 0 ? 15 : draw(2) * 1000;
	o.precision = obs_precision_of(&o.build, o.product);
	o.servername = str_of(names[draw(3)]);
	o.has_key = draw(2) == 0;
	if (o.has_key)
		o.key.b[0] = (unsigned char)draw(3);
	o.asn = draw(2) * 70000;
	if (draw(2) == 0)
		memcpy(o.country, draw(2) == 0 ? "DE" : "FR", 3);
	o.tlp = draw(5);
	return (o);
}

/* The twin's own comparisons, written from the header's words. */
static int
key_order(const struct obs *a, const struct obs *b)
{
	int c;

	if ((c = memcmp(a->ip.b, b->ip.b, 16)) != 0)
		return (c);
	if (a->port != b->port)
		return (a->port < b->port ? -1 : 1);
	if (a->time != b->time)
		return (a->time < b->time ? -1 : 1);
	if ((c = str_order(a->source, b->source)) != 0 || (c = version_order(&a->build, &b->build)) != 0)
		return (c);
	return ((int)a->build.n - (int)b->build.n);
}

static int
by_key(const void *a, const void *b)
{
	return (key_order(a, b));
}

static int
rest_order(const struct obs *a, const struct obs *b)
{
	int ka =
	    (a->servername.n > 0) + a->has_key + (a->asn != 0) + (a->country[0] != 0) + (a->product.n > 0);
	int kb =
	    (b->servername.n > 0) + b->has_key + (b->asn != 0) + (b->country[0] != 0) + (b->product.n > 0);
	int c;

	if (ka != kb)
		return (ka - kb);
	if ((c = str_order(a->servername, b->servername)) != 0)
		return (c);
	if (a->has_key != b->has_key)
		return (a->has_key ? 1 : -1);
	if (a->has_key && (c = memcmp(a->key.b, b->key.b, 32)) != 0)
		return (c);
	if ((c = memcmp(a->country, b->country, 2)) != 0)
		return (c);
	if (a->asn != b->asn)
		return (a->asn < b->asn ? -1 : 1);
	return (str_order(a->product, b->product));
}

struct twin {
	struct obs all[MAX];
	size_t n;
};

static unsigned
twin_put(struct twin *t, const struct obs *o)
{
	enum tlp least;

	for (size_t i = 0; i < t->n; i++) {
		if (key_order(&t->all[i], o) != 0)
			continue;
		least = t->all[i].tlp < o->tlp ? t->all[i].tlp : o->tlp;
		if (rest_order(&t->all[i], o) < 0)
			t->all[i] = *o;
		t->all[i].tlp = least;
		return (0);
	}
	t->all[t->n++] = *o;
	return (1);
}

struct expect {
	const struct twin *t;
	const struct obs_query *q;
	size_t at;
	uint64_t withheld;
};

static bool
skipped(struct expect *x)
{
	const struct obs *o = &x->t->all[x->at];

	if (o->time < x->q->from || o->time > x->q->to)
		return (true);
	if (o->tlp <= x->q->audience)
		return (false);
	x->withheld++;
	return (true);
}

static int
compare(void *arg, const struct obs *got, struct err *e)
{
	struct expect *x = arg;
	const struct obs *want;

	(void)e;
	while (x->at < x->t->n && skipped(x))
		x->at++;
	assert_true(x->at < x->t->n);
	want = &x->t->all[x->at++];
	assert_int_equal(key_order(got, want), 0);
	assert_int_equal(rest_order(got, want), 0);
	assert_int_equal(got->precision, want->precision);
	assert_int_equal(got->tlp, want->tlp);
	assert_string_equal(got->country, want->country);
	return (0);
}

static void
check(sqlite3 *db, const struct twin *t, struct obs_query q)
{
	struct expect x = { .t = t, .q = &q };
	struct instant span, want = { INSTANT_MAX, INSTANT_MIN };
	struct obs_info info;
	struct err e;
	int rc;

	assert_int_equal(obs_query_index(db, &q, compare, &x, &info, &e), 0);
	for (; x.at < t->n; x.at++)
		assert_true(skipped(&x));
	assert_int_equal(info.withheld, x.withheld);
	assert_false(info.partial);

	for (size_t i = 0; i < t->n; i++) {
		const struct obs *o = &t->all[i];

		if (o->time < q.from || o->time > q.to || o->tlp > q.audience)
			continue;
		want.earliest = o->time < want.earliest ? o->time : want.earliest;
		want.latest = o->time > want.latest ? o->time : want.latest;
	}
	rc = obs_span_index(db, &q, &span, &e);
	assert_int_equal(rc, want.earliest > want.latest ? ERR_NOTFOUND : 0);
	if (rc == 0)
		assert_memory_equal(&span, &want, sizeof(span));
}

/* All of both tables as one text. */
static int
dump_row(void *arg, int n, char **value, char **name)
{
	(void)name;
	for (int i = 0; i < n; i++)
		buf_printf(arg, "%s|", value[i]);
	return (0);
}

static struct buf
dump(sqlite3 *db)
{
	struct buf b = BUF(BUF_BIG);

	assert_int_equal(sqlite3_exec(db, "SELECT id, name FROM obs_name", dump_row, &b, NULL), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(db, "SELECT hex(addr), first, last, hex(list) FROM obs", dump_row, &b, NULL),
	    SQLITE_OK);
	return (b);
}

/* Put them in calls of random length; how many were new. */
static uint64_t
put_cut(sqlite3 *db, const struct obs *obs, size_t n)
{
	uint64_t fresh, sum = 0;
	struct err e;

	for (size_t at = 0, step; at < n; at += step) {
		step = 1 + draw(40);
		if (step > n - at)
			step = n - at;
		assert_int_equal(obs_put(db, obs + at, step, &fresh, &e), 0);
		sum += fresh;
	}
	return (sum);
}

static void
random_world(void)
{
	static struct obs obs[MAX];
	static struct twin twin;
	size_t n = 1 + draw(MAX - 1);
	sqlite3 *cut = fresh_index(), *whole = fresh_index();
	struct buf a, b;
	uint64_t fresh, want = 0;
	struct err e;

	twin.n = 0;
	for (size_t i = 0; i < n; i++) {
		obs[i] = random_obs();
		want += twin_put(&twin, &obs[i]);
	}
	qsort(twin.all, twin.n, sizeof(twin.all[0]), by_key);
	assert_int_equal(put_cut(cut, obs, n), want);
	assert_int_equal(obs_put(whole, obs, n, &fresh, &e), 0);
	assert_int_equal(fresh, want);
	check(cut, &twin, (struct obs_query){ INSTANT_MIN, INSTANT_MAX, TLP_RED });
	check(cut, &twin, (struct obs_query){ -INSTANT_DAY, INSTANT_DAY, TLP_AMBER });
	check(cut, &twin, (struct obs_query){ INSTANT_DAY * 9, INSTANT_MAX, TLP_RED });

	/* However it was cut, and put once more, the tables are the same. */
	assert_int_equal(put_cut(cut, obs, n), 0);
	a = dump(cut);
	b = dump(whole);
	assert_string_equal(buf_c(&a), buf_c(&b));
	buf_free(&a);
	buf_free(&b);
	sqlite3_close(cut);
	sqlite3_close(whole);
}

static void
test_random_worlds(void **state)
{
	(void)state;
	for (int i = 0; i < 40; i++)
		random_world();
}

/* Batches in any order: the same observations, though names may be numbered differently. */
static void
test_order_does_not_matter(void **state)
{
	static struct obs obs[MAX];
	static struct twin twin;
	sqlite3 *db = fresh_index();

	(void)state;
	twin.n = 0;
	for (size_t i = 0; i < MAX; i++) {
		obs[i] = random_obs();
		(void)twin_put(&twin, &obs[i]);
	}
	for (size_t i = MAX - 1; i > 0; i--) {
		size_t k = draw((unsigned)i + 1);
		struct obs swap = obs[i];

		obs[i] = obs[k];
		obs[k] = swap;
	}
	qsort(twin.all, twin.n, sizeof(twin.all[0]), by_key);
	assert_int_equal(put_cut(db, obs, MAX), twin.n);
	check(db, &twin, (struct obs_query){ INSTANT_MIN, INSTANT_MAX, TLP_RED });
	sqlite3_close(db);
}

static void
test_damaged_list(void **state)
{
	sqlite3 *db = fresh_index();
	struct twin twin = { .n = 0 };
	struct expect x = { .t = &twin };
	struct obs_query q = { INSTANT_MIN, INSTANT_MAX, TLP_RED };
	struct obs_info info;
	struct err e;

	(void)state;
	x.q = &q;
	assert_int_equal(
	    sqlite3_exec(db, "INSERT INTO obs VALUES(zeroblob(18), 0, 0, x'FF')", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(obs_query_index(db, &q, compare, &x, &info, &e), ERR_CORRUPT);
	assert_int_equal(sqlite3_exec(db, "UPDATE obs SET list = x'010063'", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(obs_query_index(db, &q, compare, &x, &info, &e), ERR_CORRUPT);
	sqlite3_close(db);
}

static void
test_addresses(void **state)
{
	static const struct {
		const char *text, *want; /* want NULL: refused. */
	} cases[] = {
		{ "192.0.2.1", "192.0.2.1" },
		{ "::ffff:192.0.2.1", "192.0.2.1" },
		{ "2001:DB8::0:1", "2001:db8::1" },
		{ "::", "::" },
		{ "255.255.255.255", "255.255.255.255" },
		{ "", NULL },
		{ "1.2.3", NULL },
		{ "1.2.3.256", NULL },
		{ "01.2.3.4", NULL },
		{ "1.2.3.4.", NULL },
		{ "1.2.3.4 ", NULL },
		{ "1.2.3.-4", NULL },
		{ "fe80::1%eth0", NULL },
		{ "1:2:3:4:5:6:7:8:9", NULL },
		{ "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf b = BUF(100);
		struct ip ip;

		if (cases[i].want == NULL) {
			assert_int_equal(ip_parse(&ip, str_of(cases[i].text), NULL), ERR_SYNTAX);
			continue;
		}
		assert_int_equal(ip_parse(&ip, str_of(cases[i].text), NULL), 0);
		ip_put(&b, &ip);
		assert_string_equal(buf_c(&b), cases[i].want);
		buf_free(&b);
	}
	assert_int_equal(ip_parse(&(struct ip){ { 0 } }, STR("::1\0"), NULL), ERR_SYNTAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_worlds),
		cmocka_unit_test(test_order_does_not_matter),
		cmocka_unit_test(test_damaged_list),
		cmocka_unit_test(test_addresses),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
