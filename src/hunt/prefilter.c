/* Many strings at once, by vectorscan: see the header. */
#include "hunt/prefilter.h"

#include <hs/hs.h>
#include <stdlib.h>

#include "base/vec.h"

struct prefilter {
	hs_database_t *db;
};

struct prefilter *
prefilter_new(const struct str *literal, size_t n, struct err *e)
{
	struct prefilter *p = calloc(1, sizeof(*p));
	const char **text = calloc(n, sizeof(*text));
	unsigned *flags = calloc(n, sizeof(*flags)), *ids = calloc(n, sizeof(*ids));
	size_t *length = calloc(n, sizeof(*length));
	hs_compile_error_t *fault = NULL;

	if (p == NULL || text == NULL || flags == NULL || ids == NULL || length == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		goto fail;
	}
	for (size_t i = 0; i < n; i++) {
		text[i] = literal[i].p;
		length[i] = literal[i].n;
		flags[i] = HS_FLAG_CASELESS;
		ids[i] = (unsigned)i;
	}
	if (hs_compile_lit_multi(
		text, flags, ids, length, (unsigned)n, HS_MODE_BLOCK, NULL, &p->db, &fault) != HS_SUCCESS) {
		(void)err_set(e, ERR_INTERNAL, "the rules' strings cannot be compiled: %s",
		    fault != NULL ? fault->message : "");
		(void)hs_free_compile_error(fault);
		goto fail;
	}
	goto done;
fail:
	prefilter_free(p);
	p = NULL;
done:
	free(text);
	free(flags);
	free(ids);
	free(length);
	return (p);
}

void
prefilter_free(struct prefilter *p)
{
	if (p == NULL)
		return;
	(void)hs_free_database(p->db);
	free(p);
}

int
prefilter_scratch_init(struct prefilter_scratch *x, const struct prefilter *p, struct err *e)
{
	hs_scratch_t *space = NULL;

	*x = (struct prefilter_scratch){ 0 };
	if (hs_alloc_scratch(p->db, &space) != HS_SUCCESS)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	x->space = space;
	return (0);
}

void
prefilter_scratch_free(struct prefilter_scratch *x)
{
	(void)hs_free_scratch(x->space);
	free(x->hit);
	*x = (struct prefilter_scratch){ 0 };
}

static int
on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *arg)
{
	struct prefilter_scratch *x = arg;

	(void)from;
	(void)flags;
	if (to > x->limit)
		return (0);
	if (x->n == x->cap && VEC_GROW(x->hit, x->n, x->cap) != 0) {
		x->failed = true;
		return (1);
	}
	x->hit[x->n++] = (struct hit){ (uint32_t)to, id };
	return (0);
}

static int
by_end(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->end != y->end)
		return (x->end < y->end ? -1 : 1);
	return (x->id < y->id ? -1 : x->id > y->id);
}

int
prefilter_scan(const struct prefilter *p, struct prefilter_scratch *x, struct str text, struct err *e)
{
	hs_error_t rc;
	bool sorted = true;

	x->n = 0;
	if (text.n == 0)
		return (0);
	x->limit = text.n;
	rc = hs_scan(p->db, text.p, (unsigned)(text.n + PREFILTER_SLACK), 0, x->space, on_match, x);
	if (x->failed)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (rc != HS_SUCCESS)
		return (err_set(e, ERR_INTERNAL, "the search for strings failed (%d)", rc));
	/* They nearly always come in order, but nobody promises it. */
	for (size_t i = 1; i < x->n && sorted; i++)
		sorted = x->hit[i - 1].end <= x->hit[i].end;
	if (!sorted)
		qsort(x->hit, x->n, sizeof(*x->hit), by_end);
	return (0);
}
