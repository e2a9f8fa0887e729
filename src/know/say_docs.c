/*
 * What documents say of a build.  A range in a CVE record belongs to the
 * update level that its product name tells ("... Cumulative Update 6"); where
 * it ends in another branch than that, it is a mistake (three of the ranges of
 * CVE-2021-26858 are) and is shown, never used.  One threshold is never
 * applied across branches: 15.1.2176.4 is greater than 15.1.2106.13 and is not
 * fixed.
 */
#include <stdio.h>

#include "know/fact.h"

const char *const fact_status_names[] = { "affected", "fixed", "not_affected", "investigated" };

bool
fact_in_range(const struct version_range *r, const struct version *v)
{
	int low = r->low.n == 0 ? 1 : version_order(v, &r->low);
	int high = r->high.n == 0 ? -1 : version_order(v, &r->high);

	return ((low > 0 || (low == 0 && !r->low_open)) && (high < 0 || (high == 0 && !r->high_open)));
}

static bool
is_exact(const struct version_range *r)
{
	return (r->low.n != 0 && r->high.n != 0 && version_order(&r->low, &r->high) == 0);
}

bool
fact_fixed_from(const struct fact *f, struct version *from)
{
	if (!f->ranged)
		return (false);
	if (f->status == FACT_AFFECTED && f->range.high.n != 0 && f->range.high_open) {
		*from = f->range.high;
		return (true);
	}
	if (f->status == FACT_FIXED && f->range.low.n != 0) {
		*from = f->range.low;
		return (true);
	}
	return (false);
}

bool
fact_is_rest(const struct fact *f)
{
	return (!f->ranged && str_eq(f->text, STR(FACT_REST)));
}

void
fact_says(const struct fact *f, char *out, size_t n)
{
	const char *level = f->branch != NULL && f->branch->cu.n > 0 ? " for " : "";
	struct str cu = f->branch != NULL ? f->branch->cu : STR("");
	const struct version_range *r = &f->range;

	if (fact_is_rest(f))
		(void)snprintf(out, n, "%s: " FACT_REST, fact_status_names[f->status]);
	else if (!f->ranged && f->text.n > 0)
		(void)snprintf(out, n, "%s, no build given (%.*s)%s%.*s", fact_status_names[f->status],
		    STR_ARG(f->text), level, STR_ARG(cu));
	else if (!f->ranged)
		(void)snprintf(
		    out, n, "%s, no build given%s%.*s", fact_status_names[f->status], level, STR_ARG(cu));
	else if (f->onward)
		(void)snprintf(out, n, "fixed from %s%s%.*s", vtext(&r->low).c, level, STR_ARG(cu));
	else if (is_exact(r))
		(void)snprintf(out, n, "%s: %s%s%.*s", fact_status_names[f->status], vtext(&r->low).c, level,
		    STR_ARG(cu));
	else if (r->high.n != 0)
		(void)snprintf(out, n, "%s %s %s%s%.*s", fact_status_names[f->status],
		    r->high_open ? "below" : "up to", vtext(&r->high).c, level, STR_ARG(cu));
	else
		(void)snprintf(out, n, "%s from %s%s%.*s", fact_status_names[f->status], vtext(&r->low).c,
		    level, STR_ARG(cu));
}

static bool
ends_early(const struct version_range *r)
{
	return (r->low.n != 0 && r->high.n != 0 && version_order(&r->low, &r->high) > 0);
}

