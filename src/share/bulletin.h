/*
 * Bulletins: what is under embargo until when, on which terms, and who is
 * asked to keep it.  Every function is one commit that looks at what is on
 * file under the lock, and asks the tables of share/embargo.h whether the act
 * is possible: a refusal is ERR_DENIED with the reason and what to do instead.
 */
#ifndef SHARE_BULLETIN_H
#define SHARE_BULLETIN_H

#include "share/state.h"

#define BULLETIN_CVES_MAX  64
#define BULLETIN_TEXT_MAX  200                /* Bytes of a title or a reason. */
#define BULLETIN_TERMS_MAX ((size_t)64 << 10) /* Bytes of the terms. */
#define BULLETIN_RSVP_MAX  8784               /* Hours: a leap year. */

/* What to say.  A p of NULL, a NULL array, 0 hours or a false has_ leaves it as it is. */
struct bulletin_change {
	struct str id;
	struct str title, terms;
	struct str cve[BULLETIN_CVES_MAX];
	size_t cves;
	struct str embargo_text; /* As it was typed; bulletin_end_read. */
	instant_us embargo_end;
	unsigned rsvp_hours;
	const struct str *invite; /* Names; NULL invites all partners, coordinators and finders. */
	size_t invites;
	bool has_tlp;
	enum tlp tlp;
	struct str by;
};

/*
 * bulletin_end_read(end, text, e): The end of an embargo, which has an hour
 * and a zone: ERR_USAGE for a date alone or a time without zone, since "9
 * March" ends 26 hours apart around the world.
 */
int bulletin_end_read(instant_us *end, struct str text, struct err *e);

/*
 * bulletin_check(x, e): Whether texts, CVEs and hours of ${x} are of a form
 * that can be kept.  0 or ERR_USAGE.  All that follows begins with it.
 */
int bulletin_check(const struct bulletin_change *x, struct err *e);

/*
 * bulletin_open(c, x, invited, e): Open a bulletin and invite; ${*invited}
 * counts.  ERR_EXISTS, ERR_NOTFOUND for a name that is not on file,
 * ERR_DENIED.
 */
int bulletin_open(struct case_dir *c, const struct bulletin_change *x, size_t *invited, struct err *e);

/* bulletin_revise(c, x, e): A new revision in which only what ${x} names is changed; invites nobody. */
int bulletin_revise(struct case_dir *c, const struct bulletin_change *x, struct err *e);

/* bulletin_end(c, id, why, by, e): End its embargo early. */
int bulletin_end(struct case_dir *c, struct str id, struct str why, struct str by, struct err *e);

/* What happened in the case. */
struct bulletin_happening {
	enum embargo_cs_event event;
	struct instant happened;
	struct str source; /* Who says so; empty: the desk. */
	bool has_tlp;      /* Else that of the bulletin. */
	enum tlp tlp;
	struct str by;
};

/* bulletin_happened(c, id, h, e): Record it. */
int bulletin_happened(struct case_dir *c, struct str id, const struct bulletin_happening *h, struct err *e);

/* bulletin_invite(c, id, name, n, by, e): Invite further parties; all of them or nobody. */
int bulletin_invite(
    struct case_dir *c, struct str id, const struct str *name, size_t n, struct str by, struct err *e);

/* One who takes part, as of a moment. */
struct participant {
	const struct party *party; /* NULL where the party's entry is gone. */
	uint32_t number;
	struct embargo_consent consent;
	const struct consent *answer; /* His own last word; NULL where he said none. */
};

/* bulletin_answer(b, number): The last that a party answered, whoever entered it; NULL where it said nothing. */
const struct consent *bulletin_answer(const struct bulletin *b, uint32_t number);

/*
 * bulletin_participants(b, s, now, who, n, e): Everyone who was asked or told,
 * the finder first, since it was he who told us, then by name.  The caller
 * frees ${*who}.
 */
int bulletin_participants(const struct bulletin *b, const struct share *s, instant_us now,
    struct participant **who, size_t *n, struct err *e);

/*
 * bulletin_consent_body(b, party, action, how, by): The body of a "consent" on
 * the revision that holds, for share/consent.c too.
 */
json_t *bulletin_consent_body(const struct bulletin *b, const struct party *party, const char *action,
    enum share_entered how, struct str by);

#endif
