/* Weighing: see the header. */
#include "trace/weigh.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "trace/weigh_impl.h"

void
weigh_entry(struct weigh_item *v, uint64_t entry)
{
	size_t at = v->entries;

	for (size_t i = 0; i < v->entries; i++) {
		if (v->entry[i] == entry)
			return;
	}
	if (v->entries == WEIGH_ENTRIES)
		return;
	for (; at > 0 && v->entry[at - 1] > entry; at--)
		v->entry[at] = v->entry[at - 1];
	v->entry[at] = entry;
	v->entries++;
}

void
weigh_put(struct weigher *g, struct weigh_line *l, const struct weigh_item *v, struct buf *reason)
{
	struct weigh_item *to;

	if (VEC_GROW(l->item, l->items, l->cap) != 0) {
		g->failed = true;
		return;
	}
	to = &l->item[l->items++];
	*to = *v;
	if (reason != NULL) {
		to->reason = arena_str(g->mem, buf_view(reason));
		g->failed |= to->reason.p == NULL || reason->failed != 0;
	}
}

/* The item that a rule makes; the caller adds its reason and entries. */
struct weigh_item
weigh_rule_item(enum weigh_rule rule)
{
	const struct weigh_constant *c = &weigh_constants[rule];

	return ((struct weigh_item){
	    .group = c->group, .kind = c->kind, .llr = c->llr, .excluded = c->llr <= WEIGH_EXCLUDED });
}

static double
bounded(double llr)
{
	return (llr > WEIGH_MOST ? WEIGH_MOST : llr < -WEIGH_MOST ? -WEIGH_MOST : llr);
}

static bool
holds(const struct str *list, size_t n, struct str cve)
{
	for (size_t i = 0; i < n; i++) {
		if (str_ieq(list[i], cve))
			return (true);
	}
	return (false);
}

/* Which flaws it used, against what the packages held. */
static void
weigh_cves(struct weigher *g, struct weigh_line *partner)
{
	const struct trace_wave *w = &g->w->wave;
	const struct weigh_facts *f = g->in->facts;
	struct buf reason = BUF(1 << 16);
	struct weigh_item v = { .group = WEIGH_CVES, .kind = "cves" };
	bool beyond = false, more = false;

	if (w->cves == 0 || f->helds == 0)
		return;
	for (size_t i = 0; i < w->cves && !beyond; i++) {
		beyond = !holds(f->held, f->helds, w->cve[i]);
		if (beyond)
			buf_printf(&reason, "%.*s: ", STR_ARG(w->cve[i]));
	}
	for (size_t i = 0; i < f->cves; i++)
		more |= !holds(f->held, f->helds, f->cve[i]);
	if (beyond || more) {
		enum weigh_rule rule = beyond ? RULE_OTHER_CVES : RULE_ONLY_HELD_CVES;

		v = weigh_rule_item(rule);
		buf_cstr(&reason, weigh_constants[rule].reason);
	} else {
		buf_cstr(&reason,
		    "the wave used flaws that the package held, and the case knows of no others: it does not speak");
	}
	weigh_entry(&v, w->entry);
	weigh_put(g, partner, &v, &reason);
	buf_free(&reason);
}

/* What the tool shares with a package speaks for whoever had the package, or what it was made from. */
static void
weigh_similarity(struct weigher *g)
{
	static const enum hypothesis HAD[] = { HYP_VENDOR, HYP_FINDER, HYP_PARTNER };

	for (size_t i = 0; i < g->in->similars; i++) {
		const struct weigh_similar *s = &g->in->similar[i];
		struct weigh_item v = { .group = WEIGH_TOOL, .kind = "similarity", .llr = bounded(s->llr) };
		struct buf reason = BUF(1024);

		buf_cstr(&reason,
		    s->llr >= 0
			? "the tool shares with the package what few would write who had neither it nor what it was made from"
			: "the tool shares little with the package");
		if (s->packages > 1)
			buf_printf(
			    &reason, ", in the mean of the %zu that it was compared with", s->packages);
		weigh_entry(&v, s->entry);
		for (size_t k = 0; k < sizeof(HAD) / sizeof(HAD[0]); k++)
			weigh_put(g, &g->w->line[HAD[k]], &v, &reason);
		buf_free(&reason);
	}
}

static enum weigh_role
role_of(const struct weigh_facts *f, uint32_t number)
{
	for (size_t i = 0; i < f->copies; i++) {
		if (f->copy[i].number == number)
			return (f->copy[i].role);
	}
	return (ROLE_IS_PARTNER);
}

