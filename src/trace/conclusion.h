/*
 * Keeping what trace found in a case.  A conclusion is an entry of that kind
 * with a body of type "comparison" or "accusation" and one blob with what is
 * long (regions with the text of both sides, lists of files):
 *
 *	comparison	tlp, known, package, specimen {name, sha256, files, bytes, tokens, unread}, background {name,
 *			sha256, bytes, groups} or null, score, containment, bits, evalue, nearness, cllr, refusal, llr,
 *			low, high, cap, innocents, regions_found, channels, set_aside, digest, command, version, blobs
 *	accusation	tlp, known, package {name, sha256}, specimen, bulletin, sites_read, sites_total, copies, tests,
 *			bound, best, possible, colluders, accused, parties, digest, command, version, blobs
 *
 * The same result again is told by its digest (of all but the time, the
 * command, and what the case holds elsewhere) and appends nothing.  A sha256
 * of a package or a specimen is over the sorted hashes of its files, so that
 * it is the same whatever they are called; of a package that the case has
 * released it is the one that release keeps.  trace/trace.h reads all of it.
 */
#ifndef TRACE_CONCLUSION_H
#define TRACE_CONCLUSION_H

#include "trace/accuse.h"
#include "trace/align.h"
#include "trace/alike.h"
#include "trace/trace.h"

/* Regions whose text is kept, and files and parties that are listed. */
#define CONCLUSION_REGIONS 10
#define CONCLUSION_FILES   200
#define CONCLUSION_PARTIES 20

/* What a run of a command gives to all that it concludes. */
struct conclusion_run {
	struct case_dir *c;
	struct str command; /* That reproduces it. */
	enum tlp tlp;       /* Of a comparison; an accusation is RED. */
};

struct conclusion_compared {
	const char *package, *specimen; /* As given. */
	const struct print *p, *x;
	const struct score_package *k;
	const struct score *s;
	const struct calibrated *l;
	double low, high; /* Of the ratio's interval; infinite where it is open. */
	double evalue;
	const struct align_region *region;
	size_t regions;
	const struct trace_background *background; /* NULL: none. */
	struct str
	    given; /* What was set aside, as members of JSON that trace compare prints ("set_aside"), or "". */
};

struct conclusion_accused {
	struct str package, package_sha256, bulletin;
	const char *specimen;
	const struct accuse_result *r;
	const struct gather_got *got;
	const struct alike *alike; /* NULL: the package was not there to compare with. */
	double bound;
	size_t tests;
	/* The copies of a party, which stay the caller's until the next call: how many; may be NULL. */
	size_t (*copies)(void *arg, uint32_t number, const struct trace_copy **copy);
	void *arg;
};

/*
 * conclusion_comparison(run, x, entry, fresh, e): Keep it; ${*entry} is its entry, or that of the same
 * result, where ${*fresh} is false.  Reads package and specimen once more: ERR_UNAVAILABLE where they have
 * changed since.  conclusion_accusation: the same.
 */
int conclusion_comparison(const struct conclusion_run *run, const struct conclusion_compared *x,
    uint64_t *entry, bool *fresh, struct err *e);
int conclusion_accusation(const struct conclusion_run *run, const struct conclusion_accused *x,
    uint64_t *entry, bool *fresh, struct err *e);

/* conclusion_background(path, b, e): The hash and size of a background's file into ${b}, and its name. */
int
conclusion_background(const char *path, struct trace_background *b, char hex[SHA256_HEX + 1], struct err *e);

#endif
