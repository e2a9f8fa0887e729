/*
 * The inside of an open case, shared by the files of this room only.
 */
#ifndef STORE_CASE_DIR_H
#define STORE_CASE_DIR_H

#include <sys/stat.h>

#include "store/case.h"
#include "store/record.h"

/* Bytes of a file in private/: what is longer could be written and never read back. */
#define BODY_MAX ((size_t)256 << 20)

struct case_dir {
	char *path;
	int fd; /* The folder. */
	struct record *record;
	sqlite3 *db;        /* The index, folded up to record_size(). */
	bool in_memory;     /* The folder cannot be written: the index is folded in memory. */
	bool locked;        /* This process holds the case's lock. */
	struct stat looked; /* The checkpoint's file that case_stands last found to be that of ${record}. */
	const struct fold_ops *const *ops;
	size_t nops;
};

/* case_open_folder(dir, ops, nops, e): As case_open, but neither record nor index is opened yet (NULL). */
struct case_dir *
case_open_folder(const char *dir, const struct fold_ops *const *ops, size_t nops, struct err *e);

/* case_reload(c, e): Open the record anew, since another process may have appended. */
int case_reload(struct case_dir *c, struct err *e);

/* index_open(c, e): Open index.db, or make it, and fold what the record has beyond it. */
int index_open(struct case_dir *c, struct err *e);

/* index_catch_up(c, e): Fold what the record has beyond the index. */
int index_catch_up(struct case_dir *c, struct err *e);

/*
 * index_in_memory(c, e): Fold all of it in memory instead, where the folder or the disk takes no more
 * writes.
 */
int index_in_memory(struct case_dir *c, struct err *e);

/*
 * index_rebuild(c, db, e): A fresh index from record, bodies and blobs alone: a file without a name, or in
 * memory where the folder cannot be written.
 */
int index_rebuild(struct case_dir *c, sqlite3 **db, struct err *e);

/*
 * index_erase_blobs(c, e): Delete the blobs that the record says are erased and that no entry names.
 * Only under the lock; where another process has it, nothing happens.
 */
int index_erase_blobs(struct case_dir *c, struct err *e);

/*
 * case_lock(c, wait, fd, e): Take the lock of the case; closing ${*fd} releases it.  Without ${wait} it is
 * tried once.  0, ERR_UNAVAILABLE where another command holds it (after 10 s), or another code.
 */
int case_lock(struct case_dir *c, bool wait, int *fd, struct err *e);

/*
 * case_entry_load(c, number, entry, e): An entry of the record; its body, which the caller releases, is
 * NULL where it is gone or damaged.
 */
int case_entry_load(struct case_dir *c, uint64_t number, struct entry *entry, struct err *e);

/* body_path(out, n, number): where an entry's salt and body lie, below the case. */
void body_path(char *out, size_t n, uint64_t number);

/* So long may the file in private/ be. */
#define BODY_MAX ((size_t)256 << 20)

/*
 * body_check(text, commitment, e): Whether the file ${text} that is about to
 * be written will be read again: one that is not would close the case for
 * good.  0, ERR_LIMIT where it is too long, ERR_INTERNAL where it is not read.
 */
int body_check(struct str text, const struct sha256 *commitment, struct err *e);

/*
 * case_body_load(c, number, salt, e): The body of an entry whose commitment was checked; ERR_NOTFOUND
 * where the file is gone.
 */
json_t *case_body_load(struct case_dir *c, uint64_t number, const struct sha256 *commitment, struct err *e);

/* envelope_parse(text, kind, recorded, commitment, e): Read an entry of the record. */
int envelope_parse(
    struct str text, enum entry_kind *kind, instant_us *recorded, struct sha256 *commitment, struct err *e);

/* envelope_put(b, kind, recorded, commitment): Write one. */
void envelope_put(struct buf *b, enum entry_kind kind, instant_us recorded, const struct sha256 *commitment);

/* blob_path(out, n, sha): where a blob lies, below the case. */
void blob_path(char *out, size_t n, const struct sha256 *sha);

/*
 * key_load(c, key, e): The record's signing key from keys/record.key, for a commit, which holds the lock.
 * Wipe it after use.  key_check(c, e): only look whether it is the record's.
 */
int key_load(const struct case_dir *c, struct note_key *key, struct err *e);
int key_check(const struct case_dir *c, struct err *e);

#endif