/* The line of a partner whom evidence names. */
static struct weigh_line *
line_of(struct weigher *g, uint32_t number)
{
	struct weighed *w = g->w;

	for (size_t i = HYP_N; i < w->lines; i++) {
		if (w->line[i].number == number)
			return (&w->line[i]);
	}
	if (VEC_GROW(w->line, w->lines, w->cap) != 0) {
		g->failed = true;
		return (NULL);
	}
	w->line[w->lines] = (struct weigh_line){ .hypothesis = HYP_PARTNER, .number = number };
	return (&w->line[w->lines++]);
}

/* A p-value is over all copies tried, so it speaks for "some partner" as it does for this one. */
static void
weigh_marks(struct weigher *g)
{
	static const enum hypothesis WHOSE[] = {
		[ROLE_IS_PARTNER] = HYP_PARTNER, [ROLE_IS_FINDER] = HYP_FINDER, [ROLE_IS_VENDOR] = HYP_VENDOR
	};
	static const char *const WHO[] = {
		[ROLE_IS_PARTNER] = "partner", [ROLE_IS_FINDER] = "finder", [ROLE_IS_VENDOR] = "vendor's own"
	};

	for (size_t i = 0; i < g->in->marks; i++) {
		const struct weigh_mark *m = &g->in->mark[i];
		enum weigh_role role = role_of(g->in->facts, m->number);
		const char *alien = m->alien
		    ? "; but for them hardly anything of the package is in it: who put them there?"
		    : "";
		struct weigh_item v = { .group = WEIGH_TOOL,
			.kind = "marks",
			.number = m->number,
			.llr = weigh_of_p(m->p_value) };
		struct buf reason = BUF(1024);
		struct weigh_line *own;

		buf_printf(&reason,
		    "the tool holds the marks of a %s copy (p = %.2g, over all copies tried)%s", WHO[role],
		    m->p_value, alien);
		weigh_entry(&v, m->entry);
		weigh_put(g, &g->w->line[WHOSE[role]], &v, &reason);
		if (role == ROLE_IS_PARTNER && (own = line_of(g, m->number)) != NULL) {
			buf_clear(&reason);
			buf_printf(&reason,
			    "the tool holds the marks of his copy (p = %.2g, over all copies tried)%s",
			    m->p_value, alien);
			weigh_put(g, own, &v, &reason);
		}
		buf_free(&reason);
	}
}

static int
by_value(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x < *y ? -1 : *x > *y);
}

size_t
weigh_distinct(int64_t *v, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(v, n, sizeof(*v), by_value);
	for (size_t i = 0; i < n; i++)
		kept += i == 0 || v[i] != v[i - 1];
	return (kept);
}

/* How many partners a statement on one of them is spread over. */
static double
partners(const struct weigher *g)
{
	const struct weigh_facts *f = g->in->facts;
	int64_t *number = arena_array(g->mem, f->copies + 1, sizeof(*number));
	size_t n = 0;

	for (size_t i = 0; i < f->copies && number != NULL; i++) {
		if (f->copy[i].role == ROLE_IS_PARTNER)
			number[n++] = f->copy[i].number;
	}
	n = weigh_distinct(number, n);
	return (n > 0 ? (double)n : 1);
}

static void
weigh_statement(struct weigher *g, const struct trace_evidence *v, const struct trace_weight *x)
{
	struct weigh_item item = { .group = WEIGH_ANALYST, .kind = "analyst", .llr = bounded(x->llr) };
	struct buf reason = BUF(1 << 16);
	struct weigh_line *own;
	enum hypothesis h;
	uint32_t number;

	buf_str(&reason, v->text);
	buf_cstr(&reason, " (");
	buf_str(&reason, v->source);
	buf_cstr(&reason, "; the analyst's own judgement)");
	weigh_entry(&item, v->entry);
	if (weigh_parse(&h, x->hypothesis) == 0) {
		weigh_put(g, &g->w->line[h], &item, &reason);
	} else if (weigh_number(x->hypothesis, &number) == 0 && (own = line_of(g, number)) != NULL) {
		double n = partners(g);

		item.number = number;
		weigh_put(g, own, &item, &reason);
		/* That it was some partner is as likely as the mean over them makes it. */
		item.llr = log10((pow(10, item.llr) + n - 1) / n);
		buf_printf(&reason, ", about one of %.0f", n);
		weigh_put(g, &g->w->line[HYP_PARTNER], &item, &reason);
	}
	buf_free(&reason);
}

