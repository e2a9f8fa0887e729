/* The page around its parts: see the header. */
#include "desk/report.h"

#include "desk/html.h"
#include "desk/report_parts.h"
#include "desk/say.h"
#include "desk/template.h"
#include "embedded_assets.h"

/* The style sheet that is compiled in. */
static struct str
style(void)
{
	for (size_t i = 0; embedded_assets[i].name != NULL; i++) {
		if (strcmp(embedded_assets[i].name, "report.css") == 0)
			return ((struct str){ embedded_assets[i].data, embedded_assets[i].size });
	}
	return (STR(""));
}

/*
 * The policy first, so that it holds for everything after it; its hash is of the very bytes between the
 * style's tags.
 */
static void
put_head(struct buf *b, const struct report *r)
{
	struct str css = style();
	struct sha256 hash = sha256_of(css);

	buf_cstr(b,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
	base64_put(b, hash.b, SHA256_BYTES);
	buf_cstr(b,
	    "'; base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" "
	    "content=\"athar " ATHAR_VERSION "\">\n<title>");
	html_text(b, buf_view(&r->title));
	buf_cstr(b, "</title>\n<style>");
	buf_str(b, css);
	buf_cstr(b, "</style>\n</head>\n<body>\n");
}

static void
put_fact(struct buf *b, const char *name, struct str value)
{
	buf_cstr(b, "<div><dt>");
	html_text(b, str_of(name));
	buf_cstr(b, "</dt><dd>");
	html_text(b, value);
	buf_cstr(b, "</dd></div>\n");
}

static void
put_header(struct buf *b, const struct report *r)
{
	struct buf text = BUF(1 << 16);

	buf_cstr(b, "<header>\n");
	html_tlp(b, r->audience);
	html_element(b, "h1", NULL, buf_view(&r->title));
	buf_cstr(b, "<dl class=\"facts\">\n");
	instant_put(&text, r->status.as_of);
	put_fact(
	    b, r->status.as_of_given ? "As known at" : "As of the record's last entry,", buf_view(&text));
	buf_clear(&text);
	buf_printf(&text, "TLP:%s, ", tlp_name(r->audience));
	if (r->status.hidden == 0) {
		buf_cstr(&text, "nothing left out");
	} else {
		say_many(&text, r->status.hidden, "fact", "facts");
		buf_cstr(&text, " left out");
	}
	put_fact(b, "Made for", buf_view(&text));
	buf_clear(&text);
	say_many(&text, r->seal.size, "entry", "entries");
	buf_cstr(&text, ", root ");
	buf_str(&text, str_sub(buf_view(&r->seal.root), 0, 12));
	buf_cstr(&text, "\xE2\x80\xA6");
	put_fact(b, "Record", buf_view(&text));
	buf_cstr(b, "</dl>\n</header>\n");
	buf_free(&text);
}

static void
put_footer(struct buf *b, const struct report *r)
{
	buf_cstr(b,
	    "<footer>\n<h2>What this page is tied to</h2>\n"
	    "<p>This page was made from a record that can only grow. Whoever holds it can later ask whether "
	    "the record "
	    "still extends what stood here: save the lines below as a file and run <code>athar verify "
	    "--against "
	    "FILE</code> in the case. A signed log proves nothing against its own keeper until such a "
	    "checkpoint has left "
	    "his house; with this page it has.</p>\n<pre>");
	html_text(b, buf_view(&r->seal.note));
	buf_cstr(b,
	    "</pre>\n<p class=\"small\">All times are UTC. Made by athar " ATHAR_VERSION
	    "; the same case gives the same bytes.</p>\n</footer>\n</body>\n</html>\n");
}

static int
load(struct report *r, struct case_dir *c, struct err *e)
{
	int rc;

	if ((rc = template_title(c, &r->title, e)) != 0 || (rc = seal_read(&r->seal, c, e)) != 0 ||
	    (rc = status_make(&r->status, c, r->as_of, r->audience, e)) != 0 ||
	    (rc = events_load(&r->events, c, r->as_of, r->audience, e)) != 0 ||
	    (rc = curve_load(&r->curve, c, r->as_of, r->audience, e)) != 0 ||
	    (rc = hunts_load(&r->hunts, c, r->as_of, r->audience, e)) != 0 ||
	    (rc = shares_load(&r->shares, c, r->as_of, r->status.as_of, r->audience, e)) != 0)
		return (rc);
	if (r->title.n == 0)
		buf_cstr(&r->title, "Report of a case");
	return (fixes_load(&r->fixes, c, r->as_of, r->status.as_of, r->audience, e));
}

int
report_put(struct buf *b, struct case_dir *c, instant_us as_of, enum tlp audience, struct report_facts *facts,
    struct err *e)
{
	struct report r = { .title = BUF(1 << 16), .as_of = as_of, .audience = audience, .c = c };
	int rc;

	if ((rc = load(&r, c, e)) != 0)
		goto out;
	put_head(b, &r);
	put_header(b, &r);
	buf_cstr(b, "<main>\n");
	part_answers(b, &r);
	if ((rc = part_timeline(b, &r, e)) != 0 || (rc = part_shares(b, &r, e)) != 0 ||
	    (rc = part_traces(b, &r, e)) != 0 || (rc = part_weigh(b, &r, e)) != 0 ||
	    (rc = part_census(b, &r, e)) != 0 || (rc = part_hunts(b, &r, e)) != 0)
		goto out;
	part_fixes(b, &r);
	if ((rc = part_sources(b, &r, e)) != 0)
		goto out;
	buf_cstr(b, "</main>\n");
	put_footer(b, &r);
	*facts = (struct report_facts){ r.events.n, r.hunts.n, r.status.hidden };
	rc = buf_error(b, e);
out:
	fixes_free(&r.fixes);
	shares_free(&r.shares);
	hunts_free(&r.hunts);
	curve_free(&r.curve);
	events_free(&r.events);
	status_free(&r.status);
	seal_free(&r.seal);
	buf_free(&r.title);
	return (rc);
}
