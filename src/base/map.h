/*
 * A hash table from byte strings to 64-bit values (a count, an index, a
 * pointer as uintptr_t).  Keys are copied into the table's own arena.  The
 * order of walking is the order of insertion, so that output never depends
 * on the hash.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
	struct str key;
	uint64_t value;
	uint64_t hash;
};

struct map {
	struct map_entry *entry; /* In order of insertion. */
	size_t n, cap;
	uint32_t *slot; /* Open addressing over entries: index + 1, or 0. */
	size_t slots;
	struct arena keys;
};

/* map_get(m, key): the entry, or NULL. */
struct map_entry *map_get(const struct map *m, struct str key);

/*
 * map_put(m, key): the entry of ${key}, added with value 0 if it was not there; NULL without memory. A
 * pointer to an entry is valid until the next map_put.
 */
struct map_entry *map_put(struct map *m, struct str key);

/* map_free(m): Release all; ${m} is empty and usable again.  A zeroed struct is an empty map. */
void map_free(struct map *m);

#endif
