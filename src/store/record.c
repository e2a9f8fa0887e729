/*
 * The record folder; see the header for its layout.
 *
 * The one thing that makes entries count is the checkpoint, and the one act
 * that changes it is a rename.  All that it speaks of is on disk before.
 *
 * A change of key has two files to change, vkey and checkpoint.  The new key
 * is first laid down as vkey.next; the checkpoint's rename is what counts, and
 * a checkpoint that vkey did not sign may be signed by vkey.next.  The next
 * writer finishes what was left.
 */
#include "store/record.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "store/check.h"
#include "store/grow.h"
#include "store/note.h"

#define FOLDER     "record"
#define CHECKPOINT "checkpoint"
#define VKEY       "vkey"
#define VKEY_NEXT  "vkey.next"
#define VKEY_MAX   1024
#define OPEN_TRIES 3 /* A key may be changed while a reader looks. */

struct record {
	int dirfd;
	struct note_key key;
	bool key_is_next; /* ${key} still stands in vkey.next. */
	struct checkpoint now;
	struct buf note;     /* The checkpoint, byte for byte. */
	struct tiles *tiles; /* What is published. */
	struct grow *grow;   /* What was appended and waits; or NULL. */
	struct sha256 next;  /* Its root. */
};

/* Write a key's text in a file of the record and sync it. */
static int
write_key(int dirfd, const char *path, const struct note_key *key, struct err *e)
{
	struct buf b = BUF(VKEY_MAX);
	int rc;

	vkey_put(&b, key);
	if ((rc = buf_error(&b, e)) == 0)
		rc = file_replace(dirfd, path, buf_view(&b), 0600, true, e);
	buf_free(&b);
	return (rc);
}

/* Sign a checkpoint and read it back, so that a key whose halves differ is noticed before it counts. */
static int
make_note(struct buf *note, const struct checkpoint *c, const struct note_key *key, struct err *e)
{
	struct checkpoint back;
	int rc;

	checkpoint_sign(note, c, key);
	if ((rc = buf_error(note, e)) != 0)
		return (rc);
	return (checkpoint_parse(&back, buf_view(note), key, e));
}

