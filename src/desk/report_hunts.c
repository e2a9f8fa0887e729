/*
 * The report's hunts: what was looked at, how far an attacker got, on what evidence, and what was not
 * seen.
 */
#include <stdlib.h>

#include <jansson.h>

#include "desk/draw.h"
#include "desk/html.h"
#include "desk/report_parts.h"
#include "desk/say.h"

#define FINDINGS_SHOWN 200 /* Of one hunt, the gravest first. */

static void
put_summary(struct buf *b, const struct hunt_report *h)
{
	struct buf text = BUF(1 << 16);

	say_many(&text, h->scan.files, "file", "files");
	buf_cstr(&text, ", ");
	say_many(&text, h->scan.rows, "row", "rows");
	buf_cstr(&text, ", ");
	say_many(&text, h->scan.findings, "finding", "findings");
	if (h->scan.unread > 0) {
		buf_cstr(&text, ", ");
		say_many(&text, h->scan.unread, "file", "files");
		buf_cstr(&text, " unread");
	}
	buf_printf(&text, "; entry %llu, recorded ", (unsigned long long)h->scan.entry);
	instant_put(&text, h->scan.recorded);
	buf_printf(&text, ", TLP:%s", tlp_name(h->scan.tlp));
	html_element(b, "p", "small", buf_view(&text));
	buf_free(&text);
}

/* A line for CVEs that have no ladder; */
static void
put_rest(struct buf *b, const char *words, struct buf *cves)
{
	struct buf text = BUF(1 << 17);

	if (cves->n > 0) {
		buf_cstr(&text, words);
		buf_str(&text, buf_view(cves));
		html_element(b, "p", "verdict", buf_view(&text));
	}
	buf_free(&text);
}

/*
 * One ladder for each CVE that something was found of, and one line for all the others: those that were
 * looked for, and those that no rule could look for.
 */
static void
put_verdicts(struct buf *b, const struct hunt_report *h)
{
	struct buf text = BUF(1 << 16), clean = BUF(1 << 16), blind = BUF(1 << 16);

	for (size_t i = 0; i < h->verdicts; i++) {
		const struct hunt_verdict *v = &h->verdict[i];

		if (v->stage == STAGE_NONE) {
			struct buf *rest = hunts_blind(v) ? &blind : &clean;

			buf_cstr(rest, rest->n > 0 ? ", " : "");
			buf_str(rest, v->cve);
			continue;
		}
		buf_clear(&text);
		buf_str(&text, v->cve);
		buf_printf(&text, ": as far as %s, with ", stage_name(v->stage));
		buf_str(&text, v->confidence);
		buf_cstr(&text, " confidence, on ");
		say_many(&text, v->findings, "finding", "findings");
		html_element(b, "p", "verdict", buf_view(&text));
		draw_ladder(b, v);
	}
	put_rest(b, "Nothing found for ", &clean);
	put_rest(b, "Cannot tell, since none of its rules could run: ", &blind);
	buf_free(&text);
	buf_free(&clean);
	buf_free(&blind);
}

/* The gaps come as a JSON array of [from, to]; how many days they take is what a reader wants first. */
static void
say_gaps(struct buf *b, struct str gaps)
{
	json_t *list = json_loadb(gaps.p, gaps.n, JSON_ALLOW_NUL, NULL), *gap;
	size_t i;

	if (json_array_size(list) == 0)
		buf_cstr(b, "none seen");
	json_array_foreach(list, i, gap)
	{
		const char *from = json_string_value(json_array_get(gap, 0)),
			   *to = json_string_value(json_array_get(gap, 1));

		if (i == 8) {
			buf_printf(b, "; and %zu more", json_array_size(list) - i);
			break;
		}
		buf_cstr(b, i > 0 ? "; " : "");
		buf_cstr(b, from != NULL ? from : "?");
		buf_cstr(b, " to ");
		buf_cstr(b, to != NULL ? to : "?");
	}
	json_decref(list);
}

static void
put_coverage(struct buf *b, const struct hunt_report *h)
{
	struct buf text = BUF(1 << 16);

	if (h->coverages == 0) {
		buf_cstr(b, "<p>No log with a time in it was read, so this hunt covers nothing.</p>\n");
		return;
	}
	html_table(b,
	    "What the logs covered: outside of it nothing could be found, so nothing found is not nothing "
	    "there",
	    "Log|From|To|Gaps");
	for (size_t i = 0; i < h->coverages; i++) {
		const struct hunt_coverage *v = &h->coverage[i];

		html_row(b);
		html_cell(b, NULL, v->source);
		buf_clear(&text);
		instant_put(&text, v->from);
		html_cell(b, "w", buf_view(&text));
		buf_clear(&text);
		instant_put(&text, v->to);
		html_cell(b, "w", buf_view(&text));
		buf_clear(&text);
		say_gaps(&text, v->gaps);
		html_cell(b, NULL, buf_view(&text));
		html_row_end(b);
	}
	html_table_end(b);
	buf_free(&text);
}

