/*
 * Reading a scan export behind the wall: the child reads and parses, the
 * parent hashes the same bytes and checks every field of what the child says.
 *
 * The child sends, as base/wire.h records: FORMAT (which reader), then in any
 * order SEEN (an observation), REJECTED (line and reason, the first few) and
 * TAKEN (how many bytes of the input are read), and at the end TOTALS.
 */
#ifndef CENSUS_SCAN_H
#define CENSUS_SCAN_H

#include "census/reader.h"

/* What one input came to. */
struct scan_totals {
	const struct census_reader *reader;
	struct sha256 input; /* Of the bytes that were read. */
	uint64_t size;       /* How many those are. */
	uint64_t records;    /* Observations, passed over and rejects together. */
	uint64_t observations, passed_over, rejects;
};

/* What is done with it; each may be called many times.  An answer that is not 0 ends the reading. */
struct scan_ops {
	int (*bytes)(
	    void *arg, const void *p, size_t n, struct err *e);       /* The input, in order; may be NULL. */
	int (*seen)(void *arg, const struct obs *obs, struct err *e); /* In the input's order. */
	void (*rejected)(void *arg, uint64_t line, struct str why);   /* At most SCAN_REASONS times. */
	void *arg;
};
#define SCAN_REASONS 10

/*
 * scan_file(fd, reader, ops, totals, e): Read the regular file ${fd} by
 * ${reader}, or by the one that fits where it is NULL.  0; ERR_SYNTAX where
 * no reader fits, the header rules it out or the file shrank meanwhile;
 * ERR_CORRUPT where the reader sent what cannot be; the code of ${ops}.
 */
int scan_file(int fd, const struct census_reader *reader, const struct scan_ops *ops,
    struct scan_totals *totals, struct err *e);

#endif
