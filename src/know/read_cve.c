/*
 * Reading a CVE record, JSON 5.x (CVEProject/cve-schema, CVE_Record_Format).
 *
 * What real records hold: `lessThan: "publication"`, which is no version and
 * yields no range; parts padded with zeros; times with and without zone in one
 * family; a range that begins behind its end; and the same products twice,
 * under "affected" and "cpeApplicability".  Members may stand in any order, so
 * what others need (the identifier, the times) is looked up before.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "base/version.h"
#include "know/read.h"
#include "know/state.h"

#define CHANGES_MAX 64

struct cve {
	struct reader *r;
	struct str id, state, assigner, reserved_text, published_text, updated_text, rejected_text;
	struct str title, public_text;
	struct instant reserved, published, updated, rejected, made_public;
	struct read_fact product; /* The product being read: vendor, product, level. */
	struct str default_status;
	size_t versions; /* Of the product being read. */
	bool kev;
};

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
	return (*open || version_parse(&v, text, NULL) == 0);
}

/* A bound that is no version ("publication", "1.0.0-rc1") yields no range: the product is named, and that is
 * all. */
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
put_version(struct cve_version *v)
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
	for (size_t i = 0; first[i].name != NULL; i++) {
		if (jdoc_find(v->raw, first[i].name, &name) && name.type == JSONR_STRING)
			*(struct str *)(void *)((char *)c + first[i].at) = jdoc_str(d, &name);
	}
	if (c->product.product.n == 0)
		c->product.product = c->product.level;
	c->product.level = STR("");
	if ((rc = jdoc_object(d, v, AFFECTED, c)) != 0)
		return (rc);
	/* A product without a list of versions has one status for all. */
	if (c->versions == 0 && c->default_status.n > 0 && !str_eq(c->default_status, STR("unknown"))) {
		struct read_fact f = c->product;

		f.cve = c->id;
		f.status = str_eq(c->default_status, STR("affected")) ? FACT_AFFECTED : FACT_NOT_AFFECTED;
		f.ranged = f.status == FACT_AFFECTED;
		return (read_put_fact(c->r, &f));
	}
	return (0);
}

static int
on_affected_list(struct jdoc *d, const struct jval *v, void *into)
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

static int
on_applicabilities(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_applicability, into));
}

/* Events in the record's own words. */
struct moment {
	struct str time, value, lang;
};

static int
on_moment(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("time", struct moment, time),
		J_KEEP("value", struct moment, value), J_KEEP("lang", struct moment, lang), { 0 } };
	struct cve *c = into;
	struct moment m = { .time = STR("") };
	struct instant happened;
	int rc = jdoc_object(d, v, members, &m);

	if (rc != 0)
		return (rc);
	/* The same is said by the block of its own. */
	if (c->kev && str_ifind(m.value, STR("KEV")) != STR_NPOS)
		return (0);
	read_time(d, m.time, &happened);
	read_put_event(c->r, "notice", m.value, happened, happened);
	return (0);
}

static int
on_timeline(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_moment, into));
}

/* What others add: CISA's catalogue and its SSVC assessment. */
struct other {
	struct str type, added, stamp, role;
	struct str exploitation;
};

static int
on_option(struct jdoc *d, const struct jval *v, void *into)
{
	struct other *o = into;
	struct jval item;

	if (jdoc_find(v->raw, "Exploitation", &item))
		o->exploitation = jdoc_str(d, &item);
	return (0);
}

static int
on_options(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_option, into));
}

static int
on_content(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("dateAdded", struct other, added),
		J_KEEP("timestamp", struct other, stamp), J_KEEP("role", struct other, role),
		{ "options", J_ARR, on_options, false, 0 }, { "reference", J_STR, NULL, false, 0 },
		{ "id", J_STR, NULL, false, 0 }, { "version", J_STR, NULL, false, 0 }, { 0 } };
	struct other *o = into;

	/* Other kinds of content have members of their own; the document keeps them. */
	if (!str_eq(o->type, STR("kev")) && !str_eq(o->type, STR("ssvc")))
		return (0);
	return (jdoc_object(d, v, members, into));
}

