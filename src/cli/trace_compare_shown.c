/* What trace compare prints of one specimen: a line of JSON, or a few lines for people. */
#include "base/escape.h"
#include "base/table.h"
#include "cli/trace_compare.h"
#include "trace/compare_json.h"

/* Regions that are shown to people. */
#define SHOWN 5

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

void
trace_compare_json(struct comparing *m, const struct compared *d)
{
	struct jsonw w = JSONW(&m->line);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "package", m->package);
	jsonw_kcstr(&w, "specimen", d->specimen);
	jsonw_kreal(&w, "score", d->s.score);
	jsonw_kreal(&w, "containment", d->s.containment);
	jsonw_kreal(&w, "bits", d->s.bits);
	jsonw_kreal(&w, "evalue", d->evalue);
	compare_json_ratio(&w, &d->l);
	put_channels(&w, &d->s);
	compare_json_regions(&w, &m->p, &d->x, d->region, d->regions);
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
print_ratio(struct comparing *m, const struct calibrated *l)
{
	struct buf *b = &m->line;

	buf_printf(b, "Likelihood ratio 10^%.1f (95 %%: ", l->llr);
	if (l->at_least && l->at_most)
		buf_cstr(b, "not bounded");
	else if (l->at_least)
		buf_printf(b, "%.1f or more", l->low);
	else if (l->at_most)
		buf_printf(b, "%.1f or less", l->high);
	else
		buf_printf(b, "%.1f to %.1f", l->low, l->high);
	buf_printf(
	    b, "; %zu innocent pairs%s support %.1f): ", l->n, l->strangers ? " of other tasks" : "", l->cap);
	trace_say_support(b, l->llr);
	buf_char(b, '.');
	cli_line(m->c, b);
}

void
trace_compare_text(struct comparing *m, const struct compared *d)
{
	const struct calibrated *l = &d->l;

	escape_term(&m->line, str_of(d->specimen));
	buf_printf(&m->line, ": score %.1f, containment %.2f, %.0f bits shared", d->s.score, d->s.containment,
	    d->s.bits);
	cli_line(m->c, &m->line);
	table_channels(m, &d->s);
	trace_given_print(m->c, &m->given, m->k, &d->s);
	if (l->refusal != NULL)
		fprintf(m->c->out, "No likelihood ratio: %s.\n", l->refusal);
	else
		print_ratio(m, l);
	for (size_t i = 0; i < d->regions && i < SHOWN; i++)
		print_region(m, d, &d->region[i]);
}
