/*
 * Acknowledgements: a receipt proves that we logged a copy, not that he got
 * it; his own statement does.
 */
#ifndef SHARE_ACK_H
#define SHARE_ACK_H

#include "share/party.h"

struct ack {
	uint32_t copy;
	enum share_entered how;
	struct str signed_file; /* ENTERED_SIGNATURE: its bytes. */
	struct str certificate; /* ENTERED_CERTIFICATE: SHA-256 of the client certificate, in hex. */
	struct str by;          /* Who enters it. */
};

/*
 * ack_put(c, s, ack, entry, e): Record that the partner has his copy.  A
 * signed one is checked against the key on file, one by certificate against
 * the certificate on file.  ERR_NOTFOUND without such a copy; ERR_EXISTS where
 * it is acknowledged as well as this already; ERR_DENIED, ERR_SYNTAX.
 */
int ack_put(struct case_dir *c, struct sealers *s, const struct ack *ack, uint64_t *entry, struct err *e);

#endif
