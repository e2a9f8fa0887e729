/*
 * Whether a case is what its record says: root and tiles recomputed from the
 * entries, every private body and blob matched to its commitment, the index
 * compared with one folded anew, and the record held against a checkpoint that
 * had left the house.  It reads and never appends.  No lock is held, so where
 * another command commits meanwhile it looks again before it complains; the
 * third look has the lock, so that a busy case is not called unsound.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "store/case.h"

#define VERIFY_PROBLEMS 1000 /* Lines kept; the rest is only counted. */

/* What is wrong and what was erased.  Zeroed before its first use. */
struct verify {
	char origin[256];
	uint64_t size;
	char **problem; /* One line each, made safe for nothing: escape them. */
	size_t n, cap;
	uint64_t more; /* Problems beyond VERIFY_PROBLEMS. */
	struct verify_erased {
		uint64_t entry, by;
	} * erased; /* In the order of their erasing. */
	size_t nerased, caperased;
};

/*
 * verify_case(dir, ops, nops, against, v, e): Check the case in ${dir}.
 * ${against} is the text of an older checkpoint, its p NULL for none; one that
 * is newer than the record is remembered, so that nothing is appended to this
 * copy under the same origin.  0 with the findings in ${v}, sound or not;
 * ERR_SYNTAX where ${against} is no checkpoint, ERR_UNAVAILABLE where the
 * case did not hold still, ERR_DENIED, ERR_IO, ERR_NOMEM.
 */
int verify_case(const char *dir, const struct fold_ops *const *ops, size_t nops, struct str against,
    struct verify *v, struct err *e);

/* verify_free(v): Release the lists; ${v} is empty and usable again. */
void verify_free(struct verify *v);

#endif
