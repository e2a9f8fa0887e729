/*
 * What a specimen holds of a package's marks.
 *
 * At a finite site this is the set of symbols seen: one of them, several
 * where copies were mixed (or an incomplete order leaves several open), or
 * none where the site is erased.  A text that is not in the alphabet is not
 * forced to the nearest: it is not seen at all.  At a free site it is which
 * copies' values occur, and how many different values of that class and
 * length the specimen holds at most: so many of them an innocent copy's value
 * might have met by chance.
 */
#ifndef MARK_READING_H
#define MARK_READING_H

#include "mark/site.h"

struct mark_reading {
	size_t sites, copies;
	size_t *first;    /* Where the bits of each site begin in seen. */
	uint8_t *seen;    /* Finite sites: seen[first[site] + symbol]. */
	uint8_t *held;    /* Free sites: held[site * copies + copy - 1]. */
	uint64_t *tokens; /* Free sites: at most so many different values, the package's own not counted. */
};

/*
 * mark_reading_make(r, site, sites, copies, e): An empty reading of these sites in a zeroed ${r}.  0 or
 * ERR_NOMEM.
 */
int mark_reading_make(
    struct mark_reading *r, const struct mark_site *site, size_t sites, size_t copies, struct err *e);

/*
 * mark_reading_count(r, site): how many symbols were seen at a finite site.  mark_reading_held: copies at
 * a free one.
 */
size_t mark_reading_count(const struct mark_reading *r, size_t site);
size_t mark_reading_held(const struct mark_reading *r, size_t site);

/* mark_reading_clear(r): Nothing was seen.  mark_reading_free(r): Release all. */
void mark_reading_clear(struct mark_reading *r);
void mark_reading_free(struct mark_reading *r);

#endif
