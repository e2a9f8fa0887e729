/*
 * Reading CSAF 2.0 (OASIS, csaf_json_schema.json): advisories and VEX.
 *
 * A product's identifier stands for a path through the tree of branches: its
 * vendor, its name, and a version or a range of versions.  The tree is read
 * first, wherever it stands, into a table from identifier to product; then
 * every vulnerability yields one fact for each product and status, with the
 * update that its vendor_fix names.  2.1 is read as far as it is like 2.0.
 */
#include <stdio.h>

#include "base/tlp.h"
#include "base/verset.h"
#include "know/csaf.h"
#include "know/state.h"

/* One fact for each interval that a version or a range means. */
static int
put_facts(struct csaf *c, const struct csaf_product *p)
{
	struct read_fact f = { .status = c->fact_status,
		.cve = c->cve,
		.vendor = p->vendor,
		.product = p->name,
		.level = p->level,
		.text = p->version,
		.url = c->fix_url,
		.kb = c->fix_kb,
		.low = STR(""),
		.high = STR("") };
	struct buf canonical = BUF(65536), low = BUF(128), high = BUF(128);
	struct verset set = { 0 };
	int rc = 0;

	if (p->version.n > 0 && read_range(p->version, &canonical) &&
	    verset_parse(&set, buf_view(&canonical), NULL) == 0)
		f.ranged = true;
	else if (p->version.n > 0)
		read_repeat(
		    c->r, STR("versions that are not numbers with dots: kept, but they decide nothing"));
	if (!f.ranged || set.all || set.n == 0)
		rc = read_put_fact(c->r, &f);
	for (size_t i = 0; i < set.n && rc == 0; i++) {
		const struct version_range *range = &set.range[i];

		buf_clear(&low);
		buf_clear(&high);
		version_put(&low, &range->low);
		version_put(&high, &range->high);
		f.low = buf_view(&low);
		f.high = buf_view(&high);
		f.low_open = range->low_open;
		f.high_open = range->high_open;
		f.onward = c->onward;
		rc = read_put_fact(c->r, &f);
	}
	verset_free(&set);
	buf_free(&canonical);
	buf_free(&low);
	buf_free(&high);
	return (rc);
}

static int
on_status_id(struct jdoc *d, const struct jval *v, void *into)
{
	struct csaf *c = into;
	struct str id = jdoc_str(d, v);
	const struct map_entry *entry = map_get(&c->ids, id);

	if (entry == NULL) {
		jdoc_warn(d, "no product has the identifier %.*s", STR_ARG(str_sub(id, 0, 100)));
		return (0);
	}
	csaf_find_fix(c, id);
	return (put_facts(c, &c->product[entry->value]));
}

static int
put_status(struct jdoc *d, const struct jval *v, struct csaf *c, unsigned status, bool onward)
{
	c->fact_status = status;
	c->onward = onward;
	return (jdoc_array(d, v, J_STR, on_status_id, c));
}

static int
on_affected(struct jdoc *d, const struct jval *v, void *into)
{
	return (put_status(d, v, into, FACT_AFFECTED, false));
}

static int
on_fixed(struct jdoc *d, const struct jval *v, void *into)
{
	return (put_status(d, v, into, FACT_FIXED, false));
}

static int
on_first_fixed(struct jdoc *d, const struct jval *v, void *into)
{
	return (put_status(d, v, into, FACT_FIXED, true));
}

static int
on_not_affected(struct jdoc *d, const struct jval *v, void *into)
{
	return (put_status(d, v, into, FACT_NOT_AFFECTED, false));
}

static int
on_investigated(struct jdoc *d, const struct jval *v, void *into)
{
	return (put_status(d, v, into, FACT_INVESTIGATED, false));
}

static int
on_statuses(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "known_affected", J_ARR, on_affected, false, 0 },
		{ "first_affected", J_ARR, on_affected, false, 0 },
		{ "last_affected", J_ARR, on_affected, false, 0 }, { "fixed", J_ARR, on_fixed, false, 0 },
		{ "first_fixed", J_ARR, on_first_fixed, false, 0 },
		{ "known_not_affected", J_ARR, on_not_affected, false, 0 },
		{ "under_investigation", J_ARR, on_investigated, false, 0 },
		{ "recommended", J_ARR, NULL, false, 0 }, { "unknown", J_ARR, NULL, false, 0 }, { 0 } };

	return (jdoc_object(d, v, members, into));
}

/* The dates of a vulnerability, told as the first release of the document told them. */
static void
put_dates(struct csaf *c, const struct jval *v)
{
	static const struct {
		const char *member, *lane, *text;
	} dates[] = { { "discovery_date", "report", "discovered" },
		{ "release_date", "notice", "made public" }, { "disclosure_date", "notice", "made public" } };
	struct instant when;
	struct jval date;
	char text[256];

	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		if (!jdoc_find(v->raw, dates[i].member, &date) || date.type != JSONR_STRING)
			continue;
		read_time(&c->r->doc, jdoc_str(&c->r->doc, &date), &when);
		(void)snprintf(text, sizeof(text), "%.*s %s, says %.*s", STR_ARG(c->cve), dates[i].text,
		    STR_ARG(str_sub(c->id, 0, 100)));
		read_put_event(c->r, dates[i].lane, str_of(text), when, c->released);
	}
}

