/*
 * The inspection of one log of a known kind: blocks, records, rows, rules.
 */
#ifndef HUNT_INSPECT_H
#define HUNT_INSPECT_H

#include "base/blocks.h"
#include "base/wire.h"
#include "hunt/ask.h"

/* What is needed for logs of one kind again and again; one a reader. */
struct inspector;
struct inspector *inspector_new(const struct ask *ask, bool prefilter, struct err *e);
void inspector_free(struct inspector *x);

/* What was met in one file.  ${field} belongs to the inspector. */
struct inspected {
	uint64_t rows; /* Lines. */
	uint64_t findings;
	instant_us first, last; /* 0 where no row had a time. */
	uint64_t pages_left_out;
	const uint16_t *field; /* The fields of rules that its headers had. */
	size_t fields;
};

/*
 * inspect(x, l, name, scratch, out, got, e): Read the log ${l}, called
 * ${name}, to its end and send FINDING, PAGE and UNREAD records to ${out}.
 * What ends it early is told as UNREAD.  0 or ERR_NOMEM, ERR_INTERNAL.
 */
int inspect(struct inspector *x, struct blocks *l, struct str name, struct rule_scratch *scratch,
    struct wire *out, struct inspected *got, struct err *e);

#endif
