/*
 * The versions of a CVE record: ranges of its products under "affected", with
 * their changes, and the same again under "cpeApplicability".
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/version.h"
#include "know/cve.h"
#include "know/state.h"

#define CHANGES_MAX 64
#define BOUND_MAX   128 /* Bytes of a version. */

/* One element of "versions". */
struct cve_version {
	struct cve *c;
	struct str version, status, type, below, up_to;
	struct {
		struct str at, status;
	} change[CHANGES_MAX];
	size_t changes;
};

static unsigned
status_of(struct str status)
{
	return (str_eq(status, STR("affected"))     ? FACT_AFFECTED
		: str_eq(status, STR("unaffected")) ? FACT_FIXED
						    : FACT_INVESTIGATED);
}

/* Is this a version, or the word for no bound? */
static bool
is_bound(struct str text, bool *open)
{
	struct version v;

	*open = text.n == 0 || str_eq(text, STR("*")) || str_eq(text, STR("0")) ||
	    str_ieq(text, STR("unspecified"));
	return (*open || (text.n <= BOUND_MAX && version_parse(&v, text, NULL) == 0));
}

/*
 * A bound that is no version ("publication", "1.0.0-rc1") yields no range: the product is named, and that
 * is all.
 */
static int
put_bare(struct cve *c, struct read_fact *f, const char *member, struct str bound)
{
	char text[256], warning[320];

	(void)snprintf(text, sizeof(text), "%s: %.*s", member, STR_ARG(str_sub(bound, 0, 80)));
	(void)snprintf(warning, sizeof(warning), "%s \"%.*s\" is no version of numbers: no range from it",
	    member, STR_ARG(str_sub(bound, 0, 80)));
	f->text = str_of(text);
	read_repeat(c->r, str_of(warning));
	return (read_put_fact(c->r, f));
}

/* Send one range of the product being read. */
static int
put_range(struct cve *c, unsigned status, struct str low, struct str high, bool low_open, bool high_open)
{
	struct read_fact f = c->product;
	struct version a, b;
	bool no_low, no_high;
	char text[256];

	f.cve = c->id;
	f.status = status;
	(void)snprintf(text, sizeof(text), "%.*s to %s%.*s", STR_ARG(str_sub(low, 0, 80)),
	    high_open ? "below " : "", STR_ARG(str_sub(high, 0, 80)));
	f.text = str_of(text);
	f.ranged = is_bound(low, &no_low) && is_bound(high, &no_high);
	if (!f.ranged)
		return (put_bare(c, &f, is_bound(high, &no_high) ? "version" : "lessThan",
		    is_bound(high, &no_high) ? low : high));
	f.low = no_low ? STR("") : low;
	f.high = no_high ? STR("") : high;
	f.low_open = low_open;
	f.high_open = high_open;
	if (!no_low && !no_high && version_parse(&a, low, NULL) == 0 && version_parse(&b, high, NULL) == 0 &&
	    version_order(&a, &b) > 0)
		read_warn(c->r, "%.*s: the range %s ends before it begins",
		    STR_ARG(str_sub(f.product, 0, 120)), text);
	return (read_put_fact(c->r, &f));
}

static int
change_order(const void *a, const void *b)
{
	struct version x = { .n = 0 }, y = { .n = 0 };

	/* The first member of a change is the version at which it happens. */
	(void)version_parse(&x, *(const struct str *)a, NULL);
	(void)version_parse(&y, *(const struct str *)b, NULL);
	return (version_order(&x, &y));
}

/* A range with changes of status inside is cut at each of them. */
static int
put_parts(struct cve_version *v)
{
	bool closed = v->below.n == 0 && v->up_to.n > 0;
	struct str end = v->below.n > 0 ? v->below : v->up_to, at = v->version;
	unsigned status = status_of(v->status);
	int rc = 0;

	/* Without an end it is this version alone, or all behind it where it changes. */
	if (end.n == 0 && v->changes == 0)
		return (str_eq(at, STR("*")) || str_eq(at, STR("0")) || str_ieq(at, STR("unspecified"))
			? put_range(v->c, status, STR(""), STR(""), false, false)
			: put_range(v->c, status, at, at, false, false));
	if (v->changes > 1)
		qsort(v->change, v->changes, sizeof(v->change[0]), change_order);
	for (size_t i = 0; i < v->changes && rc == 0; i++) {
		rc = put_range(v->c, status, at, v->change[i].at, false, true);
		status = status_of(v->change[i].status);
		at = v->change[i].at;
	}
	return (rc != 0 ? rc : put_range(v->c, status, at, end, false, !closed));
}

/* "5.10.*" as the end of a range, all of 5.10: what lies below 5.11.  False for any other text. */
static bool
is_whole_line(struct str text, char below[BOUND_MAX])
{
	struct version v;

	if (!str_ends(text, STR(".*")) || text.n > BOUND_MAX ||
	    version_parse(&v, str_sub(text, 0, text.n - 2), NULL) != 0 || v.part[v.n - 1] == UINT32_MAX)
		return (false);
	v.part[v.n - 1]++;
	(void)snprintf(below, BOUND_MAX, "%s", vtext(&v).c);
	return (true);
}

