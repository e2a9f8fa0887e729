/*
 * What documents say of a product that no table knows.  A number shorter than
 * those of the ranges stands for all versions that begin with it: "1.6" may be
 * 1.6.0 or 1.6.9.  So the question is put for each version at which an answer
 * may change, the ends of what is meant and the ends of the ranges inside;
 * where the answers differ, the number cannot tell.
 */

#include "know/fact.h"

struct question {
	const struct know *k;
	struct str product, cve;
	const struct version *build;
	size_t from, to;         /* The facts about the CVE. */
	const struct fact *rest; /* What is left over, or NULL. */
};

/* The fix that the facts offer so far. */
struct heard_fix {
	struct str url;
	bool sure; /* The build is from a range that holds what was asked about. */
};

/* Whether a document means the product asked for: by its name, with or without the vendor's. */
static bool
same_product(const struct fact *f, struct str product)
{
	if (str_ieq(f->product, product))
		return (true);
	return (f->vendor.n > 0 && product.n == f->vendor.n + 1 + f->product.n &&
	    str_istarts(product, f->vendor) && product.p[f->vendor.n] == ' ' &&
	    str_iends(product, f->product));
}

/* What one fact says of exactly this version; AMBIGUOUS: nothing that decides. */
static enum verdict
ask_exactly(const struct fact *f, const struct version *v)
{
	static const enum verdict inside[] = { VERDICT_UNFIXED, VERDICT_FIXED, VERDICT_NA,
		VERDICT_AMBIGUOUS };
	const struct version_range *r = &f->range;

	if (fact_is_rest(f))
		return (VERDICT_AMBIGUOUS);
	if (!f->ranged)
		return (f->status == FACT_NOT_AFFECTED ? VERDICT_NA : VERDICT_AMBIGUOUS);
	if (fact_in_range(r, v) || (f->onward && version_order(v, &r->low) >= 0))
		return (inside[f->status]);
	return (VERDICT_AMBIGUOUS);
}

/* What a document leaves over decides where nothing in its list does; a range that cannot be used might. */
static const struct fact *
rest_of(const struct know *k, size_t from, size_t to, struct str product)
{
	const struct fact *rest = NULL;

	for (size_t i = from; i < to; i++) {
		const struct fact *f = &k->fact[i];

		if (!same_product(f, product))
			continue;
		if (!fact_is_rest(f) && !f->ranged && f->status != FACT_NOT_AFFECTED)
			return (NULL);
		if (fact_is_rest(f) && rest != NULL && rest->status != f->status)
			return (NULL);
		rest = fact_is_rest(f) ? f : rest;
	}
	return (rest);
}

#define POINTS_MAX 64

/* The versions that a number may mean, as far as they can be told apart here. */
struct meant {
	struct version at[POINTS_MAX];
	size_t n;
	unsigned parts; /* Of the longest number that a document gives for the product, or of the build. */
	bool over;      /* There are more: nothing is decided. */
};

static void
add_point(struct meant *m, const struct version *v)
{
	if (m->n < POINTS_MAX)
		m->at[m->n++] = *v;
	else
		m->over = true;
}

/* The version of all parts that begins as ${v} does and goes on with ${fill}. */
static struct version
padded(const struct version *v, unsigned parts, uint32_t fill)
{
	struct version p = *v;

	while (p.n < parts)
		p.part[p.n++] = fill;
	return (p);
}

/* The end of a range, where it lies among what is meant: there and right behind it the answer may change. */
static void
add_end(struct meant *m, const struct version *build, const struct version *end)
{
	struct version v = padded(end, m->parts, 0);

	if (end->n == 0 || !version_same_branch(build, &v, build->n))
		return;
	add_point(m, &v);
	if (v.part[v.n - 1] != UINT32_MAX) {
		v.part[v.n - 1]++;
		add_point(m, &v);
	}
}

/* What a build may mean: itself where it is as long as the numbers of the documents. */
static void
find_meant(const struct question *q, struct meant *m)
{
	struct version last;

	*m = (struct meant){ .parts = q->build->n };
	if (q->build->n == 0)
		return;
	for (size_t i = q->from; i < q->to; i++) {
		const struct fact *f = &q->k->fact[i];

		if (!same_product(f, q->product))
			continue;
		m->parts = f->range.low.n > m->parts ? f->range.low.n : m->parts;
		m->parts = f->range.high.n > m->parts ? f->range.high.n : m->parts;
	}
	last = padded(q->build, m->parts, UINT32_MAX);
	m->at[m->n++] = padded(q->build, m->parts, 0);
	if (m->parts == q->build->n)
		return;
	add_point(m, &last);
	for (size_t i = q->from; i < q->to; i++) {
		const struct fact *f = &q->k->fact[i];

		if (same_product(f, q->product) && f->ranged) {
			add_end(m, q->build, &f->range.low);
			add_end(m, q->build, &f->range.high);
		}
	}
}

/*
 * The build that mends this one: where the range that holds it ends, else the next fixed one that is not below
 * it; where no build is asked about, the first that the document calls fixed.
 */
