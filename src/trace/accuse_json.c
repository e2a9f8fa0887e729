/* Accusations as JSON: see the header. */
#include "trace/accuse_json.h"

void
accuse_json_sites(struct jsonw *w, const struct accuse_result *r)
{
	jsonw_ku64(w, "sites_read", r->sites_read);
	jsonw_ku64(w, "sites_total", r->sites_total);
	jsonw_key(w, "read_by");
	jsonw_open(w, '{');
	jsonw_ku64(w, "exact", r->read_by[MARK_EXACT]);
	jsonw_ku64(w, "normalised", r->read_by[MARK_NORMAL]);
	jsonw_ku64(w, "context", r->read_by[MARK_BY_CONTEXT]);
	jsonw_close(w, '}');
}
