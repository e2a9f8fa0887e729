/*
 * A history walked from moment to moment.  A moment is a time at which
 * something was recorded or at which the clock alone changes something: the
 * end of the terms in force, the deadline of an answer, the hour when the
 * matter became public.  At each, the bulletin moves first and the participant
 * after it.  The next moment is the least one later than the last, so that the
 * history needs no order and no memory of its own; histories are short.
 */
#include "share/embargo.h"

#define HOUR (3600 * INSTANT_SECOND)

struct terms {
	unsigned revision;
	instant_us end;
	unsigned rsvp_hours;
};

struct walk {
	const struct embargo *b;
	const struct embargo_word *word;
	size_t words;
	instant_us public_at; /* EMBARGO_NEVER while it is not. */
	enum embargo_cause public_by;

	/* The bulletin. */
	enum embargo_em em;
	enum embargo_cause cause;
	instant_us ended;
	unsigned newest;       /* The highest revision put forward. */
	struct terms asked;    /* What consent is asked for. */
	struct terms in_force; /* What was accepted last. */

	/* The participant. */
	struct embargo_consent c;
	unsigned told;    /* The terms that were asked for when he was last looked at. */
	unsigned invited; /* The terms that he was last invited to. */
};

/* due(w, t): When an answer to what is asked at ${t} is due. */
static instant_us
due(const struct walk *w, instant_us t)
{
	unsigned hours = w->asked.rsvp_hours == 0 ? EMBARGO_RSVP_HOURS : w->asked.rsvp_hours;
	instant_us us;

	if (hours < EMBARGO_RSVP_HOURS_MIN)
		hours = EMBARGO_RSVP_HOURS_MIN;
	us = (instant_us)hours * HOUR;
	return (t > EMBARGO_NEVER - us ? EMBARGO_NEVER : t + us);
}

/* end_due(w): When the clock ends what there is: the terms in force, or else the proposal. */
static instant_us
end_due(const struct walk *w)
{
	switch (w->em) {
	case EM_PROPOSED: return (w->asked.end);
	case EM_ACTIVE:
	case EM_REVISE: return (w->in_force.end);
	default: return (EMBARGO_NEVER);
	}
}

/* do_step(w, s, e): One step, if EM allows it. */
static int
do_step(struct walk *w, const struct embargo_step *s, struct err *e)
{
	enum embargo_em before = w->em;
	int rc;

	if (s->event == EM_PROPOSE && s->revision <= w->newest)
		return (err_set(e, ERR_DENIED, "revision %u is not new: revision %u is there; take %u",
		    s->revision, w->newest, w->newest + 1));
	if ((rc = embargo_em_next(before, s->event, &w->em, e)) != 0)
		return (rc);
	switch (s->event) {
	case EM_PROPOSE:
		w->asked = (struct terms){ s->revision, s->end, s->rsvp_hours };
		w->newest = s->revision;
		break;
	case EM_ACCEPT: w->in_force = w->asked; break;
	case EM_REJECT: w->asked = w->in_force; break;
	case EM_TERMINATE:
		w->cause = EMBARGO_OVER_DESK;
		w->ended = s->at;
		break;
	}
	return (0);
}

/* close_by(w, t, cause): The world or the clock ends an embargo, and answers a proposal. */
static void
close_by(struct walk *w, instant_us t, enum embargo_cause cause)
{
	if (w->em == EM_ACTIVE || w->em == EM_REVISE) {
		embargo_em_next(w->em, EM_TERMINATE, &w->em, NULL);
		w->cause = cause;
		w->ended = t;
	} else if (w->em == EM_PROPOSED) {
		embargo_em_next(w->em, EM_REJECT, &w->em, NULL);
		w->asked = w->in_force;
	}
}

static void
move_bulletin(struct walk *w, instant_us t)
{
	for (size_t i = 0; i < w->b->steps; i++) {
		if (w->b->step[i].at == t)
			do_step(w, &w->b->step[i], NULL);
	}
	/* The steps of one moment count together, so that a desk may propose and accept in one act. */
	if (t >= w->public_at)
		close_by(w, t, w->public_by);
	else if (t >= end_due(w))
		close_by(w, t, EMBARGO_OVER_TIME);
}

