/*
 * Reading the tile files of a record (c2sp.org/tlog-tiles).  A reader holds no
 * lock: where the partial tile that its checkpoint speaks of is gone, a writer
 * has finished the full tile meanwhile, which begins with the same hashes.
 */
#ifndef STORE_TILES_H
#define STORE_TILES_H

#include "store/tlog.h"

/* The tiles last read, one a level, and the last bundle of entries.  Not shared between threads. */
struct tiles {
	int dirfd;     /* The folder record/; borrowed. */
	uint64_t size; /* Entries that the checkpoint counts. */
	struct tile {
		uint64_t index;
		unsigned width; /* 0: nothing read yet. */
		struct sha256 hash[RECORD_TILE];
	} tile[TLOG_LEVELS];
	struct buf bundle;
	uint64_t bundle_index;
	unsigned bundle_width;        /* 0: nothing read yet. */
	uint32_t at[RECORD_TILE + 1]; /* Where each entry's length stands in the bundle. */
};

/* tiles_new(dirfd, size): NULL without memory.  tiles_free(NULL) is harmless. */
struct tiles *tiles_new(int dirfd, uint64_t size);
void tiles_free(struct tiles *t);

/* tiles_resize(t, size): A checkpoint counts ${size} entries now: forget what was read. */
void tiles_resize(struct tiles *t, uint64_t size);

/* tiles_tree(t): The same, for the arithmetic of tlog.h.  It lives as long as ${t}. */
struct tlog_tree tiles_tree(struct tiles *t);

/*
 * tiles_read(t, level, index, width, hash, e): The first ${width} hashes of a
 * tile, valid until the next of its level is read.  0, ERR_IO, ERR_NOTFOUND, or
 * ERR_CORRUPT where the file has not the length that it must have.
 */
int tiles_read(void *t, int level, uint64_t index, unsigned width, const struct sha256 **hash, struct err *e);

/* tiles_bundle(t, index, e): Have the bundle ${index} read, as wide as the size tells; as tiles_read. */
int tiles_bundle(struct tiles *t, uint64_t index, struct err *e);

/* tiles_entry(t, number, entry, e): A view of an entry's bytes, valid until another bundle is read. */
int tiles_entry(struct tiles *t, uint64_t number, struct str *entry, struct err *e);

#endif
