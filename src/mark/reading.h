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

/* How a site was read; the first that saw anything counts. */
enum mark_way { MARK_EXACT, MARK_NORMAL, MARK_BY_CONTEXT, MARK_WAYS };

struct mark_reading {
	size_t sites, copies;
	size_t *first;    /* Where the bytes of each site begin in seen. */
	uint8_t *seen;    /* Finite sites: seen[first[site] + symbol], a bit 1 << way for each way. */
	uint8_t *held;    /* Free sites: held[site * copies + copy - 1], likewise. */
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

/*
 * mark_reading_settle(r): Of each finite site keep the first way by which a symbol was seen, and drop what
 * the others saw there.  Call it once all of the specimen is in ${r}, and before accusing.
 */
void mark_reading_settle(struct mark_reading *r);

/*
 * mark_reading_way(r, site, way): By which way a site was read; false where it was not: no symbol was seen, or no
 * copy's value.
 */
bool mark_reading_way(const struct mark_reading *r, size_t site, enum mark_way *way);

/* mark_reading_clear(r): Nothing was seen.  mark_reading_free(r): Release all. */
void mark_reading_clear(struct mark_reading *r);
void mark_reading_free(struct mark_reading *r);

#endif
