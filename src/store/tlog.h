/*
 * The arithmetic of a tile log: hashing as in RFC 6962, section 2.1, and the
 * tiles of c2sp.org/tlog-tiles.  Nothing here touches a file.
 *
 * A tree over n entries is a row of perfect subtrees, one per bit of n, largest
 * first; its root folds them from the right.  A tile of level L holds up to
 * 256 hashes of subtrees of 256^L entries each, so every perfect subtree can
 * be had from one tile by hashing pairs.
 */
#ifndef STORE_TLOG_H
#define STORE_TLOG_H

#include "base/hash.h"
#include "store/record.h"

#define TLOG_ENTRIES  (-1)      /* As a level: the entry bundles. */
#define TLOG_LEVELS   8         /* Tiles' levels: 256^8 is all that 64 bits can count. */
#define TLOG_PATH_MAX 64        /* Hashes in a proof of either kind. */
#define TLOG_SIZE_MAX INT64_MAX /* What other implementations can count to. */

/* RFC 6962: SHA-256 of 0x00 and the entry; of 0x01, left and right; of nothing. */
struct sha256 tlog_leaf(struct str entry);
struct sha256 tlog_node(const struct sha256 *left, const struct sha256 *right);
struct sha256 tlog_empty(void);

/* tlog_perfect(hash, n): The root over ${n} hashes, a power of two up to 256. */
struct sha256 tlog_perfect(const struct sha256 *hash, size_t n);

/* A root computed entry by entry, in the memory of its 64 subtrees. */
struct tlog_sum {
	uint64_t size;
	struct sha256 node[64]; /* node[i] counts where bit i of size is set. */
};
void tlog_sum_add(struct tlog_sum *sum, const struct sha256 *leaf);
struct sha256 tlog_sum_root(const struct tlog_sum *sum);

/*
 * tlog_width(size, level, index): How many hashes tile ${index} of ${level} has in a tree of ${size}; 0:
 * there is none.
 */
unsigned tlog_width(uint64_t size, int level, uint64_t index);

/* tlog_path(out, n, level, index, width): A tile's path below the record, as "tile/0/x001/234.p/5". */
void tlog_path(char *out, size_t n, int level, uint64_t index, unsigned width);

/* Where the hashes of a tree come from: ${read} gives the ${width} hashes of one tile. */
struct tlog_tree {
	uint64_t size;
	int (*read)(
	    void *arg, int level, uint64_t index, unsigned width, const struct sha256 **hash, struct err *e);
	void *arg;
};

/* tlog_root(t, root, e): The root of ${t}, from the tiles at its right edge. */
int tlog_root(const struct tlog_tree *t, struct sha256 *root, struct err *e);

/* tlog_root_at(t, size, root, e): The root of the first ${size} entries of ${t}, which has as many. */
int tlog_root_at(const struct tlog_tree *t, uint64_t size, struct sha256 *root, struct err *e);

/*
 * tlog_prove(t, number, path, n, e): The inclusion proof of entry ${number}, from the leaf's sibling
 * upwards.
 */
int tlog_prove(
    const struct tlog_tree *t, uint64_t number, struct sha256 path[TLOG_PATH_MAX], size_t *n, struct err *e);

/*
 * tlog_proof_root(number, size, leaf, path, n, root): The root that a proof
 * leads to (RFC 9162, section 2.1.3.2).  False where the proof has not the
 * length that ${number} and ${size} ask for.
 */
bool tlog_proof_root(uint64_t number, uint64_t size, const struct sha256 *leaf, const struct sha256 *path,
    size_t n, struct sha256 *root);

/*
 * tlog_prove_tree(t, size, path, n, e): The consistency proof from the first
 * ${size} entries of ${t}, which has as many, to all of it (RFC 9162, section
 * 2.1.4.1).  It is empty from nothing and from the whole.
 */
int tlog_prove_tree(
    const struct tlog_tree *t, uint64_t size, struct sha256 path[TLOG_PATH_MAX], size_t *n, struct err *e);

/*
 * tlog_check_tree(old_size, old_root, size, root, path, n): Whether the proof
 * shows that a tree of ${size} entries with ${root} begins with the
 * ${old_size} ones of ${old_root} (RFC 9162, section 2.1.4.2).  From nothing
 * to anything the proof is empty, as c2sp.org/tlog-witness has it.
 */
bool tlog_check_tree(uint64_t old_size, const struct sha256 *old_root, uint64_t size,
    const struct sha256 *root, const struct sha256 *path, size_t n);

#endif
