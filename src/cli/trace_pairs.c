/* athar trace pairs: which of many files and folders are made from which others.  See trace/pairs.h. */
#include <math.h>
#include <stdlib.h>

#include "base/table.h"
#include "base/vec.h"
#include "cli/commands.h"
#include "cli/trace_basis.h"
#include "cli/trace_compare.h"
#include "cli/trace_shown.h"
#include "trace/pairs.h"

/* What independent programs of a background's own languages hardly reach. */
#define LEAST 5.0

/* One that is shown to people at the end. */
struct line {
	uint32_t package, specimen;
	double score, containment, llr; /* No ratio: NAN. */
};

struct pairing {
	const struct cli *c;
	double least;
	struct pairs all;
	struct line *line;
	size_t lines, cap;
};

static int
keep_line(struct pairing *g, const struct pairs_found *f, const struct compared *d, struct err *e)
{
	if (VEC_GROW(g->line, g->lines, g->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	g->line[g->lines++] = (struct line){ f->package, f->specimen, d->s.score, d->s.containment,
		d->l.refusal == NULL ? d->l.llr : NAN };
	return (0);
}

/* The fingerprints stay the items'. */
static int
compare_one(struct pairing *g, struct comparing *m, const struct pairs_found *f, struct err *e)
{
	const struct pairs_item *item = &g->all.item[f->specimen];
	struct compared d = { .specimen = item->name, .x = item->p };
	int rc = trace_compare_pair(m, &d, g->all.items - 1, e);

	if (rc == 0 && d.s.score >= m->least) {
		if (g->c->json)
			trace_compare_json(m, &d);
		else
			rc = keep_line(g, f, &d, e);
	}
	free(d.region);
	return (rc);
}

/* The specimens of one package, ${n} of them from ${f} on. */
static int
compare_some(struct pairing *g, struct background *b, const struct pairs_found *f, size_t n, struct err *e)
{
	const struct pairs_item *item = &g->all.item[f->package];
	struct comparing m = { .c = g->c,
		.package = item->name,
		.p = item->p,
		.b = b,
		.least = g->least,
		.line = BUF(BUF_BIG) };
	int rc = trace_compare_make(&m, e);

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = compare_one(g, &m, &f[i], e);
	trace_compare_drop(&m);
	buf_free(&m.line);
	return (rc);
}

static int
compare_all(struct pairing *g, struct background *b, struct err *e)
{
	const struct pairs_found *f = g->all.found;
	size_t to;
	int rc = 0;

	for (size_t from = 0; from < g->all.n && rc == 0; from = to) {
		for (to = from + 1; to < g->all.n && f[to].package == f[from].package; to++)
			;
		rc = compare_some(g, b, f + from, to - from, e);
	}
	return (rc);
}

/* The highest score first. */
static int
by_score(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->score != y->score)
		return (x->score > y->score ? -1 : 1);
	if (x->package != y->package)
		return (x->package < y->package ? -1 : 1);
	return (x->specimen < y->specimen ? -1 : x->specimen > y->specimen);
}

static void
print_lines(struct pairing *g)
{
	struct table *t = g->lines > 0 ? table_new(">score|>contained|>ratio|package|specimen") : NULL;

	if (g->lines > 0)
		qsort(g->line, g->lines, sizeof(*g->line), by_score);
	for (size_t i = 0; t != NULL && i < g->lines; i++) {
		const struct line *l = &g->line[i];

		table_printf(t, "%.1f", l->score);
		table_printf(t, "%.2f", l->containment);
		if (isnan(l->llr))
			table_cell(t, STR("-"));
		else
			table_printf(t, "10^%.1f", l->llr);
		table_cell(t, str_of(g->all.item[l->package].name));
		table_cell(t, str_of(g->all.item[l->specimen].name));
	}
	if (t != NULL)
		table_print(t, g->c->out);
	table_free(t);
	fprintf(g->c->out, "%zu of %zu pairs of %zu score %g or more.\n", g->lines,
	    g->all.items * (g->all.items - 1), g->all.items, g->least);
}

static int
read_all(struct pairing *g, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < g->c->narg && rc == 0; i++)
		rc = pairs_read(&g->all, g->c->arg[i], trace_unread, NULL, e);
	if (rc == 0 && g->all.items < 2)
		rc = (err_set(e, ERR_NOTFOUND, "there is only one item here, and nothing to compare it with"),
		    err_in(e, g->c->arg[0]));
	return (rc);
}

int
cmd_trace_pairs(struct cli *c)
{
	struct pairing g = { .c = c, .least = LEAST };
	struct background *b = NULL;
	struct err e;
	int status = EXIT_DONE;

	err_clear(&e);
	if (!cli_real(c, "least", 0, INFINITY, &g.least))
		return (cli_usage(c, "--least is a score, 0 or more"));
	if (trace_basis(c, &b, &e) != 0 || read_all(&g, &e) != 0 ||
	    pairs_find(&g.all, b, g.least, "/tmp/athar-pairs", &e) != 0 || compare_all(&g, b, &e) != 0)
		status = cli_fail(c, &e);
	else if (!c->json)
		print_lines(&g);
	pairs_free(&g.all);
	free(g.line);
	background_close(b);
	return (status);
}
