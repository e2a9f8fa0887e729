/*
 * Which update mends which product: a vulnerability's remediations of the
 * category vendor_fix, by product or by group; the first one named counts.
 */
#include <stdlib.h>

#include "base/vec.h"
#include "know/csaf.h"

#define FIX_STEPS_MAX 20000000 /* In one document. */

/* Say that an identifier is mended by the newest fix, unless an earlier one named it. */
static int
fix_one(struct csaf *c, struct str id)
{
	struct map_entry *entry = map_put(&c->fix_of, id);

	/* Groups that are named over and over could make this last for hours. */
	if (++c->fix_steps > FIX_STEPS_MAX)
		return (err_set(
		    c->r->e, ERR_LIMIT, "remediations that name more than %d products", FIX_STEPS_MAX));
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

void
csaf_find_fix(struct csaf *c, struct str id)
{
	const struct map_entry *entry = map_get(&c->fix_of, id);
	size_t at = entry != NULL ? (size_t)entry->value : c->fix_all;

	c->fix_url = at > 0 ? c->fix[at - 1].url : STR("");
	c->fix_kb = at > 0 ? c->fix[at - 1].kb : STR("");
}

int
csaf_fixes(struct csaf *c, const struct jval *vulnerability)
{
	struct jval item;

	c->fixes = c->fix_all = 0;
	map_free(&c->fix_of);
	if (!jdoc_find(vulnerability->raw, "remediations", &item) || item.type != JSONR_ARRAY)
		return (0);
	return (jdoc_array(&c->r->doc, &item, J_OBJ, on_remediation, c));
}

void
csaf_free(struct csaf *c)
{
	free(c->product);
	free(c->fix);
	map_free(&c->fix_of);
	map_free(&c->ids);
	map_free(&c->groups);
}
