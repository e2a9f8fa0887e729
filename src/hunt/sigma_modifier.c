/* Modifiers: see the header.  Specification: Sigma modifiers appendix, version 2.1.0. */
#include "hunt/sigma_modifier.h"

#include <stdlib.h>

static int
refuse(struct sigma_field_test *t, const char *why)
{
	return (err_set(t->x->e, ERR_SYNTAX, "%s", why));
}

static int
nomem(struct sigma_field_test *t)
{
	return (err_set(t->x->e, ERR_NOMEM, "out of memory"));
}

/* only_text(t): Most modifiers make sense for texts alone, and for no value that is null. */
static int
only_text(struct sigma_field_test *t)
{
	if (t->type != SIGMA_TEXT)
		return (refuse(t, "the modifiers cannot be combined"));
	for (size_t i = 0; i < t->n; i++) {
		if (t->value[i].null)
			return (refuse(t, "a null value cannot have this modifier"));
	}
	return (0);
}

/* retype(t, type): Values of another type than text: none may have been changed before. */
static int
retype(struct sigma_field_test *t, enum sigma_type type)
{
	int rc = only_text(t);

	if (rc == 0 && (t->open_before || t->open_behind))
		rc = refuse(t, "the modifiers cannot be combined");
	t->type = type;
	return (rc);
}

/* open_ends(t, before, behind): The value may be anywhere, first or last. */
static int
open_ends(struct sigma_field_test *t, bool before, bool behind)
{
	int rc;

	/* Fields that are compared to each other have no pattern: the answer is in the two flags alone. */
	if (t->open_before || t->open_behind)
		return (refuse(t, "more than one of contains, startswith and endswith"));
	t->open_before = before;
	t->open_behind = behind;
	if (t->type == SIGMA_FIELD)
		return (0);
	rc = only_text(t);
	for (size_t i = 0; i < t->n && rc == 0; i++)
		rc = pattern_wrap(&t->value[i].text, t->x->arena, before, behind, t->x->e);
	return (rc);
}

static int
on_all(struct sigma_field_test *t)
{
	t->all = true;
	return (0);
}

static int
on_contains(struct sigma_field_test *t)
{
	return (open_ends(t, true, true));
}

static int
on_startswith(struct sigma_field_test *t)
{
	return (open_ends(t, false, true));
}

static int
on_endswith(struct sigma_field_test *t)
{
	return (open_ends(t, true, false));
}

static int
on_exists(struct sigma_field_test *t)
{
	return (retype(t, SIGMA_EXISTS));
}

static int
on_cased(struct sigma_field_test *t)
{
	t->cased = true;
	return (0);
}

static int
on_neq(struct sigma_field_test *t)
{
	t->neq = true;
	return (0);
}

static int
on_windash(struct sigma_field_test *t)
{
	int rc = only_text(t);

	for (size_t i = 0; i < t->n && rc == 0; i++) {
		if (t->value[i].text.binary)
			return (refuse(t, "windash cannot follow an encoding"));
		pattern_windash(&t->value[i].text);
	}
	return (rc);
}

static int
on_re(struct sigma_field_test *t)
{
	return (retype(t, SIGMA_REGEX));
}

static int
regex_option(struct sigma_field_test *t, uint32_t option)
{
	if (t->type != SIGMA_REGEX)
		return (refuse(t, "i, m and s may only follow re"));
	t->regex |= option;
	return (0);
}

static int
on_i(struct sigma_field_test *t)
{
	return (regex_option(t, PCRE2_CASELESS));
}

static int
on_m(struct sigma_field_test *t)
{
	return (regex_option(t, PCRE2_MULTILINE));
}

static int
on_s(struct sigma_field_test *t)
{
	return (regex_option(t, PCRE2_DOTALL));
}

/* encode(in, from, to, out): The Base64 characters ${from} to ${to} of ${in}; those past its bits are "=". */
static void
encode(struct str in, size_t from, size_t to, char *out)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t k = from; k < to; k++) {
		size_t bit = 6 * k, at = bit / 8;
		unsigned two = at < in.n ? (unsigned)(unsigned char)in.p[at] << 8 : 0;

		if (at + 1 < in.n)
			two |= (unsigned char)in.p[at + 1];
		*out++ = (char)(bit < 8 * in.n ? digit[two >> (10 - bit % 8) & 63] : '=');
	}
}

/*
 * base64(t, bytes, shift, whole, out): ${bytes} in Base64, ${shift} bytes behind the beginning of a
 * longer text of which only what does not depend on the rest is kept, or as a text of its own.
 */
static int
base64(struct sigma_field_test *t, struct str bytes, size_t shift, bool whole, struct pattern *out)
{
	struct arena *a = t->x->arena;
	size_t n = shift + bytes.n;
	size_t from = (shift * 8 + 5) / 6, to = whole ? (n + 2) / 3 * 4 : n * 8 / 6;
	char *shifted = arena_get(a, n + 1), *text = arena_get(a, to + 1);

	if (shifted == NULL || text == NULL)
		return (nomem(t));
	memcpy(shifted + shift, bytes.p, bytes.n);
	if (to <= from && !whole)
		return (refuse(t, "a value is too short for base64offset"));
	encode((struct str){ shifted, n }, from, to, text);
	return (pattern_from_bytes(out, a, (struct str){ text, to - from }, t->x->e));
}