/* A range as some write it into "version" itself: ">= 1.6.0, < 1.6.4". */
struct written {
	struct str low, high;
	bool low_open, high_open;
};

/* One comparison, as ">= 1.6.0": each end at most once, and "=" is both. */
static bool
take_comparison(struct str text, struct written *w)
{
	char c = text.n > 0 ? text.p[0] : '\0';
	bool closed = text.n > 1 && text.p[1] == '=';
	struct str bound = str_trim(str_sub(text, closed ? 2 : 1, text.n));
	struct version v;

	if ((c != '<' && c != '>' && c != '=') || bound.n > BOUND_MAX || version_parse(&v, bound, NULL) != 0)
		return (false);
	if ((c != '<' && w->low.n > 0) || (c != '>' && w->high.n > 0))
		return (false);
	if (c != '<') {
		w->low = bound;
		w->low_open = c == '>' && !closed;
	}
	if (c != '>') {
		w->high = bound;
		w->high_open = c == '<' && !closed;
	}
	return (true);
}

/* Whether all of the version is such a range; anything else stays words. */
static bool
is_written(const struct cve_version *v, struct written *w)
{
	struct str rest = v->version, part;

	*w = (struct written){ .low = STR("") };
	if (v->below.n > 0 || v->up_to.n > 0 || v->changes > 0)
		return (false);
	while (str_split(&rest, ',', &part)) {
		if (!take_comparison(str_trim(part), w))
			return (false);
	}
	return (w->low.n > 0 || w->high.n > 0);
}

static int
put_written(struct cve_version *v, const struct written *w)
{
	char warning[320];

	(void)snprintf(warning, sizeof(warning),
	    "version \"%.*s\" is written as a comparison: read as that range",
	    STR_ARG(str_sub(v->version, 0, 80)));
	read_repeat(v->c->r, str_of(warning));
	return (put_range(v->c, status_of(v->status), w->low, w->high, w->low_open, w->high_open));
}

static int
put_version(struct cve_version *v)
{
	char line[BOUND_MAX];
	bool whole = v->below.n == 0 && is_whole_line(v->up_to, line);
	struct written written;

	if (is_written(v, &written))
		return (put_written(v, &written));
	if (whole)
		v->below = str_of(line);
	return (put_parts(v));
}

static int
on_change(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "at", J_STR, NULL, true, 0 },
		{ "status", J_STR, NULL, true, sizeof(struct str) }, { 0 } };
	struct cve_version *to = into;

	if (to->changes == CHANGES_MAX) {
		jdoc_warn(d, "more than %d changes: left out", CHANGES_MAX);
		return (0);
	}
	return (jdoc_object(d, v, members, &to->change[to->changes++]));
}

static int
on_changes(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_change, into));
}

static int
on_version(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("version", struct cve_version, version),
		J_KEEP("status", struct cve_version, status), J_KEEP("versionType", struct cve_version, type),
		J_KEEP("lessThan", struct cve_version, below),
		J_KEEP("lessThanOrEqual", struct cve_version, up_to),
		{ "changes", J_ARR, on_changes, false, 0 }, { 0 } };
	struct cve *c = into;
	struct cve_version got = { .c = c };
	int rc = jdoc_object(d, v, members, &got);

	c->versions++;
	/* Commits have no order that could be told from their names, not even where these are digits alone. */
	if (rc == 0 && str_ieq(got.type, STR("git"))) {
		if (!c->commits)
			jdoc_warn(d, "versions told by commit: left out");
		c->commits = true;
		return (0);
	}
	if (rc == 0 && got.version.n == 0) {
		jdoc_warn(d, "no version here: left out");
		return (0);
	}
	return (rc != 0 ? rc : put_version(&got));
}

static int
on_versions(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_version, into));
}

static const struct jmember AFFECTED[] = { J_KEEP("vendor", struct cve, product.vendor),
	J_KEEP("product", struct cve, product.product), J_KEEP("defaultStatus", struct cve, default_status),
	{ "versions", J_ARR, on_versions, false, 0 }, { "cpes", J_ARR, NULL, false, 0 },
	{ "platforms", J_ARR, NULL, false, 0 }, { "collectionURL", J_STR, NULL, false, 0 },
	{ "packageName", J_STR, NULL, false, 0 }, { "packageURL", J_STR, NULL, false, 0 },
	{ "modules", J_ARR, NULL, false, 0 }, { "programFiles", J_ARR, NULL, false, 0 },
	{ "programRoutines", J_ARR, NULL, false, 0 }, { "repo", J_STR, NULL, false, 0 }, { 0 } };

/*
 * The status of all versions that the list does not tell of; of all there are, where there is no list.  A list of
 * commits is left out, and with it what it leaves over.
 */
