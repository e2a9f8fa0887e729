/*
 * Making, finding and opening a case.  What is in a case is known to its
 * owner alone, so a folder of another owner, or one that others can enter, is
 * refused rather than mended.
 */
#include "store/case.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "store/case_dir.h"
#include "store/note.h"
#include "store/opening.h"
#include "store/skey.h"
#include "store/sql.h"

static const char *const KINDS[] = { "import", "decision", "release", "receipt", "conclusion", "retract",
	"erase", "continue" };

const char *
entry_kind_name(enum entry_kind kind)
{
	return (KINDS[kind]);
}

/* Whether dir may become a case: it is not there, or (${*there}) is an empty folder. */
static int
check_vacant(const char *dir, bool *there, struct err *e)
{
	struct stat st;
	struct dirent *d;
	DIR *folder;
	bool empty = true;

	*there = false;
	if (lstat(dir, &st) != 0)
		return (errno == ENOENT ? 0 : (err_sys(e, "cannot look at it"), err_in(e, dir)));
	if (!S_ISDIR(st.st_mode)) {
		(void)err_set(e, ERR_EXISTS, "exists already and is not a folder");
		return (err_in(e, dir));
	}
	if ((folder = opendir(dir)) == NULL)
		return (err_sys(e, "cannot look into it"), err_in(e, dir));
	while (empty && (d = readdir(folder)) != NULL)
		empty = strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0;
	(void)closedir(folder);
	*there = empty;
	return (empty
		? 0
		: (err_set(e, ERR_EXISTS, "exists already and is not an empty folder"), err_in(e, dir)));
}

/* Fill keys/: the signing key and the marking secret. */
static int
make_keys(int fd, struct note_key *key, struct err *e)
{
	struct buf b = BUF(1024);
	unsigned char secret[32];
	int rc;

	if ((rc = skey_new(key, e)) != 0)
		return (rc);
	skey_put(&b, key);
	buf_char(&b, '\n');
	rc = file_replace(fd, "keys/record.key", buf_view(&b), 0600, false, e);
	if (b.p != NULL)
		wipe(b.p, b.cap);
	buf_clear(&b);
	random_bytes(secret, sizeof(secret));
	hex_put(&b, secret, sizeof(secret));
	buf_char(&b, '\n');
	if (rc == 0)
		rc = file_replace(fd, "keys/mark.key", buf_view(&b), 0600, true, e);
	wipe(secret, sizeof(secret));
	if (b.p != NULL)
		wipe(b.p, b.cap);
	buf_free(&b);
	return (rc);
}

/* Fill the empty folder ${fd} with all that a case has from the start. */
static int
lay_out(int fd, struct err *e)
{
	static const char *const folders[] = { "keys", "private", "blobs" };
	struct note_key key = { 0 };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(folders) / sizeof(folders[0]); i++)
		rc = file_mkdir(fd, folders[i], 0700, e);
	if (rc == 0)
		rc = make_keys(fd, &key, e);
	if (rc == 0)
		rc = record_create(fd, &key, e);
	if (rc == 0)
		rc = file_sync_dir(fd, ".", e);
	wipe(&key, sizeof(key));
	return (rc);
}

/* Remove what lay_out made, however far it came. */
static void
clear_away(int fd)
{
	static const char *const files[] = { "keys/record.key", "keys/mark.key", "record/vkey",
		"record/checkpoint" };
	static const char *const folders[] = { "record/tile", "record", "keys", "private", "blobs" };

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		(void)unlinkat(fd, files[i], 0);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		(void)unlinkat(fd, folders[i], AT_REMOVEDIR);
}

/* Sync the folder that holds ${dir}, so that the case's own name outlives a power cut. */
static int
sync_parent(const char *dir, struct err *e)
{
	struct str s = str_of(dir);
	char parent[PATH_MAX];
	size_t slash = str_rchr(s, '/');

	if (slash == STR_NPOS)
		return (file_sync_dir(AT_FDCWD, ".", e));
	if (!str_copy(parent, sizeof(parent), slash == 0 ? STR("/") : str_sub(s, 0, slash)))
		return (err_set(e, ERR_LIMIT, "the case's path is too long"));
	return (file_sync_dir(AT_FDCWD, parent, e));
}

/*
 * Fill the folder ${made}, which becomes ${dir} by a rename where the two differ.  Where that fails, what was
 * made goes away again; the folder itself stays only if it was there before.
 */
static int
fill(const char *made, const char *dir, struct err *e)
{
	int fd = open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;
	bool rename_it = strcmp(made, dir) != 0;

	if (fd < 0)
		return (err_sys(e, "cannot open the folder"));
	rc = fchmod(fd, 0700) != 0 ? err_sys(e, "cannot make it private") : lay_out(fd, e);
	if (rc == 0 && rename_it && rename(made, dir) != 0)
		rc = err_sys(e, "cannot rename to it");
	if (rc != 0) {
		clear_away(fd);
	} else if ((rc = sync_parent(made, e)) != 0) {
		clear_away(fd);
		if (rename_it)
			(void)rmdir(dir);
	}
	(void)close(fd);
	return (rc);
}

