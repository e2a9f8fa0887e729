/*
 * Embargoes as Vultron (CERT/CC, github.com/CERTCC/Vultron, read in August to
 * November 2026) models them: three small machines as constant tables, and
 * what follows from them for one bulletin at one moment.
 *
 *   EM   the bulletin's embargo (docs/topics/process_models/em/formal_model.md):
 *	    NONE      propose -> PROPOSED
 *	    PROPOSED  propose -> PROPOSED, accept -> ACTIVE, reject -> NONE
 *	    ACTIVE    propose -> REVISE, terminate -> EXITED
 *	    REVISE    propose -> REVISE, accept, reject -> ACTIVE, terminate -> EXITED
 *	    EXITED    nothing
 *   PEC  one participant's consent (em/participant-embargo-consent.md, commit
 *	1585e243, "Full Transition Table", and docs/reference/
 *	draft-vultron-spec.md, commit 6883299d, 6.4).  NO_EMBARGO is called
 *	UNBOUND there; their newest code splits EXPIRED from DECLINED, which here
 *	is DECLINED with the flag silent.  A late accept leads from DECLINED to
 *	SIGNATORY ("Late acceptance is never refused").
 *   CS   the case (cs/transitions.md, commit 0697a32f): six letters, small until
 *	they happened: Vendor aware, Fix ready, fix Deployed, Public aware,
 *	eXploit public, Attacks observed.  V before F before D.  Of vfdP.. the
 *	model says that it can only lead to V, of ...pX. that it can only lead
 *	to P; here the letters move together.
 *
 * Nothing is stored but what people did and when: the states are computed as of
 * a moment.  All times are half open, so that an end or a deadline is the first
 * moment at which the time before it is over.  Everything here is pure and may
 * be called from any thread.
 */
#ifndef SHARE_EMBARGO_H
#define SHARE_EMBARGO_H

#include "base/instant.h"

enum embargo_em { EM_NONE, EM_PROPOSED, EM_ACTIVE, EM_REVISE, EM_EXITED };
enum embargo_em_event { EM_PROPOSE, EM_ACCEPT, EM_REJECT, EM_TERMINATE };
#define EM_STATES 5
#define EM_EVENTS 4

/* The first is what everyone is by default: never a signatory. */
enum embargo_pec { PEC_NO_EMBARGO, PEC_INVITED, PEC_SIGNATORY, PEC_LAPSED, PEC_DECLINED };
enum embargo_pec_event { PEC_INVITE, PEC_ACCEPT, PEC_DECLINE, PEC_REVISE, PEC_TIMEOUT, PEC_EXIT };
#define PEC_STATES 5
#define PEC_EVENTS 6

/* A case state is a set of these letters, 1 << CS_V and so on; 32 of the 64 sets are states. */
enum embargo_cs_event { CS_V, CS_F, CS_D, CS_P, CS_X, CS_A };
#define CS_EVENTS      6
#define CS_SETS        64
#define CS_LETTER(evt) (1u << (evt))

/*
 * embargo_em_next(s, event, next, e), embargo_pec_next, embargo_cs_next: The
 * state that follows ${s} by ${event} in ${*next}.  0, or ERR_DENIED with a
 * reason that names state and event and says what to do instead; ${*next} is
 * unchanged then.  For CS, ERR_DENIED too where ${s} is none of the 32.
 */
int embargo_em_next(enum embargo_em s, enum embargo_em_event event, enum embargo_em *next, struct err *e);
int embargo_pec_next(enum embargo_pec s, enum embargo_pec_event event, enum embargo_pec *next, struct err *e);
int embargo_cs_next(unsigned s, enum embargo_cs_event event, unsigned *next, struct err *e);

/* Names as in the tables above: states in capitals, events small, a CS event its capital letter. */
const char *embargo_em_name(enum embargo_em s);
const char *embargo_em_event_name(enum embargo_em_event event);
const char *embargo_pec_name(enum embargo_pec s);
const char *embargo_pec_event_name(enum embargo_pec_event event);
const char *embargo_cs_event_name(enum embargo_cs_event event);

/* Reading a name, in small or capital letters (but a CS event, where that is another thing).  0 or ERR_SYNTAX. */
int embargo_em_parse(enum embargo_em *s, struct str name, struct err *e);
int embargo_em_event_parse(enum embargo_em_event *event, struct str name, struct err *e);
int embargo_pec_parse(enum embargo_pec *s, struct str name, struct err *e);
int embargo_pec_event_parse(enum embargo_pec_event *event, struct str name, struct err *e);
int embargo_cs_event_parse(enum embargo_cs_event *event, struct str name, struct err *e);

/*
 * embargo_cs_parse(cs, text, e): "Vfdpxa".  0, ERR_SYNTAX, or ERR_DENIED for
 * a state that cannot be.  embargo_cs_put(cs, out): the same, written.
 * embargo_cs_valid(cs): one of the 32.  embargo_cs_closed(cs): the least state
 * without pending letters that has all of ${cs}: D brings F, F brings V, X
 * brings P, P brings V.
 */
