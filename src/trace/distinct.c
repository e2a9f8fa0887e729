/* The distinct features of a package: see the header. */
#include "trace/distinct.h"

#include <stdlib.h>

#include "base/vec.h"

int
distinct_make(struct distinct *d, const struct print *p, struct err *e)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		uint64_t *hash = d->hash[ch] = malloc((p->n[ch] + 1) * sizeof(*hash));

		if (hash == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		for (size_t i = 0; i < p->n[ch]; i++)
			hash[i] = p->feature[ch][i].hash;
		qsort(hash, p->n[ch], sizeof(*hash), vec_by_u64);
		for (size_t i = 0; i < p->n[ch]; i++) {
			if (i == 0 || hash[i] != hash[d->n[ch] - 1])
				hash[d->n[ch]++] = hash[i];
		}
	}
	return (0);
}

void
distinct_free(struct distinct *d)
{
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(d->hash[ch]);
	*d = (struct distinct){ .n = { 0 } };
}

size_t
distinct_find(const struct distinct *d, enum channel ch, uint64_t hash)
{
	size_t low = 0, high = d->n[ch];

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (d->hash[ch][middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return (low < d->n[ch] && d->hash[ch][low] == hash ? low : SIZE_MAX);
}
