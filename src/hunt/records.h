/*
 * Where a CSV record is more than one line.  Nearly every record is a line, so
 * only lines with an odd number of quotes are looked at: the count runs at the
 * speed of memory.  Such a line begins a record of several lines if the rules
 * of RFC 4180 say so within BLOCKS_MAX bytes and no line meanwhile begins with
 * a time of its own, as every row of these logs does: then a quote was left
 * open, and the line is taken as it stands.
 */
#ifndef HUNT_RECORDS_H
#define HUNT_RECORDS_H

#include "base/str.h"

struct extent {
	size_t from, to;
};

struct records {
	struct extent *extent; /* Records of several lines in the last text, in order. */
	size_t n, cap;
	bool lines;     /* A quote never closed: from there on every line is a record. */
	bool open;      /* The last text had a line whose quote does not close; */
	size_t open_at; /* the first of them. */
};

/*
 * records_find(r, text, last): Find the records of several lines in ${text},
 * which begins a record and ends in a line end, or in anything if ${last}.
 * Return how many bytes of it are whole records (0: more is needed), or
 * SIZE_MAX without memory.
 */
size_t records_find(struct records *r, struct str text, bool last);
void records_free(struct records *r);

#endif