static int
on_vulnerability(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "product_status", J_OBJ, on_statuses, false, 0 },
		{ "acknowledgments", J_ARR, NULL, false, 0 }, { "cve", J_STR, NULL, false, 0 },
		{ "cwe", J_OBJ, NULL, false, 0 }, { "cwes", J_ARR, NULL, false, 0 },
		{ "discovery_date", J_STR, NULL, false, 0 }, { "disclosure_date", J_STR, NULL, false, 0 },
		{ "first_known_exploitation_dates", J_ARR, NULL, false, 0 },
		{ "flags", J_ARR, NULL, false, 0 }, { "ids", J_ARR, NULL, false, 0 },
		{ "involvements", J_ARR, NULL, false, 0 }, { "metrics", J_ARR, NULL, false, 0 },
		{ "notes", J_ARR, NULL, false, 0 }, { "references", J_ARR, NULL, false, 0 },
		{ "release_date", J_STR, NULL, false, 0 }, { "remediations", J_ARR, NULL, false, 0 },
		{ "scores", J_ARR, NULL, false, 0 }, { "threats", J_ARR, NULL, false, 0 },
		{ "title", J_STR, NULL, false, 0 }, { 0 } };
	struct csaf *c = into;
	struct jval item;
	int rc;

	c->cve = jdoc_find(v->raw, "cve", &item) ? jdoc_str(d, &item) : STR("");
	if (!know_is_cve(c->cve)) {
		jdoc_warn(d, "a vulnerability without a CVE: kept in the document, decides nothing");
		return (0);
	}
	read_put_cve(c->r, c->cve);
	put_dates(c, v);
	if ((rc = csaf_fixes(c, v)) != 0)
		return (rc);
	return (jdoc_object(d, v, members, c));
}

static int
on_vulnerabilities(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_vulnerability, into));
}

static int
on_revision(struct jdoc *d, const struct jval *v, void *into)
{
	struct csaf *c = into;
	struct jval date, number, summary;
	struct instant when;
	char text[512];

	if (!jdoc_find(v->raw, "date", &date) || date.type != JSONR_STRING)
		return (0);
	read_time(d, jdoc_str(d, &date), &when);
	/* The first revision is the release itself. */
	if (READ_HAS_TIME(when) && READ_HAS_TIME(c->released) && when.earliest == c->released.earliest)
		return (0);
	(void)jdoc_find(v->raw, "number", &number);
	(void)jdoc_find(v->raw, "summary", &summary);
	(void)snprintf(text, sizeof(text), "%.*s revision %.*s: %.*s", STR_ARG(str_sub(c->id, 0, 100)),
	    STR_ARG(str_sub(jdoc_str(d, &number), 0, 20)), STR_ARG(str_sub(jdoc_str(d, &summary), 0, 300)));
	read_put_event(c->r, "notice", str_of(text), when, when);
	return (0);
}

static int
on_revisions(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_revision, into));
}

static int
on_tracking(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("id", struct csaf, id),
		J_KEEP("status", struct csaf, status), J_KEEP("version", struct csaf, version),
		J_KEEP("initial_release_date", struct csaf, released_text),
		J_KEEP("current_release_date", struct csaf, current_text),
		{ "aliases", J_ARR, NULL, false, 0 }, { "generator", J_OBJ, NULL, false, 0 },
		{ "revision_history", J_ARR, NULL, false, 0 }, { 0 } };
	struct csaf *c = into;
	int rc = jdoc_object(d, v, members, c);

	read_time(d, c->released_text, &c->released);
	read_time(d, c->current_text, &c->current);
	return (rc);
}

static int
on_publisher(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("name", struct csaf, publisher),
		{ "category", J_STR, NULL, false, 0 }, { "namespace", J_STR, NULL, false, 0 },
		{ "contact_details", J_STR, NULL, false, 0 }, { "issuing_authority", J_STR, NULL, false, 0 },
		{ 0 } };

	return (jdoc_object(d, v, members, into));
}

static int
on_tlp(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("label", struct csaf, tlp),
		{ "url", J_STR, NULL, false, 0 }, { 0 } };

	return (jdoc_object(d, v, members, into));
}

static int
on_distribution(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "tlp", J_OBJ, on_tlp, false, 0 },
		{ "text", J_STR, NULL, false, 0 }, { "sharing_group", J_OBJ, NULL, false, 0 }, { 0 } };

	return (jdoc_object(d, v, members, into));
}