/* value_bytes(t, i, bytes): The bytes of value ${i}, which may have no wildcards. */
static int
value_bytes(struct sigma_field_test *t, size_t i, struct str *bytes)
{
	if (!pattern_bytes(&t->value[i].text, t->x->arena, bytes))
		return (refuse(t, "a value with wildcards cannot be encoded in Base64"));
	return (bytes->p == NULL ? nomem(t) : 0);
}

static int
on_base64(struct sigma_field_test *t)
{
	int rc = only_text(t);
	struct str bytes;

	for (size_t i = 0; i < t->n && rc == 0; i++) {
		if ((rc = value_bytes(t, i, &bytes)) == 0)
			rc = base64(t, bytes, 0, true, &t->value[i].text);
	}
	return (rc);
}

static int
on_base64offset(struct sigma_field_test *t)
{
	struct sigma_value *shifted;
	int rc = only_text(t);
	struct str bytes;

	if (rc == 0 && t->n > SIGMA_VALUES_MAX / 3)
		rc = err_set(t->x->e, ERR_LIMIT, "too many values");
	if (rc != 0)
		return (rc);
	if ((shifted = calloc(3 * t->n + 1, sizeof(*shifted))) == NULL)
		return (nomem(t));

	/* Each value becomes three, which stay together as one group. */
	for (size_t i = 0; i < t->n && rc == 0; i++) {
		rc = value_bytes(t, i, &bytes);
		for (size_t shift = 0; shift < 3 && rc == 0; shift++) {
			shifted[3 * i + shift] = t->value[i];
			rc = base64(t, bytes, shift, false, &shifted[3 * i + shift].text);
		}
	}
	free(t->value);
	t->value = shifted;
	t->n *= 3;
	t->cap = t->n + 1;
	return (rc);
}

static int
utf16(struct sigma_field_test *t, bool big, bool mark)
{
	int rc = only_text(t);

	for (size_t i = 0; i < t->n && rc == 0; i++) {
		struct pattern *p = &t->value[i].text;

		for (size_t k = 0; k < p->n; k++) {
			if (p->token[k] == TOKEN_DASH || p->binary)
				return (refuse(t, "UTF-16 cannot follow windash or another encoding"));
		}
		rc = pattern_utf16(p, t->x->arena, big, mark, t->x->e);
	}
	return (rc);
}

static int
on_utf16le(struct sigma_field_test *t)
{
	return (utf16(t, false, false));
}

static int
on_utf16be(struct sigma_field_test *t)
{
	return (utf16(t, true, false));
}

static int
on_utf16(struct sigma_field_test *t)
{
	return (utf16(t, false, true));
}

static int
compare(struct sigma_field_test *t, enum expr_order order)
{
	t->order = order;
	return (retype(t, SIGMA_COMPARE));
}

static int
on_lt(struct sigma_field_test *t)
{
	return (compare(t, EXPR_LT));
}

static int
on_lte(struct sigma_field_test *t)
{
	return (compare(t, EXPR_LTE));
}

static int
on_gt(struct sigma_field_test *t)
{
	return (compare(t, EXPR_GT));
}

static int
on_gte(struct sigma_field_test *t)
{
	return (compare(t, EXPR_GTE));
}

static int
on_cidr(struct sigma_field_test *t)
{
	return (retype(t, SIGMA_CIDR));
}

static int
on_fieldref(struct sigma_field_test *t)
{
	int rc = only_text(t);

	t->type = SIGMA_FIELD;
	return (rc);
}

static int
on_time(struct sigma_field_test *t)
{
	return (refuse(t, "parts of a time (minute to year) cannot be compared yet"));
}

static int
on_expand(struct sigma_field_test *t)
{
	return (refuse(t, "the placeholders of expand need values that only your site knows"));
}

static const struct {
	const char *name;
	int (*apply)(struct sigma_field_test *t);
} modifiers[] = {
	{ "contains", on_contains },
	{ "endswith", on_endswith },
	{ "startswith", on_startswith },
	{ "all", on_all },
	{ "re", on_re },
	{ "i", on_i },
	{ "m", on_m },
	{ "s", on_s },
	{ "windash", on_windash },
	{ "cidr", on_cidr },
	{ "exists", on_exists },
	{ "cased", on_cased },
	{ "neq", on_neq },
	{ "fieldref", on_fieldref },
	{ "lt", on_lt },
	{ "lte", on_lte },
	{ "gt", on_gt },
	{ "gte", on_gte },
	{ "base64", on_base64 },
	{ "base64offset", on_base64offset },
	{ "wide", on_utf16le },
	{ "utf16le", on_utf16le },
	{ "utf16be", on_utf16be },
	{ "utf16", on_utf16 },
	{ "expand", on_expand },
	{ "minute", on_time },
	{ "hour", on_time },
	{ "day", on_time },
	{ "week", on_time },
	{ "month", on_time },
	{ "year", on_time },
};

int
sigma_modify(struct sigma_field_test *t, struct str name)
{
	for (size_t i = 0; i < sizeof(modifiers) / sizeof(modifiers[0]); i++) {
		if (str_eq(name, str_of(modifiers[i].name)))
			return (modifiers[i].apply(t));
	}
	return (err_set(t->x->e, ERR_SYNTAX, "unknown modifier %.*s", STR_ARG(str_sub(name, 0, 40))));
}
