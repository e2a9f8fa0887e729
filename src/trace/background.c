/* The reader of a background's file: see the header. */
#include "trace/background.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/varint.h"
#include "trace/background_impl.h"

/* Tables are held in memory; none is larger. */
#define TABLE_MAX ((uint64_t)256 << 20)

struct background {
	int fd;
	struct background_head head;
	struct keyed key;
	struct background_file *file;
	struct calibrate_point *point;
	struct background_block *block; /* One more than there are: where the last ends. */
};

static int
damaged(struct err *e)
{
	return (err_set(e, ERR_SYNTAX, "this background is damaged"));
}

/* A table of ${n} elements of ${size} bytes at ${at}; one element more is allocated. */
static void *
read_table(const struct background *b, uint64_t at, uint64_t n, size_t size, struct err *e)
{
	struct stat st;
	void *table;

	/* What a head promises must be there before memory is asked for. */
	if (fstat(b->fd, &st) != 0 || at > (uint64_t)st.st_size || n > ((uint64_t)st.st_size - at) / size) {
		(void)damaged(e);
		return (NULL);
	}
	if (n > TABLE_MAX / size || (table = calloc((size_t)n + 1, size)) == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	if (file_pread(b->fd, table, (size_t)n * size, at) != (ssize_t)((size_t)n * size)) {
		(void)damaged(e);
		free(table);
		return (NULL);
	}
	return (table);
}

/* The tables follow one another, and nothing follows them. */
static bool
laid_out(const struct background *b)
{
	const struct background_head *h = &b->head;
	struct stat st;

	return (fstat(b->fd, &st) == 0 && h->files_at >= sizeof(*h) &&
	    h->blocks_at - h->files_at == h->files * sizeof(*b->file) &&
	    h->points_at - h->blocks_at == h->blocks * sizeof(*b->block) &&
	    (uint64_t)st.st_size - h->points_at == h->points * sizeof(*b->point));
}

static bool
sound(const struct background *b)
{
	const struct background_head *h = &b->head;

	if (h->groups > BACKGROUND_GROUPS_MAX || h->shift > 20 ||
	    h->blocks != h->entries / BACKGROUND_BLOCK + (h->entries % BACKGROUND_BLOCK != 0) ||
	    b->block[0].offset != sizeof(*h))
		return (false);
	for (uint32_t i = 0; i < h->files; i++) {
		if (b->file[i].group >= h->groups || b->file[i].unused != 0 ||
		    (i > 0 && b->file[i].id < b->file[i - 1].id))
			return (false);
	}
	for (uint64_t i = 0; i < h->blocks; i++) {
		if (b->block[i].offset >= b->block[i + 1].offset ||
		    (i > 0 && b->block[i].first <= b->block[i - 1].first))
			return (false);
	}
	for (uint32_t i = 0; i < h->points; i++) {
		/* Neither may be no number. */
		if (b->point[i].derived > 1 || b->point[i].task != 0 || b->point[i].unused != 0 ||
		    b->point[i].lang >= LANG_N || !(b->point[i].score >= 0 && b->point[i].score < 1e6F) ||
		    !(b->point[i].nearness >= 0 && b->point[i].nearness < 1e6F))
			return (false);
	}
	return (true);
}

/* The key of the file: zero, or made of the secret. */
static int
find_key(struct background *b, struct str secret, struct err *e)
{
	static const struct keyed_check none;
	const struct background_head *h = &b->head;

	if (h->keyed > 1 || h->unused != 0 || (h->keyed == 0 && memcmp(&h->check, &none, sizeof(none)) != 0))
		return (damaged(e));
	if (h->keyed != 0 && secret.n == 0)
		return (err_set(
		    e, ERR_SYNTAX, "this background is keyed: the secret that it was built with is needed"));
	if (h->keyed == 0 && secret.n > 0)
		return (err_set(e, ERR_SYNTAX, "this background is not keyed: it needs no secret"));
	if (h->keyed != 0 && !keyed_find(&b->key, &h->check, secret))
		return (err_set(e, ERR_SYNTAX, "this background was built with another secret"));
	return (0);
}

static int
read_head(struct background *b, struct str secret, struct err *e)
{
	struct background_head *h = &b->head;
	const size_t name = sizeof(h->magic) - 1;
	ssize_t n = file_pread(b->fd, h, sizeof(*h), 0);
	int rc;

	if (n < (ssize_t)sizeof(h->magic) || memcmp(h->magic, BACKGROUND_MAGIC, name) != 0)
		return (
		    err_set(e, ERR_SYNTAX, "not a background: make one with 'athar trace background build'"));
	if (h->magic[name] != BACKGROUND_MAGIC[name])
		return (err_set(e, ERR_SYNTAX, "a background of another format (%s): build it again",
		    h->magic[name] < BACKGROUND_MAGIC[name] ? "older" : "newer"));
	if (n != (ssize_t)sizeof(*h))
		return (damaged(e));
	if ((rc = find_key(b, secret, e)) != 0)
		return (rc);
	if (!laid_out(b))
		return (damaged(e));
	if ((b->file = read_table(b, h->files_at, h->files, sizeof(*b->file), e)) == NULL ||
	    (b->point = read_table(b, h->points_at, h->points, sizeof(*b->point), e)) == NULL ||
	    (b->block = read_table(b, h->blocks_at, h->blocks, sizeof(*b->block), e)) == NULL)
		return (e->code);
	b->block[h->blocks] = (struct background_block){ UINT64_MAX, h->files_at };
	return (sound(b) ? 0 : damaged(e));
}

struct background *
background_open(const char *path, struct err *e)
{
	return (background_open_keyed(path, STR(""), e));
}

struct background *
background_open_keyed(const char *path, struct str secret, struct err *e)
{
	struct background *b = calloc(1, sizeof(*b));

	if (b == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	if ((b->fd = file_open(AT_FDCWD, path, e)) < 0 || read_head(b, secret, e) != 0) {
		(void)err_in(e, path);
		background_close(b);
		return (NULL);
	}
	return (b);
}

void
background_close(struct background *b)
{
	if (b == NULL)
		return;
	if (b->fd >= 0)
		(void)close(b->fd);
	free(b->file);
	free(b->point);
	free(b->block);
	wipe(&b->key, sizeof(b->key));
	free(b);
}

uint32_t
background_groups(const struct background *b)
{
	return (b->head.groups);
}

const struct calibrate_point *
background_points(const struct background *b, size_t *n)
{
	*n = b->head.points;
	return (b->point);
}

void
background_mark(const struct background *b, const struct print *p, bool *out)
{
	for (size_t i = 0; i < p->files; i++) {
		uint64_t id = keyed_hash(&b->key, p->file[i].id);
		size_t low = 0, high = b->head.files;

		while (low < high) {
			size_t middle = (low + high) / 2;

			if (b->file[middle].id < id)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < b->head.files && b->file[low].id == id; low++)
			out[b->file[low].group] = true;
	}
}

/* What is asked for: a keyed hash, and which it was. */
struct ask {
	uint64_t hash;
	size_t i;
};

static int
by_hash(const void *a, const void *b)
{
	const struct ask *x = a, *y = b;

	return (x->hash < y->hash ? -1 : x->hash > y->hash);
}

/* A look into the file: one block of it, and the entry at hand. */
struct look {
	const struct background *b;
	char *block;
	struct str rest; /* Of the block: what follows the entry at hand. */
	uint64_t hash;   /* Of the entry at hand. */
	uint32_t *group; /* Its groups. */
	size_t groups;
};

/* The next entry of the block: 1, 0 at its end, or ERR_SYNTAX. */
static int
next_entry(struct look *l, struct err *e)
{
	uint64_t more, n, step, group = 0;

	if (l->rest.n == 0)
		return (0);
	if (!varint_take(&l->rest, &more) || !varint_take(&l->rest, &n) || n == 0 || n > l->b->head.groups ||
	    __builtin_add_overflow(l->hash, more, &l->hash))
		return (damaged(e));
	for (l->groups = 0; l->groups < n; l->groups++) {
		if (!varint_take(&l->rest, &step) || step > l->b->head.groups ||
		    (step == 0 && l->groups > 0) || (group += step) >= l->b->head.groups)
			return (damaged(e));
		l->group[l->groups] = (uint32_t)group;
	}
	return (1);
}

static int
read_block(struct look *l, size_t which, struct err *e)
{
	const struct background_block *block = &l->b->block[which];
	uint64_t n = block[1].offset - block[0].offset;
	char *p;

	if (n > (uint64_t)BACKGROUND_BLOCK * (15 + 5 * (uint64_t)l->b->head.groups))
		return (damaged(e));
	if ((p = realloc(l->block, (size_t)n)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	l->block = p;
	l->rest = (struct str){ p, (size_t)n };
	l->hash = block->first;
	if (file_pread(l->b->fd, p, l->rest.n, block->offset) != (ssize_t)l->rest.n)
		return (damaged(e));
	return (0);
}

/* The last block that begins at or before ${hash}, from ${from} on. */
static size_t
find_block(const struct background *b, uint64_t hash, size_t from)
{
	size_t low = from, high = (size_t)b->head.blocks;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (b->block[middle].first <= hash)
			low = middle;
		else
			high = middle;
	}
	return (low);
}

/* Walk the asked ones and the entries together. */
static int
look_all(struct look *l, const struct ask *ask, size_t n, background_fn *fn, void *arg, struct err *e)
{
	size_t which = SIZE_MAX, want;
	int rc = 0;

	for (size_t i = 0; i < n; i++) {
		if (ask[i].hash < l->b->block[0].first)
			continue;
		want = find_block(l->b, ask[i].hash, which == SIZE_MAX ? 0 : which);
		if (want != which) {
			which = want;
			if ((rc = read_block(l, which, e)) != 0 || (rc = next_entry(l, e)) < 0)
				return (rc);
		}
		while (rc == 1 && l->hash < ask[i].hash)
			rc = next_entry(l, e);
		if (rc < 0)
			return (rc);
		if (rc == 1 && l->hash == ask[i].hash)
			fn(arg, ask[i].i, l->group, l->groups, l->groups == 1 ? 1U << l->b->head.shift : 1);
	}
	return (0);
}

int
background_look(
    const struct background *b, const uint64_t *hash, size_t n, background_fn *fn, void *arg, struct err *e)
{
	struct look l = { .b = b };
	struct ask *ask = malloc((n + 1) * sizeof(*ask));
	int rc = 0;

	l.group = malloc(((size_t)b->head.groups + 1) * sizeof(*l.group));
	if (ask == NULL || l.group == NULL) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
	} else if (b->head.blocks > 0) {
		for (size_t i = 0; i < n; i++)
			ask[i] = (struct ask){ keyed_hash(&b->key, hash[i]), i };
		qsort(ask, n, sizeof(*ask), by_hash);
		rc = look_all(&l, ask, n, fn, arg, e);
	}
	free(ask);
	free(l.group);
	free(l.block);
	return (rc);
}
