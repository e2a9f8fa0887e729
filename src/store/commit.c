/*
 * Commits.  One writer for a moment: the lock is held from commit_begin to
 * commit_end, and what is inside is short, since parsing came before.
 *
 * The order on disk is what makes a crash harmless: bodies and blobs first,
 * synced with their folders; then tiles; then the checkpoint by rename.  Until
 * that rename nothing of the commit counts, and whatever lies about from a
 * commit that died is overwritten or swept by the next one.
 */
#include "store/commit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/jsonw.h"
#include "base/vec.h"
#include "store/case_dir.h"
#include "store/opening.h"
#include "store/seen.h"
#include "store/skey.h"
#include "store/sql.h"

#define LOCK_TRIES 200               /* of 50 ms each */
#define BLOCK      ((size_t)1 << 20) /* Bytes of a file taken as a blob at once. */

struct blob {
	struct case_dir *c;
	int fd;
	char temp[64]; /* Below the case. */
	struct hash *hash;
	struct sha256 sha;
	bool closed;
};

struct commit {
	struct case_dir *c;
	int lock;
	struct note_key key;
	instant_us recorded;
	struct str *entry; /* Owned. */
	size_t n, cap;
	struct blob **blob;
	size_t nblobs, capblobs;
	struct note_key *next_key; /* Of case continue. */
};

void
blob_path(char *out, size_t n, const struct sha256 *sha)
{
	struct buf b = BUF(SHA256_HEX);

	hex_put(&b, sha->b, SHA256_BYTES);
	(void)snprintf(out, n, "blobs/%.2s/%s", buf_c(&b), buf_c(&b));
	buf_free(&b);
}

