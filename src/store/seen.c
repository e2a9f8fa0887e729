/*
 * Seen checkpoints: one small file below the case ("seen") and one in the
 * user's state folder ($XDG_STATE_HOME/athar/seen, named after the origin), so
 * that a case that was put back from a backup still meets what came after it.
 */
#include "store/seen.h"

#include <fcntl.h>
#include <stdlib.h>

#include "base/file.h"
#include "store/case_dir.h"

/* A damaged file remembers nothing: it is a guard against mistakes, and its owner could remove it. */
static bool
read_seen(struct checkpoint *k, int dirfd, const char *path)
{
	struct buf b = BUF(4096);
	struct str rest, origin = STR(""), size = STR(""), root = STR("");
	bool ok;

	ok = file_read(&b, dirfd, path, NULL) == 0;
	rest = buf_view(&b);
	ok = ok && str_split(&rest, '\n', &origin) && str_split(&rest, '\n', &size) &&
	    str_split(&rest, '\n', &root) && str_copy(k->origin, sizeof(k->origin), origin) &&
	    str_u64(size, &k->size) == 0 && hex_read(k->root.b, SHA256_BYTES, root) == 0;
	buf_free(&b);
	return (ok);
}

/* Best effort: without a state folder only the case remembers. */
static bool
state_path(char *out, size_t n, const char *origin)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct sha256 h = sha256_of(str_of(origin));
	struct buf b = BUF(8192);
	bool fits;

	if (state != NULL && *state == '/')
		buf_printf(&b, "%s/athar/seen/", state);
	else if (home != NULL && *home == '/')
		buf_printf(&b, "%s/.local/state/athar/seen/", home);
	else
		return (false);
	hex_put(&b, h.b, 16);
	fits = str_copy(out, n, buf_view(&b));
	buf_free(&b);
	return (fits);
}

static void
make_parents(const char *path)
{
	char part[4096];

	for (size_t i = 1; path[i] != '\0'; i++) {
		if (path[i] == '/' && str_copy(part, sizeof(part), (struct str){ path, i }))
			(void)mkdir(part, 0700);
	}
}

bool
seen_folder(char *out, size_t n)
{
	if (!state_path(out, n, ""))
		return (false);
	make_parents(out);
	*strrchr(out, '/') = '\0';
	return (true);
}

static int
write_seen(int dirfd, const char *path, const struct checkpoint *k, struct err *e)
{
	struct checkpoint old;
	struct buf b = BUF(4096);
	int rc;

	if (read_seen(&old, dirfd, path) && strcmp(old.origin, k->origin) == 0 && old.size >= k->size)
		return (0);
	buf_printf(&b, "%s\n%llu\n", k->origin, (unsigned long long)k->size);
	hex_put(&b, k->root.b, SHA256_BYTES);
	buf_char(&b, '\n');
	rc = file_replace(dirfd, path, buf_view(&b), 0600, false, e);
	buf_free(&b);
	return (rc);
}

int
case_note_seen(struct case_dir *c, const struct checkpoint *k, struct err *e)
{
	char path[4096];

	if (state_path(path, sizeof(path), k->origin)) {
		make_parents(path);
		(void)write_seen(AT_FDCWD, path, k, NULL);
	}
	/* The case remembers its own origin only; that of an older one must not push it out. */
	if (strcmp(k->origin, record_checkpoint(c->record)->origin) != 0)
		return (0);
	return (write_seen(c->fd, "seen", k, e));
}

/* Whether the record is the one that signed k, or came after it. */
static int
extends(struct case_dir *c, const struct checkpoint *k, struct err *e)
{
	const struct checkpoint *now = record_checkpoint(c->record);
	struct sha256 root;
	int rc;

	if (strcmp(k->origin, now->origin) != 0)
		return (0);
	if (k->size > now->size)
		return (err_set(e, ERR_UNAVAILABLE,
		    "a newer checkpoint of this record has been seen (%llu entries; here are %llu): this is an old copy; "
		    "use athar case continue",
		    (unsigned long long)k->size, (unsigned long long)now->size));
	root = now->root;
	if (k->size < now->size && (rc = record_root_at(c->record, k->size, &root, e)) != 0)
		return (rc);
	if (!sha256_eq(&root, &k->root))
		return (err_set(e, ERR_UNAVAILABLE,
		    "another history of this record has been seen: this copy has gone its own way; use athar case continue"));
	return (0);
}

int
seen_check(struct case_dir *c, struct err *e)
{
	char path[4096];
	struct checkpoint k;
	int rc = 0;

	if (read_seen(&k, c->fd, "seen"))
		rc = extends(c, &k, e);
	if (rc == 0 && state_path(path, sizeof(path), record_checkpoint(c->record)->origin) &&
	    read_seen(&k, AT_FDCWD, path))
		rc = extends(c, &k, e);
	return (rc);
}
