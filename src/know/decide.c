/*
 * The decision: see the header.  A build is placed in a branch and judged by
 * the order of the numbers inside it.  A shorter number stands for all builds
 * that begin with it: if they would not all be judged alike, the number cannot
 * tell, unless on the day in question no fix of them could be had yet.  A
 * branch that no table has is judged only where its neighbours leave no doubt.
 */
#include "know/decide.h"

#include <stdio.h>

#include "know/state.h"

const char *
verdict_name(enum verdict v)
{
	static const char *const names[] = { "FIXED", "UNFIXED", "AMBIGUOUS", "NA" };

	return (names[v]);
}

const char *
precision_name(enum precision p)
{
	static const char *const names[] = { "su", "cu", "line", "none" };

	return (names[p]);
}

struct vtext
vtext(const struct version *v)
{
	struct vtext t = { "" };
	size_t n = 0;

	for (unsigned i = 0; i < v->n && n < sizeof(t.c); i++)
		n += (size_t)snprintf(t.c + n, sizeof(t.c) - n, "%s%u", i > 0 ? "." : "", v->part[i]);
	return (t);
}

static enum precision
precision_of(const struct version *v)
{
	return (v->n == 0   ? PRECISION_NONE
		: v->n < 3  ? PRECISION_LINE
		: v->n == 3 ? PRECISION_CU
			    : PRECISION_SU);
}

static void
keep_opinions(struct decision *d, const struct saying *s, bool used)
{
	for (size_t i = 0; i < s->opinions && d->opinions < OPINIONS_MAX; i++) {
		d->opinion[d->opinions] = s->opinion[i];
		d->opinion[d->opinions++].used = used && s->opinion[i].used;
	}
}

/* Documents decide nothing where the tables do, but whoever disagrees is shown. */
static void
add_documents(const struct ask *a, const struct branch *b, struct decision *d)
{
	struct version low, high;
	struct saying s;

	if (!a->table)
		return;
	branch_ends(a->build, &low, &high);
	docs_say(a->k, a->cve, b, &low, &high, &s);
	keep_opinions(d, &s, false);
	for (size_t i = 0; i < s.opinions; i++) {
		/* One that the tables agree with, or that says nothing definite, needs no word. */
		if (s.opinion[i].verdict == d->verdict ||
		    (s.opinion[i].used && s.opinion[i].verdict == VERDICT_AMBIGUOUS))
			continue;
		reason(d, "; %.*s%s says %s: not used", STR_ARG(s.doc[i]->id),
		    str_eq(s.doc[i]->format, STR("cve")) ? "'s record" : "", s.opinion[i].says);
	}
}

/* Judge a build whose branch is known. */
static void
decide_branch(const struct ask *a, const struct branch *b, struct decision *d)
{
	struct version low, high;
	struct saying s;

	branch_ends(a->build, &low, &high);
	say(a->k, a->cve, b, &low, &high, &s);
	(void)str_copy(d->product, sizeof(d->product), b->product);
	d->fixed_build = s.from;
	d->verdict = s.low == s.high ? s.low : VERDICT_AMBIGUOUS;
	if (a->table && know_not_affected(a->cve, b->product))
		d->verdict = VERDICT_NA;
	/* The number cannot tell, but the day can: nobody has an update that is not out. */
	else if (s.low == VERDICT_UNFIXED && s.high == VERDICT_FIXED && s.fix != NULL &&
	    s.fix->has_available && a->on < s.fix->available.earliest)
		d->verdict = VERDICT_UNFIXED;
	if (d->verdict == VERDICT_NA) {
		reason(d, "%.*s is not affected by %.*s", STR_ARG(b->product), STR_ARG(a->cve));
		d->fixed_build = (struct version){ .n = 0 };
		if (!a->table)
			keep_opinions(d, &s, true);
		return;
	}
	keep_opinions(d, &s, true);
	explain(a, b, &s, d);
	add_documents(a, b, d);
	if (d->verdict != VERDICT_FIXED)
		advise(a->k, b->product, a->cve, &s, a->on, d);
}

/* A branch taken as a whole. */
static enum verdict
judge_whole(const struct ask *a, const struct branch *b)
{
	struct version low, high;
	struct saying s;

	if (a->table && know_not_affected(a->cve, b->product))
		return (VERDICT_NA);
	branch_ends(&b->key, &low, &high);
	say(a->k, a->cve, b, &low, &high, &s);
	if (s.low == s.high)
		return (s.low);
	/* What is not out yet cannot be installed. */
	if (s.low == VERDICT_UNFIXED && s.fix != NULL && s.fix->has_available &&
	    a->on < s.fix->available.earliest)
		return (VERDICT_UNFIXED);
	return (VERDICT_AMBIGUOUS);
}