/* One partner: what speaks of any partner, and whether he had his copy in time. */
static void
inherit(struct weigher *g, size_t at)
{
	const struct weigh_line *some = &g->w->line[HYP_PARTNER];

	for (size_t i = 0; i < some->items; i++) {
		if (some->item[i].number == 0)
			weigh_put(g, &g->w->line[at], &some->item[i], NULL);
	}
	weigh_access(g, &g->w->line[at]);
}

/* The strongest of each group counts, but statements of the analyst all do; what is impossible stays so. */
static void
add_up(struct weigh_line *l)
{
	struct weigh_item *best[WEIGH_KINDS] = { NULL };

	for (size_t i = 0; i < l->items; i++) {
		struct weigh_item *v = &l->item[i];

		l->excluded |= v->excluded;
		if (best[v->group] == NULL || fabs(v->llr) > fabs(best[v->group]->llr))
			best[v->group] = v;
	}
	for (size_t i = 0; i < l->items; i++) {
		struct weigh_item *v = &l->item[i];

		v->counted = l->excluded ? v->excluded
					 : v->llr != 0 && (v->group == WEIGH_ANALYST || v == best[v->group]);
		l->llr += v->counted ? v->llr : 0;
		l->contradicted |= l->excluded && v->llr >= 1;
	}
	if (l->excluded)
		l->llr = WEIGH_EXCLUDED;
}

static int
by_number(const void *a, const void *b)
{
	const struct weigh_line *x = a, *y = b;

	return (x->number < y->number ? -1 : x->number > y->number);
}

/* Copies that went to partners are shares, and other waves are attacks. */
static void
gather_facts(struct weigher *g)
{
	const struct weigh_input *in = g->in;
	const struct weigh_facts *f = in->facts;
	struct weigh_fact *all = arena_array(g->mem, f->facts + f->copies + in->others + 1, sizeof(*all));

	if ((g->failed = all == NULL) != 0)
		return;
	g->fact = all;
	for (size_t i = 0; i < f->facts; i++)
		all[g->facts++] = f->fact[i];
	for (size_t i = 0; i < f->copies; i++) {
		const struct weigh_copy *k = &f->copy[i];

		if (k->role == ROLE_IS_PARTNER)
			all[g->facts++] =
			    (struct weigh_fact){ FACT_SHARED, { k->released, k->released }, k->entry };
	}
	for (size_t i = 0; i < in->others; i++) {
		if (in->other[i].entry != g->w->wave.entry)
			all[g->facts++] =
			    (struct weigh_fact){ FACT_ATTACK, in->other[i].from, in->other[i].entry };
	}
}

int
weigh(struct weighed *w, const struct weigh_input *in, struct arena *mem, struct err *e)
{
	struct weigher g = { .w = w, .in = in, .mem = mem };

	for (enum hypothesis h = 0; h < HYP_N && !g.failed; h++) {
		g.failed = VEC_GROW(w->line, w->lines, w->cap) != 0;
		if (!g.failed)
			w->line[w->lines++] = (struct weigh_line){ .hypothesis = h };
	}
	gather_facts(&g);
	if (!g.failed) {
		weigh_timing(&g);
		weigh_cves(&g, &w->line[HYP_PARTNER]);
		weigh_similarity(&g);
		weigh_marks(&g);
		for (size_t i = 0; i < in->evidences; i++) {
			for (size_t k = 0; k < in->evidence[i].weights; k++)
				weigh_statement(&g, &in->evidence[i], &in->evidence[i].weight[k]);
		}
	}
	for (size_t i = HYP_N; i < w->lines; i++)
		inherit(&g, i);
	if (w->lines > HYP_N)
		qsort(w->line + HYP_N, w->lines - HYP_N, sizeof(*w->line), by_number);
	for (size_t i = 0; i < w->lines; i++)
		add_up(&w->line[i]);
	return (g.failed ? err_set(e, ERR_NOMEM, "out of memory") : 0);
}

void
weighing_free(struct weighing *g)
{
	for (size_t i = 0; i < g->waves; i++) {
		for (size_t k = 0; k < g->wave[i].lines; k++)
			free(g->wave[i].line[k].item);
		free(g->wave[i].line);
	}
	free(g->wave);
	arena_free(&g->mem);
	*g = (struct weighing){ 0 };
}

void
weigh_posterior(const struct weighed *w, const double prior[HYP_N], double out[HYP_N])
{
	double sum = 0;

	for (enum hypothesis h = 0; h < HYP_N; h++) {
		out[h] = prior[h] * pow(10, w->line[h].llr);
		sum += out[h];
	}
	for (enum hypothesis h = 0; h < HYP_N; h++)
		out[h] = sum > 0 ? out[h] / sum : 0;
}
