/*
 * OpenPGP by GPGME, which runs gpg, in a key home of its own: no keys and no
 * settings of the user, no web of trust, no look-up on any network, and no
 * agent, since no secret key of ours is ever needed.  A key is what its full
 * fingerprint says and nothing else; it is pinned by whoever calls.
 *
 * User ids are written by their owners: show them by base/escape.h only.
 * Times are those that the key and the signature claim.
 */
#ifndef SHARE_OPENPGP_H
#define SHARE_OPENPGP_H

#include "base/instant.h"
#include "share/pgp_packet.h"

#define OPENPGP_KEY_MAX    ((size_t)1 << 20)   /* Bytes of a key file. */
#define OPENPGP_SIGNED_MAX ((size_t)256 << 10) /* Bytes of a signed text with its signature. */

/* A key home, open.  One thread at a time. */
struct openpgp;

/* A public key.  A value type. */
struct openpgp_key {
	char fingerprint[PGP_FINGERPRINT + 1]; /* In capitals. */
	char user[256];                        /* The first user id, hostile, cut to fit. */
	instant_us created;
	instant_us expires; /* Of the primary key; 0 where it has no end. */
	bool revoked;
	bool expired;     /* Now. */
	bool can_encrypt; /* Some part of it can be sealed to now; false once revoked or expired. */
	bool can_sign;
};

/* How a statement was signed.  A value type. */
struct openpgp_signature {
	enum pgp_kind form;           /* PGP_CLEAR, PGP_MESSAGE or PGP_SIGNATURE (detached). */
	char by[PGP_FINGERPRINT + 1]; /* The key that signed: the pinned one or a subkey of it. */
	instant_us made;              /* As the signature claims. */
};

/*
 * openpgp_open(o, home, e): Open the key home in the folder ${home}, made
 * with mode 0700 if it is not there.  0; ERR_UNAVAILABLE where gpg is not
 * installed; ERR_DENIED where the folder is not the caller's alone.
 */
int openpgp_open(struct openpgp **o, const char *home, struct err *e);

/* openpgp_close(o): Done.  NULL is harmless. */
void openpgp_close(struct openpgp *o);

/*
 * openpgp_key_file(o, file, key, e): Read a key file, armoured or binary,
 * that holds exactly one public key.  The key home is left as it was.  0;
 * ERR_DENIED, with a warning for whoever sent it, where a secret key is in it;
 * ERR_LIMIT beyond OPENPGP_KEY_MAX; ERR_SYNTAX for all else.  An expired or
 * revoked key is read and said to be so.
 */
int openpgp_key_file(struct openpgp *o, struct str file, struct openpgp_key *key, struct err *e);

/*
 * openpgp_keep(o, file, fingerprint, e): Put the key of a file into the home,
 * if it is that of ${fingerprint}; a newer form of a key that is there is
 * merged with it, so what was revoked stays so.  As openpgp_key_file, and
 * ERR_DENIED where the fingerprint is another.
 */
int openpgp_keep(struct openpgp *o, struct str file, const char *fingerprint, struct err *e);

/* openpgp_find(o, fingerprint, key, e): The key of the home with this fingerprint.  0 or ERR_NOTFOUND. */
int openpgp_find(struct openpgp *o, const char *fingerprint, struct openpgp_key *key, struct err *e);

/*
 * openpgp_ready(o, fingerprint, e): Can this key of the home be sealed to now?
 * 0; ERR_NOTFOUND; or ERR_DENIED, saying whether it is revoked, expired or not
 * made for it.
 */
int openpgp_ready(struct openpgp *o, const char *fingerprint, struct err *e);

/*
 * openpgp_seal(o, fingerprint, in, out, e): Read ${in} to its end and write it,
 * sealed to that key of the home alone and not compressed, to ${out}.  0;
 * a code of openpgp_ready; or ERR_IO; what was written then is of no use.
 */
int openpgp_seal(struct openpgp *o, const char *fingerprint, int in, int out, struct err *e);

/*
 * openpgp_verify(o, fingerprint, file, statement, sig, e): Is ${file} the
 * ${statement}, signed once by the key of ${fingerprint} or a subkey of it?
 * It may be clear-signed, a signed message, or a signature kept apart; line
 * ends count as OpenPGP counts them in text (CR LF is LF; in a clear-signed
 * text blanks at the end of a line do not count).  The key must not be revoked,
 * nor have been expired when the signature says that it was made.  SHA-1, MD5
 * and RIPEMD-160 are refused.  0 with ${sig} filled in; ERR_SYNTAX: not a
 * signed text of a form that is read here; ERR_DENIED: another text, another
 * key, or a signature that does not count; ERR_NOTFOUND: the key is not in the
 * home.  ${e} says which.
 */
int openpgp_verify(struct openpgp *o, const char *fingerprint, struct str file, struct str statement,
    struct openpgp_signature *sig, struct err *e);

#endif
