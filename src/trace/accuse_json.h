/* What an accusation came to, as members of JSON: trace accuse prints them, and a case keeps the same. */
#ifndef TRACE_ACCUSE_JSON_H
#define TRACE_ACCUSE_JSON_H

#include "base/jsonw.h"
#include "trace/accuse.h"

/* accuse_json_sites(w, r): "sites_read", "sites_total" and "read_by": how many marks were read, and by which way. */
void accuse_json_sites(struct jsonw *w, const struct accuse_result *r);

#endif
