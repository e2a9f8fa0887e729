/* What a partner sees: his bulletins, his answers, his copies, as a page without a script and as JSON. */
#include <stdio.h>

#include "base/escape.h"
#include "base/jsonw.h"
#include "share/portal_impl.h"

const char portal_style[] =
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid "
    "#ccc;vertical-align:top}code{overflow-wrap:anywhere}pre{white-space:pre-wrap;background:#f4f4f4;"
    "padding:.6rem}form{display:inline}button{font:inherit;padding:.2rem .8rem;margin-right:.5rem}"
    "section{margin-bottom:3rem}";

static void
head(struct buf *b, const char *title)
{
	buf_cstr(b,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
	    "<meta name=\"viewport\" content=\"width=device-width\"><title>");
	escape_html(b, str_of(title));
	buf_cstr(b, "</title><style>");
	buf_cstr(b, portal_style);
	buf_cstr(b, "</style></head>\n<body>\n");
}

void
portal_note(struct buf *b, const char *title, struct str text)
{
	head(b, title);
	buf_cstr(b, "<h1>");
	escape_html(b, str_of(title));
	buf_cstr(b, "</h1>\n<p>");
	escape_html(b, text);
	buf_cstr(b, "</p>\n<p><a href=\"/\">Back to your copies</a></p>\n</body></html>\n");
}

static void
time_row(struct buf *b, const char *name, instant_us at, const char *after)
{
	buf_printf(b, "<p>%s: <time>", name);
	instant_put(b, at);
	buf_printf(b, "</time> (UTC)%s</p>\n", after);
}

/* The beginning of a form, with what keeps other pages from sending it. */
static void
form(struct buf *b, const char *action, struct str of, const char *token)
{
	buf_printf(b, "<form method=\"post\" action=\"%s", action);
	escape_html(b, of);
	buf_printf(b, "\"><input type=\"hidden\" name=\"token\" value=\"%s\">", token);
}

static const char *
pec_words(const struct embargo_consent *c)
{
	switch (c->pec) {
	case PEC_NO_EMBARGO: return ("there is no embargo to consent to");
	case PEC_INVITED: return ("you have not answered yet");
	case PEC_SIGNATORY: return ("you accepted");
	case PEC_LAPSED: return ("you accepted an earlier revision; these terms wait for your answer");
	case PEC_DECLINED: break;
	}
	return (c->silent ? "you did not answer in time, which counts as a refusal" : "you declined");
}

static void
put_consent(struct buf *b, const struct bulletin *of, const struct embargo_consent *c, const char *token)
{
	const struct bulletin_revision *r = bulletin_now(of);
	static const struct {
		const char *answer, *label;
	} buttons[] = { { "accept", "Accept" }, { "decline", "Decline" } };

	buf_printf(b, "<p>Your consent: %s.</p>\n", pec_words(c));
	if (c->pec == PEC_INVITED || c->pec == PEC_LAPSED)
		time_row(b, "Your answer is due by", c->deadline, "");
	if (c->pec == PEC_NO_EMBARGO)
		return;
	for (size_t i = 0; i < 2; i++) {
		if ((i == 0 && c->pec == PEC_SIGNATORY) || (i == 1 && c->pec == PEC_DECLINED && !c->silent))
			continue;
		form(b, "/consent/", of->id, token);
		buf_printf(b,
		    "<input type=\"hidden\" name=\"revision\" value=\"%u\"><input type=\"hidden\" "
		    "name=\"terms_sha256\" value=\"%.*s\"><input type=\"hidden\" name=\"answer\" value=\"%s\">"
		    "<button>%s revision %u</button></form>\n",
		    r->revision, STR_ARG(r->terms_sha256), buttons[i].answer, buttons[i].label, r->revision);
	}
}

static void
put_copy(struct buf *b, const struct release *r, const char *token)
{
	char copy[16];

	(void)snprintf(copy, sizeof(copy), "%u", r->copy);
	buf_printf(b, "<tr><td>%s</td><td>%s</td><td>", copy, policy_stage_name(r->stage));
	if (r->sealed_sha256.n > 0) {
		buf_printf(b, "<a href=\"/copy/%s\">download</a>, ", copy);
		buf_count(b, r->sealed_bytes);
		buf_cstr(b, " bytes<br><code>");
		escape_html(b, r->sealed_sha256);
		buf_cstr(b, "</code>");
	} else {
		buf_cstr(b, "no longer kept");
	}
	buf_printf(b,
	    "</td><td><a href=\"/copy/%s/entry\">entry</a> <a href=\"/copy/%s/receipt\">receipt</a></td><td>",
	    copy, copy);
	if (r->acknowledged != 0)
		buf_cstr(b, r->acknowledged_by == ENTERED_DESK ? "entered by the desk<br>" : "acknowledged ");
	if (r->acknowledged != 0)
		instant_put(b, r->acknowledged);
	if (r->acknowledged == 0 || r->acknowledged_by == ENTERED_DESK) {
		form(b, "/ack/", str_of(copy), token);
		buf_cstr(b, "<button>I have it</button></form>");
	}
	buf_cstr(b, "</td></tr>\n");
}

static void
put_copies(struct buf *b, const struct bulletin *of, uint32_t number, const char *token)
{
	bool any = false;

	for (size_t i = 0; i < of->releases; i++) {
		if (of->release[i].number != number)
			continue;
		if (!any)
			buf_cstr(b,
			    "<table><tr><th>copy</th><th>stage</th><th>sealed file, SHA-256</th><th>proof</th>"
			    "<th>acknowledged</th></tr>\n");
		any = true;
		put_copy(b, &of->release[i], token);
	}
	buf_cstr(b, any ? "</table>\n" : "<p>Nothing was released to you yet.</p>\n");
}

