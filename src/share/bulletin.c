/* Bulletins: see the header. */
#include "share/bulletin.h"

#include <stdlib.h>

#include "base/escape.h"
#include "share/item.h"
#include "share/party.h"
#include "share/statement.h"
#include "store/event.h"

int
bulletin_end_read(instant_us *end, struct str text, struct err *e)
{
	struct instant t;
	int rc = instant_parse(&t, text, e);

	if (rc != 0)
		return (rc);
	if (str_find(text, STR("..")) != STR_NPOS || str_chr(text, ':') == STR_NPOS)
		return (err_set(e, ERR_USAGE,
		    "an embargo's end is one moment with hour and zone, as 2021-03-09T10:00-08:00"));
	/* A time without zone has been widened by more than a day. */
	if (t.latest - t.earliest >= 60 * INSTANT_SECOND)
		return (err_set(
		    e, ERR_USAGE, "an embargo's end needs its zone, as 2021-03-09T10:00-08:00 or ...Z"));
	*end = t.earliest;
	return (0);
}

/* Whether a text is UTF-8 without anything that a screen would have to escape. */
static bool
plain(struct str s, size_t max)
{
	struct buf shown = BUF(BUF_BIG);
	bool same;

	if (s.n > max || !str_is_utf8(s))
		return (false);
	escape_term(&shown, s);
	same = str_eq(buf_view(&shown), s);
	buf_free(&shown);
	return (same);
}

/* "CVE-2021-26855". */
static bool
is_cve(struct str s)
{
	size_t digits = 0;

	if (!str_starts(s, STR("CVE-")) || s.n < 13 || s.n > 24 || s.p[8] != '-')
		return (false);
	for (size_t i = 4; i < s.n; i++)
		digits += s.p[i] >= '0' && s.p[i] <= '9';
	return (digits == s.n - 5);
}

int
bulletin_check(const struct bulletin_change *x, struct err *e)
{
	int rc = party_id_check(x->id, e);

	if (rc != 0)
		return (rc);
	for (size_t i = 0; i < x->cves; i++) {
		if (!is_cve(x->cve[i]))
			return (err_set(e, ERR_USAGE, "\"%.*s\" is no CVE id, as CVE-2021-26855",
			    STR_ARG(str_sub(x->cve[i], 0, 40))));
	}
	if (!plain(x->title, BULLETIN_TEXT_MAX))
		return (err_set(e, ERR_USAGE, "a title is one line of at most %d bytes without controls",
		    BULLETIN_TEXT_MAX));
	if (x->terms.n > BULLETIN_TERMS_MAX || !str_is_utf8(x->terms) || str_chr(x->terms, '\0') != STR_NPOS)
		return (err_set(
		    e, ERR_USAGE, "the terms are a text in UTF-8 of at most %zu bytes", BULLETIN_TERMS_MAX));
	if (x->rsvp_hours > BULLETIN_RSVP_MAX)
		return (err_set(e, ERR_USAGE, "the time to answer is at most %d hours", BULLETIN_RSVP_MAX));
	return (0);
}

/* What every act holds: the lock, and what is on file under it. */
struct act {
	struct case_dir *c;
	struct commit *k;
	struct share s;
	struct bulletin *b; /* NULL for one that is new. */
	instant_us now;
};

static int
act_begin(struct act *a, struct case_dir *c, struct str id, struct err *e)
{
	int rc;

	*a = (struct act){ .c = c };
	if ((a->k = commit_begin(c, e)) == NULL)
		return (e->code);
	a->now = instant_now();
	if ((rc = share_load(&a->s, c, INSTANT_MAX, e)) == 0)
		a->b = share_bulletin(&a->s, id);
	return (rc);
}

/* The same for one that must be there. */
static int
act_on(struct act *a, struct case_dir *c, struct str id, struct err *e)
{
	int rc = act_begin(a, c, id, e);

	if (rc == 0 && a->b == NULL)
		rc = err_set(e, ERR_NOTFOUND, "there is no bulletin %.*s", STR_ARG(str_sub(id, 0, 80)));
	return (rc);
}

/* Commit where all went well; let go of everything. */
static int
act_end(struct act *a, int rc, struct err *e)
{
	if (rc == 0)
		rc = commit_end(&a->k, e);
	commit_abort(&a->k);
	share_free(&a->s);
	return (rc);
}

