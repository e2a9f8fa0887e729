/* What a partner took, an entry of the record before the first byte goes out. */
#ifndef SHARE_ACCESS_H
#define SHARE_ACCESS_H

#include "share/state.h"

enum access_what { ACCESS_LIST, ACCESS_DOWNLOAD, ACCESS_ENTRY, ACCESS_RECEIPT };

struct access {
	enum access_what what;
	uint32_t copy; /* 0 for a list. */
	const struct party *party;
	struct str certificate; /* SHA-256 of his client certificate, in hex. */
	struct str address;     /* Whence he came. */
	enum tlp tlp;
};

/* access_what_name(what): as in the entry: "list", "download", "entry" or "receipt". */
const char *access_what_name(enum access_what what);

/* access_add(k, access, entry, e): Add it to the commit ${k}.  0 or the code of commit_add. */
int access_add(struct commit *k, const struct access *access, uint64_t *entry, struct err *e);

#endif
