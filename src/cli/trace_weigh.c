/* athar trace weigh: for each wave, what speaks how strongly for which hypothesis.  See trace/weigh.h. */
#include <math.h>

#include "base/escape.h"
#include "base/table.h"
#include "cli/commands.h"
#include "cli/prior.h"
#include "desk/weighing.h"
#include "share/state.h"

struct showing {
	const struct cli *c;
	struct share s; /* For names, where they were asked for. */
	struct prior prior;
	struct buf line;
};

static double
rounded(double v)
{
	return (round(v * 100) / 100 + 0.0);
}

/* The party of a line, where it has one and names were asked for. */
static const struct party *
named(const struct showing *s, const struct weigh_line *l)
{
	return (l->number != 0 && cli_get(s->c, "name-partners") != NULL ? share_numbered(&s->s, l->number)
									 : NULL);
}

/* "partner:3", or by name where that was asked for. */
static void
put_name(const struct showing *s, struct buf *b, const struct weigh_line *l)
{
	const struct party *party = named(s, l);

	buf_cstr(b, weigh_name(l->hypothesis));
	if (l->number == 0)
		return;
	buf_char(b, ':');
	if (party != NULL)
		buf_str(b, party->name);
	else
		buf_u64(b, l->number);
}

static void
put_item(struct jsonw *w, const struct weigh_item *v)
{
	jsonw_open(w, '{');
	jsonw_kcstr(w, "kind", v->kind);
	jsonw_kreal(w, "llr", rounded(v->llr));
	jsonw_kbool(w, "excluded", v->excluded);
	jsonw_kbool(w, "counted", v->counted);
	jsonw_kstr(w, "reason", v->reason);
	jsonw_key(w, "entries");
	jsonw_open(w, '[');
	for (size_t i = 0; i < v->entries; i++)
		jsonw_u64(w, v->entry[i]);
	jsonw_close(w, ']');
	jsonw_close(w, '}');
}

static void
print_json(struct showing *s, const struct weighed *v, const double *posterior)
{
	struct buf name = BUF(1 << 16);

	for (size_t i = 0; i < v->lines; i++) {
		const struct weigh_line *l = &v->line[i];
		struct jsonw out = JSONW(&s->line), *w = &out;

		buf_clear(&name);
		put_name(s, &name, l);
		jsonw_open(w, '{');
		jsonw_kstr(w, "wave", v->wave.name);
		jsonw_kstr(w, "hypothesis", buf_view(&name));
		jsonw_kreal(w, "llr", rounded(l->llr));
		jsonw_kbool(w, "excluded", l->excluded);
		jsonw_kbool(w, "contradicted", l->contradicted);
		if (posterior != NULL && i < HYP_N)
			jsonw_kreal(w, "posterior", round(posterior[i] * 1e6) / 1e6);
		jsonw_key(w, "evidence");
		jsonw_open(w, '[');
		for (size_t k = 0; k < l->items; k++)
			put_item(w, &l->item[k]);
		jsonw_close(w, ']');
		jsonw_close(w, '}');
		cli_line(s->c, &s->line);
	}
	buf_free(&name);
}

/* For people: a table of hypotheses by kinds of evidence, then the reasons. */
static void
put_label(const struct showing *s, struct buf *b, const struct weigh_line *l)
{
	const struct party *party = named(s, l);

	weigh_label(b, l);
	if (party != NULL) {
		buf_cstr(b, ", ");
		buf_str(b, party->name);
	}
}

static void
print_table(const struct showing *s, const struct weighed *v, const double *posterior)
{
	struct table *t =
	    table_new(posterior != NULL ? "hypothesis|>time|>tool|>flaws|>copy|>analyst|>sum|>posterior"
					: "hypothesis|>time|>tool|>flaws|>copy|>analyst|>sum");
	struct buf b = BUF(1 << 16);

	for (size_t i = 0; t != NULL && i < v->lines; i++) {
		const struct weigh_line *l = &v->line[i];

		buf_clear(&b);
		put_label(s, &b, l);
		table_cell(t, buf_view(&b));
		for (enum weigh_kind kind = 0; kind < WEIGH_KINDS; kind++) {
			buf_clear(&b);
			weigh_sum(&b, l, kind);
			table_cell(t, buf_view(&b));
		}
		if (l->excluded)
			table_printf(t, "excluded");
		else
			table_printf(t, "%+.1f", l->llr + 0.0);
		if (posterior != NULL && i < HYP_N)
			table_printf(t, "%.3f", posterior[i]);
		else if (posterior != NULL)
			table_printf(t, "%s", "");
	}
	if (t != NULL)
		table_print(t, s->c->out);
	table_free(t);
	buf_free(&b);
}

