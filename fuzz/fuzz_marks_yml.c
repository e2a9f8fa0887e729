/* athar.marks.yml: whatever the bytes, an error or sites that make sense. */
#include <stdlib.h>

#include "mark/yml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mark_sites sites = { 0 };
	struct err e = { 0 };
	int rc = mark_yml_read(&sites, (struct str){ (const char *)data, size }, &e);

	if (rc == 0 && sites.n == 0)
		abort();
	if (rc != 0 && (rc != e.code || e.text[0] == '\0'))
		abort();
	for (size_t k = 0; rc == 0 && k < sites.n; k++) {
		struct sha256 id = mark_site_id(&sites.site[k]);

		if (mark_choices(&sites.site[k]) < 2 || sha256_eq(&id, &(struct sha256){ { 0 } }))
			abort();
	}
	mark_sites_free(&sites);
	return (0);
}
