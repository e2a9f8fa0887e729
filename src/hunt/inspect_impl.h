/* What inspect.c (blocks and records) and inspect_row.c (rows) share.  Nobody else includes it. */
#ifndef HUNT_INSPECT_IMPL_H
#define HUNT_INSPECT_IMPL_H

#include "hunt/inspect.h"
#include "hunt/layout.h"
#include "hunt/pages.h"
#include "hunt/records.h"

struct inspector {
	const struct ask *ask;
	bool use_prefilter;
	struct prefilter_scratch hits;
	struct layout layout;
	struct cut cut;
	struct arena text; /* Values that had to be built for one row. */
	struct records records;
	struct str *value, *alt; /* By field number. */
	uint64_t *filled, fill;  /* A field's value is that of the present row if filled equals fill. */
	uint64_t *hit;           /* One bit a rule's position: a string of it is in the row. */
	uint64_t *undecided;     /* By position: rows that a rule could not decide about, in files before. */
	uint16_t *seen;          /* Fields that headers had. */
	bool *is_seen;           /* By index in ask.field. */
	struct pages pages;
	/* The file that is being read. */
	struct blocks *l;
	struct str name;
	struct rule_scratch *scratch;
	struct wire *out;
	struct inspected *got;
	bool said_open, said_early;
	/* The block that is being read. */
	struct str block;
	size_t counted; /* Line ends before this byte of the block are in rows_before. */
	uint64_t rows_before;
	size_t next_extent;
	bool cut_short; /* The block is the beginning of a line that is too long. */
};

/* A record and what was found in it. */
struct record {
	size_t from, to; /* In the block, with its line end. */
	unsigned also;   /* ASK_* bits of strings in it. */
	bool asked;      /* A string of a rule is in it. */
};

int inspect_no_memory(struct err *e);

/* inspect_say(x, why): Tell that something of this file was not read. */
void inspect_say(struct inspector *x, const char *why);

/*
 * inspect_row_number(x, at): The number of the line that begins at byte ${at} of the block; ${at} never
 * goes back.
 */
uint64_t inspect_row_number(struct inspector *x, size_t at);

/* inspect_header(x, names, at): From byte ${at} of the block on, rows have these columns. */
void inspect_header(struct inspector *x, struct str names, size_t at);

/*
 * inspect_note_first(x, from): The log's first time, unless it is known, is that of a line from byte ${from}
 * of the block on.  inspect_note_last(x, to): The last before byte ${to} counts for what the log covers.
 */
void inspect_note_first(struct inspector *x, size_t from);
void inspect_note_last(struct inspector *x, size_t to);

/* inspect_record(x, r, e): One record: a header, a row, or nothing. */
int inspect_record(struct inspector *x, const struct record *r, struct err *e);

/* inspect_tell_pages(x): At the end of a file: its account of pages. */
void inspect_tell_pages(struct inspector *x);

/* inspect_tell_undecided(x): At the end of a file: rules that could not decide about rows. */
void inspect_tell_undecided(struct inspector *x);

#endif
