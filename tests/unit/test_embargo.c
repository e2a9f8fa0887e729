/*
 * Embargoes.  The tables of EM and PEC, and the grammar of CS, are written out
 * here from Vultron's pages and not from the code; what the clock does is
 * checked at the exact microsecond; and random histories are compared with a
 * twin that knows no tables and no moments: it lives through every tick.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "share/embargo.h"

#define HOUR (3600 * INSTANT_SECOND)
#define DAYS 24
#define T0   ((instant_us)1614600000 * INSTANT_SECOND) /* 2021-03-01T12:00:00Z */

/* Rows: states; columns: events; "-" is refused.  em/formal_model.md, the transition function. */
static const char *const em_states[] = { "NONE", "PROPOSED", "ACTIVE", "REVISE", "EXITED" };
static const char *const em_events[] = { "propose", "accept", "reject", "terminate" };
static const char *const em_expected[5][4] = {
	{ "PROPOSED", "-", "-", "-" },
	{ "PROPOSED", "ACTIVE", "NONE", "-" },
	{ "REVISE", "-", "-", "EXITED" },
	{ "REVISE", "ACTIVE", "ACTIVE", "EXITED" },
	{ "-", "-", "-", "-" },
};

/* em/participant-embargo-consent.md, "Full Transition Table", and "Late acceptance is never refused". */
static const char *const pec_states[] = { "NO_EMBARGO", "INVITED", "SIGNATORY", "LAPSED", "DECLINED" };
static const char *const pec_events[] = { "invite", "accept", "decline", "revise", "timeout", "exit" };
static const char *const pec_expected[5][6] = {
	{ "INVITED", "SIGNATORY", "DECLINED", "-", "-", "NO_EMBARGO" },
	{ "-", "SIGNATORY", "DECLINED", "-", "DECLINED", "NO_EMBARGO" },
	{ "-", "-", "DECLINED", "LAPSED", "-", "NO_EMBARGO" },
	{ "INVITED", "SIGNATORY", "DECLINED", "-", "DECLINED", "NO_EMBARGO" },
	{ "INVITED", "SIGNATORY", "-", "-", "-", "NO_EMBARGO" },
};

/* cs/transitions.md, the right-linear grammar: each state and the events that leave it. */
static const char grammar[] = "vfdpxa:VPXA vfdpxA:VPX vfdpXa:P vfdpXA:P "
			      "vfdPxa:V vfdPxA:V vfdPXa:V vfdPXA:V "
			      "Vfdpxa:FPXA VfdpxA:FPX VfdpXa:P VfdpXA:P "
			      "VfdPxa:FXA VfdPxA:FX VfdPXa:FA VfdPXA:F "
			      "VFdpxa:DPXA VFdpxA:DPX VFdpXa:P VFdpXA:P "
			      "VFdPxa:DXA VFdPxA:DX VFdPXa:DA VFdPXA:D "
			      "VFDpxa:PXA VFDpxA:PX VFDpXa:P VFDpXA:P "
			      "VFDPxa:XA VFDPxA:X VFDPXa:A VFDPXA: ";

/* refused(rc, e, state, event): A refusal names both, and says more. */
static void
refused(int rc, const struct err *e, const char *state, const char *event)
{
	assert_int_equal(rc, ERR_DENIED);
	assert_int_equal(e->code, ERR_DENIED);
	assert_non_null(strstr(e->text, state));
	assert_non_null(strstr(e->text, event));
	assert_true(strlen(e->text) > strlen(state) + strlen(event) + 30);
}

static void
test_em(void **unused)
{
	(void)unused;
	for (int s = 0; s < 5; s++) {
		for (int v = 0; v < 4; v++) {
			enum embargo_em state, next;
			enum embargo_em_event event;
			struct err e = { 0 };
			int rc;

			assert_int_equal(embargo_em_parse(&state, str_of(em_states[s]), &e), 0);
			assert_int_equal(embargo_em_event_parse(&event, str_of(em_events[v]), &e), 0);
			assert_string_equal(embargo_em_name(state), em_states[s]);
			assert_string_equal(embargo_em_event_name(event), em_events[v]);
			next = (enum embargo_em)99;
			rc = embargo_em_next(state, event, &next, &e);
			if (em_expected[s][v][0] == '-') {
				refused(rc, &e, em_states[s], em_events[v]);
				assert_int_equal(next, 99);
			} else {
				assert_int_equal(rc, 0);
				assert_string_equal(embargo_em_name(next), em_expected[s][v]);
			}
		}
	}
}

