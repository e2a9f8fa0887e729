/* The report's waves: which evidence speaks how strongly for which way of coming by the flaw. */
#include "desk/draw.h"
#include "desk/html.h"
#include "desk/report_parts.h"
#include "desk/say.h"
#include "desk/weighing.h"

/* What one kind of evidence adds to a hypothesis. */
static void
put_kind(struct buf *b, const struct weigh_line *l, enum weigh_kind kind)
{
	struct buf text = BUF(64);

	weigh_sum(&text, l, kind);
	html_cell(b, "n", buf_view(&text));
	buf_free(&text);
}

static void
put_table(struct buf *b, const struct weighed *v)
{
	struct buf text = BUF(1 << 16);

	html_table(b, "Hypotheses by kinds of evidence, in powers of ten; empty where a kind does not speak",
	    "Hypothesis|>Time|>Tool|>Flaws used|>Copy|>Analyst|>Sum");
	for (size_t i = 0; i < v->lines; i++) {
		const struct weigh_line *l = &v->line[i];

		html_row(b);
		buf_clear(&text);
		weigh_label(&text, l);
		html_cell(b, NULL, buf_view(&text));
		for (enum weigh_kind kind = 0; kind < WEIGH_KINDS; kind++)
			put_kind(b, l, kind);
		if (l->excluded)
			html_cell(b, "n", STR("excluded"));
		else
			html_cell_number(b, "%+.1f", l->llr + 0.0);
		html_row_end(b);
	}
	html_table_end(b);
	buf_free(&text);
}

static void
put_item(struct buf *b, const struct weigh_line *l, const struct weigh_item *v)
{
	struct buf text = BUF(1 << 16);

	html_row(b);
	weigh_label(&text, l);
	html_cell(b, NULL, buf_view(&text));
	html_cell(b, NULL, str_of(v->kind));
	if (v->excluded)
		html_cell(b, "n", STR("excluded"));
	else
		html_cell_number(b, "%+.1f", v->llr + 0.0);
	html_cell(b, "t", v->reason);
	html_cell(b, NULL, str_of(weigh_uncounted(l, v)));
	buf_clear(&text);
	for (size_t i = 0; i < v->entries; i++)
		buf_printf(&text, "%s%llu", i > 0 ? ", " : "", (unsigned long long)v->entry[i]);
	html_cell(b, NULL, buf_view(&text));
	html_row_end(b);
	buf_free(&text);
}

static void
put_reasons(struct buf *b, const struct weighed *v)
{
	struct buf text = BUF(256);
	uint64_t n = 0;

	for (size_t i = 0; i < v->lines; i++)
		for (size_t k = 0; k < v->line[i].items; k++)
			n += weigh_is_own(&v->line[i], &v->line[i].item[k]);
	if (n == 0)
		return;
	say_many(&text, n, "piece", "pieces");
	buf_cstr(b, "<details>\n<summary>Why: ");
	html_text(b, buf_view(&text));
	buf_cstr(b, " of evidence, each with the entries it stands on</summary>\n");
	html_table(b, "Evidence by hypothesis", "Hypothesis|Kind|>Powers of ten|Reason||Entries");
	for (size_t i = 0; i < v->lines; i++) {
		for (size_t k = 0; k < v->line[i].items; k++) {
			if (weigh_is_own(&v->line[i], &v->line[i].item[k]))
				put_item(b, &v->line[i], &v->line[i].item[k]);
		}
	}
	html_table_end(b);
	buf_cstr(b, "</details>\n");
	buf_free(&text);
}

static void
put_wave(struct buf *b, const struct weighed *v)
{
	struct buf text = BUF(1 << 16);

	buf_cstr(&text, "Wave ");
	buf_str(&text, v->wave.name);
	html_element(b, "h3", NULL, buf_view(&text));
	buf_clear(&text);
	buf_cstr(&text, "Began ");
	say_when(&text, v->wave.from);
	if (v->wave.actor.n > 0) {
		buf_cstr(&text, ", by ");
		buf_str(&text, v->wave.actor);
	}
	buf_printf(&text, "; entry %llu, TLP:%s", (unsigned long long)v->wave.entry, tlp_name(v->wave.tlp));
	if (v->wave.source.n > 0) {
		buf_cstr(&text, "; source: ");
		buf_str(&text, v->wave.source);
	}
	html_element(b, "p", "small", buf_view(&text));
	draw_weigh(b, v);
	put_table(b, v);
	for (size_t i = 0; i < v->lines; i++) {
		if (!v->line[i].contradicted)
			continue;
		buf_clear(&text);
		weigh_label(&text, &v->line[i]);
		buf_printf(&text, "%s.", weigh_contradiction);
		html_element(b, "p", "doubt", buf_view(&text));
	}
	put_reasons(b, v);
	buf_free(&text);
}

int
part_weigh(struct buf *b, const struct report *r, struct err *e)
{
	struct weighing g = { .wave = NULL };
	struct buf text = BUF(256);
	int rc = weighing_load(&g, r->c, r->as_of, r->audience, e);

	if (rc == 0 && g.waves > 0) {
		buf_printf(b,
		    "<section id=\"weigh\">\n<h2>How the attackers of each wave came by the flaw</h2>\n<p class=\"lead\">No answer, but what "
		    "the evidence adds to each: which is how probable depends on what was thought before. %s</p>\n",
		    weigh_caution);
		for (size_t i = 0; i < g.waves; i++)
			put_wave(b, &g.wave[i]);
		if (g.hidden > 0) {
			say_many(
			    &text, g.hidden, "entry that bears on this is", "entries that bear on this are");
			buf_printf(&text, " not for TLP:%s and left out: with them it may look otherwise.",
			    tlp_name(r->audience));
			html_element(b, "p", NULL, buf_view(&text));
		}
		buf_cstr(b, "</section>\n");
	}
	weighing_free(&g);
	buf_free(&text);
	return (rc);
}
