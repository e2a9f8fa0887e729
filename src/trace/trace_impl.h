/* What the files of trace that give conclusions out share. */
#ifndef TRACE_TRACE_IMPL_H
#define TRACE_TRACE_IMPL_H

#include "trace/row.h"
#include "trace/trace.h"

/* A conclusion while it is given out: its texts lie in the two trees, its arrays in the row's arena. */
struct giving {
	struct row *row;
	json_t *blob; /* NULL: it is lost. */
	bool failed;  /* No memory. */
};

/* giving_party(g, key, files, p): The body's member ${key}, a package or specimen, with the blob's list ${files}. */
void giving_party(struct giving *g, const char *key, const char *files, struct trace_party *p);

/* giving_comparison(g, x), giving_accusation(g, x): What is beyond ${x}->c, which is there already. */
void giving_comparison(struct giving *g, struct trace_comparison *x);
void giving_accusation(struct giving *g, struct trace_accusation *x);

#endif
