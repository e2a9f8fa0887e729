/*
 * Importing a scan export into a case: read behind the wall (census/scan.h),
 * written as a batch (census/batch.h), committed as one entry.  A batch's
 * identity is the hash of input, source and format: the same again changes
 * nothing.  Of a file that overlaps others only what is new counts.
 *
 * The body, of type "census": "feed" (the source's name), "format", "file",
 * "input" (SHA-256 of the file), "size", "records", "observations" (lines of
 * the batch), "passed_over", "rejected", "from" and "to" (the first and last
 * observation), "known" (the same interval: a scanner knows what it sees),
 * "batch" (the batch's blob), "tlp", "source", "blobs".
 */
#ifndef CENSUS_IMPORT_H
#define CENSUS_IMPORT_H

#include "census/scan.h"
#include "store/case.h"

struct census_import {
	const char *path;
	struct str source;                  /* Who observed; "" means the format's name. */
	const struct census_reader *format; /* NULL: by content. */
	bool keep;                          /* Keep the input whatever its size, not only below 16 MB. */
	enum tlp tlp;
	/* Called for the first few records that could not be used. */
	void (*rejected)(void *arg, uint64_t line, struct str why);
	void *arg;
};

struct census_imported {
	struct scan_totals totals;
	uint64_t fresh; /* Observations that the case did not have. */
	uint64_t entry;
	bool again; /* It had been imported before, as ${entry}; nothing has changed. */
};

/*
 * census_import(c, what, got, e): Import one file.  0; ERR_SYNTAX where nothing
 * in it is usable (nothing is recorded then); as scan_file and commit_end.
 * ${got->totals} is filled as far as the reading came.
 */
int census_import(
    struct case_dir *c, const struct census_import *what, struct census_imported *got, struct err *e);

/* census_batch_id(input, feed, format): the identity of a batch. */
struct sha256 census_batch_id(struct str input, struct str feed, struct str format);

#endif
