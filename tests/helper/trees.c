/*
 * trees MAX MORE SEED: consistency proofs for another program to check.  One
 * line each, "OLDSIZE OLDROOT SIZE ROOT [HASH...] = ANSWER" in hex: every pair
 * of sizes up to MAX, then MORE random pairs up to 100,000; ANSWER is what
 * tlog_check_tree says.  Each of the random ones, and each seventh of the
 * others, comes a second time with one bit flipped somewhere in its hashes.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/tlog.h"

#define LARGEST 100000u

/* All hashes of a tree, level by level of 256: tiles as they would lie on disk, in memory. */
static struct sha256 *tile[TLOG_LEVELS];

/* The roots of the small trees, which are asked for over and over. */
#define SMALL 400
static struct sha256 small[SMALL];

static int
read_tile(void *arg, int level, uint64_t index, unsigned width, const struct sha256 **hash, struct err *e)
{
	(void)arg;
	(void)width;
	(void)e;
	*hash = tile[level] + index * RECORD_TILE;
	return (0);
}

static int
fill(void)
{
	uint64_t n = LARGEST;

	struct tlog_sum sum = { .size = 0 };

	for (int level = 0; n > 0; level++, n /= RECORD_TILE) {
		if ((tile[level] = calloc(n, sizeof(struct sha256))) == NULL)
			return (-1);
		for (uint64_t i = 0; i < n; i++)
			tile[level][i] = level == 0
			    ? tlog_leaf((struct str){ (const char *)&i, sizeof(i) })
			    : tlog_perfect(tile[level - 1] + i * RECORD_TILE, RECORD_TILE);
	}

	/* Added entry by entry: not the way that the proofs are made. */
	for (uint64_t i = 0; i + 1 < SMALL; i++) {
		tlog_sum_add(&sum, &tile[0][i]);
		small[i + 1] = tlog_sum_root(&sum);
	}
	return (0);
}

static int
root_of(uint64_t size, struct sha256 *root)
{
	struct tlog_tree t = { size, read_tile, NULL };

	if (size >= SMALL)
		return (tlog_root(&t, root, NULL));
	*root = small[size];
	return (0);
}

static void
print(uint64_t a, uint64_t b, const struct sha256 *hash, size_t n)
{
	struct buf line = BUF(65536);

	for (size_t i = 0; i < n; i++) {
		if (i < 2)
			buf_printf(&line, "%s%llu", i > 0 ? " " : "", (unsigned long long)(i == 0 ? a : b));
		buf_char(&line, ' ');
		hex_put(&line, hash[i].b, SHA256_BYTES);
	}
	printf("%s = %d\n", buf_c(&line), tlog_check_tree(a, &hash[0], b, &hash[1], hash + 2, n - 2));
	buf_free(&line);
}

static int
one(uint64_t a, uint64_t b, bool spoil, uint64_t chance)
{
	struct tlog_tree now = { b, read_tile, NULL };
	struct sha256 hash[TLOG_PATH_MAX + 2];
	size_t n;

	if (root_of(a, &hash[0]) != 0 || root_of(b, &hash[1]) != 0 ||
	    tlog_prove_tree(&now, a, hash + 2, &n, NULL) != 0)
		return (-1);
	print(a, b, hash, n + 2);
	if (spoil) {
		chance %= (n + 2) * SHA256_BYTES * 8;
		hash[chance / 8 / SHA256_BYTES].b[chance / 8 % SHA256_BYTES] ^=
		    (unsigned char)(1 << chance % 8);
		print(a, b, hash, n + 2);
	}
	return (0);
}

int
main(int argc, char **argv)
{
	uint64_t max, more, seed, a, b;

	if (argc != 4 || str_u64(str_of(argv[1]), &max) != 0 || str_u64(str_of(argv[2]), &more) != 0 ||
	    str_u64(str_of(argv[3]), &seed) != 0 || fill() != 0)
		return (2);
	srandom((unsigned)seed);
	for (b = 1; b <= max; b++) {
		for (a = 1; a <= b; a++) {
			if (one(a, b, random() % 7 == 0, (uint64_t)random()) != 0)
				return (1);
		}
	}
	for (uint64_t i = 0; i < more; i++) {
		b = 1 + (uint64_t)random() % LARGEST;
		a = 1 + (uint64_t)random() % b;
		if (one(a, b, true, (uint64_t)random()) != 0)
			return (1);
	}
	return (0);
}
