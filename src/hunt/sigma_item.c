/*
 * Detections: "Field|modifier: values", maps of these, lists of maps, and
 * keywords.  A list of values is an or (under "all" an and), a map an and, a
 * list of maps an or.
 */
#include <stdlib.h>

#include "base/vec.h"
#include "hunt/literal.h"
#include "hunt/sigma_modifier.h"

#define MODIFIERS_MAX 8

/* lower_copy(a, s): ${s} with its ASCII letters in lower case; p is NULL without memory. */
static struct str
lower_copy(struct arena *a, struct str s)
{
	char *p = arena_get(a, s.n + 1);

	for (size_t i = 0; p != NULL && i < s.n; i++)
		p[i] = str_lower(s.p[i]);
	return ((struct str){ p, p != NULL ? s.n : 0 });
}

int
sigma_field(struct sigma *x, struct str name, uint16_t *field)
{
	struct ruleset *s = x->set;
	struct str lower = lower_copy(x->arena, name);
	struct map_entry *entry;

	if (lower.p == NULL)
		return (err_set(x->e, ERR_NOMEM, "out of memory"));
	if ((entry = map_get(&s->field_number, lower)) == NULL) {
		if (s->nfields == EXPR_LINE)
			return (err_set(x->e, ERR_LIMIT, "more fields than a rule set may ask for"));
		if (VEC_GROW(s->field, s->nfields, s->fields_cap) != 0 ||
		    (s->field[s->nfields] = arena_str(x->arena, name)).p == NULL ||
		    (entry = map_put(&s->field_number, lower)) == NULL)
			return (err_set(x->e, ERR_NOMEM, "out of memory"));
		entry->value = s->nfields++;
	}
	*field = (uint16_t)entry->value;
	return (0);
}

