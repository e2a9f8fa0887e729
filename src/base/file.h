/*
 * Files: reading whole small ones, writing so that a crash leaves the old or
 * the new one, and walking folders in a stable order.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <sys/stat.h>
#include <sys/types.h>

#include "base/buf.h"

/*
 * file_open(dirfd, path, e): Open for reading, close-on-exec, without blocking on a FIFO.  A descriptor
 * or a negative code.
 */
int file_open(int dirfd, const char *path, struct err *e);

/*
 * file_read_fd(b, fd, e): Append all of ${fd} from its start by pread.  0, ERR_IO, or ERR_LIMIT beyond
 * the buffer's maximum.
 */
int file_read_fd(struct buf *b, int fd, struct err *e);

/* file_read(b, dirfd, path, e): Append all of the file; ${e} names it. */
int file_read(struct buf *b, int dirfd, const char *path, struct err *e);

/*
 * file_pread(fd, p, n, offset): As pread, retried over interrupts and short reads; fewer bytes only at
 * the end; -1 on error.
 */
ssize_t file_pread(int fd, void *p, size_t n, uint64_t offset);

/* file_pwrite(fd, p, n, offset): As pwrite, all ${n} bytes; 0, or -1 on error. */
int file_pwrite(int fd, const void *p, size_t n, uint64_t offset);

/* file_write_all(fd, p, n, e): Write all ${n} bytes. */
int file_write_all(int fd, const void *p, size_t n, struct err *e);

/*
 * file_replace(dirfd, path, text, mode, sync, e): Write ${text} to a temporary
 * file beside ${path}, sync it and rename it over ${path}.  With ${sync} the
 * folder is synced as well; without, the caller does that once for many.
 */
int file_replace(int dirfd, const char *path, struct str text, mode_t mode, bool sync, struct err *e);

/* file_sync_dir(dirfd, path, e): Sync the folder ${path} ("." for ${dirfd} itself). */
int file_sync_dir(int dirfd, const char *path, struct err *e);

/* file_mkdir(dirfd, path, mode, e): Make one folder; one that is there already is fine. */
int file_mkdir(int dirfd, const char *path, mode_t mode, struct err *e);

/*
 * file_walk(path, fn, arg, e): Call ${fn}(${arg}, path, stat) for ${path} if
 * it is no folder, else for everything below it that is none, in byte order of
 * their names, folder by folder.  Symbolic links below ${path} are given as
 * what they are and not followed; ${path} itself may be one.  What cannot be
 * entered is given with st == NULL and errno set, folders deeper than 128 too
 * (ELOOP).  A non-zero answer of ${fn} ends the walk and is returned.
 */
typedef int file_walk_fn(void *arg, const char *path, const struct stat *st, struct err *e);
int file_walk(const char *path, file_walk_fn *fn, void *arg, struct err *e);

/*
 * file_each_in(dir, fn, arg, e): Call ${fn}(${arg}, path, name) for each file and folder directly in ${dir} whose
 * name does not begin with a dot, in byte order of the names; ${path} is ${dir}, a slash and ${name}.  A non-zero
 * answer ends it and is returned.  ERR_IO or the like, with ${dir} named, where it cannot be read.
 */
typedef int file_in_fn(void *arg, const char *path, const char *name, struct err *e);
int file_each_in(const char *dir, file_in_fn *fn, void *arg, struct err *e);

/* file_odd(st): NULL for a regular file; for anything else why it is not read, for people. */
const char *file_odd(const struct stat *st);

#endif