static void
test_pec(void **unused)
{
	(void)unused;
	/* What nobody set is not a signatory. */
	assert_int_equal((struct embargo_consent){ 0 }.pec, PEC_NO_EMBARGO);
	for (int s = 0; s < 5; s++) {
		for (int v = 0; v < 6; v++) {
			enum embargo_pec state, next;
			enum embargo_pec_event event;
			struct err e = { 0 };
			int rc;

			assert_int_equal(embargo_pec_parse(&state, str_of(pec_states[s]), &e), 0);
			assert_int_equal(embargo_pec_event_parse(&event, str_of(pec_events[v]), &e), 0);
			assert_string_equal(embargo_pec_name(state), pec_states[s]);
			assert_string_equal(embargo_pec_event_name(event), pec_events[v]);
			next = (enum embargo_pec)99;
			rc = embargo_pec_next(state, event, &next, &e);
			if (pec_expected[s][v][0] == '-') {
				refused(rc, &e, pec_states[s], pec_events[v]);
				assert_int_equal(next, 99);
			} else {
				assert_int_equal(rc, 0);
				assert_string_equal(embargo_pec_name(next), pec_expected[s][v]);
			}
		}
	}
}

static const char *
allowed_in(const char *state)
{
	static char events[8];
	const char *at = strstr(grammar, state);

	/* The states differ in their letters' case, so none is found inside another's line. */
	if (at == NULL)
		return (NULL);
	at += 7;
	memcpy(events, at, strcspn(at, " "));
	events[strcspn(at, " ")] = '\0';
	return (events);
}

/* by_grammar(state, event): Raise one letter, then those that the grammar forces: the sole P of pX, the sole V of vP. */
static void
by_grammar(char state[7], char event)
{
	const char *order = "VFDPXA";

	state[strchr(order, event) - order] = event;
	if (state[4] == 'X' && state[3] == 'p')
		state[3] = 'P';
	if (state[0] == 'v' && state[3] == 'P')
		state[0] = 'V';
}

static void
test_cs(void **unused)
{
	unsigned valid = 0;

	(void)unused;
	for (unsigned set = 0; set < 64; set++) {
		char text[7], shown[7];
		unsigned cs = 99, next = 99;
		const char *allowed;
		struct err e = { 0 };

		for (int i = 0; i < 6; i++)
			text[i] = (set >> i & 1) != 0 ? "VFDPXA"[i] : "vfdpxa"[i];
		text[6] = '\0';
		allowed = allowed_in(text);
		assert_int_equal(embargo_cs_valid(set), allowed != NULL);
		if (allowed == NULL) {
			assert_int_equal(embargo_cs_parse(&cs, str_of(text), &e), ERR_DENIED);
			assert_int_equal(embargo_cs_next(set, CS_A, &next, &e), ERR_DENIED);
			assert_int_equal(cs, 99);
			assert_int_equal(next, 99);
			continue;
		}
		valid++;
		assert_int_equal(embargo_cs_parse(&cs, str_of(text), &e), 0);
		assert_int_equal(cs, set);
		embargo_cs_put(cs, shown);
		assert_string_equal(shown, text);
		for (int v = 0; v < 6; v++) {
			enum embargo_cs_event event;
			char name[2] = { "VFDPXA"[v], '\0' };
			int rc;

			assert_int_equal(embargo_cs_event_parse(&event, str_of(name), &e), 0);
			assert_string_equal(embargo_cs_event_name(event), name);
			next = 99;
			rc = embargo_cs_next(cs, event, &next, &e);
			if (strchr(allowed, name[0]) == NULL) {
				refused(rc, &e, text, name);
				assert_int_equal(next, 99);
			} else {
				char expected[7];

				memcpy(expected, text, 7);
				by_grammar(expected, name[0]);
				assert_int_equal(rc, 0);
				embargo_cs_put(next, shown);
				assert_string_equal(shown, expected);
				assert_int_equal(embargo_cs_closed(set | 1u << v), embargo_cs_closed(next));
			}
		}
	}
	assert_int_equal(valid, 32);
}

