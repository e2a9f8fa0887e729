/*
 * The whole way from files to counts against a brute-force twin: random worlds
 * are written as CSV, imported into a real case in several overlapping files,
 * and counted by day, window and group.  The twin keeps all observations in an
 * array, compares strings, and finds hosts by the words of census/host.h, each
 * observation against all others.  Worlds are small, so that names, keys,
 * moments and addresses collide.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "census/census.h"
#include "census/import.h"
#include "cli/rooms.h"

#define MAX  120
#define DAY0 INSTANT_DAY * 18690 /* 2021-03-04 */

static uint64_t seed = 3;

static unsigned
draw(unsigned n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return ((unsigned)(seed >> 33) % n);
}

/* One observation as the twin knows it. */
struct one {
	const char *source;
	unsigned ip, port;
	instant_us time;
	const char *build, *name, *country;
	unsigned key, asn; /* 0: not known. */
};

static struct one all[MAX];
static size_t n_all;

static struct one
random_one(void)
{
	static const char *const sources[] = { "a", "b" };
	static const char *const builds[] = { "15.1.2176", "15.1.2176.2", "15.1.2176.9", "15.1.2176.14",
		"15.2.792", "15.2.792.3", "15.2.792.10", "15.1.2242.4", "15.1.225", "8.3.83.6", "", "15.1" };
	static const char *const names[] = { "", "EX01", "ex01", "EX02", "" };
	static const char *const countries[] = { "", "DE", "FR" };

	return ((struct one){
	    .source = sources[draw(2)],
	    .ip = 1 + draw(4),
	    .port = draw(3) == 0 ? 8443 : 443,
	    .time = DAY0 + (instant_us)draw(20) * INSTANT_DAY + (instant_us)draw(2) * 3600 * INSTANT_SECOND,
	    .build = builds[draw(12)],
	    .name = names[draw(5)],
	    .country = countries[draw(3)],
	    .key = draw(4),
	    .asn = draw(3) * 100,
	});
}

static bool
same_key(const struct one *a, const struct one *b)
{
	return (strcmp(a->source, b->source) == 0 && a->ip == b->ip && a->port == b->port &&
	    a->time == b->time && strcmp(a->build, b->build) == 0);
}

/*
 * A new observation, of a key that is not there yet: what remains of two with one key is tested with the
 * store.
 */
static void
add_one(void)
{
	struct one o = random_one();

	for (size_t i = 0; i < n_all; i++) {
		if (same_key(&all[i], &o))
			return;
	}
	all[n_all++] = o;
}

/* The order of the store: (ip, port), time, source, build. */
static int
store_order(const void *pa, const void *pb)
{
	const struct one *a = pa, *b = pb;
	struct version va = { .n = 0 }, vb = { .n = 0 };
	int c;

	if (a->ip != b->ip)
		return (a->ip < b->ip ? -1 : 1);
	if (a->port != b->port)
		return (a->port < b->port ? -1 : 1);
	if (a->time != b->time)
		return (a->time < b->time ? -1 : 1);
	if ((c = strcmp(a->source, b->source)) != 0)
		return (c);
	(void)version_parse(&va, str_of(a->build), NULL);
	(void)version_parse(&vb, str_of(b->build), NULL);
	return ((c = version_order(&va, &vb)) != 0 ? c : (int)va.n - (int)vb.n);
}

/* Identity by strings. */
struct id {
	char text[100];
};

static bool
same_name(const struct one *a, const struct one *b)
{
	return (str_ieq(str_of(a->name), str_of(b->name)));
}

/* 2: servername and key, 1: a key that stayed alone, 0: neither. */
static struct id ids[MAX];
static int rank[MAX];

static void
full_id(struct id *id, const struct one *o)
{
	(void)snprintf(id->text, sizeof(id->text), "full %s %u",
	    strcmp(o->name, "") == 0 ? ""
		: o->name[3] == '1'  ? "1"
				     : "2",
	    o->key);
}