/* terms_there(w): Whether there is anything that a participant could consent to. */
static bool
terms_there(const struct walk *w)
{
	return (w->em == EM_PROPOSED || w->em == EM_ACTIVE || w->em == EM_REVISE);
}

/* fits(w, said, e): Whether a word speaks of terms that it may speak of. */
static int
fits(const struct walk *w, const struct embargo_word *said, struct err *e)
{
	const char *name = embargo_pec_event_name(said->event);

	if (said->event != PEC_INVITE && said->event != PEC_ACCEPT && said->event != PEC_DECLINE)
		return (err_set(
		    e, ERR_DENIED, "%s follows from the bulletin and the clock; nobody says it", name));
	if (w->em == EM_EXITED)
		return (err_set(e, ERR_DENIED, "%s is not possible: the embargo is over, since %s", name,
		    embargo_cause_text(w->cause)));
	if (!terms_there(w))
		return (err_set(e, ERR_DENIED, "%s is not possible: no embargo is proposed", name));
	if (said->revision > w->newest || said->revision == 0)
		return (err_set(
		    e, ERR_DENIED, "%s of revision %u, which was never put forward", name, said->revision));

	/* A refusal needs no exact terms; everything else does. */
	if (said->event != PEC_DECLINE && said->revision != w->asked.revision)
		return (err_set(e, ERR_DENIED,
		    "%s of revision %u, but revision %u is current; ask for consent to that", name,
		    said->revision, w->asked.revision));
	return (0);
}

/* hear(w, said, e): One word, if it has an effect. */
static int
hear(struct walk *w, const struct embargo_word *said, struct err *e)
{
	int rc = fits(w, said, e);
	bool anew = said->event == PEC_INVITE && w->c.pec == PEC_INVITED && w->invited != w->asked.revision;

	/* One who was invited to older terms may be invited to the new ones: he stays INVITED. */
	if (rc == 0 && !anew)
		rc = embargo_pec_next(w->c.pec, said->event, &w->c.pec, e);
	if (rc != 0)
		return (rc);
	w->c.silent = false;
	w->c.deadline = EMBARGO_NEVER;
	if (w->c.pec == PEC_INVITED) {
		w->invited = said->revision;
		w->c.deadline = due(w, said->at);
	}
	w->c.signed_for = w->c.pec == PEC_SIGNATORY ? said->revision : 0;
	return (0);
}

static void
move_participant(struct walk *w, instant_us t)
{
	bool asked;

	if (!terms_there(w)) {
		embargo_pec_next(w->c.pec, PEC_EXIT, &w->c.pec, NULL);
		w->c = (struct embargo_consent){ .pec = w->c.pec, .deadline = EMBARGO_NEVER };
	}
	if (t >= w->c.deadline && embargo_pec_next(w->c.pec, PEC_TIMEOUT, &w->c.pec, NULL) == 0)
		w->c = (struct embargo_consent){ .pec = w->c.pec, .silent = true, .deadline = EMBARGO_NEVER };
	if (w->told != w->asked.revision) {
		embargo_pec_next(w->c.pec, PEC_REVISE, &w->c.pec, NULL);
		asked = w->c.pec == PEC_LAPSED || w->c.pec == PEC_INVITED;
		w->c.deadline = asked ? due(w, t) : EMBARGO_NEVER;
		w->told = w->asked.revision;
	}
	for (size_t i = 0; i < w->words; i++) {
		if (w->word[i].at == t)
			hear(w, &w->word[i], NULL);
	}
}

/* sooner(best, after, t): The lesser of two moments that are later than ${after}. */
static instant_us
sooner(instant_us best, instant_us after, instant_us t)
{
	return (t > after && t < best ? t : best);
}

static instant_us
next_moment(const struct walk *w, instant_us after)
{
	instant_us t = sooner(EMBARGO_NEVER, after, w->public_at);

	t = sooner(t, after, end_due(w));
	t = sooner(t, after, w->c.deadline);
	for (size_t i = 0; i < w->b->steps; i++)
		t = sooner(t, after, w->b->step[i].at);
	for (size_t i = 0; i < w->words; i++)
		t = sooner(t, after, w->word[i].at);
	return (t);
}