static struct str
either(struct str given, struct str filed)
{
	return (given.p != NULL ? given : filed.p != NULL ? filed : STR(""));
}

static json_t *
cves(const struct bulletin_change *x, const struct bulletin_revision *old)
{
	const struct str *cve = x->cves > 0 || old == NULL ? x->cve : old->cve;
	size_t n = x->cves > 0 || old == NULL ? x->cves : old->cves;
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		(void)json_array_append_new(array, body_str(cve[i]));
	return (array);
}

/* What a revision says, from what is new and what stays. */
static void
merge(struct bulletin_revision *r, const struct bulletin_change *x, const struct bulletin_revision *old)
{
	*r = (struct bulletin_revision){ .revision = old != NULL ? old->revision + 1 : 1,
		.title = either(x->title, old != NULL ? old->title : STR("")),
		.terms = either(x->terms, old != NULL ? old->terms : STR("")),
		.embargo_text = either(x->embargo_text, old != NULL ? old->embargo_text : STR("")),
		.embargo_end = x->embargo_text.p != NULL ? x->embargo_end
		    : old != NULL                        ? old->embargo_end
							 : 0,
		.rsvp_hours = x->rsvp_hours > 0 ? x->rsvp_hours
		    : old != NULL               ? old->rsvp_hours
						: EMBARGO_RSVP_HOURS,
		.tlp = x->has_tlp || old == NULL ? x->tlp : old->tlp };
}

static json_t *
revision_body(
    const struct bulletin_change *x, const struct bulletin_revision *r, const struct bulletin_revision *old)
{
	json_t *body = item_new("bulletin", r->tlp, x->by);

	item_set(body, "act", old == NULL ? STR("new") : STR("revise"));
	item_set(body, "id", x->id);
	item_set_u64(body, "revision", r->revision);
	item_set(body, "title", r->title);
	(void)json_object_set_new(body, "cves", cves(x, old));
	(void)json_object_set_new(body, "embargo_end", body_time(r->embargo_end));
	item_set(body, "embargo_text", r->embargo_text);
	item_set(body, "terms", r->terms);
	item_set_u64(body, "rsvp_hours", r->rsvp_hours);
	return (body);
}

/* Put a revision forward: asked of the table first. */
static int
propose(struct act *a, const struct bulletin_change *x, const struct bulletin_revision *r,
    const struct bulletin_revision *old, struct err *e)
{
	static const struct embargo none = { NULL, 0, NULL, 0 };
	struct embargo_step step = { a->now, EM_PROPOSE, r->revision, r->embargo_end, r->rsvp_hours };
	uint64_t entry;
	int rc = embargo_may_step(a->b != NULL ? &a->b->embargo : &none, &step, e);

	return (rc != 0 ? rc : commit_add(a->k, KIND_DECISION, revision_body(x, r, old), &entry, e));
}

json_t *
bulletin_consent_body(const struct bulletin *b, const struct party *p, const char *action,
    enum share_entered how, struct str by)
{
	const struct bulletin_revision *r = bulletin_now(b);
	json_t *body = item_new("consent", r->tlp, by);

	item_set(body, "bulletin", b->id);
	item_set_u64(body, "revision", r->revision);
	item_set(body, "partner", p->name);
	item_set_u64(body, "number", p->number);
	item_set(body, "action", str_of(action));
	item_set(body, "entered_by", str_of(share_entered_name(how)));
	item_set(body, "terms_sha256", r->terms_sha256);
	return (body);
}

/* One who can be asked, by name. */
static int
askable(const struct share *s, struct str name, const struct party **p, struct err *e)
{
	char shown[SHARE_NAME_MAX + 1];

	(void)str_copy(shown, sizeof(shown), name);
	*p = share_party(s, name);
	if (*p == NULL || (*p)->person)
		(void)err_set(e, ERR_NOTFOUND, "no partner of this name is on file");
	else if ((*p)->left)
		(void)err_set(e, ERR_DENIED, "takes no part any more");
	else
		return (0);
	return (err_in(e, shown));
}

static int
invite(struct act *a, const struct bulletin *b, const struct party *p, struct str by, struct err *e)
{
	uint64_t entry;

	return (commit_add(
	    a->k, KIND_DECISION, bulletin_consent_body(b, p, "invite", ENTERED_DESK, by), &entry, e));
}

/* Whether a name stands among those before it. */
static bool
repeated(const struct str *name, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (str_eq(name[i], name[at]))
			return (true);
	}
	return (false);
}

