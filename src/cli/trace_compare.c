/* athar trace compare: how much of a package is in a specimen, as evidence.  See trace/score.h. */
#include <math.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/trace_basis.h"
#include "cli/trace_compare.h"
#include "cli/trace_shown.h"

int
trace_compare_make(struct comparing *m, struct err *e)
{
	m->k = score_package_given(&m->p, m->b, &(struct score_given){ m->given.filter, m->given.clean }, e);
	return (m->k != NULL ? 0 : e->code);
}

void
trace_compare_drop(struct comparing *m)
{
	calibrate_free(m->lines);
	m->lines = NULL;
	score_package_free(m->k);
	m->k = NULL;
}

/* The lines through the background's pairs are nearly all of the work, and the package's alone. */
static int
make_lines(struct comparing *m, struct err *e)
{
	const struct calibrate_point *point = NULL;
	size_t points = 0;

	if (m->lines != NULL)
		return (0);
	if (m->b != NULL)
		point = background_points(m->b, &points);
	m->lines = calibrate_new(
	    point, points, trace_given_tokens(&m->given, &m->p), (unsigned)print_language(&m->p));
	return (m->lines != NULL ? 0 : err_set(e, ERR_NOMEM, "out of memory"));
}

/* What the score says, in a ratio. */
static void
say_ratio(const struct comparing *m, struct compared *d, size_t tried)
{
	const char *small = trace_given_refusal(&m->given, &m->p, &d->s);

	calibrate_say(m->lines,
	    &(struct calibrate_point){ .score = (float)d->s.score,
		/* Enough solutions of the same task are as near as anything can be. */
		.nearness = (float)(d->s.clean_enough ? fmax(d->s.nearness, 1) : d->s.nearness),
		.tokens = trace_given_tokens(&m->given, &m->p),
		.task = (uint8_t)(d->s.clean_enough ? d->s.clean : 0) },
	    &d->l);
	if (small != NULL)
		d->l.refusal = small;
	d->evalue = d->l.exceed * (double)tried;
}

int
trace_compare_pair(struct comparing *m, struct compared *d, size_t tried, struct err *e)
{
	int rc = score_pair(m->k, &d->x, &d->s, e);

	if (rc != 0 || d->s.score < m->least)
		return (rc);
	if ((rc = align_regions(m->k, &d->x, &d->s, &d->region, &d->regions, e)) == 0 &&
	    (rc = make_lines(m, e)) == 0)
		say_ratio(m, d, tried);
	return (rc);
}

/* Into the case, where there is one. */
static int
keep(struct comparing *m, const struct compared *d, struct err *e)
{
	struct buf given = BUF(BUF_BIG);
	struct jsonw w = JSONW(&given);
	struct conclusion_compared x = { .package = m->package,
		.specimen = d->specimen,
		.p = &m->p,
		.x = &d->x,
		.k = m->k,
		.s = &d->s,
		.l = &d->l,
		.low = calibrate_low(&d->l),
		.high = calibrate_high(&d->l),
		.evalue = d->evalue,
		.region = d->region,
		.regions = d->regions,
		.background = m->b != NULL ? &m->behind : NULL };
	uint64_t entry;
	bool fresh;
	int rc;

	if (m->kept.run.c == NULL)
		return (0);
	trace_given_put(&w, &m->given, m->k, &d->s);
	x.given = buf_view(&given);
	if ((rc = buf_error(&given, e)) == 0 &&
	    (rc = conclusion_comparison(&m->kept.run, &x, &entry, &fresh, e)) == 0)
		trace_kept_note(entry, fresh);
	buf_free(&given);
	return (rc);
}

static int
compare_one(struct comparing *m, const char *specimen)
{
	struct compared d = { .specimen = specimen };
	struct err e;
	int status = EXIT_DONE;

	err_clear(&e);
	/* The first argument is the package. */
	if (print_read(&d.x, specimen, trace_unread, NULL, &e) != 0 ||
	    trace_compare_pair(m, &d, m->c->narg - 1, &e) != 0) {
		status = cli_fail(m->c, &e);
	} else {
		if (m->c->json)
			trace_compare_json(m, &d);
		else
			trace_compare_text(m, &d);
		if (keep(m, &d, &e) != 0)
			status = cli_fail(m->c, &e);
	}
	free(d.region);
	print_free(&d.x);
	return (status);
}

/* What is kept names its background by hash. */
static int
open_kept(struct comparing *m, const char *background, struct err *e)
{
	int rc = trace_kept_open(&m->kept, m->c, NULL, e);

	if (rc != 0 || m->kept.run.c == NULL || m->b == NULL)
		return (rc);
	m->behind.groups = background_groups(m->b);
	return (conclusion_background(background, &m->behind, m->behind_hash, e));
}

int
cmd_trace_compare(struct cli *c)
{
	struct comparing m = { .c = c, .package = c->arg[0], .line = BUF(BUF_BIG) };
	int status = EXIT_DONE, one, good = 0;
	struct err e;

	err_clear(&e);
	if (trace_basis(c, &m.b, &e) != 0 || print_read(&m.p, m.package, trace_unread, NULL, &e) != 0 ||
	    trace_given_read(&m.given, c, &m.p, &e) != 0 || trace_compare_make(&m, &e) != 0 ||
	    open_kept(&m, cli_get(c, "background"), &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		/* A specimen that cannot be read does not keep the others out. */
		for (size_t i = 1; i < c->narg; i++) {
			one = compare_one(&m, c->arg[i]);
			status = one > status ? one : status;
			good += one == EXIT_DONE;
		}
		if (good > 0 && status == EXIT_INPUT)
			status = EXIT_DONE;
	}
	trace_compare_drop(&m);
	trace_given_free(&m.given);
	print_free(&m.p);
	background_close(m.b);
	trace_kept_close(&m.kept);
	buf_free(&m.line);
	return (status);
}
