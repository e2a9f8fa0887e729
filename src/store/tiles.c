/* Reading the tile files of a record; see the header. */
#include "store/tiles.h"

#include <stdlib.h>

#include "base/file.h"

#define ENTRY_HEAD 2 /* Bytes of an entry's length. */
#define BUNDLE_MAX ((size_t)RECORD_TILE * (ENTRY_HEAD + RECORD_ENTRY_MAX))

struct tiles *
tiles_new(int dirfd, uint64_t size)
{
	struct tiles *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return (NULL);
	t->dirfd = dirfd;
	t->size = size;
	t->bundle = BUF(BUNDLE_MAX);
	return (t);
}

void
tiles_free(struct tiles *t)
{
	if (t == NULL)
		return;
	buf_free(&t->bundle);
	free(t);
}

void
tiles_resize(struct tiles *t, uint64_t size)
{
	t->size = size;
	t->bundle_width = 0;
	for (int level = 0; level < TLOG_LEVELS; level++)
		t->tile[level].width = 0;
}

struct tlog_tree
tiles_tree(struct tiles *t)
{
	return ((struct tlog_tree){ .size = t->size, .read = tiles_read, .arg = t });
}

/* A tile that is not there is no question that was wrong, but a damaged record. */
static int
lost(int rc, struct err *e)
{
	if (rc != ERR_NOTFOUND)
		return (rc);
	if (e != NULL)
		e->code = ERR_CORRUPT;
	return (ERR_CORRUPT);
}

/* The bytes of a tile, or of the full one that has taken its place; ${*full} tells which. */
static int
read_file(
    struct tiles *t, int level, uint64_t index, unsigned width, struct buf *b, bool *full, struct err *e)
{
	char path[128];
	int rc;

	tlog_path(path, sizeof(path), level, index, width);
	rc = file_read(b, t->dirfd, path, e);
	*full = width == RECORD_TILE;
	if (rc != ERR_NOTFOUND || *full)
		return (lost(rc, e));
	tlog_path(path, sizeof(path), level, index, RECORD_TILE);
	if (file_read(b, t->dirfd, path, NULL) != 0)
		return (lost(rc, e));
	*full = true;
	if (e != NULL)
		err_clear(e);
	return (0);
}

/* What is wrong is told with the tile's path. */
static int
damaged(int level, uint64_t index, unsigned width, const char *what, struct err *e)
{
	char path[128];

	tlog_path(path, sizeof(path), level, index, width);
	(void)err_set(e, ERR_CORRUPT, "%s", what);
	(void)err_in(e, path);
	return (ERR_CORRUPT);
}

int
tiles_read(void *arg, int level, uint64_t index, unsigned width, const struct sha256 **hash, struct err *e)
{
	struct tiles *t = arg;
	struct tile *tile = &t->tile[level];
	struct buf b = BUF(RECORD_TILE * SHA256_BYTES);
	bool full;
	int rc;

	*hash = tile->hash;
	if (tile->width == width && tile->index == index)
		return (0);
	tile->width = 0;
	rc = read_file(t, level, index, width, &b, &full, e);
	if (rc == 0 && b.n != (full ? RECORD_TILE : width) * sizeof(tile->hash[0]))
		rc = damaged(level, index, width, "the tile has not the length that it must have", e);
	if (rc == 0) {
		memcpy(tile->hash, b.p, width * sizeof(tile->hash[0]));
		tile->index = index;
		tile->width = width;
	}
	buf_free(&b);
	return (rc);
}

int
tiles_bundle(struct tiles *t, uint64_t index, struct err *e)
{
	unsigned width = tlog_width(t->size, TLOG_ENTRIES, index), n;
	size_t at = 0, length;
	bool full;
	int rc;

	if (t->bundle_width == width && t->bundle_index == index)
		return (0);
	t->bundle_width = 0;
	buf_clear(&t->bundle);
	if ((rc = read_file(t, TLOG_ENTRIES, index, width, &t->bundle, &full, e)) != 0)
		return (rc);

	/* Find where each entry begins; nothing may be cut or left over. */
	for (n = 0; n < RECORD_TILE && at < t->bundle.n; n++) {
		const unsigned char *head = (const unsigned char *)t->bundle.p + at;

		t->at[n] = (uint32_t)at;
		length = t->bundle.n - at < ENTRY_HEAD ? SIZE_MAX : (size_t)head[0] << 8 | head[1];
		if (length > t->bundle.n - at - ENTRY_HEAD)
			return (damaged(
			    TLOG_ENTRIES, index, width, "the bundle ends in the middle of an entry", e));
		at += ENTRY_HEAD + length;
	}
	if (at != t->bundle.n || n != (full ? RECORD_TILE : width))
		return (damaged(
		    TLOG_ENTRIES, index, width, "the bundle has not as many entries as it must have", e));
	t->at[n] = (uint32_t)at;
	t->bundle_index = index;
	t->bundle_width = width;
	return (0);
}

int
tiles_entry(struct tiles *t, uint64_t number, struct str *entry, struct err *e)
{
	unsigned i = (unsigned)(number % RECORD_TILE);
	int rc;

	if (number >= t->size)
		return (err_set(e, ERR_NOTFOUND, "the record has no entry %llu", (unsigned long long)number));
	if ((rc = tiles_bundle(t, number / RECORD_TILE, e)) != 0)
		return (rc);
	*entry = str_sub(buf_view(&t->bundle), t->at[i] + ENTRY_HEAD, t->at[i + 1]);
	return (0);
}
