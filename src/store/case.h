/*
 * A case: a folder, mode 0700, that keeps everything with its source and its
 * three times.  See docs/design.md for the layout (record/, private/, blobs/,
 * index.db, keys/).
 *
 * Writing goes through a commit, which holds the lock from its first step to
 * its last and no longer: parse first, stage blobs, then commit.  Reading goes
 * through the index, a fold of record, bodies and blobs that is brought up to
 * date when a case is opened.  What a body means is known to the rooms above:
 * each gives a struct fold_ops, and the command line hands the whole table to
 * case_open.
 */
#ifndef STORE_CASE_H
#define STORE_CASE_H

#include <jansson.h>
#include <sqlite3.h>

#include "base/hash.h"
#include "base/instant.h"
#include "base/source.h"
#include "base/tlp.h"

struct case_dir; /* Opaque.  One per process; not shared between threads. */

/* What an outsider may read of an entry; the rest is in its body. */
enum entry_kind {
	KIND_IMPORT,
	KIND_DECISION,
	KIND_RELEASE,
	KIND_RECEIPT,
	KIND_CONCLUSION,
	KIND_RETRACT,
	KIND_ERASE,
	KIND_CONTINUE
};
const char *entry_kind_name(enum entry_kind kind);

/* One entry as the fold sees it. */
struct entry {
	uint64_t number; /* Its index in the record, from 0. */
	enum entry_kind kind;
	instant_us recorded;
	json_t *body; /* Borrowed; NULL where erased. */
};

/* The fold in progress: rooms write their own tables, named after the room, through ${db}. */
struct fold {
	struct case_dir *c;
	sqlite3 *db;
};

/*
 * What a room knows about one type of body ("type": the member that every
 * body has).  ${schema} is SQL that creates its tables; it runs once on an
 * empty index.  ${fold} adds one entry that is neither retracted nor erased; it
 * must depend on nothing but the entry, its blobs and the tables.  It is not
 * called where the body, or the blob that it reads, is lost or damaged.
 */
struct fold_ops {
	const char *type;
	const char *schema; /* May be NULL. */
	int (*fold)(struct fold *f, const struct entry *entry, struct err *e);
	bool reads_blob; /* ${fold} reads the first of the body's "blobs". */
};

/*
 * case_create(dir, e): Make a new case in ${dir}, which must not exist or be
 * empty: folders, a signing key, a marking secret, and a checkpoint of size 0.
 * 0, ERR_EXISTS, ERR_IO.
 */
int case_create(const char *dir, struct err *e);

/*
 * case_find(out, n, given, e): Which case is meant: ${given} (from --case)
 * if it is not NULL, else $ATHAR_CASE, else the nearest folder from here
 * upwards that is a case.  0, or ERR_NOTFOUND.
 */
int case_find(char *out, size_t n, const char *given, struct err *e);

/*
 * case_open(dir, ops, nops, e): Open a case and bring its index up to date.
 * Refused (ERR_DENIED) where it does not belong to the caller or others can
 * read it.  ${ops} must outlive the case.  NULL with ${e} set on failure.
 */
struct case_dir *case_open(const char *dir, const struct fold_ops *const *ops, size_t nops, struct err *e);
void case_close(struct case_dir *c); /* NULL is harmless. */

const char *case_path(const struct case_dir *c);
int case_fd(const struct case_dir *c);        /* The folder's descriptor, for openat. */
sqlite3 *case_index(struct case_dir *c);      /* The index, for reading. */
uint64_t case_size(const struct case_dir *c); /* Entries in the record. */

/*
 * case_lost(c): How many entries have lost what they need to count, though nobody erased it: the body, or
 * the blob that its room reads, is gone or damaged.  Whoever answers from the case should say so.
 */
uint64_t case_lost(const struct case_dir *c);

/*
 * case_stands(c): Whether the case lies where it was opened and its record is what ${c} knows: nobody but ${c} has
 * appended to it, else it is to be opened anew.  One stat as long as the checkpoint's file, which every commit
 * replaces, is the one that was looked at last; else it is read.
 */
