/*
 * An arena: memory for one record, one request or one document, given out in
 * order and released all at once.  Not shared between threads.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena {
	struct arena_block *first; /* Newest block. */
	size_t held;               /* Bytes allocated from the system. */
	size_t max;                /* Bytes that it may hold; 0 means no limit. */
};

/* arena_get(a, n): ${n} zeroed bytes aligned for any type, or NULL (no memory, or the limit). */
void *arena_get(struct arena *a, size_t n);

/* arena_array(a, count, size): as arena_get for an array, NULL on overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* arena_str(a, s): a copy of ${s} that is also NUL-terminated; its p is NULL without memory. */
struct str arena_str(struct arena *a, struct str s);

/* arena_reset(a): Forget everything but keep one block.  arena_free(a): release everything. */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

#endif
