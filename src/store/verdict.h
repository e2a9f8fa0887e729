/*
 * What later entries of a record say of earlier ones: retracted, erased, or
 * labelled wider.  The fold asks here before it gives an entry to its room.
 *
 * A retracted or erased widening is taken back, so that a label that was
 * widened by mistake is strict again.  An entry whose own body is lost says
 * nothing of any other: nothing may be deleted or shown on a guess.
 */
#ifndef STORE_VERDICT_H
#define STORE_VERDICT_H

#include "base/map.h"
#include "store/case_dir.h"

struct widening {
	uint64_t by, target;
	enum tlp to;
};

struct verdicts {
	struct map dead;       /* Entry (entry_key) to 2 * the entry that says so, + 1 if erased. */
	struct widening *wide; /* In the order of the record; some of them dead. */
	size_t nwide, capwide;
};

/* entry_key(number): an entry's number as the key of a map; a view of ${*number}. */
static inline struct str
entry_key(const uint64_t *number)
{
	return ((struct str){ (const char *)number, sizeof(*number) });
}

/*
 * verdicts_read(v, c, from, any, e): Add what the entries from ${from} on say;
 * ${*any} tells whether one speaks of others at all.  ${v} is zeroed before
 * its first use.  0 or a negative code.
 */
int verdicts_read(struct verdicts *v, struct case_dir *c, uint64_t from, bool *any, struct err *e);

/* verdicts_dead(v, number, by, erased): Is the entry retracted or erased?  If so, by which entry and how. */
bool verdicts_dead(const struct verdicts *v, uint64_t number, uint64_t *by, bool *erased);

/* verdicts_label(v, number, to): Is the entry's label widened?  ${*to} is the last that stands. */
bool verdicts_label(const struct verdicts *v, uint64_t number, enum tlp *to);

void verdicts_free(struct verdicts *v);

#endif
