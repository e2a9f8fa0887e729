/* What scan.c and scan_take.c share: a scan under way.  Nobody else includes it. */
#ifndef HUNT_SCAN_IMPL_H
#define HUNT_SCAN_IMPL_H

#include "hunt/ask.h"
#include "hunt/crew.h"
#include "hunt/pages.h"
#include "hunt/scan.h"
#include "hunt/spool.h"

/* One of the two rows by which a suspicious page is told. */
struct page_found {
	const struct page *page;
	const struct page_post *post;
	enum level level;
	enum stage stage;
};

struct scan {
	const struct scan_options *options;
	const struct scan_sink *sink;
	struct scan_totals *t;
	struct ask ask[LOG_KINDS];
	unsigned threads;
	/* Open files that wait for the crew. */
	struct crew_file *batch;
	size_t batch_n, batch_max;
	/* The file that records are coming for. */
	struct buf file_name;
	struct scanned file;
	uint64_t file_number; /* How many FILE records there were. */
	bool in_file;
	uint64_t last_offset;
	struct str *name, *value; /* A finding's fields. */
	/* From the first web log on records wait, and are told at the end. */
	struct pages pages;
	struct spool spool;
	bool spooling;
	uint64_t spool_from;           /* FILE records before those that wait. */
	struct page_found *page_found; /* In order of file, then offset. */
	size_t page_found_n, page_found_at;
	uint64_t done_bytes;
};

/* scan_record: A crew_record_fn: check a record, count it, tell it or let it wait. */
int scan_record(void *scan, const struct crew_file *outer, uint32_t type, struct str payload, struct err *e);

/* scan_unread(s, file, why, e): As if a reader had said so. */
int scan_unread(struct scan *s, struct str file, struct str why, struct err *e);

/*
 * scan_tell_spooled(s, e): All files are read: tell what waits, with the findings about pages in their
 * places.
 */
int scan_tell_spooled(struct scan *s, struct err *e);

#endif
