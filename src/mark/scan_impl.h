/* What a scan consists of, and what its two files (scan.c, scan_tolerant.c) share; not for others. */
#ifndef MARK_SCAN_IMPL_H
#define MARK_SCAN_IMPL_H

#include "mark/reader_impl.h"
#include "mark/token.h"
#include "mark/wide.h"

/* The lines of one order in the current file. */
struct order {
	uint32_t times[MARK_ORDER_MAX]; /* How often each was seen: once is what counts. */
	uint64_t at[MARK_ORDER_MAX];    /* The token where it ended. */
	bool any;
};

/* The free values of one class and length. */
struct pool {
	struct map seen;
	uint64_t more; /* Occurrences that may or may not have been seen before. */
};

/* Where a lane has got to in the current file. */
struct track {
	struct mark_scan *scan;
	const struct lane *lane;
	uint32_t node;       /* In the automaton. */
	uint64_t token;      /* Tokens so far. */
	struct order *order; /* One a site; NULL where orders are not read. */
};

/* The site's surroundings in the current file, for the way by context. */
struct around {
	uint64_t before;                 /* The token where what stands before it ended last, from 1. */
	uint64_t value[MARK_VALUES_MAX]; /* Where each text ended last, not far behind that. */
	bool any;
};

/* A list of bytes under way: "0x5f, 0x3a, ..." */
struct bytes {
	char hex[MARK_FREE_MAX];
	size_t n; /* Beyond MARK_FREE_MAX: too long. */
};

struct mark_scan {
	const struct mark_reader *r;
	struct mark_reading reading;
	struct wide wide;
	struct buf plain; /* What UTF-16 turned into. */
	struct track exact;
	char word[TOKEN_MAX];
	size_t word_n; /* Length of the word that is under way; beyond TOKEN_MAX it is too long. */
	struct pool *pool;
	struct mark_leap *record; /* The leap that is being made, or NULL. */

	/* Of a tolerant reader. */
	struct norm norm;
	struct track normal, context;
	struct around *around; /* One a site. */
	uint32_t any_word;     /* The number that every word has by context. */
	struct bytes bytes;
};

/* track_token(t, id): One more token of the file, by its number. */
void track_token(struct track *t, uint32_t id);

/* scan_value(s, class, way, value): A value of a class and a length that the sites use: count it, see whose it is. */
void scan_value(struct mark_scan *s, enum mark_class class, enum mark_way way, struct str value);

/* scan_tolerant_feed(s, bytes), scan_tolerant_end(s): The same bytes for the tolerant ways. */
void scan_tolerant_feed(struct mark_scan *s, struct str bytes);
void scan_tolerant_end(struct mark_scan *s);

/* scan_context(s, probe, length): A match of the way by context, of ${length} tokens. */
void scan_context(struct mark_scan *s, const struct probe *probe, uint32_t length);

#endif
