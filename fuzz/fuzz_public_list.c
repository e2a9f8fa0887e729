/*
 * A list of what was public from anyone: an error with a place and words, or entries that have
 * all that an entry must have, within its limits.
 */
#include <stdlib.h>

#include "trace/filter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_line(struct str s, size_t max)
{
	return (s.n > 0 && s.n <= max && memchr(s.p, '\n', s.n) == NULL && memchr(s.p, '\0', s.n) == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct filter *f = NULL;
	struct err e = { 0 };
	int rc = filter_parse(&f, "fuzz.yml", (struct str){ (const char *)data, size }, &e);

	if (rc != 0 && (f != NULL || rc != e.code || e.text[0] == '\0' || e.file[0] == '\0'))
		abort();
	if (rc == 0 && (f->n == 0 || f->n > FILTER_ENTRIES_MAX))
		abort();
	for (size_t i = 0; rc == 0 && i < f->n; i++) {
		const struct filter_entry *entry = &f->entry[i];

		if (entry->kind >= FILTER_KINDS || !is_line(entry->path, 4096) ||
		    !is_line(entry->reason, FILTER_TEXT_MAX) ||
		    (entry->source.p != NULL && !is_line(entry->source, FILTER_TEXT_MAX)) ||
		    entry->public.earliest > entry->public.latest || entry->line == 0)
			abort();
	}
	filter_free(f);
	return (0);
}
