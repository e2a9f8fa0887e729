/* Hunts in memory: see the header. */
#include "desk/hunts.h"

#include <stdlib.h>

#include "base/vec.h"

/* Where the callbacks of one hunt put what they get; a callback's answer ends the walk. */
struct filling {
	struct hunts *all;
	struct hunt_report *one;
};

#define KEEP(field) ((field) = arena_str(mem, (field)), (field).p != NULL)

static int
keep_scan(void *arg, const struct hunt_scan *scan)
{
	struct hunts *h = arg;
	struct arena *mem = &h->mem;
	struct hunt_report *r;

	if (VEC_GROW(h->hunt, h->n, h->cap) != 0)
		return (ERR_NOMEM);
	r = &h->hunt[h->n++];
	*r = (struct hunt_report){ .scan = *scan };
	return (KEEP(r->scan.subject) ? 0 : ERR_NOMEM);
}

static int
keep_verdict(void *arg, const struct hunt_verdict *verdict)
{
	struct filling *f = arg;
	struct arena *mem = &f->all->mem;
	struct hunt_verdict *v;

	if (VEC_GROW(f->one->verdict, f->one->verdicts, f->one->verdicts_cap) != 0)
		return (ERR_NOMEM);
	v = &f->one->verdict[f->one->verdicts++];
	*v = *verdict;
	return (KEEP(v->cve) && KEEP(v->confidence) ? 0 : ERR_NOMEM);
}

static int
keep_coverage(void *arg, const struct hunt_coverage *coverage)
{
	struct filling *f = arg;
	struct arena *mem = &f->all->mem;
	struct hunt_coverage *v;

	if (VEC_GROW(f->one->coverage, f->one->coverages, f->one->coverages_cap) != 0)
		return (ERR_NOMEM);
	v = &f->one->coverage[f->one->coverages++];
	*v = *coverage;
	return (KEEP(v->source) && KEEP(v->gaps) ? 0 : ERR_NOMEM);
}

static int
keep_finding(void *arg, const struct hunt_finding *finding)
{
	struct filling *f = arg;
	struct arena *mem = &f->all->mem;
	struct hunt_finding *v;

	if (VEC_GROW(f->one->finding, f->one->findings, f->one->findings_cap) != 0)
		return (ERR_NOMEM);
	v = &f->one->finding[f->one->findings++];
	*v = *finding;
	return (KEEP(v->rule) && KEEP(v->title) && KEEP(v->cve) && KEEP(v->file) && KEEP(v->client) &&
		    KEEP(v->fields)
		? 0
		: ERR_NOMEM);
}

static int
by_weight(const void *a, const void *b)
{
	const struct hunt_finding *x = a, *y = b;
	int order;

	if (x->stage != y->stage)
		return (x->stage > y->stage ? -1 : 1);
	if (x->level != y->level)
		return (x->level > y->level ? -1 : 1);
	if ((order = str_order(x->file, y->file)) != 0)
		return (order);
	if (x->offset != y->offset)
		return (x->offset < y->offset ? -1 : 1);
	return (str_order(x->rule, y->rule));
}

int
hunts_load(struct hunts *h, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	int rc;

	*h = (struct hunts){ .hunt = NULL };
	rc = hunt_each_scan(c, as_of, audience, keep_scan, h, &h->hidden, e);
	for (size_t i = 0; i < h->n && rc == 0; i++) {
		struct filling f = { h, &h->hunt[i] };
		uint64_t entry = h->hunt[i].scan.entry;

		if ((rc = hunt_each_verdict(c, entry, keep_verdict, &f, e)) == 0 &&
		    (rc = hunt_each_coverage(c, entry, keep_coverage, &f, e)) == 0)
			rc = hunt_each_finding(c, entry, keep_finding, &f, e);
		if (f.one->findings > 1)
			qsort(f.one->finding, f.one->findings, sizeof(*f.one->finding), by_weight);
	}
	if (rc == ERR_NOMEM && e->code == 0)
		(void)err_set(e, ERR_NOMEM, "out of memory");
	return (rc);
}

void
hunts_free(struct hunts *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->hunt[i].verdict);
		free(h->hunt[i].coverage);
		free(h->hunt[i].finding);
	}
	free(h->hunt);
	arena_free(&h->mem);
	*h = (struct hunts){ .hunt = NULL };
}

const struct hunt_verdict *
hunts_worst(const struct hunt_report *r)
{
	const struct hunt_verdict *worst = NULL;

	for (size_t i = 0; i < r->verdicts; i++) {
		if (worst == NULL || r->verdict[i].stage > worst->stage)
			worst = &r->verdict[i];
	}
	return (worst);
}

bool
hunts_blind(const struct hunt_verdict *v)
{
	return (v->stage == STAGE_NONE && v->idle >= v->rules);
}
