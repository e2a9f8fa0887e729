/*
 * Internet addresses as one value of 16 bytes: IPv6 as it is, IPv4 as
 * ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2), so that both sort in one order
 * and the two spellings of an IPv4 address are the same.
 */
#ifndef BASE_IP_H
#define BASE_IP_H

#include "base/buf.h"

struct ip {
	unsigned char b[16];
};

/*
 * ip_parse(ip, text, e): Read all of ${text}, without zone or prefix length.  0 or ERR_SYNTAX; ${ip} is
 * unchanged then.
 */
int ip_parse(struct ip *ip, struct str text, struct err *e);

/* ip_put(b, ip): a.b.c.d, or the canonical form of RFC 5952. */
void ip_put(struct buf *b, const struct ip *ip);

#endif
