/* Reading a package's folder: see the header. */
#include "mark/package.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "mark/context.h"

int
mark_declared(const struct mark_package *p, size_t site, struct err *e)
{
	char name[512];

	(void)snprintf(name, sizeof(name), "%.480s/%s", p->root.p, MARK_YML_NAME);
	(void)err_in(e, name);
	return (err_line(e, p->sites.site[site].declared));
}

static int read_dir(struct mark_package *p, int fd, struct str path, unsigned depth, struct err *e);

/* Say that the fault lies with one name of the package. */
static int
in_path(const struct mark_package *p, struct str path, struct err *e)
{
	char name[512];

	(void)snprintf(name, sizeof(name), "%.240s/%.240s", p->root.p, path.p);
	return (err_in(e, name));
}

static int
read_file(struct mark_package *p, int fd, const struct mark_file *file, struct err *e)
{
	struct buf text = BUF(PACKAGE_BYTES_MAX - p->bytes);
	struct mark_file kept = *file;
	int rc;

	if ((rc = file_read_fd(&text, fd, e)) == ERR_LIMIT)
		rc = err_set(e, ERR_LIMIT, "the package is larger than %zu bytes", PACKAGE_BYTES_MAX);
	if (rc == 0) {
		kept.text = arena_str(&p->arena, buf_view(&text));
		p->bytes += text.n;
		if (kept.text.p == NULL || VEC_GROW(p->file, p->files, p->files_cap) != 0)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else
			p->file[p->files++] = kept;
	}
	buf_free(&text);
	return (rc);
}