static int
put_default(struct cve *c)
{
	bool affected = str_eq(c->default_status, STR("affected"));
	struct read_fact f = c->product;

	if (c->commits || (!affected && !str_eq(c->default_status, STR("unaffected"))))
		return (0);
	f.cve = c->id;
	f.status = affected ? FACT_AFFECTED : FACT_NOT_AFFECTED;
	f.ranged = affected && c->versions == 0;
	if (c->versions > 0)
		f.text = STR(FACT_REST);
	return (read_put_fact(c->r, &f));
}

static int
on_affected(struct jdoc *d, const struct jval *v, void *into)
{
	/* The names must be known before the versions, wherever they stand. */
	static const struct jmember first[] = { J_KEEP("vendor", struct cve, product.vendor),
		J_KEEP("product", struct cve, product.product),
		J_KEEP("packageName", struct cve, product.level), { 0 } };
	struct cve *c = into;
	struct jval name;
	int rc;

	c->product = (struct read_fact){ 0 };
	c->default_status = STR("");
	c->versions = 0;
	c->commits = false;
	for (size_t i = 0; first[i].name != NULL; i++) {
		if (jdoc_find(v->raw, first[i].name, &name) && name.type == JSONR_STRING)
			*(struct str *)(void *)((char *)c + first[i].at) = jdoc_str(d, &name);
	}
	if (c->product.product.n == 0)
		c->product.product = c->product.level;
	c->product.level = STR("");
	if ((rc = jdoc_object(d, v, AFFECTED, c)) != 0)
		return (rc);
	return (put_default(c));
}

int
cve_affected(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_affected, into));
}

/* cpe:2.3:a:VENDOR:PRODUCT:VERSION:UPDATE:... */
static void
read_cpe(struct jdoc *d, struct str cpe, struct read_fact *f)
{
	struct str rest = cpe, part, field[7] = { { NULL, 0 } };
	char product[256];

	for (size_t i = 0; i < 7 && str_split(&rest, ':', &part); i++)
		field[i] = part;
	f->vendor = field[3];
	if (field[5].n > 0 && !str_eq(field[5], STR("*")) && !str_eq(field[5], STR("-")))
		(void)snprintf(product, sizeof(product), "%.*s %.*s", STR_ARG(str_sub(field[4], 0, 120)),
		    STR_ARG(str_sub(field[5], 0, 60)));
	else
		(void)snprintf(product, sizeof(product), "%.*s", STR_ARG(str_sub(field[4], 0, 200)));
	f->product = arena_str(&d->mem, str_of(product));
	if (f->product.p == NULL)
		f->product = STR("");
	if (field[6].n > 0 && !str_eq(field[6], STR("*")) && !str_eq(field[6], STR("-")))
		f->level = field[6];
}

struct cpe_match {
	struct str criteria, low_in, low_out, high_in, high_out;
	bool not_vulnerable;
};

static int
on_vulnerable(struct jdoc *d, const struct jval *v, void *into)
{
	(void)d;
	((struct cpe_match *)into)->not_vulnerable = v->type == JSONR_FALSE;
	return (0);
}

static int
on_match(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "vulnerable", J_BOOL, on_vulnerable, false, 0 },
		J_KEEP("criteria", struct cpe_match, criteria), { "matchCriteriaId", J_STR, NULL, false, 0 },
		J_KEEP("versionStartIncluding", struct cpe_match, low_in),
		J_KEEP("versionStartExcluding", struct cpe_match, low_out),
		J_KEEP("versionEndIncluding", struct cpe_match, high_in),
		J_KEEP("versionEndExcluding", struct cpe_match, high_out), { 0 } };
	struct cve *c = into;
	struct cpe_match m = { .criteria = STR("") };
	int rc = jdoc_object(d, v, members, &m);

	if (rc != 0)
		return (rc);
	/* "running on" platforms and the like are not the vulnerable part. */
	if (m.not_vulnerable || m.criteria.n == 0)
		return (0);
	c->product = (struct read_fact){ 0 };
	read_cpe(d, m.criteria, &c->product);
	if (m.low_in.n + m.low_out.n + m.high_in.n + m.high_out.n == 0)
		return (0);
	return (put_range(c, FACT_AFFECTED, m.low_in.n > 0 ? m.low_in : m.low_out,
	    m.high_out.n > 0 ? m.high_out : m.high_in, m.low_in.n == 0 && m.low_out.n > 0, m.high_out.n > 0));
}

static int
on_matches(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_match, into));
}

static int
on_node(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "operator", J_STR, NULL, false, 0 },
		{ "negate", J_BOOL, NULL, false, 0 }, { "cpeMatch", J_ARR, on_matches, false, 0 }, { 0 } };
	struct jval negate;

	if (jdoc_find(v->raw, "negate", &negate) && negate.type == JSONR_TRUE) {
		jdoc_warn(d, "a negated node: left out");
		return (0);
	}
	return (jdoc_object(d, v, members, into));
}

static int
on_nodes(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_node, into));
}

static int
on_applicability(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "operator", J_STR, NULL, false, 0 },
		{ "negate", J_BOOL, NULL, false, 0 }, { "nodes", J_ARR, on_nodes, false, 0 }, { 0 } };

	return (jdoc_object(d, v, members, into));
}

int
cve_applicability(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_applicability, into));
}