bool case_stands(struct case_dir *c);

/* case_checkpoint(c, b, e): Append the record's signed checkpoint, byte for byte as it stands on disk. */
int case_checkpoint(const struct case_dir *c, struct buf *b, struct err *e);

/*
 * case_prove_since(c, old, b, e): Append the proof that the record extends the
 * older checkpoint whose text is ${old}, with the current one, as the body of
 * a tlog-witness request.  ERR_SYNTAX where ${old} is no checkpoint, ERR_DENIED
 * where it is of an earlier or another origin, ERR_CORRUPT where the record's
 * key did not sign it or the record was rewritten since, ERR_UNAVAILABLE
 * where the record is older.
 */
int case_prove_since(const struct case_dir *c, struct str old, struct buf *b, struct err *e);

/* case_body(c, number, e): The body of an entry, a new reference; NULL with ERR_NOTFOUND where erased. */
json_t *case_body(struct case_dir *c, uint64_t number, struct err *e);

/* case_secret(c, secret, e): The marking secret, 32 bytes; wipe it after use. */
int case_secret(struct case_dir *c, unsigned char secret[32], struct err *e);

/*
 * Blobs.  A blob is staged without the lock (written and synced under a
 * temporary name), named by its hash when a commit takes it, and dropped if
 * none does.
 */
struct blob;
struct blob *blob_new(struct case_dir *c, struct err *e);
int blob_write(struct blob *b, const void *p, size_t n, struct err *e);
/* blob_write_fd(b, fd, bytes, e): All of a file, from its start by pread; its size too. */
int blob_write_fd(struct blob *b, int fd, uint64_t *bytes, struct err *e);
/* blob_close(b, sha, e): No more bytes; ${*sha} is its name.  blob_drop(b): forget it; NULL is harmless. */
int blob_close(struct blob *b, struct sha256 *sha, struct err *e);
void blob_drop(struct blob *b);
/* blob_check(c, sha, e): 0 where the blob is what its name says, ERR_NOTFOUND, ERR_CORRUPT, or ERR_IO. */
int blob_check(struct case_dir *c, const struct sha256 *sha, struct err *e);

/* blob_open(c, sha, e): A descriptor of a blob for reading, or a negative code. */
int blob_open(struct case_dir *c, const struct sha256 *sha, struct err *e);

/*
 * Commits.
 *
 *	struct commit *k = commit_begin(c, &e);
 *	commit_blob(k, blob);			// as many as needed; takes it over
 *	commit_add(k, KIND_IMPORT, body, &number, &e);	// one or more
 *	commit_end(&k, &e);			// all of it, or nothing
 *
 * commit_begin takes the lock (waiting up to 10 s, then ERR_UNAVAILABLE) and
 * folds what others appended meanwhile, so decide "is it there already"
 * between begin and end.  commit_add writes salt and body to private/ and
 * keeps the entry; it steals the reference to ${body}, an object with "type".
 * Every blob that a body names must stand in its member "blobs" (an array of
 * hex hashes).  commit_end syncs blobs and bodies, then tiles, then the
 * checkpoint, then folds into the index, releases the lock and sets ${*k} to
 * NULL whatever happens; on failure the case is as it was.  commit_abort
 * drops everything.
 */
struct commit;
struct commit *commit_begin(struct case_dir *c, struct err *e);
int commit_blob(struct commit *k, struct blob *b, struct err *e);
int commit_add(struct commit *k, enum entry_kind kind, json_t *body, uint64_t *number, struct err *e);
int commit_end(struct commit **k, struct err *e);
void commit_abort(struct commit **k);

/*
 * commit_keep(k, blob, rc, e): The end of a commit that brings at most one blob.  Where ${rc}, what was done so
 * far, is 0: ${k} with ${blob} (NULL for none).  Else drop both (NULL is harmless).  Both are gone either way;
 * what came of it.
 */
int commit_keep(struct commit *k, struct blob *blob, int rc, struct err *e);

#endif
