/*
 * A scan: files are walked and opened here, read by several readers in their
 * sandboxes (hunt/reader.h), and what they tell is checked and put in order.
 * The result does not depend on the number of readers, byte for byte.
 */
#ifndef HUNT_SCAN_H
#define HUNT_SCAN_H

#include "base/hash.h"
#include "hunt/cover.h"
#include "hunt/ladder.h"

struct stream_limits;

/* One finding.  Everything lives until the callback returns. */
struct found {
	const struct rule *rule;
	enum level level;
	enum stage stage;
	struct str file; /* As it was given, with the path inside a folder or collection. */
	uint64_t row, offset;
	instant_us time; /* 0 where the row has none. */
	struct str client;
	size_t fields;
	const struct str *name, *value;
};

/* One file that was read as a log. */
struct scanned {
	struct str file;
	size_t kind;         /* LOG_*. */
	uint64_t size;       /* UINT64_MAX where not known. */
	instant_us modified; /* 0 where not known. */
	uint64_t bytes, rows, findings;
	instant_us first, last;
	bool hashed, member; /* ${sha} is there; it is of a collection's member, not of a file of its own. */
	struct sha256 sha;
};

/*
 * What a scan calls, in order of file, then offset; ${file} after a file's findings.
 * A non-zero answer ends the scan.  ${progress} may be NULL.
 */
struct scan_sink {
	void *arg;
	int (*finding)(void *arg, const struct found *f, struct err *e);
	int (*unread)(void *arg, struct str file, struct str why, struct err *e);
	int (*file)(void *arg, const struct scanned *f, struct err *e);
	void (*progress)(void *arg, uint64_t files, uint64_t bytes);
};

struct scan_options {
	const struct ruleset *set; /* Compiled. */
	bool pages;                /* The frequency of requests for pages is one of the rules. */
	bool prefilter;
	unsigned threads; /* Readers at once; 0: one a processor. */
	const struct stream_limits *limits;
};

/* What a scan adds up to. */
struct scan_totals {
	uint64_t files, rows, bytes, findings, unread;
	uint64_t level[LEVEL_CRITICAL + 1]; /* Findings a level. */
	uint64_t *found;                    /* Findings a rule, by its number in the set. */
	uint64_t pages_left_out;
	struct ladder ladder;
	struct cover cover;
};

/*
 * scan_paths(path, n, options, sink, t, e): Scan files and folders.  ${*t} is to be
 * released with scan_totals_free whatever is returned.  0, the sink's answer,
 * or ERR_NOMEM, ERR_IO, ERR_UNAVAILABLE (readers cannot be confined here).
 */
int scan_paths(char *const *path, size_t n, const struct scan_options *options, const struct scan_sink *sink,
    struct scan_totals *t, struct err *e);

/*
 * scan_idle(t, options, i, b): Whether rule ${i} of the set (${i} ==
 * ruleset_size: the rule of pages) could not run, or could not run in full
 * and found nothing; the reason is put into ${b}.
 */
bool scan_idle(const struct scan_totals *t, const struct scan_options *options, size_t i, struct buf *b);

void scan_totals_free(struct scan_totals *t);

#endif
