/*
 * Growing arrays without a type of their own: three variables and one call.
 *
 *	struct fact *facts = NULL;
 *	size_t n = 0, cap = 0;
 *	if (VEC_GROW(facts, n, cap) != 0) ... no memory ...
 *	facts[n++] = fact;
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

/* VEC_GROW(array, n, cap): Make room for one element more.  0, or -1 with the array as it was. */
#define VEC_GROW(array, n, cap) vec_grow((void **)&(array), (n), &(cap), sizeof(*(array)))

/* vec_grow(p, n, cap, size): What VEC_GROW calls: room for element ${n} of ${size} bytes in ${*p}. */
int vec_grow(void **p, size_t n, size_t *cap, size_t size);

/* vec_by_u64(a, b): For qsort and bsearch over an array of uint64_t: ascending. */
int vec_by_u64(const void *a, const void *b);

#endif
