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
tlog_root_at(const struct tlog_tree *t, uint64_t size, struct sha256 *root, struct err *e)
{
	*root = tlog_empty();
	return (span(t, 0, size, root, e));
}

int
tlog_root(const struct tlog_tree *t, struct sha256 *root, struct err *e)
{
	return (tlog_root_at(t, t->size, root, e));
}

/* The entries from lo up to hi, whose root is a step of a proof. */
struct step {
	uint64_t lo, hi;
};

/*
 * From the root down towards entry ${number}: the half that does not hold it
 * is a step.  The walk ends at the entry, or at a subtree whose last entry is
 * the one before ${end}; ${*last} is where it ended.  The number of steps.
 */
static size_t
descend(uint64_t size, uint64_t number, uint64_t end, struct step step[TLOG_PATH_MAX], struct step *last)
{
	uint64_t half;
	size_t depth = 0;

	*last = (struct step){ 0, size };
	while (last->hi - last->lo > 1 && last->hi != end) {
		for (half = 1; half < last->hi - last->lo - half; half *= 2)
			;
		if (number - last->lo < half) {
			step[depth++] = (struct step){ last->lo + half, last->hi };
			last->hi = last->lo + half;
		} else {
			step[depth++] = (struct step){ last->lo, last->lo + half };
			last->lo += half;
		}
	}
	return (depth);
}

/* A proof begins at its deepest step. */
static int
climb(const struct tlog_tree *t, const struct step *step, size_t depth, struct sha256 *path, struct err *e)
{
	int rc;

	for (size_t i = 0; i < depth; i++) {
		if ((rc = span(t, step[depth - 1 - i].lo, step[depth - 1 - i].hi, &path[i], e)) != 0)
			return (rc);
	}
	return (0);
}

int
tlog_prove(
    const struct tlog_tree *t, uint64_t number, struct sha256 path[TLOG_PATH_MAX], size_t *n, struct err *e)
{
	struct step step[TLOG_PATH_MAX], last;

	*n = descend(t->size, number, 0, step, &last);
	return (climb(t, step, *n, path, e));
}

int
tlog_prove_tree(
    const struct tlog_tree *t, uint64_t size, struct sha256 path[TLOG_PATH_MAX], size_t *n, struct err *e)
{
	struct step step[TLOG_PATH_MAX], last;
	size_t depth, at = 0;
	int rc;

	*n = 0;
	if (size == 0 || size == t->size)
		return (0);

	/* The old tree's last perfect subtree is given as well, unless it is the whole old tree. */
	depth = descend(t->size, size - 1, size, step, &last);
	if (last.lo > 0 && (rc = span(t, last.lo, last.hi, &path[at++], e)) != 0)
		return (rc);
	if ((rc = climb(t, step, depth, path + at, e)) != 0)
		return (rc);
	*n = at + depth;
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

/* One step up: the left sibling counts for both trees, a right one for the new tree alone. */
static void
fold_step(uint64_t *fn, uint64_t *sn, const struct sha256 *step, struct sha256 *old, struct sha256 *now)
{
	if ((*fn & 1) != 0 || *fn == *sn) {
		*old = tlog_node(step, old);
		*now = tlog_node(step, now);

		/* At the right edge a subtree without a sibling rises until it is a right child. */
		while ((*fn & 1) == 0 && *fn != 0) {
			*fn >>= 1;
			*sn >>= 1;
		}
	} else {
		*now = tlog_node(now, step);
	}
	*fn >>= 1;
	*sn >>= 1;
}

bool
tlog_check_tree(uint64_t old_size, const struct sha256 *old_root, uint64_t size, const struct sha256 *root,
    const struct sha256 *path, size_t n)
{
	struct sha256 empty = tlog_empty(), old, now;
	uint64_t fn = old_size - 1, sn = size - 1;
	size_t i = 0;

	if (old_size > size)
		return (false);
	if (old_size == 0)
		return (n == 0 && sha256_eq(old_root, &empty) && (size > 0 || sha256_eq(root, &empty)));
	if (old_size == size)
		return (n == 0 && sha256_eq(old_root, root));
	if (n == 0)
		return (false);

	/* An old tree that is one perfect subtree is where the proof begins; it is not repeated there. */
	old = now = (old_size & (old_size - 1)) == 0 ? *old_root : path[i++];
	while ((fn & 1) != 0) {
		fn >>= 1;
		sn >>= 1;
	}
	for (; i < n; i++) {
		if (sn == 0)
			return (false);
		fold_step(&fn, &sn, &path[i], &old, &now);
	}
	return (sn == 0 && sha256_eq(&old, old_root) && sha256_eq(&now, root));
}