static bool
in_window(size_t i, instant_us from, instant_us to)
{
	return (all[i].time >= from && all[i].time <= to);
}

/* Whether observation c, of a host of the rank wanted, may be the host of i. */
static bool
may_be(size_t i, size_t c, int wanted)
{
	const struct one *o = &all[i], *h = &all[c];

	if (o->ip != h->ip || o->port != h->port || rank[c] != wanted)
		return (false);
	if (wanted == 2)
		return ((o->key == 0 || o->key == h->key) && (o->name[0] == '\0' || same_name(o, h)));
	return (o->key == 0);
}

/*
 * The nearest before or at the same moment, the last of those; else the nearest after, the first.  MAX:
 * none.
 */
static size_t
nearest(size_t i, int wanted, instant_us from, instant_us to)
{
	size_t best = MAX;

	for (size_t c = 0; c < n_all; c++) {
		if (in_window(c, from, to) && may_be(i, c, wanted) && all[c].time <= all[i].time &&
		    (best == MAX || all[c].time >= all[best].time))
			best = c;
	}
	if (best != MAX)
		return (best);
	for (size_t c = 0; c < n_all; c++) {
		if (in_window(c, from, to) && may_be(i, c, wanted) &&
		    (best == MAX || all[c].time < all[best].time))
			best = c;
	}
	return (best);
}

static void
find_ids(instant_us from, instant_us to)
{
	size_t c;

	for (size_t i = 0; i < n_all; i++) {
		rank[i] = all[i].key != 0 && all[i].name[0] != '\0' ? 2 : 0;
		if (rank[i] == 2)
			full_id(&ids[i], &all[i]);
	}
	for (size_t i = 0; i < n_all; i++) {
		if (!in_window(i, from, to) || rank[i] == 2 || all[i].key == 0)
			continue;
		if ((c = nearest(i, 2, from, to)) != MAX) {
			full_id(&ids[i], &all[c]);
			rank[i] = -1;
		} else {
			(void)snprintf(ids[i].text, sizeof(ids[i].text), "key %u", all[i].key);
		}
	}
	for (size_t i = 0; i < n_all; i++) {
		if (rank[i] == 0 && all[i].key != 0)
			rank[i] = 1;
	}
	for (size_t i = 0; i < n_all; i++) {
		if (!in_window(i, from, to) || all[i].key != 0)
			continue;
		if ((c = nearest(i, 2, from, to)) != MAX)
			full_id(&ids[i], &all[c]);
		else if ((c = nearest(i, 1, from, to)) != MAX)
			(void)snprintf(ids[i].text, sizeof(ids[i].text), "key %u", all[c].key);
		else
			(void)snprintf(
			    ids[i].text, sizeof(ids[i].text), "addr %u %u", all[i].ip, all[i].port);
	}
}

static struct version
build_of(size_t i)
{
	struct version v = { .n = 0 };

	(void)version_parse(&v, str_of(all[i].build), NULL);
	return (v);
}

/* What one CVE says of the host whose last observation is ${last}. */
static enum verdict
verdict_of(
    const struct know *k, const char *host, size_t last, struct str cve, instant_us from, instant_us on)
{
	struct version lv = build_of(last), best = { .n = 0 }, v;
	struct decision d;

	if (lv.n == 0)
		return (VERDICT_AMBIGUOUS);
	know_decide(k, STR(""), &lv, cve, on, &d);
	if (d.verdict != VERDICT_AMBIGUOUS)
		return (d.verdict);
	for (size_t i = 0; i < n_all; i++) {
		if (!in_window(i, from, on) || strcmp(ids[i].text, host) != 0)
			continue;
		v = build_of(i);
		if (version_is_prefix(&lv, &v) && (best.n == 0 || version_order(&v, &best) > 0))
			best = v;
	}
	if (best.n == 0)
		return (VERDICT_AMBIGUOUS);
	know_decide(k, STR(""), &best, cve, on, &d);
	return (d.verdict == VERDICT_FIXED ? VERDICT_FIXED : VERDICT_AMBIGUOUS);
}

