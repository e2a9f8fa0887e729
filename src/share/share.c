/* Counts for the desk: see the header. */
#include "share/share.h"

#include <stdlib.h>

#include "share/bulletin.h"

const char *
share_stage_name(size_t i)
{
	return (policy_stage_name((enum policy_stage)i));
}

static void
count_consent(struct share_summary *x, const struct embargo_consent *c)
{
	x->asked++;
	x->signatories += c->pec == PEC_SIGNATORY;
	x->lapsed += c->pec == PEC_LAPSED;
	x->silent += c->pec == PEC_DECLINED && c->silent;
	x->declined += c->pec == PEC_DECLINED && !c->silent;
	x->waiting += c->pec == PEC_INVITED;
}

static void
count_release(struct share_summary *x, const struct release *r)
{
	x->copies[r->stage]++;
	x->acknowledged += r->acknowledged != 0;
	x->by_desk += r->acknowledged != 0 && r->acknowledged_by == ENTERED_DESK;
	x->downloads += r->downloads;
	if (x->first == 0 || r->at < x->first)
		x->first = r->at;
	if (r->at > x->last)
		x->last = r->at;
}

/* Whether a party was sent anything. */
static bool
was_told(const struct bulletin *b, uint32_t number)
{
	for (size_t i = 0; i < b->releases; i++) {
		if (b->release[i].number == number)
			return (true);
	}
	return (false);
}

/* Insiders are told without being asked. */
static bool
was_asked(const struct bulletin *b, uint32_t number)
{
	for (size_t i = 0; i < b->consents; i++) {
		if (b->consent[i].number == number)
			return (true);
	}
	return (false);
}

static int
summarize(
    const struct share *s, const struct bulletin *b, instant_us now, struct share_summary *x, struct err *e)
{
	const struct bulletin_revision *r = bulletin_now(b);
	struct participant *who = NULL;
	struct embargo_state state;
	size_t n;
	int rc = bulletin_participants(b, s, now, &who, &n, e);

	embargo_at(&b->embargo, now, &state);
	*x = (struct share_summary){ .id = b->id,
		.title = r->title,
		.cve = r->cve,
		.cves = r->cves,
		.revision = r->revision,
		.tlp = r->tlp,
		.embargo = embargo_em_name(state.em),
		.over = state.em == EM_EXITED,
		.end = state.em == EM_EXITED ? state.end : r->embargo_end };
	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (was_asked(b, who[i].number))
			count_consent(x, &who[i].consent);
		x->told += was_told(b, who[i].number);
	}
	for (size_t i = 0; i < b->releases; i++)
		count_release(x, &b->release[i]);
	free(who);
	return (rc);
}

static int
by_id(const void *a, const void *b)
{
	return (str_order(((const struct bulletin *)a)->id, ((const struct bulletin *)b)->id));
}

int
share_each(struct case_dir *c, instant_us as_of, instant_us now, enum tlp audience,
    int (*fn)(void *arg, const struct share_summary *s), void *arg, uint64_t *hidden, struct err *e)
{
	struct share s = { 0 };
	struct share_summary x;
	int rc = share_load(&s, c, as_of, e);

	if (rc == 0 && s.bulletins > 0)
		qsort(s.bulletin, s.bulletins, sizeof(*s.bulletin), by_id);
	for (size_t i = 0; i < s.bulletins && rc == 0; i++) {
		if (!tlp_allows(audience, bulletin_now(&s.bulletin[i])->tlp))
			(*hidden)++;
		else if ((rc = summarize(&s, &s.bulletin[i], now, &x, e)) == 0)
			rc = fn(arg, &x);
	}
	share_free(&s);
	return (rc);
}

static struct share_copy_line
line_of(const struct participant *p)
{
	return ((struct share_copy_line){ .number = p->number,
	    .role = p->party != NULL ? policy_role_name(p->party->role) : "",
	    .consent = p->consent.silent ? "no answer" : embargo_pec_name(p->consent.pec),
	    .stage = "",
	    .entered = p->answer != NULL ? share_entered_name(p->answer->entered) : "" });
}

static int
give_party(const struct bulletin *b, const struct participant *p,
    int (*fn)(void *arg, const struct share_copy_line *l), void *arg)
{
	struct share_copy_line l = line_of(p);
	int rc = 0;

	for (size_t i = 0; i < b->releases && rc == 0; i++) {
		const struct release *r = &b->release[i];

		if (r->number != p->number)
			continue;
		l.copy = r->copy;
		l.stage = policy_stage_name(r->stage);
		l.entry = r->entry;
		l.released = r->at;
		l.acknowledged = r->acknowledged;
		l.downloads = r->downloads;
		l.downloaded = r->downloaded;
		rc = fn(arg, &l);
	}
	return (l.copy == 0 && rc == 0 ? fn(arg, &l) : rc);
}

static int
by_number(const void *a, const void *b)
{
	const struct participant *x = a, *y = b;

	return (x->number < y->number ? -1 : x->number > y->number);
}

int
share_each_copy(struct case_dir *c, instant_us as_of, instant_us now, struct str id,
    int (*fn)(void *arg, const struct share_copy_line *l), void *arg, struct err *e)
{
	struct share s = { 0 };
	struct participant *who = NULL;
	const struct bulletin *b;
	size_t n = 0;
	int rc = share_load(&s, c, as_of, e);

	if (rc == 0 && (b = share_bulletin(&s, id)) != NULL &&
	    (rc = bulletin_participants(b, &s, now, &who, &n, e)) == 0) {
		qsort(who, n, sizeof(*who), by_number);
		for (size_t i = 0; i < n && rc == 0; i++)
			rc = give_party(b, &who[i], fn, arg);
	}
	free(who);
	share_free(&s);
	return (rc);
}
