/*
 * Importing one document: the bytes are read in a child behind the wall
 * (base/sandbox.h), its records are checked here and become a body; whether
 * the case has it already is asked while the commit's lock is held.
 */
#ifndef KNOW_IMPORT_H
#define KNOW_IMPORT_H

#include "know/docbody.h"
#include "store/case.h"

struct import {
	json_t *body;
	uint64_t facts; /* Statements and builds that the document has. */
};

/*
 * import_read(text, origin, im, e): Read ${text} into ${im}.  0; ERR_SYNTAX or
 * ERR_LIMIT where it is broken; ERR_NOTFOUND, with the kind in ${e}, where it
 * is of a kind that is not read; what sandbox_finish gives where the reader
 * was stopped.  ${origin->sha256} may be empty: it is computed here.
 */
int import_read(struct str text, const struct docbody_origin *origin, struct import *im, struct err *e);
void import_free(struct import *im);

/*
 * import_find(c, body, entry, same, e): Does the case have this document, in
 * this version?  1 with its entry, and ${*same} whether it says the same; else
 * 0, or a negative code.  Call it between commit_begin and commit_end.
 */
int import_find(struct case_dir *c, const json_t *body, uint64_t *entry, bool *same, struct err *e);

/*
 * import_add(k, im, blob, entry, e): Add the body, and the document as a blob unless ${blob} is NULL;
 * takes both over.
 */
int import_add(struct commit *k, struct import *im, struct blob *blob, uint64_t *entry, struct err *e);

#endif