/* possible(order): The order constraints of measuring_cvd, read off a string of six letters. */
static bool
possible(const char *order)
{
	const char *v = strchr(order, 'V'), *f = strchr(order, 'F'), *d = strchr(order, 'D');
	const char *p = strchr(order, 'P'), *x = strchr(order, 'X');

	return (v < f && f < d && (v < p || v == p + 1) && (p < x || p == x + 1));
}

/* walked(order): Whether the code can walk it, where letters that have just moved along are told next. */
static bool
walked(const char *order)
{
	unsigned cs = 0, along = 0;

	for (int i = 0; i < 6; i++) {
		enum embargo_cs_event event;
		unsigned before = cs;
		struct err e;

		assert_int_equal(embargo_cs_event_parse(&event, (struct str){ order + i, 1 }, &e), 0);
		if (along != 0) {
			if ((along & 1u << event) == 0 || (event == CS_V && (along & 1u << CS_P) != 0))
				return (false);
			along &= ~(1u << event);
		} else {
			if (embargo_cs_next(cs, event, &cs, &e) != 0)
				return (false);
			along = cs & ~before & ~(1u << event);
		}
	}
	return (cs == 63);
}

static unsigned
permute(char *order, int from, unsigned *tried)
{
	unsigned n = 0;

	if (from == 6) {
		(*tried)++;
		assert_int_equal(possible(order), walked(order));
		return (possible(order) ? 1 : 0);
	}
	for (int i = from; i < 6; i++) {
		char c = order[from];

		order[from] = order[i];
		order[i] = c;
		n += permute(order, from + 1, tried);
		order[i] = order[from];
		order[from] = c;
	}
	return (n);
}

static unsigned
paths(unsigned cs)
{
	unsigned n = cs == 63 ? 1 : 0, next;

	for (int v = 0; v < 6; v++) {
		if (embargo_cs_next(cs, (enum embargo_cs_event)v, &next, NULL) == 0)
			n += paths(next);
	}
	return (n);
}

static void
test_cs_histories(void **unused)
{
	char order[7] = "VFDPXA";
	unsigned tried = 0;

	(void)unused;
	assert_int_equal(permute(order, 0, &tried), 70);
	assert_int_equal(tried, 720);
	assert_int_equal(paths(0), 70);
}

static void
test_bad_names(void **unused)
{
	static const char *const states[] = { "", "NON", "NONES", "ACTIVE ", "A", "\xff" };
	static const char *const cases[] = { "", "vfdpx", "vfdpxaa", "Vfdpxx", "fvdpxa", "VFDPX\x41\x41" };
	enum embargo_em em = EM_REVISE;
	enum embargo_pec pec = PEC_LAPSED;
	enum embargo_cs_event event = CS_X;
	unsigned cs = 5;
	struct err e = { 0 };

	(void)unused;
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		assert_int_equal(embargo_em_parse(&em, str_of(states[i]), &e), ERR_SYNTAX);
		assert_non_null(strstr(e.text, "PROPOSED"));
		assert_non_null(strstr(e.text, "EXITED"));
		assert_int_equal(embargo_pec_parse(&pec, str_of(states[i]), &e), ERR_SYNTAX);
		assert_non_null(strstr(e.text, "SIGNATORY"));
	}
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(embargo_cs_parse(&cs, str_of(cases[i]), &e), ERR_SYNTAX);
	/* A small letter says that it has not happened. */
	assert_int_equal(embargo_cs_event_parse(&event, STR("p"), &e), ERR_SYNTAX);
	assert_int_equal(embargo_cs_event_parse(&event, STR(""), &e), ERR_SYNTAX);
	assert_true(em == EM_REVISE && pec == PEC_LAPSED && event == CS_X && cs == 5);
	assert_int_equal(embargo_em_parse(&em, STR("active"), &e), 0);
	assert_int_equal(em, EM_ACTIVE);
}

/* A bulletin of T0 with an embargo of ten days. */
#define NEW(at, rev, until)                      \
	{ (at), EM_PROPOSE, (rev), (until), 0 }, \
	{                                        \
		(at), EM_ACCEPT, (rev), 0, 0     \
	}
