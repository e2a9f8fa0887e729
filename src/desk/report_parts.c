/* The report's answers, timeline, counts, fixed builds and sources. */
#include "desk/report_parts.h"

#include "base/map.h"
#include "desk/draw.h"
#include "desk/html.h"
#include "desk/say.h"

void
part_answers(struct buf *b, const struct report *r)
{
	static const char *const WORDS[] = { "open", "answered", "act on this" };

	buf_cstr(b, "<ol class=\"answers\">\n");
	for (size_t i = 0; i < STATUS_QUESTIONS; i++) {
		const struct status_answer *a = &r->status.answer[i];

		buf_printf(b, "<li class=\"%s\">\n<div>", status_tone_name(a->tone));
		html_element(b, "p", "q", str_of(a->question));
		buf_printf(b, "<p class=\"state\">%s</p></div>\n<div>", WORDS[a->tone]);
		html_element(b, "p", "a", a->answer);
		if (a->lines > 0) {
			buf_cstr(b, "<ul>\n");
			for (size_t k = 0; k < a->lines; k++)
				html_element(b, "li", NULL, a->line[k]);
			if (a->more > 0)
				buf_printf(b, "<li>and %zu more</li>\n", a->more);
			buf_cstr(b, "</ul>\n");
		}
		buf_cstr(b, "</div></li>\n");
	}
	buf_cstr(b, "</ol>\n");
}

static void
put_event_row(struct buf *b, const struct report *r, size_t i)
{
	const struct event *event = &r->events.event[i];
	struct buf text = BUF(1 << 16);

	html_row(b);
	html_cell_count(b, i + 1);
	say_when(&text, event->happened);
	html_cell(b, text.n <= 24 ? "w" : NULL, buf_view(&text));
	html_cell(b, event->lane.n <= 8 ? "w" : NULL, event->lane);
	html_cell(b, "t", event->text);
	buf_clear(&text);
	say_when(&text, event->known);
	html_cell(b, text.n <= 24 ? "w" : NULL, buf_view(&text));
	html_cell(b, "s", event->source.document);
	html_cell(b, "w", str_of(tlp_name(event->tlp)));
	buf_clear(&text);
	buf_printf(&text, "%llu", (unsigned long long)event->entry);
	if (!events_proven(event, r->as_of))
		buf_cstr(&text, ", recorded later: its source's word only");
	html_cell(b, NULL, buf_view(&text));
	html_row_end(b);
	buf_free(&text);
}

int
part_timeline(struct buf *b, const struct report *r, struct err *e)
{
	int rc;

	buf_cstr(b, "<section>\n<h2>What happened</h2>\n");
	if (r->events.n == 0) {
		buf_cstr(b, "<p class=\"lead\">No event to show.</p>\n</section>\n");
		return (0);
	}
	buf_cstr(b,
	    "<p class=\"lead\">Each mark stands where its event happened, as wide as that time is uncertain. "
	    "Crowded days "
	    "have room and quiet spans are folded: a shaded piece of the axis says how many days it holds, "
	    "so distances "
	    "are not durations.</p>\n<figure>\n");
	if ((rc = draw_lanes(b, &r->events, e)) != 0)
		return (rc);
	buf_cstr(b,
	    "<figcaption>A bar is a span in which the event happened at some time. The numbers are those of "
	    "the table");
	if (r->events.n > DRAW_EVENTS_MAX) {
		buf_printf(b, "; the picture shows the first %d of ", DRAW_EVENTS_MAX);
		say_many(b, r->events.n, "event", "events");
	}
	buf_cstr(b, ".</figcaption>\n</figure>\n<details open>\n<summary>The same as a table</summary>\n");
	html_table(b, "Events in the order in which they happened; known is when the source named said it",
	    ">No.|When (UTC)|Lane|What|Known|Source|TLP|Entry");
	for (size_t i = 0; i < r->events.n; i++)
		put_event_row(b, r, i);
	html_table_end(b);
	buf_cstr(b, "</details>\n</section>\n");
	return (0);
}

