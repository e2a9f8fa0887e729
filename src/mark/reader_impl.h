/* What the compiled reader (reader.c) and a scan with it (scan.c) share; not for others. */
#ifndef MARK_READER_IMPL_H
#define MARK_READER_IMPL_H

#include "mark/lane.h"
#include "mark/reader.h"

/* Who holds a free value; the next holder of the same text by index + 1. */
struct holder {
	uint32_t site, copy, next;
};

struct mark_reader {
	const struct mark_site *site;
	size_t sites;
	const struct mark_book *book; /* NULL: free values are counted, none is known. */
	struct lane exact;
	bool tolerant; /* Whether the other two are there. */
	struct lane normal, context;
	struct map values; /* Free value to its first holder, index + 1. */
	struct holder *holder;
	size_t holders, holders_cap;
	uint8_t
	    pool[3][MARK_FREE_MAX + 1]; /* Class and length to the number of their pool, from 1; 0 without. */
	size_t pools;
	bool in_class[3][256]; /* mark_class_has, as a table. */
	size_t shortest[3];    /* By class: the shortest free value; 0 without. */
};

/*
 * A leap: a stretch of a file that is the same in every copy, read once and
 * then passed over.  Where it begins the automaton's node must not depend on
 * what stood before lead, the text directly before it, and both ends of the
 * stretch must be ends of tokens; then the node behind it and the lines of
 * orders in it are always the same.  Symbols and free values in it go into
 * the reading of the scan that makes the leap, and are not repeated.
 */
struct leap_hit {
	struct probe probe;
	uint64_t token; /* Counted from the leap's beginning. */
};
struct mark_leap {
	uint32_t node; /* Behind it. */
	uint64_t tokens;
	struct leap_hit *hit; /* The lines of orders; the caller frees them. */
	size_t hits, cap;
	bool failed; /* No memory for them. */
};

/*
 * mark_scan_leap_make(s, lead, bytes, leap): Read ${bytes} between two files,
 * as no UTF-16, into the zeroed ${leap}.  mark_scan_leap(s, leap): Pass over
 * it, as if its bytes had been fed; false, and nothing done, while it is not
 * certain that the file is no UTF-16.
 */
void mark_scan_leap_make(struct mark_scan *s, struct str lead, struct str bytes, struct mark_leap *leap);
bool mark_scan_leap(struct mark_scan *s, const struct mark_leap *leap);

/* mark_scan_begin(s, seen, held): Begin a cleared scan with a reading that is known already. */
void mark_scan_begin(struct mark_scan *s, const uint8_t *seen, const uint8_t *held);

#endif
