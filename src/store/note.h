/*
 * Signed notes (c2sp.org/signed-note): a text that ends in a newline, a blank
 * line, and one line per signature, "— NAME base64(key id, signature)".  Only
 * Ed25519 (type 0x01) is made and checked here; signatures by keys that nobody
 * asked about are passed over, as the format wants, so that a note may carry
 * those of witnesses.  The verifier and signer keys are struct note_key of
 * store/record.h, which also declares vkey_parse and vkey_put.
 */
#ifndef STORE_NOTE_H
#define STORE_NOTE_H

#include "store/record.h"

#define NOTE_MAX        ((size_t)1 << 20) /* Bytes of a note. */
#define NOTE_SIGNATURES 100               /* Signature lines in one note. */

/*
 * note_name_ok(name): Is this a key name: not empty, UTF-8, no plus sign, no Unicode space, no control
 * character?
 */
bool note_name_ok(struct str name);

/*
 * note_key_id(id, key): The four bytes that name a key in a signature: SHA-256(name, 0x0A, 0x01, public
 * key)[:4].
 */
void note_key_id(unsigned char id[4], const struct note_key *key);

/*
 * note_split(note, text, signatures, e): Cut a note into its text, whose last
 * byte is a newline, and its signature lines, without checking any.  0, or
 * ERR_SYNTAX where it is none.
 */
int note_split(struct str note, struct str *text, struct str *signatures, struct err *e);

/*
 * note_open(note, key, text, e): The text of a note that ${key} has signed, a
 * view into ${note}.  0, ERR_SYNTAX where it is no note, ERR_CORRUPT where
 * ${key} did not sign it or a signature under its name does not fit.
 */
int note_open(struct str note, const struct note_key *key, struct str *text, struct err *e);

/* note_sign(b, text, key): Append ${text}, which ends in a newline, signed by ${key}; see buf_error. */
void note_sign(struct buf *b, struct str text, const struct note_key *key);

#endif
