/* Weighing what a case holds: waves, statements, and the conclusions on the specimens that are theirs. */
#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "trace/trace.h"

/* A conclusion's specimen, and what it shows. */
struct shown {
	struct str specimen;
	bool is_mark;
	struct weigh_mark mark;
	struct str package; /* Of a comparison. */
	double llr;
	uint64_t entry;
};

struct weighing_case {
	struct weighing *g;
	const struct weigh_facts *facts;
	struct trace_wave *wave; /* Copies. */
	size_t waves, capwaves;
	struct trace_evidence *evidence;
	size_t evidences, capevidences;
	struct shown *shown;
	size_t showns, capshowns;
	bool failed; /* No memory. */
};

static struct str
copy(struct weighing_case *k, struct str s)
{
	struct str c = arena_str(&k->g->mem, s);

	k->failed |= c.p == NULL;
	return (c);
}

static int
on_wave(void *arg, const struct trace_wave *w)
{
	struct weighing_case *k = arg;
	struct str *cve = arena_array(&k->g->mem, w->cves + 1, sizeof(*cve));
	struct trace_wave *to;

	if (cve == NULL || VEC_GROW(k->wave, k->waves, k->capwaves) != 0)
		return (ERR_NOMEM);
	to = &k->wave[k->waves++];
	*to = *w;
	to->name = copy(k, w->name);
	to->actor = copy(k, w->actor);
	to->source = copy(k, w->source);
	to->cve = cve;
	for (size_t i = 0; i < w->cves; i++)
		cve[i] = copy(k, w->cve[i]);
	return (k->failed ? ERR_NOMEM : 0);
}

static int
on_evidence(void *arg, const struct trace_evidence *v)
{
	struct weighing_case *k = arg;
	struct trace_weight *weight = arena_array(&k->g->mem, v->weights + 1, sizeof(*weight));
	struct trace_evidence *to;

	if (weight == NULL || VEC_GROW(k->evidence, k->evidences, k->capevidences) != 0)
		return (ERR_NOMEM);
	to = &k->evidence[k->evidences++];
	*to = *v;
	to->wave = copy(k, v->wave);
	to->text = copy(k, v->text);
	to->source = copy(k, v->source);
	to->specimen = copy(k, v->specimen);
	to->weight = weight;
	for (size_t i = 0; i < v->weights; i++)
		weight[i] = (struct trace_weight){ copy(k, v->weight[i].hypothesis), v->weight[i].llr };
	return (k->failed ? ERR_NOMEM : 0);
}

static int
add_shown(struct weighing_case *k, struct str specimen, struct shown s)
{
	if (VEC_GROW(k->shown, k->showns, k->capshowns) != 0)
		return (ERR_NOMEM);
	s.specimen = copy(k, specimen);
	s.package = copy(k, s.package);
	k->shown[k->showns++] = s;
	return (k->failed ? ERR_NOMEM : 0);
}

static int
on_comparison(void *arg, const struct trace_comparison *x)
{
	/* A refusal says nothing of the specimen. */
	if (x->refusal.n > 0)
		return (0);
	return (add_shown(arg, x->c.specimen.sha256,
	    (struct shown){ .package = x->c.package.sha256, .llr = x->llr, .entry = x->c.entry }));
}

static int
on_accusation(void *arg, const struct trace_accusation *x)
{
	int rc = 0;

	for (size_t i = 0; i < x->parties && rc == 0; i++) {
		const struct trace_accused *a = &x->party[i];

		if (a->accused)
			rc = add_shown(arg, x->c.specimen.sha256,
			    (struct shown){ .is_mark = true,
				.entry = x->c.entry,
				.mark = { a->number, x->alien, a->p_value, x->c.entry } });
	}
	return (rc);
}

/* Whether somebody said that the specimen was used in the wave. */
static bool
is_of_wave(const struct weighing_case *k, struct str wave, struct str specimen)
{
	for (size_t i = 0; i < k->evidences; i++) {
		if (str_eq(k->evidence[i].wave, wave) && str_eq(k->evidence[i].specimen, specimen))
			return (true);
	}
	return (false);
}

