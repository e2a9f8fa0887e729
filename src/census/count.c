/*
 * The count of one day: hosts are found in the window, each by its last
 * observation, then sorted into states and groups.  Four walks over arrays;
 * every tie is broken by what was observed, so that the same case always
 * gives the same rows.
 */
#include <stdlib.h>

#include "base/vec.h"
#include "census/census.h"
#include "census/host.h"
#include "census/verdicts.h"

#define WINDOW_DAYS 14

#define NONE UINT32_MAX

/* What the window tells of one host: observations by number, or NONE. */
struct host {
	uint32_t last, country, asn; /* The last one; the last that knows a country; an AS. */
	uint32_t longer; /* The highest build before the last that is longer and begins with it: a what. */
	uint32_t group;
};

struct group {
	struct count_row row;
	uint32_t last_ip; /* Of the observations counted so far, plus one. */
};

struct count {
	const struct count_query *query;
	struct world world;
	struct verdicts verdicts;
	struct hosts hosts;
	struct host *host;
	struct group *group;
	size_t groups, capgroups;
	struct map names; /* Of groups. */
};

static const struct version *
build_of(const struct count *k, uint32_t i)
{
	return (&k->world.what[k->world.seen[i].what].build);
}

/* Whether observation b says more about now than a: later, else with a longer, else with a higher build. */
static bool
is_later(const struct count *k, uint32_t a, uint32_t b)
{
	const struct version *va = build_of(k, a), *vb = build_of(k, b);

	if (k->world.seen[a].time != k->world.seen[b].time)
		return (k->world.seen[b].time > k->world.seen[a].time);
	if (va->n != vb->n)
		return (vb->n > va->n);
	return (version_order(vb, va) > 0);
}

/* First walk: each host's last observation, and the last that knows where it is. */
static void
find_last(struct count *k)
{
	for (uint32_t i = 0; i < k->world.n; i++) {
		const struct seen *s = &k->world.seen[i];
		struct host *h;

		if (k->hosts.of[i] == HOST_NONE)
			continue;
		h = &k->host[k->hosts.of[i]];
		if (h->last == NONE || is_later(k, h->last, i))
			h->last = i;
		if (s->country[0] != '\0' &&
		    (h->country == NONE || s->time >= k->world.seen[h->country].time))
			h->country = i;
		if (s->asn != 0 && (h->asn == NONE || s->time >= k->world.seen[h->asn].time))
			h->asn = i;
	}
}

/* Second walk: where the last build is short, the highest longer one of the same beginning. */
static void
find_longer(struct count *k)
{
	for (uint32_t i = 0; i < k->world.n; i++) {
		const struct version *build = build_of(k, i), *last;
		struct host *h;

		if (k->hosts.of[i] == HOST_NONE)
			continue;
		h = &k->host[k->hosts.of[i]];
		last = build_of(k, h->last);
		if (last->n == 0 || !version_is_prefix(last, build))
			continue;
		if (h->longer == WHAT_NONE || version_order(build, &k->world.what[h->longer].build) > 0)
			h->longer = k->world.seen[i].what;
	}
}

static void
put_group_name(struct count *k, const struct host *h, struct buf *b)
{
	const struct seen *seen = k->world.seen;
	struct decision d;

	switch (k->query->by) {
	case COUNT_COUNTRY:
		if (h->country != NONE)
			buf_put(b, seen[h->country].country, 2);
		break;
	case COUNT_PRODUCT: buf_str(b, verdicts_product(&k->verdicts, seen[h->last].what, &d)); break;
	case COUNT_BUILD: version_put(b, build_of(k, h->last)); break;
	case COUNT_ASN:
		if (h->asn != NONE)
			buf_u64(b, seen[h->asn].asn);
		break;
	case COUNT_ALL: return;
	}
	if (b->n == 0)
		buf_char(b, '-');
}

