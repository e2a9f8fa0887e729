/* What the files of weighing share. */
#ifndef TRACE_WEIGH_IMPL_H
#define TRACE_WEIGH_IMPL_H

#include "trace/weigh_table.h"

struct weigher {
	struct weighed *w;
	const struct weigh_input *in;
	struct arena *mem;
	const struct weigh_fact *fact; /* The case's, with what follows from copies and from other waves. */
	size_t facts;
	bool failed; /* No memory. */
};

/* weigh_entry(v, entry): It stands on this entry, too. */
void weigh_entry(struct weigh_item *v, uint64_t entry);

/* weigh_rule_item(rule): The item that a rule makes; reason and entries are to be added. */
struct weigh_item weigh_rule_item(enum weigh_rule rule);

/* weigh_put(g, l, v, reason): A copy of ${v} onto a line, with this text as its reason unless that is NULL. */
void weigh_put(struct weigher *g, struct weigh_line *l, const struct weigh_item *v, struct buf *reason);

/* weigh_distinct(v, n): How many different ones there are; they are sorted. */
size_t weigh_distinct(int64_t *v, size_t n);

/* weigh_timing(g): The order of the wave and the case's facts, onto the lines of all hypotheses. */
void weigh_timing(struct weigher *g);

/* weigh_access(g, l): Whether the party of ${l} had his copy, and had opened it, before the wave began. */
void weigh_access(struct weigher *g, struct weigh_line *l);

#endif
