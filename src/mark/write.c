/* Writing marked copies to disk: see mark_copy_write in copy.h. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "mark/copy.h"

/* Absent, or a folder with nothing in it. */
static int
check_target(const char *out, struct err *e)
{
	struct dirent *entry;
	struct stat st;
	DIR *dir;

	if (lstat(out, &st) != 0)
		return (errno == ENOENT ? 0 : (err_sys(e, "cannot use this folder"), err_in(e, out)));
	if (!S_ISDIR(st.st_mode))
		return (err_set(e, ERR_EXISTS, "exists and is not a folder"), err_in(e, out), ERR_EXISTS);
	/* This only tells early; the rename at the end decides. */
	if ((dir = opendir(out)) == NULL)
		return (err_sys(e, "cannot open the folder"), err_in(e, out));
	while ((entry = readdir(dir)) != NULL &&
	    (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0))
		;
	(void)closedir(dir);
	if (entry != NULL)
		return (err_set(e, ERR_EXISTS, "the folder is not empty"), err_in(e, out));
	return (0);
}

int
mark_copy_outside(const struct mark_package *p, const char *out, struct err *e)
{
	char root[PATH_MAX], above[PATH_MAX], parent[PATH_MAX];
	size_t n;

	/* The folder itself may not be there yet; what it will lie in is. */
	(void)str_copy(parent, sizeof(parent), str_of(out));
	n = strlen(parent);
	while (n > 1 && parent[n - 1] == '/')
		n--;
	while (n > 0 && parent[n - 1] != '/')
		n--;
	(void)str_copy(parent + n, sizeof(parent) - n, n == 0 ? STR(".") : STR(""));
	if (realpath(p->root.p, root) == NULL || realpath(parent, above) == NULL)
		return (err_sys(e, "cannot use %.200s", out));
	n = strlen(root);
	if (strncmp(above, root, n) == 0 && (above[n] == '\0' || above[n] == '/'))
		return (err_set(e, ERR_USAGE, "--out lies inside the package: choose a folder elsewhere"));
	return (0);
}

static int
write_file(const struct mark_file *file, struct str text, int dirfd, struct err *e)
{
	const struct timespec times[2] = { file->modified, file->modified };
	int fd = openat(dirfd, file->path.p, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	int rc = 0;

	if (fd < 0)
		return (err_sys(e, "cannot write"));
	/* Set-user-id and set-group-id bits have no place in what is sent. */
	if ((rc = file_write_all(fd, text.p, text.n, e)) == 0 &&
	    (fchmod(fd, file->mode & 0777) != 0 || futimens(fd, times) != 0))
		rc = err_sys(e, "cannot write");
	if (close(fd) != 0 && rc == 0)
		rc = err_sys(e, "cannot write");
	return (rc);
}

/* Folders get their modes last, since one may forbid writing. */
static int
finish_folders(const struct mark_package *p, int dirfd, struct err *e)
{
	for (size_t i = p->dirs; i-- > 0;) {
		const struct timespec times[2] = { p->dir[i].modified, p->dir[i].modified };

		if (fchmodat(dirfd, p->dir[i].path.p, p->dir[i].mode & 0777, 0) != 0 ||
		    utimensat(dirfd, p->dir[i].path.p, times, 0) != 0)
			return (err_sys(e, "cannot write"));
	}
	return (0);
}

int
mark_copy_put(const struct mark_package *p, const struct mark_book *book, size_t copy, const char *name,
    int dirfd, struct err *e)
{
	struct buf text = BUF(BUF_BIG);
	char path[512];
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < p->dirs; i++)
		rc = file_mkdir(dirfd, p->dir[i].path.p, 0700, e);
	for (size_t f = 0; rc == 0 && f < p->files; f++) {
		buf_clear(&text);
		mark_copy_file(p, book, copy, f, &text);
		if ((rc = buf_error(&text, e)) == 0)
			rc = write_file(&p->file[f], buf_view(&text), dirfd, e);
		if (rc != 0) {
			(void)snprintf(path, sizeof(path), "%s/%.400s", name, p->file[f].path.p);
			(void)err_in(e, path);
		}
	}
	buf_free(&text);
	return (rc != 0 ? rc : finish_folders(p, dirfd, e));
}

static int
write_copies(const struct mark_package *p, const struct mark_book *book, int dirfd, struct err *e)
{
	char name[32];
	int fd, rc = 0;

	for (size_t copy = 1; rc == 0 && copy <= book->copies; copy++) {
		mark_copy_name(copy, book->copies, name);
		if ((rc = file_mkdir(dirfd, name, 0755, e)) != 0)
			break;
		if ((fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) < 0)
			return (err_sys(e, "cannot open the folder %s", name));
		rc = mark_copy_put(p, book, copy, name, fd, e);
		(void)close(fd);
	}
	return (rc);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return (remove(path));
}

static int
make_writable(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)where;
	if (type == FTW_D && (st->st_mode & 0700) != 0700)
		(void)chmod(path, 0700);
	return (0);
}

void
mark_copy_remove(const char *path)
{
	(void)nftw(path, make_writable, 16, FTW_PHYS);
	(void)nftw(path, remove_one, 16, FTW_PHYS | FTW_DEPTH);
}

int
mark_copy_write(const struct mark_package *p, const struct mark_book *book, struct str manifest,
    const char *out, struct err *e)
{
	size_t n = strlen(out);
	char *temp = NULL;
	int fd = -1, rc;

	if ((rc = check_target(out, e)) != 0)
		return (rc);
	while (n > 1 && out[n - 1] == '/')
		n--;
	if (asprintf(&temp, "%.*s.partial-XXXXXX", (int)n, out) < 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	/* mkdtemp makes it for the owner only. */
	if (mkdtemp(temp) == NULL) {
		rc = err_sys(e, "cannot make a folder beside it");
		free(temp);
		return (err_in(e, out), rc);
	}
	if ((fd = open(temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		rc = err_sys(e, "cannot open the folder");
	else if ((rc = file_replace(fd, "manifest.json", manifest, 0600, false, e)) == 0)
		rc = write_copies(p, book, fd, e);
	/* One sync for the thousands of files there may be, before the name says that they are complete. */
	if (rc == 0 && syncfs(fd) != 0)
		rc = err_sys(e, "cannot sync");
	if (fd >= 0)
		(void)close(fd);
	/* A rename replaces an empty folder, and refuses one that holds anything. */
	if (rc == 0 && rename(temp, out) != 0)
		rc = errno == ENOTEMPTY || errno == EEXIST ? err_set(e, ERR_EXISTS, "the folder is not empty")
							   : err_sys(e, "cannot rename");
	if (rc != 0) {
		mark_copy_remove(temp);
		(void)err_in(e, out);
	}
	free(temp);
	return (rc);
}
