/*
 * Sorting more pairs of (hash, group) than memory holds: they are collected
 * until some are there, sorted and written to a file without a name, and all
 * such runs are merged in the end.  Equal pairs become one.
 */
#ifndef TRACE_RUNS_H
#define TRACE_RUNS_H

#include "base/err.h"
#include "base/str.h"

struct runs;

/* So many pairs are held in memory by default: 32 MB, and as much again while they are sorted. */
#define RUNS_HOLD ((size_t)2 << 20)

/*
 * runs_new(beside, hold, e): Its file lies in the folder of ${beside}; ${hold} pairs, 1 to 2^31, are held in
 * memory.  NULL with ${e} set.
 */
struct runs *runs_new(const char *beside, size_t hold, struct err *e);
void runs_free(struct runs *r); /* NULL is harmless. */

/* runs_put(r, hash, group, e): Groups may not descend.  0, ERR_NOMEM or ERR_IO. */
int runs_put(struct runs *r, uint64_t hash, uint32_t group, struct err *e);

/*
 * runs_merge(r, fn, arg, e): After all was put, and again as often as needed: call ${fn} for each hash,
 * ascending, with the groups that have it, ascending.  Its non-zero answer ends the walk and is returned.
 */
typedef int runs_fn(void *arg, uint64_t hash, const uint32_t *group, size_t groups, struct err *e);
int runs_merge(struct runs *r, runs_fn *fn, void *arg, struct err *e);

/*
 * runs_file(beside, e): A descriptor of a file without a name in the folder of ${beside}, which the caller
 * closes; negative with ${e} set.
 */
int runs_file(const char *beside, struct err *e);

#endif
