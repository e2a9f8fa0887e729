/*
 * The readers of a scan: a batch of open files is shared out among them, and
 * their records are taken in the order of the files.  Which reader has which
 * file depends on nothing but the files' sizes.
 */
#ifndef HUNT_CREW_H
#define HUNT_CREW_H

#include "hunt/reader.h"

/* One outermost file of the batch. */
struct crew_file {
	char *name;
	int fd;        /* -1: it could not be opened. */
	char why[128]; /* Then the reason. */
	uint64_t size;
};

/* What the records go to.  A record is checked where it is used. */
typedef int
crew_record_fn(void *arg, const struct crew_file *outer, uint32_t type, struct str payload, struct err *e);

/*
 * crew_read(job, file, n, readers, fn, arg, e): Read the ${n} files of the batch with up to ${readers}
 * processes and call ${fn} for each record.  A reader that dies costs the
 * file that it died at, told as a record MESSAGE_UNREAD; the rest goes to a new one.  ${job} says what to do;
 * its files are set here.  0, ${fn}'s answer, or a negative code.
 */
int crew_read(const struct reader_job *job, const struct crew_file *file, size_t n, unsigned readers,
    crew_record_fn *fn, void *arg, struct err *e);

#endif
