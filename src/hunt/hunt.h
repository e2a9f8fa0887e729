/*
 * What the hunt gives to others: the verdicts, findings and coverage of the
 * scans that a case holds.
 */
#ifndef HUNT_HUNT_H
#define HUNT_HUNT_H

#include "hunt/stage.h"
#include "store/case.h"

extern const struct fold_ops hunt_fold; /* Bodies of type "hunt". */

/* Views live until the callback returns. */
struct hunt_scan {
	uint64_t entry;
	instant_us recorded;
	struct str subject; /* What was scanned, as it was given. */
	uint64_t files, rows, bytes, findings, unread;
	enum tlp tlp;
};

struct hunt_finding {
	uint64_t entry;
	struct str rule, title, cve, file, client;
	enum level level;
	enum stage stage;
	uint64_t row, offset;
	instant_us time;   /* 0 where the row has none. */
	struct str fields; /* A JSON object. */
};

struct hunt_verdict {
	uint64_t entry;
	struct str cve;
	enum stage stage;      /* STAGE_NONE: nothing was found. */
	struct str confidence; /* "low", "medium", "high"; "" where nothing was found. */
	uint64_t findings;
	uint64_t rules, idle; /* Rules that name the CVE; those of them that could not run. */
};

struct hunt_coverage {
	uint64_t entry;
	struct str source; /* The kind of log. */
	instant_us from, to;
	struct str gaps; /* A JSON array of [from, to]. */
};

/*
 * Each calls ${fn} in order of entry, then as scanned.  Scans recorded after ${as_of} are left out, as
 * are those that ${audience} may not see, counted in ${*hidden}.
 */
int hunt_each_scan(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct hunt_scan *scan), void *arg, uint64_t *hidden, struct err *e);
int hunt_each_finding(struct case_dir *c, uint64_t entry,
    int (*fn)(void *arg, const struct hunt_finding *finding), void *arg, struct err *e);
int hunt_each_verdict(struct case_dir *c, uint64_t entry,
    int (*fn)(void *arg, const struct hunt_verdict *verdict), void *arg, struct err *e);
int hunt_each_coverage(struct case_dir *c, uint64_t entry,
    int (*fn)(void *arg, const struct hunt_coverage *coverage), void *arg, struct err *e);

#endif