static void
print_reason(struct showing *s, const struct weigh_line *l, const struct weigh_item *v)
{
	const char *uncounted = weigh_uncounted(l, v);
	struct buf *b = &s->line, label = BUF(1 << 16);

	put_label(s, &label, l);
	buf_cstr(b, "  ");
	escape_term(b, buf_view(&label));
	buf_printf(b, ", %s: ", v->kind);
	escape_term(b, v->reason);
	if (v->excluded)
		buf_cstr(b, ": excluded");
	else if (v->llr != 0)
		buf_printf(b, ": %+.1f", v->llr);
	if (*uncounted != '\0')
		buf_printf(b, " (%s)", uncounted);
	for (size_t i = 0; i < v->entries; i++)
		buf_printf(b, "%s%llu",
		    i > 0                 ? ", "
			: v->entries == 1 ? " [entry "
					  : " [entries ",
		    (unsigned long long)v->entry[i]);
	buf_cstr(b, v->entries > 0 ? "]" : "");
	cli_line(s->c, b);
	buf_free(&label);
}

static void
print_contradiction(struct showing *s, const struct weigh_line *l)
{
	struct buf label = BUF(1 << 16);

	put_label(s, &label, l);
	buf_cstr(&s->line, "  ");
	escape_term(&s->line, buf_view(&label));
	buf_free(&label);
	buf_cstr(&s->line, weigh_contradiction);
	cli_line(s->c, &s->line);
}

static void
print_text(struct showing *s, const struct weighed *v, const double *posterior)
{
	escape_term(&s->line, v->wave.name);
	buf_cstr(&s->line, ": wave of attacks, began ");
	instant_put_short(&s->line, v->wave.from);
	if (v->wave.actor.n > 0) {
		buf_cstr(&s->line, ", by ");
		escape_term(&s->line, v->wave.actor);
	}
	cli_line(s->c, &s->line);
	print_table(s, v, posterior);
	for (size_t i = 0; i < v->lines; i++) {
		for (size_t k = 0; k < v->line[i].items; k++) {
			if (weigh_is_own(&v->line[i], &v->line[i].item[k]))
				print_reason(s, &v->line[i], &v->line[i].item[k]);
		}
		if (v->line[i].contradicted)
			print_contradiction(s, &v->line[i]);
	}
	fputc('\n', s->c->out);
}

static void
print_foot(const struct showing *s)
{
	FILE *out = s->c->out;

	fprintf(out,
	    "Each number is log10 of how much more probable the evidence is under the hypothesis than under "
	    "independent discovery.  %s\n",
	    weigh_caution);
	if (s->prior.root == NULL)
		fputs("How probable each is depends on what was thought before: --prior FILE.\n", out);
}

static int
show(struct showing *s, const struct weighing *g, struct err *e)
{
	const char *only = cli_get(s->c, "wave");
	size_t shown = 0;

	for (size_t i = 0; i < g->waves; i++) {
		const struct weighed *v = &g->wave[i];
		double prior[HYP_N], out[HYP_N], *posterior = NULL;

		if (only != NULL && !str_eq(v->wave.name, str_of(only)))
			continue;
		if (prior_of(&s->prior, v->wave.name, prior)) {
			weigh_posterior(v, prior, out);
			posterior = out;
		}
		if (s->c->json)
			print_json(s, v, posterior);
		else
			print_text(s, v, posterior);
		shown++;
	}
	if (g->hidden > 0)
		cli_note("%llu left out for the audience TLP:%s", (unsigned long long)g->hidden,
		    tlp_name(s->c->audience));
	if (only != NULL && shown == 0)
		return (err_set(e, ERR_NOTFOUND, "there is no wave of this name (athar trace wave list)"));
	if (shown == 0)
		cli_note("no wave in this case (athar trace wave add)");
	else if (!s->c->json)
		print_foot(s);
	return (0);
}

int
cmd_trace_weigh(struct cli *c)
{
	struct showing s = { .c = c, .line = BUF(BUF_BIG) };
	const char *prior = cli_get(c, "prior");
	struct weighing g = { .wave = NULL };
	struct case_dir *dir = NULL;
	struct err e = { 0 };
	int status = EXIT_DONE;

	if ((prior != NULL && prior_read(&s.prior, prior, &e) != 0) || (dir = cli_case(c, &e)) == NULL ||
	    (cli_get(c, "name-partners") != NULL && share_load(&s.s, dir, c->as_of, &e) != 0) ||
	    weighing_load(&g, dir, c->as_of, c->audience, &e) != 0 || show(&s, &g, &e) != 0)
		status = cli_fail(c, &e);
	weighing_free(&g);
	share_free(&s.s);
	prior_free(&s.prior);
	buf_free(&s.line);
	case_close(dir);
	return (status);
}
