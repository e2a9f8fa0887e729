/*
 * Runs: see the header.  A run is sorted by its hashes' bytes from the least
 * on, two bytes a pass (they are uniform, so that no pass is lost), and lies
 * in the file as it lies in memory.  The merge reads each run by blocks and
 * keeps the runs in a heap by their next pair.
 */
#include "trace/runs.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/unshared.h"
#include "base/vec.h"

/* Pairs of a run that are read at once, and of all runs together: 16 MB. */
#define BLOCK     ((size_t)4096)
#define BLOCK_MIN ((size_t)64)
#define BLOCKS    ((size_t)1 << 20)

struct pair {
	uint64_t hash;
	uint32_t group, unused;
};

/* A run in the file, and the block of it that is in memory. */
struct run {
	uint64_t first, next, end; /* Pairs, counted over the whole file. */
	struct pair *block;
	size_t at, n;
};

struct runs {
	struct pair *pair, *spare;
	size_t n, hold;
	size_t block; /* Pairs of a run that are read at once. */
	int fd;       /* -1 until the first run is written. */
	char *beside;
	uint64_t written;
	struct run *run;
	size_t runs, cap;
	uint32_t *group; /* Of the hash being merged. */
	size_t groups, capgroups;
};

struct runs *
runs_new(const char *beside, size_t hold, struct err *e)
{
	struct runs *r = calloc(1, sizeof(*r));

	if (r != NULL) {
		r->fd = -1;
		r->hold = hold;
		r->pair = unshared_new(hold * sizeof(struct pair));
		r->spare = unshared_new(hold * sizeof(struct pair));
		r->beside = str_dup(str_of(beside));
	}
	if (r == NULL || r->pair == NULL || r->spare == NULL || r->beside == NULL) {
		runs_free(r);
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	return (r);
}

void
runs_free(struct runs *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->runs; i++)
		free(r->run[i].block);
	if (r->fd >= 0)
		(void)close(r->fd);
	unshared_free(r->pair, r->hold * sizeof(struct pair));
	unshared_free(r->spare, r->hold * sizeof(struct pair));
	free(r->beside);
	free(r->run);
	free(r->group);
	free(r);
}

/* One pass of the sort, by the sixteen bits at ${shift}. */
static void
pass(const struct pair *from, struct pair *to, size_t n, unsigned shift)
{
	static _Thread_local uint32_t count[1 << 16];
	uint32_t sum = 0, here;

	memset(count, 0, sizeof(count));
	for (size_t i = 0; i < n; i++)
		count[from[i].hash >> shift & 0xFFFF]++;
	for (size_t i = 0; i < 1 << 16; i++) {
		here = count[i];
		count[i] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[count[from[i].hash >> shift & 0xFFFF]++] = from[i];
}

/* Pairs come group by group and the sort is stable, so those of one hash come out in the order of groups. */
static void
sort_pairs(struct runs *r)
{
	size_t kept = 0;

	pass(r->pair, r->spare, r->n, 0);
	pass(r->spare, r->pair, r->n, 16);
	pass(r->pair, r->spare, r->n, 32);
	pass(r->spare, r->pair, r->n, 48);
	for (size_t i = 0; i < r->n; i++) {
		if (kept == 0 || r->pair[kept - 1].hash != r->pair[i].hash ||
		    r->pair[kept - 1].group != r->pair[i].group)
			r->pair[kept++] = r->pair[i];
	}
	r->n = kept;
}

int
runs_file(const char *beside, struct err *e)
{
	size_t slash = str_rchr(str_of(beside), '/');
	char *folder = str_dup(slash == STR_NPOS ? STR(".") : str_sub(str_of(beside), 0, slash + 1)),
	     *name = NULL;
	int fd = folder == NULL ? -1 : open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	/* Some file systems know no files without a name. */
	if (folder != NULL && fd < 0 && asprintf(&name, "%s/.athar-XXXXXX", folder) >= 0) {
		if ((fd = mkostemp(name, O_CLOEXEC)) >= 0)
			(void)unlink(name);
		free(name);
	}
	free(folder);
	return (fd < 0 ? err_sys(e, "cannot make a file to sort in") : fd);
}

static int
spill(struct runs *r, struct err *e)
{
	struct run *run;
	int rc;

	if (r->fd < 0 && (r->fd = runs_file(r->beside, e)) < 0)
		return (r->fd);
	sort_pairs(r);
	if (VEC_GROW(r->run, r->runs, r->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = file_write_all(r->fd, r->pair, r->n * sizeof(*r->pair), e)) != 0)
		return (rc);
	run = &r->run[r->runs++];
	*run = (struct run){ .first = r->written, .end = r->written + r->n };
	r->written += r->n;
	r->n = 0;
	return (0);
}

int
runs_put(struct runs *r, uint64_t hash, uint32_t group, struct err *e)
{
	int rc;

	if (r->n == r->hold && (rc = spill(r, e)) != 0)
		return (rc);
	r->pair[r->n++] = (struct pair){ .hash = hash, .group = group };
	return (0);
}

/* The next block of a run; false at its end. */
static bool
fill(const struct runs *r, struct run *run, struct err *e)
{
	size_t want = run->end - run->next < r->block ? (size_t)(run->end - run->next) : r->block;

	if (want == 0)
		return (false);
	if (run->block == NULL && (run->block = malloc(r->block * sizeof(*run->block))) == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (false);
	}
	if (file_pread(r->fd, run->block, want * sizeof(*run->block), run->next * sizeof(*run->block)) !=
	    (ssize_t)(want * sizeof(*run->block))) {
		(void)err_sys(e, "cannot read what was sorted");
		return (false);
	}
	run->next += want;
	run->at = 0;
	run->n = want;
	return (true);
}

static bool
before(const struct run *a, const struct run *b)
{
	const struct pair *x = &a->block[a->at], *y = &b->block[b->at];

	return (x->hash != y->hash ? x->hash < y->hash : x->group < y->group);
}

static void
sink(struct run **heap, size_t n, size_t i)
{
	struct run *moved = heap[i];

	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && before(heap[child + 1], heap[child]))
			child++;
		if (!before(heap[child], moved))
			break;
		heap[i] = heap[child];
	}
	heap[i] = moved;
}

