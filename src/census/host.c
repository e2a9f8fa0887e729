/*
 * Host identity: see the header.  Each (ip, port) is looked at by itself: a
 * walk forwards remembers the nearest candidate before, one backwards the
 * nearest after, for each servername and key in constant time.  What comes
 * out is a number of 64 bits that two observations share if and only if they
 * are of one host, and a table numbers those.
 */
#include "census/host.h"

#include <stdlib.h>

/*
 * An identity: 0 is none; a full host has servername and key; a key alone has no servername; an address
 * has all ones in front.
 */
#define ADDRESS ((uint64_t)UINT32_MAX << 32)

static uint64_t
full_of(const struct seen *s)
{
	return (s->name != 0 && s->key != 0 ? (uint64_t)s->name << 32 | s->key : 0);
}

/* The nearest candidates, as the walk has met them; a stamp tells those of this walk from older ones. */
struct near {
	uint32_t stamp;
	uint64_t id;
};

struct finder {
	const struct world *w;
	uint64_t *id; /* For each observation. */
	struct near *by_name, *by_key;
	uint32_t stamp;
};

/* What is near now. */
struct nearest {
	uint64_t full, key; /* Any full host; any key without servername. */
};

static void
note(struct finder *f, struct nearest *n, size_t i)
{
	const struct seen *s = &f->w->seen[i];
	uint64_t full = full_of(s);

	if (full != 0) {
		f->by_name[s->name] = (struct near){ f->stamp, full };
		f->by_key[s->key] = (struct near){ f->stamp, full };
		n->full = full;
	} else if (f->id[i] == s->key && s->key != 0) {
		n->key = s->key;
	}
}

static uint64_t
near_id(const struct finder *f, const struct near *near)
{
	return (near->stamp == f->stamp ? near->id : 0);
}

/*
 * Settle one observation that lacks a part, from what is near in this direction; keys first, so that the
 * second round knows them.
 */
static void
settle(struct finder *f, const struct nearest *n, size_t i, bool keys)
{
	const struct seen *s = &f->w->seen[i];

	if (f->id[i] != 0)
		return;
	if (keys) {
		/* Full hosts are all known; a candidate among them is better than any other. */
		if (s->key != 0)
			f->id[i] = near_id(f, &f->by_key[s->key]);
		else if (s->name != 0)
			f->id[i] = near_id(f, &f->by_name[s->name]);
		else
			f->id[i] = n->full;
	} else {
		f->id[i] = n->key;
	}
}

/*
 * One walk over the observations [a, b) of an address, forwards or backwards, by groups of the same
 * moment.
 */
static void
walk(struct finder *f, size_t a, size_t b, bool forwards, bool keys)
{
	const struct seen *seen = f->w->seen;
	struct nearest n = { 0, 0 };
	size_t from, to;

	f->stamp++;
	if (forwards) {
		for (from = a; from < b; from = to) {
			for (to = from; to < b && seen[to].time == seen[from].time; to++)
				note(f, &n, to);
			for (size_t i = from; i < to; i++)
				settle(f, &n, i, keys);
		}
		return;
	}
	for (to = b; to > a; to = from) {
		for (from = to; from > a && seen[from - 1].time == seen[to - 1].time; from--)
			settle(f, &n, from - 1, keys);
		for (size_t i = to; i > from; i--)
			note(f, &n, i - 1);
	}
}

/* The identities of all observations [a, b) of one address. */
static void
identify(struct finder *f, size_t a, size_t b)
{
	const struct seen *seen = f->w->seen;
	bool partial = false, left = false;

	for (size_t i = a; i < b; i++) {
		f->id[i] = full_of(&seen[i]);
		partial |= f->id[i] == 0;
	}
	if (!partial)
		return;
	walk(f, a, b, true, true);
	walk(f, a, b, false, true);
	for (size_t i = a; i < b; i++) {
		/* A key that met no full host stands for itself, and is a candidate for the rest. */
		if (f->id[i] == 0)
			f->id[i] = seen[i].key;
		left |= f->id[i] == 0;
	}
	if (!left)
		return;
	walk(f, a, b, true, false);
	walk(f, a, b, false, false);
	for (size_t i = a; i < b; i++) {
		if (f->id[i] == 0)
			f->id[i] = ADDRESS | seen[i].addr;
	}
}