static int
on_other(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("type", struct other, type),
		{ "content", J_OBJ, on_content, false, 0 }, { 0 } };
	struct cve *c = into;
	struct other o = { .type = STR("") };
	struct instant when;
	struct jval type;
	char text[256];
	int rc;

	if (jdoc_find(v->raw, "type", &type) && type.type == JSONR_STRING)
		o.type = jdoc_str(d, &type);
	if ((rc = jdoc_object(d, v, members, &o)) != 0)
		return (rc);
	if (str_eq(o.type, STR("kev"))) {
		read_time(d, o.added, &when);
		(void)snprintf(text, sizeof(text),
		    "%.*s added to the catalogue of known exploited vulnerabilities (CISA)", STR_ARG(c->id));
		read_put_event(c->r, "notice", str_of(text), when, when);
		c->kev = true;
	} else if (str_eq(o.type, STR("ssvc")) && o.exploitation.n > 0) {
		read_time(d, o.stamp, &when);
		(void)snprintf(text, sizeof(text), "%.*s: exploitation \"%.*s\" (SSVC, %.*s)", STR_ARG(c->id),
		    STR_ARG(str_sub(o.exploitation, 0, 40)), STR_ARG(str_sub(o.role, 0, 60)));
		read_put_event(c->r, "notice", str_of(text), when, when);
	}
	return (0);
}

static int
on_metric(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "other", J_OBJ, on_other, false, 0 },
		{ "format", J_STR, NULL, false, 0 }, { "scenarios", J_ARR, NULL, false, 0 },
		{ "cvssV2_0", J_OBJ, NULL, false, 0 }, { "cvssV3_0", J_OBJ, NULL, false, 0 },
		{ "cvssV3_1", J_OBJ, NULL, false, 0 }, { "cvssV4_0", J_OBJ, NULL, false, 0 }, { 0 } };

	return (jdoc_object(d, v, members, into));
}

static int
on_metrics(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_metric, into));
}

/* Members of both kinds of container; the metrics come before the timeline in the alphabet of most writers,
 * not all. */
#define CONTAINER_MEMBERS                                                                             \
	{ "affected", J_ARR, on_affected_list, false, 0 },                                            \
	    { "cpeApplicability", J_ARR, on_applicabilities, false, 0 },                              \
	    { "timeline", J_ARR, on_timeline, false, 0 }, { "metrics", J_ARR, on_metrics, false, 0 }, \
	    { "providerMetadata", J_OBJ, NULL, false, 0 }, { "dateAssigned", J_STR, NULL, false, 0 }, \
	    { "descriptions", J_ARR, NULL, false, 0 }, { "problemTypes", J_ARR, NULL, false, 0 },     \
	    { "references", J_ARR, NULL, false, 0 }, { "impacts", J_ARR, NULL, false, 0 },            \
	    { "configurations", J_ARR, NULL, false, 0 }, { "workarounds", J_ARR, NULL, false, 0 },    \
	    { "solutions", J_ARR, NULL, false, 0 }, { "exploits", J_ARR, NULL, false, 0 },            \
	    { "credits", J_ARR, NULL, false, 0 }, { "source", J_OBJ, NULL, false, 0 },                \
	    { "tags", J_ARR, NULL, false, 0 }, { "taxonomyMappings", J_ARR, NULL, false, 0 },         \
	    { "replacedBy", J_ARR, NULL, false, 0 }, { "rejectedReasons", J_ARR, NULL, false, 0 },    \
	    { "datePublic", J_STR, NULL, false, 0 }, { "title", J_STR, NULL, false, 0 },              \
	{                                                                                             \
		0                                                                                     \
	}

static int
on_container(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { CONTAINER_MEMBERS };

	return (jdoc_object(d, v, members, into));
}

static int
on_adps(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_container, into));
}

static int
on_containers(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "cna", J_OBJ, on_container, false, 0 },
		{ "adp", J_ARR, on_adps, false, 0 }, { 0 } };

	return (jdoc_object(d, v, members, into));
}

static int
on_metadata(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("cveId", struct cve, id),
		J_KEEP("state", struct cve, state), J_KEEP("assignerShortName", struct cve, assigner),
		J_KEEP("dateReserved", struct cve, reserved_text),
		J_KEEP("datePublished", struct cve, published_text),
		J_KEEP("dateUpdated", struct cve, updated_text),
		J_KEEP("dateRejected", struct cve, rejected_text), { "assignerOrgId", J_STR, NULL, false, 0 },
		{ "requesterUserId", J_STR, NULL, false, 0 }, { "serial", J_NUM, NULL, false, 0 }, { 0 } };
	struct cve *c = into;
	int rc = jdoc_object(d, v, members, c);

	read_time(d, c->reserved_text, &c->reserved);
	read_time(d, c->published_text, &c->published);
	read_time(d, c->updated_text, &c->updated);
	read_time(d, c->rejected_text, &c->rejected);
	return (rc);
}

