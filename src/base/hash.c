/* Hashes and signatures over OpenSSL's EVP interface; see the header. */
#include "base/hash.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <stdlib.h>

#include "base/file.h"

/* Bytes of a file hashed at once. */
#define BLOCK ((size_t)256 << 10)

struct hash {
	EVP_MD_CTX *ctx;
};

struct hash *
hash_new(void)
{
	struct hash *h = malloc(sizeof(*h));

	if (h == NULL)
		return (NULL);
	if ((h->ctx = EVP_MD_CTX_new()) == NULL || EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL) != 1) {
		hash_free(h);
		return (NULL);
	}
	return (h);
}

void
hash_update(struct hash *h, const void *p, size_t n)
{
	if (EVP_DigestUpdate(h->ctx, p, n) != 1)
		abort();
}

struct sha256
hash_final(struct hash *h)
{
	struct sha256 out;

	if (EVP_DigestFinal_ex(h->ctx, out.b, NULL) != 1)
		abort();
	hash_free(h);
	return (out);
}

void
hash_free(struct hash *h)
{
	if (h == NULL)
		return;
	EVP_MD_CTX_free(h->ctx);
	free(h);
}

struct sha256
sha256_of(struct str s)
{
	return (sha256_of2(s, STR("")));
}

struct sha256
sha256_of2(struct str a, struct str b)
{
	struct hash *h = hash_new();

	if (h == NULL)
		abort();
	hash_update(h, a.p, a.n);
	hash_update(h, b.p, b.n);
	return (hash_final(h));
}

int
sha256_of_fd(int fd, struct sha256 *sha, uint64_t *bytes, struct err *e)
{
	char *block = malloc(BLOCK);
	struct hash *h = hash_new();
	ssize_t n;
	int rc;

	*bytes = 0;
	if (block == NULL || h == NULL) {
		free(block);
		hash_free(h);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	while ((n = file_pread(fd, block, BLOCK, *bytes)) > 0) {
		hash_update(h, block, (size_t)n);
		*bytes += (uint64_t)n;
	}
	rc = n < 0 ? err_sys(e, "cannot read") : 0;
	*sha = hash_final(h);
	free(block);
	return (rc);
}

bool
sha256_eq(const struct sha256 *a, const struct sha256 *b)
{
	return (CRYPTO_memcmp(a->b, b->b, SHA256_BYTES) == 0);
}

struct sha256
hmac_sha256(struct str key, struct str text)
{
	struct sha256 out;
	unsigned n = SHA256_BYTES;

	if (key.n > INT32_MAX ||
	    HMAC(EVP_sha256(), key.p, (int)key.n, (const unsigned char *)text.p, text.n, out.b, &n) == NULL)
		abort();
	return (out);
}

struct hmac {
	EVP_MAC *mac;
	EVP_MAC_CTX *ctx;
};

struct hmac *
hmac_new(struct str key)
{
	struct hmac *h = calloc(1, sizeof(*h));
	OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(
				    OSSL_MAC_PARAM_DIGEST, (char[]){ "SHA256" }, 0),
		OSSL_PARAM_construct_end() };

	if (h == NULL)
		return (NULL);
	h->mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	h->ctx = h->mac != NULL ? EVP_MAC_CTX_new(h->mac) : NULL;
	if (h->ctx == NULL || EVP_MAC_init(h->ctx, (const unsigned char *)key.p, key.n, params) != 1) {
		hmac_free(h);
		return (NULL);
	}
	return (h);
}

struct sha256
hmac_of(struct hmac *h, struct str text)
{
	struct sha256 out;
	size_t n;

	/* Without a key it begins again under the one that it has. */
	if (EVP_MAC_init(h->ctx, NULL, 0, NULL) != 1 ||
	    EVP_MAC_update(h->ctx, (const unsigned char *)text.p, text.n) != 1 ||
	    EVP_MAC_final(h->ctx, out.b, &n, sizeof(out.b)) != 1 || n != sizeof(out.b))
		abort();
	return (out);
}

void
hmac_free(struct hmac *h)
{
	if (h == NULL)
		return;
	EVP_MAC_CTX_free(h->ctx);
	EVP_MAC_free(h->mac);
	free(h);
}

