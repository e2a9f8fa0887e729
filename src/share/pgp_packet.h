/*
 * The outside of OpenPGP (RFC 4880): armour, and the sequence of packets.
 * GnuPG does the cryptography and reads what is inside packets; but what it
 * passes over in silence (text around the armour, a second key or signature, a
 * secret key among public ones, a compressed gigabyte) is refused here before
 * it sees a byte.
 */
#ifndef SHARE_PGP_PACKET_H
#define SHARE_PGP_PACKET_H

#include "base/buf.h"

#define PGP_FINGERPRINT 40 /* Hex digits of a version 4 fingerprint. */

/* What the first line of the armour says, or PGP_BINARY where there is none. */
enum pgp_kind { PGP_BINARY, PGP_PUBLIC, PGP_SECRET, PGP_MESSAGE, PGP_SIGNATURE, PGP_CLEAR };

enum pgp_tag {
	PGP_TAG_SIGNATURE = 2,
	PGP_TAG_SECRET = 5,
	PGP_TAG_ONE_PASS = 4,
	PGP_TAG_KEY = 6,
	PGP_TAG_SECRET_SUBKEY = 7,
	PGP_TAG_COMPRESSED = 8,
	PGP_TAG_MARKER = 10,
	PGP_TAG_LITERAL = 11,
	PGP_TAG_TRUST = 12,
	PGP_TAG_USER = 13,
	PGP_TAG_SUBKEY = 14,
	PGP_TAG_ATTRIBUTE = 17
};

/* pgp_kind_of(file): What ${file} begins with. */
enum pgp_kind pgp_kind_of(struct str file);

/*
 * pgp_dearmour(b, file, e): Append the packets of ${file}, whose armour, if it
 * has one (not PGP_CLEAR), must be all that there is but for blank lines
 * around it.  0, or ERR_SYNTAX.
 */
int pgp_dearmour(struct buf *b, struct str file, struct err *e);

/* One packet.  ${body} is a view into what it was taken from, or into the buffer given. */
struct pgp_packet {
	unsigned tag;
	struct str whole; /* With its header. */
	struct str body;
};

/*
 * pgp_next(rest, p, joined, e): Take the next packet off ${*rest}.  A body
 * that comes in parts is put together in ${joined}, which is cleared first
 * and may be NULL where such bodies are refused.  1, 0 at the end, ERR_SYNTAX,
 * or ERR_LIMIT where ${joined} is full.
 */
int pgp_next(struct str *rest, struct pgp_packet *p, struct buf *joined, struct err *e);

/*
 * pgp_key_check(fingerprint, packets, e): Are ${packets} exactly one public
 * key of version 4, with its user ids, subkeys and their signatures?  Its
 * fingerprint is computed into the 41 characters at ${fingerprint}.  0;
 * ERR_DENIED, with a warning for whoever sent it, where there is a secret key;
 * ERR_SYNTAX for all else.
 */
int pgp_key_check(char *fingerprint, struct str packets, struct err *e);

/*
 * pgp_message(text, signature, packets, e): Take a signed message, compressed
 * at most once, apart: append its text to ${text}, whose maximum holds for
 * what was compressed too, and its one signature, as a packet, to
 * ${signature}.  1; 0 where there is a signature and no text, as in a file
 * that holds a signature alone; ERR_SYNTAX; ERR_DENIED where there are several
 * signatures; ERR_LIMIT.
 */
int pgp_message(struct buf *text, struct buf *signature, struct str packets, struct err *e);

/*
 * pgp_signature_check(signature, e): Is this one signature of version 4 over a
 * text, by a hash that is still good?  0, ERR_SYNTAX or ERR_DENIED.
 */
int pgp_signature_check(struct str signature, struct err *e);

/*
 * pgp_clear(text, signature, file, e): Take a clear-signed file apart: the
 * text, without dash escapes and with "\n" behind each line, is appended to
 * ${text}, the packets of the signature to ${signature}.  Nothing may stand
 * before or behind.  0 or ERR_SYNTAX.
 */
int pgp_clear(struct buf *text, struct buf *signature, struct str file, struct err *e);

#endif
