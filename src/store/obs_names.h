/*
 * Names that repeat without end (sources, products), numbered in the order in
 * which they first come; 0 is the empty name.  The table obs_name keeps them.
 */
#ifndef STORE_OBS_NAMES_H
#define STORE_OBS_NAMES_H

#include "base/map.h"
#include "store/obs_list.h"

struct obs_numbered {
	struct map ids;   /* Name to number. */
	struct str *name; /* Number to name; the text is the map's. */
	size_t n, cap;
};

/* obs_names_load(names, db, e): All names of the index.  To be released by obs_names_free, whatever comes back. */
int obs_names_load(struct obs_numbered *names, sqlite3 *db, struct err *e);
void obs_names_free(struct obs_numbered *names);

/* obs_names_put(names, name, id, e): The number of ${name}, the next one if it is new. */
int obs_names_put(struct obs_numbered *names, struct str name, uint32_t *id, struct err *e);

/* obs_names_save(names, from, db, e): Write the names from number ${from} on. */
int obs_names_save(const struct obs_numbered *names, size_t from, sqlite3 *db, struct err *e);

#endif