void
hex_put(struct buf *b, const void *p, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	const unsigned char *u = p;
	char *to = n > SIZE_MAX / 2 ? NULL : buf_reserve(b, n * 2);

	if (to == NULL)
		return;
	for (size_t i = 0; i < n; i++) {
		to[2 * i] = digit[u[i] >> 4];
		to[2 * i + 1] = digit[u[i] & 15];
	}
	b->n += n * 2;
}

/* The value of a hex digit plus one, 0 for any other byte: a table, since millions of hashes are read. */
static const unsigned char NIBBLE[256] = {
	['0'] = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ['A'] = 11, 12, 13, 14, 15, 16, ['a'] = 11, 12, 13, 14, 15, 16
};

int
hex_read(void *out, size_t n, struct str text)
{
	const unsigned char *t = (const unsigned char *)text.p;
	unsigned char *u = out;

	if (text.n != n * 2)
		return (-1);
	for (size_t i = 0; i < n; i++) {
		unsigned hi = NIBBLE[t[2 * i]], lo = NIBBLE[t[2 * i + 1]];

		if (hi == 0 || lo == 0)
			return (-1);
		u[i] = (unsigned char)((hi - 1) * 16 + (lo - 1));
	}
	return (0);
}

static const char B64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_put(struct buf *b, const void *p, size_t n)
{
	const unsigned char *u = p;
	uint32_t w;

	for (size_t i = 0; i < n; i += 3) {
		w = (uint32_t)u[i] << 16;
		if (i + 1 < n)
			w |= (uint32_t)u[i + 1] << 8;
		if (i + 2 < n)
			w |= u[i + 2];
		buf_char(b, B64[w >> 18]);
		buf_char(b, B64[w >> 12 & 63]);
		buf_char(b, i + 1 < n ? B64[w >> 6 & 63] : '=');
		buf_char(b, i + 2 < n ? B64[w & 63] : '=');
	}
}

int
base64_read(struct buf *b, struct str text)
{
	uint32_t w = 0;
	size_t pad = 0;

	if (text.n % 4 != 0)
		return (-1);
	while (pad < 2 && pad < text.n && text.p[text.n - 1 - pad] == '=')
		pad++;
	for (size_t i = 0; i < text.n; i++) {
		const char *hit = i + pad < text.n ? strchr(B64, text.p[i]) : B64;

		if (hit == NULL || *hit == '\0')
			return (-1);
		w = w << 6 | (uint32_t)(hit - B64);
		if (i % 4 != 3)
			continue;
		if (i + 1 == text.n && pad > 0 && (w & (pad == 2 ? 0xFFFF : 0xFF)) != 0)
			return (-1);
		buf_char(b, (char)(w >> 16 & 0xFF));
		if (i + 1 < text.n || pad < 2)
			buf_char(b, (char)(w >> 8 & 0xFF));
		if (i + 1 < text.n || pad < 1)
			buf_char(b, (char)(w & 0xFF));
		w = 0;
	}
	return (b->failed == 0 ? 0 : -1);
}

void
random_bytes(void *p, size_t n)
{
	if (n > INT32_MAX || RAND_bytes(p, (int)n) != 1)
		abort();
}

void
wipe(void *p, size_t n)
{
	OPENSSL_cleanse(p, n);
}

int
ed25519_public(unsigned char pub[32], const unsigned char seed[32])
{
	EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
	size_t n = 32;
	int ok = key != NULL && EVP_PKEY_get_raw_public_key(key, pub, &n) == 1 && n == 32;

	EVP_PKEY_free(key);
	return (ok ? 0 : -1);
}

int
ed25519_sign(unsigned char sig[64], const unsigned char seed[32], struct str text)
{
	EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t n = 64;
	int ok = key != NULL && ctx != NULL && EVP_DigestSignInit(ctx, NULL, NULL, NULL, key) == 1 &&
	    EVP_DigestSign(ctx, sig, &n, (const unsigned char *)text.p, text.n) == 1 && n == 64;

	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return (ok ? 0 : -1);
}

int
ed25519_verify(const unsigned char sig[64], const unsigned char pub[32], struct str text)
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, pub, 32);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	int ok = key != NULL && ctx != NULL && EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1 &&
	    EVP_DigestVerify(ctx, sig, 64, (const unsigned char *)text.p, text.n) == 1;

	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return (ok ? 0 : -1);
}
