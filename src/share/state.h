/*
 * What share knows of a case, as plain values.  Everything stands in entries
 * (share/item.h has the types of their bodies); this loads what was known by a
 * moment, in the order of the entries, so that all that decides, shows or
 * exports works on one picture and nothing else reads the index.
 *
 * Deadlines are values, states are answers: whether a consent holds or an
 * embargo has ended depends on the moment one asks about (share/embargo.h).
 */
#ifndef SHARE_STATE_H
#define SHARE_STATE_H

#include "base/arena.h"
#include "base/map.h"
#include "share/embargo.h"
#include "share/policy.h"
#include "store/case.h"

#define SHARE_NAME_MAX 64 /* Bytes of a party's name and of a bulletin's id. */

/* How an answer came: the partner's own signature, his client certificate, or somebody at the desk typed it. */
enum share_entered { ENTERED_DESK, ENTERED_SIGNATURE, ENTERED_CERTIFICATE };
const char *share_entered_name(enum share_entered how);

/* A key on file.  All "" where there is none. */
struct share_key {
	struct str scheme;      /* "openpgp" or "age". */
	struct str fingerprint; /* 40 hex digits, or the age recipient. */
	struct str sha256;      /* The key file, a blob. */
};

/* A person of the desk, or somebody who is told. */
struct party {
	uint64_t entry; /* The newest that describes it. */
	struct str name;
	bool person;
	uint32_t number; /* The copy number of its codewords, from 1, never given twice; 0 for persons. */
	enum policy_role role;
	struct str country; /* Two letters, or "". */
	bool duty_to_report;
	struct str tier, login;
	unsigned may; /* POLICY_STAGE bits: the kinds of content it may have at all. */
	struct str *contact;
	size_t contacts;
	struct share_key key, pending; /* pending: a changed key that waits for its second confirmation. */
	struct str pending_by;         /* Who entered that. */
	struct str certificate;        /* SHA-256 of its client certificate in hex, or "". */
	bool left;                     /* Takes no part any more. */
};

/* One revision of a bulletin. */
struct bulletin_revision {
	uint64_t entry;
	instant_us at;
	unsigned revision;
	struct str title, terms, by;
	struct str terms_sha256; /* Of the terms' bytes, in hex. */
	struct str *cve;
	size_t cves;
	instant_us embargo_end;
	struct str embargo_text; /* As it was typed, with its zone. */
	unsigned rsvp_hours;
	enum tlp tlp;
};

/* What somebody was asked or answered. */
struct consent {
	uint64_t entry;
	struct embargo_word word;
	uint32_t number; /* The party's. */
	enum share_entered entered;
	struct str terms_sha256;
};

struct approval {
	uint64_t entry;
	instant_us at;
	unsigned revision;
	enum policy_stage stage;
	struct str package_sha256, person, fingerprint;
	struct str used; /* The act that used it up, or "". */
};

/* One copy that was released. */
struct release {
	uint64_t entry;
	instant_us at;
	struct str act, package_sha256, codeword_sha256, manifest_sha256;
	uint32_t copy, number; /* number: the party's. */
	unsigned revision;
	enum policy_stage stage;
	/* Of the entry "sealed" that follows: sealed_sha256 is "" where that is gone. */
	struct str scheme, recipient, sealed_sha256;
	uint64_t sealed_bytes;
	instant_us acknowledged; /* When it was recorded that he acknowledged; 0 where he has not. */
	enum share_entered acknowledged_by;
	uint64_t downloads;
	instant_us downloaded; /* The last one. */
};

/* A package that was released: what trace reads marks back with. */
struct release_act {
	uint64_t entry;
	struct str act, package, package_sha256, blob, released_by;
	unsigned revision;
	enum policy_stage stage;
};

struct bulletin {
	struct str id;
	struct bulletin_revision *revision; /* Ordered; the last one holds. */
	size_t revisions, revisions_cap;
	struct str end_why;     /* What the desk gave as its reason to end the embargo, or "". */
	struct embargo embargo; /* Views of the next two. */
	struct embargo_step *step;
	size_t steps_cap;
	struct embargo_sign *sign;
	size_t signs_cap;
	struct consent *consent;
	size_t consents, consents_cap;
	struct approval *approval;
	size_t approvals, approvals_cap;
	struct release_act *act;
	size_t acts, acts_cap;
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
	struct str policy_sha256; /* "": the built-in one holds. */
	uint32_t last_number;     /* The highest party number given. */
	struct map copies;        /* Where each copy lay when it was loaded; ask share_copy. */
};

/*
 * share_load(s, c, as_of, e): All that was known by ${as_of} (INSTANT_MAX for
 * all) into the empty ${s}.  0 or a code.  Free ${s} in any case.
 */
int share_load(struct share *s, struct case_dir *c, instant_us as_of, struct err *e);
void share_free(struct share *s);

/* share_party(s, name), share_numbered(s, number), share_bulletin(s, id), share_copy(s, copy, of): or NULL. */
struct party *share_party(const struct share *s, struct str name);
struct party *share_numbered(const struct share *s, uint32_t number);
struct bulletin *share_bulletin(const struct share *s, struct str id);
struct release *share_copy(const struct share *s, uint32_t copy, struct bulletin **of);

/* bulletin_now(b): the revision that holds. */
static inline const struct bulletin_revision *
bulletin_now(const struct bulletin *b)
{
	return (&b->revision[b->revisions - 1]);
}

/*
 * bulletin_consent(b, number, now, c): A party's consent at ${now}; ERR_NOMEM.
 * bulletin_words(b, number, word, n, e): what was said to and by it, an array that the caller frees.
 */
int bulletin_consent(
    const struct bulletin *b, uint32_t number, instant_us now, struct embargo_consent *c, struct err *e);
int bulletin_words(
    const struct bulletin *b, uint32_t number, struct embargo_word **word, size_t *n, struct err *e);

/* bulletin_took_part(b, number): whether anything was said to or by it, or released to it. */
bool bulletin_took_part(const struct bulletin *b, uint32_t number);

#endif
