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
#include <stdlib.h>

#include "base/tlp.h"
#include "base/vec.h"
#include "base/verset.h"
#include "know/read.h"
#include "know/state.h"

/* What an identifier stands for. */
struct csaf_product {
	struct str vendor, name, level, version;
	bool range; /* The version is the name of a product_version_range. */
};

/* Where the walk through the branches is: copied on the way down. */
struct csaf_path {
	struct csaf *c;
	struct csaf_product at;
	struct str category, name;
};

/* An update that a vendor_fix names. */
struct csaf_fix {
	struct str url, kb;
};

struct csaf {
	struct reader *r;
	struct str title, publisher, tlp, id, status, version, released_text, current_text, csaf_version,
	    category;
	struct instant released, current;
	struct csaf_product *product;
	size_t products, cap;
	struct map ids;    /* Product identifier to its index. */
	struct map groups; /* Group identifier to the text of its list. */

	/* The vulnerability being read. */
	struct str cve;
	unsigned fact_status;
	bool onward;
	struct csaf_fix *fix; /* The updates that it names; others refer to them by number, from 1. */
	size_t fixes, fix_cap, fix_all;
	struct map fix_of;
	struct str fix_url, fix_kb;
};

static int
add_product(struct csaf *c, struct str id, const struct csaf_product *product)
{
	struct map_entry *entry;

	if (map_get(&c->ids, id) != NULL) {
		read_warn(c->r, "the product identifier %.*s stands for two products: the first one counts",
		    STR_ARG(str_sub(id, 0, 100)));
		return (0);
	}
	if (c->products >= READ_FACTS_MAX)
		return (err_set(c->r->e, ERR_LIMIT, "more than %d products", READ_FACTS_MAX));
	if (VEC_GROW(c->product, c->products, c->cap) != 0 || (entry = map_put(&c->ids, id)) == NULL)
		return (err_set(c->r->e, ERR_NOMEM, "out of memory"));
	entry->value = c->products;
	c->product[c->products++] = *product;
	return (0);
}

/* full_product_name: the identifier, and a name where the path has none. */
struct full_name {
	struct str name, id;
};

static const struct jmember FULL_NAME[] = { J_KEEP("name", struct full_name, name),
	J_KEEP("product_id", struct full_name, id),
	{ "product_identification_helper", J_OBJ, NULL, false, 0 }, { 0 } };

static int
on_product(struct jdoc *d, const struct jval *v, void *into)
{
	struct csaf_path *path = into;
	struct full_name full = { .name = STR("") };
	struct csaf_product got = path->at;
	int rc = jdoc_object(d, v, FULL_NAME, &full);

	if (rc != 0 || full.id.n == 0)
		return (rc);
	if (got.name.n == 0)
		got.name = full.name;
	return (add_product(path->c, full.id, &got));
}

static int on_branches(struct jdoc *d, const struct jval *v, void *into);

/* One branch.  Its category and name must be known before what is below it. */
static int
on_branch(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { { "branches", J_ARR, on_branches, false, 0 },
		{ "category", J_STR, NULL, false, 0 }, { "name", J_STR, NULL, false, 0 },
		{ "product", J_OBJ, on_product, false, 0 }, { 0 } };
	const struct csaf_path *above = into;
	struct csaf_path here = *above;
	struct jval category, name;

	if (!jdoc_find(v->raw, "category", &category) || !jdoc_find(v->raw, "name", &name) ||
	    category.type != JSONR_STRING || name.type != JSONR_STRING) {
		jdoc_warn(d, "a branch without category and name");
		return (jdoc_object(d, v, members, &here));
	}
	here.category = jdoc_str(d, &category);
	here.name = jdoc_str(d, &name);
	if (str_eq(here.category, STR("vendor")))
		here.at.vendor = here.name;
	else if (str_eq(here.category, STR("product_name")))
		here.at.name = here.name;
	else if (str_eq(here.category, STR("service_pack")) || str_eq(here.category, STR("patch_level")))
		here.at.level = here.name;
	else if (str_eq(here.category, STR("product_version")))
		here.at.version = here.name;
	else if (str_eq(here.category, STR("product_version_range"))) {
		here.at.version = here.name;
		here.at.range = true;
	}
	return (jdoc_object(d, v, members, &here));
}

