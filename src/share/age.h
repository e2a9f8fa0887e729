/*
 * The age file format, version 1 (c2sp.org/age, age-encryption.org/v1), with
 * its X25519 recipients, over libcrypto: a header that wraps a fresh file key
 * for one recipient and carries a MAC, then the payload in chunks of 64 KiB,
 * each under ChaCha20-Poly1305 with its number and whether it is the last.
 * Sealing needs no secret of ours and writes what Debian's age opens.  Opening
 * is for the tests and the lab; it takes one identity.
 *
 * A recipient is pinned by its name (age1 and 58 characters), so a key has one
 * name only: capitals, a point that is not reduced, and the points of low
 * order, with which anyone could read the file, are refused.
 */
#ifndef SHARE_AGE_H
#define SHARE_AGE_H

#include "base/buf.h"

#define AGE_RECIPIENT_CHARS 62
#define AGE_IDENTITY_CHARS  74
#define AGE_KEY_FILE_MAX    ((size_t)16 << 10)

/* Whom a file is sealed to: a point on Curve25519.  A value type. */
struct age_recipient {
	unsigned char point[32];
};

/* Who can open it.  Kept in place, never copied, and wiped. */
struct age_identity {
	unsigned char secret[32];
};

/*
 * age_recipient_parse(r, text, e): Read all of ${text}, "age1...".  0, or
 * ERR_SYNTAX saying why it is none.
 */
int age_recipient_parse(struct age_recipient *r, struct str text, struct err *e);

/* age_recipient_put(b, r): Append its name. */
void age_recipient_put(struct buf *b, const struct age_recipient *r);

/*
 * age_key_file(r, file, e): Read a recipient's file: one name on a line of its
 * own; empty lines and lines that begin with "#" are passed over.  0;
 * ERR_SYNTAX where there is none or more than one, or where the name is of
 * another kind (a plugin's, a post-quantum one, an SSH key); ERR_DENIED, with
 * a warning for whoever sent it, where the file holds a secret identity;
 * ERR_LIMIT beyond AGE_KEY_FILE_MAX.
 */
int age_key_file(struct age_recipient *r, struct str file, struct err *e);

/* age_key_file_like(file): Does this look like a file for age_key_file?  A good guess, no check. */
bool age_key_file_like(struct str file);

/* age_identity_new(id): A fresh one. */
void age_identity_new(struct age_identity *id);

/* age_identity_parse(id, text, e): Read all of ${text}, "AGE-SECRET-KEY-1...".  0, or ERR_SYNTAX. */
int age_identity_parse(struct age_identity *id, struct str text, struct err *e);

/* age_identity_put(b, id): Append it as text; whoever asks wipes ${b}. */
void age_identity_put(struct buf *b, const struct age_identity *id);

/* age_identity_wipe(id): Overwrite it. */
void age_identity_wipe(struct age_identity *id);

/* age_identity_recipient(r, id, e): The recipient that ${id} opens for.  0 or ERR_INTERNAL. */
int age_identity_recipient(struct age_recipient *r, const struct age_identity *id, struct err *e);

/*
 * age_seal(to, in, out, e): Read descriptor ${in} to its end and write it,
 * sealed to ${to} alone, to ${out}.  Neither need be a file; memory is
 * bounded.  0, or ERR_IO or another code; what was written then is of no use.
 */
int age_seal(const struct age_recipient *to, int in, int out, struct err *e);

/*
 * age_open(id, in, out, e): Read a sealed file from ${in} and write what is
 * inside to ${out}, chunk by chunk as each proves authentic; only 0 says that
 * all of it came.  ERR_SYNTAX: not such a file; ERR_DENIED: not sealed to
 * ${id}; ERR_CORRUPT: changed, cut short, or with something behind its end.
 */
int age_open(const struct age_identity *id, int in, int out, struct err *e);

#endif
