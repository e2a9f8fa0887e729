/*
 * A partner's answer to an embargo: over bulletin, revision, the embargo's end
 * and the hash of the terms.  It is signed by his key on file, comes with his
 * client certificate, or is typed at the desk, and is always shown as that.
 */
#ifndef SHARE_CONSENT_H
#define SHARE_CONSENT_H

#include "share/party.h"

struct consent_answer {
	struct str bulletin, partner;
	bool accept;       /* Else he declines. */
	unsigned revision; /* That he saw; 0: the one that holds. */
	enum share_entered how;
	struct str signed_file; /* ENTERED_SIGNATURE: its bytes. */
	struct str certificate; /* ENTERED_CERTIFICATE: SHA-256 of the client certificate, in hex. */
	struct str by;          /* Who enters it. */
};

/*
 * consent_put(c, s, a, entry, e): Record the answer to the revision that
 * holds; one who was not asked before is invited in the same commit.  A
 * signature must be over the very statement (share/statement.h) and newer
 * than his last answer; what was recorded before counts once.  The answer that
 * holds already is recorded only where it is his own word and the one on file
 * was entered by the desk, which it replaces.  0; ERR_NOTFOUND without such a
 * bulletin or partner; ERR_EXISTS where nothing was added: the answer or the
 * signed file is on file; ERR_DENIED with the reason; ERR_SYNTAX as
 * openpgp_verify.
 */
int consent_put(
    struct case_dir *c, struct sealers *s, const struct consent_answer *a, uint64_t *entry, struct err *e);

#endif
