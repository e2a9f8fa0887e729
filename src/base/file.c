/* Files: see the header. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/names.h"

#define WALK_DEPTH 128

int
file_open(int dirfd, const char *path, struct err *e)
{
	int fd = openat(dirfd, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	int rc;

	if (fd < 0) {
		rc = err_sys(e, "cannot open");
		(void)err_in(e, path);
		return (rc);
	}
	return (fd);
}

ssize_t
file_pread(int fd, void *p, size_t n, uint64_t offset)
{
	size_t got = 0;
	ssize_t r;

	while (got < n) {
		r = pread(fd, (char *)p + got, n - got, (off_t)(offset + got));
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return (-1);
		if (r == 0)
			break;
		got += (size_t)r;
	}
	return ((ssize_t)got);
}

int
file_pwrite(int fd, const void *p, size_t n, uint64_t offset)
{
	size_t done = 0;
	ssize_t r;

	while (done < n) {
		r = pwrite(fd, (const char *)p + done, n - done, (off_t)(offset + done));
		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return (-1);
		done += (size_t)r;
	}
	return (0);
}

int
file_read_fd(struct buf *b, int fd, struct err *e)
{
	uint64_t offset = 0;
	size_t want = 65536;
	ssize_t r;
	char *to;

	for (;;) {
		/*
		 * Never ask for more than the buffer may hold and one byte, which tells that there is
		 * more.
		 */
		if (want > b->max - b->n)
			want = b->max - b->n;
		if (want == 0) {
			char extra;

			r = file_pread(fd, &extra, 1, offset);
			return (r == 0 ? 0 : err_set(e, ERR_LIMIT, "larger than %zu bytes", b->max));
		}
		if ((to = buf_reserve(b, want)) == NULL)
			return (buf_error(b, e));
		if ((r = file_pread(fd, to, want, offset)) < 0)
			return (err_sys(e, "cannot read"));
		b->n += (size_t)r;
		offset += (uint64_t)r;
		if ((size_t)r < want)
			return (0);
		want = b->n < ((size_t)1 << 24) ? b->n + 65536 : (size_t)1 << 24;
	}
}

int
file_read(struct buf *b, int dirfd, const char *path, struct err *e)
{
	struct stat st;
	int fd, rc;

	if ((fd = file_open(dirfd, path, e)) < 0)
		return (fd);
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		rc = err_set(e, ERR_IO, "is a folder");
	else
		rc = file_read_fd(b, fd, e);
	(void)close(fd);
	if (rc != 0)
		(void)err_in(e, path);
	return (rc);
}

int
file_write_all(int fd, const void *p, size_t n, struct err *e)
{
	const char *from = p;
	ssize_t w;

	while (n > 0) {
		w = write(fd, from, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return (err_sys(e, "cannot write"));
		from += w;
		n -= (size_t)w;
	}
	return (0);
}

int
file_sync_dir(int dirfd, const char *path, struct err *e)
{
	int fd = openat(dirfd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	if (fd < 0)
		return (err_sys(e, "cannot open the folder %s", path));
	if (fsync(fd) != 0)
		rc = err_sys(e, "cannot sync the folder %s", path);
	(void)close(fd);
	return (rc);
}

/* The folder part of path, "." where there is none. */
static void
parent_of(char *out, size_t n, const char *path)
{
	size_t slash = str_rchr(str_of(path), '/');

	if (slash == STR_NPOS)
		(void)str_copy(out, n, STR("."));
	else
		(void)str_copy(out, n, slash == 0 ? STR("/") : str_sub(str_of(path), 0, slash));
}

int
file_replace(int dirfd, const char *path, struct str text, mode_t mode, bool sync, struct err *e)
{
	char temp[4096], parent[4096];
	int fd, rc = 0;

	if ((size_t)snprintf(temp, sizeof(temp), "%s.tmp%ld", path, (long)getpid()) >= sizeof(temp))
		return (err_set(e, ERR_LIMIT, "path too long"));
	fd = openat(dirfd, temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		return (err_sys(e, "cannot write %s", path));
	if ((rc = file_write_all(fd, text.p, text.n, e)) == 0 && fsync(fd) != 0)
		rc = err_sys(e, "cannot sync %s", path);
	if (close(fd) != 0 && rc == 0)
		rc = err_sys(e, "cannot close %s", path);
	if (rc == 0 && renameat(dirfd, temp, dirfd, path) != 0)
		rc = err_sys(e, "cannot rename to %s", path);
	if (rc != 0) {
		(void)unlinkat(dirfd, temp, 0);
		return (rc);
	}
	if (!sync)
		return (0);
	parent_of(parent, sizeof(parent), path);
	return (file_sync_dir(dirfd, parent, e));
}

int
file_mkdir(int dirfd, const char *path, mode_t mode, struct err *e)
{
	if (mkdirat(dirfd, path, mode) != 0 && errno != EEXIST)
		return (err_sys(e, "cannot make the folder %s", path));
	return (0);
}

static int walk_dir(const char *path, unsigned depth, file_walk_fn *fn, void *arg, struct err *e);

/* One name below a folder: a folder is entered, all else is given. */
static int
walk_one(const char *path, unsigned depth, file_walk_fn *fn, void *arg, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return (fn(arg, path, NULL, e));
	if (S_ISDIR(st.st_mode))
		return (walk_dir(path, depth + 1, fn, arg, e));
	return (fn(arg, path, &st, e));
}

static int
walk_dir(const char *path, unsigned depth, file_walk_fn *fn, void *arg, struct err *e)
{
	struct names names = { 0 };
	char *child;
	int rc = 0;

	/* Whoever nests folders without end hides what is in them, and must not hide what lies beside them. */
	if (depth > WALK_DEPTH) {
		errno = ELOOP;
		return (fn(arg, path, NULL, e));
	}
	if (names_read(&names, path) != 0)
		rc = fn(arg, path, NULL, e);
	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		if (asprintf(&child, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/",
			names_get(&names, i)) < 0) {
			rc = err_set(e, ERR_NOMEM, "out of memory");
		} else {
			rc = walk_one(child, depth, fn, arg, e);
			free(child);
		}
	}
	names_free(&names);
	return (rc);
}

int
file_each_in(const char *dir, file_in_fn *fn, void *arg, struct err *e)
{
	struct names names = { 0 };
	char *path;
	int rc = 0;

	if (names_read(&names, dir) != 0)
		rc = (err_sys(e, "cannot read this folder"), err_in(e, dir));
	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		if (*names_get(&names, i) == '.')
			continue;
		if (asprintf(&path, "%s/%s", dir, names_get(&names, i)) < 0) {
			rc = err_set(e, ERR_NOMEM, "out of memory");
		} else {
			rc = fn(arg, path, names_get(&names, i), e);
			free(path);
		}
	}
	names_free(&names);
	return (rc);
}

const char *
file_odd(const struct stat *st)
{
	if (S_ISREG(st->st_mode))
		return (NULL);
	return (S_ISLNK(st->st_mode) ? "is a symbolic link, which is not followed" : "is not a regular file");
}

int
file_walk(const char *path, file_walk_fn *fn, void *arg, struct err *e)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return (fn(arg, path, NULL, e));
	if (S_ISDIR(st.st_mode))
		return (walk_dir(path, 0, fn, arg, e));
	return (fn(arg, path, &st, e));
}
