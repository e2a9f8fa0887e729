/*
 * Many packages made searchable: which of them could a specimen be made from,
 * without comparing it with each.
 *
 * A feature that some packages have leads to them and to what it weighs in
 * each (trace/score.h).  Of a specimen every distinct feature is looked up
 * once, and a package's weights are summed by channel: that is at least what
 * any window of the specimen contains of it.  A channel's tail, and the chance
 * that it stands on, only grow with what is contained, so the sums bound the
 * score and the chances from above, and a package whose bounds lie below its
 * floor cannot reach it.  Where the specimen is long, the same is asked again
 * of each pair of neighbouring stretches of a window's length, since every
 * window lies within one such pair.
 *
 * All roundings go upwards, so no package is lost:
 *
 *	every package whose floor score_pair reaches is found,
 *
 * as long as no file of the specimen is of a group of the background.  Where
 * one is, its groups leave the counts, of which the index knew nothing: then a
 * package is found from half its floor on, and always where one of its nearest
 * groups is among those.
 *
 * It lies in memory that no child process inherits: 8 bytes a feature, 4 more
 * for each package of one that several have, 2.6 KB a package.
 */
#ifndef TRACE_INDEX_H
#define TRACE_INDEX_H

#include "trace/score.h"

/* So many packages, and postings of shared features, at most. */
#define INDEX_PACKAGES_MAX ((uint32_t)1 << 23)
#define INDEX_POSTS_MAX    ((uint64_t)1 << 31)

struct index;

/*
 * index_new(b, beside, e): For packages that were made ready against ${b}, or NULL; what is too much to sort
 * in memory goes to an unnamed file beside the path ${beside}.  NULL with ${e} set.
 */
struct index *index_new(const struct background *b, const char *beside, struct err *e);
void index_free(struct index *x); /* NULL is harmless. */

/*
 * index_add(x, k, floor, e): One package more; they are numbered from 0.  Nothing below ${floor} is of interest;
 * it and ${k} are not kept.  0, ERR_LIMIT, ERR_NOMEM or ERR_IO.
 */
int index_add(struct index *x, const struct score_package *k, const struct score_floor *floor, struct err *e);

/* index_seal(x, e): All were added.  0 or an error.  From now on threads may share it. */
int index_seal(struct index *x, struct err *e);

uint32_t index_packages(const struct index *x);
uint64_t index_bytes(const struct index *x); /* Of memory, all in all. */

/* What one search leaves: reused by the next, for one thread.  A zeroed one is empty. */
struct index_found {
	uint32_t *package; /* Ascending. */
	size_t n, cap;
	size_t whole; /* How many the specimen as a whole left. */
};

/* index_find(x, s, found, e): The packages that the specimen ${s} could be made from.  0 or ERR_NOMEM. */
int index_find(const struct index *x, const struct print *s, struct index_found *found, struct err *e);
void index_found_free(struct index_found *found);

#endif