static int
on_branches(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_branch, into));
}

static int
on_full_names(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_product, into));
}

/* A relationship makes a product of two: "log4j as a component of OpenShift"; the version is the component's.
 */
struct relation {
	struct csaf_path *path;
	struct str component;
	struct full_name full;
};

static int
on_relation_name(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_object(d, v, FULL_NAME, &((struct relation *)into)->full));
}

static int
on_relation(struct jdoc *d, const struct jval *v, void *into)
{
	static const struct jmember members[] = { J_KEEP("product_reference", struct relation, component),
		{ "full_product_name", J_OBJ, on_relation_name, false, 0 },
		{ "category", J_STR, NULL, false, 0 },
		{ "relates_to_product_reference", J_STR, NULL, false, 0 }, { 0 } };
	struct csaf_path *path = into;
	struct relation got = { .path = path };
	struct csaf_product product = { .name = STR("") };
	const struct map_entry *entry;
	int rc = jdoc_object(d, v, members, &got);

	if (rc != 0 || got.full.id.n == 0)
		return (rc);
	if ((entry = map_get(&path->c->ids, got.component)) != NULL)
		product = path->c->product[entry->value];
	product.name = got.full.name;
	product.vendor = STR("");
	return (add_product(path->c, got.full.id, &product));
}

static int
on_relations(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_relation, into));
}

static int
on_group(struct jdoc *d, const struct jval *v, void *into)
{
	struct csaf *c = ((struct csaf_path *)into)->c;
	struct map_entry *entry;
	struct jval id, ids;

	if (!jdoc_find(v->raw, "group_id", &id) || !jdoc_find(v->raw, "product_ids", &ids) ||
	    id.type != JSONR_STRING || ids.type != JSONR_ARRAY) {
		jdoc_warn(d, "a product group without group_id and product_ids");
		return (0);
	}
	if ((entry = map_put(&c->groups, jdoc_str(d, &id))) == NULL)
		return (err_set(c->r->e, ERR_NOMEM, "out of memory"));
	/* Where the list stands in the text. */
	entry->value = (uint64_t)(ids.raw.p - d->text.p);
	return (0);
}

static int
on_groups(struct jdoc *d, const struct jval *v, void *into)
{
	return (jdoc_array(d, v, J_OBJ, on_group, into));
}

static int
read_tree(struct csaf *c, const struct jval *root)
{
	/* Relationships refer to products, so they come last wherever they stand. */
	static const struct jmember products[] = { { "branches", J_ARR, on_branches, false, 0 },
		{ "full_product_names", J_ARR, on_full_names, false, 0 },
		{ "product_groups", J_ARR, on_groups, false, 0 }, { "relationships", J_ARR, NULL, false, 0 },
		{ 0 } };
	struct csaf_path path = { .c = c };
	struct jval tree, relations;
	int rc;

	if (!jdoc_find(root->raw, "product_tree", &tree))
		return (0);
	if (tree.type != JSONR_OBJECT)
		return (err_set(c->r->e, ERR_SYNTAX, "product_tree is not an object"));
	buf_cstr(&c->r->doc.path, "/product_tree");
	if ((rc = jdoc_object(&c->r->doc, &tree, products, &path)) == 0 &&
	    jdoc_find(tree.raw, "relationships", &relations) && relations.type == JSONR_ARRAY)
		rc = on_relations(&c->r->doc, &relations, &path);
	buf_clear(&c->r->doc.path);
	return (rc);
}

