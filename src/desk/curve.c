/* Counts over time: see the header. */
#include "desk/curve.h"

#include <stdlib.h>

#include "base/vec.h"

/* Remember the CVEs that say nothing; the row's views do not last. */
static int
keep_silent(struct curve *v, const struct count_row *row)
{
	struct buf b = BUF(BUF_BIG);

	if (row->silents == v->silents)
		return (0);
	for (size_t i = 0; i < row->silents; i++) {
		buf_cstr(&b, i > 0 ? ", " : "");
		buf_str(&b, row->silent[i]);
	}
	v->silents = row->silents;
	v->silent = arena_str(&v->mem, buf_view(&b));
	buf_free(&b);
	return (v->silent.p == NULL ? ERR_NOMEM : 0);
}

static int
keep_row(void *arg, const struct count_row *row, struct err *e)
{
	struct curve *v = arg;

	/* A day without a host is no count: drawn, it would say that nobody is unpatched. */
	if (row->hosts == 0)
		return (0);
	if (keep_silent(v, row) != 0 || VEC_GROW(v->row, v->n, v->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	v->row[v->n] = *row;
	v->row[v->n].silent = NULL;
	v->row[v->n].silents = 0;
	v->row[v->n++].group = STR("");
	return (0);
}

static int
keep_point(void *arg, const struct published *p, struct err *e)
{
	struct curve *v = arg;
	struct published *kept;

	if (VEC_GROW(v->point, v->points, v->points_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	kept = &v->point[v->points++];
	*kept = *p;
	kept->scope = arena_str(&v->mem, p->scope);
	kept->who = arena_str(&v->mem, p->who);
	kept->method = arena_str(&v->mem, p->method);
	kept->source.document = arena_str(&v->mem, p->source.document);
	if (kept->scope.p == NULL || kept->who.p == NULL || kept->method.p == NULL ||
	    kept->source.document.p == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	return (0);
}

int
curve_load(struct curve *v, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	struct count_query query = { .as_of = as_of, .audience = audience };
	uint64_t hidden;
	int rc;

	*v = (struct curve){ .row = NULL };
	if ((rc = census_curve(c, &query, keep_row, v, e)) == 0)
		rc = published_each(c, as_of, audience, keep_point, v, &hidden, e);
	return (rc);
}

void
curve_free(struct curve *v)
{
	free(v->row);
	free(v->point);
	arena_free(&v->mem);
	*v = (struct curve){ .row = NULL };
}

bool
curve_is_world(const struct published *p)
{
	return (str_eq(p->scope, STR("world")));
}
