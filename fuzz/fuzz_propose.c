/*
 * Proposals: whatever the text, as source and as prose, what is proposed makes sense, and all of it, pasted
 * into athar.marks.yml, loads and reads back.
 */
#include <stdlib.h>

#include "mark/propose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The lines as an author would paste them, taken as the package's own marks. */
static void
paste(const struct mark_package *p, const struct mark_proposals *m)
{
	struct mark_package pasted = *p;
	struct buf b = BUF(BUF_BIG);
	struct err e = { 0 };

	buf_cstr(&b, "marks:\n");
	for (size_t k = 0; k < m->n; k++) {
		buf_str(&b, m->yaml[k]);
		buf_char(&b, '\n');
	}
	if (b.failed != 0 || mark_yml_read(&pasted.sites, buf_view(&b), &e) != 0 || pasted.sites.n != m->n ||
	    mark_resolve(&pasted, &e) != 0 || mark_settle(&pasted, &e) != 0)
		abort();
	mark_sites_free(&pasted.sites);
	free(pasted.place);
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const name[] = { "a.py", "a.c", "a.ps1", "a.md" };

	for (size_t i = 0; i < 4; i++) {
		struct mark_proposals *m = calloc(1, sizeof(*m));
		struct mark_file file = { .path = str_of(name[i]), .text = { (const char *)data, size } };
		struct mark_package p = { .root = STR("."), .file = &file, .files = 1 };
		struct err e = { 0 };

		if (m == NULL || mark_propose(m, &p, &e) != 0 || m->n > PROPOSE_FILE_MAX)
			abort();
		for (size_t k = 0; k < m->n; k++) {
			if (mark_site_check(&m->site[k], &e) != 0 || m->yaml[k].n == 0 ||
			    m->site[k].line == 0)
				abort();
		}
		if (m->n > 0)
			paste(&p, m);
		mark_proposals_free(m);
		free(m);
	}
	return (0);
}
