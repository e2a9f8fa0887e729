/*
 * A bulletin for people and for programs: who was told what and when, who
 * consented and how, who has it in hand, who has not answered and how long is
 * left.  The finder stands first, since it was he who told us.
 */
#include <stdlib.h>

#include "base/escape.h"
#include "base/table.h"
#include "cli/share_bulletin.h"
#include "share/bulletin.h"

#define MINUTE (60 * INSTANT_SECOND)

/* "3 d 4 h", "3 h 12 min", "under a minute". */
static void
put_span(struct buf *b, instant_us us)
{
	uint64_t minutes = (uint64_t)(us / MINUTE);

	if (minutes == 0)
		buf_cstr(b, "under a minute");
	else if (minutes >= 24 * 60)
		buf_printf(b, "%llu d %llu h", (unsigned long long)(minutes / 1440),
		    (unsigned long long)(minutes % 1440 / 60));
	else if (minutes >= 60)
		buf_printf(b, "%llu h %llu min", (unsigned long long)(minutes / 60),
		    (unsigned long long)(minutes % 60));
	else
		buf_printf(b, "%llu min", (unsigned long long)minutes);
}

/* To the second: no deadline is meant more precisely. */
static void
put_time(struct buf *b, instant_us t)
{
	instant_put(b, t - t % INSTANT_SECOND);
}

/* How far off a moment is: "in 3 h 12 min" or "3 h 12 min ago". */
static void
put_left(struct buf *b, instant_us when, instant_us now)
{
	if (when > now)
		buf_cstr(b, "in ");
	put_span(b, when > now ? when - now : now - when);
	if (when <= now)
		buf_cstr(b, " ago");
}

static const char *
name_of(const struct participant *p, char out[SHARE_NAME_MAX + 1])
{
	if (p->party != NULL)
		(void)str_copy(out, SHARE_NAME_MAX + 1, p->party->name);
	else
		(void)snprintf(out, SHARE_NAME_MAX + 1, "number %u (no longer on file)", p->number);
	return (out);
}

/* Whether what holds for him is an answer that he gave, and so has a way in which it came. */
static bool
answered(const struct participant *p)
{
	return (p->answer != NULL && !p->consent.silent &&
	    (p->consent.pec == PEC_SIGNATORY || p->consent.pec == PEC_LAPSED ||
		p->consent.pec == PEC_DECLINED));
}

static void
json_releases(struct jsonw *w, const struct bulletin *b, uint32_t number)
{
	jsonw_key(w, "released");
	jsonw_open(w, '[');
	for (size_t i = 0; i < b->releases; i++) {
		const struct release *r = &b->release[i];

		if (r->number != number)
			continue;
		jsonw_open(w, '{');
		jsonw_kcstr(w, "stage", policy_stage_name(r->stage));
		jsonw_ku64(w, "copy", r->copy);
		jsonw_ku64(w, "entry", r->entry);
		jsonw_ku64(w, "revision", r->revision);
		jsonw_ktime(w, "at", r->at);
		if (r->acknowledged != 0) {
			jsonw_ktime(w, "acknowledged", r->acknowledged);
			jsonw_kcstr(w, "acknowledged_by", share_entered_name(r->acknowledged_by));
		} else {
			jsonw_kcstr(w, "acknowledged", NULL);
		}
		jsonw_ku64(w, "downloads", r->downloads);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
json_participant(struct jsonw *w, const struct bulletin *b, const struct participant *p)
{
	char name[SHARE_NAME_MAX + 1];

	jsonw_open(w, '{');
	jsonw_kcstr(w, "partner", name_of(p, name));
	jsonw_kcstr(w, "role", p->party != NULL ? policy_role_name(p->party->role) : NULL);
	jsonw_kbool(w, "told_us", p->party != NULL && p->party->role == POLICY_FINDER);
	jsonw_kcstr(w, "consent", embargo_pec_name(p->consent.pec));
	jsonw_kbool(w, "silent", p->consent.silent);
	jsonw_kcstr(w, "entered_by", answered(p) ? share_entered_name(p->answer->entered) : NULL);
	if (p->consent.deadline != EMBARGO_NEVER)
		jsonw_ktime(w, "deadline", p->consent.deadline);
	else
		jsonw_kcstr(w, "deadline", NULL);
	json_releases(w, b, p->number);
	jsonw_close(w, '}');
}

static void
json_line(const struct cli *c, const struct bulletin *b, const struct embargo_state *s,
    const struct participant *who, size_t n)
{
	const struct bulletin_revision *r = bulletin_now(b);
	char cs[CS_EVENTS + 1];
	struct buf out = BUF(BUF_BIG);
	struct jsonw w = JSONW(&out);

	embargo_cs_put(s->cs, cs);
	jsonw_open(&w, '{');
	jsonw_kstr(&w, "bulletin", b->id);
	jsonw_ku64(&w, "revision", r->revision);
	jsonw_kcstr(&w, "state", embargo_em_name(s->em));
	jsonw_ktime(&w, "embargo_end", r->embargo_end);
	jsonw_key(&w, "participants");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < n; i++)
		json_participant(&w, b, &who[i]);
	jsonw_close(&w, ']');
	jsonw_kstr(&w, "title", r->title);
	jsonw_key(&w, "cves");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < r->cves; i++)
		jsonw_str(&w, r->cve[i]);
	jsonw_close(&w, ']');
	jsonw_kcstr(&w, "case", cs);
	jsonw_kstr(&w, "terms_sha256", r->terms_sha256);
	jsonw_kcstr(&w, "tlp", tlp_name(r->tlp));
	if (s->em == EM_EXITED) {
		jsonw_ktime(&w, "ended", s->end);
		jsonw_kcstr(&w, "cause", embargo_cause_name(s->cause));
		jsonw_kcstr(&w, "why", embargo_cause_text(s->cause));
		if (s->cause == EMBARGO_OVER_DESK)
			jsonw_kstr(&w, "reason", b->end_why);
	}
	jsonw_kcstr(&w, "hint", embargo_hint(s));
	jsonw_close(&w, '}');
	cli_line(c, &out);
	buf_free(&out);
}

