/* Growing a tile log; see the header. */
#include "store/grow.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"

struct grow {
	int dirfd;
	uint64_t old;                                 /* Entries before. */
	uint64_t count[TLOG_LEVELS];                  /* Hashes in each level; count[0] is the size. */
	struct sha256 hash[TLOG_LEVELS][RECORD_TILE]; /* The right edge: what is in each level's last tile. */
	struct buf bundle;                            /* The last bundle of entries. */
	struct map files;                             /* Paths written. */
	struct map folders;                           /* Folders that hold them, to be synced. */
};

/* In which tile of a level the next hash goes, and how many it holds. */
static uint64_t
edge_index(uint64_t count)
{
	return (count / RECORD_TILE);
}

static unsigned
edge_width(uint64_t count)
{
	return ((unsigned)(count % RECORD_TILE));
}

/* Hashes that a tree of ${size} entries has in a level. */
static uint64_t
level_count(uint64_t size, int level)
{
	return (level < 0 ? size : size >> (8 * (unsigned)level));
}

/* The edge as a tree, to have its root computed: only the last tile of each level is asked for. */
static int
read_edge(void *arg, int level, uint64_t index, unsigned width, const struct sha256 **hash, struct err *e)
{
	struct grow *g = arg;

	(void)index;
	(void)width;
	(void)e;
	*hash = g->hash[level];
	return (0);
}

static struct sha256
edge_root(struct grow *g)
{
	struct tlog_tree tree = { .size = g->count[0], .read = read_edge, .arg = g };
	struct sha256 root;

	(void)tlog_root(&tree, &root, NULL);
	return (root);
}