/* Judge a build of a line that is known, but of a branch that no table has. */
static void
decide_between(
    const struct ask *a, const struct branch *below, const struct branch *above, struct decision *d)
{
	enum verdict under = below != NULL ? judge_whole(a, below) : VERDICT_AMBIGUOUS;
	enum verdict over = above != NULL ? judge_whole(a, above) : under;
	const struct branch *near = below != NULL ? below : above;

	if (below == NULL || above == NULL || str_eq(below->product, above->product))
		(void)str_copy(d->product, sizeof(d->product), near->product);
	d->verdict = under == over ? under : VERDICT_AMBIGUOUS;
	/*
	 * Above the newest branch a build is fixed if that branch is from its first build on; else
	 * nothing follows.
	 */
	if (above == NULL && under == VERDICT_UNFIXED)
		d->verdict = VERDICT_AMBIGUOUS;
	reason(d, "%s is in no table; ", vtext(a->build).c);
	if (below == NULL)
		reason(d, "it is below %s, the first branch that is known", vtext(&near->key).c);
	else if (above == NULL)
		reason(d, "it is above %s (%.*s %.*s), the newest branch that is known", vtext(&below->key).c,
		    BRANCH_ARG(below));
	else
		reason(
		    d, "it would lie between %.*s %.*s and %.*s %.*s", BRANCH_ARG(below), BRANCH_ARG(above));
	if (d->verdict == VERDICT_FIXED)
		reason(d, ", which %s fixed from the first build on", above == NULL ? "is" : "are");
	else if (d->verdict == VERDICT_UNFIXED)
		reason(d, ", for which no update with the fix is known");
	else if (d->verdict == VERDICT_AMBIGUOUS)
		reason(d, ", which does not decide");
	if (d->verdict == VERDICT_UNFIXED || d->verdict == VERDICT_AMBIGUOUS)
		advise(a->k, str_of(d->product), a->cve, NULL, a->on, d);
}

/*
 * The branches of the line that ${v} belongs to, next below and next above it; false: no table has the
 * line.
 */
static bool
find_neighbours(const struct ask *a, const struct branch **below, const struct branch **above)
{
	unsigned parts = branch_parts(a->build) - 1;

	*below = *above = NULL;
	for (size_t i = 0; i < a->k->builds.branches; i++) {
		const struct branch *b = &a->k->builds.branch[i];

		if (!version_same_branch(&b->key, a->build, parts))
			continue;
		if (version_order(&b->key, a->build) < 0)
			*below = b;
		else if (*above == NULL)
			*above = b;
	}
	return (*below != NULL || *above != NULL);
}

/* Is this branch among those that the question may mean? */
static bool
is_meant(const struct ask *a, const struct branch *b)
{
	if (a->product.n > 0 && !str_ieq(a->product, b->product))
		return (false);
	return (a->build->n == 0 || version_same_branch(a->build, &b->key, a->build->n));
}

/* Could any build of this branch be had at the moment asked about, as far as the table knows? */
static bool
could_be_out(const struct ask *a, const struct branch *b)
{
	bool dated = false;

	for (size_t i = b->from; i < b->to; i++) {
		const struct build_row *row = &a->k->builds.row[i];

		if (row->has_available && a->on >= row->available.earliest)
			return (true);
		dated = dated || row->has_available;
	}
	return (!dated);
}

/* Judge a number that tells the product line at most: all branches of it are meant. */
static void
decide_line(const struct ask *a, struct decision *d)
{
	bool seen[4] = { false, false, false, false }, several = false;
	struct str product = STR("");
	enum verdict got;

	for (size_t i = 0; i < a->k->builds.branches; i++) {
		const struct branch *b = &a->k->builds.branch[i];

		if (!is_meant(a, b))
			continue;
		several = several || (product.n > 0 && !str_eq(product, b->product));
		product = b->product;
		got = judge_whole(a, b);
		/* A branch that was not out yet cannot be what was seen. */
		if (got == VERDICT_FIXED && !could_be_out(a, b))
			continue;
		seen[got] = true;
	}
	if (!several)
		(void)str_copy(d->product, sizeof(d->product), product);
	d->verdict = VERDICT_AMBIGUOUS;
	for (int v = 0; v < 4; v++) {
		if (seen[v] && !seen[(v + 1) % 4] && !seen[(v + 2) % 4] && !seen[(v + 3) % 4])
			d->verdict = (enum verdict)v;
	}
	/* Without any number only a product that is not affected at all can be judged. */
	if (a->build->n == 0 && d->verdict != VERDICT_NA)
		d->verdict = VERDICT_AMBIGUOUS;
	if (a->build->n == 0)
		reason(d, "no version was seen");
	else
		reason(d, "%s tells the product line only", vtext(a->build).c);
	if (d->verdict == VERDICT_UNFIXED)
		reason(d, ", of which no fixed build could be had");
	else if (d->verdict == VERDICT_FIXED)
		reason(d, ", of which every build holds the fix");
	else if (d->verdict == VERDICT_NA)
		reason(d, "; %.*s is not affected by %.*s", STR_ARG(product), STR_ARG(a->cve));
	if (d->verdict == VERDICT_UNFIXED || d->verdict == VERDICT_AMBIGUOUS)
		advise(a->k, str_of(d->product), a->cve, NULL, a->on, d);
}