struct blob *
blob_new(struct case_dir *c, struct err *e)
{
	struct blob *b = calloc(1, sizeof(*b));
	unsigned char id[8];
	struct buf name = BUF(64);

	if (b == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	random_bytes(id, sizeof(id));
	hex_put(&name, id, sizeof(id));
	(void)snprintf(b->temp, sizeof(b->temp), "blobs/staged-%s", buf_c(&name));
	buf_free(&name);
	b->c = c;
	b->fd = openat(c->fd, b->temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	/* The lock tells a sweeper that somebody is still writing. */
	if (b->fd < 0 || flock(b->fd, LOCK_EX | LOCK_NB) != 0 || (b->hash = hash_new()) == NULL) {
		(void)err_sys(e, "cannot stage a blob in the case");
		blob_drop(b);
		return (NULL);
	}
	return (b);
}

int
blob_write(struct blob *b, const void *p, size_t n, struct err *e)
{
	hash_update(b->hash, p, n);
	return (file_write_all(b->fd, p, n, e));
}

int
blob_write_fd(struct blob *b, int fd, uint64_t *bytes, struct err *e)
{
	char *block = malloc(BLOCK);
	ssize_t n = 0;
	int rc = block == NULL ? err_set(e, ERR_NOMEM, "out of memory") : 0;

	*bytes = 0;
	while (rc == 0 && (n = file_pread(fd, block, BLOCK, *bytes)) > 0) {
		rc = blob_write(b, block, (size_t)n, e);
		*bytes += (uint64_t)n;
	}
	if (rc == 0 && n < 0)
		rc = err_sys(e, "cannot read what the case is to keep");
	free(block);
	return (rc);
}

int
blob_close(struct blob *b, struct sha256 *sha, struct err *e)
{
	b->sha = hash_final(b->hash);
	b->hash = NULL;
	*sha = b->sha;
	if (fsync(b->fd) != 0)
		return (err_sys(e, "cannot sync a blob"));
	b->closed = true;
	return (0);
}

void
blob_drop(struct blob *b)
{
	if (b == NULL)
		return;
	if (b->temp[0] != '\0' && b->fd >= 0)
		(void)unlinkat(b->c->fd, b->temp, 0);
	if (b->fd >= 0)
		(void)close(b->fd);
	hash_free(b->hash);
	free(b);
}

int
blob_open(struct case_dir *c, const struct sha256 *sha, struct err *e)
{
	char path[128];

	blob_path(path, sizeof(path), sha);
	return (file_open(c->fd, path, e));
}

int
blob_check(struct case_dir *c, const struct sha256 *sha, struct err *e)
{
	struct sha256 have;
	uint64_t bytes;
	int fd = blob_open(c, sha, e), rc;

	if (fd < 0)
		return (fd);
	if ((rc = sha256_of_fd(fd, &have, &bytes, e)) == 0 && !sha256_eq(&have, sha))
		rc = err_set(e, ERR_CORRUPT, "is not what its name says");
	(void)close(fd);
	return (rc);
}

/* A file that a writer left who died before it had its name. */
static bool
is_left_over(int dirfd, const char *name)
{
	bool dead;
	int fd;

	if (strstr(name, ".json.tmp") != NULL || strstr(name, ".key.tmp") != NULL ||
	    strstr(name, ".next.tmp") != NULL)
		return (true);
	/* A staged blob is written without the case's lock, but holds one of its own. */
	if (strncmp(name, "staged-", 7) != 0 || (fd = openat(dirfd, name, O_RDONLY | O_CLOEXEC)) < 0)
		return (false);
	dead = flock(fd, LOCK_EX | LOCK_NB) == 0;
	(void)close(fd);
	return (dead);
}

/* Private bodies, keys and blobs that never got their names would outlive any erasing: sweep them. */
static void
sweep(struct case_dir *c, const char *folder)
{
	int dirfd = openat(c->fd, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = dirfd >= 0 ? fdopendir(dirfd) : NULL;
	struct dirent *d;

	while (dir != NULL && (d = readdir(dir)) != NULL) {
		if (is_left_over(dirfd, d->d_name))
			(void)unlinkat(dirfd, d->d_name, 0);
	}
	if (dir != NULL)
		(void)closedir(dir);
	else if (dirfd >= 0)
		(void)close(dirfd);
}

int
case_lock(struct case_dir *c, bool wait, int *fd, struct err *e)
{
	const struct timespec pause = { 0, 50000000 };
	int rc = 0;

	if ((*fd = openat(c->fd, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0)
		return (err_sys(e, "cannot open the lock of the case"));
	for (int i = 0; rc == 0 && i < (wait ? LOCK_TRIES : 1); i++) {
		if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
			return (0);
		if (errno != EWOULDBLOCK && errno != EINTR)
			rc = err_sys(e, "cannot lock the case");
		else if (wait)
			(void)nanosleep(&pause, NULL);
	}
	(void)close(*fd);
	*fd = -1;
	return (rc != 0
		? rc
		: err_set(e, ERR_UNAVAILABLE, "the case is locked by another command; tried for 10 seconds"));
}

/* Time never goes backwards in the record, even if the clock did. */
static int
recorded_now(struct case_dir *c, instant_us *recorded, struct err *e)
{
	int64_t last = 0;
	int rc = sql_one_i64(c->db, "SELECT recorded FROM entry ORDER BY number DESC LIMIT 1", &last, e);

	*recorded = instant_now();
	*recorded -= *recorded % 1000;
	if (*recorded < last)
		*recorded = last;
	return (rc);
}

static struct commit *
begin(struct case_dir *c, bool left_behind, struct err *e)
{
	struct commit *k = calloc(1, sizeof(*k));

	if (k == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	k->c = c;
	k->lock = -1;
	/* The lock comes first; only what it covers may look at what is there. */
	if (case_lock(c, true, &k->lock, e) != 0) {
		(void)err_in(e, c->path);
		commit_abort(&k);
		return (NULL);
	}
	c->locked = true;
	if (case_reload(c, e) != 0 || index_catch_up(c, e) != 0 || index_erase_blobs(c, e) != 0 ||
	    (!left_behind && seen_check(c, e) != 0) || key_load(c, &k->key, e) != 0 ||
	    recorded_now(c, &k->recorded, e) != 0) {
		(void)err_in(e, c->path);
		commit_abort(&k);
		return (NULL);
	}
	sweep(c, "blobs");
	sweep(c, "private");
	sweep(c, "keys");
	return (k);
}

struct commit *
commit_begin(struct case_dir *c, struct err *e)
{
	return (begin(c, false, e));
}

struct commit *
commit_begin_left_behind(struct case_dir *c, struct err *e)
{
	return (begin(c, true, e));
}

int
commit_blob(struct commit *k, struct blob *b, struct err *e)
{
	if (!b->closed)
		return (err_set(e, ERR_INTERNAL, "a blob that is still being written"));
	if (VEC_GROW(k->blob, k->nblobs, k->capblobs) != 0) {
		blob_drop(b);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	k->blob[k->nblobs++] = b;
	return (0);
}

/* Write salt and body to private/, and give the commitment. */
static int
write_body(struct commit *k, uint64_t number, const json_t *body, const unsigned char salt[OPENING_SALT],
    struct sha256 *commitment, struct err *e)
{
	struct buf file = BUF(BODY_MAX);
	char path[64];
	int rc = opening_put(&file, body, salt, commitment, e);

	body_path(path, sizeof(path), number);
	if (rc == 0 && (rc = body_check(buf_view(&file), commitment, e)) == 0)
		rc = file_replace(k->c->fd, path, buf_view(&file), 0600, false, e);
	buf_free(&file);
	return (rc);
}

int
commit_add(struct commit *k, enum entry_kind kind, json_t *body, uint64_t *number, struct err *e)
{
	unsigned char salt[OPENING_SALT];

	random_bytes(salt, sizeof(salt));
	return (commit_add_salted(k, kind, body, salt, number, e));
}

int
commit_add_salted(struct commit *k, enum entry_kind kind, json_t *body,
    const unsigned char salt[OPENING_SALT], uint64_t *number, struct err *e)
{
	uint64_t at = record_size(k->c->record) + k->n;
	struct sha256 commitment;
	struct buf b = BUF(RECORD_ENTRY_MAX);
	int rc;

	if (!json_is_object(body) || !json_is_string(json_object_get(body, "type"))) {
		json_decref(body);
		return (err_set(e, ERR_INTERNAL, "a body without a type"));
	}
	rc = write_body(k, at, body, salt, &commitment, e);
	json_decref(body);
	if (rc == 0 && VEC_GROW(k->entry, k->n, k->cap) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	if (rc == 0) {
		envelope_put(&b, kind, k->recorded, &commitment);
		rc = buf_error(&b, e);
	}
	if (rc != 0) {
		buf_free(&b);
		return (rc);
	}
	k->entry[k->n++] = buf_view(&b);
	if (number != NULL)
		*number = at;
	return (0);
}

/* Move the staged blobs to their names and sync what holds them. */
static int
settle_blobs(struct commit *k, struct err *e)
{
	char path[128], folder[128];
	int rc = 0;

	for (size_t i = 0; i < k->nblobs && rc == 0; i++) {
		struct blob *b = k->blob[i];

		blob_path(path, sizeof(path), &b->sha);
		(void)str_copy(folder, sizeof(folder), str_sub(str_of(path), 0, strlen("blobs/ab")));
		rc = file_mkdir(k->c->fd, folder, 0700, e);
		if (rc == 0 && renameat(k->c->fd, b->temp, k->c->fd, path) != 0)
			rc = err_sys(e, "cannot keep a blob");
		if (rc == 0) {
			b->temp[0] = '\0';
			rc = file_sync_dir(k->c->fd, folder, e);
		}
	}
	if (rc == 0 && k->nblobs > 0)
		rc = file_sync_dir(k->c->fd, "blobs", e);
	return (rc);
}

static void
forget_bodies(struct commit *k)
{
	char path[64];

	for (size_t i = 0; i < k->n; i++) {
		body_path(path, sizeof(path), record_size(k->c->record) + i);
		(void)unlinkat(k->c->fd, path, 0);
	}
}

static void
commit_free(struct commit *k)
{
	for (size_t i = 0; i < k->n; i++)
		free((void *)(uintptr_t)k->entry[i].p);
	free(k->entry);
	for (size_t i = 0; i < k->nblobs; i++)
		blob_drop(k->blob[i]);
	free(k->blob);
	if (k->lock >= 0) {
		(void)close(k->lock);
		k->c->locked = false;
	}
	wipe(&k->key, sizeof(k->key));
	free(k);
}

void
commit_abort(struct commit **k)
{
	if (*k == NULL)
		return;
	if ((*k)->n > 0)
		forget_bodies(*k);
	commit_free(*k);
	*k = NULL;
}

int
commit_keep(struct commit *k, struct blob *blob, int rc, struct err *e)
{
	/* The commit takes the blob over, whether that succeeds or not. */
	if (rc == 0 && blob != NULL) {
		rc = commit_blob(k, blob, e);
		blob = NULL;
	}
	if (rc == 0)
		rc = commit_end(&k, e);
	commit_abort(&k);
	blob_drop(blob);
	return (rc);
}

void
commit_rekey(struct commit *k, struct note_key *key)
{
	k->next_key = key;
}

/* The record part: tiles, then the checkpoint; under a new key where one is due. */
static int
publish(struct commit *k, struct err *e)
{
	struct case_dir *c = k->c;
	struct buf b = BUF(1024);
	int rc = record_append(c->record, k->entry, k->n, e);

	if (rc != 0 || k->next_key == NULL)
		return (rc != 0 ? rc : record_publish(c->record, &k->key, e));
	/* The new key is on disk before anything is signed with it. */
	skey_put(&b, k->next_key);
	buf_char(&b, '\n');
	rc = file_replace(c->fd, "keys/record.key.next", buf_view(&b), 0600, true, e);
	if (b.p != NULL)
		wipe(b.p, b.cap);
	buf_free(&b);
	if (rc == 0)
		rc = record_rekey(c->record, k->next_key, e);
	if (rc == 0 && renameat(c->fd, "keys/record.key.next", c->fd, "keys/record.key") != 0)
		rc = err_sys(e, "cannot put the new key in place");
	return (rc == 0 ? file_sync_dir(c->fd, "keys", e) : rc);
}

int
commit_end(struct commit **kp, struct err *e)
{
	struct commit *k = *kp;
	struct case_dir *c = k->c;
	uint64_t before = record_size(c->record);
	int rc;

	*kp = NULL;
	if ((rc = settle_blobs(k, e)) == 0 && k->n > 0)
		rc = file_sync_dir(c->fd, "private", e);
	if (rc == 0 && k->n > 0)
		rc = publish(k, e);
	if (rc != 0) {
		struct err again;

		/* Look at what the disk holds now: the checkpoint decides, not our memory of it. */
		if (case_reload(c, &again) == 0 && record_size(c->record) == before)
			forget_bodies(k);
	} else if (k->n > 0) {
		(void)case_note_seen(c, record_checkpoint(c->record), NULL);

		/*
		 * The entries count from here on.  An index that cannot take them now is only behind: whoever
		 * opens the case next folds them, and this command goes on with one in memory.
		 */
		if (index_catch_up(c, e) != 0)
			rc = index_in_memory(c, e);
	}
	commit_free(k);
	return (rc == 0 ? 0 : err_in(e, c->path));
}
