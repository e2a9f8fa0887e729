/* Certificates that nobody signed: see the header. */
#include "cert.h"

#include <stdio.h>

/* AlgorithmIdentifiers with NULL parameters: rsaEncryption, sha256WithRSAEncryption. */
static const char rsa_key[] = "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";
static const char rsa_sign[] = "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b\x05\x00";

static void
put_tlv(struct buf *b, unsigned char tag, struct str body)
{
	unsigned char head[4] = { tag, 0x82, (unsigned char)(body.n >> 8), (unsigned char)body.n };

	/* The shortest form of the length, as DER demands. */
	if (body.n < 128) {
		head[1] = (unsigned char)body.n;
		buf_put(b, head, 2);
	} else if (body.n < 256) {
		head[1] = 0x81;
		head[2] = (unsigned char)body.n;
		buf_put(b, head, 3);
	} else {
		buf_put(b, head, 4);
	}
	buf_str(b, body);
}

/* The name of subject or issuer: one common name. */
static void
put_name(struct buf *b, struct str name)
{
	struct buf attribute = BUF(1024), set = BUF(1024);

	buf_put(&attribute, "\x06\x03\x55\x04\x03", 5);
	put_tlv(&attribute, 0x0c, name);
	put_tlv(&set, 0x30, buf_view(&attribute));
	buf_clear(&attribute);
	put_tlv(&attribute, 0x31, buf_view(&set));
	put_tlv(b, 0x30, buf_view(&attribute));
	buf_free(&attribute);
	buf_free(&set);
}

static void
put_spki(struct buf *b, struct rng *r)
{
	struct buf numbers = BUF(1024), body = BUF(1024);
	unsigned char modulus[257], bits = 0;

	rng_bytes(r, modulus + 1, sizeof(modulus) - 1);
	modulus[0] = 0;
	modulus[1] |= 0x80;
	modulus[256] |= 1;
	put_tlv(&numbers, 0x02, (struct str){ (const char *)modulus, sizeof(modulus) });
	buf_put(&numbers, "\x02\x03\x01\x00\x01", 5);
	put_tlv(&body, 0x30, buf_view(&numbers));
	buf_clear(&numbers);
	buf_put(&numbers, &bits, 1);
	buf_str(&numbers, buf_view(&body));
	buf_clear(&body);
	buf_put(&body, rsa_key, sizeof(rsa_key) - 1);
	put_tlv(&body, 0x03, buf_view(&numbers));
	put_tlv(b, 0x30, buf_view(&body));
	buf_free(&numbers);
	buf_free(&body);
}

/* Everything that is signed. */
static void
put_tbs(struct buf *b, struct rng *r, struct str name, struct str spki)
{
	struct buf tbs = BUF(4096);
	unsigned char serial[8];

	rng_bytes(r, serial, sizeof(serial));
	serial[0] = (unsigned char)(0x40 | (serial[0] & 0x3f));
	buf_put(&tbs, "\xa0\x03\x02\x01\x02", 5);
	put_tlv(&tbs, 0x02, (struct str){ (const char *)serial, sizeof(serial) });
	buf_put(&tbs, rsa_sign, sizeof(rsa_sign) - 1);
	put_name(&tbs, STR("Lab CA"));
	put_tlv(&tbs, 0x30,
	    STR("\x17\x0d"
		"200601000000Z"
		"\x17\x0d"
		"220601000000Z"));
	put_name(&tbs, name);
	buf_str(&tbs, spki);
	put_tlv(b, 0x30, buf_view(&tbs));
	buf_free(&tbs);
}

void
cert_make(struct cert *c, uint64_t seed, uint32_t key, struct str name)
{
	struct buf body = BUF(8192), spki = BUF(1024);
	unsigned char signature[257] = { 0 };
	char label[32];
	struct rng r;

	(void)snprintf(label, sizeof(label), "key %u", key);
	rng_seed(&r, seed, str_of(label));
	put_spki(&spki, &r);
	c->spki = sha256_of(buf_view(&spki));
	put_tbs(&body, &r, name, buf_view(&spki));
	buf_put(&body, rsa_sign, sizeof(rsa_sign) - 1);
	rng_bytes(&r, signature + 1, sizeof(signature) - 1);
	put_tlv(&body, 0x03, (struct str){ (const char *)signature, sizeof(signature) });
	buf_clear(&c->der);
	put_tlv(&c->der, 0x30, buf_view(&body));
	c->whole = sha256_of(buf_view(&c->der));
	buf_free(&body);
	buf_free(&spki);
}

void
cert_free(struct cert *c)
{
	buf_free(&c->der);
}