static enum verdict
state_of(const struct know *k, const char *host, size_t last, struct str cve, instant_us from, instant_us on)
{
	bool any[4] = { false };
	struct str one;

	if (cve.n > 0)
		return (verdict_of(k, host, last, cve, from, on));
	for (size_t i = 0; (one = know_cves(k, i)).n > 0; i++)
		any[verdict_of(k, host, last, one, from, on)] = true;
	return (any[VERDICT_UNFIXED]     ? VERDICT_UNFIXED
		: any[VERDICT_AMBIGUOUS] ? VERDICT_AMBIGUOUS
		: any[VERDICT_FIXED]     ? VERDICT_FIXED
					 : VERDICT_NA);
}

/* Whether b is later than a: by time, then the longer build, then the higher one. */
static bool
is_later(size_t a, size_t b)
{
	struct version va = build_of(a), vb = build_of(b);

	if (all[a].time != all[b].time)
		return (all[b].time > all[a].time);
	if (va.n != vb.n)
		return (vb.n > va.n);
	return (version_order(&vb, &va) > 0);
}

struct twin_row {
	char group[64];
	struct count_row row;
	unsigned ips; /* A bit each. */
};

static struct twin_row rows[MAX];
static size_t n_rows;

static struct twin_row *
find_row(const char *group)
{
	for (size_t i = 0; i < n_rows; i++) {
		if (strcmp(rows[i].group, group) == 0)
			return (&rows[i]);
	}
	rows[n_rows] = (struct twin_row){ .ips = 0 };
	(void)snprintf(rows[n_rows].group, sizeof(rows[0].group), "%s", group);
	return (&rows[n_rows++]);
}

static void
group_of(char *out, size_t n, const struct know *k, const char *host, size_t last, enum count_by by,
    instant_us from, instant_us on)
{
	struct version v = build_of(last);
	size_t best = MAX;
	struct decision d;

	(void)snprintf(out, n, "%s", by == COUNT_ALL ? "" : "-");
	if (by == COUNT_BUILD && all[last].build[0] != '\0')
		(void)snprintf(out, n, "%s", all[last].build);
	if (by == COUNT_PRODUCT) {
		know_decide(k, STR(""), &v, STR("CVE-2021-26855"), on, &d);
		if (d.product[0] != '\0')
			(void)snprintf(out, n, "%s", d.product);
	}
	if (by != COUNT_COUNTRY && by != COUNT_ASN)
		return;
	for (size_t i = 0; i < n_all; i++) {
		if (!in_window(i, from, on) || strcmp(ids[i].text, host) != 0 ||
		    (by == COUNT_COUNTRY ? all[i].country[0] == '\0' : all[i].asn == 0))
			continue;
		if (best == MAX || all[i].time >= all[best].time)
			best = i;
	}
	if (best != MAX && by == COUNT_COUNTRY)
		(void)snprintf(out, n, "%s", all[best].country);
	else if (best != MAX)
		(void)snprintf(out, n, "%u", all[best].asn);
}

static void
twin_host(const struct know *k, size_t first, const struct count_query *q, instant_us from, instant_us on)
{
	const char *host = ids[first].text;
	size_t last = first;
	struct twin_row *r;
	char group[64];

	for (size_t i = 0; i < n_all; i++) {
		if (in_window(i, from, on) && strcmp(ids[i].text, host) == 0 && is_later(last, i))
			last = i;
	}
	group_of(group, sizeof(group), k, host, last, q->by, from, on);
	r = find_row(group);
	r->row.hosts++;
	switch (state_of(k, host, last, q->cve, from, on)) {
	case VERDICT_FIXED: r->row.fixed++; break;
	case VERDICT_UNFIXED: r->row.unfixed++; break;
	case VERDICT_AMBIGUOUS: r->row.ambiguous++; break;
	case VERDICT_NA: r->row.na++; break;
	}
	for (size_t i = 0; i < n_all; i++) {
		if (in_window(i, from, on) && strcmp(ids[i].text, host) == 0)
			r->ips |= 1U << all[i].ip;
	}
}

