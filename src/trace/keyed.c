/*
 * Keys of backgrounds: see the header.  Key and proof are HMAC-SHA256 of the
 * salt under the secret, each with a label of its own, so that the proof does
 * not tell the key and a secret that marks packages as well tells neither.
 */
#include "trace/keyed.h"

#include "base/hash.h"

static struct sha256
labelled(struct str secret, const char *label, const struct keyed_check *check)
{
	struct buf b = BUF(256);
	struct sha256 got;

	buf_cstr(&b, label);
	buf_put(&b, check->salt, sizeof(check->salt));
	got = hmac_sha256(secret, buf_view(&b));
	buf_free(&b);
	return (got);
}

static void
set_key(struct keyed *key, const struct keyed_check *check, struct str secret)
{
	struct sha256 got = labelled(secret, "athar background: key of features ", check);

	memcpy(&key->k0, got.b, sizeof(key->k0));
	memcpy(&key->k1, got.b + sizeof(key->k0), sizeof(key->k1));
	wipe(&got, sizeof(got));
}

void
keyed_make(struct keyed *key, struct keyed_check *check, struct str secret)
{
	struct sha256 proof;

	random_bytes(check->salt, sizeof(check->salt));
	proof = labelled(secret, "athar background: proof of the secret ", check);
	memcpy(check->proof, proof.b, sizeof(check->proof));
	set_key(key, check, secret);
}

bool
keyed_find(struct keyed *key, const struct keyed_check *check, struct str secret)
{
	struct sha256 proof = labelled(secret, "athar background: proof of the secret ", check);

	if (memcmp(check->proof, proof.b, sizeof(check->proof)) != 0)
		return (false);
	set_key(key, check, secret);
	return (true);
}
