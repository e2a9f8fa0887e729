/* Packets of OpenPGP (RFC 4880, sections 4 and 12.2); see the header. */
#include "share/pgp_packet.h"

#include <openssl/evp.h>
#include <stdio.h>

#define PACKETS_MAX 10000

/* How the next length reads: so many bytes, in a part that others follow, or all that is left. */
struct length {
	size_t n;
	bool partial;
};

/* Take ${n} bytes, big-endian; 0 or -1. */
static int
take_number(struct str *rest, unsigned n, size_t *value)
{
	if (rest->n < n)
		return (-1);
	*value = 0;
	for (unsigned i = 0; i < n; i++)
		*value = *value << 8 | (unsigned char)rest->p[i];
	*rest = str_sub(*rest, n, rest->n);
	return (0);
}

/* A length of the new form: one, two or five bytes, or the power of two of a part. */
static int
take_new(struct str *rest, struct length *l)
{
	size_t first, second;

	*l = (struct length){ 0 };
	if (take_number(rest, 1, &first) != 0)
		return (-1);
	if (first < 192)
		l->n = first;
	else if (first < 224) {
		if (take_number(rest, 1, &second) != 0)
			return (-1);
		l->n = ((first - 192) << 8) + second + 192;
	} else if (first < 255) {
		l->n = (size_t)1 << (first & 31);
		l->partial = true;
	} else if (take_number(rest, 4, &l->n) != 0)
		return (-1);
	return (l->n <= rest->n ? 0 : -1);
}

/* A length of the old form; its type is in the header.  Type 3 runs to the end of the file. */
static int
take_old(struct str *rest, unsigned type, struct length *l)
{
	*l = (struct length){ .n = rest->n };
	if (type < 3 && take_number(rest, 1u << type, &l->n) != 0)
		return (-1);
	return (l->n <= rest->n ? 0 : -1);
}

int
pgp_next(struct str *rest, struct pgp_packet *p, struct buf *joined, struct err *e)
{
	struct str start = *rest;
	struct length l;
	size_t head;
	int rc;

	if (rest->n == 0)
		return (0);
	(void)take_number(rest, 1, &head);
	if ((head & 0x80) == 0)
		return (err_set(e, ERR_SYNTAX, "this is not OpenPGP data"));
	p->tag = (unsigned)((head & 0x40) != 0 ? head & 63 : head >> 2 & 15);
	if ((rc = (head & 0x40) != 0 ? take_new(rest, &l) : take_old(rest, head & 3, &l)) != 0)
		return (err_set(e, ERR_SYNTAX, "an OpenPGP packet is cut short"));
	p->body = str_sub(*rest, 0, l.n);
	*rest = str_sub(*rest, l.n, rest->n);
	if (l.partial) {
		if (joined == NULL)
			return (err_set(e, ERR_SYNTAX, "a packet in parts where none may be"));
		buf_clear(joined);
		buf_str(joined, p->body);
		while (l.partial) {
			if (take_new(rest, &l) != 0)
				return (err_set(e, ERR_SYNTAX, "an OpenPGP packet is cut short"));
			buf_str(joined, str_sub(*rest, 0, l.n));
			*rest = str_sub(*rest, l.n, rest->n);
		}
		if ((rc = buf_error(joined, e)) != 0)
			return (rc);
		p->body = buf_view(joined);
	}
	p->whole = str_sub(start, 0, start.n - rest->n);
	return (1);
}

/* SHA-1 over 0x99, a length of two bytes and the body: how version 4 names a key. */
static int
put_fingerprint(char *fingerprint, struct str body)
{
	unsigned char head[3] = { 0x99, (unsigned char)(body.n >> 8), (unsigned char)body.n }, hash[20];
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	int ok = ctx != NULL && EVP_DigestInit_ex(ctx, EVP_sha1(), NULL) == 1 &&
	    EVP_DigestUpdate(ctx, head, sizeof(head)) == 1 && EVP_DigestUpdate(ctx, body.p, body.n) == 1 &&
	    EVP_DigestFinal_ex(ctx, hash, NULL) == 1;

	EVP_MD_CTX_free(ctx);
	for (size_t i = 0; i < sizeof(hash); i++)
		(void)snprintf(fingerprint + 2 * i, 3, "%02X", hash[i]);
	return (ok ? 0 : -1);
}

/* May a packet of this kind stand in a public key? */
static bool
belongs_to_key(unsigned tag)
{
	return (tag == PGP_TAG_SIGNATURE || tag == PGP_TAG_USER || tag == PGP_TAG_SUBKEY ||
	    tag == PGP_TAG_ATTRIBUTE || tag == PGP_TAG_TRUST || tag == PGP_TAG_MARKER);
}

int
pgp_key_check(char *fingerprint, struct str packets, struct err *e)
{
	unsigned keys = 0, secrets = 0, count = 0;
	struct str rest = packets, body = STR("");
	struct pgp_packet p;
	int rc;

	while ((rc = pgp_next(&rest, &p, NULL, e)) == 1) {
		if (p.tag == PGP_TAG_SECRET || p.tag == PGP_TAG_SECRET_SUBKEY)
			secrets++;
		else if (p.tag == PGP_TAG_KEY && keys++ == 0)
			body = p.body;
		else if (p.tag != PGP_TAG_KEY && (!belongs_to_key(p.tag) || (keys == 0 && secrets == 0)))
			return (err_set(e, ERR_SYNTAX, "not an OpenPGP public key"));
		if (++count > PACKETS_MAX)
			return (err_set(e, ERR_SYNTAX, "a key of more than %d parts", PACKETS_MAX));
	}
	if (rc < 0)
		return (rc);
	if (secrets > 0)
		return (err_set(e, ERR_DENIED,
		    "holds a SECRET key: it was not kept; its owner must treat it as known to others, and send "
		    "what gpg --export gives for a new one"));
	if (keys != 1)
		return (keys == 0
			? err_set(e, ERR_SYNTAX, "not an OpenPGP public key")
			: err_set(e, ERR_SYNTAX, "%u keys in one file where one is expected", keys));
	if (body.n < 6 || body.n > 0xFFFF || body.p[0] != 4)
		return (err_set(e, ERR_SYNTAX, "a key of a version other than 4"));
	if (put_fingerprint(fingerprint, body) != 0)
		return (err_set(e, ERR_INTERNAL, "cannot compute a fingerprint"));
	return (0);
}
