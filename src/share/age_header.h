/*
 * The header of an age file: lines of text that wrap the file key, and a MAC
 * over them.  A part of share/age.h; nothing else needs it.
 */
#ifndef SHARE_AGE_HEADER_H
#define SHARE_AGE_HEADER_H

#include "share/age.h"

#define AGE_FILE_KEY   16
#define AGE_HEADER_MAX ((size_t)64 << 10)

/*
 * age_derive(key, secret, salt, info): HKDF-SHA-256 (RFC 5869) of ${secret} to
 * the 32 bytes of ${key}.
 */
void age_derive(unsigned char key[32], struct str secret, struct str salt, struct str info);

/* age_x25519(out, secret, point): X25519 (RFC 7748).  0, or -1 where the result is zero. */
int age_x25519(unsigned char out[32], const unsigned char secret[32], const unsigned char point[32]);

/* age_public(out, secret): the point that belongs to ${secret}.  0 or -1. */
int age_public(unsigned char out[32], const unsigned char secret[32]);

/*
 * age_chacha(out, key, nonce, text, seal): ChaCha20-Poly1305 (RFC 8439)
 * without additional data: sealing writes the text and 16 bytes of tag,
 * opening what is left without them.  0, or -1 (opening: not authentic).
 */
struct age_cipher;
struct age_cipher *age_cipher_new(const unsigned char key[32], bool seal);
int age_cipher_run(struct age_cipher *c, const unsigned char nonce[12], struct str text, unsigned char *out);
void age_cipher_free(struct age_cipher *c);

/*
 * age_header_make(b, to, file_key, e): Append the header that wraps
 * ${file_key} for ${to}.  0, or a negative code.
 */
int age_header_make(
    struct buf *b, const struct age_recipient *to, const unsigned char file_key[AGE_FILE_KEY], struct err *e);

/*
 * age_header_length(bytes): how many of ${bytes}, the beginning of a file, are
 * its header; 0 where its last line is not complete there.
 */
size_t age_header_length(struct str bytes);

/*
 * age_header_open(file_key, header, id, e): Unwrap the file key and check the
 * MAC.  0, ERR_SYNTAX, ERR_DENIED or ERR_CORRUPT, as age_open.
 */
int age_header_open(
    unsigned char file_key[AGE_FILE_KEY], struct str header, const struct age_identity *id, struct err *e);

#endif
