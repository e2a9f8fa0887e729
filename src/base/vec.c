/* Growing arrays: see the header. */
#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>

int
vec_grow(void **p, size_t n, size_t *cap, size_t size)
{
	size_t want, bytes;
	void *q;

	if (n < *cap)
		return (0);
	want = *cap < 8 ? 8 : *cap + *cap / 2;
	if (want < *cap || __builtin_mul_overflow(want, size, &bytes) || (q = realloc(*p, bytes)) == NULL)
		return (-1);
	*p = q;
	*cap = want;
	return (0);
}

int
vec_by_u64(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y ? -1 : x > y);
}
