/*
 * Claims as ranges; see the header.  Within a branch the order of the numbers
 * is the order of the fixes, so the builds below the first that anybody calls
 * fixed are affected, those from the safe threshold on are fixed, and what
 * lies between is what the sources disagree about.
 */
#include "know/ranges.h"

#include "know/state.h"
#include "store/sql.h"

/* The walk over one CVE. */
struct walk {
	const struct know *k;
	struct str cve;
	claim_fn *fn;
	void *arg;
};

/* What the tables say of exactly this build. */
static enum verdict
ask_build(const struct walk *w, const struct branch *b, const struct version *v)
{
	struct saying s;

	table_say(w->k, b, v, v, &s);
	return (s.low == s.high ? s.low : VERDICT_AMBIGUOUS);
}

/* All that the claims of one branch have in common. */
static struct claim
branch_claim(const struct walk *w, const struct branch *b, const struct saying *s)
{
	struct claim c = { .vendor = STR("Microsoft"),
		.product = b->product,
		.level = b->cu,
		.available = KNOW_NO_DATE,
		.fixed = s->from,
		.document = w->k->table[w->k->builds.row[b->from].table].source.document };

	if (s->fix == NULL)
		return (c);
	c.update = s->fix->cell[COL_KB].n > 0 ? s->fix->cell[COL_KB] : s->fix->cell[COL_UPDATE];
	if (s->fix->has_available)
		c.available = s->fix->available;
	c.document = w->k->table[s->fix->table].source.document;
	return (c);
}

/* Affected: from the first build of the branch to the last that all call unfixed, or to the threshold. */
static int
claim_affected(const struct walk *w, const struct branch *b, struct claim c)
{
	const struct build_row *row = w->k->builds.row;
	const struct build_row *first = NULL, *last = NULL;

	for (size_t r = b->from; r < b->to; r++) {
		if (ask_build(w, b, &row[r].build) != VERDICT_UNFIXED)
			break;
		if (first == NULL)
			first = &row[r];
		last = &row[r];
	}
	if (first == NULL)
		return (0);
	c.status = CLAIM_AFFECTED;
	c.range = (struct version_range){ .low = first->build, .high = last->build };

	/* Where nobody disagrees about what follows, all below the fix is meant, listed or not. */
	if (c.fixed.n > 0 && last + 1 < row + b->to && version_order(&last[1].build, &c.fixed) == 0) {
		c.range.high = c.fixed;
		c.range.high_open = true;
	}
	return (w->fn(w->arg, &c));
}

/* Builds of which the sources say different things, one by one: nothing is decided about them. */
static int
claim_unclear(const struct walk *w, const struct branch *b, struct claim c)
{
	const struct build_row *row = w->k->builds.row;
	int rc = 0;

	c.status = CLAIM_UNCLEAR;
	for (size_t r = b->from; r < b->to && rc == 0; r++) {
		if (r > b->from && version_order(&row[r].build, &row[r - 1].build) == 0)
			continue;
		if (ask_build(w, b, &row[r].build) != VERDICT_AMBIGUOUS)
			continue;
		c.range = (struct version_range){ .low = row[r].build, .high = row[r].build };
		rc = w->fn(w->arg, &c);
	}
	return (rc);
}

static int
claim_branch(const struct walk *w, const struct branch *b)
{
	struct version low, high;
	struct claim c;
	struct saying s;
	int rc;

	branch_ends(&b->key, &low, &high);
	table_say(w->k, b, &low, &high, &s);
	if (b->na || !s.known)
		return (0);
	c = branch_claim(w, b, &s);
	if (know_not_affected(w->cve, b->product)) {
		c.status = CLAIM_NOT_AFFECTED;
		c.range = (struct version_range){ .low = w->k->builds.row[b->from].build,
			.high = w->k->builds.row[b->to - 1].build };
		c.fixed.n = 0;
		c.update = STR("");
		return (w->fn(w->arg, &c));
	}
	if ((rc = claim_affected(w, b, c)) != 0 || (rc = claim_unclear(w, b, c)) != 0)
		return (rc);
	if (c.fixed.n == 0 || ask_build(w, b, &c.fixed) != VERDICT_FIXED)
		return (0);
	c.status = CLAIM_FIXED;
	c.range = (struct version_range){ .low = c.fixed, .high = c.fixed };
	return (w->fn(w->arg, &c));
}