#define EMBARGO(s, g)                                                        \
	{                                                                    \
		(s), sizeof(s) / sizeof(*(s)), (g), sizeof(g) / sizeof(*(g)) \
	}

static enum embargo_em
em_of(const struct embargo *b, instant_us now, enum embargo_cause cause)
{
	struct embargo_state s;

	embargo_at(b, now, &s);
	assert_int_equal(s.cause, cause);
	return (s.em);
}

static enum embargo_pec
pec_of(const struct embargo *b, const struct embargo_word *word, size_t n, instant_us now)
{
	struct embargo_consent c;

	embargo_consent_at(b, word, n, now, &c);
	return (c.pec);
}

static void
test_ends(void **unused)
{
	const instant_us end = T0 + 10 * DAYS * HOUR, out = T0 + 3 * DAYS * HOUR;
	struct embargo_step step[] = { NEW(T0, 1, end), { out, EM_TERMINATE, 0, 0, 0 } };
	struct embargo_sign sign[] = { { T0 + HOUR, CS_A }, { out, CS_X } };
	struct embargo b = { step, 2, sign, 0 };
	struct embargo_state s;

	(void)unused;
	/* By its time, to the microsecond. */
	assert_int_equal(em_of(&b, T0 - 1, EMBARGO_HOLDS), EM_NONE);
	assert_int_equal(em_of(&b, T0, EMBARGO_HOLDS), EM_ACTIVE);
	assert_int_equal(em_of(&b, end - 1, EMBARGO_HOLDS), EM_ACTIVE);
	assert_int_equal(em_of(&b, end, EMBARGO_OVER_TIME), EM_EXITED);
	assert_int_equal(em_of(&b, INT64_MAX, EMBARGO_OVER_TIME), EM_EXITED);

	/* By the desk. */
	b.steps = 3;
	assert_int_equal(em_of(&b, out - 1, EMBARGO_HOLDS), EM_ACTIVE);
	assert_int_equal(em_of(&b, out, EMBARGO_OVER_DESK), EM_EXITED);

	/* Attacks are a hint and no end; an exploit that is out ends it at once, and is public. */
	b = (struct embargo){ step, 2, sign, 1 };
	embargo_at(&b, T0 + HOUR - 1, &s);
	assert_null(embargo_hint(&s));
	embargo_at(&b, T0 + HOUR, &s);
	assert_int_equal(s.em, EM_ACTIVE);
	assert_non_null(embargo_hint(&s));
	b.signs = 2;
	assert_int_equal(em_of(&b, out - 1, EMBARGO_HOLDS), EM_ACTIVE);
	embargo_at(&b, out, &s);
	assert_int_equal(s.em, EM_EXITED);
	assert_int_equal(s.cause, EMBARGO_OVER_EXPLOIT);
	assert_int_equal(s.end, out);
	assert_null(embargo_hint(&s));
	assert_int_equal(s.cs, 1u << CS_V | 1u << CS_P | 1u << CS_X | 1u << CS_A);

	/* An exploit that came with the news is not what made it public, whichever was told first. */
	for (int i = 0; i < 2; i++) {
		const struct embargo_sign both[] = { { out, i == 0 ? CS_P : CS_X },
			{ out, i == 0 ? CS_X : CS_P } };
		struct embargo q = { step, 2, both, 2 };

		assert_int_equal(em_of(&q, out, EMBARGO_OVER_PUBLIC), EM_EXITED);
	}

	/* Public before it began: it is over from its first moment. */
	sign[1] = (struct embargo_sign){ T0 - 1, CS_P };
	assert_int_equal(em_of(&b, T0, EMBARGO_OVER_PUBLIC), EM_EXITED);
}