/* What the six letters say, in words. */
static void
put_case(struct buf *b, unsigned cs)
{
	static const char *const words[CS_EVENTS][2] = { { "the vendor does not know", "the vendor knows" },
		{ "no fix is ready", "a fix is ready" }, { "none is deployed", "a fix is deployed" },
		{ "not public", "it is public" }, { "no exploit is public", "an exploit is public" },
		{ "no attacks are seen", "attacks are seen" } };
	char name[CS_EVENTS + 1];

	embargo_cs_put(cs, name);
	buf_printf(b, "Case %s: ", name);
	for (unsigned i = 0; i < CS_EVENTS; i++)
		buf_printf(b, "%s%s", i > 0 ? ", " : "", words[i][(cs & CS_LETTER(i)) != 0]);
}

static void
put_head(struct buf *b, const struct bulletin *x, const struct embargo_state *s, instant_us now)
{
	const struct bulletin_revision *r = bulletin_now(x);

	buf_printf(b, "Bulletin %.*s, revision %u", STR_ARG(x->id), r->revision);
	if (r->title.n > 0) {
		buf_cstr(b, ": ");
		escape_term(b, r->title);
	}
	buf_printf(b, "  (TLP:%s)\n", tlp_name(r->tlp));
	for (size_t i = 0; i < r->cves; i++) {
		buf_cstr(b, i > 0 ? ", " : "About ");
		escape_term(b, r->cve[i]);
	}
	buf_cstr(b, r->cves > 0 ? "\n" : "");
	buf_printf(b, "Embargo %s, ", embargo_em_name(s->em));
	if (s->em == EM_EXITED) {
		buf_cstr(b, "ended ");
		put_time(b, s->end);
		buf_printf(b, " since %s", embargo_cause_text(s->cause));
		if (s->cause == EMBARGO_OVER_DESK && x->end_why.n > 0) {
			buf_cstr(b, ", \"");
			escape_term(b, x->end_why);
			buf_char(b, '"');
		}
		buf_cstr(b, " (");
	} else {
		buf_cstr(b, "ends ");
		put_time(b, r->embargo_end);
		buf_cstr(b, " (");
	}
	put_left(b, s->em == EM_EXITED ? s->end : r->embargo_end, now);
	buf_cstr(b, "; typed as ");
	escape_term(b, r->embargo_text);
	buf_cstr(b, ")\n");
	put_case(b, s->cs);
	buf_char(b, '\n');
	if (embargo_hint(s) != NULL)
		buf_printf(b, "Note: %s\n", embargo_hint(s));
}

/* "SIGNATORY, entered by the desk", "INVITED", "DECLINED by silence". */
static void
put_consent(struct buf *b, const struct participant *p)
{
	buf_cstr(b, embargo_pec_name(p->consent.pec));
	if (p->consent.silent)
		buf_cstr(b, " by silence");
	else if (answered(p))
		buf_printf(b, ", %s",
		    p->answer->entered == ENTERED_DESK            ? "entered by the desk"
			: p->answer->entered == ENTERED_SIGNATURE ? "signed"
								  : "by certificate");
}

/* What is waited for: his answer, and until when. */
static void
put_due(struct buf *b, const struct participant *p, instant_us now)
{
	if (p->consent.deadline == EMBARGO_NEVER)
		return;
	put_time(b, p->consent.deadline);
	buf_cstr(b, ", ");
	put_left(b, p->consent.deadline, now);
}

static void
put_release(struct table *t, const struct release *r, struct buf *b)
{
	buf_clear(b);
	buf_printf(b, "%s, copy %u, ", policy_stage_name(r->stage), r->copy);
	put_time(b, r->at);
	table_cell(t, buf_view(b));
	buf_clear(b);
	if (r->acknowledged != 0) {
		put_time(b, r->acknowledged);
		if (r->acknowledged_by == ENTERED_DESK)
			buf_cstr(b, ", entered by the desk");
	} else {
		buf_cstr(b, "no");
	}
	table_cell(t, buf_view(b));
	table_printf(t, "%llu", (unsigned long long)r->downloads);
}