int
case_create(const char *dir, struct err *e)
{
	char made[PATH_MAX];
	size_t n = strlen(dir);
	bool there;
	int rc;

	if (n == 0)
		return (err_set(e, ERR_USAGE, "the case needs a folder's name"));
	if ((rc = check_vacant(dir, &there, e)) != 0)
		return (rc);

	/* An empty folder is filled where it is: somebody may stand in it.  Its checkpoint comes last. */
	if (there)
		return (fill(dir, dir, e) == 0 ? 0 : err_in(e, dir));

	/* Else it is made under another name, so that a folder of this name is a whole case or none. */
	while (n > 1 && dir[n - 1] == '/')
		n--;
	if ((size_t)snprintf(made, sizeof(made), "%.*s.new-%ld", (int)n, dir, (long)getpid()) >= sizeof(made))
		return (err_set(e, ERR_LIMIT, "the case's path is too long"));
	if (mkdir(made, 0700) != 0)
		return (err_sys(e, "cannot make the folder"), err_in(e, dir));
	if ((rc = fill(made, dir, e)) != 0) {
		(void)rmdir(made);
		(void)err_in(e, dir);
	}
	return (rc);
}

/* What makes a folder a case, and each commit replaces. */
#define CHECKPOINT "record/checkpoint"

static bool
stat_checkpoint(const char *dir, struct stat *st)
{
	char path[PATH_MAX];

	errno = 0;
	return ((size_t)snprintf(path, sizeof(path), "%s/" CHECKPOINT, dir) < sizeof(path) &&
	    stat(path, st) == 0 && S_ISREG(st->st_mode));
}

static bool
is_case(const char *dir)
{
	struct stat st;

	return (stat_checkpoint(dir, &st));
}

int
case_find(char *out, size_t n, const char *given, struct err *e)
{
	const char *env = getenv("ATHAR_CASE");
	char here[PATH_MAX], *slash;

	if (given == NULL && env != NULL && *env != '\0')
		given = env;
	if (given != NULL) {
		if (!str_copy(out, n, str_of(given)))
			return (err_set(e, ERR_LIMIT, "the case's path is too long"));
		if (is_case(given))
			return (0);
		/* What cannot be looked into may well be one. */
		if (errno == EACCES)
			return (err_sys(e, "cannot look into it"), err_in(e, given));
		(void)err_set(e, ERR_NOTFOUND, "is not a case (athar init makes one)");
		return (err_in(e, given));
	}
	if (getcwd(here, sizeof(here)) == NULL)
		return (err_sys(e, "cannot tell where we are"));
	/* From here upwards, as git finds its folder. */
	for (;;) {
		if (is_case(here[0] == '\0' ? "/" : here)) {
			if (!str_copy(out, n, str_of(here[0] == '\0' ? "/" : here)))
				return (err_set(e, ERR_LIMIT, "the case's path is too long"));
			return (0);
		}
		if ((slash = strrchr(here, '/')) == NULL)
			break;
		*slash = '\0';
	}
	return (err_set(e, ERR_NOTFOUND, "no case here or above (use --case DIR, or athar init)"));
}

static int
check_owner(int fd, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return (err_sys(e, "cannot look at the case"));
	if (st.st_uid != geteuid())
		return (err_set(e, ERR_DENIED, "the case belongs to another user"));
	if ((st.st_mode & 077) != 0)
		return (err_set(
		    e, ERR_DENIED, "others can read the case (mode %04o): chmod 700 it", st.st_mode & 07777));
	return (0);
}

int
case_reload(struct case_dir *c, struct err *e)
{
	struct record *fresh = record_open(c->fd, e);

	if (fresh == NULL)
		return (e != NULL ? e->code : ERR_CORRUPT);
	record_close(c->record);
	c->record = fresh;
	return (0);
}