/* Identities to host numbers: open addressing, at most half full. */
struct table {
	uint64_t *id; /* 0: free. */
	uint32_t *host;
	size_t slots, n;
};

static size_t
slot_of(const struct table *t, uint64_t id)
{
	size_t i = (size_t)((id * 0x9E3779B97F4A7C15ULL) >> 20) & (t->slots - 1);

	while (t->id[i] != 0 && t->id[i] != id)
		i = (i + 1) & (t->slots - 1);
	return (i);
}

static int
table_grow(struct table *t)
{
	struct table wide = { .slots = t->slots == 0 ? 1024 : t->slots * 2, .n = t->n };
	size_t k;

	wide.id = calloc(wide.slots, sizeof(*wide.id));
	wide.host = calloc(wide.slots, sizeof(*wide.host));
	if (wide.id == NULL || wide.host == NULL) {
		free(wide.id);
		free(wide.host);
		return (-1);
	}
	for (size_t i = 0; i < t->slots; i++) {
		if (t->id[i] == 0)
			continue;
		k = slot_of(&wide, t->id[i]);
		wide.id[k] = t->id[i];
		wide.host[k] = t->host[i];
	}
	free(t->id);
	free(t->host);
	*t = wide;
	return (0);
}

static int
number_hosts(struct hosts *h, const struct finder *f)
{
	struct table t = { 0 };
	size_t k;
	int rc = 0;

	for (size_t i = 0; i < f->w->n && rc == 0; i++) {
		if (f->id[i] == 0)
			continue;
		if ((t.n + 1) * 2 > t.slots && (rc = table_grow(&t)) != 0)
			break;
		k = slot_of(&t, f->id[i]);
		if (t.id[k] == 0) {
			t.id[k] = f->id[i];
			t.host[k] = (uint32_t)t.n++;
		}
		h->of[i] = t.host[k];
	}
	h->n = t.n;
	free(t.id);
	free(t.host);
	return (rc);
}

static void
identify_all(struct finder *f, instant_us from, instant_us to)
{
	const struct seen *seen = f->w->seen;
	size_t a, b, n = f->w->n;

	for (a = 0; a < n; a = b) {
		/* The part of this address that lies in the window: its observations are sorted by time. */
		if (seen[a].time < from || seen[a].time > to) {
			b = a + 1;
			continue;
		}
		for (b = a; b < n && seen[b].addr == seen[a].addr && seen[b].time <= to; b++)
			;
		identify(f, a, b);
	}
}

int
hosts_find(struct hosts *h, const struct world *w, instant_us from, instant_us to, struct err *e)
{
	struct finder f = { .w = w };
	int rc = -1;

	*h = (struct hosts){ .of = malloc((w->n + 1) * sizeof(*h->of)) };
	f.id = calloc(w->n + 1, sizeof(*f.id));
	f.by_name = calloc((size_t)w->names + 1, sizeof(*f.by_name));
	f.by_key = calloc((size_t)w->keys + 1, sizeof(*f.by_key));
	if (h->of != NULL && f.id != NULL && f.by_name != NULL && f.by_key != NULL) {
		memset(h->of, 0xFF, (w->n + 1) * sizeof(*h->of));
		identify_all(&f, from, to);
		rc = number_hosts(h, &f);
	}
	free(f.id);
	free(f.by_name);
	free(f.by_key);
	return (rc == 0 ? 0 : err_set(e, ERR_NOMEM, "out of memory"));
}

void
hosts_free(struct hosts *h)
{
	free(h->of);
	*h = (struct hosts){ 0 };
}
