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
			    (struct shown){ .is_mark = true, .mark = { a->number, a->p_value, x->c.entry } });
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

/* Whether a later comparison of the same two is there: it had a better background, or one could have left it. */
static bool
is_outdated(const struct weighing_case *k, size_t at)
{
	for (size_t i = at + 1; i < k->showns; i++) {
		if (!k->shown[i].is_mark && str_eq(k->shown[i].specimen, k->shown[at].specimen) &&
		    str_eq(k->shown[i].package, k->shown[at].package))
			return (true);
	}
	return (false);
}

/* All comparisons of the specimen of ${at}, if it is the first of them; false where it is not. */
static bool
likeness(const struct weighing_case *k, size_t at, struct weigh_similar *s)
{
	double sum = 0, best = -INFINITY;

	*s = (struct weigh_similar){ 0 };
	for (size_t i = 0; i < k->showns; i++) {
		const struct shown *v = &k->shown[i];

		if (v->is_mark || !str_eq(v->specimen, k->shown[at].specimen))
			continue;
		if (i < at)
			return (false);
		if (is_outdated(k, i))
			continue;
		s->packages++;
		sum += pow(10, v->llr);
		s->entry = v->llr > best ? v->entry : s->entry;
		best = fmax(best, v->llr);
	}
	s->llr = log10(sum / (double)s->packages);
	return (true);
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
	for (size_t i = 0; i < k->showns; i++) {
		const struct shown *s = &k->shown[i];

		if (!is_of_wave(k, wave->name, s->specimen))
			continue;
		if (s->is_mark)
			mark[in.marks++] = s->mark;
		else if (likeness(k, i, &similar[in.similars]))
			in.similars++;
	}
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
	for (size_t i = 0; i < k.waves && rc == 0; i++)
		rc = weigh_one(&k, &k.wave[i], e);
	free(k.wave);
	free(k.evidence);
	free(k.shown);
	return (rc);
}
