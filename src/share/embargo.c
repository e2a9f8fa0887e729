/*
 * The three machines.  A cell of a table is either the next state or, as a
 * sentence, why there is none and what to do instead.
 */
#include "share/embargo.h"

struct cell {
	int next; /* Meaningful where ${why} is NULL. */
	const char *why;
};

#define TO(state)             \
	{                     \
		(state), NULL \
	}
#define NO(why)          \
	{                \
		0, (why) \
	}

static const char *const em_names[] = { "NONE", "PROPOSED", "ACTIVE", "REVISE", "EXITED" };
static const char *const em_event_names[] = { "propose", "accept", "reject", "terminate" };
static const char *const pec_names[] = { "NO_EMBARGO", "INVITED", "SIGNATORY", "LAPSED", "DECLINED" };
static const char *const pec_event_names[] = { "invite", "accept", "decline", "revise", "timeout", "exit" };
static const char *const cs_event_names[] = { "V", "F", "D", "P", "X", "A" };

#define OVER NO("an embargo that has ended cannot come back; open a new bulletin")

/* In the order of the events: propose, accept, reject, terminate. */
static const struct cell em_table[EM_STATES][EM_EVENTS] = {
	[EM_NONE] = {
		TO(EM_PROPOSED),
		NO("no embargo is proposed; propose one first"),
		NO("no embargo is proposed, so there is nothing to reject"),
		NO("there is no embargo to end"),
	},
	[EM_PROPOSED] = {
		TO(EM_PROPOSED),
		TO(EM_ACTIVE),
		TO(EM_NONE),
		NO("the embargo is only proposed; reject the proposal instead"),
	},
	[EM_ACTIVE] = {
		TO(EM_REVISE),
		NO("the embargo holds and no revision is proposed; propose one first"),
		NO("the embargo holds and no revision is proposed; to leave the embargo, end it"),
		TO(EM_EXITED),
	},
	[EM_REVISE] = {
		TO(EM_REVISE),
		TO(EM_ACTIVE),
		TO(EM_ACTIVE),
		TO(EM_EXITED),
	},
	[EM_EXITED] = { OVER, OVER, OVER, OVER },
};

/* In the order of the events: invite, accept, decline, revise, timeout, exit. */
static const struct cell pec_table[PEC_STATES][PEC_EVENTS] = {
	[PEC_NO_EMBARGO] = {
		TO(PEC_INVITED),
		TO(PEC_SIGNATORY),
		TO(PEC_DECLINED),
		NO("the participant has consented to nothing that could lapse"),
		NO("the participant was not asked, so silence means nothing; invite first"),
		TO(PEC_NO_EMBARGO),
	},
	[PEC_INVITED] = {
		NO("the participant is invited already; remind, or wait for the deadline"),
		TO(PEC_SIGNATORY),
		TO(PEC_DECLINED),
		NO("the participant has consented to nothing that could lapse"),
		TO(PEC_DECLINED),
		TO(PEC_NO_EMBARGO),
	},
	[PEC_SIGNATORY] = {
		NO("the participant has consented already and needs no invitation"),
		NO("the participant has consented to these terms already"),
		TO(PEC_DECLINED),
		TO(PEC_LAPSED),
		NO("the participant has answered, so no deadline runs"),
		TO(PEC_NO_EMBARGO),
	},
	[PEC_LAPSED] = {
		TO(PEC_INVITED),
		TO(PEC_SIGNATORY),
		TO(PEC_DECLINED),
		NO("the participant's consent has lapsed already"),
		TO(PEC_DECLINED),
		TO(PEC_NO_EMBARGO),
	},
	[PEC_DECLINED] = {
		TO(PEC_INVITED),
		TO(PEC_SIGNATORY),
		NO("the participant has declined already"),
		NO("the participant has declined, so nothing lapses"),
		NO("the participant has declined already"),
		TO(PEC_NO_EMBARGO),
	},
};