/* The product asked for and the one that the build belongs to: a contradiction is said, not resolved. */
static bool
contradicts(const struct ask *a, const struct branch *b, struct decision *d)
{
	if (a->product.n == 0 || str_ieq(a->product, b->product))
		return (false);
	/* Two products share the numbers 15.2: the number is the better witness. */
	for (size_t i = 0; i < a->k->builds.branches; i++) {
		if (str_ieq(a->k->builds.branch[i].product, a->product) &&
		    version_same_branch(&a->k->builds.branch[i].key, &b->key, 2))
			return (false);
	}
	d->verdict = VERDICT_AMBIGUOUS;
	(void)str_copy(d->product, sizeof(d->product), a->product);
	reason(d, "%s is a number of %.*s, not of %.*s", vtext(a->build).c, STR_ARG(b->product),
	    STR_ARG(a->product));
	return (true);
}

/* A product that the tables know, or none named. */
static void
decide_known(const struct ask *a, struct decision *d)
{
	const struct branch *b = builds_branch(&a->k->builds, a->build), *above;

	if (b != NULL) {
		if (!contradicts(a, b, d))
			decide_branch(a, b, d);
		return;
	}
	if (a->build->n == 0 || a->build->n < branch_parts(a->build)) {
		decide_line(a, d);
		if (a->build->n > 0 && d->product[0] == '\0' && know_product(a->k, a->build).n == 0 &&
		    a->product.n > 0)
			(void)str_copy(d->product, sizeof(d->product), a->product);
		return;
	}
	if (find_neighbours(a, &b, &above)) {
		if (!contradicts(a, b != NULL ? b : above, d))
			decide_between(a, b, above, d);
		return;
	}
	d->verdict = VERDICT_AMBIGUOUS;
	(void)str_copy(d->product, sizeof(d->product), a->product);
	reason(d, "%s is in no table and fits no product that is known", vtext(a->build).c);
}

/* Documents alone know this CVE: do they speak of this product at all? */
static bool
out_of_scope(const struct ask *a, struct decision *d)
{
	struct str product = a->product.n > 0 ? a->product : know_product(a->k, a->build);
	bool family;
	size_t i = 0;
	struct str cve;

	if (docs_name(a->k, a->cve, product, &family))
		return (false);
	while ((cve = know_cves(a->k, i)).n > 0 && !str_eq(cve, a->cve))
		i++;
	if (family && product.n == 0)
		return (false);
	(void)str_copy(d->product, sizeof(d->product), product);
	if (cve.n == 0) {
		d->silent = true;
		reason(d, "nothing is known about %.*s: import its record or an advisory", STR_ARG(a->cve));
	} else if (family || product.n == 0) {
		/* The same line of numbers may continue under a new name. */
		if (a->build->n >= 3 && builds_branch(&a->k->builds, a->build) != NULL)
			return (false);
		reason(d, "the documents about %.*s do not name %.*s", STR_ARG(a->cve), STR_ARG(product));
	} else {
		d->verdict = VERDICT_NA;
		reason(d, "the documents about %.*s are about other products", STR_ARG(a->cve));
	}
	return (true);
}

static void
upper(struct str s, char *out, size_t n)
{
	(void)str_copy(out, n, s);
	for (char *p = out; *p != '\0'; p++) {
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	}
}

void
know_decide(const struct know *k, struct str product, const struct version *build, struct str cve,
    instant_us on, struct decision *d)
{
	bool infer = product.n == 0 || str_eq(product, STR("-"));
	struct ask a = { .k = k, .build = build, .on = on };
	char id[64];

	*d = (struct decision){ .verdict = VERDICT_AMBIGUOUS, .precision = precision_of(build) };
	upper(cve, id, sizeof(id));
	a.cve = str_of(id);
	a.table = know_is_table_cve(a.cve);
	if (!infer && (a.product = builds_product(&k->builds, product)).n == 0) {
		docs_decide(k, product, build, a.cve, d);
		return;
	}
	if (!a.table && out_of_scope(&a, d))
		return;
	decide_known(&a, d);
}

struct str
know_product(const struct know *k, const struct version *build)
{
	struct ask a = { .k = k, .build = build };
	const struct branch *b = builds_branch(&k->builds, build), *above;
	struct str product = STR("");

	if (build->n == 0)
		return (product);
	if (b != NULL)
		return (b->product);
	if (build->n >= branch_parts(build)) {
		if (!find_neighbours(&a, &b, &above))
			return (product);
		if (b == NULL || above == NULL || str_eq(b->product, above->product))
			return (b != NULL ? b->product : above->product);
		return (product);
	}
	for (size_t i = 0; i < k->builds.branches; i++) {
		if (!is_meant(&a, &k->builds.branch[i]))
			continue;
		if (product.n > 0 && !str_eq(product, k->builds.branch[i].product))
			return (STR(""));
		product = k->builds.branch[i].product;
	}
	return (product);
}
