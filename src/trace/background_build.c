/*
 * Building a background.  Every feature of every group goes through
 * trace/runs.h, which sorts more than memory holds; what comes out of the
 * merge is written as it comes.  How much of what one group alone has may be
 * kept is only known in the end, so the merge is made twice where that is
 * much: once to count.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/varint.h"
#include "base/vec.h"
#include "trace/background_impl.h"
#include "trace/runs.h"
#include "trace/truth.h"

/* Features of one group alone that are kept, at about seven bytes each. */
#define SINGLES_MAX ((uint64_t)4 << 20)

#define FLUSH ((size_t)1 << 20)

struct build {
	struct background_head head;
	struct keyed key;
	struct str secret; /* Empty: no key. */
	struct runs *runs;
	struct truth *truth;
	struct background_file *file;
	size_t files, capfiles;
	struct background_block *block;
	size_t blocks, capblocks;
	struct background_built *built;
	uint32_t group; /* At hand. */
	int fd;
	struct buf out;
	uint64_t written;
	uint64_t hash; /* Of the entry before. */
	uint64_t singles;
	gather_unread_fn *unread;
	void *arg;
};

static int
nomem(struct err *e)
{
	return (err_set(e, ERR_NOMEM, "out of memory"));
}

/* Some files of the group at hand. */
static int
on_part(void *arg, const struct print *part, struct err *e)
{
	struct build *b = arg;
	int rc;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < part->n[ch]; i++) {
			if ((rc = runs_put(
				 b->runs, keyed_hash(&b->key, part->feature[ch][i].hash), b->group, e)) != 0)
				return (rc);
		}
	}
	for (size_t i = 0; i < part->files; i++) {
		if (VEC_GROW(b->file, b->files, b->capfiles) != 0)
			return (nomem(e));
		b->file[b->files++] = (struct background_file){ .id = keyed_hash(&b->key, part->file[i].id),
			.group = b->group };
	}
	b->built->files += part->files;
	b->built->bytes += part->bytes;
	return (truth_offer(b->truth, b->group, part, e));
}

static void
on_unread(void *arg, struct str path, struct str why)
{
	struct build *b = arg;

	b->built->unread++;
	b->unread(b->arg, path, why);
}

/* What lies directly in a folder is a group. */
static int
add_group(void *arg, const char *path, const char *name, struct err *e)
{
	struct build *b = arg;
	uint64_t before = b->built->files;
	int rc;

	(void)name;
	if (b->group == BACKGROUND_GROUPS_MAX)
		return (err_set(e, ERR_LIMIT, "more than %u groups", BACKGROUND_GROUPS_MAX));
	if ((rc = print_each(path, on_part, b, on_unread, b, e)) != 0)
		return (rc);
	/* A group of which nothing could be read is none. */
	b->group += b->built->files > before;
	return (0);
}

static int
flush(struct build *b, struct err *e)
{
	int rc = buf_error(&b->out, e);

	if (rc == 0 && b->out.n > 0)
		rc = file_write_all(b->fd, b->out.p, b->out.n, e);
	b->written += b->out.n;
	buf_clear(&b->out);
	return (rc);
}

/* Whether what one group alone has is left out, by the last bits of its hash. */
static bool
left_out(const struct build *b, uint64_t hash, size_t groups)
{
	return (groups == 1 && (hash & ((1ULL << b->head.shift) - 1)) != 0);
}

static int
count_entry(void *arg, uint64_t hash, const uint32_t *group, size_t groups, struct err *e)
{
	struct build *b = arg;

	(void)hash;
	(void)group;
	(void)e;
	b->singles += groups == 1;
	return (0);
}

static int
write_entry(void *arg, uint64_t hash, const uint32_t *group, size_t groups, struct err *e)
{
	struct build *b = arg;
	uint32_t before = 0;

	if (left_out(b, hash, groups))
		return (0);
	if (b->head.entries++ % BACKGROUND_BLOCK == 0) {
		if (VEC_GROW(b->block, b->blocks, b->capblocks) != 0)
			return (nomem(e));
		b->block[b->blocks++] = (struct background_block){ hash, b->written + b->out.n };
		b->hash = hash;
	}
	varint_put(&b->out, hash - b->hash);
	varint_put(&b->out, groups);
	for (size_t i = 0; i < groups; i++) {
		varint_put(&b->out, group[i] - before);
		before = group[i];
	}
	b->hash = hash;
	return (b->out.n >= FLUSH ? flush(b, e) : 0);
}

static int
by_id(const void *a, const void *b)
{
	const struct background_file *x = a, *y = b;

	if (x->id != y->id)
		return (x->id < y->id ? -1 : 1);
	return (x->group < y->group ? -1 : x->group > y->group);
}

/* The head once more, over its place, now that more of it is known. */
static int
write_head(const struct build *b, struct err *e)
{
	return (file_pwrite(b->fd, &b->head, sizeof(b->head), 0) != 0 ? err_sys(e, "cannot write") : 0);
}

