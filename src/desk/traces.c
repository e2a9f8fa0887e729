/* See the header. */
#include "desk/traces.h"

#include <stdlib.h>

#include "base/vec.h"

static int
keep(struct traces *t, const struct trace_conclusion *c, struct traced v)
{
	bool seen = false;

	if (VEC_GROW(t->traced, t->n, t->cap) != 0)
		return (ERR_NOMEM);
	v.entry = c->entry;
	v.specimen = arena_str(&t->mem, c->specimen.name);
	v.sha256 = arena_str(&t->mem, c->specimen.sha256);
	v.package = arena_str(&t->mem, c->package.name);
	v.refusal = arena_str(&t->mem, v.refusal);
	if (v.specimen.p == NULL || v.sha256.p == NULL || v.package.p == NULL || v.refusal.p == NULL)
		return (ERR_NOMEM);
	for (size_t i = 0; i < t->n && !seen; i++)
		seen = str_eq(t->traced[i].sha256, v.sha256);
	t->specimens += !seen;
	t->traced[t->n++] = v;
	return (0);
}

static int
on_accusation(void *arg, const struct trace_accusation *x)
{
	struct traced v = { .accusation = true,
		.p_value = x->parties > 0 ? x->party[0].p_value : 1,
		.bound = x->bound,
		.read = x->sites_read,
		.total = x->sites_total };

	for (size_t i = 0; i < x->parties; i++) {
		if (!x->party[i].accused)
			continue;
		if (v.accused < TRACES_ACCUSED)
			v.number[v.accused] = x->party[i].number;
		v.accused++;
	}
	return (keep(arg, &x->c, v));
}

static int
on_comparison(void *arg, const struct trace_comparison *x)
{
	return (keep(arg, &x->c, (struct traced){ .refusal = x->refusal, .llr = x->llr, .score = x->score }));
}

int
traces_load(struct traces *t, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	int rc;

	*t = (struct traces){ 0 };
	if ((rc = trace_each_accusation(c, as_of, audience, on_accusation, t, &t->hidden, e)) == 0)
		rc = trace_each_comparison(c, as_of, audience, on_comparison, t, &t->hidden, e);
	if (rc == ERR_NOMEM)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	return (rc == 0 ? weighing_load(&t->weighing, c, as_of, audience, e) : rc);
}

void
traces_free(struct traces *t)
{
	weighing_free(&t->weighing);
	free(t->traced);
	arena_free(&t->mem);
	*t = (struct traces){ 0 };
}

const struct traced *
traces_best(const struct traces *t)
{
	const struct traced *best = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct traced *v = &t->traced[i];

		if (!v->accusation && v->refusal.n == 0 && (best == NULL || v->llr > best->llr))
			best = v;
	}
	return (best);
}

const struct traced *
traces_accused(const struct traces *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->traced[i].accused > 0)
			return (&t->traced[i]);
	}
	return (NULL);
}