int embargo_cs_parse(unsigned *cs, struct str text, struct err *e);
void embargo_cs_put(unsigned cs, char out[CS_EVENTS + 1]);
bool embargo_cs_valid(unsigned cs);
unsigned embargo_cs_closed(unsigned cs);

/* Never: an end or a deadline that there is not. */
#define EMBARGO_NEVER INT64_MAX

/* The time to answer an invitation or a revision (RSVP): its default and the least that may be given. */
#define EMBARGO_RSVP_HOURS     168
#define EMBARGO_RSVP_HOURS_MIN 72

/*
 * What was done to a bulletin's embargo.  PROPOSE puts forward the terms of
 * ${revision} (each higher than all before, from 1); the others speak of the
 * terms put forward last.  A desk that decides its embargoes alone records
 * PROPOSE and ACCEPT at one moment for "new" and "revise", TERMINATE for "end".
 */
struct embargo_step {
	instant_us at;
	enum embargo_em_event event;
	unsigned revision;   /* Of PROPOSE. */
	instant_us end;      /* Of PROPOSE: the embargo's end. */
	unsigned rsvp_hours; /* Of PROPOSE: 0 is the default; less than the least counts as the least. */
};

/* What happened in the case; of an interval take the earliest, since an embargo ends when the matter IS public. */
struct embargo_sign {
	instant_us at;
	enum embargo_cs_event event;
};

/* What was said to or by one participant: INVITE, ACCEPT or DECLINE of the terms of ${revision}. */
struct embargo_word {
	instant_us at;
	enum embargo_pec_event event;
	unsigned revision;
};

/* A bulletin's history, in any order; of steps at one moment the array's order counts. */
struct embargo {
	const struct embargo_step *step;
	size_t steps;
	const struct embargo_sign *sign;
	size_t signs;
};

enum embargo_cause {
	EMBARGO_HOLDS,
	EMBARGO_OVER_TIME,
	EMBARGO_OVER_DESK,
	EMBARGO_OVER_PUBLIC,
	EMBARGO_OVER_EXPLOIT
};

struct embargo_state {
	enum embargo_em em;
	unsigned cs;       /* Closed: what was heard implies the rest. */
	unsigned revision; /* The terms that consent is asked for now; 0 where there are none. */
	unsigned in_force; /* The terms accepted last; 0 where none were. */
	instant_us end;    /* Of the embargo in force, else of the proposal; once EXITED, when it ended. */
	enum embargo_cause cause; /* Of the end, once EXITED. */
};

struct embargo_consent {
	enum embargo_pec pec;
	bool silent;         /* DECLINED because he did not answer in time. */
	unsigned signed_for; /* SIGNATORY or LAPSED: the revision that he accepted last. */
	instant_us deadline; /* INVITED or LAPSED: when silence becomes a refusal. */
};

/*
 * embargo_at(b, now, s): The embargo of ${b} at ${now} in ${*s}.  It ends when
 * the terms in force end, by TERMINATE, and at once when the matter or an
 * exploit is public; a mere proposal is then rejected.  Attacks do not end it:
 * see embargo_hint.  Steps that EM does not allow have no effect.
 */
void embargo_at(const struct embargo *b, instant_us now, struct embargo_state *s);

/*
 * embargo_consent_at(b, word, n, now, c): One participant's consent at
 * ${now}, from the ${n} words said to and by him.  At one moment an end comes
 * first, then a deadline, then a revision, then words in the array's order.
 *   - When the terms asked for change (a revision proposed or rejected), a
 *     signatory lapses, and the time of all who have not answered begins anew.
 *   - ACCEPT counts for the terms asked for now and no others, also when it is
 *     late; DECLINE counts for older ones too; INVITE restarts the time where
 *     he was not invited to these terms before.
 *   - Without an embargo or a proposal everyone is NO_EMBARGO, and stays so
 *     when it has ended.
 * Words without effect are passed over: embargo_may_say says why.
 */
void embargo_consent_at(const struct embargo *b, const struct embargo_word *word, size_t n, instant_us now,
    struct embargo_consent *c);

/*
 * embargo_may_step(b, step, e), embargo_may_say(b, word, n, new, e): Whether a
 * further step, or a further word of him who said the ${n} at ${word}, has an
 * effect at its moment.  0, or ERR_DENIED with a reason to act on; proposals
 * of a public matter, without time before the end, with a revision that is
 * not new or with too little time to answer are denied as well.
 */
int embargo_may_step(const struct embargo *b, const struct embargo_step *step, struct err *e);
int embargo_may_say(const struct embargo *b, const struct embargo_word *word, size_t n,
    const struct embargo_word *said, struct err *e);

/* embargo_hint(s): What a person should think of now, or NULL: attacks are seen and the embargo holds. */
const char *embargo_hint(const struct embargo_state *s);

/*
 * embargo_cause_text(cause): "its time is over" and so on, for a sentence; "" for EMBARGO_HOLDS.
 * embargo_cause_name(cause): the same as a word for programs: holds, time, desk, public, exploit.
 */
const char *embargo_cause_text(enum embargo_cause cause);
const char *embargo_cause_name(enum embargo_cause cause);

#endif
