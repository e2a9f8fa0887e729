/*
 * A walk over DER: Certificate ::= SEQUENCE { tbsCertificate SEQUENCE { [0]
 * version OPTIONAL, serialNumber, signature, issuer, validity, subject,
 * subjectPublicKeyInfo, ... } ... }.  Each step reads one tag and one length
 * and checks it against what is there.
 */
#include "census/spki.h"

enum { TAG_INTEGER = 0x02, TAG_SEQUENCE = 0x30, TAG_VERSION = 0xA0 };

/* The element at the front of ${*in}: its tag, all of it, what is inside; ${*in} moves behind it. */
static bool
take(struct str *in, unsigned *tag, struct str *whole, struct str *inside)
{
	const unsigned char *p = (const unsigned char *)in->p;
	size_t n, head = 2;

	if (in->n < 2)
		return (false);
	*tag = p[0];
	n = p[1];
	if (n >= 0x80) {
		size_t bytes = n & 0x7F;

		/* No certificate is longer than four bytes of length can say, and none has an open length. */
		if (bytes < 1 || bytes > 4 || in->n < head + bytes)
			return (false);
		for (n = 0; head < 2 + bytes; head++)
			n = n << 8 | p[head];
	}
	if (n > in->n - head)
		return (false);
	*whole = str_sub(*in, 0, head + n);
	*inside = str_sub(*in, head, head + n);
	*in = str_sub(*in, head + n, in->n);
	return (true);
}

int
spki_of(struct str der, struct str *spki)
{
	static const unsigned want[] = { TAG_INTEGER, TAG_SEQUENCE, TAG_SEQUENCE, TAG_SEQUENCE, TAG_SEQUENCE,
		TAG_SEQUENCE };
	struct str whole = der, inside;
	unsigned tag;

	/* Certificate, then tbsCertificate. */
	for (int i = 0; i < 2; i++) {
		if (!take(&der, &tag, &whole, &inside) || tag != TAG_SEQUENCE)
			return (-1);
		der = inside;
	}
	if (der.n > 0 && (unsigned char)der.p[0] == TAG_VERSION && !take(&der, &tag, &whole, &inside))
		return (-1);
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		if (!take(&der, &tag, &whole, &inside) || tag != want[i])
			return (-1);
	}
	*spki = whole;
	return (0);
}
