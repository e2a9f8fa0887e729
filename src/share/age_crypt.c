/*
 * The three primitives of age over libcrypto: X25519, HKDF-SHA-256 and
 * ChaCha20-Poly1305.  Declared in share/age_header.h.
 */
#include "share/age_header.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "base/hash.h"

#define TAG 16

void
age_derive(unsigned char key[32], struct str secret, struct str salt, struct str info)
{
	/* Without a salt HKDF takes zeros; one block of output is the first HMAC over info and 0x01. */
	static const char zeros[32];
	struct sha256 extracted, out;
	char text[128];

	if (info.n >= sizeof(text))
		abort();
	memcpy(text, info.p, info.n);
	text[info.n] = 1;
	extracted = hmac_sha256(salt.n > 0 ? salt : (struct str){ zeros, sizeof(zeros) }, secret);
	out = hmac_sha256(
	    (struct str){ (const char *)extracted.b, sizeof(extracted.b) }, (struct str){ text, info.n + 1 });
	memcpy(key, out.b, 32);
	wipe(&extracted, sizeof(extracted));
	wipe(&out, sizeof(out));
}

int
age_x25519(unsigned char out[32], const unsigned char secret[32], const unsigned char point[32])
{
	EVP_PKEY *own = EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, NULL, secret, 32);
	EVP_PKEY *other = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, point, 32);
	EVP_PKEY_CTX *ctx = own != NULL ? EVP_PKEY_CTX_new(own, NULL) : NULL;
	unsigned char all = 0;
	size_t n = 32;
	int rc = -1;

	if (ctx != NULL && other != NULL && EVP_PKEY_derive_init(ctx) == 1 &&
	    EVP_PKEY_derive_set_peer(ctx, other) == 1 && EVP_PKEY_derive(ctx, out, &n) == 1 && n == 32) {
		/* libcrypto refuses a zero result; what depends on it is checked here all the same. */
		for (unsigned i = 0; i < 32; i++)
			all |= out[i];
		rc = all != 0 ? 0 : -1;
	}
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(other);
	EVP_PKEY_free(own);
	return (rc);
}

int
age_public(unsigned char out[32], const unsigned char secret[32])
{
	EVP_PKEY *own = EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, NULL, secret, 32);
	size_t n = 32;
	int rc = own != NULL && EVP_PKEY_get_raw_public_key(own, out, &n) == 1 && n == 32 ? 0 : -1;

	EVP_PKEY_free(own);
	return (rc);
}

struct age_cipher {
	EVP_CIPHER_CTX *ctx;
	bool seal;
};

struct age_cipher *
age_cipher_new(const unsigned char key[32], bool seal)
{
	struct age_cipher *c = malloc(sizeof(*c));

	if (c == NULL)
		return (NULL);
	c->seal = seal;
	if ((c->ctx = EVP_CIPHER_CTX_new()) == NULL ||
	    EVP_CipherInit_ex(c->ctx, EVP_chacha20_poly1305(), NULL, key, NULL, seal ? 1 : 0) != 1) {
		age_cipher_free(c);
		return (NULL);
	}
	return (c);
}

int
age_cipher_run(struct age_cipher *c, const unsigned char nonce[12], struct str text, unsigned char *out)
{
	size_t n = c->seal ? text.n : text.n - TAG;
	unsigned char tag[TAG];
	int got = 0, last = 0;

	if (text.n > INT32_MAX || (!c->seal && text.n < TAG))
		return (-1);
	if (EVP_CipherInit_ex(c->ctx, NULL, NULL, NULL, nonce, -1) != 1)
		return (-1);
	if (!c->seal) {
		memcpy(tag, text.p + n, TAG);
		if (EVP_CIPHER_CTX_ctrl(c->ctx, EVP_CTRL_AEAD_SET_TAG, TAG, tag) != 1)
			return (-1);
	}
	if (n > 0 && EVP_CipherUpdate(c->ctx, out, &got, (const unsigned char *)text.p, (int)n) != 1)
		return (-1);
	if (EVP_CipherFinal_ex(c->ctx, out + got, &last) != 1 || (size_t)(got + last) != n)
		return (-1);
	if (c->seal && EVP_CIPHER_CTX_ctrl(c->ctx, EVP_CTRL_AEAD_GET_TAG, TAG, out + n) != 1)
		return (-1);
	return (0);
}

void
age_cipher_free(struct age_cipher *c)
{
	if (c == NULL)
		return;
	/* This wipes the key. */
	EVP_CIPHER_CTX_free(c->ctx);
	free(c);
}