/* Say that an identifier is mended by the newest fix, unless an earlier one named it. */
static int
fix_one(struct csaf *c, struct str id)
{
	struct map_entry *entry = map_put(&c->fix_of, id);

	if (entry == NULL)
		return (err_set(c->r->e, ERR_NOMEM, "out of memory"));
	if (entry->value == 0)
		entry->value = c->fixes;
	return (0);
}

static int
fix_listed(struct csaf *c, const struct jval *list)
{
	struct jeach it;
	struct jval item;
	struct str key;
	int rc = 0;

	if (list->type != JSONR_ARRAY)
		return (0);
	jeach_begin(&it, list);
	while (rc == 0 && jeach_next(&it, &key, &item)) {
		if (item.type == JSONR_STRING)
			rc = fix_one(c, jdoc_str(&c->r->doc, &item));
	}
	return (rc);
}

/* All members of the groups that a remediation names. */
static int
fix_groups(struct csaf *c, const struct jval *groups)
{
	struct jdoc *d = &c->r->doc;
	struct jeach it;
	struct jval item, list;
	struct str key;
	int rc = 0;

	if (groups->type != JSONR_ARRAY)
		return (0);
	jeach_begin(&it, groups);
	while (rc == 0 && jeach_next(&it, &key, &item)) {
		const struct map_entry *entry = map_get(&c->groups, jdoc_str(d, &item));

		if (entry == NULL)
			continue;
		jdoc_root(str_sub(d->text, (size_t)entry->value, d->text.n), &list);
		rc = fix_listed(c, &list);
	}
	return (rc);
}

/* One remediation: only what the vendor ships counts as an update. */
static int
on_remediation(struct jdoc *d, const struct jval *v, void *into)
{
	struct csaf *c = into;
	struct csaf_fix fix = { .url = STR(""), .kb = STR("") };
	struct jval ids, groups, item;
	int rc;

	if (!jdoc_find(v->raw, "category", &item) || !str_eq(item.raw, STR("vendor_fix")))
		return (0);
	if (jdoc_find(v->raw, "url", &item))
		fix.url = jdoc_str(d, &item);
	if (jdoc_find(v->raw, "details", &item))
		fix.kb = read_kb(jdoc_str(d, &item));
	if (fix.kb.n == 0)
		fix.kb = read_kb(fix.url);
	if (VEC_GROW(c->fix, c->fixes, c->fix_cap) != 0)
		return (err_set(c->r->e, ERR_NOMEM, "out of memory"));
	c->fix[c->fixes++] = fix;
	(void)jdoc_find(v->raw, "product_ids", &ids);
	(void)jdoc_find(v->raw, "group_ids", &groups);
	if (ids.type == JSONR_END && groups.type == JSONR_END)
		c->fix_all = c->fixes;
	if ((rc = fix_listed(c, &ids)) != 0)
		return (rc);
	return (fix_groups(c, &groups));
}

static void
find_fix(struct csaf *c, struct str id)
{
	const struct map_entry *entry = map_get(&c->fix_of, id);
	size_t at = entry != NULL ? (size_t)entry->value : c->fix_all;

	c->fix_url = at > 0 ? c->fix[at - 1].url : STR("");
	c->fix_kb = at > 0 ? c->fix[at - 1].kb : STR("");
}

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
	find_fix(c, id);
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
	c->fixes = c->fix_all = 0;
	map_free(&c->fix_of);
	if (jdoc_find(v->raw, "remediations", &item) && item.type == JSONR_ARRAY &&
	    (rc = jdoc_array(d, &item, J_OBJ, on_remediation, c)) != 0)
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
		rc = read_tree(&c, root);
	}
	if (rc == 0)
		rc = jdoc_object(&r->doc, root, members, &c);
	free(c.product);
	free(c.fix);
	map_free(&c.fix_of);
	map_free(&c.ids);
	map_free(&c.groups);
	return (rc);
}