static void
put_own_table(struct buf *b, const struct curve *v)
{
	struct buf text = BUF(64);

	html_table(b,
	    "Counted in this case, hosts by day: a host whose build cannot tell is in the upper bound only",
	    "Day|>Surely unpatched|>At most|>Patched|>Cannot be told|>Not affected|>Hosts|>Addresses");
	for (size_t i = 0; i < v->n; i++) {
		const struct count_row *row = &v->row[i];

		html_row(b);
		buf_clear(&text);
		instant_put_date(&text, row->on);
		html_cell(b, "w", buf_view(&text));
		html_cell_count(b, row->unfixed);
		html_cell_count(b, row->unfixed + row->ambiguous);
		html_cell_count(b, row->fixed);
		html_cell_count(b, row->ambiguous);
		html_cell_count(b, row->na);
		html_cell_count(b, row->hosts);
		html_cell_count(b, row->addresses);
		html_row_end(b);
	}
	html_table_end(b);
	buf_free(&text);
}

static void
put_published_table(struct buf *b, const struct curve *v)
{
	struct buf text = BUF(1 << 16);

	html_table(b,
	    "Published by others: not counted by us, mostly without method or interval, some with their "
	    "dates in doubt",
	    "Dated|In doubt|>Unpatched|>Of|Scope|Who|Method, as stated|Known|Source");
	for (size_t i = 0; i < v->points; i++) {
		const struct published *p = &v->point[i];
		bool doubt =
		    p->doubt.earliest != p->observed.earliest || p->doubt.latest != p->observed.latest;

		html_row(b);
		buf_clear(&text);
		say_when(&text, p->observed);
		html_cell(b, "w", buf_view(&text));
		buf_clear(&text);
		if (doubt)
			say_when(&text, p->doubt);
		html_cell(b, "w doubt", buf_view(&text));
		html_cell_count(b, p->count);
		if (p->universe > 0)
			html_cell_count(b, p->universe);
		else
			html_cell(b, "n", STR("not stated"));
		html_cell(b, NULL, p->scope);
		html_cell(b, NULL, p->who);
		html_cell(b, NULL, p->method.n > 0 ? p->method : STR("not stated"));
		buf_clear(&text);
		say_when(&text, p->known);
		html_cell(b, "w", buf_view(&text));
		html_cell(b, "s", p->source.document);
		html_row_end(b);
	}
	html_table_end(b);
	buf_free(&text);
}

int
part_census(struct buf *b, const struct report *r, struct err *e)
{
	size_t world = 0;
	int rc;

	for (size_t i = 0; i < r->curve.points; i++)
		world += curve_is_world(&r->curve.point[i]);
	buf_cstr(b, "<section>\n<h2>How many are unpatched</h2>\n");
	if (r->curve.n == 0 && r->curve.points == 0) {
		buf_cstr(b,
		    "<p class=\"lead\">No scan was imported and no published count is "
		    "known.</p>\n</section>\n");
		return (0);
	}
	buf_cstr(b,
	    "<p class=\"lead\">A count of servers is an interval: a build number that was seen only in part "
	    "cannot tell "
	    "whether the fix is there. What others have published stands in a panel of its own with a scale "
	    "of its own, and "
	    "is in none of our numbers.</p>\n<figure>\n");
	if ((rc = draw_curve(b, &r->curve, e)) != 0)
		return (rc);
	buf_cstr(b, "<figcaption>");
	if (r->curve.n > 0)
		buf_cstr(
		    b, "Solid line: surely unpatched. Dashed line: that and the hosts that cannot be told. ");
	if (world > 0)
		buf_cstr(b,
		    "Ring: a count by others; its whisker spans the dates that they or different outlets "
		    "give for it. ");
	if (r->curve.points > world) {
		say_many(b, r->curve.points - world, "published count", "published counts");
		buf_cstr(b, " of single countries: in the table only.");
	}
	if (r->curve.silents > 0) {
		buf_cstr(b, " Nothing is known about ");
		html_text(b, r->curve.silent);
		buf_cstr(b,
		    r->curve.silents == 1 ? " for any of these hosts: it decides nothing."
					  : " for any of these hosts: they decide nothing.");
	}
	buf_cstr(b,
	    "</figcaption>\n"
	    "</figure>\n<details>\n<summary>The same as tables</summary>\n");
	if (r->curve.n > 0)
		put_own_table(b, &r->curve);
	if (r->curve.points > 0)
		put_published_table(b, &r->curve);
	buf_cstr(b, "</details>\n</section>\n");
	return (0);
}

