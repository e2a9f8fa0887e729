/* See the header. */
#include "desk/weighing.h"

#include <stdlib.h>

#include "base/vec.h"
#include "desk/events.h"
#include "know/know.h"
#include "share/share.h"

struct collecting {
	struct case_dir *c;
	instant_us as_of;
	struct weigh_facts facts;
	struct weigh_fact *fact;
	struct weigh_copy *copy;
	struct str *held, *bulletin, *cve; /* Views into ${mem}. */
	size_t bulletins, capfacts, capcopies, caphelds, capbulletins, capcves;
	uint64_t hidden;
	struct arena mem;
};

/* What an event that somebody entered says by its lane. */
static const struct {
	const char *lane;
	enum weigh_what what;
} LANES[] = { { "report", FACT_REPORT }, { "share", FACT_SHARED }, { "attack", FACT_ATTACK },
	{ "fix", FACT_FIX }, { "notice", FACT_NOTICE } };

/* A bulletin's milestones, by the letters of coordinated disclosure. */
static const struct {
	const char *letter;
	enum weigh_what what;
} MILESTONES[] = { { "V", FACT_REPORT }, { "F", FACT_FIX }, { "P", FACT_NOTICE }, { "X", FACT_WRITEUP },
	{ "A", FACT_ATTACK } };

static int
on_wave(void *arg, const struct trace_wave *w)
{
	(void)w;
	(*(size_t *)arg)++;
	return (0);
}

/* What an event is to us; FACT_N: nothing. */
static int
what_of(struct case_dir *c, const struct event *event, enum weigh_what *what, struct err *e)
{
	struct str type;
	json_t *body;
	size_t lane;

	*what = FACT_N;
	for (lane = 0; lane < sizeof(LANES) / sizeof(LANES[0]); lane++) {
		if (str_eq(event->lane, str_of(LANES[lane].lane)))
			break;
	}
	if (lane == sizeof(LANES) / sizeof(LANES[0]))
		return (0);
	if ((body = case_body(c, event->entry, e)) == NULL)
		return (e->code == ERR_NOTFOUND ? 0 : e->code);
	type = body_read_str(body, "type");
	if (str_eq(type, STR("event")))
		*what = LANES[lane].what;
	for (size_t i = 0;
	     str_eq(type, STR("bulletin-event")) && i < sizeof(MILESTONES) / sizeof(MILESTONES[0]); i++) {
		if (str_eq(body_read_str(body, "event"), str_of(MILESTONES[i].letter)))
			*what = MILESTONES[i].what;
	}
	json_decref(body);
	return (0);
}

static int
collect_events(struct collecting *k, enum tlp audience, struct err *e)
{
	struct events all;
	enum weigh_what what;
	/* All of them, so that those left out are counted only where they are facts for us. */
	int rc = events_load(&all, k->c, k->as_of, TLP_RED, e);

	for (size_t i = 0; i < all.n && rc == 0; i++) {
		if ((rc = what_of(k->c, &all.event[i], &what, e)) != 0 || what == FACT_N)
			continue;
		if (!tlp_allows(audience, all.event[i].tlp))
			k->hidden++;
		else if (VEC_GROW(k->fact, k->facts.facts, k->capfacts) != 0)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else
			k->fact[k->facts.facts++] =
			    (struct weigh_fact){ what, all.event[i].happened, all.event[i].entry };
	}
	events_free(&all);
	return (rc);
}

static int
add(struct collecting *k, struct str **list, size_t *n, size_t *cap, struct str s)
{
	if (VEC_GROW(*list, *n, *cap) != 0)
		return (ERR_NOMEM);
	(*list)[*n] = arena_str(&k->mem, s);
	return ((*list)[(*n)++].p == NULL ? ERR_NOMEM : 0);
}

/* A bulletin, and the flaws of those that anything was released for. */
static int
on_bulletin(void *arg, const struct share_summary *s)
{
	struct collecting *k = arg;
	int rc = add(k, &k->bulletin, &k->bulletins, &k->capbulletins, s->id);

	for (size_t i = 0; i < s->cves && s->told > 0 && rc == 0; i++)
		rc = add(k, &k->held, &k->facts.helds, &k->caphelds, s->cve[i]);
	return (rc);
}

static int
on_copy(void *arg, const struct share_copy_line *l)
{
	struct collecting *k = arg;

	if (l->copy == 0)
		return (0);
	if (VEC_GROW(k->copy, k->facts.copies, k->capcopies) != 0)
		return (ERR_NOMEM);
	k->copy[k->facts.copies++] = (struct weigh_copy){ .number = l->number,
		.role = strcmp(l->role, "finder") == 0 ? ROLE_IS_FINDER
		    : strcmp(l->role, "insider") == 0  ? ROLE_IS_VENDOR
						       : ROLE_IS_PARTNER,
		.entry = l->entry,
		.released = l->released,
		.acknowledged = l->acknowledged,
		.downloaded = l->downloaded,
		.downloads = l->downloads };
	return (0);
}

static int
collect_shares(struct collecting *k, enum tlp audience, struct err *e)
{
	int rc = share_each(k->c, k->as_of, instant_now(), audience, on_bulletin, k, &k->hidden, e);

	for (size_t i = 0; i < k->bulletins && rc == 0; i++)
		rc = share_each_copy(k->c, k->as_of, instant_now(), k->bulletin[i], on_copy, k, e);
	return (rc == ERR_NOMEM ? err_set(e, ERR_NOMEM, "out of memory") : rc);
}

static int
on_cve(void *arg, struct str cve)
{
	struct collecting *k = arg;

	return (add(k, &k->cve, &k->facts.cves, &k->capcves, cve));
}

int
weighing_load(struct weighing *g, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	struct collecting k = { .c = c, .as_of = as_of };
	size_t waves = 0;
	int rc;

	*g = (struct weighing){ 0 };
	/* Most cases have none. */
	if ((rc = trace_each_wave(c, as_of, audience, on_wave, &waves, &g->hidden, e)) != 0 || waves == 0)
		return (rc);
	if ((rc = collect_events(&k, audience, e)) == 0 && (rc = collect_shares(&k, audience, e)) == 0 &&
	    (rc = know_case_cves(c, as_of, audience, on_cve, &k, e)) == 0) {
		k.facts.fact = k.fact;
		k.facts.copy = k.copy;
		k.facts.held = k.held;
		k.facts.cve = k.cve;
		rc = trace_weigh(g, c, &k.facts, as_of, audience, e);
		g->hidden += k.hidden;
	}
	free(k.cve);
	free(k.fact);
	free(k.copy);
	free(k.held);
	free(k.bulletin);
	arena_free(&k.mem);
	return (rc);
}
