/* Key files and signed texts of OpenPGP from anyone, up to where gpg takes over. */
#include <stdlib.h>

#include "share/pgp_packet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Packets lie one behind the other and use up what there is. */
static void
walk(struct str packets)
{
	struct buf joined = BUF(1 << 20);
	struct str rest = packets;
	struct pgp_packet p;
	size_t taken = 0;
	int rc;

	while ((rc = pgp_next(&rest, &p, &joined, NULL)) == 1) {
		if (p.whole.p != packets.p + taken || p.body.n >= p.whole.n)
			abort();
		taken += p.whole.n;
	}
	if (rc == 0 && taken != packets.n)
		abort();
	buf_free(&joined);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str file = { (const char *)data, size };
	struct buf packets = BUF(1 << 20), text = BUF(1 << 20), signature = BUF(1 << 20);
	char fingerprint[PGP_FINGERPRINT + 1];
	int rc;

	if (pgp_kind_of(file) == PGP_CLEAR) {
		if (pgp_clear(&text, &signature, file, NULL) == 0)
			(void)pgp_signature_check(buf_view(&signature), NULL);
	} else if (pgp_dearmour(&packets, file, NULL) == 0) {
		walk(buf_view(&packets));
		rc = pgp_key_check(fingerprint, buf_view(&packets), NULL);
		if (rc == 0 && strlen(fingerprint) != PGP_FINGERPRINT)
			abort();
		/* Nothing is a key and a signed message at once. */
		if (pgp_message(&text, &signature, buf_view(&packets), NULL) >= 0 &&
		    (rc == 0 || pgp_signature_check(buf_view(&signature), NULL) == ERR_INTERNAL))
			abort();
	}
	buf_free(&packets);
	buf_free(&text);
	buf_free(&signature);
	return (0);
}
