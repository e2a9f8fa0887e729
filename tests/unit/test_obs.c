/*
 * The observation store against a brute-force twin: an array of observations
 * in which a new one is compared with all.  Random worlds are small, so that
 * keys collide, or wide, so that buckets split; whatever the order and the cut
 * into calls, the tables must come out the same byte for byte, and the rows
 * must be those that the rule of store/obs_bucket.h gives.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "store/obs_bucket.h"

#define MAX 1500

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

/*
 * Where the addresses of a world lie: few that collide; all over the space; one network full to the last
 * port; two clusters that have all but the last bits in common.
 */
enum spread { FEW, ALL_OVER, ONE_NET, CLUSTERS, SPREADS };

static void
random_addr(struct obs *o, enum spread spread)
{
	switch (spread) {
	case FEW:
		o->ip.b[15] = (unsigned char)draw(3);
		o->ip.b[0] = (unsigned char)(draw(2) * 255);
		break;
	case ALL_OVER:
		for (int i = 0; i < 16; i++)
			o->ip.b[i] = (unsigned char)draw(256);
		break;
	case ONE_NET:
		memcpy(o->ip.b, "\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xC0\0", 14);
		o->ip.b[14] = (unsigned char)draw(8);
		o->ip.b[15] = (unsigned char)draw(256);
		break;
	default:
		memset(o->ip.b, draw(2) == 0 ? 0 : 0xFF, 16);
		o->port = (uint16_t)(draw(2) == 0 ? 65535 - draw(100) : draw(100));
		break;
	}
}

static struct obs
random_obs(enum spread spread)
{
	static const char *const sources[] = { "zgrab2", "shadowserver", "a" };
	static const char *const products[] = { "", "", "Exchange 2016" };
	static const char *const names[] = { "", "EX01", "EX02" };
	struct obs o = { .source = str_of(sources[draw(3)]), .port = draw(2) == 0 ? 443 : 8443 };

	random_addr(&o, spread);
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
	    sqlite3_exec(db, "SELECT hex(addr), bits, first, last, hex(list) FROM obs", dump_row, &b, NULL),
	    SQLITE_OK);
	return (b);
}

/* One row that must be there, of those that begin with a prefix; the space is halved byte by byte and bit by bit. */
static void
want_rows(struct buf *b, const struct obs *sorted, size_t n, unsigned bits)
{
	unsigned char addr[18];
	instant_us first = INSTANT_MAX, last = INSTANT_MIN;
	size_t lower = 0;

	if (n == 0)
		return;
	memcpy(addr, sorted[0].ip.b, 16);
	addr[16] = (unsigned char)(sorted[0].port >> 8);
	addr[17] = (unsigned char)sorted[0].port;
	if (n > OBS_BUCKET_MAX && bits < 144) {
		for (; lower < n; lower++) {
			unsigned byte = bits / 8 < 16 ? sorted[lower].ip.b[bits / 8]
			    : bits / 8 == 16          ? sorted[lower].port / 256
						      : sorted[lower].port % 256;

			if ((byte & (128 >> bits % 8)) != 0)
				break;
		}
		want_rows(b, sorted, lower, bits + 1);
		want_rows(b, sorted + lower, n - lower, bits + 1);
		return;
	}
	for (unsigned i = bits; i < 144; i++)
		addr[i / 8] &= (unsigned char)~(128 >> i % 8);
	for (size_t i = 0; i < n; i++) {
		first = sorted[i].time < first ? sorted[i].time : first;
		last = sorted[i].time > last ? sorted[i].time : last;
	}
	for (size_t i = 0; i < sizeof(addr); i++)
		buf_printf(b, "%02X", addr[i]);
	buf_printf(b, "|%u|%lld|%lld|", bits, (long long)first, (long long)last);
}

static void
check_rows(sqlite3 *db, const struct twin *t)
{
	struct buf have = BUF(BUF_BIG), want = BUF(BUF_BIG);

	want_rows(&want, t->all, t->n, 0);
	assert_int_equal(sqlite3_exec(db, "SELECT hex(addr), bits, first, last FROM obs ORDER BY addr",
			     dump_row, &have, NULL),
	    SQLITE_OK);
	assert_string_equal(buf_c(&have), buf_c(&want));
	buf_free(&have);
	buf_free(&want);
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
random_world(enum spread spread)
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
		obs[i] = random_obs(spread);
		want += twin_put(&twin, &obs[i]);
	}
	qsort(twin.all, twin.n, sizeof(twin.all[0]), by_key);
	assert_int_equal(put_cut(cut, obs, n), want);
	check_rows(cut, &twin);
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
	for (unsigned i = 0; i < 20; i++)
		random_world(i % SPREADS);
}

