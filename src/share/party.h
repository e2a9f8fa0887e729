/*
 * Persons of the desk and partners: who may approve, and who may be told.
 *
 * A key is pinned by its full fingerprint when it is first entered.  A changed
 * key waits until a second person confirms the new fingerprint; the old one
 * holds until then, so that whoever can forge a mail or use one desk's
 * keyboard cannot have an embargoed package sealed to himself.
 */
#ifndef SHARE_PARTY_H
#define SHARE_PARTY_H

#include "base/jsonw.h"
#include "share/sealer.h"
#include "share/state.h"

#define PARTY_CONTACTS_MAX 16

/* What to enter.  A p of NULL, or a false has_, leaves what is on file as it is. */
struct party_change {
	bool person; /* Of the desk; else a partner. */
	struct str name;
	bool has_role, has_duty, has_may, has_contacts;
	enum policy_role role;
	struct str country; /* "" forgets it; so do tier and login. */
	bool duty_to_report;
	struct str tier, login;
	unsigned may;
	struct str contact[PARTY_CONTACTS_MAX];
	size_t contacts;
	struct str key_file;    /* Its bytes. */
	struct str certificate; /* Bytes of a client certificate, PEM or DER. */
	struct str left;        /* Not NULL: it takes no part any more, and why. */
	struct str by;          /* Who enters it. */
	enum tlp tlp;
};

/* What became of it. */
struct party_done {
	uint64_t entry;   /* That says it, new or not. */
	bool added;       /* False: all of it was on file already. */
	bool key_pending; /* A changed key waits for its confirmation. */
};

/*
 * party_name_check(name, e): Whether ${name} can name a party: 1 to
 * SHARE_NAME_MAX bytes of UTF-8 without control characters, not beginning or
 * ending with a blank.  party_id_check: a bulletin's id: letters, digits, ".",
 * "_" and "-", the first a letter or digit.  0 or ERR_USAGE.
 */
int party_name_check(struct str name, struct err *e);
int party_id_check(struct str id, struct err *e);

/*
 * party_put(c, s, change, done, e): Enter ${change}.  The key is read by
 * ${s}; one that is expired, revoked or cannot be sealed to is refused (a
 * person's must be able to sign).  0 with ${*done}; ERR_USAGE where the name
 * is that of another kind of party; or the code of what was wrong.
 */
int party_put(struct case_dir *c, struct sealers *s, const struct party_change *change,
    struct party_done *done, struct err *e);

/*
 * party_confirm(c, name, fingerprint, by, entry, e): The second confirmation
 * of a changed key, by a person on file who did not enter it.  0; ERR_NOTFOUND
 * where no such key waits; ERR_DENIED.
 */
int party_confirm(struct case_dir *c, struct str name, struct str fingerprint, struct str by, uint64_t *entry,
    struct err *e);

/*
 * party_stage(c, bytes, blob, hex, e): Stage what somebody gave (a key, a signed statement) as a blob; its
 * name is appended to ${hex}.
 */
int party_stage(struct case_dir *c, struct str bytes, struct blob **blob, struct buf *hex, struct err *e);

/* party_state(p): "active", "key change waits", "no key" or "left". */
const char *party_state(const struct party *p);

/* party_home(c, out, n): the folder of the case's OpenPGP keys. */
void party_home(const struct case_dir *c, char *out, size_t n);

/* party_may_json(w, may): The member "may", an array of the names of stages. */
void party_may_json(struct jsonw *w, unsigned may);

/*
 * party_seal_ready(c, s, p, by, e): Have the key of ${p} in the home of ${s}
 * and ready to be sealed to; ${*by} is its sealer.  0, or why not.
 */
int party_seal_ready(
    struct case_dir *c, struct sealers *s, const struct party *p, const struct sealer **by, struct err *e);

/*
 * party_signed(c, s, p, signed, statement, e): Is ${signed} the ${statement}
 * signed by the key on file of ${p}?  0, ERR_DENIED, ERR_SYNTAX as
 * openpgp_verify.
 */
int party_signed(struct case_dir *c, struct sealers *s, const struct party *p, struct str signed_file,
    struct str statement, struct err *e);

/* party_signed_at(c, s, p, signed, statement, made, e): The same, and when the signature says that it was made. */
int party_signed_at(struct case_dir *c, struct sealers *s, const struct party *p, struct str signed_file,
    struct str statement, instant_us *made, struct err *e);

#endif
