/* What the compiled reader (reader.c) and a scan with it (scan.c) share; not for others. */
#ifndef MARK_READER_IMPL_H
#define MARK_READER_IMPL_H

#include "base/map.h"
#include "mark/reader.h"
#include "mark/trie.h"

/* What a match in the automaton stands for. */
struct probe {
	uint32_t site, text;
};

/* Who holds a free value; the next holder of the same text by index + 1. */
struct holder {
	uint32_t site, copy, next;
};

struct mark_reader {
	const struct mark_site *site;
	size_t sites;
	const struct mark_book *book; /* NULL: free values are counted, none is known. */
	struct map words;             /* Token to its number. */
	struct map values;            /* Free value to its first holder, index + 1. */
	struct trie *trie;
	struct probe *probe;
	size_t probes, probes_cap;
	struct holder *holder;
	size_t holders, holders_cap;
	uint8_t
	    pool[3][MARK_FREE_MAX + 1]; /* Class and length to the number of their pool, from 1; 0 without. */
	size_t pools;
	uint64_t lengths[256]; /* By a token's first byte: one bit for each length that some token of a mark
				  has. */
	bool in_class[3][256]; /* mark_class_has, as a table. */
	size_t shortest[3];    /* By class: the shortest free value; 0 without. */
};

/* Which bit of lengths a token of ${n} bytes has. */
static inline uint64_t
reader_length_bit(size_t n)
{
	return ((uint64_t)1 << (n < 63 ? n : 63));
}

#endif
