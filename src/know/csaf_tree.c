/*
 * The product tree of a CSAF document: branches give a product its vendor, its
 * name and its version, relationships make one product of two, groups are
 * lists.  An identifier that is defined twice keeps its first meaning.
 */
#include "base/vec.h"
#include "know/csaf.h"

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

/*
 * A relationship makes a product of two: "log4j as a component of OpenShift"; the version is the
 * component's.
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

int
csaf_tree(struct csaf *c, const struct jval *root)
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
