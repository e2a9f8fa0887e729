/* Proposals: whatever the text, as source and as prose, what is proposed makes sense and resolves. */
#include <stdlib.h>

#include "mark/propose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
		mark_proposals_free(m);
		free(m);
	}
	return (0);
}