static const enum claim_status OF_FACT[FACT_STATUSES] = {
	[FACT_AFFECTED] = CLAIM_AFFECTED,
	[FACT_FIXED] = CLAIM_FIXED,
	[FACT_NOT_AFFECTED] = CLAIM_NOT_AFFECTED,
	[FACT_INVESTIGATED] = CLAIM_UNCLEAR,
};

static int
claim_fact(const struct walk *w, const struct fact *f)
{
	struct claim c = { .status = OF_FACT[f->status],
		.vendor = f->vendor,
		.product = f->product,
		.level = f->level,
		.text = f->text,
		.update = f->kb,
		.url = f->url,
		.available = KNOW_NO_DATE,
		.document = f->doc->source.document,
		.tlp = f->doc->tlp };

	/* A range that ends in another branch than the one named decides nothing (see know_index). */
	if (f->misfit)
		c.status = CLAIM_UNCLEAR;
	if (f->ranged) {
		c.range = f->range;
		if (f->status == FACT_FIXED && f->onward)
			c.range.high.n = 0;
	}
	return (w->fn(w->arg, &c));
}

int
know_claims(const struct know *k, struct str cve, claim_fn *fn, void *arg)
{
	struct walk w = { .k = k, .cve = cve, .fn = fn, .arg = arg };
	int rc = 0;

	if (know_is_table_cve(cve)) {
		for (size_t i = 0; i < k->builds.branches && rc == 0; i++)
			rc = claim_branch(&w, &k->builds.branch[i]);
		return (rc);
	}
	for (size_t i = 0; i < k->facts && rc == 0; i++) {
		if (str_eq(k->fact[i].cve, cve))
			rc = claim_fact(&w, &k->fact[i]);
	}
	return (rc);
}

/* Documents known by then that the audience may not see. */
static int
count_hidden(struct case_dir *c, instant_us as_of, enum tlp audience, uint64_t *hidden, struct err *e)
{
	sqlite3_stmt *st =
	    sql_prepare(case_index(c), "SELECT count(*) FROM know_doc WHERE known_b <= ? AND tlp > ?", e);
	int rc;

	if (st == NULL)
		return (e != NULL ? e->code : ERR_IO);
	sql_bind_i64(st, 1, as_of);
	sql_bind_i64(st, 2, audience);
	if ((rc = sql_step(st, e)) == 1)
		*hidden = (uint64_t)sqlite3_column_int64(st, 0);
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}

int
know_cves_seen(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, struct str cve, enum tlp tlp), void *arg, uint64_t *hidden, instant_us *latest,
    struct err *e)
{
	sqlite3_stmt *st;
	int rc, answer = 0;

	*hidden = 0;
	*latest = INSTANT_MIN;
	if ((rc = count_hidden(c, as_of, audience, hidden, e)) != 0)
		return (rc);
	if ((st = sql_prepare(case_index(c),
		 "SELECT cve, min(tlp), max(recorded) FROM know_cve JOIN know_doc USING(entry) WHERE known_b <= ?"
		 " AND tlp <= ? GROUP BY cve ORDER BY cve",
		 e)) == NULL)
		return (e != NULL ? e->code : ERR_IO);
	sql_bind_i64(st, 1, as_of);
	sql_bind_i64(st, 2, audience);
	while (answer == 0 && (rc = sql_step(st, e)) == 1) {
		if (sqlite3_column_int64(st, 2) > *latest)
			*latest = sqlite3_column_int64(st, 2);
		answer = fn(arg, sql_str(st, 0), (enum tlp)sqlite3_column_int(st, 1));
	}
	(void)sqlite3_finalize(st);
	return (answer != 0 ? answer : rc);
}