static void
test_proposals(void **unused)
{
	const instant_us first = T0 + 10 * DAYS * HOUR, second = T0 + 20 * DAYS * HOUR;
	const struct embargo_step step[] = {
		{ T0, EM_PROPOSE, 1, first, 0 },
		{ T0 + 1, EM_ACCEPT, 0, 0, 0 },
		{ T0 + 2, EM_PROPOSE, 2, second, 0 },
		{ T0 + 3, EM_REJECT, 0, 0, 0 },
	};
	struct embargo b = { step, 4, NULL, 0 };
	struct embargo_state s;

	(void)unused;
	assert_int_equal(em_of(&b, T0, EMBARGO_HOLDS), EM_PROPOSED);
	assert_int_equal(em_of(&b, T0 + 1, EMBARGO_HOLDS), EM_ACTIVE);
	embargo_at(&b, T0 + 2, &s);
	assert_int_equal(s.em, EM_REVISE);
	assert_int_equal(s.revision, 2);
	assert_int_equal(s.in_force, 1);
	assert_int_equal(s.end, first);
	/* A rejected revision leaves the old terms and their end. */
	embargo_at(&b, T0 + 3, &s);
	assert_int_equal(s.em, EM_ACTIVE);
	assert_int_equal(s.revision, 1);
	assert_int_equal(em_of(&b, first, EMBARGO_OVER_TIME), EM_EXITED);
	/* An open revision changes nothing either; a proposal whose end has come is no embargo. */
	b.steps = 3;
	assert_int_equal(em_of(&b, first, EMBARGO_OVER_TIME), EM_EXITED);
	b.steps = 1;
	assert_int_equal(em_of(&b, first - 1, EMBARGO_HOLDS), EM_PROPOSED);
	assert_int_equal(em_of(&b, first, EMBARGO_HOLDS), EM_NONE);
}

/* Silence: from an invitation and from a revision, with the default and the least time. */
static void
test_deadlines(void **unused)
{
	const instant_us at = T0 + 5 * HOUR, end = T0 + 60 * DAYS * HOUR, revised = T0 + 100 * HOUR;
	static const unsigned given[] = { 0, 168, 1, 71, 72, 73, 720 },
			      taken[] = { 168, 168, 72, 72, 72, 73, 720 };

	(void)unused;
	for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++) {
		const instant_us due = at + taken[i] * HOUR, again = revised + taken[i] * HOUR;
		const struct embargo_step step[] = { { T0, EM_PROPOSE, 1, end, given[i] },
			{ T0, EM_ACCEPT, 0, 0, 0 }, { revised, EM_PROPOSE, 2, end, given[i] },
			{ revised, EM_ACCEPT, 0, 0, 0 } };
		struct embargo_word word[] = { { at, PEC_INVITE, 1 }, { due - 1, PEC_ACCEPT, 1 } };
		struct embargo b = { step, 2, NULL, 0 };
		struct embargo_consent c;

		assert_int_equal(pec_of(&b, word, 1, at - 1), PEC_NO_EMBARGO);
		embargo_consent_at(&b, word, 1, due - 1, &c);
		assert_true(c.pec == PEC_INVITED && c.deadline == due && !c.silent);
		embargo_consent_at(&b, word, 1, due, &c);
		assert_true(c.pec == PEC_DECLINED && c.deadline == EMBARGO_NEVER && c.silent);
		assert_int_equal(pec_of(&b, word, 2, due), PEC_SIGNATORY);
		/* A late answer, and one at the very end, are honoured. */
		for (int late = 0; late < 3; late++) {
			word[1].at = due + late;
			assert_int_equal(pec_of(&b, word, 2, due + late), PEC_SIGNATORY);
		}
		assert_int_equal(pec_of(&b, word, 2, due + 1), PEC_DECLINED);

		/* The revision makes a signatory lapse, and his silence from then on is a refusal. */
		b.steps = 4;
		word[1].at = at + 1;
		assert_int_equal(pec_of(&b, word, 2, revised - 1), PEC_SIGNATORY);
		embargo_consent_at(&b, word, 2, revised, &c);
		assert_true(c.pec == PEC_LAPSED && c.signed_for == 1 && c.deadline == again);
		assert_int_equal(pec_of(&b, word, 2, again - 1), PEC_LAPSED);
		assert_int_equal(pec_of(&b, word, 2, again), PEC_DECLINED);
		/* With the end of the embargo there is nothing left to consent to. */
		assert_int_equal(pec_of(&b, word, 2, end - 1), PEC_DECLINED);
		assert_int_equal(pec_of(&b, word, 2, end), PEC_NO_EMBARGO);
	}
}