static void
put_events(struct cve *c)
{
	struct instant first = READ_HAS_TIME(c->published) ? c->published : c->updated;
	const char *by = c->assigner.n > 0 ? " by " : "";
	char text[512];

	(void)snprintf(text, sizeof(text), "%.*s reserved%s%.*s", STR_ARG(c->id), by,
	    STR_ARG(str_sub(c->assigner, 0, 64)));
	read_put_event(c->r, "report", str_of(text), c->reserved, first);
	(void)snprintf(text, sizeof(text), "%.*s published%s%.*s%s%.*s", STR_ARG(c->id), by,
	    STR_ARG(str_sub(c->assigner, 0, 64)), c->title.n > 0 ? ": " : "",
	    STR_ARG(str_sub(c->title, 0, 300)));
	read_put_event(c->r, "notice", str_of(text), c->published, c->published);
	(void)snprintf(text, sizeof(text), "%.*s made public, says its record", STR_ARG(c->id));
	read_put_event(c->r, "notice", str_of(text), c->made_public, first);
	(void)snprintf(text, sizeof(text), "%.*s rejected", STR_ARG(c->id));
	read_put_event(c->r, "notice", str_of(text), c->rejected, c->rejected);
}

static int
put_document(struct cve *c)
{
	struct read_doc doc = { .format = STR("cve"),
		.publisher = STR("CVE"),
		.id = c->id,
		.title = c->title,
		.tlp = STR(""),
		.version = c->updated_text.n > 0 ? c->updated_text : c->published_text };

	if (!know_is_cve(c->id))
		return (err_set(c->r->e, ERR_SYNTAX, "a CVE record without a valid cveId"));
	doc.happened = READ_HAS_TIME(c->made_public) ? c->made_public : c->published;
	doc.known = READ_HAS_TIME(c->updated) ? c->updated : c->published;
	if (!READ_HAS_TIME(doc.known))
		read_warn(
		    c->r, "the record does not say when it was made: it counts as known since this import");
	if (str_eq(c->state, STR("REJECTED")))
		read_warn(c->r, "%.*s has been rejected", STR_ARG(c->id));
	read_put_doc(c->r, &doc);
	read_put_cve(c->r, c->id);
	return (0);
}

/* The title and the day of publication, which other members need. */
static void
look_ahead(struct cve *c, const struct jval *root)
{
	struct jval containers, cna, v;

	c->made_public = READ_NO_TIME;
	if (!jdoc_find(root->raw, "containers", &containers) || containers.type != JSONR_OBJECT ||
	    !jdoc_find(containers.raw, "cna", &cna) || cna.type != JSONR_OBJECT)
		return;
	if (jdoc_find(cna.raw, "title", &v) && v.type == JSONR_STRING)
		c->title = jdoc_str(&c->r->doc, &v);
	if (jdoc_find(cna.raw, "datePublic", &v) && v.type == JSONR_STRING)
		read_time(&c->r->doc, jdoc_str(&c->r->doc, &v), &c->made_public);
}

int
read_cve(struct reader *r, const struct jval *root)
{
	static const struct jmember members[] = { { "containers", J_OBJ, on_containers, false, 0 },
		{ "cveMetadata", J_OBJ, NULL, false, 0 }, { "dataType", J_STR, NULL, false, 0 },
		{ "dataVersion", J_STR, NULL, false, 0 }, { 0 } };
	struct cve c = { .r = r,
		.title = STR(""),
		.reserved = READ_NO_TIME,
		.published = READ_NO_TIME,
		.updated = READ_NO_TIME,
		.rejected = READ_NO_TIME };
	struct jval meta, version;
	int rc;

	if (!jdoc_find(root->raw, "cveMetadata", &meta) || meta.type != JSONR_OBJECT)
		return (err_set(r->e, ERR_SYNTAX, "a CVE record whose cveMetadata is missing or no object"));
	if (jdoc_find(root->raw, "dataVersion", &version) && version.type == JSONR_STRING &&
	    !str_starts(version.raw, STR("5.")))
		return (err_set(r->e, ERR_NOTFOUND, "a CVE record of version %.*s: only 5.x is read",
		    STR_ARG(str_sub(version.raw, 0, 20))));
	if (!jdoc_find(root->raw, "containers", &version))
		read_warn(r, "the record has no containers");
	buf_cstr(&r->doc.path, "/cveMetadata");
	rc = on_metadata(&r->doc, &meta, &c);
	buf_clear(&r->doc.path);
	if (rc != 0)
		return (rc);
	look_ahead(&c, root);
	if ((rc = put_document(&c)) != 0 || (rc = jdoc_object(&r->doc, root, members, &c)) != 0)
		return (rc);
	put_events(&c);
	return (0);
}
