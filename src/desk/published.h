/*
 * Counts that others have published: who counted how many unpatched servers,
 * when.  They are other people's points, often without a method and with
 * their dates in doubt, so they have a body type of their own, are drawn as
 * what they are, and are never mixed into the counts of our own census.
 */
#ifndef DESK_PUBLISHED_H
#define DESK_PUBLISHED_H

#include "store/event.h"

/* One count.  The views belong to whoever made it. */
struct published {
	uint64_t entry;
	struct instant observed; /* As the source dates it. */
	struct instant doubt;    /* The span of the dates that outlets give; ${observed} where they agree. */
	struct instant known;    /* When it was published. */
	instant_us recorded;
	uint64_t count;
	uint64_t universe; /* Of so many; 0 where that was not stated. */
	struct str scope;  /* "world", or a country's code. */
	struct str who, method;
	struct source source;
	enum tlp tlp;
};

/* published_rows(table, fn, arg, e): Call ${fn} for each row of an embedded table of counts. */
typedef int published_fn(void *arg, const struct published *p, struct err *e);
int published_rows(const char *table, published_fn *fn, void *arg, struct err *e);

/* published_body(p): A body of type "published-count"; NULL without memory. */
json_t *published_body(const struct published *p);

/* The fold of such bodies: the table desk_published, and an event in the lane "census". */
extern const struct fold_ops published_fold;

/*
 * published_each(c, as_of, audience, fn, arg, hidden, e): Call ${fn} for each
 * count known by ${as_of} that ${audience} may see, ordered by the time
 * observed, then entry; ${*hidden} counts those left out for their TLP.
 */
int published_each(struct case_dir *c, instant_us as_of, enum tlp audience, published_fn *fn, void *arg,
    uint64_t *hidden, struct err *e);

#endif