/* walk_to(w, b, word, n, now): All that happened up to and at ${now}. */
static void
walk_to(struct walk *w, const struct embargo *b, const struct embargo_word *word, size_t n, instant_us now)
{
	*w = (struct walk){ .b = b, .word = word, .words = n, .public_at = EMBARGO_NEVER };
	w->c.deadline = EMBARGO_NEVER;
	for (size_t i = 0; i < b->signs; i++) {
		bool exploit = b->sign[i].event == CS_X;

		if (!exploit && b->sign[i].event != CS_P)
			continue;
		if (b->sign[i].at < w->public_at || (b->sign[i].at == w->public_at && !exploit)) {
			w->public_at = b->sign[i].at;
			w->public_by = exploit ? EMBARGO_OVER_EXPLOIT : EMBARGO_OVER_PUBLIC;
		}
	}
	for (instant_us t = next_moment(w, INT64_MIN); t <= now && t < EMBARGO_NEVER; t = next_moment(w, t)) {
		move_bulletin(w, t);
		move_participant(w, t);
	}
}

void
embargo_at(const struct embargo *b, instant_us now, struct embargo_state *s)
{
	struct walk w;

	walk_to(&w, b, NULL, 0, now);
	*s = (struct embargo_state){ .em = w.em,
		.revision = terms_there(&w) ? w.asked.revision : 0,
		.in_force = w.in_force.revision,
		.end = w.em == EM_EXITED ? w.ended : end_due(&w),
		.cause = w.cause };
	for (size_t i = 0; i < b->signs; i++) {
		if (b->sign[i].at <= now)
			s->cs |= CS_LETTER(b->sign[i].event);
	}
	s->cs = embargo_cs_closed(s->cs);
}

void
embargo_consent_at(const struct embargo *b, const struct embargo_word *word, size_t n, instant_us now,
    struct embargo_consent *c)
{
	struct walk w;

	walk_to(&w, b, word, n, now);
	*c = w.c;
}

int
embargo_may_step(const struct embargo *b, const struct embargo_step *step, struct err *e)
{
	struct walk w;

	walk_to(&w, b, NULL, 0, step->at);
	if (step->event == EM_PROPOSE && w.em != EM_EXITED) {
		if (step->at >= w.public_at)
			return (err_set(
			    e, ERR_DENIED, "propose is not possible: %s", embargo_cause_text(w.public_by)));
		if (step->end <= step->at)
			return (err_set(
			    e, ERR_DENIED, "the embargo would end before it begins; give a later end"));
		if (step->rsvp_hours != 0 && step->rsvp_hours < EMBARGO_RSVP_HOURS_MIN)
			return (err_set(e, ERR_DENIED, "%u hours to answer are too few; give at least %d",
			    step->rsvp_hours, EMBARGO_RSVP_HOURS_MIN));
	}
	return (do_step(&w, step, e));
}

int
embargo_may_say(const struct embargo *b, const struct embargo_word *word, size_t n,
    const struct embargo_word *said, struct err *e)
{
	struct walk w;

	walk_to(&w, b, word, n, said->at);
	return (hear(&w, said, e));
}

const char *
embargo_hint(const struct embargo_state *s)
{
	if ((s->cs & CS_LETTER(CS_A)) == 0 || (s->em != EM_ACTIVE && s->em != EM_REVISE))
		return (NULL);
	return ("attacks are seen: the embargo should end early; hasten the fix and decide on the end");
}

const char *
embargo_cause_text(enum embargo_cause cause)
{
	switch (cause) {
	case EMBARGO_OVER_TIME: return ("its time is over");
	case EMBARGO_OVER_DESK: return ("the desk ended it");
	case EMBARGO_OVER_PUBLIC: return ("the matter is public");
	case EMBARGO_OVER_EXPLOIT: return ("an exploit is public");
	default: return ("");
	}
}

const char *
embargo_cause_name(enum embargo_cause cause)
{
	static const char *const names[] = { [EMBARGO_HOLDS] = "holds",
		[EMBARGO_OVER_TIME] = "time",
		[EMBARGO_OVER_DESK] = "desk",
		[EMBARGO_OVER_PUBLIC] = "public",
		[EMBARGO_OVER_EXPLOIT] = "exploit" };

	return (names[cause]);
}