static const struct jmember DOCUMENT[] = { J_KEEP("title", struct csaf, title),
	J_KEEP("csaf_version", struct csaf, csaf_version), J_KEEP("category", struct csaf, category),
	{ "publisher", J_OBJ, on_publisher, false, 0 }, { "tracking", J_OBJ, on_tracking, false, 0 },
	{ "distribution", J_OBJ, on_distribution, false, 0 }, { "acknowledgments", J_ARR, NULL, false, 0 },
	{ "aggregate_severity", J_OBJ, NULL, false, 0 }, { "lang", J_STR, NULL, false, 0 },
	{ "license_expression", J_STR, NULL, false, 0 }, { "notes", J_ARR, NULL, false, 0 },
	{ "references", J_ARR, NULL, false, 0 }, { "source_lang", J_STR, NULL, false, 0 }, { 0 } };

/* What the document says of itself, before anything else. */
static int
read_head(struct csaf *c, const struct jval *root)
{
	struct jval document, tracking, revisions;
	struct jdoc *d = &c->r->doc;
	enum tlp label;
	int rc;

	if (!jdoc_find(root->raw, "document", &document) || document.type != JSONR_OBJECT)
		return (
		    err_set(c->r->e, ERR_SYNTAX, "a CSAF document whose document is missing or no object"));
	buf_cstr(&d->path, "/document");
	if ((rc = jdoc_object(d, &document, DOCUMENT, c)) != 0)
		return (rc);
	if (c->csaf_version.n == 0)
		return (err_set(
		    c->r->e, ERR_SYNTAX, "a document without csaf_version: not CSAF, or a broken one"));
	if (!str_eq(c->csaf_version, STR("2.0")) && !str_eq(c->csaf_version, STR("2.1")))
		return (err_set(c->r->e, ERR_NOTFOUND, "CSAF %.*s: only 2.0 is read",
		    STR_ARG(str_sub(c->csaf_version, 0, 20))));
	if (str_eq(c->csaf_version, STR("2.1")))
		read_warn(c->r, "CSAF 2.1 is read as far as it is like 2.0");
	if (c->id.n == 0)
		return (err_set(c->r->e, ERR_SYNTAX, "a CSAF document without document.tracking.id"));
	if (c->tlp.n > 0 && tlp_parse(&label, c->tlp, NULL) != 0) {
		jdoc_warn(d, "\"%.*s\" is no TLP label: the stricter default holds",
		    STR_ARG(str_sub(c->tlp, 0, 40)));
		c->tlp = STR("");
	}
	/* A draft may carry the label that it is to have some day. */
	if (str_eq(c->status, STR("draft")) && c->tlp.n > 0) {
		read_warn(c->r, "a draft: its label %.*s does not hold yet", STR_ARG(c->tlp));
		c->tlp = STR("");
	}
	buf_cstr(&d->path, "/tracking/revision_history");
	if (jdoc_find(document.raw, "tracking", &tracking) && tracking.type == JSONR_OBJECT &&
	    jdoc_find(tracking.raw, "revision_history", &revisions) && revisions.type == JSONR_ARRAY)
		rc = on_revisions(d, &revisions, c);
	buf_clear(&d->path);
	return (rc);
}

static void
put_head(struct csaf *c)
{
	struct read_doc doc = { .format = STR("csaf"),
		.publisher = c->publisher,
		.id = c->id,
		.version = c->version,
		.title = c->title,
		.tlp = c->tlp };
	const char *by = c->publisher.n > 0 ? " by " : "";
	char text[512];

	doc.happened = c->released;
	doc.known = READ_HAS_TIME(c->current) ? c->current : c->released;
	if (!READ_HAS_TIME(doc.known))
		read_warn(c->r,
		    "the document does not say when it was released: it counts as known since this import");
	read_put_doc(c->r, &doc);
	(void)snprintf(text, sizeof(text), "%.*s released%s%.*s: %.*s", STR_ARG(str_sub(c->id, 0, 100)), by,
	    STR_ARG(str_sub(c->publisher, 0, 100)), STR_ARG(str_sub(c->title, 0, 250)));
	read_put_event(c->r, "notice", str_of(text), c->released, c->released);
}

int
read_csaf(struct reader *r, const struct jval *root)
{
	static const struct jmember members[] = { { "vulnerabilities", J_ARR, on_vulnerabilities, false, 0 },
		{ "document", J_OBJ, NULL, false, 0 }, { "product_tree", J_OBJ, NULL, false, 0 },
		{ "$schema", J_STR, NULL, false, 0 }, { 0 } };
	struct csaf c = { .r = r, .released = READ_NO_TIME, .current = READ_NO_TIME };
	int rc = read_head(&c, root);

	if (rc == 0) {
		put_head(&c);
		rc = csaf_tree(&c, root);
	}
	if (rc == 0)
		rc = jdoc_object(&r->doc, root, members, &c);
	csaf_free(&c);
	return (rc);
}
