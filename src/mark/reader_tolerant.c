/*
 * The two tolerant ways of a reader.  A site takes part in one of them only
 * where its texts stay apart there: none may be contained in another one,
 * since reading the longer would also read the shorter.
 */
#include "mark/reader_impl.h"

/* A number of so many digits is unlikely to stand near a site for another reason. */
#define CORE_DIGITS 3

/* The texts of a site as numbers of tokens, and which part of each is looked for. */
struct form {
	struct buf ids;
	size_t from, to;
};

static const uint32_t *
ids_of(const struct form *f)
{
	return ((const uint32_t *)(const void *)f->ids.p + f->from);
}

static bool
contains(const struct form *a, const struct form *b)
{
	size_t n = a->to - a->from, m = b->to - b->from;

	for (size_t at = 0; at + m <= n; at++) {
		if (memcmp(ids_of(a) + at, ids_of(b), m * sizeof(uint32_t)) == 0)
			return (true);
	}
	return (false);
}

static bool
stay_apart(const struct form *f, size_t n)
{
	for (size_t a = 0; a < n; a++) {
		if (f[a].from == f[a].to)
			return (false);
		for (size_t b = 0; b < n; b++) {
			if (a != b && contains(&f[a], &f[b]))
				return (false);
		}
	}
	return (true);
}

/* Whether a token is a number that tells something. */
static bool
is_telling(const struct lane *l, uint32_t id)
{
	struct str token = l->words.entry[id - 1].key;

	return (token.n >= CORE_DIGITS && token.p[0] >= '0' && token.p[0] <= '9');
}

/*
 * Where the texts differ in numbers that tell something, these alone are looked for: what they are assigned
 * to, and how, is what a port to another language changes.
 */
static void
take_cores(const struct lane *l, struct form *f, size_t n)
{
	size_t least = SIZE_MAX, head = 0, tail = 0;

	for (size_t v = 0; v < n; v++)
		least = f[v].to < least ? f[v].to : least;
	for (bool same = true; same && head < least; head += same) {
		for (size_t v = 1; v < n; v++)
			same &= ids_of(&f[v])[head] == ids_of(&f[0])[head];
	}
	for (bool same = true; same && head + tail < least; tail += same) {
		for (size_t v = 1; v < n; v++)
			same &= ids_of(&f[v])[f[v].to - 1 - tail] == ids_of(&f[0])[f[0].to - 1 - tail];
	}
	for (size_t v = 0; v < n; v++) {
		bool telling = false;

		for (size_t i = head; i < f[v].to - tail; i++)
			telling |= is_telling(l, ids_of(&f[v])[i]);
		if (!telling)
			return;
	}
	for (size_t v = 0; v < n; v++) {
		f[v].from = head;
		f[v].to -= tail;
	}
}

static int
make_forms(struct lane *l, const struct mark_site *site, struct form *f, struct err *e)
{
	for (size_t v = 0; v < site->values; v++) {
		f[v] = (struct form){ .ids = BUF((size_t)1 << 20) };
		lane_tokens(l, site->value[v], &f[v].ids);
		if (f[v].ids.failed != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		f[v].to = f[v].ids.n / sizeof(uint32_t);
	}
	return (0);
}

static int
add_around(struct lane *l, size_t k, const struct str *part, size_t n, uint32_t what, struct err *e)
{
	int rc;

	if ((rc = lane_probe(l, k, what, e)) != 0)
		return (rc);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = lane_add(l, &part[i], 1, e);
	return (rc);
}

static int
add_forms(struct lane *l, const struct mark_site *site, size_t k, const struct form *f, struct err *e)
{
	int rc;

	for (size_t v = 0; v < site->values; v++) {
		if ((rc = lane_probe(l, k, (uint32_t)v, e)) != 0 ||
		    (rc = trie_add(
			 l->trie, ids_of(&f[v]), f[v].to - f[v].from, (uint32_t)(l->probes - 1), e)) != 0)
			return (rc);
	}
	if ((rc = add_around(l, k, site->before, site->befores, PROBE_BEFORE, e)) != 0)
		return (rc);
	return (add_around(l, k, site->after, site->afters, PROBE_AFTER, e));
}

static int
add_normal(struct lane *l, const struct mark_site *site, size_t k, struct err *e)
{
	int rc = 0;

	for (size_t v = 0; rc == 0 && v < site->values; v++) {
		if ((rc = lane_probe(l, k, (uint32_t)v, e)) == 0)
			rc = lane_add_text(l, site, site->value[v], e);
	}
	return (rc);
}

/* One site in one of the two lanes. */
static int
add_site(struct lane *l, const struct mark_site *site, size_t k, struct err *e)
{
	struct form f[MARK_VALUES_MAX] = { 0 };
	int rc = make_forms(l, site, f, e);

	if (rc == 0 && l->way == MARK_BY_CONTEXT)
		take_cores(l, f, site->values);
	if (rc == 0 && stay_apart(f, site->values))
		rc = l->way == MARK_BY_CONTEXT ? add_forms(l, site, k, f, e) : add_normal(l, site, k, e);
	for (size_t v = 0; v < site->values; v++)
		buf_free(&f[v].ids);
	return (rc);
}

int
mark_reader_tolerant(struct mark_reader *r, struct err *e)
{
	int rc;

	if ((rc = lane_make(&r->normal, MARK_NORMAL, e)) != 0 ||
	    (rc = lane_make(&r->context, MARK_BY_CONTEXT, e)) != 0)
		return (rc);
	for (size_t k = 0; rc == 0 && k < r->sites; k++) {
		const struct mark_site *site = &r->site[k];

		if (site->kind == MARK_FREE)
			continue;
		rc = add_site(&r->normal, site, k, e);
		if (rc == 0 && site->befores > 0 && site->afters > 0)
			rc = add_site(&r->context, site, k, e);
	}
	if (rc != 0 || (rc = trie_build(r->normal.trie, e)) != 0 ||
	    (rc = trie_build(r->context.trie, e)) != 0)
		return (rc);
	r->tolerant = true;
	return (0);
}