/* One pair more; when the hash changes, the one before is complete. */
static int
take(struct runs *r, const struct pair *p, uint64_t *hash, runs_fn *fn, void *arg, struct err *e)
{
	int rc;

	if (r->groups > 0 && *hash != p->hash) {
		if ((rc = fn(arg, *hash, r->group, r->groups, e)) != 0)
			return (rc);
		r->groups = 0;
	}
	*hash = p->hash;
	if (r->groups > 0 && r->group[r->groups - 1] == p->group)
		return (0);
	if (VEC_GROW(r->group, r->groups, r->capgroups) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	r->group[r->groups++] = p->group;
	return (0);
}

static int
merge_heap(struct runs *r, struct run **heap, size_t n, uint64_t *hash, runs_fn *fn, void *arg, struct err *e)
{
	int rc;

	for (size_t i = n / 2; i-- > 0;)
		sink(heap, n, i);
	while (n > 0) {
		struct run *run = heap[0];

		if ((rc = take(r, &run->block[run->at], hash, fn, arg, e)) != 0)
			return (rc);
		if (++run->at == run->n && !fill(r, run, e)) {
			if (e->code != 0)
				return (e->code);
			heap[0] = heap[--n];
		}
		if (n > 0)
			sink(heap, n, 0);
	}
	return (0);
}

/* Every run from its beginning, in blocks so long that all of them stay small together. */
static void
begin_runs(struct runs *r)
{
	size_t block = BLOCKS / r->runs;

	block = block < BLOCK_MIN ? BLOCK_MIN : block > BLOCK ? BLOCK : block;
	for (size_t i = 0; i < r->runs; i++) {
		r->run[i].next = r->run[i].first;
		if (block != r->block) {
			free(r->run[i].block);
			r->run[i].block = NULL;
		}
	}
	r->block = block;
}

int
runs_merge(struct runs *r, runs_fn *fn, void *arg, struct err *e)
{
	struct run **heap = NULL;
	uint64_t hash = 0;
	size_t n = 0;
	int rc = 0;

	err_clear(e);
	r->groups = 0;
	if (r->runs == 0) {
		sort_pairs(r);
		for (size_t i = 0; i < r->n && rc == 0; i++)
			rc = take(r, &r->pair[i], &hash, fn, arg, e);
	} else {
		if (r->n > 0 && (rc = spill(r, e)) != 0)
			return (rc);
		/* All is in the file now. */
		unshared_free(r->pair, r->hold * sizeof(struct pair));
		unshared_free(r->spare, r->hold * sizeof(struct pair));
		r->pair = r->spare = NULL;
		if ((heap = calloc(r->runs, sizeof(struct run *))) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		begin_runs(r);
		for (size_t i = 0; i < r->runs && rc == 0; i++) {
			if (fill(r, &r->run[i], e))
				heap[n++] = &r->run[i];
			rc = e->code;
		}
		if (rc == 0)
			rc = merge_heap(r, heap, n, &hash, fn, arg, e);
		free(heap);
	}
	if (rc == 0 && r->groups > 0)
		rc = fn(arg, hash, r->group, r->groups, e);
	return (rc);
}
