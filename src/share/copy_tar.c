/* The archive of a copy: see copy.h. */
#include <archive.h>
#include <archive_entry.h>

#include "share/copy.h"

/* One member: nothing in it tells who made it or where. */
static int
put_file(struct archive *a, const char *folder, struct str path, mode_t mode, time_t modified,
    struct str text, struct err *e)
{
	struct archive_entry *entry = archive_entry_new();
	struct buf name = BUF(8192);
	int rc = 0;

	buf_printf(&name, "%s%.*s", folder, STR_ARG(path));
	if (entry == NULL || name.failed != 0) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
	} else {
		archive_entry_set_pathname(entry, buf_c(&name));
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_perm(entry, (mode & 0111) != 0 ? 0755 : 0644);
		archive_entry_set_size(entry, (la_int64_t)text.n);
		archive_entry_set_mtime(entry, modified, 0);
		if (archive_write_header(a, entry) != ARCHIVE_OK ||
		    archive_write_data(a, text.p, text.n) != (la_ssize_t)text.n)
			rc = err_set(e, ERR_IO, "cannot write the archive: %s", archive_error_string(a));
	}
	archive_entry_free(entry);
	buf_free(&name);
	return (rc);
}

/* Files of the package, as party ${party} has them, or as they are for 0. */
static int
put_package(struct archive *a, const struct copy_source *s, uint32_t party, struct err *e)
{
	const struct mark_package *p = &s->package;
	struct buf text = BUF(BUF_BIG);
	int rc = 0;

	for (size_t f = 0; f < p->files && rc == 0; f++) {
		buf_clear(&text);
		if (party != 0)
			mark_copy_file(p, &s->book, party, f, &text);
		if ((rc = buf_error(&text, e)) == 0)
			rc = put_file(a, "package/", p->file[f].path, p->file[f].mode,
			    p->file[f].modified.tv_sec, party != 0 ? buf_view(&text) : p->file[f].text, e);
	}
	buf_free(&text);
	return (rc);
}

static struct archive *
begin(int fd, struct err *e)
{
	struct archive *a = archive_write_new();

	if (a == NULL || archive_write_set_format_pax_restricted(a) != ARCHIVE_OK ||
	    archive_write_set_bytes_per_block(a, 65536) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(a, 512) != ARCHIVE_OK ||
	    archive_write_open_fd(a, fd) != ARCHIVE_OK) {
		(void)err_set(e, ERR_IO, "cannot begin the archive");
		(void)archive_write_free(a);
		return (NULL);
	}
	return (a);
}

static int
finish(struct archive *a, int rc, struct err *e)
{
	if (rc == 0 && archive_write_close(a) != ARCHIVE_OK)
		rc = err_set(e, ERR_IO, "cannot write the archive: %s", archive_error_string(a));
	(void)archive_write_free(a);
	return (rc);
}

int
copy_write(const struct copy_source *s, uint32_t party, struct str manifest, struct str opening, int fd,
    struct err *e)
{
	struct archive *a = begin(fd, e);
	int rc;

	if (a == NULL)
		return (e->code);
	if ((rc = put_file(a, "", STR("MANIFEST"), 0644, 0, manifest, e)) == 0 &&
	    (rc = put_file(a, "", STR("OPENING.json"), 0644, 0, opening, e)) == 0)
		rc = put_package(a, s, party, e);
	return (finish(a, rc, e));
}

int
copy_write_unmarked(const struct copy_source *s, int fd, struct err *e)
{
	struct archive *a = begin(fd, e);
	int rc;

	if (a == NULL)
		return (e->code);
	if ((rc = put_file(a, "package/", STR(MARK_YML_NAME), 0644, 0, s->package.yml, e)) == 0)
		rc = put_package(a, s, 0, e);
	return (finish(a, rc, e));
}

/* The next member of the archive that is open: 1, 0 at the end, or a code. */
static int
take_member(struct archive *a, struct mark_package *p, struct buf *text, struct err *e)
{
	struct archive_entry *entry;
	struct str name;
	int rc = archive_read_next_header(a, &entry);
	la_ssize_t n;
	char *to;

	if (rc == ARCHIVE_EOF)
		return (0);
	if (rc != ARCHIVE_OK)
		return (err_set(e, ERR_CORRUPT, "the package that was kept is damaged"));
	name = str_of(archive_entry_pathname(entry));
	if (!str_starts(name, STR("package/")) || archive_entry_filetype(entry) != AE_IFREG)
		return (err_set(e, ERR_CORRUPT, "the package that was kept is damaged"));
	buf_clear(text);
	do {
		if ((to = buf_reserve(text, 65536)) == NULL)
			return (buf_error(text, e));
		if ((n = archive_read_data(a, to, 65536)) < 0)
			return (err_set(e, ERR_CORRUPT, "the package that was kept is damaged"));
		text->n += (size_t)n;
	} while (n > 0);
	rc = mark_package_add(p, str_sub(name, 8, name.n), archive_entry_perm(entry), buf_view(text), e);
	return (rc == 0 ? 1 : rc);
}

int
copy_read_unmarked(struct mark_package *p, const char *name, int fd, struct err *e)
{
	struct archive *a = archive_read_new();
	struct buf text = BUF(PACKAGE_BYTES_MAX + 65536);
	int rc;

	if (a == NULL || archive_read_support_format_tar(a) != ARCHIVE_OK ||
	    archive_read_open_fd(a, fd, 65536) != ARCHIVE_OK)
		rc = err_set(e, ERR_CORRUPT, "the package that was kept is damaged");
	else
		while ((rc = take_member(a, p, &text, e)) == 1)
			;
	(void)archive_read_free(a);
	buf_free(&text);
	return (rc == 0 ? mark_package_end(p, name, e) : rc);
}
