/* The set and its file: see the header. */
#include "trace/known.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/unshared.h"
#include "base/vec.h"
#include "trace/keyed.h"

#define MAGIC "ATHARWK1"
#define BLOCK ((size_t)8192) /* Keys read at once. */

struct head {
	char magic[8];
	struct keyed key;
	struct sha256 what;
};

/* Open addressing; 0 is no key.  Readers do not inherit it: a fork takes longer by all that they do. */
struct set {
	uint64_t *slot;
	size_t slots, n;
};

struct known {
	struct keyed key;
	struct sha256 what;
	size_t max;
	struct set now, before;
	int fd; /* -1: in memory alone. */
	char *path;
	uint64_t *fresh; /* Not in the file yet. */
	size_t nfresh, cap;
	bool turned; /* The file is to be written anew. */
};

static uint64_t *
place(const struct set *s, uint64_t key)
{
	size_t at = (size_t)key & (s->slots - 1);

	while (s->slot[at] != 0 && s->slot[at] != key)
		at = (at + 1) & (s->slots - 1);
	return (&s->slot[at]);
}

static bool
has(const struct set *s, uint64_t key)
{
	return (s->slots > 0 && *place(s, key) == key);
}

static void
set_free(struct set *s)
{
	unshared_free(s->slot, s->slots * sizeof(*s->slot));
	*s = (struct set){ 0 };
}

static int
grow(struct set *s)
{
	struct set more = { .slots = s->slots > 0 ? 2 * s->slots : 1024, .n = s->n };

	if ((more.slot = unshared_new(more.slots * sizeof(*more.slot))) == NULL)
		return (-1);
	for (size_t i = 0; i < s->slots; i++) {
		if (s->slot[i] != 0)
			*place(&more, s->slot[i]) = s->slot[i];
	}
	set_free(s);
	*s = more;
	return (0);
}

/* 1 where it is new, 0 where it was there, -1 without memory. */
static int
insert(struct set *s, uint64_t key)
{
	uint64_t *at;

	if (has(s, key))
		return (0);
	if (4 * (s->n + 1) > 3 * s->slots && grow(s) != 0)
		return (-1);
	at = place(s, key);
	*at = key;
	s->n++;
	return (1);
}

/* A new set begins, and what was met only before the last one is forgotten. */
static void
turn(struct known *k)
{
	set_free(&k->before);
	k->before = k->now;
	k->now = (struct set){ 0 };
	k->turned = true;
}

bool
known_has(struct known *k, uint64_t key)
{
	struct err e;

	if (has(&k->now, key))
		return (true);
	if (!has(&k->before, key))
		return (false);
	/* It is still there; where there is no memory for that it is known for a while all the same. */
	(void)known_add(k, key, &e);
	return (true);
}

int
known_add(struct known *k, uint64_t key, struct err *e)
{
	int rc;

	if (k->now.n >= k->max)
		turn(k);
	if ((rc = insert(&k->now, key)) == 1 && k->fd >= 0) {
		if (VEC_GROW(k->fresh, k->nfresh, k->cap) != 0)
			rc = -1;
		else
			k->fresh[k->nfresh++] = key;
	}
	return (rc < 0 ? err_set(e, ERR_NOMEM, "out of memory") : 0);
}

/* A code over fixed lengths: each word goes through the keyed hash with all before it. */
static uint64_t
key_of(const struct known *k, uint64_t kind, const struct sha256 *sha)
{
	uint64_t word[SHA256_BYTES / sizeof(uint64_t)], v = keyed_hash(&k->key, kind);

	memcpy(word, sha->b, sizeof(word));
	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		v = keyed_hash(&k->key, v ^ word[i]);
	return (v != 0 ? v : 1);
}

uint64_t
known_file(const struct known *k, struct str path, const struct stat *st)
{
	const int64_t what[] = { (int64_t)st->st_dev, (int64_t)st->st_ino, (int64_t)st->st_size,
		(int64_t)st->st_mtim.tv_sec, (int64_t)st->st_mtim.tv_nsec, (int64_t)st->st_ctim.tv_sec,
		(int64_t)st->st_ctim.tv_nsec };
	struct sha256 sha = sha256_of2((struct str){ (const char *)what, sizeof(what) }, path);

	return (key_of(k, 1, &sha));
}

uint64_t
known_sha256(const struct known *k, const struct sha256 *sha)
{
	return (key_of(k, 2, sha));
}

/* The keys behind the head, as far as they are whole. */
static int
read_keys(struct known *k, struct err *e)
{
	uint64_t block[BLOCK], at = sizeof(struct head);
	ssize_t n;

	while ((n = file_pread(k->fd, block, sizeof(block), at)) > 0) {
		for (size_t i = 0; i < (size_t)n / sizeof(*block); i++) {
			if (block[i] == 0)
				continue;
			if (k->now.n >= k->max)
				turn(k);
			if (insert(&k->now, block[i]) < 0)
				return (err_set(e, ERR_NOMEM, "out of memory"));
		}
		at += (uint64_t)n;
	}
	/* What a crash cut off in the middle of a key, or a turn that is due, is mended by writing it anew. */
	k->turned = k->turned || (at - sizeof(struct head)) % sizeof(*block) != 0;
	return (n < 0 ? err_sys(e, "cannot read what was seen") : 0);
}