static int
by_group(const void *a, const void *b)
{
	return (strcmp(((const struct twin_row *)a)->group, ((const struct twin_row *)b)->group));
}

static void
twin_count(const struct know *k, const struct count_query *q, instant_us on)
{
	instant_us from = on - (instant_us)(q->window == 0 ? 14 : q->window) * INSTANT_DAY;

	n_rows = 0;
	if (q->by == COUNT_ALL)
		(void)find_row("");
	find_ids(from, on);
	for (size_t i = 0; i < n_all; i++) {
		bool first = in_window(i, from, on);

		for (size_t j = 0; j < i; j++)
			first = first && !(in_window(j, from, on) && strcmp(ids[j].text, ids[i].text) == 0);
		if (first)
			twin_host(k, i, q, from, on);
	}
	for (size_t i = 0; i < n_rows; i++)
		rows[i].row.addresses = (uint64_t)__builtin_popcount(rows[i].ips);
	qsort(rows, n_rows, sizeof(rows[0]), by_group);
}

static int
compare(void *arg, const struct count_row *got, struct err *e)
{
	size_t *at = arg;
	const struct twin_row *want = &rows[*at];

	(void)e;
	assert_true(*at < n_rows);
	assert_true(str_eq(got->group, str_of(want->group)));
	assert_int_equal(got->hosts, want->row.hosts);
	assert_int_equal(got->addresses, want->row.addresses);
	assert_int_equal(got->fixed, want->row.fixed);
	assert_int_equal(got->unfixed, want->row.unfixed);
	assert_int_equal(got->ambiguous, want->row.ambiguous);
	assert_int_equal(got->na, want->row.na);
	(*at)++;
	return (0);
}

/* What the walk of a curve carries: the query and the day that must come. */
struct curve {
	const struct know *know;
	const struct count_query *query;
	instant_us on;
	unsigned days;
};

static int
compare_day(void *arg, const struct count_row *got, struct err *e)
{
	struct curve *c = arg;
	size_t at = 0;

	assert_int_equal(got->on, c->on);
	twin_count(c->know, c->query, c->on);
	c->on += INSTANT_DAY;
	c->days++;
	return (compare(&at, got, e));
}

static void
put_row(FILE *f, const struct one *o)
{
	struct buf time = BUF(64);

	instant_put(&time, o->time);
	fprintf(f, "192.0.2.%u,%s,%u,%s,%s,", o->ip, buf_c(&time), o->port, o->build, o->name);
	if (o->key != 0)
		fprintf(f, "%064u", o->key);
	fprintf(f, ",%u,%s\n", o->asn, o->country);
	buf_free(&time);
}

/* Write the observations of one source from a to b; how many. */
static uint64_t
write_csv(const char *path, const char *source, size_t a, size_t b)
{
	FILE *f = fopen(path, "w");
	uint64_t n = 0;

	assert_non_null(f);
	fprintf(f, "ip,time,port,version,servername,key,asn,country\n");
	for (size_t i = a; i < b; i++) {
		if (strcmp(all[i].source, source) != 0)
			continue;
		put_row(f, &all[i]);
		n++;
	}
	assert_int_equal(fclose(f), 0);
	return (n);
}

