/*
 * Fingerprints that were read once behind the wall, put down in a file without
 * a name to be taken up again: that costs a copy, where another reader costs a
 * process.  They are not kept in memory, since each reader that is started
 * pays for what its parent holds, and might find it there; the file is closed
 * in every reader (base/sandbox.h) and gone with this process.
 */
#ifndef TRACE_SHELF_H
#define TRACE_SHELF_H

#include "trace/print.h"

struct shelf;

/*
 * shelf_new(beside, max, e): Its file lies in the folder of ${beside} and takes ${max} bytes at most.  NULL with
 * ${e} set.
 */
struct shelf *shelf_new(const char *beside, uint64_t max, struct err *e);
void shelf_free(struct shelf *s); /* NULL is harmless. */

/*
 * shelf_put(s, p, at, e): Put ${p} down; ${*at} is its place.  ERR_LIMIT where there is no room, ERR_IO or ERR_NOMEM:
 * then nothing was put, and the next may fit.
 */
int shelf_put(struct shelf *s, const struct print *p, uint64_t *at, struct err *e);

/* shelf_take(s, at, p, e): The fingerprint at a place that shelf_put gave, into the empty ${p}; it stays there as well. */
int shelf_take(const struct shelf *s, uint64_t at, struct print *p, struct err *e);

#endif
