/* Packing: see the header. */
#include "pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"

#define PACK_BLOCK ((size_t)1 << 18)

struct pack {
	struct archive *archive;
	struct buf block;
	size_t root; /* Length of the root's name and the slash behind it. */
	moment_ms modified;
};

static int
pack_fault(const struct pack *p, const char *path, struct err *e)
{
	return (err_set(e, ERR_IO, "cannot pack %s: %s", path, archive_error_string(p->archive)));
}

static int
pack_bytes(struct pack *p, int fd, const char *path, struct err *e)
{
	uint64_t at = 0;
	ssize_t got;

	for (;;) {
		if ((got = file_pread(fd, p->block.p, PACK_BLOCK, at)) < 0)
			return (err_sys(e, "cannot read %s", path));
		if (got == 0)
			return (0);
		if (archive_write_data(p->archive, p->block.p, (size_t)got) != got)
			return (pack_fault(p, path, e));
		at += (uint64_t)got;
	}
}

static int
pack_file(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct pack *p = arg;
	struct archive_entry *entry;
	int fd, rc;

	if (st == NULL)
		return (err_sys(e, "cannot read %s", path));
	if ((fd = file_open(AT_FDCWD, path, e)) < 0)
		return (fd);
	if ((entry = archive_entry_new()) == NULL) {
		(void)close(fd);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	archive_entry_set_pathname(entry, path + p->root);
	archive_entry_set_size(entry, st->st_size);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_mtime(entry, (time_t)(p->modified / 1000), 0);
	if (archive_write_header(p->archive, entry) != ARCHIVE_OK)
		rc = pack_fault(p, path, e);
	else
		rc = pack_bytes(p, fd, path, e);
	archive_entry_free(entry);
	(void)close(fd);
	return (rc);
}

/* The format by the ending, at the fastest level: what matters is that it can be read. */
static int
choose_format(struct archive *a, struct str name, struct err *e)
{
	if (str_iends(name, STR(".zip"))) {
		(void)archive_write_set_format_zip(a);
		(void)archive_write_set_options(a, "zip:compression-level=1");
		return (0);
	}
	if (str_iends(name, STR(".tar.gz")) || str_iends(name, STR(".tgz"))) {
		(void)archive_write_set_format_ustar(a);
		(void)archive_write_add_filter_gzip(a);
		(void)archive_write_set_options(a, "gzip:compression-level=1,gzip:!timestamp");
		return (0);
	}
	return (err_set(e, ERR_USAGE, "%.*s: expected a name in .zip, .tar.gz or .tgz", STR_ARG(name)));
}

int
pack_folder(const char *file, const char *root, const char *below, moment_ms modified, struct err *e)
{
	struct pack p = { .block = BUF(BUF_BIG), .root = strlen(root) + 1, .modified = modified };
	char path[4096];
	int rc;

	if ((size_t)snprintf(path, sizeof(path), "%s/%s", root, below) >= sizeof(path))
		return (err_set(e, ERR_LIMIT, "path too long"));
	if ((p.archive = archive_write_new()) == NULL || buf_reserve(&p.block, PACK_BLOCK) == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else if ((rc = choose_format(p.archive, str_of(file), e)) == 0) {
		if (archive_write_open_filename(p.archive, file) != ARCHIVE_OK)
			rc = pack_fault(&p, file, e);
		else
			rc = file_walk(path, pack_file, &p, e);
		if (rc == 0 && archive_write_close(p.archive) != ARCHIVE_OK)
			rc = pack_fault(&p, file, e);
	}
	if (p.archive != NULL)
		(void)archive_write_free(p.archive);
	buf_free(&p.block);
	return (rc);
}