static int
write_keys(const struct known *k, int fd, const struct set *s, struct err *e)
{
	struct buf b = BUF(BLOCK * sizeof(uint64_t));
	int rc = 0;

	for (size_t i = 0; i < s->slots && rc == 0; i++) {
		if (s->slot[i] == 0 || (s == &k->before && has(&k->now, s->slot[i])))
			continue;
		buf_str(&b, (struct str){ (const char *)&s->slot[i], sizeof(s->slot[i]) });
		if (b.n >= BLOCK * sizeof(uint64_t)) {
			rc = file_write_all(fd, b.p, b.n, e);
			buf_clear(&b);
		}
	}
	if (rc == 0 && (rc = buf_error(&b, e)) == 0 && b.n > 0)
		rc = file_write_all(fd, b.p, b.n, e);
	buf_free(&b);
	return (rc);
}

static int
write_all(const struct known *k, int fd, struct err *e)
{
	struct head head = { .magic = MAGIC, .key = k->key, .what = k->what };
	int rc;

	if ((rc = file_write_all(fd, &head, sizeof(head), e)) == 0 &&
	    (rc = write_keys(k, fd, &k->before, e)) == 0 && (rc = write_keys(k, fd, &k->now, e)) == 0 &&
	    fdatasync(fd) != 0)
		rc = err_sys(e, "cannot write what was seen");
	return (rc);
}

/* All of it anew, older keys first: beside the old file, which it then takes the place of, lock and all. */
static int
rewrite(struct known *k, struct err *e)
{
	char *name = NULL;
	int fd, rc;

	if (asprintf(&name, "%s.new", k->path) < 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((fd = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600)) < 0) {
		rc = err_sys(e, "cannot remember what was seen");
	} else {
		rc = flock(fd, LOCK_EX | LOCK_NB) != 0 ? err_sys(e, "cannot lock what was seen")
						       : write_all(k, fd, e);
		if (rc == 0 && rename(name, k->path) != 0)
			rc = err_sys(e, "cannot write what was seen");
		(void)close(rc == 0 ? k->fd : fd);
		if (rc == 0)
			k->fd = fd;
		else
			(void)unlink(name);
	}
	free(name);
	return (rc);
}

int
known_save(struct known *k, struct err *e)
{
	int rc = 0;

	if (k->fd < 0)
		return (0);
	if (k->turned)
		rc = rewrite(k, e);
	else if (k->nfresh > 0)
		rc = file_write_all(k->fd, k->fresh, k->nfresh * sizeof(*k->fresh), e);
	if (rc == 0 && !k->turned && fdatasync(k->fd) != 0)
		rc = err_sys(e, "cannot write what was seen");
	/* After a failure the file may end anywhere. */
	k->turned = rc != 0;
	k->nfresh = 0;
	return (rc != 0 ? (err_in(e, k->path), rc) : 0);
}

static int
open_file(struct known *k, const char *path, struct err *e)
{
	struct head head;

	if ((k->path = strdup(path)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((k->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) < 0)
		return (err_sys(e, "cannot remember what was seen"));
	if (flock(k->fd, LOCK_EX | LOCK_NB) != 0)
		return (errno == EWOULDBLOCK ? err_set(e, ERR_UNAVAILABLE, "another watch of this is running")
					     : err_sys(e, "cannot lock what was seen"));
	if (file_pread(k->fd, &head, sizeof(head), 0) != (ssize_t)sizeof(head) ||
	    memcmp(head.magic, MAGIC, sizeof(head.magic)) != 0 || !sha256_eq(&head.what, &k->what)) {
		k->turned = true;
		return (0);
	}
	k->key = head.key;
	if (lseek(k->fd, 0, SEEK_END) < 0)
		return (err_sys(e, "cannot read what was seen"));
	return (read_keys(k, e));
}

struct known *
known_open(const char *path, const struct sha256 *what, size_t max, bool *fresh, struct err *e)
{
	struct known *k = calloc(1, sizeof(*k));

	if (k == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	*k = (struct known){ .what = *what, .max = max, .fd = -1 };
	random_bytes(&k->key, sizeof(k->key));
	if (path != NULL && open_file(k, path, e) != 0) {
		(void)err_in(e, path);
		known_close(k);
		return (NULL);
	}
	*fresh = k->now.n == 0;
	return (k);
}

void
known_close(struct known *k)
{
	if (k == NULL)
		return;
	if (k->fd >= 0)
		(void)close(k->fd);
	free(k->path);
	set_free(&k->now);
	set_free(&k->before);
	free(k->fresh);
	free(k);
}
