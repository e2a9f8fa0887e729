/*
 * A certificate that nobody signed: the DER of an X.509 v3 certificate
 * (RFC 5280) with an RSA key of random digits.  It has the right shape, so
 * that a reader can find the public key in it; the signature means nothing.
 */
#ifndef LAB_CERT_H
#define LAB_CERT_H

#include "base/hash.h"
#include "rng.h"

struct cert {
	struct buf der;
	struct sha256 spki; /* Of the SubjectPublicKeyInfo, its tag and length included. */
	struct sha256 whole;
};

/*
 * cert_make(c, seed, key, name): The certificate of key pair ${key} for the DNS name ${name}.  ${c} may
 * be used again.
 */
void cert_make(struct cert *c, uint64_t seed, uint32_t key, struct str name);

void cert_free(struct cert *c);
#define CERT_NEW ((struct cert){ .der = BUF(65536) })

#endif