/* A JSON object of the row's fields, as "name: value" lines. */
static void
put_fields(struct buf *b, struct str fields)
{
	json_t *object = json_loadb(fields.p, fields.n, JSON_ALLOW_NUL, NULL), *value;
	struct buf text = BUF(1 << 20);
	const char *key;

	buf_cstr(b, "<td class=\"c\">");
	json_object_foreach(object, key, value)
	{
		char *dump = json_is_string(value) ? NULL : json_dumps(value, JSON_ENCODE_ANY);

		buf_clear(&text);
		buf_cstr(&text, key);
		buf_cstr(&text, ": ");
		if (dump != NULL)
			buf_cstr(&text, dump);
		else
			buf_put(&text, json_string_value(value), json_string_length(value));
		html_text(b, buf_view(&text));
		buf_cstr(b, "<br>");
		free(dump);
	}
	if (object == NULL)
		html_text(b, fields);
	buf_cstr(b, "</td>");
	json_decref(object);
	buf_free(&text);
}

static void
put_finding(struct buf *b, const struct hunt_finding *f)
{
	struct buf text = BUF(1 << 16);

	html_row(b);
	html_cell(b, NULL, f->stage != STAGE_NONE ? str_of(stage_name(f->stage)) : STR("none"));
	html_cell(b, NULL, str_of(level_name(f->level)));
	if (f->time != 0)
		instant_put(&text, f->time);
	html_cell(b, "w", buf_view(&text));
	html_cell(b, f->client.n <= 15 ? "w" : NULL, f->client);
	buf_clear(&text);
	buf_str(&text, f->title);
	if (f->cve.n > 0) {
		buf_cstr(&text, " (");
		buf_str(&text, f->cve);
		buf_cstr(&text, ")");
	}
	html_cell(b, "t", buf_view(&text));
	buf_clear(&text);
	buf_str(&text, f->file);
	buf_printf(&text, ", row %llu, byte %llu", (unsigned long long)f->row, (unsigned long long)f->offset);
	html_cell(b, "t", buf_view(&text));
	put_fields(b, f->fields);
	html_row_end(b);
	buf_free(&text);
}

static void
put_findings(struct buf *b, const struct hunt_report *h)
{
	size_t shown = h->findings < FINDINGS_SHOWN ? h->findings : FINDINGS_SHOWN;

	if (h->findings == 0)
		return;
	buf_cstr(b, "<details>\n<summary>The evidence: ");
	say_many(b, h->findings, "finding", "findings");
	buf_cstr(b, "</summary>\n");
	html_table(b,
	    shown < h->findings ? "The gravest 200 findings; athar hunt scan --json prints them all"
				: "Findings, the furthest stage first",
	    "Stage|Level|Time (UTC)|Client|What|Where|Fields");
	for (size_t i = 0; i < shown; i++)
		put_finding(b, &h->finding[i]);
	html_table_end(b);
	buf_cstr(b, "</details>\n");
}

int
part_hunts(struct buf *b, const struct report *r, struct err *e)
{
	(void)e;
	buf_cstr(b, "<section>\n<h2>Was a server attacked</h2>\n");
	if (r->hunts.n == 0) {
		buf_cstr(b,
		    "<p class=\"lead\">No server's logs were hunted in this case, so this is not "
		    "known.</p>\n</section>\n");
		return (0);
	}
	buf_cstr(b,
	    "<p class=\"lead\">The ladder goes from a probe to an action on the server; a hunt says how far "
	    "its logs show "
	    "that an attacker climbed. Nothing found is not nothing there: see what the logs covered.</p>\n");
	for (size_t i = 0; i < r->hunts.n; i++) {
		const struct hunt_report *h = &r->hunts.hunt[i];

		html_element(b, "h3", NULL, h->scan.subject);
		put_summary(b, h);
		buf_cstr(b, "<div class=\"ladder\">\n");
		put_verdicts(b, h);
		buf_cstr(b, "</div>\n");
		put_coverage(b, h);
		put_findings(b, h);
	}
	buf_cstr(b, "</section>\n");
	return (0);
}