void
fact_place(struct fact *f, const struct builds *builds)
{
	struct version anchor = { .n = 0 };
	const struct branch *line;
	char name[512];

	(void)snprintf(name, sizeof(name), "%.*s %.*s %.*s", STR_ARG(str_sub(f->vendor, 0, 128)),
	    STR_ARG(str_sub(f->product, 0, 256)), STR_ARG(str_sub(f->level, 0, 64)));
	f->table_product = builds_product(builds, str_of(name));
	f->branch = f->bound = NULL;

	/* Where the fix is: the end of what is affected, the beginning of what is fixed. */
	if (f->ranged && f->status != FACT_NOT_AFFECTED)
		anchor = f->status == FACT_FIXED ? f->range.low : f->range.high;
	f->bound = builds_branch(builds, &anchor);

	/* A CPE without the year: the line in which the range ends tells the product, */
	if (f->table_product.n == 0 && f->bound != NULL &&
	    builds_same_family(str_of(name), f->bound->product))
		f->table_product = f->bound->product;
	/* but of a range that ends before it begins the beginning does. */
	if (ends_early(&f->range) && (line = builds_line(builds, &f->range.low)) != NULL &&
	    builds_same_family(str_of(name), line->product))
		f->table_product = line->product;
	if (f->table_product.n > 0)
		f->branch = builds_cu(builds, f->table_product, str_of(name));
	f->misfit = f->branch != NULL && anchor.n != 0 && f->bound != f->branch;
}

/* Facts about a branch rank by how closely they name it. */
enum rank { RANK_NONE, RANK_RANGE, RANK_BOUND, RANK_NAMED };

static enum rank
rank_of(const struct fact *f, const struct branch *branch)
{
	/* Where a table knows the builds, what a list leaves over adds nothing. */
	if (fact_is_rest(f))
		return (RANK_NONE);
	if (f->branch != NULL && f->branch == branch)
		return (RANK_NAMED);
	if (f->ranged && f->bound == branch && !f->misfit)
		return (RANK_BOUND);
	/* A range of the same line, which ends in another branch. */
	if (f->ranged && !f->misfit && f->bound != NULL &&
	    version_same_branch(&f->bound->key, &branch->key, 2))
		return (RANK_RANGE);
	if (!f->ranged && f->branch == NULL && str_eq(f->table_product, branch->product))
		return (RANK_RANGE);
	return (RANK_NONE);
}

/* What one fact says of one build; AMBIGUOUS: that it names the product, but decides nothing. */
static enum verdict
ask_fact(const struct fact *f, enum rank rank, const struct version *v)
{
	const struct version_range *r = &f->range;

	switch (f->status) {
	case FACT_NOT_AFFECTED: return (!f->ranged || fact_in_range(r, v) ? VERDICT_NA : VERDICT_AMBIGUOUS);
	case FACT_AFFECTED:
		if (!f->ranged)
			break;
		if (fact_in_range(r, v))
			return (VERDICT_UNFIXED);
		/* Behind the range's end; a single affected build says nothing of others. */
		if (r->high.n != 0 && version_order(v, &r->high) >= 0 && !is_exact(r))
			return (VERDICT_FIXED);
		break;
	case FACT_FIXED:
		if (!f->ranged || r->low.n == 0)
			break;
		/* Unaffected up to some version says nothing of those behind it. */
		if (version_order(v, &r->low) >= 0 && !fact_in_range(r, v) && !f->onward && !is_exact(r))
			break;
		if (version_order(v, &r->low) >= 0)
			return (VERDICT_FIXED);
		/* Before the fix of the same branch; of another branch's fix nothing follows. */
		if (rank >= RANK_BOUND)
			return (VERDICT_UNFIXED);
		break;
	default: break;
	}
	return (VERDICT_AMBIGUOUS);
}

/* What one document says at one end: its closest facts count; among far ones every range must lie below. */
struct heard {
	enum rank rank;
	enum verdict verdict;
	const struct fact *fact;
};