static int
find_group(struct count *k, struct str name, uint32_t *group, struct err *e)
{
	struct map_entry *entry = map_put(&k->names, name);

	if (entry == NULL || VEC_GROW(k->group, k->groups, k->capgroups) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (k->names.n > k->groups) {
		entry->value = k->groups;
		k->group[k->groups++] = (struct group){ .row = { .group = entry->key } };
	}
	*group = (uint32_t)entry->value;
	return (0);
}

/* Third walk, over the hosts: each into its group and state. */
static int
sort_hosts(struct count *k, struct err *e)
{
	struct buf name = BUF(1024);
	int rc = 0;

	for (size_t i = 0; i < k->hosts.n && rc == 0; i++) {
		struct host *h = &k->host[i];
		struct count_row *row;

		buf_clear(&name);
		put_group_name(k, h, &name);
		if ((rc = find_group(k, buf_view(&name), &h->group, e)) != 0)
			break;
		row = &k->group[h->group].row;
		row->hosts++;
		switch (verdicts_host(&k->verdicts, k->world.seen[h->last].what, h->longer)) {
		case VERDICT_FIXED: row->fixed++; break;
		case VERDICT_UNFIXED: row->unfixed++; break;
		case VERDICT_AMBIGUOUS: row->ambiguous++; break;
		case VERDICT_NA: row->na++; break;
		}
	}
	buf_free(&name);
	return (rc);
}

/*
 * Fourth walk: addresses.  Observations come in the order of the ip, so one is new in a group if it is
 * not the last.
 */
static void
count_addresses(struct count *k)
{
	for (size_t i = 0; i < k->world.n; i++) {
		struct group *g;

		if (k->hosts.of[i] == HOST_NONE)
			continue;
		g = &k->group[k->host[k->hosts.of[i]].group];
		if (g->last_ip != k->world.seen[i].ip + 1) {
			g->row.addresses++;
			g->last_ip = k->world.seen[i].ip + 1;
		}
	}
}

static int
by_name(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	return (str_order(x->row.group, y->row.group));
}

static int
give_rows(struct count *k, instant_us on, count_fn *fn, void *arg, struct err *e)
{
	size_t silents;
	const struct str *silent = verdicts_silent(&k->verdicts, &silents);
	int rc = 0;

	if (k->groups > 0)
		qsort(k->group, k->groups, sizeof(*k->group), by_name);
	for (size_t i = 0; i < k->groups && rc == 0; i++) {
		k->group[i].row.on = on;
		k->group[i].row.withheld = k->world.withheld;
		k->group[i].row.silent = silent;
		k->group[i].row.silents = silents;
		rc = fn(arg, &k->group[i].row, e);
	}
	return (rc);
}

static void
forget_day(struct count *k)
{
	hosts_free(&k->hosts);
	free(k->host);
	free(k->group);
	map_free(&k->names);
	k->host = NULL;
	k->group = NULL;
	k->groups = k->capgroups = 0;
}

static instant_us
window_of(const struct count_query *query)
{
	return ((instant_us)(query->window != 0 ? query->window : WINDOW_DAYS) * INSTANT_DAY);
}

/* Count the day whose last moment is ${on}. */
static int
count_day(struct count *k, instant_us on, count_fn *fn, void *arg, struct err *e)
{
	uint32_t all;
	int rc;

	verdicts_on(&k->verdicts, on);
	if ((rc = hosts_find(&k->hosts, &k->world, on - window_of(k->query), on, e)) != 0)
		goto done;
	if ((k->host = malloc((k->hosts.n + 1) * sizeof(*k->host))) == NULL) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
		goto done;
	}
	memset(k->host, 0xFF, (k->hosts.n + 1) * sizeof(*k->host));
	/* Without groups there is one row even where nothing was seen. */
	if (k->query->by == COUNT_ALL && (rc = find_group(k, STR(""), &all, e)) != 0)
		goto done;
	find_last(k);
	find_longer(k);
	if ((rc = sort_hosts(k, e)) == 0) {
		count_addresses(k);
		rc = give_rows(k, on, fn, arg, e);
	}
done:
	forget_day(k);
	return (rc);
}

static instant_us
day_end(instant_us us)
{
	return (instant_of_day(instant_day(us) + 1) - 1);
}

/*
 * The first and the last day to count, and from when on observations matter.
 * Where there is none, the day is the one asked for, or today, and all time
 * is looked at, so that what an audience may not see is said.
 */
static int
find_days(struct case_dir *c, const struct count_query *query, instant_us *first, instant_us *last,
    instant_us *from, struct err *e)
{
	struct obs_query q = { .from = INSTANT_MIN, .to = query->as_of, .audience = query->audience };
	struct instant span;
	int rc;

	if (query->has_on && day_end(query->on) < q.to)
		q.to = day_end(query->on);
	if ((rc = obs_span(c, &q, &span, e)) == ERR_NOTFOUND)
		span.earliest = span.latest = query->as_of != INSTANT_MAX ? query->as_of : instant_now();
	else if (rc != 0)
		return (rc);
	*last = day_end(query->has_on ? query->on : span.latest);
	*first = rc == 0 && span.earliest < *last ? day_end(span.earliest) : *last;
	*from = rc == 0 ? *first - window_of(query) : INSTANT_MIN;
	return (0);
}

/*
 * Count every day from the first to the last, both given by their last moments, out of the observations
 * from ${from} on.
 */
static int
count_days(struct case_dir *c, const struct count_query *query, instant_us from, instant_us first,
    instant_us last, count_fn *fn, void *arg, struct err *e)
{
	struct count k = { .query = query };
	struct obs_query q = {
		.from = from, .to = query->as_of < last ? query->as_of : last, .audience = query->audience
	};
	struct know *know = know_of_case(c, query->as_of, query->audience, e);
	int rc;

	if (know == NULL)
		return (e->code);
	if ((rc = world_load(&k.world, c, &q, e)) == 0 &&
	    (rc = verdicts_open(&k.verdicts, c, know, &k.world, query, e)) == 0) {
		for (instant_us on = first; on <= last && rc == 0; on += INSTANT_DAY)
			rc = count_day(&k, on, fn, arg, e);
		verdicts_close(&k.verdicts);
	}
	world_free(&k.world);
	know_free(know);
	return (rc);
}

int
census_count(struct case_dir *c, const struct count_query *query, count_fn *fn, void *arg, struct err *e)
{
	instant_us first, last, from;
	int rc = 0;

	/* A day that is given needs no look at what the case holds. */
	if (query->has_on) {
		last = day_end(query->on);
		from = last - window_of(query);
	} else if ((rc = find_days(c, query, &first, &last, &from, e)) == 0 && from != INSTANT_MIN) {
		from = last - window_of(query);
	}
	return (rc == 0 ? count_days(c, query, from, last, last, fn, arg, e) : rc);
}

int
census_curve(struct case_dir *c, const struct count_query *query, count_fn *fn, void *arg, struct err *e)
{
	struct count_query all = *query;
	instant_us first, last, from;
	int rc;

	all.by = COUNT_ALL;
	rc = find_days(c, &all, &first, &last, &from, e);
	return (rc == 0 ? count_days(c, &all, from, first, last, fn, arg, e) : rc);
}
