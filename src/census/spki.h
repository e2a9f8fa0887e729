/*
 * The SubjectPublicKeyInfo of an X.509 certificate (RFC 5280 section 4.1): the
 * bytes whose SHA-256 names a server's key whatever certificate it has today.
 * Nothing else of the certificate is read.
 */
#ifndef CENSUS_SPKI_H
#define CENSUS_SPKI_H

#include "base/str.h"

/*
 * spki_of(der, spki): The whole DER element, its tag and length included, as a view into ${der}.  0, or
 * -1 where it is no certificate.
 */
int spki_of(struct str der, struct str *spki);

#endif
