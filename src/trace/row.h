/*
 * What the index keeps of trace's bodies, row by row: conclusions (trace/trace.h)
 * and what is said of waves (trace/wave.h) are kept as their bodies' text, which
 * is read again when it is given out.
 */
#ifndef TRACE_ROW_H
#define TRACE_ROW_H

#include "base/arena.h"
#include "store/event.h"

/* A row while it is given out; all views into ${body} live until then. */
struct row {
	uint64_t entry;
	instant_us known, recorded;
	enum tlp tlp;
	json_t *body;
	struct arena mem; /* For arrays that are made of it. */
};
typedef int row_fn(void *arg, struct row *r, struct err *e);

/*
 * row_each(c, query, type, as_of, audience, fn, arg, hidden, e): Call ${fn} for each row of ${query} that
 * ${audience} may see; ${*hidden} grows by those left out.  The query gives entry, known, recorded, tlp and body
 * of the rows whose type is its first parameter, and that were known by its second.  A non-zero answer ends the
 * walk and is returned; ERR_CORRUPT where a body is no JSON.
 */
int row_each(struct case_dir *c, const char *query, const char *type, instant_us as_of, enum tlp audience,
    row_fn *fn, void *arg, uint64_t *hidden, struct err *e);

/* row_body(text, e): A kept body, which the caller releases by json_decref; NULL with ${e} set. */
json_t *row_body(struct str text, struct err *e);

/* Members of an object, as far as they are what they should be: else not a number; 0; false; 0. */
double row_real(const json_t *o, const char *key);
uint64_t row_number(const json_t *o, const char *key);
bool row_truth(const json_t *o, const char *key);
instant_us row_time(const json_t *o, const char *key);

#endif
