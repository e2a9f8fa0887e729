/* The background's file, as its writer and its reader share it: see trace/background.h. */
#ifndef TRACE_BACKGROUND_IMPL_H
#define TRACE_BACKGROUND_IMPL_H

#include "trace/background.h"
#include "trace/keyed.h"

#define BACKGROUND_MAGIC "ATHARBG4" /* The last character is the format's number. */
#define BACKGROUND_BLOCK 128        /* Entries. */

/* An entry is at most so long: ten bytes of difference, five of count, five a group. */
#define BACKGROUND_GROUPS_MAX ((uint32_t)1 << 20)

struct background_head {
	char magic[8];
	uint32_t keyed, unused; /* 1, or 0: the key is zero, and so is the check. */
	struct keyed_check check;
	uint32_t groups, files, points, shift;
	uint64_t entries, blocks, files_at, points_at, blocks_at;
};

struct background_file {
	uint64_t id; /* Keyed. */
	uint32_t group, unused;
};

struct background_block {
	uint64_t first, offset;
};

#endif