static void
test_stale(void **unused)
{
	const instant_us end = T0 + 60 * DAYS * HOUR;
	const struct embargo_step step[] = { NEW(T0, 1, end), NEW(T0 + 10, 2, end) };
	struct embargo_word word[] = { { T0 + 1, PEC_INVITE, 1 }, { T0 + 11, PEC_ACCEPT, 1 } };
	const struct embargo_word now = { T0 + 12, PEC_ACCEPT, 2 }, future = { T0 + 12, PEC_ACCEPT, 3 };
	const struct embargo_word no = { T0 + 12, PEC_DECLINE, 1 }, asked = { T0 + 12, PEC_INVITE, 2 };
	const struct embargo b = { step, 4, NULL, 0 };
	struct err e;

	(void)unused;
	assert_int_equal(pec_of(&b, word, 2, T0 + 12), PEC_INVITED);
	refused(embargo_may_say(&b, word, 1, &word[1], &e), &e, "revision 2", "accept");
	refused(embargo_may_say(&b, word, 2, &future, &e), &e, "3", "never put forward");
	assert_int_equal(embargo_may_say(&b, word, 2, &now, &e), 0);
	assert_int_equal(embargo_may_say(&b, word, 2, &no, &e), 0);
	/* He was invited to revision 1 only: once more for revision 2, and not twice. */
	assert_int_equal(embargo_may_say(&b, word, 2, &asked, &e), 0);
	word[1] = asked;
	refused(embargo_may_say(&b, word, 2, &asked, &e), &e, "INVITED", "invite");
	/* What nobody says. */
	for (int v = PEC_REVISE; v <= PEC_EXIT; v++) {
		const struct embargo_word said = { T0 + 12, (enum embargo_pec_event)v, 2 };

		assert_int_equal(embargo_may_say(&b, word, 2, &said, &e), ERR_DENIED);
	}
}

static void
test_may_step(void **unused)
{
	const instant_us end = T0 + 10 * DAYS * HOUR;
	const struct embargo_step step[] = { NEW(T0, 1, end) };
	const struct embargo_sign sign[] = { { T0 - 5, CS_P } };
	const struct embargo b = { step, 2, NULL, 0 }, none = { NULL, 0, NULL, 0 },
			     open = { NULL, 0, sign, 1 };
	struct embargo_step next = { T0 + 1, EM_PROPOSE, 2, end, 72 };
	struct err e;

	(void)unused;
	assert_int_equal(embargo_may_step(&b, &next, &e), 0);
	assert_int_equal(embargo_may_step(&none, &next, &e), 0);
	refused(embargo_may_step(&open, &next, &e), &e, "public", "propose");
	next.at = T0 - 5;
	refused(embargo_may_step(&open, &next, &e), &e, "public", "propose");
	next.at = T0 - 6;
	assert_int_equal(embargo_may_step(&open, &next, &e), 0);
	next.at = T0 + 1;
	next.revision = 1;
	refused(embargo_may_step(&b, &next, &e), &e, "revision 1", "take 2");
	next = (struct embargo_step){ T0 + 1, EM_PROPOSE, 2, T0 + 1, 0 };
	refused(embargo_may_step(&b, &next, &e), &e, "before", "end");
	next = (struct embargo_step){ T0 + 1, EM_PROPOSE, 2, end, 71 };
	refused(embargo_may_step(&b, &next, &e), &e, "71", "72");
	next = (struct embargo_step){ end, EM_PROPOSE, 2, end + 5, 0 };
	refused(embargo_may_step(&b, &next, &e), &e, "EXITED", "propose");
	next = (struct embargo_step){ T0 + 1, EM_TERMINATE, 0, 0, 0 };
	assert_int_equal(embargo_may_step(&b, &next, &e), 0);
	refused(embargo_may_step(&none, &next, &e), &e, "NONE", "terminate");
}

/* Random histories on a grid of half days, so that deadlines, ends and words often meet. */
#define TICK   (12 * HOUR)
#define TICKS  70
#define STEPS  9
#define WORDS  14
#define ROUNDS 4000

static uint64_t seed = 20210302;

static uint64_t
below(uint64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return ((seed >> 33) % n);
}

struct story {
	struct embargo_step step[STEPS];
	struct embargo_sign sign[2];
	struct embargo_word word[WORDS];
	size_t steps, signs, words;
};

