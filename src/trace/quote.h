/*
 * Quoting a specimen: the lines of its files where regions lie, and the
 * SHA-256 of every file, read once more behind the wall.  A file is told by
 * the first eight bytes of its hash, as a fingerprint has it (trace/print.h),
 * so that a quote is never of a file that has changed since.
 */
#ifndef TRACE_QUOTE_H
#define TRACE_QUOTE_H

#include "trace/print.h"

#define QUOTE_LINES_MAX 40  /* Of one quote. */
#define QUOTE_LINE_MAX  400 /* Bytes of a line; what is beyond is cut. */
#define QUOTE_MAX       16  /* Quotes of one reading. */

/* What is wanted, and what was found. */
struct quote {
	uint64_t id;          /* The file's, as in struct print_file. */
	uint32_t first, last; /* Lines, from 1. */
	struct buf
	    text; /* Each line with a newline behind it; empty in a binary, or where it was not found. */
};

struct quote_file {
	char *name;
	uint64_t id;       /* As in struct print_file: of so much of it as a fingerprint reads. */
	struct sha256 sha; /* Of all of it. */
	uint64_t bytes;
};

struct quoted {
	struct quote quote[QUOTE_MAX];
	size_t quotes;
	struct quote_file *file; /* In the order of print_read. */
	size_t files, cap;
};

/*
 * quote_read(q, path, e): Fill the wanted quotes and the files of the file, folder or collection ${path};
 * ${q} has no files before, and is freed by quote_free in any case.  What cannot be read is left out in
 * silence: the fingerprint's reading has told of it.
 */
int quote_read(struct quoted *q, const char *path, struct err *e);
void quote_free(struct quoted *q);

/*
 * quote_digest(q, digest, e): SHA-256 over the files' hashes in ascending order: the same whatever they are
 * called.  0 or ERR_NOMEM.
 */
int quote_digest(const struct quoted *q, struct sha256 *digest, struct err *e);

#endif