/* Remove the files in a folder that ${unwanted} picks; what cannot be removed does no harm. */
static void
sweep_folder(int dirfd, const char *path, bool (*unwanted)(const char *name, unsigned width), unsigned width)
{
	int fd = openat(dirfd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *d;

	if (dir == NULL) {
		if (fd >= 0)
			(void)close(fd);
		return;
	}
	while ((d = readdir(dir)) != NULL) {
		if (d->d_name[0] != '.' && unwanted(d->d_name, width))
			(void)unlinkat(fd, d->d_name, 0);
	}
	(void)closedir(dir);
}

/* A temporary file whose writer was killed. */
static bool
is_temporary(const char *name, unsigned width)
{
	(void)width;
	return (strstr(name, ".tmp") != NULL);
}

/* A partial tile wider than any that was published. */
static bool
is_stray(const char *name, unsigned width)
{
	uint64_t w;

	return (str_u64(str_of(name), &w) != 0 || w > width);
}

static bool
is_any(const char *name, unsigned width)
{
	(void)name;
	(void)width;
	return (true);
}

/* The folder of a tile's partial forms: its path without the width. */
static void
partial_folder(char *out, size_t n, int level, uint64_t index)
{
	tlog_path(out, n, level, index, 1);
	*strrchr(out, '/') = '\0';
}

/* Clear away what a writer that was killed left at the right edge. */
static void
sweep_edge(struct grow *g)
{
	char path[128];

	sweep_folder(g->dirfd, ".", is_temporary, 0);
	for (int level = TLOG_ENTRIES; level < TLOG_LEVELS; level++) {
		uint64_t count = level_count(g->old, level);

		if (level > 0 && count == 0)
			break;
		partial_folder(path, sizeof(path), level, edge_index(count));
		sweep_folder(g->dirfd, path, is_stray, edge_width(count));
		*strrchr(path, '/') = '\0';
		sweep_folder(g->dirfd, path, is_temporary, 0);
	}
}

/* Read the last, partial tile of each level and the last, partial bundle. */
static int
load_edge(struct grow *g, struct tiles *t, struct err *e)
{
	const struct sha256 *hash;
	int rc;

	for (int level = 0; level < TLOG_LEVELS; level++) {
		uint64_t count = g->count[level] = level_count(t->size, level);

		if (edge_width(count) == 0)
			continue;
		if ((rc = tiles_read(t, level, edge_index(count), edge_width(count), &hash, e)) != 0)
			return (rc);
		memcpy(g->hash[level], hash, edge_width(count) * sizeof(*hash));
	}
	if (edge_width(t->size) == 0)
		return (0);
	if ((rc = tiles_bundle(t, edge_index(t->size), e)) != 0)
		return (rc);

	/* A full bundle that was read in place of a partial one holds more than counts. */
	buf_str(&g->bundle, str_sub(buf_view(&t->bundle), 0, t->at[edge_width(t->size)]));
	return (buf_error(&g->bundle, e));
}

struct grow *
grow_new(struct tiles *t, const struct sha256 *root, struct err *e)
{
	struct grow *g = calloc(1, sizeof(*g));
	struct sha256 got;

	if (g == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	g->dirfd = t->dirfd;
	g->old = t->size;
	g->bundle = BUF(t->bundle.max);
	if (load_edge(g, t, e) != 0)
		goto fail;

	/* Never sign on top of a tree that has changed. */
	got = edge_root(g);
	if (!sha256_eq(&got, root)) {
		(void)err_set(e, ERR_CORRUPT, "the record's tiles do not lead to its checkpoint");
		goto fail;
	}
	sweep_edge(g);
	return (g);

fail:
	grow_free(g);
	return (NULL);
}

/* Make the folders above ${path} and remember them for the sync. */
static int
make_folders(struct grow *g, const char *path, struct err *e)
{
	struct str s = str_of(path);
	char folder[128];
	int rc;

	if (map_put(&g->folders, STR(".")) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '/' || map_get(&g->folders, str_sub(s, 0, i)) != NULL)
			continue;
		(void)str_copy(folder, sizeof(folder), str_sub(s, 0, i));
		if ((rc = file_mkdir(g->dirfd, folder, 0700, e)) != 0)
			return (rc);
		if (map_put(&g->folders, str_of(folder)) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	return (0);
}

static int
write_tile(struct grow *g, int level, uint64_t index, unsigned width, struct str bytes, struct err *e)
{
	char path[128];
	int rc;

	tlog_path(path, sizeof(path), level, index, width);
	if ((rc = make_folders(g, path, e)) != 0)
		return (rc);
	if (map_put(&g->files, str_of(path)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	return (file_replace(g->dirfd, path, bytes, 0600, false, e));
}

/* The hashes of a level's last tile as they are written. */
static struct str
tile_bytes(const struct grow *g, int level, unsigned width)
{
	return ((struct str){ (const char *)g->hash[level], width * sizeof(g->hash[level][0]) });
}

/* One hash more in a level; a tile that is full is written and is one hash of the level above. */
static int
push(struct grow *g, struct sha256 hash, struct err *e)
{
	int rc;

	for (int level = 0; level < TLOG_LEVELS; level++) {
		uint64_t index = edge_index(g->count[level]);

		g->hash[level][edge_width(g->count[level])] = hash;
		g->count[level]++;
		if (edge_width(g->count[level]) != 0)
			break;
		if ((rc = write_tile(g, level, index, RECORD_TILE, tile_bytes(g, level, RECORD_TILE), e)) !=
		    0)
			return (rc);
		hash = tlog_perfect(g->hash[level], RECORD_TILE);
	}
	return (0);
}

int
grow_add(struct grow *g, struct str entry, struct err *e)
{
	uint64_t index = edge_index(g->count[0]);
	int rc;

	if (entry.n > RECORD_ENTRY_MAX)
		return (err_set(
		    e, ERR_LIMIT, "an entry of %zu bytes; %d are the limit", entry.n, RECORD_ENTRY_MAX));
	buf_char(&g->bundle, (char)(entry.n >> 8));
	buf_char(&g->bundle, (char)(entry.n & 0xFF));
	buf_str(&g->bundle, entry);
	if ((rc = buf_error(&g->bundle, e)) != 0 || (rc = push(g, tlog_leaf(entry), e)) != 0)
		return (rc);
	if (edge_width(g->count[0]) != 0)
		return (0);
	rc = write_tile(g, TLOG_ENTRIES, index, RECORD_TILE, buf_view(&g->bundle), e);
	buf_clear(&g->bundle);
	return (rc);
}

int
grow_end(struct grow *g, struct sha256 *root, struct err *e)
{
	unsigned width = edge_width(g->count[0]);
	int rc = 0;

	if (g->count[0] > g->old && width > 0)
		rc = write_tile(g, TLOG_ENTRIES, edge_index(g->count[0]), width, buf_view(&g->bundle), e);
	for (int level = 0; rc == 0 && level < TLOG_LEVELS; level++) {
		uint64_t count = g->count[level];

		/* A level that nothing was pushed to has its tile on disk already. */
		if (count == level_count(g->old, level) || edge_width(count) == 0)
			continue;
		rc = write_tile(g, level, edge_index(count), edge_width(count),
		    tile_bytes(g, level, edge_width(count)), e);
	}

	/* The files are synced as they are written; their names live in the folders. */
	for (size_t i = 0; rc == 0 && i < g->folders.n; i++)
		rc = file_sync_dir(g->dirfd, g->folders.entry[i].key.p, e);
	*root = edge_root(g);
	return (rc);
}

uint64_t
grow_size(const struct grow *g)
{
	return (g->count[0]);
}

void
grow_tidy(struct grow *g)
{
	char path[128];

	for (int level = TLOG_ENTRIES; level < TLOG_LEVELS; level++) {
		uint64_t index = edge_index(level_count(g->old, level));

		if (edge_index(level_count(g->count[0], level)) == index)
			continue;
		partial_folder(path, sizeof(path), level, index);
		sweep_folder(g->dirfd, path, is_any, 0);
		(void)unlinkat(g->dirfd, path, AT_REMOVEDIR);
	}
}

void
grow_forget(struct grow *g)
{
	for (size_t i = 0; i < g->files.n; i++)
		(void)unlinkat(g->dirfd, g->files.entry[i].key.p, 0);
}

void
grow_free(struct grow *g)
{
	if (g == NULL)
		return;
	buf_free(&g->bundle);
	map_free(&g->files);
	map_free(&g->folders);
	free(g);
}