static void
invent(struct story *s)
{
	unsigned revision = 0;

	s->steps = below(STEPS + 1);
	s->words = below(WORDS + 1);
	s->signs = below(4) == 0 ? 2 : 0;
	for (size_t i = 0; i < s->steps; i++) {
		enum embargo_em_event event =
		    i < 2 ? (enum embargo_em_event)i : (enum embargo_em_event)below(4);

		if (event == EM_TERMINATE && below(3) != 0)
			event = EM_PROPOSE;
		revision += event == EM_PROPOSE && below(8) != 0 ? 1 : 0;
		s->step[i] = (struct embargo_step){ (instant_us)below(i < 2 ? 4 : TICKS) * TICK, event,
			revision, (instant_us)below(2 * TICKS) * TICK, (unsigned)below(3) * 84 };
	}
	for (size_t i = 0; i < s->signs; i++)
		s->sign[i] = (struct embargo_sign){ (instant_us)(10 + below(TICKS)) * TICK,
			(enum embargo_cs_event)below(6) };
	for (size_t i = 0; i < s->words; i++)
		s->word[i] = (struct embargo_word){ (instant_us)below(TICKS) * TICK,
			(enum embargo_pec_event)(below(10) == 0 ? below(6) : below(3)),
			(unsigned)below(revision + 2) };
}

/* The twin.  Its state is letters; it looks at every tick and asks what is said there. */
struct twin {
	char em;  /* N P A R X */
	char pec; /* n i s l d */
	unsigned top, asked, force, told, invited;
	instant_us asked_end, force_end;
	unsigned asked_rsvp, force_rsvp;
	instant_us waits_since;
	unsigned waits_hours;
	bool silent;
};

static void
twin_step(struct twin *t, const struct embargo_step *s)
{
	if (s->event == EM_PROPOSE && t->em != 'X' && s->revision > t->top) {
		t->em = t->em == 'N' || t->em == 'P' ? 'P' : 'R';
		t->top = t->asked = s->revision;
		t->asked_end = s->end;
		t->asked_rsvp = s->rsvp_hours;
	} else if (s->event == EM_ACCEPT && (t->em == 'P' || t->em == 'R')) {
		t->em = 'A';
		t->force = t->asked;
		t->force_end = t->asked_end;
		t->force_rsvp = t->asked_rsvp;
	} else if (s->event == EM_REJECT && (t->em == 'P' || t->em == 'R')) {
		t->em = t->em == 'P' ? 'N' : 'A';
		t->asked = t->em == 'N' ? 0 : t->force;
		t->asked_end = t->force_end;
		t->asked_rsvp = t->force_rsvp;
	} else if (s->event == EM_TERMINATE && (t->em == 'A' || t->em == 'R')) {
		t->em = 'X';
	}
}

static void
twin_wait(struct twin *t, instant_us now)
{
	t->waits_since = now;
	t->waits_hours = t->asked_rsvp == 0 ? 168 : t->asked_rsvp < 72 ? 72 : t->asked_rsvp;
}

static void
twin_word(struct twin *t, const struct embargo_word *w, instant_us now)
{
	if (t->em == 'N' || t->em == 'X' || w->revision == 0 || w->revision > t->top)
		return;
	if (w->event == PEC_ACCEPT && w->revision == t->asked)
		t->pec = 's';
	if (w->event == PEC_DECLINE && t->pec != 'd') {
		t->pec = 'd';
		t->silent = false;
	}
	if (w->event == PEC_INVITE && w->revision == t->asked && t->pec != 's' &&
	    (t->pec != 'i' || t->invited != t->asked)) {
		t->pec = 'i';
		t->invited = t->asked;
		twin_wait(t, now);
	}
}

