/*
 * A release, as one transaction: who may have it is decided for each party;
 * his copy is marked, its manifest signed, and the archive sealed to him
 * alone; then one commit holds the act, an entry for each copy that commits to
 * its codeword, and an entry for each sealed file; only when that is on disk
 * under a new checkpoint do bytes come out.  A crash before the commit leaves
 * nothing; one after it leaves entries that say what was released, and the
 * same command again writes the very same bytes.
 *
 * What was decided before the lock (consent, approvals, revision, keys, the
 * number of the copy) is decided again under it.
 */
#ifndef SHARE_RELEASE_H
#define SHARE_RELEASE_H

#include "share/copy.h"
#include "share/party.h"

struct release_ask {
	struct str bulletin;
	const char *package; /* The folder. */
	enum policy_stage stage;
	const struct str *to; /* Names; everyone who has not left where all is set. */
	size_t n;
	bool all;
	const char *out;    /* The folder for the sealed files; NULL for a dry run. */
	const char *policy; /* A file that decides in place of the case's policy, or NULL. */
	struct str by;      /* Who releases it. */
};

/* HELD: its entries stand, but its bytes could not be written. */
enum release_outcome { RELEASE_REFUSED, RELEASE_WOULD, RELEASE_DONE, RELEASE_AGAIN, RELEASE_HELD };

/* What became of one party; its views live until release_free. */
struct release_result {
	enum release_outcome outcome;
	struct str partner;
	char why[512]; /* Of a refusal, or of bytes that could not be written. */
	uint32_t copy;
	uint64_t entry;
	char sha256[SHA256_HEX + 1]; /* Of the sealed file. */
	char file[4096], entry_file[4096], receipt[4096];
};

struct release_job; /* Opaque: one run. */

/*
 * release_run(c, sealers, ask, job, e): Do it.  0 with one result for each
 * party, whatever became of it; or the code of what stopped all of it:
 * nothing was released then.  ERR_IO with results where the entries stand but
 * bytes could not be written: the same command again writes them.
 * Free ${*job} in any case.
 */
int release_run(struct case_dir *c, struct sealers *sealers, const struct release_ask *ask,
    struct release_job **job, struct err *e);

/* release_results(job, n): the results, in the order of the names. */
const struct release_result *release_results(const struct release_job *job, size_t *n);
void release_free(struct release_job *job);

#endif