#define BIT(x) CS_LETTER(CS_##x)

/* What must have happened before an event, what it brings with it, and the order in words. */
static const struct {
	unsigned before, brings;
	const char *why;
} cs_table[CS_EVENTS] = {
	[CS_V] = { 0, BIT(V), "" },
	[CS_F] = { BIT(V), BIT(F), "a fix is ready only after the vendor knows; record V first" },
	[CS_D] = { BIT(V) | BIT(F), BIT(D),
	    "a fix is deployed only after it is ready; record V and F first" },
	[CS_P] = { 0, BIT(P) | BIT(V), "" },
	[CS_X] = { 0, BIT(X) | BIT(P) | BIT(V), "" },
	[CS_A] = { 0, BIT(A), "" },
};

/* step(c, state, event, next, e): What a cell says. */
static int
step(const struct cell *c, const char *state, const char *event, int *next, struct err *e)
{
	if (c->why != NULL)
		return (err_set(e, ERR_DENIED, "%s is not possible in %s: %s", event, state, c->why));
	*next = c->next;
	return (0);
}

int
embargo_em_next(enum embargo_em s, enum embargo_em_event event, enum embargo_em *next, struct err *e)
{
	int to = 0;
	int rc = step(&em_table[s][event], em_names[s], em_event_names[event], &to, e);

	if (rc == 0)
		*next = (enum embargo_em)to;
	return (rc);
}

int
embargo_pec_next(enum embargo_pec s, enum embargo_pec_event event, enum embargo_pec *next, struct err *e)
{
	int to = 0;
	int rc = step(&pec_table[s][event], pec_names[s], pec_event_names[event], &to, e);

	if (rc == 0)
		*next = (enum embargo_pec)to;
	return (rc);
}

/* pending(cs): The one event that a state written in the middle of a move allows, or -1. */
static int
pending(unsigned cs)
{
	if ((cs & BIT(X)) != 0 && (cs & BIT(P)) == 0)
		return (CS_P);
	return ((cs & BIT(P)) != 0 && (cs & BIT(V)) == 0 ? CS_V : -1);
}

int
embargo_cs_next(unsigned s, enum embargo_cs_event event, unsigned *next, struct err *e)
{
	char name[CS_EVENTS + 1];
	int due;

	if (!embargo_cs_valid(s))
		return (err_set(e, ERR_DENIED,
		    "not a case state: a fix needs a vendor who knows, and "
		    "a deployed fix one that is ready"));
	embargo_cs_put(s, name);
	if ((s & CS_LETTER(event)) != 0)
		return (err_set(e, ERR_DENIED, "%s has happened already in %s; there is nothing to record",
		    cs_event_names[event], name));
	if ((s & cs_table[event].before) != cs_table[event].before)
		return (err_set(e, ERR_DENIED, "%s is not possible in %s: %s", cs_event_names[event], name,
		    cs_table[event].why));
	if ((due = pending(s)) >= 0 && due != (int)event)
		return (err_set(e, ERR_DENIED,
		    "%s is not possible in %s: what is public is known to all; record %s first",
		    cs_event_names[event], name, cs_event_names[due]));
	*next = s | cs_table[event].brings;
	return (0);
}

bool
embargo_cs_valid(unsigned cs)
{
	if (cs >= CS_SETS || ((cs & BIT(F)) != 0 && (cs & BIT(V)) == 0))
		return (false);
	return ((cs & BIT(D)) == 0 || (cs & BIT(F)) != 0);
}

unsigned
embargo_cs_closed(unsigned cs)
{
	for (unsigned i = 0; i < CS_EVENTS; i++) {
		if ((cs & CS_LETTER(i)) != 0)
			cs |= cs_table[i].before | cs_table[i].brings;
	}
	return (cs);
}

void
embargo_cs_put(unsigned cs, char out[CS_EVENTS + 1])
{
	for (unsigned i = 0; i < CS_EVENTS; i++)
		out[i] = (cs & CS_LETTER(i)) != 0 ? "VFDPXA"[i] : "vfdpxa"[i];
	out[CS_EVENTS] = '\0';
}

