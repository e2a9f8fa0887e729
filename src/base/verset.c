/* Sets of versions: a sorted list of disjoint intervals. */
#include "base/verset.h"

#include <stdlib.h>

#include "base/vec.h"

/* Compare two low ends: an open end below everything, then the number, a closed end before an open one. */
static int
low_order(const struct version_range *a, const struct version_range *b)
{
	int c;

	if (a->low.n == 0 || b->low.n == 0)
		return ((a->low.n != 0) - (b->low.n != 0));
	c = version_order(&a->low, &b->low);
	return (c != 0 ? c : (int)a->low_open - (int)b->low_open);
}

static int
high_order(const struct version_range *a, const struct version_range *b)
{
	int c;

	if (a->high.n == 0 || b->high.n == 0)
		return ((a->high.n == 0) - (b->high.n == 0));
	c = version_order(&a->high, &b->high);
	return (c != 0 ? c : (int)b->high_open - (int)a->high_open);
}

/* Whether b, which begins at or after a, overlaps a or touches it without a gap. */
static bool
touches(const struct version_range *a, const struct version_range *b)
{
	int c;

	if (a->high.n == 0 || b->low.n == 0)
		return (true);
	c = version_order(&b->low, &a->high);
	return (c < 0 || (c == 0 && !(a->high_open && b->low_open)));
}

static bool
is_empty(const struct version_range *r)
{
	int c;

	if (r->low.n == 0 || r->high.n == 0)
		return (false);
	c = version_order(&r->low, &r->high);
	return (c > 0 || (c == 0 && (r->low_open || r->high_open)));
}

int
verset_add(struct verset *s, const struct version_range *range, struct err *e)
{
	size_t at = 0, k = 0;

	if (is_empty(range))
		return (0);
	if (s->n == VERSET_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d version ranges", VERSET_MAX));
	if (VEC_GROW(s->range, s->n, s->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));

	/* Insert in order of the low ends. */
	while (at < s->n && low_order(&s->range[at], range) <= 0)
		at++;
	memmove(&s->range[at + 1], &s->range[at], (s->n - at) * sizeof(*s->range));
	s->range[at] = *range;
	s->n++;

	/* Then fold neighbours that overlap or touch into one. */
	for (size_t i = 1; i < s->n; i++) {
		if (!touches(&s->range[k], &s->range[i])) {
			s->range[++k] = s->range[i];
		} else if (high_order(&s->range[i], &s->range[k]) > 0) {
			s->range[k].high = s->range[i].high;
			s->range[k].high_open = s->range[i].high_open;
		}
	}
	s->n = k + 1;
	return (0);
}

bool
verset_has(const struct verset *s, const struct version *v)
{
	if (s->all)
		return (true);
	for (size_t i = 0; i < s->n; i++) {
		const struct version_range *r = &s->range[i];
		int low = r->low.n == 0 ? 1 : version_order(v, &r->low);
		int high = r->high.n == 0 ? -1 : version_order(v, &r->high);

		if ((low > 0 || (low == 0 && !r->low_open)) && (high < 0 || (high == 0 && !r->high_open)))
			return (true);
	}
	return (false);
}

/* One constraint: the comparator and the version behind it. */
enum comparator { CMP_EQ, CMP_LT, CMP_LE, CMP_GT, CMP_GE };

static int
parse_constraint(struct str text, size_t offset, enum comparator *cmp, struct version *v, struct err *e)
{
	struct str rest = text;
	struct err inner;

	*cmp = CMP_EQ;
	if (str_starts(rest, STR("!=")))
		return (err_at(e, ERR_SYNTAX, offset, "!= is not supported"));
	if (str_starts(rest, STR("<=")) || str_starts(rest, STR(">="))) {
		*cmp = rest.p[0] == '<' ? CMP_LE : CMP_GE;
		rest = str_sub(rest, 2, rest.n);
	} else if (rest.n > 0 && (rest.p[0] == '<' || rest.p[0] == '>' || rest.p[0] == '=')) {
		*cmp = rest.p[0] == '<' ? CMP_LT : rest.p[0] == '>' ? CMP_GT : CMP_EQ;
		rest = str_sub(rest, 1, rest.n);
	}
	if (version_parse(v, rest, &inner) != 0)
		return (err_at(e, inner.code, offset + (text.n - rest.n) + inner.offset, "%s", inner.text));
	return (0);
}

int
verset_parse(struct verset *s, struct str text, struct err *e)
{
	struct version_range open = { 0 };
	struct verset got = { 0 };
	struct str rest = text, part;
	enum comparator cmp;
	struct version v;
	bool begun = false;
	int rc = 0;

	if (str_starts(text, STR("vers:"))) {
		size_t slash = str_chr(text, '/');

		if (slash == STR_NPOS)
			return (err_at(e, ERR_SYNTAX, text.n, "expected vers:SCHEME/CONSTRAINTS"));
		rest = str_sub(text, slash + 1, text.n);
	}
	if (str_eq(rest, STR("*"))) {
		*s = (struct verset){ .all = true };
		return (0);
	}
	while (rc == 0 && str_split(&rest, '|', &part)) {
		if ((rc = parse_constraint(part, (size_t)(part.p - text.p), &cmp, &v, e)) != 0)
			break;
		/* A lower bound waits for its upper one; anything else closes what is open. */
		if (cmp == CMP_GT || cmp == CMP_GE) {
			if (begun)
				rc = verset_add(&got, &open, e);
			open = (struct version_range){ .low = v, .low_open = cmp == CMP_GT };
			begun = true;
		} else if (cmp == CMP_LT || cmp == CMP_LE) {
			open.high = v;
			open.high_open = cmp == CMP_LT;
			rc = verset_add(&got, &open, e);
			open = (struct version_range){ 0 };
			begun = false;
		} else {
			rc = verset_add(&got, &(struct version_range){ .low = v, .high = v }, e);
		}
	}
	if (rc == 0 && begun)
		rc = verset_add(&got, &open, e);
	if (rc != 0) {
		verset_free(&got);
		return (rc);
	}
	*s = got;
	return (0);
}

void
verset_put(struct buf *b, const struct verset *s, const char *scheme)
{
	const char *sep = "";

	buf_printf(b, "vers:%s/", scheme);
	if (s->all || (s->n == 1 && s->range[0].low.n == 0 && s->range[0].high.n == 0)) {
		buf_char(b, '*');
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		const struct version_range *r = &s->range[i];

		if (r->low.n != 0 && r->high.n != 0 && version_order(&r->low, &r->high) == 0) {
			buf_cstr(b, sep);
			version_put(b, &r->low);
			sep = "|";
			continue;
		}
		if (r->low.n != 0) {
			buf_printf(b, "%s%s", sep, r->low_open ? ">" : ">=");
			version_put(b, &r->low);
			sep = "|";
		}
		if (r->high.n != 0) {
			buf_printf(b, "%s%s", sep, r->high_open ? "<" : "<=");
			version_put(b, &r->high);
			sep = "|";
		}
	}
}

void
verset_free(struct verset *s)
{
	free(s->range);
	*s = (struct verset){ 0 };
}
