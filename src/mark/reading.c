/* Readings: see the header. */
#include "mark/reading.h"

#include <stdlib.h>

int
mark_reading_make(
    struct mark_reading *r, const struct mark_site *site, size_t sites, size_t copies, struct err *e)
{
	size_t bits = 0;

	r->sites = sites;
	r->copies = copies;
	if ((r->first = calloc(sites + 1, sizeof(*r->first))) == NULL)
		goto nomem;
	for (size_t i = 0; i < sites; i++) {
		r->first[i] = bits;
		bits += mark_symbols(&site[i]);
	}
	r->first[sites] = bits;
	r->seen = calloc(bits + 1, 1);
	r->held = calloc(sites * copies + 1, 1);
	r->tokens = calloc(sites + 1, sizeof(*r->tokens));
	if (r->seen != NULL && r->held != NULL && r->tokens != NULL)
		return (0);
nomem:
	mark_reading_free(r);
	return (err_set(e, ERR_NOMEM, "out of memory"));
}

static size_t
count_bits(const uint8_t *bit, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += bit[i] != 0;
	return (count);
}

size_t
mark_reading_count(const struct mark_reading *r, size_t site)
{
	return (count_bits(r->seen + r->first[site], r->first[site + 1] - r->first[site]));
}

size_t
mark_reading_held(const struct mark_reading *r, size_t site)
{
	return (count_bits(r->held + site * r->copies, r->copies));
}

void
mark_reading_settle(struct mark_reading *r)
{
	for (size_t k = 0; k < r->sites; k++) {
		enum mark_way way;

		if (!mark_reading_way(r, k, &way))
			continue;
		for (size_t i = r->first[k]; i < r->first[k + 1]; i++)
			r->seen[i] &= (uint8_t)(1u << way);
	}
}

bool
mark_reading_way(const struct mark_reading *r, size_t site, enum mark_way *way)
{
	unsigned any = 0;

	for (size_t i = r->first[site]; i < r->first[site + 1]; i++)
		any |= r->seen[i];
	for (size_t i = site * r->copies; i < (site + 1) * r->copies; i++)
		any |= r->held[i];
	for (*way = MARK_EXACT; *way < MARK_WAYS; ++*way) {
		if ((any & 1u << *way) != 0)
			return (true);
	}
	return (false);
}

void
mark_reading_clear(struct mark_reading *r)
{
	memset(r->seen, 0, r->first[r->sites]);
	memset(r->held, 0, r->sites * r->copies);
	memset(r->tokens, 0, r->sites * sizeof(*r->tokens));
}

void
mark_reading_free(struct mark_reading *r)
{
	free(r->first);
	free(r->seen);
	free(r->held);
	free(r->tokens);
	*r = (struct mark_reading){ 0 };
}
