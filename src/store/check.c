/* Checking tile files; see the header. */
#include "store/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"

struct check {
	struct tiles *t;
	check_problem *problem;
	void *arg;
};

static void
complain(struct check *k, const char *path, const char *what)
{
	char text[512];

	(void)snprintf(text, sizeof(text), "record/%s: %s", path, what);
	k->problem(k->arg, text);
}

/* What a reader of tiles said, with its file or, where there is none, the tile's path. */
static void
complain_tile(struct check *k, int level, uint64_t index, unsigned width, const char *what)
{
	char path[128];

	tlog_path(path, sizeof(path), level, index, width);
	complain(k, path, what);
}

/* A bundle against its tile: each entry's leaf is the tile's hash.  All leaves go into the sum. */
static void
check_bundle(struct check *k, uint64_t index, struct tlog_sum *sum)
{
	unsigned width = tlog_width(k->t->size, TLOG_ENTRIES, index);
	const struct sha256 *hash = NULL;
	struct sha256 leaf = tlog_empty();
	struct str entry;
	struct err e = { .code = 0 };
	bool same = true;

	if (tiles_read(k->t, 0, index, width, &hash, &e) != 0) {
		complain_tile(k, 0, index, width, e.text);
		hash = NULL;
	}
	if (tiles_bundle(k->t, index, &e) != 0) {
		complain_tile(k, TLOG_ENTRIES, index, width, e.text);
		return;
	}
	for (unsigned i = 0; i < width && tiles_entry(k->t, index * RECORD_TILE + i, &entry, NULL) == 0;
	     i++) {
		leaf = tlog_leaf(entry);
		tlog_sum_add(sum, &leaf);
		same = same && (hash == NULL || sha256_eq(&leaf, &hash[i]));
	}
	if (!same)
		complain_tile(
		    k, TLOG_ENTRIES, index, width, "the entries and the tile of their hashes differ");
}

/* A tile above level 0: each hash is the root over the full tile below. */
static void
check_upper(struct check *k, int level, uint64_t index)
{
	unsigned width = tlog_width(k->t->size, level, index);
	const struct sha256 *hash, *below;
	struct sha256 root;
	struct err e = { .code = 0 };

	if (tiles_read(k->t, level, index, width, &hash, &e) != 0) {
		complain_tile(k, level, index, width, e.text);
		return;
	}
	for (unsigned i = 0; i < width; i++) {
		/* A tile below that cannot be read was complained of at its own level. */
		if (tiles_read(k->t, level - 1, index * RECORD_TILE + i, RECORD_TILE, &below, NULL) != 0)
			continue;
		root = tlog_perfect(below, RECORD_TILE);
		if (!sha256_eq(&root, &hash[i])) {
			complain_tile(k, level, index, width, "a hash is not the root of the tile below it");
			return;
		}
	}
}

/* The bytes that a partial tile of an older checkpoint must hold: the front of the current one. */
static bool
older_bytes(struct check *k, int level, uint64_t index, unsigned width, struct str *bytes)
{
	const struct sha256 *hash;

	if (level == TLOG_ENTRIES) {
		if (tiles_bundle(k->t, index, NULL) != 0)
			return (false);
		*bytes = str_sub(buf_view(&k->t->bundle), 0, k->t->at[width]);
		return (true);
	}
	if (tiles_read(k->t, level, index, tlog_width(k->t->size, level, index), &hash, NULL) != 0)
		return (false);
	*bytes = (struct str){ (const char *)hash, width * sizeof(*hash) };
	return (true);
}

static void
check_older(struct check *k, int level, uint64_t index, unsigned width)
{
	struct buf b = BUF(BUF_BIG);
	struct str want;
	struct err e = { .code = 0 };
	char path[128];

	tlog_path(path, sizeof(path), level, index, width);
	if (!older_bytes(k, level, index, width, &want))
		return;
	if (file_read(&b, k->t->dirfd, path, &e) != 0)
		complain(k, path, e.text);
	else if (!str_eq(buf_view(&b), want))
		complain(k, path, "differs from the wider tile that came after it");
	buf_free(&b);
}

/*
 * All narrower partial tiles at the right edge of a level.  Wider ones were never published and mean
 * nothing.
 */
static void
check_edge(struct check *k, int level, uint64_t index)
{
	unsigned now = tlog_width(k->t->size, level, index);
	char folder[128];
	uint64_t width;
	struct dirent *d;
	DIR *dir;
	int fd;

	tlog_path(folder, sizeof(folder), level, index, 1);
	*strrchr(folder, '/') = '\0';
	fd = openat(k->t->dirfd, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || (dir = fdopendir(fd)) == NULL) {
		if (fd >= 0)
			(void)close(fd);
		return;
	}
	while ((d = readdir(dir)) != NULL) {
		if (str_u64(str_of(d->d_name), &width) == 0 && width > 0 && width < now)
			check_older(k, level, index, (unsigned)width);
	}
	(void)closedir(dir);
}

void
check_tiles(struct tiles *t, const struct sha256 *root, check_problem *problem, void *arg)
{
	struct check k = { .t = t, .problem = problem, .arg = arg };
	struct tlog_sum sum = { .size = 0 };
	struct sha256 got;
	uint64_t index;

	for (index = 0; tlog_width(t->size, TLOG_ENTRIES, index) > 0; index++)
		check_bundle(&k, index, &sum);
	got = tlog_sum_root(&sum);
	if (sum.size == t->size && !sha256_eq(&got, root))
		complain(&k, "checkpoint", "the entries do not lead to its root");
	for (int level = 1; level < TLOG_LEVELS; level++) {
		for (index = 0; tlog_width(t->size, level, index) > 0; index++)
			check_upper(&k, level, index);
	}
	for (int level = TLOG_ENTRIES; level < TLOG_LEVELS; level++) {
		uint64_t hashes = level < 0 ? t->size : t->size >> (8 * level);

		if (hashes % RECORD_TILE > 0)
			check_edge(&k, level, hashes / RECORD_TILE);
	}
}
