/*
 * Further places where a package might vary, for its author to choose from.
 * Guesses by shape: random-looking values, tuning numbers, imports, lists and
 * equally good wordings.  Nothing is changed, and what is proposed is proven:
 * all proposals together with the declared sites resolve, settle, and read
 * back in trial copies, by the same functions that will read them later.
 * Whether a value is one that nobody depends on, only the author knows.
 */
#ifndef MARK_PROPOSE_H
#define MARK_PROPOSE_H

#include "mark/package.h"

#define PROPOSE_MAX      200
#define PROPOSE_FILE_MAX 32
#define PROPOSE_BYTES    ((size_t)1 << 20) /* A longer file is passed over. */

/* A zeroed one is empty.  site, why and yaml run beside each other; the texts live in the arena. */
struct mark_proposals {
	struct arena arena;
	struct mark_site site[PROPOSE_MAX];
	const char *why[PROPOSE_MAX];
	struct str yaml[PROPOSE_MAX]; /* A line of the list of marks, without its end. */
	size_t n;
	size_t in_file; /* While proposing: of the file at hand. */
};

/* mark_propose(m, p, e): Propose for ${p} into the empty ${m}.  0 or ERR_NOMEM.  Free ${m} in any case. */
int mark_propose(struct mark_proposals *m, const struct mark_package *p, struct err *e);

/* mark_propose_add(m, p, site, why): A part of it: keep a candidate unless it is no good.  0 or ERR_NOMEM. */
int mark_propose_add(
    struct mark_proposals *m, const struct mark_package *p, const struct mark_site *site, const char *why);

/* mark_propose_code(m, p, file), mark_propose_prose: The candidates of one file.  0 or ERR_NOMEM. */
int mark_propose_code(struct mark_proposals *m, const struct mark_package *p, size_t file);
int mark_propose_prose(struct mark_proposals *m, const struct mark_package *p, size_t file);

/* mark_proposals_free(m): Release all; it is empty again. */
void mark_proposals_free(struct mark_proposals *m);

#endif