static int
read_folder(struct mark_package *p, int fd, const struct mark_file *dir, unsigned depth, struct err *e)
{
	int rc;

	if (VEC_GROW(p->dir, p->dirs, p->dirs_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	p->dir[p->dirs++] = *dir;
	/* read_dir takes a descriptor of its own. */
	if ((fd = dup(fd)) < 0)
		return (err_sys(e, "cannot open"));
	rc = read_dir(p, fd, dir->path, depth + 1, e);
	return (rc);
}

/* Names that must not go into a copy. */
static int
refuse_name(struct str path, const char *name, struct err *e)
{
	static const char *const history[] = { ".git", ".hg", ".svn", ".bzr", "CVS" };

	for (size_t i = 0; i < sizeof(history) / sizeof(history[0]); i++) {
		if (strcmp(name, history[i]) == 0)
			return (err_set(e, ERR_SYNTAX,
			    "a version-control folder would carry the unmarked history into every copy: "
			    "export the "
			    "package first"));
	}
	if (strcmp(name, MARK_YML_NAME) == 0 && path.n != strlen(name))
		return (err_set(e, ERR_SYNTAX,
		    "only the package's root may hold one; a copy would show the variation points"));
	return (0);
}

/* One name of a folder. */
static int
read_name(struct mark_package *p, int dirfd, struct str path, const char *name, unsigned depth, struct err *e)
{
	struct mark_file file = { .path = path };
	struct stat st;
	int fd, rc;

	if ((rc = refuse_name(path, name, e)) != 0)
		return (rc);
	if (p->files + p->dirs >= PACKAGE_FILES_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d files", PACKAGE_FILES_MAX));
	if ((fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) < 0)
		return (errno == ELOOP
			? err_set(e, ERR_SYNTAX, "is a symbolic link, which could lead anywhere")
			: err_sys(e, "cannot open"));
	if (fstat(fd, &st) != 0) {
		rc = err_sys(e, "cannot read");
	} else {
		file.mode = st.st_mode & 07777;
		file.modified = st.st_mtim;
		file.dev = st.st_dev;
		file.ino = st.st_ino;
		if (S_ISDIR(st.st_mode))
			rc = read_folder(p, fd, &file, depth, e);
		else if (S_ISREG(st.st_mode))
			rc = read_file(p, fd, &file, e);
		else
			rc = err_set(e, ERR_SYNTAX, "is neither a file nor a folder");
	}
	(void)close(fd);
	return (rc);
}

static struct str
join(struct arena *a, struct str path, const char *name)
{
	struct buf b = BUF(65536);
	struct str s;

	if (path.n > 0) {
		buf_str(&b, path);
		buf_char(&b, '/');
	}
	buf_cstr(&b, name);
	s = b.failed != 0 ? (struct str){ NULL, 0 } : arena_str(a, buf_view(&b));
	buf_free(&b);
	return (s);
}

/* Everything in a folder; takes the descriptor. */
static int
read_dir(struct mark_package *p, int fd, struct str path, unsigned depth, struct err *e)
{
	struct dirent *entry;
	struct str child;
	DIR *dir;
	int rc = 0;

	if (depth > PACKAGE_DEPTH_MAX || (dir = fdopendir(fd)) == NULL) {
		rc = depth > PACKAGE_DEPTH_MAX
		    ? err_set(e, ERR_LIMIT, "folders nested deeper than %d", PACKAGE_DEPTH_MAX)
		    : err_sys(e, "cannot read the folder");
		(void)close(fd);
		return (in_path(p, path, e), rc);
	}
	while (rc == 0 && (errno = 0, entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if ((child = join(&p->arena, path, entry->d_name)).p == NULL)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else if ((rc = read_name(p, dirfd(dir), child, entry->d_name, depth, e)) != 0)
			(void)in_path(p, child, e);
	}
	if (rc == 0 && errno != 0)
		rc = err_sys(e, "cannot read the folder");
	(void)closedir(dir);
	return (rc);
}

static int
by_path(const void *a, const void *b)
{
	return (str_order(((const struct mark_file *)a)->path, ((const struct mark_file *)b)->path));
}

size_t
mark_package_find(const struct mark_package *p, struct str path)
{
	struct mark_file key = { .path = path }, *found;

	found = p->files == 0 ? NULL : bsearch(&key, p->file, p->files, sizeof(key), by_path);
	return (found == NULL ? SIZE_MAX : (size_t)(found - p->file));
}

/* What the package is, whatever its marks file says: paths, executable bits and texts. */
static int
identify(struct mark_package *p, struct err *e)
{
	struct hash *h = hash_new();

	if (h == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	hash_update(h, "athar package 1", 16);
	for (size_t i = 0; i < p->files; i++) {
		struct sha256 text = sha256_of(p->file[i].text);

		hash_update(h, p->file[i].path.p, p->file[i].path.n + 1);
		hash_update(h, (p->file[i].mode & 0111) != 0 ? "x" : "-", 1);
		hash_update(h, text.b, sizeof(text.b));
	}
	p->id = hash_final(h);
	return (0);
}

/* Take athar.marks.yml out of the files and read it. */
static int
take_yml(struct mark_package *p, bool must, struct err *e)
{
	size_t k = mark_package_find(p, STR(MARK_YML_NAME));
	int rc;

	if (k == SIZE_MAX && !must)
		return (0);
	if (k == SIZE_MAX)
		return (in_path(p, STR(MARK_YML_NAME),
			    (err_set(e, ERR_NOTFOUND, "the package declares no marks"), e)),
		    ERR_NOTFOUND);
	if ((rc = mark_yml_read(&p->sites, p->file[k].text, e)) != 0)
		return (in_path(p, STR(MARK_YML_NAME), e), rc);
	p->yml = p->file[k].text;
	memmove(p->file + k, p->file + k + 1, (p->files - k - 1) * sizeof(*p->file));
	p->files--;
	return (0);
}

/* All files are there: order them, take the marks out, and find the sites. */
static int
settle(struct mark_package *p, bool must, struct err *e)
{
	int rc;

	if (p->files > 0)
		qsort(p->file, p->files, sizeof(*p->file), by_path);
	if (p->dirs > 0)
		qsort(p->dir, p->dirs, sizeof(*p->dir), by_path);
	if ((rc = take_yml(p, must, e)) != 0 || (rc = identify(p, e)) != 0 || (rc = mark_resolve(p, e)) != 0)
		return (rc);
	if (p->sites.n == 0 || (rc = mark_settle(p, e)) != 0)
		return (rc);
	return (mark_context(p, e));
}

static int
load(struct mark_package *p, const char *root, bool must, struct err *e)
{
	int fd, rc;

	p->root = arena_str(&p->arena, str_of(root));
	if (p->root.p == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return (err_sys(e, "cannot open the package"), err_in(e, root), e->code);
	rc = read_dir(p, fd, STR(""), 0, e);
	return (rc == 0 ? settle(p, must, e) : rc);
}

int
mark_package_load(struct mark_package *p, const char *root, struct err *e)
{
	return (load(p, root, true, e));
}

int
mark_package_read(struct mark_package *p, const char *root, struct err *e)
{
	return (load(p, root, false, e));
}

int
mark_package_add(struct mark_package *p, struct str path, mode_t mode, struct str text, struct err *e)
{
	struct mark_file file = { .mode = mode };

	if (p->files >= PACKAGE_FILES_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d files", PACKAGE_FILES_MAX));
	if (text.n > PACKAGE_BYTES_MAX - p->bytes)
		return (err_set(e, ERR_LIMIT, "the package is larger than %zu bytes", PACKAGE_BYTES_MAX));
	file.path = arena_str(&p->arena, path);
	file.text = arena_str(&p->arena, text);
	if (file.path.p == NULL || file.text.p == NULL || VEC_GROW(p->file, p->files, p->files_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	p->bytes += text.n;
	p->file[p->files++] = file;
	return (0);
}

int
mark_package_end(struct mark_package *p, const char *name, struct err *e)
{
	p->root = arena_str(&p->arena, str_of(name));
	return (p->root.p == NULL ? err_set(e, ERR_NOMEM, "out of memory") : settle(p, true, e));
}

void
mark_package_free(struct mark_package *p)
{
	mark_sites_free(&p->sites);
	free(p->file);
	free(p->dir);
	free(p->place);
	arena_free(&p->arena);
	*p = (struct mark_package){ 0 };
}
