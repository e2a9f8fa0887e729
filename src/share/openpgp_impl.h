/* What the parts of share/openpgp.h share among themselves. */
#ifndef SHARE_OPENPGP_IMPL_H
#define SHARE_OPENPGP_IMPL_H

#include <gpgme.h>

#include "share/openpgp.h"

struct openpgp {
	gpgme_ctx_t ctx;
	char *home;        /* Absolute. */
	gpgme_key_t *keys; /* Those of the home, listed once; one that changes is listed anew. */
	size_t n, room;
	bool listed;
};

/* openpgp_fault(e, err, what): Set ${e} to "WHAT: gpg's text" with the code that fits; return it. */
int openpgp_fault(struct err *e, gpgme_error_t err, const char *what);

/* openpgp_lookup(o, fingerprint, key, e): The key itself, which stays the home's.  0 or ERR_NOTFOUND. */
int openpgp_lookup(struct openpgp *o, const char *fingerprint, gpgme_key_t *key, struct err *e);

/* openpgp_data(data, text, e): ${text} as gpgme's input, not copied. */
int openpgp_data(gpgme_data_t *data, struct str text, struct err *e);

#endif
