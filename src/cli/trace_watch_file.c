/*
 * One specimen of athar trace watch: left alone while it may still be written,
 * passed over where it is known, else read once, compared, and believed only
 * if it is the same file afterwards.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/vec.h"
#include "cli/trace_watch.h"

/* Seconds that a file must have stood still. */
#define SETTLE 2

/* What a crash may forget of a long round. */
#define SAVE_EACH 1000

void
watching_unread(struct watching *w, struct str path, struct str why)
{
	struct jsonw j = JSONW(&w->line);
	struct buf name = BUF(BUF_BIG), b = BUF(BUF_BIG);

	w->t.unread++;
	if (w->c->json) {
		escape_path(&name, path);
		jsonw_open(&j, '{');
		jsonw_kcstr(&j, "kind", "unread");
		jsonw_kstr(&j, "file", buf_view(&name));
		jsonw_kstr(&j, "why", why);
		jsonw_close(&j, '}');
		cli_line(w->c, &w->line);
	} else {
		escape_term(&b, path);
		buf_cstr(&b, ": ");
		escape_term(&b, why);
		cli_note("not read, or not to its end: %s", buf_c(&b));
	}
	buf_free(&name);
	buf_free(&b);
}

static void
on_unread(void *arg, struct str path, struct str why)
{
	watching_unread(arg, path, why);
}

/*
 * Whether a file of a folder may still be being written: it changed a moment ago (or, where a clock was set back,
 * in the future), and was not the same in the round before, which is at least as long ago.
 */
static bool
may_grow(struct watching *w, uint64_t key, const struct stat *st, struct err *e)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	if (!w->folder || st->st_ctim.tv_sec + SETTLE < now.tv_sec ||
	    (w->npending > 0 && bsearch(&key, w->pending, w->npending, sizeof(key), vec_by_u64) != NULL))
		return (false);
	if (VEC_GROW(w->younger, w->nyounger, w->capyounger) != 0) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (true);
	}
	w->younger[w->nyounger++] = key;
	return (true);
}

/* Whether path and descriptor are still the file that was looked at. */
static bool
stood_still(const struct watching *w, const struct watch_specimen *s)
{
	struct str path = str_of(s->path);
	uint64_t key = known_file(w->known, path, &s->st);
	struct stat here, there;

	return (fstat(s->fd, &here) == 0 && stat(s->path, &there) == 0 &&
	    known_file(w->known, path, &here) == key && known_file(w->known, path, &there) == key);
}

/* What ends the whole watch, and not only this specimen. */
static bool
ends_all(int rc)
{
	return (rc == ERR_NOMEM || rc == ERR_INTERNAL);
}

static int
remember(struct watching *w, uint64_t key, struct err *e)
{
	int rc = known_add(w->known, key, e);

	if (rc == 0 && ++w->unsaved >= SAVE_EACH) {
		w->unsaved = 0;
		rc = known_save(w->known, e);
	}
	return (rc);
}

/* In the stream a file does not come again, so it is said. */
static void
leave(struct watching *w, const struct watch_specimen *s)
{
	w->t.left++;
	if (!w->folder)
		watching_unread(w, str_of(s->path), STR("changes while it is read"));
}

/* Read and compare it, and keep its alerts. */
static int
compare(struct watching *w, struct watch_specimen *s, bool *done, struct err *e)
{
	struct print p = { 0 };
	struct err why = { 0 };
	int rc = print_read(&p, s->path, on_unread, w, &why);

	if (rc == 0)
		rc = watch_try(w->watch, &p, watching_match, s, &w->t.compared, &why);
	print_free(&p);
	*done = stood_still(w, s);
	if (!*done) {
		leave(w, s);
	} else if (rc == 0) {
		w->t.specimens++;
		w->t.bytes += (uint64_t)s->st.st_size;
		/* What the case cannot take now is tried again. */
		if ((rc = watching_alerts(w, s, &why)) != 0) {
			*done = false;
			w->t.left++;
			w->status = cli_fail(w->c, &why);
		}
	} else if (!ends_all(rc)) {
		watching_unread(w, str_of(s->path), str_of(why.text));
	}
	if (!ends_all(rc))
		return (0);
	*e = why;
	return (rc);
}

static void
check_claim(const struct watch_specimen *s)
{
	struct buf hex = BUF(SHA256_HEX), b = BUF(BUF_BIG);

	hex_put(&hex, s->sha.b, SHA256_BYTES);
	if (s->given != NULL && s->given->sha256.n > 0 && !str_ieq(s->given->sha256, buf_view(&hex))) {
		escape_term(&b, str_of(s->path));
		cli_note("%s: is not the file that its sha256 says; read all the same", buf_c(&b));
	}
	buf_free(&hex);
	buf_free(&b);
}

/* An open file that is not known as it lies there. */
static int
look(struct watching *w, struct watch_specimen *s, uint64_t key, struct err *e)
{
	struct err why = { 0 };
	uint64_t sha, bytes;
	bool done = true;
	int rc = sha256_of_fd(s->fd, &s->sha, &bytes, &why);

	if (rc != 0) {
		watching_unread(w, str_of(s->path), str_of(why.text));
		return (remember(w, key, e));
	}
	check_claim(s);
	sha = known_sha256(w->known, &s->sha);
	if (known_has(w->known, sha))
		w->t.known++;
	else if ((rc = compare(w, s, &done, e)) == 0 && done)
		rc = known_add(w->known, sha, e);
	return (rc == 0 && done ? remember(w, key, e) : rc);
}

static int
open_it(struct watching *w, struct watch_specimen *s, uint64_t *key, struct err *why)
{
	if ((s->fd = file_open(AT_FDCWD, s->path, why)) < 0)
		return (s->fd);
	if (fstat(s->fd, &s->st) != 0)
		return (err_sys(why, "cannot read it"));
	*key = known_file(w->known, str_of(s->path), &s->st);
	if (file_odd(&s->st) != NULL)
		return (err_set(why, ERR_SYNTAX, "%s", file_odd(&s->st)));
	if ((uint64_t)s->st.st_size > GATHER_FILE_MAX)
		return (err_set(why, ERR_LIMIT, "is larger than 4 GB"));
	return (0);
}

static void
specimen_free(struct watch_specimen *s)
{
	for (size_t i = 0; i < s->alerts; i++)
		buf_free(&s->alert[i].members);
	free(s->alert);
	if (s->fd >= 0)
		(void)close(s->fd);
}

int
watching_file(struct watching *w, const char *path, const struct stat *st, const struct watch_given *given,
    struct err *e)
{
	struct watch_specimen s = { .path = path, .given = given, .packages = &w->packages, .fd = -1 };
	uint64_t key = st != NULL ? known_file(w->known, str_of(path), st) : 0;
	struct err why = { 0 };
	int rc = 0;

	if (st != NULL && known_has(w->known, key)) {
		w->t.known++;
		return (0);
	}
	if (st != NULL && file_odd(st) != NULL) {
		/* A symbolic link may lead anywhere, and what is meant lies there itself. */
		watching_unread(w, str_of(path), str_of(file_odd(st)));
		return (remember(w, key, e));
	}
	if ((rc = open_it(w, &s, &key, &why)) != 0) {
		watching_unread(w, str_of(path), str_of(why.text));
		rc = key != 0 ? remember(w, key, e) : 0;
	} else if (known_has(w->known, key)) {
		w->t.known++;
	} else if (may_grow(w, key, &s.st, &why)) {
		w->t.left++;
		if ((rc = why.code) != 0)
			*e = why;
	} else {
		rc = look(w, &s, key, e);
	}
	specimen_free(&s);
	return (rc);
}
