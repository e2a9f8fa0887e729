/* athar trace compare: how much of a package is in a specimen, as evidence.  See trace/score.h. */
#include <math.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/table.h"
#include "cli/commands.h"
#include "cli/trace_basis.h"
#include "cli/trace_given.h"
#include "cli/trace_kept.h"
#include "cli/trace_shown.h"
#include "trace/align.h"

/* Regions that are shown to people. */
#define SHOWN 5

struct comparing {
	const struct cli *c;
	const char *package;
	struct background *b; /* NULL: none. */
	struct print p;
	struct trace_given given;
	struct score_package *k;
	struct buf line;
	struct trace_kept kept;
	struct trace_background behind; /* Of what is kept. */
	char behind_hash[SHA256_HEX + 1];
};

/* One comparison. */
struct compared {
	const char *specimen;
	struct print x;
	struct score s;
	struct calibrated l;
	struct align_region *region;
	size_t regions;
};

/* How many were tried; the first argument is the package. */
static double
specimens(const struct comparing *m)
{
	return ((double)(m->c->narg - 1));
}

static void
put_lines(struct jsonw *w, const char *key, const uint32_t line[2])
{
	jsonw_key(w, key);
	jsonw_open(w, '[');
	jsonw_u64(w, line[0]);
	jsonw_u64(w, line[1]);
	jsonw_close(w, ']');
}

static void
put_regions(struct jsonw *w, const struct comparing *m, const struct compared *d)
{
	jsonw_key(w, "regions");
	jsonw_open(w, '[');
	for (size_t i = 0; i < d->regions; i++) {
		const struct align_region *r = &d->region[i];

		jsonw_open(w, '{');
		jsonw_kreal(w, "bits", round(r->bits * 10) / 10);
		jsonw_kcstr(w, "package_file", print_file_at(&m->p, r->package_from)->name);
		put_lines(w, "package_lines", r->package_line);
		jsonw_kcstr(w, "specimen_file", print_file_at(&d->x, r->specimen_from)->name);
		put_lines(w, "specimen_lines", r->specimen_line);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
put_channels(struct jsonw *w, const struct score *s)
{
	jsonw_key(w, "channels");
	jsonw_open(w, '{');
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct score_channel *c = &s->channel[ch];

		jsonw_key(w, feature_channel_name(ch));
		jsonw_open(w, '{');
		jsonw_ku64(w, "aside", c->aside);
		jsonw_kreal(w, "containment", c->containment);
		jsonw_kreal(w, "deviation", c->deviation);
		jsonw_ku64(w, "features", c->features);
		jsonw_kreal(w, "mean", c->mean);
		jsonw_ku64(w, "shared", c->shared);
		jsonw_kreal(w, "tail", c->tail);
		jsonw_close(w, '}');
	}
	jsonw_close(w, '}');
}

static void
put_llr(struct jsonw *w, const struct calibrated *l)
{
	if (l->refusal != NULL) {
		jsonw_key(w, "llr");
		jsonw_null(w);
		jsonw_kcstr(w, "refusal", l->refusal);
		return;
	}
	jsonw_kreal(w, "llr", l->llr);
	jsonw_key(w, "llr_ci95");
	jsonw_open(w, '[');
	jsonw_real(w, calibrate_low(l));
	jsonw_real(w, calibrate_high(l));
	jsonw_close(w, ']');
	jsonw_kcstr(w, "refusal", NULL);
}

static void
print_json(struct comparing *m, const struct compared *d)
{
	struct jsonw w = JSONW(&m->line);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "package", m->package);
	jsonw_kcstr(&w, "specimen", d->specimen);
	jsonw_kreal(&w, "score", d->s.score);
	jsonw_kreal(&w, "containment", d->s.containment);
	jsonw_kreal(&w, "bits", d->s.bits);
	jsonw_kreal(&w, "evalue", d->l.exceed * specimens(m));
	put_llr(&w, &d->l);
	put_channels(&w, &d->s);
	put_regions(&w, m, d);
	trace_given_put(&w, &m->given, m->k, &d->s);
	jsonw_ku64(&w, "groups", d->s.groups);
	jsonw_kreal(&w, "nearness", d->s.nearness);
	jsonw_ku64(&w, "innocents", d->l.n);
	jsonw_kreal(&w, "cllr", d->l.cllr);
	jsonw_ku64(&w, "package_tokens", m->p.tokens);
	jsonw_ku64(&w, "specimen_tokens", d->x.tokens);
	jsonw_ku64(&w, "unread", m->p.unread + d->x.unread + trace_given_unread(&m->given));
	jsonw_close(&w, '}');
	cli_line(m->c, &m->line);
}

