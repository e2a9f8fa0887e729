/*
 * Hashes, encodings, randomness and signatures, over OpenSSL 3.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/buf.h"

#define SHA256_BYTES 32
#define SHA256_HEX   64

struct sha256 {
	unsigned char b[SHA256_BYTES];
};

/* A running SHA-256 (FIPS 180-4).  Opaque; NULL without memory. */
struct hash;
struct hash *hash_new(void);
void hash_update(struct hash *h, const void *p, size_t n);
struct sha256 hash_final(struct hash *h); /* Frees ${h}. */
void hash_free(struct hash *h);           /* For one that is not finished; NULL is harmless. */

/* sha256_of(s): the hash of a view.  sha256_of2(a, b): of the bytes of ${a} followed by those of ${b}. */
struct sha256 sha256_of(struct str s);
struct sha256 sha256_of2(struct str a, struct str b);
bool sha256_eq(const struct sha256 *a, const struct sha256 *b);

/* sha256_of_fd(fd, sha, bytes, e): Of all of a file, from its start by pread; its size too.  0, ERR_IO or ERR_NOMEM. */
int sha256_of_fd(int fd, struct sha256 *sha, uint64_t *bytes, struct err *e);

/* hmac_sha256(key, text): HMAC (RFC 2104). */
struct sha256 hmac_sha256(struct str key, struct str text);

/*
 * The same for many texts under one key, which is hashed once.  hmac_new(key): NULL without memory; it keeps
 * what it needs of ${key}.  hmac_of(h, text): for one thread at a time.  hmac_free(h): NULL is harmless.
 */
struct hmac;
struct hmac *hmac_new(struct str key);
struct sha256 hmac_of(struct hmac *h, struct str text);
void hmac_free(struct hmac *h);

/*
 * hex_put(b, p, n): lower-case hex.  hex_read(out, n, text): exactly 2n digits of either case into ${n}
 * bytes; 0 or -1.
 */
void hex_put(struct buf *b, const void *p, size_t n);
int hex_read(void *out, size_t n, struct str text);

/* base64_put(b, p, n): standard alphabet with padding (RFC 4648).  base64_read(b, text): strict; 0 or -1. */
void base64_put(struct buf *b, const void *p, size_t n);
int base64_read(struct buf *b, struct str text);

/* random_bytes(p, n): from the system; aborts if it has none, since nothing sensible can follow. */
void random_bytes(void *p, size_t n);

/* wipe(p, n): overwrite a secret in a way the compiler keeps. */
void wipe(void *p, size_t n);

/* Ed25519 (RFC 8032): 32-byte seed and public key, 64-byte signature.  All return 0 or -1. */
int ed25519_public(unsigned char pub[32], const unsigned char seed[32]);
int ed25519_sign(unsigned char sig[64], const unsigned char seed[32], struct str text);
int ed25519_verify(const unsigned char sig[64], const unsigned char pub[32], struct str text);

#endif
