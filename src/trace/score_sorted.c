/*
 * Features in the order of their hashes.  Hashes are mixed well, so their first
 * bits spread them over about as many buckets as there are features, and what
 * is left to order in each is little.  Who chooses the text can fill one bucket
 * on purpose; that is then sorted like anything else.
 */
#include <stdlib.h>

#include "trace/score_impl.h"

/* Features of a bucket in the mean; more than FEW are left to the library. */
#define BUCKET_BITS 1
#define FEW         32

static int
by_hash(const void *a, const void *b)
{
	const struct feature *x = a, *y = b;

	if (x->hash != y->hash)
		return (x->hash < y->hash ? -1 : 1);
	return (x->pos < y->pos ? -1 : x->pos > y->pos);
}

static void
sort_bucket(struct feature *f, size_t n)
{
	if (n > FEW) {
		qsort(f, n, sizeof(*f), by_hash);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		struct feature moved = f[i];
		size_t at = i;

		for (; at > 0 && by_hash(&moved, &f[at - 1]) < 0; at--)
			f[at] = f[at - 1];
		f[at] = moved;
	}
}

/* Of ${from} into ${to}, ${n} above 0; ${end} has room for 2^${bits} numbers. */
static void
spread(const struct feature *from, struct feature *to, size_t n, size_t *end, unsigned bits)
{
	size_t buckets = (size_t)1 << bits, sum = 0, here;

	for (size_t i = 0; i < n; i++)
		end[from[i].hash >> (64 - bits)]++;
	for (size_t i = 0; i < buckets; i++) {
		here = end[i];
		end[i] = sum;
		sum += here;
	}
	/* Where each bucket begins becomes where it ends. */
	for (size_t i = 0; i < n; i++)
		to[end[from[i].hash >> (64 - bits)]++] = from[i];
	for (size_t i = 0; i < buckets; i++)
		sort_bucket(to + (i > 0 ? end[i - 1] : 0), end[i] - (i > 0 ? end[i - 1] : 0));
}

struct feature *
score_sorted(const struct print *p, enum channel ch)
{
	size_t n = p->n[ch], *end;
	struct feature *f = malloc((n + 1) * sizeof(*f));
	unsigned bits = 1;

	while (bits < 24 && n >> (bits + BUCKET_BITS) != 0)
		bits++;
	if (f == NULL || n == 0)
		return (f);
	if ((end = calloc((size_t)1 << bits, sizeof(*end))) == NULL) {
		free(f);
		return (NULL);
	}
	spread(p->feature[ch], f, n, end, bits);
	free(end);
	return (f);
}