static void
put_fix_row(struct buf *b, const struct fix *fix)
{
	const struct decision *d = &fix->decision;
	struct buf text = BUF(4096);

	html_row(b);
	html_cell(b, "w", fix->product);
	html_cell(b, "w", fix->cu);
	if (d->fixed_build.n > 0)
		version_put(&text, &d->fixed_build);
	else
		buf_cstr(&text, "none for this level");
	html_cell(b, d->fixed_build.n > 0 ? "w" : NULL, buf_view(&text));
	html_cell(b, "w", str_of(d->kb));
	buf_clear(&text);
	if (d->kb[0] != '\0')
		say_when(&text, d->available);
	html_cell(b, NULL, buf_view(&text));
	html_cell(b, NULL, str_of(d->move_to));
	html_cell(b, "w", fix->cve);
	html_row_end(b);
	buf_free(&text);
}

void
part_fixes(struct buf *b, const struct report *r)
{
	if (r->fixes.n == 0)
		return;
	buf_cstr(b,
	    "<section>\n<h2>Which builds are fixed</h2>\n<p class=\"lead\">Fixed is a build per update "
	    "level, not one "
	    "threshold: a newer level without its update is greater in number than an older one with "
	    "it.</p>\n"
	    "<details>\n<summary>");
	say_many(b, r->fixes.n, "update level", "update levels");
	buf_cstr(b, ", ");
	say_count(b, r->fixes.with_update);
	buf_cstr(b, " with an update of their own</summary>\n");
	html_table(b,
	    "By the build table and what was imported; the CVE named is the first of the case's that affects "
	    "the level",
	    "Product|Level|Fixed from build|Update|Available|Else move to|CVE");
	for (size_t i = 0; i < r->fixes.n; i++)
		put_fix_row(b, &r->fixes.fix[i]);
	html_table_end(b);
	buf_cstr(b, "</details>\n</section>\n");
}

/* Sources in the order of their first use, with how often they were used. */
int
part_sources(struct buf *b, const struct report *r, struct err *e)
{
	struct map uses = { .n = 0 };
	struct map_entry *m;
	int rc = 0;

	for (size_t i = 0; i < r->events.n; i++) {
		if ((m = map_put(&uses, r->events.event[i].source.document)) == NULL) {
			rc = err_set(e, ERR_NOMEM, "out of memory");
			goto out;
		}
		m->value++;
	}
	if (uses.n == 0)
		goto out;
	buf_cstr(b,
	    "<section>\n<h2>Who says so</h2>\n<p class=\"lead\">Addresses are printed, not linked: a click "
	    "would tell "
	    "somebody what you are looking at.</p>\n<details>\n<summary>");
	say_many(b, uses.n, "source", "sources");
	buf_cstr(b, "</summary>\n");
	html_table(b, "Sources of the events, in the order of their first use", "Source|>Events");
	for (size_t i = 0; i < uses.n; i++) {
		html_row(b);
		html_cell(b, "t", uses.entry[i].key);
		html_cell_count(b, uses.entry[i].value);
		html_row_end(b);
	}
	html_table_end(b);
	buf_cstr(b, "</details>\n</section>\n");
out:
	map_free(&uses);
	return (rc);
}