int
embargo_cs_parse(unsigned *cs, struct str text, struct err *e)
{
	unsigned got = 0;

	if (text.n != CS_EVENTS)
		return (err_set(e, ERR_SYNTAX, "a case state has six letters, as \"Vfdpxa\""));
	for (unsigned i = 0; i < CS_EVENTS; i++) {
		if (text.p[i] == "VFDPXA"[i])
			got |= CS_LETTER(i);
		else if (text.p[i] != "vfdpxa"[i])
			return (err_at(e, ERR_SYNTAX, i, "expected %c or %c", "vfdpxa"[i], "VFDPXA"[i]));
	}
	if (!embargo_cs_valid(got))
		return (err_set(e, ERR_DENIED, "no such case state: F comes after V, and D after F"));
	*cs = got;
	return (0);
}

const char *
embargo_em_name(enum embargo_em s)
{
	return (em_names[s]);
}

const char *
embargo_em_event_name(enum embargo_em_event event)
{
	return (em_event_names[event]);
}

const char *
embargo_pec_name(enum embargo_pec s)
{
	return (pec_names[s]);
}

const char *
embargo_pec_event_name(enum embargo_pec_event event)
{
	return (pec_event_names[event]);
}

const char *
embargo_cs_event_name(enum embargo_cs_event event)
{
	return (cs_event_names[event]);
}

/* find(names, n, name, what, e): The index of ${name}, or ERR_SYNTAX with all that it may be. */
static int
find(const char *const *names, int n, struct str name, const char *what, struct err *e)
{
	char all[128] = "";
	size_t used = 0;

	for (int i = 0; i < n; i++) {
		if (str_ieq(name, str_of(names[i])))
			return (i);
	}
	for (int i = 0; i < n && used < sizeof(all); i++) {
		str_copy(all + used, sizeof(all) - used, str_of(i > 0 ? ", " : ""));
		used += strlen(all + used);
		str_copy(all + used, sizeof(all) - used, str_of(names[i]));
		used += strlen(all + used);
	}
	return (err_set(e, ERR_SYNTAX, "not %s: expected %s", what, all));
}

int
embargo_em_parse(enum embargo_em *s, struct str name, struct err *e)
{
	int i = find(em_names, EM_STATES, name, "a state of an embargo", e);

	if (i >= 0)
		*s = (enum embargo_em)i;
	return (i < 0 ? i : 0);
}

int
embargo_em_event_parse(enum embargo_em_event *event, struct str name, struct err *e)
{
	int i = find(em_event_names, EM_EVENTS, name, "an act on an embargo", e);

	if (i >= 0)
		*event = (enum embargo_em_event)i;
	return (i < 0 ? i : 0);
}

int
embargo_pec_parse(enum embargo_pec *s, struct str name, struct err *e)
{
	int i = find(pec_names, PEC_STATES, name, "a state of consent", e);

	if (i >= 0)
		*s = (enum embargo_pec)i;
	return (i < 0 ? i : 0);
}

int
embargo_pec_event_parse(enum embargo_pec_event *event, struct str name, struct err *e)
{
	int i = find(pec_event_names, PEC_EVENTS, name, "an act of consent", e);

	if (i >= 0)
		*event = (enum embargo_pec_event)i;
	return (i < 0 ? i : 0);
}

int
embargo_cs_event_parse(enum embargo_cs_event *event, struct str name, struct err *e)
{
	size_t i = name.n == 1 ? str_chr(STR("VFDPXA"), name.p[0]) : STR_NPOS;

	/* A small letter says that the thing has NOT happened, so it is no name of the event. */
	if (i == STR_NPOS)
		return (err_set(e, ERR_SYNTAX, "not an event of a case: expected V, F, D, P, X or A"));
	*event = (enum embargo_cs_event)i;
	return (0);
}