static int
invite_named(
    struct act *a, const struct bulletin *b, const struct bulletin_change *x, size_t *invited, struct err *e)
{
	const struct party *p;
	int rc;

	for (size_t i = 0; i < x->invites; i++) {
		if (repeated(x->invite, i))
			continue;
		if ((rc = askable(&a->s, x->invite[i], &p, e)) != 0 || (rc = invite(a, b, p, x->by, e)) != 0)
			return (rc);
		(*invited)++;
	}
	return (0);
}

/* Our own people and machines get marked copies, but are bound by other means than an embargo's terms. */
static int
invite_all(struct act *a, const struct bulletin *b, struct str by, size_t *invited, struct err *e)
{
	int rc;

	for (size_t i = 0; i < a->s.parties; i++) {
		const struct party *p = &a->s.party[i];

		if (p->person || p->left || p->role == POLICY_INSIDER)
			continue;
		if ((rc = invite(a, b, p, by, e)) != 0)
			return (rc);
		(*invited)++;
	}
	return (0);
}

int
bulletin_open(struct case_dir *c, const struct bulletin_change *x, size_t *invited, struct err *e)
{
	struct bulletin_revision r;
	struct bulletin fresh = { .id = x->id, .revision = &r, .revisions = 1 };
	struct act a = { 0 };
	int rc;

	*invited = 0;
	if ((rc = bulletin_check(x, e)) == 0 && (rc = act_begin(&a, c, x->id, e)) == 0 && a.b != NULL)
		rc = err_set(
		    e, ERR_EXISTS, "bulletin %.*s is open; revise it, or take another id", STR_ARG(x->id));
	if (rc == 0) {
		merge(&r, x, NULL);
		r.terms_sha256 = statement_hash(&a.s.arena, r.terms);
		rc = propose(&a, x, &r, NULL, e);
	}
	if (rc == 0)
		rc = x->invite != NULL ? invite_named(&a, &fresh, x, invited, e)
				       : invite_all(&a, &fresh, x->by, invited, e);
	return (act_end(&a, rc, e));
}

/* Whether a revision would say anything new. */
static bool
changes(
    const struct bulletin_change *x, const struct bulletin_revision *r, const struct bulletin_revision *old)
{
	bool other = !str_eq(r->title, old->title) || !str_eq(r->terms, old->terms) ||
	    r->embargo_end != old->embargo_end || r->rsvp_hours != old->rsvp_hours || r->tlp != old->tlp ||
	    (x->cves > 0 && x->cves != old->cves);

	for (size_t i = 0; !other && i < x->cves; i++)
		other = !str_eq(x->cve[i], old->cve[i]);
	return (other);
}

int
bulletin_revise(struct case_dir *c, const struct bulletin_change *x, struct err *e)
{
	struct bulletin_revision r;
	struct act a = { 0 };
	int rc;

	if ((rc = bulletin_check(x, e)) == 0 && (rc = act_on(&a, c, x->id, e)) == 0) {
		merge(&r, x, bulletin_now(a.b));
		/* Every signatory would lapse for nothing. */
		if (!changes(x, &r, bulletin_now(a.b)))
			rc = err_set(e, ERR_EXISTS, "revision %u says all that already; nothing is revised",
			    bulletin_now(a.b)->revision);
		else
			rc = propose(&a, x, &r, bulletin_now(a.b), e);
	}
	return (act_end(&a, rc, e));
}

int
bulletin_end(struct case_dir *c, struct str id, struct str why, struct str by, struct err *e)
{
	struct embargo_step step = { .event = EM_TERMINATE };
	struct act a = { 0 };
	uint64_t entry;
	json_t *body;
	int rc;

	if (!plain(why, BULLETIN_TEXT_MAX))
		return (err_set(e, ERR_USAGE, "a reason is one line of at most %d bytes without controls",
		    BULLETIN_TEXT_MAX));
	if ((rc = act_on(&a, c, id, e)) == 0) {
		step.at = a.now;
		rc = embargo_may_step(&a.b->embargo, &step, e);
	}
	if (rc == 0) {
		body = item_new("bulletin", bulletin_now(a.b)->tlp, by);
		item_set(body, "act", STR("end"));
		item_set(body, "id", a.b->id);
		item_set_u64(body, "revision", bulletin_now(a.b)->revision);
		item_set(body, "why", why);
		rc = commit_add(a.k, KIND_DECISION, body, &entry, e);
	}
	return (act_end(&a, rc, e));
}

