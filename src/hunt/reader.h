/*
 * The reader of logs: what runs in a sandbox.  It takes descriptors of files,
 * unfolds collections, recognises logs, finds the rows that rules match, and
 * tells the parent in records (hunt/message.h).
 */
#ifndef HUNT_READER_H
#define HUNT_READER_H

#include "base/stream.h"
#include "base/wire.h"
#include "hunt/ask.h"

/* One outermost file that a reader is given. */
struct reader_file {
	struct str name;
	int fd;
};

/* Everything is borrowed and only read. */
struct reader_job {
	const struct ask *ask; /* LOG_KINDS of them. */
	const struct ruleset *set;
	bool prefilter; /* Off: every row is asked about; the result is the same. */
	const struct stream_limits *limits;
	const struct reader_file *file;
	size_t files;
};

/*
 * reader_run(job, out, e): A sandbox_fn (base/sandbox.h): read all files of
 * the job and send what was found.  A file that cannot be read is told and
 * does not end the run.  0 or ERR_NOMEM, ERR_INTERNAL.
 */
int reader_run(void *job, struct wire *out, struct err *e);

/* reader_prepare(): Let libraries load what they need before the sandbox closes. */
void reader_prepare(void);

#endif