static void
put_bulletin(struct buf *b, const struct bulletin *of, const struct embargo_state *now)
{
	const struct bulletin_revision *r = bulletin_now(of);

	buf_cstr(b, "<section>\n<h2>");
	escape_html(b, of->id);
	buf_cstr(b, " ");
	escape_html(b, r->title);
	buf_printf(b, "</h2>\n<p>TLP:%s, revision %u, embargo %s%s%s</p>\n", tlp_name(r->tlp), r->revision,
	    embargo_em_name(now->em), now->cause == EMBARGO_HOLDS ? "" : ": ",
	    embargo_cause_text(now->cause));
	time_row(b, now->cause == EMBARGO_HOLDS ? "Embargo until" : "Embargo ended", now->end, "");
	if (r->terms.n > 0) {
		buf_cstr(b, "<details><summary>Terms</summary><pre>");
		escape_html(b, r->terms);
		buf_cstr(b, "</pre></details>\n");
	}
}

int
portal_page(struct buf *b, const struct share *s, const struct party *who, const char *token, instant_us now,
    struct err *e)
{
	struct embargo_consent consent;
	struct embargo_state state;
	int rc;

	head(b, "Your copies");
	buf_cstr(b, "<h1>Your copies</h1>\n<p>You are ");
	escape_html(b, who->name);
	buf_cstr(b,
	    ", known by your certificate. Each download, answer and acknowledgement is recorded. "
	    "<a href=\"/vkey\">verifier key</a> <a href=\"/checkpoint\">checkpoint</a></p>\n");
	for (size_t i = 0; i < s->bulletins; i++) {
		const struct bulletin *of = &s->bulletin[i];

		if (!bulletin_took_part(of, who->number))
			continue;
		if ((rc = bulletin_consent(of, who->number, now, &consent, e)) != 0)
			return (rc);
		embargo_at(&of->embargo, now, &state);
		put_bulletin(b, of, &state);
		put_consent(b, of, &consent, token);
		put_copies(b, of, who->number, token);
		buf_cstr(b, "</section>\n");
	}
	buf_cstr(b, "</body></html>\n");
	return (buf_error(b, e));
}

static void
list_copy(struct jsonw *w, const struct release *r)
{
	jsonw_open(w, '{');
	jsonw_ku64(w, "copy", r->copy);
	jsonw_kcstr(w, "stage", policy_stage_name(r->stage));
	jsonw_ku64(w, "revision", r->revision);
	if (r->sealed_sha256.n > 0)
		jsonw_kstr(w, "sha256", r->sealed_sha256);
	else
		jsonw_kcstr(w, "sha256", NULL);
	jsonw_ku64(w, "bytes", r->sealed_bytes);
	jsonw_ku64(w, "entry", r->entry);
	jsonw_kbool(w, "acknowledged", r->acknowledged != 0);
	jsonw_kcstr(w, "entered_by", r->acknowledged != 0 ? share_entered_name(r->acknowledged_by) : NULL);
	jsonw_close(w, '}');
}

static void
list_bulletin(struct jsonw *w, const struct bulletin *of, uint32_t number, const struct embargo_state *now,
    const struct embargo_consent *c)
{
	const struct bulletin_revision *r = bulletin_now(of);

	jsonw_open(w, '{');
	jsonw_kstr(w, "bulletin", of->id);
	jsonw_ku64(w, "revision", r->revision);
	jsonw_kstr(w, "title", r->title);
	jsonw_kcstr(w, "tlp", tlp_name(r->tlp));
	jsonw_kcstr(w, "state", embargo_em_name(now->em));
	jsonw_ktime(w, "embargo_end", now->end);
	jsonw_kstr(w, "terms", r->terms);
	jsonw_kstr(w, "terms_sha256", r->terms_sha256);
	jsonw_kcstr(w, "consent", embargo_pec_name(c->pec));
	if (c->pec == PEC_INVITED || c->pec == PEC_LAPSED)
		jsonw_ktime(w, "answer_by", c->deadline);
	jsonw_key(w, "copies");
	jsonw_open(w, '[');
	for (size_t i = 0; i < of->releases; i++) {
		if (of->release[i].number == number)
			list_copy(w, &of->release[i]);
	}
	jsonw_close(w, ']');
	jsonw_close(w, '}');
}

int
portal_json(struct buf *b, const struct share *s, const struct party *who, const char *token, instant_us now,
    struct err *e)
{
	struct jsonw w = JSONW(b);
	struct embargo_consent consent;
	struct embargo_state state;
	int rc;

	jsonw_open(&w, '{');
	jsonw_kstr(&w, "partner", who->name);
	jsonw_kcstr(&w, "token", token);
	jsonw_key(&w, "bulletins");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < s->bulletins; i++) {
		const struct bulletin *of = &s->bulletin[i];

		if (!bulletin_took_part(of, who->number))
			continue;
		if ((rc = bulletin_consent(of, who->number, now, &consent, e)) != 0)
			return (rc);
		embargo_at(&of->embargo, now, &state);
		list_bulletin(&w, of, who->number, &state, &consent);
	}
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	buf_char(b, '\n');
	return (buf_error(b, e));
}