int
record_create(int dirfd, const struct note_key *key, struct err *e)
{
	struct checkpoint empty = { .size = 0, .root = tlog_empty() };
	struct buf note = BUF(NOTE_MAX);
	int fd = -1, rc;

	(void)str_copy(empty.origin, sizeof(empty.origin), str_of(key->name));
	if (!note_name_ok(str_of(key->name))) {
		rc = err_set(e, ERR_SYNTAX, "the record's name has a blank or a plus sign, or is empty");
		goto done;
	}
	if ((rc = make_note(&note, &empty, key, e)) != 0)
		goto done;
	if (mkdirat(dirfd, FOLDER, 0700) != 0) {
		rc = err_sys(e, "cannot make the folder " FOLDER);
		goto done;
	}
	if ((fd = openat(dirfd, FOLDER, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) {
		rc = err_sys(e, "cannot open " FOLDER);
		goto done;
	}
	if ((rc = file_mkdir(fd, "tile", 0700, e)) == 0 && (rc = write_key(fd, VKEY, key, e)) == 0 &&
	    (rc = file_replace(fd, CHECKPOINT, buf_view(&note), 0600, true, e)) == 0)
		rc = file_sync_dir(dirfd, ".", e);

done:
	if (fd >= 0)
		(void)close(fd);
	buf_free(&note);
	return (rc);
}

static int
damaged(struct err *e, const char *file)
{
	char path[64];

	(void)snprintf(path, sizeof(path), FOLDER "/%s", file);
	if (e != NULL)
		e->code = ERR_CORRUPT;
	(void)err_in(e, path);
	return (ERR_CORRUPT);
}

static int
read_key(int dirfd, const char *path, struct note_key *key, struct err *e)
{
	struct buf b = BUF(VKEY_MAX);
	int rc = file_read(&b, dirfd, path, e);

	/* Here it is no input that is missing or has the wrong form, but the case that is damaged. */
	if (rc == ERR_NOTFOUND || (rc == 0 && vkey_parse(key, buf_view(&b), e) != 0))
		rc = damaged(e, path);
	buf_free(&b);
	return (rc);
}

/* Read key and checkpoint once. */
static int
load(struct record *r, struct err *e)
{
	struct note_key next;
	int rc;

	buf_clear(&r->note);
	r->key_is_next = false;
	if ((rc = read_key(r->dirfd, VKEY, &r->key, e)) != 0 ||
	    (rc = file_read(&r->note, r->dirfd, CHECKPOINT, e)) != 0)
		return (rc);
	if ((rc = checkpoint_parse(&r->now, buf_view(&r->note), &r->key, e)) == 0)
		return (0);

	/* A change of key that was cut short between its two renames. */
	if (read_key(r->dirfd, VKEY_NEXT, &next, NULL) == 0 &&
	    checkpoint_parse(&r->now, buf_view(&r->note), &next, NULL) == 0) {
		r->key = next;
		r->key_is_next = true;
		return (0);
	}
	return (rc == ERR_NOMEM ? rc : damaged(e, CHECKPOINT));
}

struct record *
record_open(int dirfd, struct err *e)
{
	struct record *r = calloc(1, sizeof(*r));
	int rc = ERR_CORRUPT;

	if (r == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	r->note = BUF(NOTE_MAX);
	if ((r->dirfd = openat(dirfd, FOLDER, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) {
		(void)err_sys(e, "cannot open the record");
		goto fail;
	}
	for (int i = 1; i < OPEN_TRIES && rc != 0; i++)
		rc = load(r, NULL);
	if (rc != 0 && load(r, e) != 0)
		goto fail;
	if ((r->tiles = tiles_new(r->dirfd, r->now.size)) == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		goto fail;
	}
	return (r);

fail:
	record_close(r);
	return (NULL);
}

/* Forget what was appended and never published. */
static void
drop_pending(struct record *r)
{
	if (r->grow == NULL)
		return;
	grow_forget(r->grow);
	grow_free(r->grow);
	r->grow = NULL;
}

void
record_close(struct record *r)
{
	if (r == NULL)
		return;
	drop_pending(r);
	tiles_free(r->tiles);
	buf_free(&r->note);
	if (r->dirfd >= 0)
		(void)close(r->dirfd);
	free(r);
}

uint64_t
record_size(const struct record *r)
{
	return (r->now.size);
}

const struct checkpoint *
record_checkpoint(const struct record *r)
{
	return (&r->now);
}

struct str
record_note(const struct record *r)
{
	return (buf_view(&r->note));
}

const struct note_key *
record_key(const struct record *r)
{
	return (&r->key);
}

int
record_entry(struct record *r, uint64_t number, struct buf *b, struct err *e)
{
	struct str entry;
	int rc;

	if ((rc = tiles_entry(r->tiles, number, &entry, e)) != 0)
		return (rc);
	buf_str(b, entry);
	return (buf_error(b, e));
}

/* Finish a change of key that was cut short, or clear away one that never counted. */
static int
settle_key(struct record *r, struct err *e)
{
	if (!r->key_is_next) {
		(void)unlinkat(r->dirfd, VKEY_NEXT, 0);
		return (0);
	}
	if (renameat(r->dirfd, VKEY_NEXT, r->dirfd, VKEY) != 0)
		return (err_sys(e, "cannot rename to " FOLDER "/" VKEY));
	r->key_is_next = false;
	return (file_sync_dir(r->dirfd, ".", e));
}

int
record_append(struct record *r, const struct str *entry, size_t n, struct err *e)
{
	int rc;

	if (r->grow != NULL)
		return (err_set(e, ERR_INTERNAL, "entries wait to be published already"));
	if ((rc = settle_key(r, e)) != 0)
		return (rc);
	if ((r->grow = grow_new(r->tiles, &r->now.root, e)) == NULL)
		return (e != NULL ? e->code : ERR_CORRUPT);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = grow_add(r->grow, entry[i], e);
	if (rc == 0)
		rc = grow_end(r->grow, &r->next, e);
	if (rc != 0)
		drop_pending(r);
	return (rc);
}

/*
 * Put ${note} in the place of the checkpoint.  Where that fails, the old one
 * is there again in the end; if even that cannot be had, ${*placed} stays true
 * and the new checkpoint with all that it speaks of is left standing.
 */
static int
place(struct record *r, struct str note, bool *placed, struct err *e)
{
	struct buf there = BUF(NOTE_MAX);
	struct err second = { .code = 0 };
	int rc = file_replace(r->dirfd, CHECKPOINT, note, 0600, true, e);

	*placed = true;
	if (rc == 0)
		return (0);

	/* Only the sync after the rename can have failed with the new one in place. */
	if (file_read(&there, r->dirfd, CHECKPOINT, &second) == 0)
		*placed = !str_eq(buf_view(&there), buf_view(&r->note));
	buf_free(&there);
	if (*placed && file_replace(r->dirfd, CHECKPOINT, buf_view(&r->note), 0600, true, &second) == 0)
		*placed = false;
	return (rc);
}

/* What waits is published as ${c}, whose note is ${note}: take it over. */
static void
take_over(struct record *r, const struct checkpoint *c, struct buf *note)
{
	if (r->grow != NULL)
		grow_tidy(r->grow);
	grow_free(r->grow);
	r->grow = NULL;
	tiles_resize(r->tiles, c->size);
	r->now = *c;
	buf_free(&r->note);
	r->note = *note;
	*note = BUF(NOTE_MAX);
}

/* Sign what waits, or what is there, with ${key} and publish it. */
static int
publish(struct record *r, const struct note_key *key, struct err *e)
{
	struct checkpoint c = r->now;
	struct buf note = BUF(NOTE_MAX);
	bool placed = false;
	int rc;

	(void)str_copy(c.origin, sizeof(c.origin), str_of(key->name));
	if (r->grow != NULL) {
		c.size = grow_size(r->grow);
		c.root = r->next;
	}
	if ((rc = make_note(&note, &c, key, e)) == 0 && (rc = place(r, buf_view(&note), &placed, e)) == 0)
		take_over(r, &c, &note);
	buf_free(&note);
	if (rc == 0)
		return (0);

	/* Tiles may only go where no checkpoint on disk speaks of them. */
	if (placed) {
		grow_free(r->grow);
		r->grow = NULL;
	}
	drop_pending(r);
	return (rc);
}

int
record_publish(struct record *r, const struct note_key *key, struct err *e)
{
	if (r->grow == NULL)
		return (err_set(e, ERR_INTERNAL, "nothing was appended"));
	if (strcmp(key->name, r->key.name) != 0 ||
	    memcmp(key->public_key, r->key.public_key, sizeof(key->public_key)) != 0) {
		drop_pending(r);
		return (err_set(e, ERR_DENIED, "the signing key is not the record's"));
	}
	return (publish(r, key, e));
}

int
record_rekey(struct record *r, const struct note_key *key, struct err *e)
{
	struct err later = { .code = 0 };
	int rc;

	if (!note_name_ok(str_of(key->name)))
		return (err_set(e, ERR_SYNTAX, "the record's name has a blank or a plus sign, or is empty"));
	if ((rc = settle_key(r, e)) != 0 || (rc = write_key(r->dirfd, VKEY_NEXT, key, e)) != 0)
		return (rc);
	if ((rc = publish(r, key, e)) != 0)
		return (rc);
	r->key = *key;
	wipe(r->key.seed, sizeof(r->key.seed));
	r->key_is_next = true;

	/* The checkpoint counts already; if this rename fails, the next writer does it. */
	(void)settle_key(r, &later);
	return (0);
}

int
record_root_at(struct record *r, uint64_t size, struct sha256 *root, struct err *e)
{
	struct tlog_sum sum = { .size = 0 };
	struct sha256 leaf;
	struct str entry;
	int rc;

	for (uint64_t i = 0; i < size; i++) {
		if ((rc = tiles_entry(r->tiles, i, &entry, e)) != 0)
			return (rc);
		leaf = tlog_leaf(entry);
		tlog_sum_add(&sum, &leaf);
	}
	*root = tlog_sum_root(&sum);
	return (0);
}

void
record_check(struct record *r, void (*problem)(void *arg, const char *text), void *arg)
{
	check_tiles(r->tiles, &r->now.root, problem, arg);
}

int
record_prove(struct record *r, uint64_t number, struct buf *b, struct err *e)
{
	struct tlog_tree tree = tiles_tree(r->tiles);
	struct sha256 path[TLOG_PATH_MAX], leaf, root;
	struct str entry;
	size_t n;
	int rc;

	if ((rc = tiles_entry(r->tiles, number, &entry, e)) != 0)
		return (rc);
	leaf = tlog_leaf(entry);
	if ((rc = tlog_prove(&tree, number, path, &n, e)) != 0)
		return (rc);

	/* A receipt that its holder cannot check must not leave the house. */
	if (!tlog_proof_root(number, r->now.size, &leaf, path, n, &root) || !sha256_eq(&root, &r->now.root))
		return (err_set(e, ERR_CORRUPT, "the tiles do not lead from entry %llu to the checkpoint",
		    (unsigned long long)number));
	proof_put(b, number, path, n, buf_view(&r->note));
	return (buf_error(b, e));
}

int
record_extends(struct record *r, const struct checkpoint *c, struct err *e)
{
	struct tlog_tree tree = tiles_tree(r->tiles);
	struct sha256 root;
	int rc;

	if (c->size > r->now.size)
		return (err_set(e, ERR_UNAVAILABLE,
		    "this record is older than the checkpoint: it has %llu entries, the checkpoint %llu",
		    (unsigned long long)r->now.size, (unsigned long long)c->size));
	if ((rc = tlog_root_at(&tree, c->size, &root, e)) != 0)
		return (rc);
	if (!sha256_eq(&root, &c->root))
		return (err_set(e, ERR_CORRUPT,
		    "the first %llu entries are not those of the checkpoint: the record was rewritten",
		    (unsigned long long)c->size));
	return (0);
}

int
record_prove_tree(struct record *r, const struct checkpoint *old, struct buf *b, struct err *e)
{
	struct tlog_tree tree = tiles_tree(r->tiles);
	struct sha256 path[TLOG_PATH_MAX];
	size_t n;
	int rc;

	if (strcmp(old->origin, r->now.origin) != 0)
		return (err_set(e, ERR_DENIED, "the checkpoint is of another origin, %.100s", old->origin));
	if ((rc = record_extends(r, old, e)) != 0 ||
	    (rc = tlog_prove_tree(&tree, old->size, path, &n, e)) != 0)
		return (rc);

	/* A proof that its reader cannot check must not leave the house. */
	if (!tlog_check_tree(old->size, &old->root, r->now.size, &r->now.root, path, n))
		return (err_set(e, ERR_CORRUPT, "the tiles do not lead from %llu entries to the checkpoint",
		    (unsigned long long)old->size));
	consistency_put(b, old->size, path, n, buf_view(&r->note));
	return (buf_error(b, e));
}