int
bulletin_happened(struct case_dir *c, struct str id, const struct bulletin_happening *h, struct err *e)
{
	struct embargo_state now;
	struct act a = { 0 };
	uint64_t entry;
	unsigned next;
	json_t *body;
	int rc;

	if (!plain(h->source, 10 * BULLETIN_TEXT_MAX))
		return (err_set(e, ERR_USAGE, "a source is one line without controls"));
	if ((rc = act_on(&a, c, id, e)) == 0) {
		embargo_at(&a.b->embargo, a.now, &now);
		rc = h->happened.earliest > a.now
		    ? err_set(e, ERR_USAGE, "what lies in the future has not happened")
		    : embargo_cs_next(now.cs, h->event, &next, e);
	}
	if (rc == 0) {
		body = item_new("bulletin-event", h->has_tlp ? h->tlp : bulletin_now(a.b)->tlp, h->by);
		item_set(body, "id", a.b->id);
		item_set(body, "event", str_of(embargo_cs_event_name(h->event)));
		(void)json_object_set_new(body, "happened", body_instant(h->happened));
		item_set(body, "source", h->source.n > 0 ? h->source : h->by);
		rc = commit_add(a.k, KIND_DECISION, body, &entry, e);
	}
	return (act_end(&a, rc, e));
}

static int
may_invite(const struct act *a, const struct party *p, struct err *e)
{
	struct embargo_word said = { a->now, PEC_INVITE, bulletin_now(a->b)->revision };
	char name[SHARE_NAME_MAX + 1];
	struct embargo_word *word;
	size_t n;
	int rc = bulletin_words(a->b, p->number, &word, &n, e);

	if (rc == 0 && (rc = embargo_may_say(&a->b->embargo, word, n, &said, e)) != 0) {
		(void)str_copy(name, sizeof(name), p->name);
		(void)err_in(e, name);
	}
	free(word);
	return (rc);
}

int
bulletin_invite(
    struct case_dir *c, struct str id, const struct str *name, size_t n, struct str by, struct err *e)
{
	const struct party *p;
	struct act a = { 0 };
	int rc = act_on(&a, c, id, e);

	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (repeated(name, i))
			continue;
		if ((rc = askable(&a.s, name[i], &p, e)) == 0 && (rc = may_invite(&a, p, e)) == 0)
			rc = invite(&a, a.b, p, by, e);
	}
	return (act_end(&a, rc, e));
}

/* The finder first, then by name; who is gone from the file comes last, by number. */
static int
finder_first(const void *a, const void *b)
{
	const struct participant *x = a, *y = b;
	int fx = x->party == NULL ? 2 : x->party->role != POLICY_FINDER;
	int fy = y->party == NULL ? 2 : y->party->role != POLICY_FINDER;

	if (fx != fy)
		return (fx - fy);
	if (x->party == NULL || y->party == NULL)
		return (x->number < y->number ? -1 : x->number > y->number);
	return (str_order(x->party->name, y->party->name));
}

static bool
listed(const struct participant *who, size_t n, uint32_t number)
{
	for (size_t i = 0; i < n; i++) {
		if (who[i].number == number)
			return (true);
	}
	return (false);
}

const struct consent *
bulletin_answer(const struct bulletin *b, uint32_t number)
{
	for (size_t i = b->consents; i > 0; i--) {
		if (b->consent[i - 1].number == number && b->consent[i - 1].word.event != PEC_INVITE)
			return (&b->consent[i - 1]);
	}
	return (NULL);
}

int
bulletin_participants(const struct bulletin *b, const struct share *s, instant_us now,
    struct participant **who, size_t *n, struct err *e)
{
	int rc = 0;

	*n = 0;
	if ((*who = calloc(b->consents + b->releases + 1, sizeof(**who))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < b->consents + b->releases && rc == 0; i++) {
		uint32_t number = i < b->consents ? b->consent[i].number : b->release[i - b->consents].number;
		struct participant *p = &(*who)[*n];

		if (listed(*who, *n, number))
			continue;
		*p = (struct participant){ .party = share_numbered(s, number),
			.number = number,
			.answer = bulletin_answer(b, number) };
		rc = bulletin_consent(b, number, now, &p->consent, e);
		(*n)++;
	}
	qsort(*who, *n, sizeof(**who), finder_first);
	return (rc);
}
