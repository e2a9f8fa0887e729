/*
 * Observations in memory, names as numbers: what the count works on.  One
 * observation takes 48 bytes, so a million fit easily; keys, servernames and
 * builds are kept once.
 */
#ifndef CENSUS_WORLD_H
#define CENSUS_WORLD_H

#include "base/map.h"
#include "store/obs.h"

/*
 * One observation.  Numbers count from 1, and 0 means not known, but for ${ip}, ${addr} and ${what},
 * which are always there.
 */
struct seen {
	instant_us time;
	uint32_t addr; /* Its (ip, port), in order. */
	uint32_t ip;   /* Its ip, in order. */
	uint32_t name; /* Its servername, without regard to case. */
	uint32_t key;
	uint32_t what; /* Its product and build: world.what[]. */
	uint32_t asn;
	char country[2]; /* Both 0 where not known. */
};

/* A product and a build as they were observed. */
struct what {
	struct str product; /* "" where not seen. */
	struct version build;
};

struct world {
	struct seen *seen; /* Ordered by (ip, port), then time, then source, then build. */
	size_t n, cap;
	struct what *what;
	size_t whats, capwhats;
	uint32_t names, keys; /* How many there are. */
	uint64_t withheld;    /* Observations above the audience. */

	/* While it is being filled: */
	struct map name_numbers, key_numbers, what_numbers;
	struct ip last_ip;
	uint16_t last_port;
	struct buf scratch;
};

/* world_load(w, c, query, e): Fill a zeroed world with the observations of ${query}. */
int world_load(struct world *w, struct case_dir *c, const struct obs_query *query, struct err *e);

/* world_add(w, obs, e): One more observation; they come in the order of obs_query. */
int world_add(struct world *w, const struct obs *obs, struct err *e);
void world_free(struct world *w);

#endif
