/*
 * Keeping what trace found in a case.  A conclusion is an entry of that kind
 * with a body of type "comparison" or "accusation" and one blob with what is
 * long (regions with the text of both sides, lists of files):
 *
 *	comparison	tlp, known, package, specimen {name, sha256, files, bytes, tokens, unread}, background {name,
 *			sha256, bytes, groups} or null, score, containment, bits, evalue, nearness, cllr, refusal, llr,
 *			low, high, cap, innocents, regions_found, channels, clean_room, seen, set_aside, suspects, digest,
 *			command, version, blobs
 *	accusation	tlp, known, package {name, sha256}, specimen, unread, bulletin, sites_read, sites_total,
 *			read_by, alike, alien, copies, tests, bound, best, possible, colluders, accused, parties, digest,
 *			command, version, blobs, and beside the digest party_copies
 *
 * llr, low, high and cap stand where refusal is null; an open end of the interval is null.
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

/* A comparison to be kept; all of it stays the caller's. */
struct conclusion_compared {
	const char *package, *specimen; /* Paths, as given: both are read once more. */
	const struct print *p, *x;      /* Their fingerprints. */
	const struct score_package *k;  /* What ${p} was made into, ... */
	const struct score *s;          /* ... what ${x} scored against it, ... */
	const struct calibrated *l;     /* ... and what that says. */
	double low, high;               /* Ends of the ratio's interval, log10; infinite where it is open. */
	double evalue;                  /* Share of the innocents that score so high, times specimens. */
	const struct align_region *region; /* By bits downwards; the first CONCLUSION_REGIONS are kept. */
	size_t regions;
	const struct trace_background *background; /* NULL: none. */
	/* Members of JSON without brackets, as trace compare prints them: clean_room, seen, set_aside, suspects; or "". */
	struct str given;
};

/* An accusation to be kept; all of it stays the caller's. */
struct conclusion_accused {
	struct str package, package_sha256,
	    bulletin;         /* The released package, and what it was first released for. */
	const char *specimen; /* A path, as given: it is read once more. */
	const struct accuse_result *r;
	const struct gather_got *got;
	const struct alike *alike; /* NULL: the package was not there to compare with. */
	double bound;              /* As accuse took it, ... */
	size_t tests;              /* ... and its ${specimens}. */
	/* The copies of a party, which stay the caller's until the next call: how many; may be NULL. */
	size_t (*copies)(void *arg, uint32_t number, const struct trace_copy **copy);
	void *arg;
};

/*
 * conclusion_comparison(run, x, entry, fresh, e): Keep it; ${*entry} is its entry, or that of the same
 * result, where ${*fresh} is false.  Reads package and specimen once more: ERR_UNAVAILABLE where they have
 * changed since.  0, or the error of reading or of the case, which is then as it was.  conclusion_accusation: the
 * same, of the specimen alone, whose changes nobody can tell.
 */
int conclusion_comparison(const struct conclusion_run *run, const struct conclusion_compared *x,
    uint64_t *entry, bool *fresh, struct err *e);
int conclusion_accusation(const struct conclusion_run *run, const struct conclusion_accused *x,
    uint64_t *entry, bool *fresh, struct err *e);

/*
 * conclusion_background(path, b, hex, e): The SHA-256 and size of a background's file into ${b}, and its name; the
 * views are of ${hex} and ${path}.  0, ERR_IO or ERR_NOMEM.
 */
int
conclusion_background(const char *path, struct trace_background *b, char hex[SHA256_HEX + 1], struct err *e);

#endif