struct expr *
sigma_leaf(struct sigma *x, enum expr_kind kind, uint16_t field)
{
	struct expr *leaf = arena_get(x->arena, sizeof(*leaf));

	if (leaf == NULL) {
		err_set(x->e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	leaf->kind = kind;
	leaf->field = field;
	leaf->weight = 1;
	leaf->cost = 1;
	return (leaf);
}

/* add_sorted(kid, n, one): Insert ${one} behind those that are as cheap or cheaper. */
static void
add_sorted(struct expr **kid, size_t n, struct expr *one)
{
	size_t at = n;

	while (at > 0 && kid[at - 1]->cost > one->cost) {
		kid[at] = kid[at - 1];
		at--;
	}
	kid[at] = one;
}

int
sigma_join(struct sigma *x, enum expr_kind kind, struct expr *const *kid, size_t n, struct expr **out)
{
	struct expr *j;

	if (n == 1 && kind != EXPR_NOT) {
		*out = kid[0];
		return (0);
	}
	if ((j = sigma_leaf(x, kind, 0)) == NULL)
		return (ERR_NOMEM);
	if ((j->of.kid = arena_array(x->arena, n, sizeof(struct expr *))) == NULL)
		return (err_set(x->e, ERR_NOMEM, "out of memory"));
	j->of.n = n;
	j->cost = 0;
	for (size_t i = 0; i < n; i++) {
		add_sorted(j->of.kid, i, kid[i]);
		j->weight += kid[i]->weight;
		j->cost += kid[i]->cost;
		if (j->weight > EXPR_WEIGHT_MAX)
			return (err_set(x->e, ERR_LIMIT, "the rule asks more questions than a row may cost"));
	}
	*out = j;
	return (0);
}

/* boolean(text, value): The booleans of YAML's core schema. */
static int
boolean(struct str text, bool *value)
{
	*value = str_ieq(text, STR("true"));
	return (*value || str_ieq(text, STR("false")) ? 0 : -1);
}

static int
text_test(struct sigma_field_test *t, struct sigma_value *v, uint16_t field, struct expr **out)
{
	struct sigma *x = t->x;
	struct expr *leaf = sigma_leaf(x, v->null ? EXPR_NULL : EXPR_TEXT, field);
	int rc = 0;

	*out = leaf;
	if (leaf == NULL)
		return (ERR_NOMEM);
	if (v->null)
		return (field == EXPR_LINE ? err_set(x->e, ERR_SYNTAX, "null cannot be a keyword") : 0);

	/* A keyword may be anywhere in the line. */
	if (field == EXPR_LINE)
		rc = pattern_wrap(&v->text, x->arena, true, true, x->e);
	if (rc == 0)
		rc = pattern_finish(&v->text, x->arena, t->cased, x->e);
	leaf->text = v->text;
	if (rc == 0)
		rc = literal_of_pattern(&v->text, x->arena, &leaf->literal, x->e);
	leaf->cost = pattern_cost(&v->text) * (field == EXPR_LINE ? 8 : 1);
	return (rc);
}

/* other_test(t, v, field, leaf): The value of a question that is not about text. */
static int
other_test(struct sigma_field_test *t, const struct sigma_value *v, struct expr *leaf)
{
	struct sigma *x = t->x;
	bool want;

	switch (leaf->kind) {
	case EXPR_COMPARE:
		leaf->compare.order = t->order;
		return (number_parse(&leaf->compare.number, v->raw) == 0
			? 0
			: err_set(x->e, ERR_SYNTAX, "lt, lte, gt and gte need a number"));
	case EXPR_CIDR:
		leaf->cost = 8;
		return (network_parse(&leaf->network, v->raw) == 0
			? 0
			: err_set(x->e, ERR_SYNTAX, "cidr needs a network such as 10.0.0.0/8"));
	case EXPR_REF:
		leaf->ref.cased = t->cased;
		leaf->ref.how = t->open_before && t->open_behind ? PATTERN_CONTAINS
		    : t->open_before                             ? PATTERN_SUFFIX
		    : t->open_behind                             ? PATTERN_PREFIX
								 : PATTERN_EXACT;
		return (v->raw.n > 0 ? sigma_field(x, v->raw, &leaf->ref.field)
				     : err_set(x->e, ERR_SYNTAX, "fieldref needs the name of a field"));
	default:
		/* "exists: false" is the opposite of the question. */
		if (boolean(v->raw, &want) != 0 || t->n != 1)
			return (err_set(x->e, ERR_SYNTAX, "exists needs true or false"));
		t->neq ^= !want;
		return (0);
	}
}

/* test(t, v, field, out): The question of one value. */
static int
test(struct sigma_field_test *t, struct sigma_value *v, uint16_t field, struct expr **out)
{
	static const enum expr_kind kinds[] = {
		[SIGMA_COMPARE] = EXPR_COMPARE,
		[SIGMA_CIDR] = EXPR_CIDR,
		[SIGMA_EXISTS] = EXPR_EXISTS,
		[SIGMA_FIELD] = EXPR_REF,
	};

	if (t->type == SIGMA_TEXT)
		return (text_test(t, v, field, out));
	if (t->type == SIGMA_REGEX)
		return (sigma_regex(t->x, v->raw, t->regex, field, out));
	if (field == EXPR_LINE)
		return (err_set(t->x->e, ERR_SYNTAX, "this modifier needs a field"));
	if ((*out = sigma_leaf(t->x, kinds[t->type], field)) == NULL)
		return (ERR_NOMEM);
	return (other_test(t, v, *out));
}

/* tests(t, field, one, out): All values: groups of alternatives, joined by or, or under "all" by and. */
static int
tests(struct sigma_field_test *t, uint16_t field, struct expr **one, struct expr **out)
{
	size_t n = 0, from;
	int rc = 0;

	for (size_t i = 0; i < t->n && rc == 0; i++)
		rc = test(t, &t->value[i], field, &one[i]);
	for (size_t i = 0; i < t->n && rc == 0; n++) {
		for (from = i; i < t->n && t->value[i].group == t->value[from].group;)
			i++;
		rc = sigma_join(t->x, EXPR_OR, one + from, i - from, &one[n]);
	}
	if (rc == 0)
		rc = sigma_join(t->x, t->all && !t->neq ? EXPR_AND : EXPR_OR, one, n, out);
	return (rc);
}

/*
 * differs(t, field, out): Turn "is one of" into "is none of".  A value can only
 * differ where there is one, so the field must exist, except for "exists".
 */
static int
differs(struct sigma_field_test *t, uint16_t field, struct expr **out)
{
	struct expr *pair[2];
	int rc;

	if (field == EXPR_LINE)
		return (err_set(t->x->e, ERR_SYNTAX, "this modifier needs a field"));
	if ((rc = sigma_join(t->x, EXPR_NOT, out, 1, &pair[0])) != 0)
		return (rc);
	if (t->type == SIGMA_EXISTS) {
		*out = pair[0];
		return (0);
	}
	if ((pair[1] = sigma_leaf(t->x, EXPR_EXISTS, field)) == NULL)
		return (ERR_NOMEM);
	return (sigma_join(t->x, EXPR_AND, pair, 2, out));
}

static int
add_value(struct sigma_field_test *t, const struct ytree *v)
{
	struct sigma *x = t->x;
	struct sigma_value *new;

	if (v->kind != YTREE_TEXT && v->kind != YTREE_NULL)
		return (err_set(
		    x->e, ERR_SYNTAX, "a %s cannot be a value", v->kind == YTREE_MAP ? "map" : "list"));
	if (t->n == SIGMA_VALUES_MAX)
		return (err_set(x->e, ERR_LIMIT, "too many values"));
	if (VEC_GROW(t->value, t->n, t->cap) != 0)
		return (err_set(x->e, ERR_NOMEM, "out of memory"));
	new = &t->value[t->n];
	*new = (struct sigma_value){ .null = v->kind == YTREE_NULL, .group = t->n };
	t->n++;
	new->raw = arena_str(x->arena, v->text);
	if (new->raw.p == NULL)
		return (err_set(x->e, ERR_NOMEM, "out of memory"));
	return (pattern_parse(&new->text, x->arena, new->raw, x->e));
}

static int
read_values(struct sigma_field_test *t, const struct ytree *value)
{
	int rc = 0;

	if (value->kind != YTREE_LIST)
		return (add_value(t, value));
	if (value->n == 0)
		return (err_set(t->x->e, ERR_SYNTAX, "a list without values"));
	for (size_t i = 0; i < value->n && rc == 0; i++)
		rc = add_value(t, value->kid[i]);
	return (rc);
}

static int
apply_modifiers(struct sigma_field_test *t, struct str rest)
{
	struct str name;
	size_t n = 0;
	int rc = 0;

	while (rc == 0 && str_split(&rest, '|', &name)) {
		if (++n > MODIFIERS_MAX)
			return (err_set(t->x->e, ERR_LIMIT, "too many modifiers"));
		rc = sigma_modify(t, name);
	}
	return (rc);
}

/* build(t, out): Values and modifiers are read: make the question. */
static int
build(struct sigma_field_test *t, struct expr **out)
{
	struct expr **one = calloc(t->n, sizeof(struct expr *));
	uint16_t field = EXPR_LINE;
	int rc = 0;

	if (one == NULL)
		return (err_set(t->x->e, ERR_NOMEM, "out of memory"));
	if (t->name.n > 0)
		rc = sigma_field(t->x, t->name, &field);
	if (rc == 0)
		rc = tests(t, field, one, out);
	if (rc == 0 && t->neq)
		rc = differs(t, field, out);
	free(one);
	return (rc);
}

int
sigma_item(struct sigma *x, struct str key, const struct ytree *value, struct expr **out)
{
	size_t bar = str_chr(key, '|');
	struct sigma_field_test t = { .x = x, .name = str_sub(key, 0, bar) };
	int rc;

	rc = read_values(&t, value);
	if (rc == 0 && bar != STR_NPOS)
		rc = apply_modifiers(&t, str_sub(key, bar + 1, key.n));
	if (rc == 0)
		rc = build(&t, out);
	free(t.value);
	err_line(x->e, rc != 0 ? value->line : 0);
	return (rc);
}

static int
detect_map(struct sigma *x, const struct ytree *map, struct expr **out)
{
	struct expr **kid;
	int rc = 0;

	if (map->n == 0)
		return (err_set(x->e, ERR_SYNTAX, "an empty map"));
	if ((kid = arena_array(x->arena, map->n, sizeof(struct expr *))) == NULL)
		return (err_set(x->e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < map->n && rc == 0; i++)
		rc = sigma_item(x, map->kid[2 * i]->text, map->kid[2 * i + 1], &kid[i]);
	return (rc != 0 ? rc : sigma_join(x, EXPR_AND, kid, map->n, out));
}

int
sigma_detect(struct sigma *x, const struct ytree *tree, struct expr **out)
{
	struct expr **kid;
	int rc = 0;

	if (tree->kind == YTREE_MAP)
		return (detect_map(x, tree, out));
	if (tree->kind != YTREE_LIST)
		return (sigma_item(x, STR(""), tree, out));
	if (tree->n == 0)
		return (err_set(x->e, ERR_SYNTAX, "an empty list"));
	if ((kid = arena_array(x->arena, tree->n, sizeof(struct expr *))) == NULL)
		return (err_set(x->e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < tree->n && rc == 0; i++) {
		if (tree->kid[i]->kind == YTREE_MAP)
			rc = detect_map(x, tree->kid[i], &kid[i]);
		else
			rc = sigma_item(x, STR(""), tree->kid[i], &kid[i]);
	}
	return (rc != 0 ? rc : sigma_join(x, EXPR_OR, kid, tree->n, out));
}
