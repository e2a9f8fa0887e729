/*
 * The report's bulletins: whom we told, and what proves it.  Partners stand
 * by number: a report may go further than their names may.
 */
#include "desk/html.h"
#include "desk/report_parts.h"
#include "desk/say.h"

static void
cell_time(struct buf *b, instant_us t)
{
	struct buf text = BUF(64);

	if (t != 0)
		instant_put(&text, t);
	html_cell(b, NULL, buf_view(&text));
	buf_free(&text);
}

static void
cell_number(struct buf *b, uint64_t n)
{
	struct buf text = BUF(32);

	if (n != 0)
		buf_u64(&text, n);
	html_cell(b, "n", buf_view(&text));
	buf_free(&text);
}

static int
put_line(void *arg, const struct share_copy_line *l)
{
	struct buf *b = arg, text = BUF(256);

	html_row(b);
	cell_number(b, l->number);
	html_cell(b, NULL, str_of(l->role));
	buf_cstr(&text, l->consent);
	if (*l->entered != '\0')
		buf_printf(&text, " (%s)", l->entered);
	html_cell(b, NULL, buf_view(&text));
	html_cell(b, NULL, str_of(l->stage));
	cell_number(b, l->copy);
	cell_time(b, l->released);
	cell_time(b, l->acknowledged);
	html_cell_count(b, l->downloads);
	if (l->copy != 0)
		cell_number(b, l->entry);
	else
		html_cell(b, NULL, STR(""));
	html_row_end(b);
	buf_free(&text);
	return (0);
}

static void
put_summary(struct buf *b, const struct share_summary *x)
{
	struct buf text = BUF(1 << 16);

	buf_printf(&text, "Revision %u, TLP:%s. Embargo %s ", x->revision, tlp_name(x->tlp),
	    x->over ? "over since" : "until");
	instant_put(&text, x->end);
	buf_cstr(&text, ". Of ");
	say_many(&text, x->asked, "party", "parties");
	buf_cstr(&text, " asked, ");
	say_count(&text, x->signatories);
	buf_cstr(&text, " consent, ");
	say_count(&text, x->declined);
	buf_cstr(&text, " refused, ");
	say_count(&text, x->silent);
	buf_cstr(&text, " kept silent, which counts as a refusal, and ");
	say_count(&text, x->waiting + x->lapsed);
	buf_cstr(&text, " still may answer. ");
	say_count(&text, x->acknowledged);
	buf_cstr(&text, " of ");
	say_many(&text, x->copies[0] + x->copies[1] + x->copies[2], "copy", "copies");
	buf_cstr(&text, " acknowledged");
	if (x->by_desk > 0) {
		buf_cstr(&text, ", ");
		say_count(&text, x->by_desk);
		buf_cstr(&text, " of them as the desk says");
	}
	buf_cstr(&text, ".");
	html_element(b, "p", NULL, buf_view(&text));
	buf_free(&text);
}

int
part_shares(struct buf *b, const struct report *r, struct err *e)
{
	struct buf title = BUF(1 << 16);
	int rc = 0;

	if (r->shares.n == 0)
		return (0);
	buf_cstr(b,
	    "<section id=\"shares\">\n<h2>Whom we told</h2>\n<p class=\"lead\">Each copy was committed to the record, "
	    "with a hash of its marks, before it went out, and its recipient holds a receipt that anyone can check. "
	    "Recipients stand here by number.</p>\n");
	for (size_t i = 0; i < r->shares.n && rc == 0; i++) {
		const struct share_summary *x = &r->shares.bulletin[i];

		buf_clear(&title);
		buf_str(&title, x->id);
		if (x->title.n > 0) {
			buf_cstr(&title, ": ");
			buf_str(&title, x->title);
		}
		html_element(b, "h3", NULL, buf_view(&title));
		put_summary(b, x);
		html_table(b, "Recipients and copies",
		    ">party|role|consent|content|>copy|released|acknowledged|>downloads|>entry");
		rc = share_each_copy(r->c, r->as_of, r->status.as_of, x->id, put_line, b, e);
		html_table_end(b);
	}
	buf_cstr(b, "</section>\n");
	buf_free(&title);
	return (rc);
}
