/*
 * Approvals: a person's signature over bulletin, revision, stage and the
 * package's hash.  Good for one act of release, by two different people,
 * neither of them the one who releases; void once the revision or anything in
 * the package changed.
 */
#ifndef SHARE_APPROVE_H
#define SHARE_APPROVE_H

#include "share/party.h"

struct approve {
	struct str bulletin, person, package_sha256;
	enum policy_stage stage;
	struct str signed_file; /* Its bytes. */
	struct str by;
};

/*
 * approve_put(c, s, a, entry, e): Record an approval of the bulletin's
 * revision that holds.  ERR_DENIED, ERR_SYNTAX as openpgp_verify; ERR_EXISTS
 * where this signed file was recorded before, used up or not; ERR_NOTFOUND.
 */
int
approve_put(struct case_dir *c, struct sealers *s, const struct approve *a, uint64_t *entry, struct err *e);

/*
 * approve_find(s, b, stage, package_sha256, releaser, needed, entry, e): As
 * many unused approvals of the revision that holds, by different persons who
 * have not left and of whom none is ${releaser} (by name or login), into
 * ${entry}[needed].  0, or ERR_DENIED saying what is missing and why.
 */
int approve_find(const struct share *s, const struct bulletin *b, enum policy_stage stage,
    struct str package_sha256, struct str releaser, unsigned needed, uint64_t *entry, struct err *e);

#endif