static void
put_rows(struct table *t, const struct bulletin *x, const struct participant *p, instant_us now)
{
	bool finder = p->party != NULL && p->party->role == POLICY_FINDER, told = false;
	char name[SHARE_NAME_MAX + 1];
	struct buf b = BUF(4096);

	table_cell(t, str_of(name_of(p, name)));
	table_printf(
	    t, "%s%s", p->party != NULL ? policy_role_name(p->party->role) : "", finder ? " (told us)" : "");
	put_consent(&b, p);
	table_cell(t, buf_view(&b));
	buf_clear(&b);
	put_due(&b, p, now);
	table_cell(t, buf_view(&b));
	for (size_t i = 0; i < x->releases; i++) {
		if (x->release[i].number != p->number)
			continue;
		/* A further copy of his has a row of its own. */
		for (int k = 0; told && k < 4; k++)
			table_cell(t, STR(""));
		put_release(t, &x->release[i], &b);
		told = true;
	}
	for (int k = 0; !told && k < 3; k++)
		table_cell(t, k == 0 ? STR("nothing yet") : STR(""));
	buf_free(&b);
}

static int
print_grid(const struct cli *c, const struct bulletin *b, const struct embargo_state *s,
    const struct participant *who, size_t n, instant_us now, struct err *e)
{
	struct table *t = table_new("partner|role|consent|answer due|told|acknowledged|>downloads");
	struct buf head = BUF(65536);

	if (t == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	put_head(&head, b, s, now);
	fprintf(c->out, "%s\n", buf_c(&head));
	for (size_t i = 0; i < n; i++)
		put_rows(t, b, &who[i], now);
	if (n > 0)
		table_print(t, c->out);
	else
		fprintf(c->out, "Nobody was invited or told.\n");
	table_free(t);
	buf_free(&head);
	return (0);
}

int
share_bulletin_print(
    const struct cli *c, const struct share *s, const struct bulletin *b, instant_us now, struct err *e)
{
	struct participant *who = NULL;
	struct embargo_state state;
	size_t n;
	int rc = bulletin_participants(b, s, now, &who, &n, e);

	embargo_at(&b->embargo, now, &state);
	if (rc == 0 && c->json)
		json_line(c, b, &state, who, n);
	else if (rc == 0)
		rc = print_grid(c, b, &state, who, n, now, e);
	free(who);
	return (rc);
}

static int
print_row(struct table *t, const struct share *s, const struct bulletin *b, instant_us now, struct err *e)
{
	struct participant *who = NULL;
	size_t n, signatories = 0, waiting = 0;
	struct embargo_state state;
	struct buf text = BUF(4096);
	char cs[CS_EVENTS + 1];
	int rc = bulletin_participants(b, s, now, &who, &n, e);

	for (size_t i = 0; rc == 0 && i < n; i++) {
		signatories += who[i].consent.pec == PEC_SIGNATORY;
		waiting += who[i].consent.deadline != EMBARGO_NEVER;
	}
	embargo_at(&b->embargo, now, &state);
	embargo_cs_put(state.cs, cs);
	table_cell(t, b->id);
	table_printf(t, "%u", bulletin_now(b)->revision);
	table_printf(t, "%s", embargo_em_name(state.em));
	put_time(&text, state.em == EM_EXITED ? state.end : bulletin_now(b)->embargo_end);
	buf_cstr(&text, ", ");
	put_left(&text, state.em == EM_EXITED ? state.end : bulletin_now(b)->embargo_end, now);
	table_cell(t, buf_view(&text));
	table_printf(t, "%s", cs);
	table_printf(t, "%zu of %zu", signatories, n);
	table_printf(t, "%zu", waiting);
	table_cell(t, bulletin_now(b)->title);
	buf_free(&text);
	free(who);
	return (rc);
}

static int
by_id(const void *a, const void *b)
{
	return (str_order(((const struct bulletin *)a)->id, ((const struct bulletin *)b)->id));
}

int
share_bulletins_print(const struct cli *c, const struct share *s, instant_us now, struct err *e)
{
	struct table *t = table_new("bulletin|>revision|embargo|end|case|consented|>not answered|title");
	int rc = 0;

	if (t == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (s->bulletins > 0)
		qsort(s->bulletin, s->bulletins, sizeof(*s->bulletin), by_id);
	for (size_t i = 0; i < s->bulletins && rc == 0; i++)
		rc = c->json ? share_bulletin_print(c, s, &s->bulletin[i], now, e)
			     : print_row(t, s, &s->bulletin[i], now, e);
	if (rc == 0 && !c->json && s->bulletins > 0)
		table_print(t, c->out);
	else if (rc == 0 && !c->json)
		fprintf(c->out, "No bulletin is open: athar share bulletin new opens one.\n");
	table_free(t);
	return (rc);
}