static void
table_channels(const struct comparing *m, const struct score *s)
{
	struct table *t = table_new("channel|>shared|>contained|>others|>tail");

	for (enum channel ch = 0; t != NULL && ch < CH_N; ch++) {
		const struct score_channel *c = &s->channel[ch];

		table_printf(t, "%s", feature_channel_name(ch));
		table_printf(t, "%zu of %zu", c->shared, c->features);
		table_printf(t, "%.2f", c->containment);
		table_printf(t, "%.2f ± %.2f", c->mean, c->deviation);
		table_printf(t, "%.1f", c->tail);
	}
	if (t != NULL)
		table_print(t, m->c->out);
	table_free(t);
}

static void
print_region(struct comparing *m, const struct compared *d, const struct align_region *r)
{
	struct buf *b = &m->line;

	buf_printf(b, "  %.0f bits: ", r->bits);
	escape_term(b, str_of(print_file_at(&m->p, r->package_from)->name));
	buf_printf(b, ":%u-%u = ", r->package_line[0], r->package_line[1]);
	escape_term(b, str_of(print_file_at(&d->x, r->specimen_from)->name));
	buf_printf(b, ":%u-%u", r->specimen_line[0], r->specimen_line[1]);
	cli_line(m->c, b);
}

/* An interval that is cut off has one end. */
static void
print_ratio(FILE *out, const struct calibrated *l)
{
	fprintf(out, "Likelihood ratio 10^%.1f (95 %%: ", l->llr);
	if (l->at_least && l->at_most)
		fprintf(out, "not bounded");
	else if (l->at_least)
		fprintf(out, "%.1f or more", l->low);
	else if (l->at_most)
		fprintf(out, "%.1f or less", l->high);
	else
		fprintf(out, "%.1f to %.1f", l->low, l->high);
	fprintf(out, "; %zu innocent pairs%s support %.1f): %s", l->n, l->strangers ? " of other tasks" : "",
	    l->cap, trace_verbal(l->llr));
	if (fabs(l->llr) >= log10(2))
		fprintf(out, " support for %s",
		    l->llr >= 0 ? "derivation from the package" : "independent writing");
	fprintf(out, ".\n");
}

static void
print_text(struct comparing *m, const struct compared *d)
{
	FILE *out = m->c->out;
	const struct calibrated *l = &d->l;

	escape_term(&m->line, str_of(d->specimen));
	buf_printf(&m->line, ": score %.1f, containment %.2f, %.0f bits shared", d->s.score, d->s.containment,
	    d->s.bits);
	cli_line(m->c, &m->line);
	table_channels(m, &d->s);
	trace_given_print(m->c, &m->given, m->k, &d->s);
	if (l->refusal != NULL)
		fprintf(out, "No likelihood ratio: %s.\n", l->refusal);
	else
		print_ratio(out, l);
	for (size_t i = 0; i < d->regions && i < SHOWN; i++)
		print_region(m, d, &d->region[i]);
}

/* What the score says, in a ratio. */
static void
say_ratio(const struct comparing *m, struct compared *d)
{
	const struct calibrate_point *point = NULL;
	const char *small = trace_given_refusal(&m->given, &m->p, &d->s);
	size_t points = 0;

	if (m->b != NULL)
		point = background_points(m->b, &points);
	calibrate(&d->l, point, points,
	    &(struct calibrate_point){ .score = (float)d->s.score,
		/* Enough solutions of the same task are as near as anything can be. */
		.nearness = (float)(d->s.clean_enough ? fmax(d->s.nearness, 1) : d->s.nearness),
		.tokens = trace_given_tokens(&m->given, &m->p),
		.lang = (uint8_t)print_language(&m->p),
		.task = (uint8_t)(d->s.clean_enough ? d->s.clean : 0) });
	if (small != NULL)
		d->l.refusal = small;
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
		.evalue = d->l.exceed * specimens(m),
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
	if (print_read(&d.x, specimen, trace_unread, NULL, &e) != 0 ||
	    score_pair(m->k, &d.x, &d.s, &e) != 0 ||
	    align_regions(m->k, &d.x, &d.s, &d.region, &d.regions, &e) != 0) {
		status = cli_fail(m->c, &e);
	} else {
		say_ratio(m, &d);
		if (m->c->json)
			print_json(m, &d);
		else
			print_text(m, &d);
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
	    trace_given_read(&m.given, c, &m.p, &e) != 0 ||
	    (m.k = score_package_given(
		 &m.p, m.b, &(struct score_given){ m.given.filter, m.given.clean }, &e)) == NULL ||
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
	score_package_free(m.k);
	trace_given_free(&m.given);
	print_free(&m.p);
	background_close(m.b);
	trace_kept_close(&m.kept);
	buf_free(&m.line);
	return (status);
}