static void
hear(struct heard *h, const struct fact *f, const struct branch *branch, const struct version *v)
{
	enum rank rank = rank_of(f, branch);
	enum verdict got;

	if (rank == RANK_NONE || rank < h->rank)
		return;
	got = ask_fact(f, rank, v);
	if (rank > h->rank || h->fact == NULL) {
		*h = (struct heard){ .rank = rank, .verdict = got, .fact = f };
	} else if (rank == RANK_RANGE) {
		/* The lowest range that still holds the build is the one to show. */
		if (got == VERDICT_UNFIXED && h->verdict != VERDICT_UNFIXED)
			h->fact = f;
		if (got == VERDICT_UNFIXED || h->verdict == VERDICT_UNFIXED)
			h->verdict = VERDICT_UNFIXED;
		else if (h->verdict != got)
			h->verdict = VERDICT_AMBIGUOUS;
	} else if (h->verdict == VERDICT_AMBIGUOUS || (f->ranged && h->fact->misfit && !f->misfit)) {
		/* One that decides is better than one that does not. */
		h->verdict = got;
		h->fact = f;
	} else if (got == VERDICT_UNFIXED && !f->misfit) {
		h->verdict = got;
		h->fact = f;
	}
}

static void
put_opinion(struct saying *s, const struct heard *low, const struct heard *high)
{
	const struct fact *f = low->fact;
	struct opinion *o;

	if (s->opinions == OPINIONS_MAX)
		return;
	s->doc[s->opinions] = f->doc;
	o = &s->opinion[s->opinions++];
	*o = (struct opinion){ .source = f->doc->source, .used = !f->misfit };
	o->verdict = low->verdict == high->verdict ? low->verdict : VERDICT_AMBIGUOUS;
	fact_says(f, o->says, sizeof(o->says));
}

void
verdict_join(enum verdict *all, bool *known, bool *disagree, enum verdict one)
{
	/* A document that names the product and decides nothing does not take another's verdict away. */
	if (one == VERDICT_AMBIGUOUS)
		return;
	if (*known && *all != one) {
		*disagree = true;
		*all = VERDICT_AMBIGUOUS;
	} else {
		*all = one;
	}
	*known = true;
}

void
facts_of(const struct know *k, struct str cve, size_t *from, size_t *to)
{
	size_t low = 0, high = k->facts;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (str_order(k->fact[mid].cve, cve) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (high = low; high < k->facts && str_eq(k->fact[high].cve, cve); high++)
		;
	*from = low;
	*to = high;
}

void
docs_say(const struct know *k, struct str cve, const struct branch *branch, const struct version *low,
    const struct version *high, struct saying *s)
{
	bool known[2] = { false, false };
	struct version from;
	size_t i, to;

	*s = (struct saying){ .low = VERDICT_AMBIGUOUS, .high = VERDICT_AMBIGUOUS };
	facts_of(k, cve, &i, &to);
	while (i < to) {
		const struct doc *doc = k->fact[i].doc;
		struct heard a = { 0 }, b = { 0 };

		for (; i < to && k->fact[i].doc == doc; i++) {
			hear(&a, &k->fact[i], branch, low);
			hear(&b, &k->fact[i], branch, high);
		}
		if (a.fact == NULL)
			continue;
		put_opinion(s, &a, &b);
		if (a.fact->misfit || b.fact->misfit)
			continue;
		verdict_join(&s->low, &known[0], &s->disagree, a.verdict);
		verdict_join(&s->high, &known[1], &s->disagree, b.verdict);
		if (a.rank >= RANK_BOUND && fact_fixed_from(a.fact, &from) &&
		    (s->from.n == 0 || version_order(&from, &s->from) > 0)) {
			s->from = from;
			s->fix = builds_row(&k->builds, &from);
		}
	}
	s->known = known[0] || known[1];
}

bool
docs_name(const struct know *k, struct str cve, struct str product, bool *family)
{
	struct str first = str_sub(product, 0, str_chr(product, ' '));
	bool any = false;
	size_t i, to;

	*family = false;
	facts_of(k, cve, &i, &to);
	for (; i < to; i++) {
		const struct fact *f = &k->fact[i];

		any = any || str_ieq(f->table_product, product);
		*family = *family || (f->table_product.n > 0 && str_istarts(f->table_product, first));
	}
	return (any);
}
