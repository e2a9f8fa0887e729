/* The arithmetic of a tile log; see the header. */
#include "store/tlog.h"

#include <stdio.h>

struct sha256
tlog_leaf(struct str entry)
{
	return (sha256_of2((struct str){ "\0", 1 }, entry));
}

struct sha256
tlog_node(const struct sha256 *left, const struct sha256 *right)
{
	unsigned char bytes[1 + 2 * SHA256_BYTES];

	bytes[0] = 1;
	memcpy(bytes + 1, left->b, SHA256_BYTES);
	memcpy(bytes + 1 + SHA256_BYTES, right->b, SHA256_BYTES);
	return (sha256_of((struct str){ (const char *)bytes, sizeof(bytes) }));
}

struct sha256
tlog_empty(void)
{
	return (sha256_of(STR("")));
}

struct sha256
tlog_perfect(const struct sha256 *hash, size_t n)
{
	struct sha256 row[RECORD_TILE];

	memcpy(row, hash, n * sizeof(row[0]));
	for (; n > 1; n /= 2) {
		for (size_t i = 0; i < n / 2; i++)
			row[i] = tlog_node(&row[2 * i], &row[2 * i + 1]);
	}
	return (row[0]);
}

void
tlog_sum_add(struct tlog_sum *sum, const struct sha256 *leaf)
{
	struct sha256 hash = *leaf;
	unsigned bit = 0;

	/* Two subtrees of one height make one of the next, like a carry. */
	for (; (sum->size >> bit & 1) != 0; bit++)
		hash = tlog_node(&sum->node[bit], &hash);
	sum->node[bit] = hash;
	sum->size++;
}

struct sha256
tlog_sum_root(const struct tlog_sum *sum)
{
	struct sha256 root = tlog_empty();
	bool any = false;

	for (unsigned bit = 0; bit < 64; bit++) {
		if ((sum->size >> bit & 1) == 0)
			continue;
		root = any ? tlog_node(&sum->node[bit], &root) : sum->node[bit];
		any = true;
	}
	return (root);
}

unsigned
tlog_width(uint64_t size, int level, uint64_t index)
{
	unsigned shift = level < 0 ? 0 : 8 * (unsigned)level;
	uint64_t hashes = shift > 63 ? 0 : size >> shift;

	if (index > hashes / RECORD_TILE)
		return (0);
	hashes -= index * RECORD_TILE;
	return (hashes > RECORD_TILE ? RECORD_TILE : (unsigned)hashes);
}

void
tlog_path(char *out, size_t n, int level, uint64_t index, unsigned width)
{
	char number[48] = "", more[48], head[16] = "entries", tail[8] = "";

	/*
	 * The index in groups of three digits, all but the last with an x, so that no file is also a
	 * folder.
	 */
	(void)snprintf(number, sizeof(number), "%03u", (unsigned)(index % 1000));
	for (index /= 1000; index > 0; index /= 1000) {
		(void)snprintf(more, sizeof(more), "x%03u/%.*s", (unsigned)(index % 1000), 40, number);
		memcpy(number, more, sizeof(number));
	}
	if (level >= 0)
		(void)snprintf(head, sizeof(head), "%d", level);
	if (width < RECORD_TILE)
		(void)snprintf(tail, sizeof(tail), ".p/%u", width);
	(void)snprintf(out, n, "tile/%s/%s%s", head, number, tail);
}

/* The root of the perfect subtree of 2^height entries that is the ${index}th of its height. */
static int
subtree(const struct tlog_tree *t, unsigned height, uint64_t index, struct sha256 *out, struct err *e)
{
	const struct sha256 *hash;
	unsigned level = height / 8, rest = height % 8;
	uint64_t first = index << rest;
	int rc;

	if ((rc = t->read(t->arg, (int)level, first / RECORD_TILE,
		 tlog_width(t->size, (int)level, first / RECORD_TILE), &hash, e)) != 0)
		return (rc);
	*out = tlog_perfect(hash + first % RECORD_TILE, (size_t)1 << rest);
	return (0);
}

/* The root over entries lo up to hi, where lo is a multiple of every power of two that fits into hi - lo. */
static int
span(const struct tlog_tree *t, uint64_t lo, uint64_t hi, struct sha256 *out, struct err *e)
{
	struct sha256 part;
	bool any = false;
	int rc;

	for (unsigned bit = 0; bit < 64; bit++) {
		if (((hi - lo) >> bit & 1) == 0)
			continue;

		/* What lies to the right of this subtree is in the sum already. */
		if ((rc = subtree(t, bit, (hi >> bit) - 1, &part, e)) != 0)
			return (rc);
		hi -= (uint64_t)1 << bit;
		*out = any ? tlog_node(&part, out) : part;
		any = true;
	}
	return (0);
}

int
tlog_root(const struct tlog_tree *t, struct sha256 *root, struct err *e)
{
	*root = tlog_empty();
	return (span(t, 0, t->size, root, e));
}

int
tlog_prove(
    const struct tlog_tree *t, uint64_t number, struct sha256 path[TLOG_PATH_MAX], size_t *n, struct err *e)
{
	uint64_t lo = 0, hi = t->size, half;
	uint64_t from[TLOG_PATH_MAX], to[TLOG_PATH_MAX];
	size_t depth = 0;
	int rc;

	/* From the root down: the half that does not hold the entry is a step of the proof. */
	while (hi - lo > 1) {
		for (half = 1; half < hi - lo - half; half *= 2)
			;
		from[depth] = number - lo < half ? lo + half : lo;
		to[depth] = number - lo < half ? hi : lo + half;
		if (number - lo < half)
			hi = lo + half;
		else
			lo += half;
		depth++;
	}

	/* The proof begins at the leaf. */
	for (size_t i = 0; i < depth; i++) {
		if ((rc = span(t, from[depth - 1 - i], to[depth - 1 - i], &path[i], e)) != 0)
			return (rc);
	}
	*n = depth;
	return (0);
}

bool
tlog_proof_root(uint64_t number, uint64_t size, const struct sha256 *leaf, const struct sha256 *path,
    size_t n, struct sha256 *root)
{
	uint64_t fn = number, sn = size - 1;

	if (number >= size)
		return (false);
	*root = *leaf;
	for (size_t i = 0; i < n; i++) {
		if (sn == 0)
			return (false);
		if ((fn & 1) != 0 || fn == sn) {
			*root = tlog_node(&path[i], root);

			/* At the right edge a subtree without a sibling rises until it is a right child. */
			while ((fn & 1) == 0 && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			*root = tlog_node(root, &path[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return (sn == 0);
}