/* Everything but the points: entries, files, directory, and the head in front. */
static int
write_tables(struct build *b, struct err *e)
{
	struct background_head *h = &b->head;
	int rc;

	buf_put(&b->out, h, sizeof(*h));
	if ((rc = runs_merge(b->runs, count_entry, b, e)) != 0)
		return (rc);
	while (b->singles >> h->shift > SINGLES_MAX)
		h->shift++;
	if ((rc = runs_merge(b->runs, write_entry, b, e)) != 0 || (rc = flush(b, e)) != 0)
		return (rc);
	if (b->files > 0)
		qsort(b->file, b->files, sizeof(*b->file), by_id);
	h->files = (uint32_t)b->files;
	h->files_at = b->written;
	buf_put(&b->out, b->file, b->files * sizeof(*b->file));
	h->blocks = b->blocks;
	h->blocks_at = h->files_at + b->files * sizeof(*b->file);
	buf_put(&b->out, b->block, b->blocks * sizeof(*b->block));
	if ((rc = flush(b, e)) != 0)
		return (rc);
	h->points_at = b->written;
	return (write_head(b, e));
}

/* With what is written so far, compare pairs of known truth, and write down how they came out. */
static int
write_points(struct build *b, const char *path, struct err *e)
{
	struct background *made = background_open_keyed(path, b->secret, e);
	struct calibrate_point *point = NULL;
	size_t n = 0;
	int rc;

	if (made == NULL)
		return (e->code);
	/* What was sorted is written. */
	runs_free(b->runs);
	b->runs = NULL;
	if ((rc = truth_points(b->truth, made, &point, &n, e)) == 0) {
		b->head.points = (uint32_t)n;
		buf_put(&b->out, point, n * sizeof(*point));
		rc = flush(b, e);
	}
	if (rc == 0)
		rc = write_head(b, e);
	free(point);
	background_close(made);
	return (rc);
}

/* The name is only sure to last when its folder is synced. */
static int
sync_folder(const char *out, struct err *e)
{
	size_t slash = str_rchr(str_of(out), '/');
	char *folder = str_dup(slash == STR_NPOS ? STR(".") : str_sub(str_of(out), 0, slash + 1));
	int rc = folder == NULL ? nomem(e) : file_sync_dir(AT_FDCWD, folder, e);

	free(folder);
	return (rc);
}

static int
write_all(struct build *b, const char *out, struct err *e)
{
	char *path = NULL;
	int rc;

	if (asprintf(&path, "%s.XXXXXX", out) < 0)
		return (nomem(e));
	if ((b->fd = mkostemp(path, O_CLOEXEC)) < 0) {
		rc = err_sys(e, "cannot write here");
		free(path);
		return (rc);
	}
	if ((rc = write_tables(b, e)) == 0 && (rc = write_points(b, path, e)) == 0 && fsync(b->fd) != 0)
		rc = err_sys(e, "cannot sync");
	if (rc == 0 && rename(path, out) != 0)
		rc = err_sys(e, "cannot give it its name");
	if (rc != 0)
		(void)unlink(path);
	(void)close(b->fd);
	if (rc == 0)
		rc = sync_folder(out, e);
	free(path);
	return (rc);
}

int
background_build(char *const *dir, size_t n, const char *out, gather_unread_fn *unread, void *arg,
    struct background_built *built, struct err *e)
{
	return (background_build_keyed(dir, n, STR(""), out, unread, arg, built, e));
}

int
background_build_keyed(char *const *dir, size_t n, struct str secret, const char *out,
    gather_unread_fn *unread, void *arg, struct background_built *built, struct err *e)
{
	struct build b = {
		.built = built, .unread = unread, .arg = arg, .out = BUF(BUF_BIG), .fd = -1, .secret = secret
	};
	int rc = 0;

	*built = (struct background_built){ 0 };
	memcpy(b.head.magic, BACKGROUND_MAGIC, sizeof(b.head.magic));
	if (secret.n > 0) {
		b.head.keyed = 1;
		keyed_make(&b.key, &b.head.check, secret);
	}
	if ((b.runs = runs_new(out, RUNS_HOLD, e)) == NULL || (b.truth = truth_new(out, e)) == NULL)
		rc = e->code;
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = file_each_in(dir[i], add_group, &b, e);
	if (rc == 0 && b.group == 0)
		rc = err_set(e, ERR_NOTFOUND, "there is no file here that can be read");
	b.head.groups = b.group;
	if (rc == 0 && (rc = write_all(&b, out, e)) != 0)
		(void)err_in(e, out);
	built->groups = b.group;
	built->entries = b.head.entries;
	built->points = b.head.points;
	built->size = b.written;
	runs_free(b.runs);
	truth_free(b.truth);
	free(b.file);
	free(b.block);
	buf_free(&b.out);
	wipe(&b.key, sizeof(b.key));
	return (rc);
}
