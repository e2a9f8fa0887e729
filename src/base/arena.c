/* Arenas: a chain of blocks, each filled from the front. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>

#define BLOCK_MIN ((size_t)64 << 10)

struct arena_block {
	struct arena_block *next;
	size_t used, cap;
	alignas(max_align_t) char data[];
};

void *
arena_get(struct arena *a, size_t n)
{
	struct arena_block *b = a->first;
	size_t want, cap;
	void *p;

	if (__builtin_add_overflow(n, alignof(max_align_t) - 1, &want))
		return (NULL);
	want &= ~(alignof(max_align_t) - 1);
	if (b == NULL || b->cap - b->used < want) {
		cap = want > BLOCK_MIN ? want : BLOCK_MIN;
		if (a->max != 0 && (cap > a->max || a->held > a->max - cap))
			return (NULL);
		if (cap > SIZE_MAX - sizeof(*b) || (b = malloc(sizeof(*b) + cap)) == NULL)
			return (NULL);
		b->next = a->first;
		b->used = 0;
		b->cap = cap;
		a->first = b;
		a->held += cap;
	}
	p = b->data + b->used;
	b->used += want;
	memset(p, 0, want);
	return (p);
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n))
		return (NULL);
	return (arena_get(a, n));
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p;

	if (s.n == SIZE_MAX || (p = arena_get(a, s.n + 1)) == NULL)
		return ((struct str){ NULL, 0 });
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return ((struct str){ p, s.n });
}

static void
drop(struct arena *a, const struct arena_block *keep)
{
	struct arena_block *b = a->first, *next;

	for (; b != NULL; b = next) {
		next = b->next;
		if (b == keep)
			continue;
		a->held -= b->cap;
		free(b);
	}
}

void
arena_reset(struct arena *a)
{
	struct arena_block *keep = a->first;

	/* The smallest sort of block is kept, so that one huge record does not stay. */
	while (keep != NULL && keep->cap != BLOCK_MIN)
		keep = keep->next;
	drop(a, keep);
	a->first = keep;
	if (keep != NULL) {
		keep->next = NULL;
		keep->used = 0;
	}
}

void
arena_free(struct arena *a)
{
	drop(a, NULL);
	a->first = NULL;
}