static void
shuffle(struct obs *obs, size_t n)
{
	for (size_t i = n - 1; i > 0; i--) {
		size_t k = draw((unsigned)i + 1);
		struct obs swap = obs[i];

		obs[i] = obs[k];
		obs[k] = swap;
	}
}

/* Of one order of names: the first observations, which bring them all, come first each time. */
static void
any_order(enum spread spread)
{
	static struct obs obs[MAX];
	static struct twin twin;
	sqlite3 *db[2] = { fresh_index(), fresh_index() };
	struct buf dumps[2];
	const size_t naming = 100;

	twin.n = 0;
	for (size_t i = 0; i < MAX; i++) {
		obs[i] = random_obs(spread);
		(void)twin_put(&twin, &obs[i]);
	}
	qsort(twin.all, twin.n, sizeof(twin.all[0]), by_key);
	for (int i = 0; i < 2; i++) {
		uint64_t fresh = put_cut(db[i], obs, naming);

		shuffle(obs + naming, MAX - naming);
		assert_int_equal(fresh + put_cut(db[i], obs + naming, MAX - naming), twin.n);
		check(db[i], &twin, (struct obs_query){ INSTANT_MIN, INSTANT_MAX, TLP_RED });
		check_rows(db[i], &twin);
		dumps[i] = dump(db[i]);
		sqlite3_close(db[i]);
	}
	assert_string_equal(buf_c(&dumps[0]), buf_c(&dumps[1]));
	buf_free(&dumps[0]);
	buf_free(&dumps[1]);
}

/* Batches in any order give the same tables, byte for byte. */
static void
test_order_does_not_matter(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 2 * SPREADS; i++)
		any_order(i % SPREADS);
}

static int
pass_over(void *arg, const struct obs *o, struct err *e)
{
	(void)arg;
	(void)o;
	(void)e;
	return (0);
}

static void
test_damaged_list(void **state)
{
	/* Key, bits, first, last and list: what is no observation, too short, of unknown names, out of order. */
	static const char *const rows[] = {
		"zeroblob(18), 0, 0, 0, x'FF'",
		"zeroblob(17), 0, 0, 0, x''",
		"zeroblob(18), -1, 0, 0, x''",
		"zeroblob(18), 145, 0, 0, x''",
		"zeroblob(18), 9223372036854775807, 0, 0, x''",
		"zeroblob(18), 0, 0, 0, zeroblob(18)",
		"zeroblob(18), 0, 0, 0, zeroblob(18) || x'00'",
		"zeroblob(18), 0, 0, 0, zeroblob(18) || x'01'",
		"zeroblob(18), 0, 0, 0, zeroblob(18) || x'01FF'",
		"zeroblob(18), 0, 0, 0, zeroblob(18) || x'01010063'",
		"zeroblob(18), 0, 0, 0, zeroblob(18) || x'020000'",
		"zeroblob(18), 0, 0, 0, zeroblob(18) || x'010000' || zeroblob(18) || x'010000'",
		"zeroblob(17) || x'80', 137, 0, 0, x'00010000'",
	};
	sqlite3 *db = fresh_index();
	struct obs_query q = { INSTANT_MIN, INSTANT_MAX, TLP_RED };
	struct obs_info info;
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct obs o = { .source = STR(""), .product = STR(""), .servername = STR("") };
		uint64_t fresh;
		char *sql;

		assert_true(asprintf(&sql, "DELETE FROM obs; INSERT INTO obs VALUES(%s)", rows[i]) > 0);
		assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
		free(sql);
		assert_int_equal(obs_query_index(db, &q, pass_over, NULL, &info, &e), ERR_CORRUPT);
		/* Nor is anything merged into it. */
		o.port = 0xFF;
		assert_int_equal(obs_put(db, &o, 1, &fresh, &e), ERR_CORRUPT);
	}
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