static void
twin_tick(struct twin *t, const struct story *s, instant_us now)
{
	bool open = false;

	for (size_t i = 0; i < s->steps; i++) {
		if (s->step[i].at == now)
			twin_step(t, &s->step[i]);
	}
	for (size_t i = 0; i < s->signs; i++)
		open |= s->sign[i].at <= now && (s->sign[i].event == CS_P || s->sign[i].event == CS_X);
	if (t->em == 'P' && (open || t->asked_end <= now)) {
		t->em = 'N';
		t->asked = 0;
	}
	if ((t->em == 'A' || t->em == 'R') && (open || t->force_end <= now))
		t->em = 'X';

	/* The participant: the end, silence, a change of terms, his words. */
	if (t->em == 'N' || t->em == 'X')
		t->pec = 'n';
	if ((t->pec == 'i' || t->pec == 'l') && now - t->waits_since >= t->waits_hours * HOUR) {
		t->pec = 'd';
		t->silent = true;
	}
	if (t->told != t->asked && (t->pec == 's' || t->pec == 'l' || t->pec == 'i')) {
		t->pec = t->pec == 's' ? 'l' : t->pec;
		twin_wait(t, now);
	}
	t->told = t->asked;
	for (size_t i = 0; i < s->words; i++) {
		if (s->word[i].at == now)
			twin_word(t, &s->word[i], now);
	}
}

static void
check_story(const struct story *s, unsigned seen[2][5])
{
	struct embargo b = { s->step, s->steps, s->sign, s->signs };
	struct twin t = { .em = 'N', .pec = 'n' };

	for (int tick = 0; tick < 2 * TICKS; tick++) {
		instant_us now = tick * TICK;
		struct embargo_state state;
		struct embargo_consent c;

		twin_tick(&t, s, now);
		/* Between two ticks nothing may change, so look at the last microsecond too. */
		for (int late = 0; late < 2; late++) {
			embargo_at(&b, now + late * (TICK - 1), &state);
			embargo_consent_at(&b, s->word, s->words, now + late * (TICK - 1), &c);
			assert_int_equal("NPARX"[state.em], t.em);
			assert_int_equal("nisld"[c.pec], t.pec);
			assert_int_equal(c.silent, t.pec == 'd' && t.silent);
			assert_int_equal(c.deadline != EMBARGO_NEVER, t.pec == 'i' || t.pec == 'l');
			if (c.deadline != EMBARGO_NEVER)
				assert_int_equal(c.deadline, t.waits_since + t.waits_hours * HOUR);
			/* The core of it: content only to one who accepted what is asked for now. */
			if (c.pec == PEC_SIGNATORY)
				assert_int_equal(c.signed_for, state.revision);
		}
		seen[0][state.em]++;
		seen[1][c.pec]++;
	}
}

static void
test_random(void **unused)
{
	unsigned seen[2][5] = { { 0 } };
	struct story s;

	(void)unused;
	for (int i = 0; i < ROUNDS; i++) {
		invent(&s);
		check_story(&s, seen);
	}
	/* A test that never got anywhere would say nothing. */
	for (int k = 0; k < 5; k++) {
		assert_true(seen[0][k] > ROUNDS / 4);
		assert_true(seen[1][k] > ROUNDS / 4);
	}
}

/* Words and steps may be given in any order where no two share a moment. */
static void
test_order_of_input(void **unused)
{
	(void)unused;
	for (int i = 0; i < 500; i++) {
		struct story s, r;
		struct embargo b, q;

		invent(&s);
		for (size_t k = 0; k < s.steps; k++)
			s.step[k].at += (instant_us)k;
		for (size_t k = 0; k < s.words; k++)
			s.word[k].at += (instant_us)(k + 100);
		r = s;
		for (size_t k = 0; k < s.steps; k++)
			r.step[k] = s.step[s.steps - 1 - k];
		for (size_t k = 0; k < s.words; k++)
			r.word[k] = s.word[s.words - 1 - k];
		b = (struct embargo){ s.step, s.steps, s.sign, s.signs };
		q = (struct embargo){ r.step, r.steps, r.sign, r.signs };
		for (int tick = 0; tick < TICKS; tick++) {
			instant_us now = tick * TICK + 1000;
			struct embargo_state x, y;

			embargo_at(&b, now, &x);
			embargo_at(&q, now, &y);
			assert_int_equal(x.em, y.em);
			assert_int_equal(pec_of(&b, s.word, s.words, now), pec_of(&q, r.word, r.words, now));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_em),
		cmocka_unit_test(test_pec),
		cmocka_unit_test(test_cs),
		cmocka_unit_test(test_cs_histories),
		cmocka_unit_test(test_bad_names),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_proposals),
		cmocka_unit_test(test_deadlines),
		cmocka_unit_test(test_stale),
		cmocka_unit_test(test_may_step),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_order_of_input),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