/* Import what overlaps: halves, then all.  The number of new ones must be right each time. */
static void
import_all(struct case_dir *c, const char *dir)
{
	static const char *const sources[] = { "a", "b" };
	const size_t half = n_all / 2, cuts[][2] = { { half / 2, n_all }, { 0, half }, { 0, n_all } };
	struct census_imported got;
	struct err e;
	char path[256];

	(void)snprintf(path, sizeof(path), "%s/x.csv", dir);
	for (size_t s = 0; s < 2; s++) {
		bool there[MAX] = { false };

		for (size_t k = 0; k < 3; k++) {
			struct census_import what = {
				.path = path, .source = str_of(sources[s]), .tlp = TLP_AMBER
			};
			uint64_t n = write_csv(path, sources[s], cuts[k][0], cuts[k][1]), fresh = 0;
			int rc = census_import(c, &what, &got, &e);

			for (size_t i = cuts[k][0]; i < cuts[k][1]; i++) {
				fresh += strcmp(all[i].source, sources[s]) == 0 && !there[i];
				there[i] = true;
			}
			assert_int_equal(rc, n == 0 ? ERR_SYNTAX : 0);
			if (n == 0)
				continue;
			/* The last may be a file that was there before, word for word: then it says so. */
			assert_int_equal(got.fresh, fresh);
			assert_int_equal(got.totals.observations, n);
		}
	}
}

static void
check_counts(struct case_dir *c, const struct know *know)
{
	struct curve curve = { .know = know };
	struct err e;

	for (int i = 0; i < 12; i++) {
		struct count_query q = { .has_on = true,
			.by = (enum count_by)draw(5),
			.as_of = INSTANT_MAX,
			.audience = TLP_RED };
		size_t at = 0;

		q.on = DAY0 + (instant_us)draw(24) * INSTANT_DAY + draw(1000);
		q.window = draw(3) == 0 ? 1 + draw(20) : 0;
		if (draw(2) == 0)
			q.cve = draw(2) == 0 ? STR("CVE-2021-26855") : STR("CVE-2021-26857");
		twin_count(know, &q, instant_of_day(instant_day(q.on) + 1) - 1);
		assert_int_equal(census_count(c, &q, compare, &at, &e), 0);
		assert_int_equal(at, n_rows);
	}
	/* Nothing is for an audience below the label. */
	struct count_query q = { .as_of = INSTANT_MAX, .audience = TLP_CLEAR };
	size_t at = 0, n = n_all;

	n_all = 0;
	twin_count(know, &q, 0);
	assert_int_equal(census_count(c, &q, compare, &at, &e), 0);
	n_all = n;

	q.audience = TLP_RED;
	curve.query = &q;
	curve.on = INSTANT_MAX;
	for (size_t i = 0; i < n_all; i++)
		curve.on = all[i].time < curve.on ? all[i].time : curve.on;
	curve.on = instant_of_day(instant_day(curve.on) + 1) - 1;
	assert_int_equal(census_curve(c, &q, compare_day, &curve, &e), 0);
	assert_true(curve.days > 0);
}

static void
test_random_worlds(void **state)
{
	struct know *know = know_builtin(NULL);
	struct err e;

	(void)state;
	assert_non_null(know);
	for (int world = 0; world < 4; world++) {
		char dir[] = "/tmp/athar-count-XXXXXX", path[64], command[128];
		struct case_dir *c;
		unsigned want = 5 + draw(MAX - 5);

		assert_non_null(mkdtemp(dir));
		(void)snprintf(path, sizeof(path), "%s/case", dir);
		assert_int_equal(case_create(path, &e), 0);
		c = case_open(path, rooms_folds, rooms_folds_n, &e);
		assert_non_null(c);
		n_all = 0;
		for (unsigned i = 0; i < want; i++)
			add_one();
		import_all(c, dir);
		qsort(all, n_all, sizeof(all[0]), store_order);
		check_counts(c, know);
		case_close(c);
		(void)snprintf(command, sizeof(command), "rm -rf %s", dir);
		assert_int_equal(system(command), 0);
	}
	know_free(know);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_worlds),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
