/*
 * Records that wait: held in memory while they are few, in a file without a
 * name beyond that.  Findings wait here while the logs of a web server are
 * read, since a frequency is known only at the end and findings are told in
 * the order of file, then offset.
 */
#ifndef HUNT_SPOOL_H
#define HUNT_SPOOL_H

#include "base/wire.h"

struct spool {
	struct buf memory;
	int fd; /* -1 while all of it is in memory. */
	uint64_t size;
};

#define SPOOL ((struct spool){ .memory = BUF((size_t)32 << 20), .fd = -1 })

/* spool_put(s, type, payload, e): Append one record.  0, ERR_NOMEM or ERR_IO. */
int spool_put(struct spool *s, uint32_t type, struct str payload, struct err *e);

/* spool_each(s, fn, arg, e): Call ${fn} for each record in order; a non-zero answer ends the walk. */
typedef int spool_fn(void *arg, uint32_t type, struct str payload, struct err *e);
int spool_each(struct spool *s, spool_fn *fn, void *arg, struct err *e);
void spool_free(struct spool *s);

#endif
