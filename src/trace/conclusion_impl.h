/* What the files of trace that keep conclusions share. */
#ifndef TRACE_CONCLUSION_IMPL_H
#define TRACE_CONCLUSION_IMPL_H

#include "base/jsonw.h"
#include "trace/conclusion.h"
#include "trace/quote.h"

/* A body under way: the members that make up the result, those that do not, and the blob. */
struct concluding {
	const char *type;
	struct buf core, beside, blob; /* core and beside: members without the outer braces, core first. */
};

#define CONCLUDING(t) ((struct concluding){ (t), BUF(BUF_BIG), BUF(BUF_BIG), BUF(BUF_BIG) })

void concluding_free(struct concluding *g);

/* concluding_keep(run, g, tlp, entry, fresh, e): Append it, unless the same stands there already. */
int concluding_keep(const struct conclusion_run *run, struct concluding *g, enum tlp tlp, uint64_t *entry,
    bool *fresh, struct err *e);

/* concluding_party(w, key, name, q, p, e): A package or specimen: what was read of it; ${p} may be NULL. */
int concluding_party(struct jsonw *w, const char *key, const char *name, const struct quoted *q,
    const struct print *p, struct err *e);

/* concluding_files(w, key, q, matched): Its files, those with matched[i] first; matched may be NULL. */
void concluding_files(struct jsonw *w, const char *key, const struct quoted *q, const bool *matched);

#endif
