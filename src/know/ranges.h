/*
 * What is known of a vulnerability as ranges of builds, for those who write it
 * down for others: one claim a branch and status from the build tables, else
 * one a fact of the documents.  Where sources differ about a build the claim
 * says so, and nothing is decided.
 */
#ifndef KNOW_RANGES_H
#define KNOW_RANGES_H

#include "know/know.h"

enum claim_status { CLAIM_AFFECTED, CLAIM_FIXED, CLAIM_NOT_AFFECTED, CLAIM_UNCLEAR };

/* The views point into the struct know and live as long as it. */
struct claim {
	enum claim_status status;
	struct str vendor, product;
	struct str level; /* The update level, as "CU19"; may be empty. */
	struct version_range
	    range;                /* Of builds; both ends the same: one build.  Both with n == 0: see text. */
	struct str text;          /* The versions in the document's words, where there is no range. */
	struct str update, url;   /* What mends it: a KB or the update's name; may be empty. */
	struct version fixed;     /* The first fixed build of this level; n == 0: none. */
	struct instant available; /* When that could be had, or KNOW_NO_DATE. */
	struct str document;      /* Who says so. */
	enum tlp tlp;
};

/*
 * know_claims(k, cve, fn, arg): Call ${fn} for each claim about ${cve}, in
 * the order of the builds or of the documents.  A non-zero answer ends the
 * walk and is returned.
 */
typedef int claim_fn(void *arg, const struct claim *claim);
int know_claims(const struct know *k, struct str cve, claim_fn *fn, void *arg);

/*
 * know_cves_seen(c, as_of, audience, fn, arg, hidden, latest, e): Call ${fn}
 * for each CVE that something known by ${as_of} and open to ${audience} is
 * about, sorted, with the widest label of what names it.  ${*hidden} counts documents left out, ${*latest} is
 * when the newest of what was used was recorded, or INSTANT_MIN.
 */
int know_cves_seen(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, struct str cve, enum tlp tlp), void *arg, uint64_t *hidden, instant_us *latest,
    struct err *e);

#endif