static void
take_fix(struct version *fix, bool *sure, const struct fact *f, const struct version *build, bool inside)
{
	struct version from;

	if (!fact_fixed_from(f, &from) || (f->status == FACT_AFFECTED && !inside))
		return;
	if (build->n == 0) {
		if (fix->n == 0)
			*fix = from;
	} else if (inside) {
		*fix = from;
		*sure = true;
	} else if (!*sure && version_order(&from, build) >= 0 &&
	    (fix->n == 0 || version_order(&from, fix) < 0)) {
		*fix = from;
	}
}

static void
put_said(struct decision *d, const struct fact *f, enum verdict got)
{
	struct opinion *o;

	if (d->opinions == OPINIONS_MAX)
		return;
	o = &d->opinion[d->opinions++];
	*o = (struct opinion){ .source = f->doc->source, .verdict = got, .used = true };
	fact_says(f, o->says, sizeof(o->says));
}

/* What all facts together say of one version. */
static enum verdict
ask_all(const struct question *q, const struct version *v, bool *known, bool *disagree)
{
	enum verdict all = VERDICT_AMBIGUOUS;

	*known = false;
	for (size_t i = q->from; i < q->to; i++) {
		if (same_product(&q->k->fact[i], q->product))
			verdict_join(&all, known, disagree, ask_exactly(&q->k->fact[i], v));
	}
	if (!*known && q->rest != NULL)
		all = q->rest->status == FACT_AFFECTED ? VERDICT_UNFIXED : VERDICT_NA;
	return (all);
}

/* The answer for all that is meant, and the reason if it is one. */
static void
judge(const struct question *q, const struct meant *m, bool named, struct decision *d)
{
	bool known = false, disagree = false, differ = m->over, rest = false;
	enum verdict got;

	for (size_t i = 0; i < m->n && q->build->n > 0; i++) {
		got = ask_all(q, &m->at[i], &known, &disagree);
		rest = rest || (!known && q->rest != NULL);
		differ = differ || (i > 0 && got != d->verdict);
		d->verdict = i > 0 && got != d->verdict ? VERDICT_AMBIGUOUS : got;
	}
	if (differ)
		d->verdict = VERDICT_AMBIGUOUS;
	if (rest)
		put_said(d, q->rest, q->rest->status == FACT_AFFECTED ? VERDICT_UNFIXED : VERDICT_NA);
	if (disagree)
		reason(d, "the documents about %.*s differ", STR_ARG(q->cve));
	else if (differ)
		reason(d,
		    "%s may be any version that begins so, and of those the documents about %.*s say different things",
		    vtext(q->build).c, STR_ARG(q->cve));
	else if (known || rest)
		reason(d, "decided by what the documents about %.*s say of %.*s", STR_ARG(q->cve),
		    STR_ARG(q->product));
	else if (named)
		reason(d, "the documents about %.*s name %.*s, but decide nothing about this version",
		    STR_ARG(q->cve), STR_ARG(q->product));
	else
		reason(d, "no table and no document about %.*s knows this product", STR_ARG(q->cve));
}

/* What one fact says: shown, and what it offers as a fix. */
static void
hear_fact(const struct question *q, const struct meant *m, const struct fact *f, struct heard_fix *fix,
    struct decision *d)
{
	bool inside = false, unfixed = false, differ = false;
	enum verdict got = VERDICT_AMBIGUOUS, one;

	for (size_t i = 0; i < m->n && q->build->n > 0; i++) {
		one = ask_exactly(f, &m->at[i]);
		inside = inside || (f->ranged && fact_in_range(&f->range, &m->at[i]));
		unfixed = unfixed || one == VERDICT_UNFIXED;
		differ = differ || (i > 0 && one != got);
		got = one;
	}
	take_fix(&d->fixed_build, &fix->sure, f, q->build, inside);
	if (unfixed && f->kb.n > 0) {
		(void)str_copy(d->kb, sizeof(d->kb), f->kb);
		d->available = KNOW_NO_DATE;
	}
	if (unfixed && fix->url.n == 0)
		fix->url = f->url;
	if (differ || got != VERDICT_AMBIGUOUS || f->status == FACT_INVESTIGATED)
		put_said(d, f, differ ? VERDICT_AMBIGUOUS : got);
}

void
docs_decide(
    const struct know *k, struct str product, const struct version *build, struct str cve, struct decision *d)
{
	struct question q = { .k = k, .product = product, .cve = cve, .build = build };
	struct heard_fix fix = { .sure = false };
	struct meant m;
	bool named = false;

	facts_of(k, cve, &q.from, &q.to);
	q.rest = rest_of(k, q.from, q.to, product);
	find_meant(&q, &m);
	for (size_t i = q.from; i < q.to; i++) {
		if (!same_product(&k->fact[i], product))
			continue;
		named = true;
		hear_fact(&q, &m, &k->fact[i], &fix, d);
	}
	d->silent = !named;
	d->precision = build->n == 0 ? PRECISION_NONE
	    : build->n == m.parts    ? PRECISION_SU
	    : build->n >= 3          ? PRECISION_CU
				     : PRECISION_LINE;
	if (named)
		(void)str_copy(d->product, sizeof(d->product), product);
	judge(&q, &m, named, d);
	if (fix.url.n > 0)
		reason(d, "; its vendor's fix: %.*s", STR_ARG(fix.url));
}