/* What is of one specimen together: marks first, then comparisons, those with the same package by entry. */
static int
by_specimen(const void *a, const void *b)
{
	const struct shown *x = a, *y = b;
	int order = str_order(x->specimen, y->specimen);

	order = order != 0 ? order : y->is_mark - x->is_mark;
	order = order != 0 ? order : str_order(x->package, y->package);
	return (order != 0 ? order : x->entry < y->entry ? -1 : x->entry > y->entry);
}

/*
 * The comparisons of one specimen.  Of each package the last counts: it had a better background, or one could
 * have left it; any of the packages may be the source.
 */
static struct weigh_similar
likeness(const struct shown *v, size_t n)
{
	struct weigh_similar s = { .packages = 0 };
	double sum = 0, best = -INFINITY;

	for (size_t i = 0; i < n; i++) {
		if (i + 1 < n && str_eq(v[i].package, v[i + 1].package))
			continue;
		s.packages++;
		sum += pow(10, v[i].llr);
		s.entry = v[i].llr > best ? v[i].entry : s.entry;
		best = fmax(best, v[i].llr);
	}
	s.llr = log10(sum / (double)s.packages);
	return (s);
}

/* What the specimens of a wave show: ${mark} and ${similar} have room for all. */
static void
collect_shown(const struct weighing_case *k, struct str wave, struct weigh_input *in, struct weigh_mark *mark,
    struct weigh_similar *similar)
{
	size_t first, marks, end;

	for (first = 0; first < k->showns; first = end) {
		const struct shown *v = &k->shown[first];

		for (end = first, marks = 0; end < k->showns && str_eq(k->shown[end].specimen, v->specimen);
		     end++)
			marks += k->shown[end].is_mark;
		if (!is_of_wave(k, wave, v->specimen))
			continue;
		for (size_t i = 0; i < marks; i++)
			mark[in->marks++] = v[i].mark;
		if (first + marks < end)
			similar[in->similars++] = likeness(v + marks, end - first - marks);
	}
}

static int
weigh_one(struct weighing_case *k, const struct trace_wave *wave, struct err *e)
{
	struct weighing *g = k->g;
	struct weigh_mark *mark = arena_array(&g->mem, k->showns + 1, sizeof(*mark));
	struct weigh_similar *similar = arena_array(&g->mem, k->showns + 1, sizeof(*similar));
	struct trace_evidence *said = arena_array(&g->mem, k->evidences + 1, sizeof(*said));
	struct weigh_input in = { .facts = k->facts,
		.other = k->wave,
		.others = k->waves,
		.mark = mark,
		.similar = similar,
		.evidence = said };

	if (mark == NULL || similar == NULL || said == NULL || VEC_GROW(g->wave, g->waves, g->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	collect_shown(k, wave->name, &in, mark, similar);
	for (size_t i = 0; i < k->evidences; i++) {
		if (str_eq(k->evidence[i].wave, wave->name))
			said[in.evidences++] = k->evidence[i];
	}
	g->wave[g->waves] = (struct weighed){ .wave = *wave };
	return (weigh(&g->wave[g->waves++], &in, &g->mem, e));
}

int
trace_weigh(struct weighing *g, struct case_dir *c, const struct weigh_facts *facts, instant_us as_of,
    enum tlp audience, struct err *e)
{
	struct weighing_case k = { .g = g, .facts = facts };
	int rc;

	*g = (struct weighing){ 0 };
	if ((rc = trace_each_wave(c, as_of, audience, on_wave, &k, &g->hidden, e)) == 0 &&
	    (rc = trace_each_evidence(c, as_of, audience, on_evidence, &k, &g->hidden, e)) == 0 &&
	    k.waves > 0 &&
	    (rc = trace_each_comparison(c, as_of, audience, on_comparison, &k, &g->hidden, e)) == 0)
		rc = trace_each_accusation(c, as_of, audience, on_accusation, &k, &g->hidden, e);
	if (rc == ERR_NOMEM)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	if (k.showns > 0)
		qsort(k.shown, k.showns, sizeof(*k.shown), by_specimen);
	for (size_t i = 0; i < k.waves && rc == 0; i++)
		rc = weigh_one(&k, &k.wave[i], e);
	free(k.wave);
	free(k.evidence);
	free(k.shown);
	return (rc);
}
