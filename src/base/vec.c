/* Growing arrays: see the header. */
#include "base/vec.h"

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