struct case_dir *
case_open_folder(const char *dir, const struct fold_ops *const *ops, size_t nops, struct err *e)
{
	struct case_dir *c = calloc(1, sizeof(*c));

	if (c == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	c->ops = ops;
	c->nops = nops;
	if ((c->fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) {
		(void)err_sys(e, "cannot open the case");
		goto err;
	}
	if ((c->path = strdup(dir)) == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		goto err;
	}
	if (check_owner(c->fd, e) != 0)
		goto err;
	return (c);
err:
	(void)err_in(e, dir);
	case_close(c);
	return (NULL);
}

struct case_dir *
case_open(const char *dir, const struct fold_ops *const *ops, size_t nops, struct err *e)
{
	struct case_dir *c = case_open_folder(dir, ops, nops, e);

	if (c == NULL)
		return (NULL);
	if ((c->record = record_open(c->fd, e)) == NULL || index_open(c, e) != 0) {
		(void)err_in(e, dir);
		case_close(c);
		return (NULL);
	}
	return (c);
}

void
case_close(struct case_dir *c)
{
	if (c == NULL)
		return;
	(void)sqlite3_close(c->db);
	record_close(c->record);
	if (c->fd >= 0)
		(void)close(c->fd);
	free(c->path);
	free(c);
}

const char *
case_path(const struct case_dir *c)
{
	return (c->path);
}

int
case_fd(const struct case_dir *c)
{
	return (c->fd);
}

sqlite3 *
case_index(struct case_dir *c)
{
	return (c->db);
}

uint64_t
case_size(const struct case_dir *c)
{
	return (record_size(c->record));
}

uint64_t
case_lost(const struct case_dir *c)
{
	int64_t n = 0;

	(void)sql_one_i64(c->db, "SELECT count(*) FROM entry WHERE state = 'missing'", &n, NULL);
	return ((uint64_t)n);
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return (a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	    a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec);
}

bool
case_stands(struct case_dir *c)
{
	struct buf text = BUF(NOTE_MAX);
	struct stat there, here;
	bool same;

	if (!stat_checkpoint(c->path, &there))
		return (false);
	if (same_file(&there, &c->looked))
		return (true);
	/* The folder that is open may have been moved away, and another put in its place. */
	same = fstatat(c->fd, CHECKPOINT, &here, 0) == 0 && same_file(&there, &here) &&
	    file_read(&text, c->fd, CHECKPOINT, NULL) == 0 && str_eq(buf_view(&text), record_note(c->record));
	buf_free(&text);
	/* What was read may be newer than the file that was looked at, which then is not the same the next time. */
	if (same)
		c->looked = there;
	return (same);
}

int
case_checkpoint(const struct case_dir *c, struct buf *b, struct err *e)
{
	buf_str(b, record_note(c->record));
	return (buf_error(b, e));
}

int
case_prove_since(const struct case_dir *c, struct str old, struct buf *b, struct err *e)
{
	struct checkpoint k;
	char origin[sizeof(k.origin)];
	int rc;

	if ((rc = checkpoint_origin(origin, sizeof(origin), old, e)) != 0)
		return (rc);
	if (strcmp(origin, record_key(c->record)->name) != 0)
		return (err_set(e, ERR_DENIED,
		    "the checkpoint is of another origin, %.100s; athar verify --against knows earlier ones",
		    origin));
	if ((rc = checkpoint_parse(&k, old, record_key(c->record), e)) != 0)
		return (rc);
	return (record_prove_tree(c->record, &k, b, e));
}

static int
read_key(const struct case_dir *c, const char *path, struct note_key *key, struct err *e)
{
	struct buf b = BUF(4096);
	int rc = file_read(&b, c->fd, path, e);

	if (rc == 0 && (rc = skey_parse(key, buf_view(&b), e)) != 0)
		(void)err_in(e, path);
	/* A case without its key is damaged; nobody asked for a thing that is not there. */
	if (rc == ERR_NOTFOUND) {
		if (e != NULL)
			e->code = ERR_CORRUPT;
		rc = ERR_CORRUPT;
	}
	if (b.p != NULL)
		wipe(b.p, b.cap);
	buf_free(&b);
	return (rc);
}

static bool
same_key(const struct note_key *a, const struct note_key *b)
{
	return (strcmp(a->name, b->name) == 0 &&
	    memcmp(a->public_key, b->public_key, sizeof(a->public_key)) == 0);
}

/* The record's key, from where it stands: ${*next} tells of a change of key that was cut short. */
static int
find_key(const struct case_dir *c, struct note_key *key, bool *next, struct err *e)
{
	int rc = read_key(c, "keys/record.key", key, e);

	*next = false;
	if (rc == 0 && same_key(key, record_key(c->record)))
		return (0);
	/* A change of key that died after its checkpoint left the new key under its other name. */
	*next = read_key(c, "keys/record.key.next", key, NULL) == 0 && same_key(key, record_key(c->record));
	if (*next)
		return (0);
	wipe(key, sizeof(*key));
	return (rc != 0 ? rc : err_set(e, ERR_CORRUPT, "keys/record.key is not the key of this record"));
}

int
key_load(const struct case_dir *c, struct note_key *key, struct err *e)
{
	bool next;
	int rc = find_key(c, key, &next, e);

	if (rc == 0 && next && renameat(c->fd, "keys/record.key.next", c->fd, "keys/record.key") != 0)
		return (err_sys(e, "cannot put the record's key in place"));
	return (rc);
}

int
key_check(const struct case_dir *c, struct err *e)
{
	struct note_key key;
	bool next;
	int rc = find_key(c, &key, &next, e);

	wipe(&key, sizeof(key));
	return (rc);
}

int
case_secret(struct case_dir *c, unsigned char secret[32], struct err *e)
{
	struct buf b = BUF(4096);
	int rc = file_read(&b, c->fd, "keys/mark.key", e);

	if (rc == 0 && hex_read(secret, 32, str_trim(buf_view(&b))) != 0)
		rc = err_set(e, ERR_CORRUPT, "keys/mark.key is damaged");
	if (b.p != NULL)
		wipe(b.p, b.cap);
	buf_free(&b);
	return (rc);
}

int
case_key(const struct case_dir *c, struct note_key *key, struct err *e)
{
	return (key_load(c, key, e));
}
