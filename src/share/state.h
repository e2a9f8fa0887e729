/*
 * What share knows of a case, as plain values.  Everything stands in entries
 * (see share/fold.c for the types of their bodies); this loads what was known
 * by a moment and orders it by entry, so that all that decides, shows or
 * exports works on one picture and none reads the index by itself.
 *
 * Deadlines are values, states are answers: whether a consent holds or an
 * embargo has ended depends on the moment one asks about, so the functions
 * below take it.
 */
#ifndef SHARE_STATE_H
#define SHARE_STATE_H

#include "base/arena.h"
#include "share/embargo.h"
#include "share/policy.h"
#include "store/case.h"

#define SHARE_ID_MAX    64 /* Bytes of a bulletin's id and of a name. */
#define SHARE_RSVP      168
#define SHARE_RSVP_LEAST 72

enum share_role { ROLE_PARTNER, ROLE_FINDER, ROLE_COORDINATOR, ROLE_INSIDER, ROLE_DESK };
enum share_entered { ENTERED_DESK, ENTERED_SIGNATURE, ENTERED_CERTIFICATE };

/* role_name(r) and entered_name(e): the word that files and lines use.  role_parse: its inverse. */
const char *role_name(enum share_role role);
int role_parse(enum share_role *role, struct str text, struct err *e);
const char *entered_name(enum share_entered how);

/* A key as it is on file.  All "" where there is none. */
struct share_key {
	struct str scheme;      /* "openpgp" or "age". */
	struct str fingerprint; /* 40 hex digits, or the age recipient. */
	struct str sha256;      /* The key file, a blob. */
};

/* A person of the desk (role desk), or somebody who is told. */
struct party {
	uint64_t entry; /* The newest that describes it. */
	struct str name;
	uint32_t number; /* The copy number of its codewords, from 1, never given twice; 0 for persons. */
	enum share_role role;
	struct str country; /* Two letters, or "". */
	bool duty_to_report;
	struct str tier;
	unsigned may;                         /* Bits 1 << stage: the kinds of content it may have at all. */
	struct str *contact, login;           /* contacts: how to reach it; login: a person's at the desk. */
	size_t contacts;
	struct share_key key, pending;        /* pending: a changed key that waits for its confirmation. */
	uint64_t pending_entry;
	struct str pending_by;                /* Who entered it. */
	struct str certificate;               /* SHA-256 of his client certificate, in hex, or "". */
	bool left;                            /* No longer takes part. */
};

/* One revision of a bulletin. */
struct bulletin_revision {
	uint64_t entry;
	instant_us at;
	unsigned revision;
	struct str title, terms, why;
	struct str *cve;
	size_t cves;
	instant_us embargo_end;
	struct str embargo_text; /* As it was typed, with its zone. */
	unsigned rsvp_hours;
	enum tlp tlp;
};

/* Something that happened to a bulletin: an event of its case state, or its early end. */
struct bulletin_event {
	uint64_t entry;
	instant_us at;   /* When it happened: the latest moment of the interval. */
	bool end;        /* The desk ended the embargo; else: */
	enum cs_event cs;
	struct str why;
};

/* What somebody was asked and answered. */
struct consent {
	uint64_t entry;
	instant_us at; /* When it was recorded. */
	unsigned revision;
	struct str partner;
	enum pec_event event; /* Invite, accept or decline. */
	enum share_entered entered;
	struct str terms_sha256;
};

struct approval {
	uint64_t entry;
	instant_us at;
	unsigned revision;
	enum share_stage stage;
	struct str package_sha256, person;
	struct str used; /* The act that used it up, or "". */
};

/* One copy that was released. */
struct release {
	uint64_t entry;
	instant_us at;
	struct str act, partner, package_sha256, codeword_sha256, manifest_sha256;
	uint32_t copy, number;
	unsigned revision;
	enum share_stage stage;
	/* Of its entry "sealed"; sealed_entry is 0 and the rest "" where that was erased. */
	uint64_t sealed_entry;
	struct str scheme, recipient, sealed_sha256;
	uint64_t sealed_bytes;
	/* What he said and did. */
	uint64_t acknowledged; /* The entry, or 0 (entry 0 can be no acknowledgement). */
	instant_us acknowledged_at;
	enum share_entered acknowledged_by;
	uint64_t downloads;
	instant_us downloaded_at; /* The last one. */
};

struct bulletin {
	struct str id;
	struct bulletin_revision *revision; /* Ordered; the last one holds. */
	size_t revisions, revisions_cap;
	struct bulletin_event *event;
	size_t events, events_cap;
	struct consent *consent;
	size_t consents, consents_cap;
	struct approval *approval;
	size_t approvals, approvals_cap;
	struct release *release;
	size_t releases, releases_cap;
};

/* A zeroed one is empty. */
struct share {
	struct arena arena; /* All views. */
	struct party *party;
	size_t parties, parties_cap;
	struct bulletin *bulletin;
	size_t bulletins, bulletins_cap;
	uint64_t policy_entry; /* 0: the built-in one holds. */
	struct str policy_sha256;
	uint32_t last_number; /* The highest number given. */
};

/*
 * share_load(s, c, as_of, e): All that was known by ${as_of} (INSTANT_MAX for
 * all) into the empty ${s}.  0 or a code.  Free ${s} in any case.
 */
int share_load(struct share *s, struct case_dir *c, instant_us as_of, struct err *e);
void share_free(struct share *s);

/* share_party(s, name), share_bulletin(s, id): NULL where there is none.  Names compare as they are typed. */
struct party *share_party(const struct share *s, struct str name);
struct bulletin *share_bulletin(const struct share *s, struct str id);
struct release *share_release(const struct share *s, uint32_t copy, struct bulletin **of);

/* bulletin_now(b): the revision that holds. */
static inline const struct bulletin_revision *
bulletin_now(const struct bulletin *b)
{
	return (&b->revision[b->revisions - 1]);
}

/*
 * bulletin_em(b, now, ended), bulletin_cs(b, now), bulletin_consent(b,
 * partner, now, deadline): the embargo's state, the case's and a partner's
 * consent at a moment.  ${*ended} is when and ${*deadline} by when he must
 * answer (0 where that does not apply); either may be NULL.
 */
enum em_state bulletin_em(const struct bulletin *b, instant_us now, instant_us *ended);
struct cs bulletin_cs(const struct bulletin *b, instant_us now);
enum pec_state bulletin_consent(
    const struct bulletin *b, struct str partner, instant_us now, instant_us *deadline);

#endif
