/*
 * What athar trace watch stands on: the case's packages made into one watch, and
 * what was seen already.  Others release and erase while it runs.  Before each
 * specimen one stat tells whether they have written to the case; where other
 * packages are released since, all is made anew.  The new takes the place of the
 * old when it is whole: whatever goes wrong before leaves the old one standing.
 */
#include <fcntl.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/instant.h"
#include "base/map.h"
#include "cli/trace_watch.h"
#include "store/seen.h"

/* A case that cannot be read is left alone so long, and so many times as long as the attempt took. */
#define RETRY_MS    10000
#define RETRY_TIMES 10

static void
say(const struct watch_package *p, const char *what)
{
	struct buf name = BUF(BUF_BIG);

	escape_term(&name, p->name);
	cli_note("%s: %s", buf_c(&name), what);
	buf_free(&name);
}

/* All of ${p} into a new watch.  One whose bytes are gone is said and left out. */
static int
build(struct watching *w, struct watch_packages *p, struct watch **watch, struct err *e)
{
	struct watch_options o = { .background = w->background,
		.level = w->level,
		.shelf = WATCH_SHELF,
		.load = watch_packages_load,
		/* There ${p} will be when a specimen comes. */
		.arg = &w->packages };
	struct buf beside = BUF(8192);
	size_t good = 0;
	int rc = 0;

	buf_printf(&beside, "%s/index.db", case_path(p->c));
	o.beside = buf_c(&beside);
	if ((*watch = watch_new(&o, e)) == NULL)
		rc = e->code;
	for (size_t i = 0; i < p->n && rc == 0 && !watching_stopped(w, 0); i++) {
		rc = watch_packages_add(p, i, *watch, e);
		p->package[i].gone = rc == ERR_NOTFOUND;
		if (p->package[i].gone) {
			say(&p->package[i], "its package is not in the case any more: not watched for");
			rc = 0;
		} else {
			good += rc == 0;
		}
	}
	buf_free(&beside);
	if (rc == 0 && good == 0 && p->n > 0 && !w->stop)
		rc = err_set(e, ERR_NOTFOUND, "no released package is in the case any more");
	return (rc == 0 ? watch_seal(*watch, e) : rc);
}

/* All that the verdict on a specimen depends on. */
static struct sha256
watched_for(const struct watching *w)
{
	struct buf b = BUF(4096);
	struct sha256 sha;

	buf_printf(&b, "athar trace watch %s, level %.17g, ", ATHAR_VERSION, w->level);
	hex_put(&b, w->packages.id.b, SHA256_BYTES);
	buf_str(&b, w->behind.sha256);
	sha = sha256_of(buf_view(&b));
	buf_free(&b);
	return (sha);
}

/* Where it is remembered what was seen: by the record's origin and by what is watched. */
static bool
known_path(const struct watching *w, struct buf *path)
{
	struct buf note = BUF(65536), name = BUF(65536);
	char folder[4096], *real = w->folder ? realpath(w->what, NULL) : NULL;
	struct str text, origin = STR("");
	struct sha256 sha;
	bool there = seen_folder(folder, sizeof(folder));

	if (there && case_checkpoint(w->packages.c, &note, NULL) == 0) {
		text = buf_view(&note);
		(void)str_split(&text, '\n', &origin);
		buf_str(&name, origin);
		buf_char(&name, '\n');
		buf_cstr(&name, real != NULL ? real : w->what);
		sha = sha256_of(buf_view(&name));
		/* Beside the folder of seen checkpoints. */
		buf_str(path, str_sub(str_of(folder), 0, str_rchr(str_of(folder), '/')));
		buf_cstr(path, "/watch");
		there = file_mkdir(AT_FDCWD, buf_c(path), 0700, NULL) == 0;
		buf_char(path, '/');
		hex_put(path, sha.b, 16);
	}
	free(real);
	buf_free(&note);
	buf_free(&name);
	return (there && path->n > 0);
}

static int
open_known(struct watching *w, struct err *e)
{
	struct sha256 what = watched_for(w);
	struct buf path = BUF(8192);
	bool fresh;

	if (!known_path(w, &path)) {
		cli_note("there is no folder for the user's state: what was seen is forgotten at the end");
		buf_free(&path);
	}
	w->known = known_open(path.n > 0 ? buf_c(&path) : NULL, &what, KNOWN_MAX, &fresh, e);
	buf_free(&path);
	return (w->known != NULL ? 0 : e->code);
}

int
watching_open(struct watching *w, struct err *e)
{
	int rc;

	if ((rc = watch_packages_open(&w->packages, w->c, e)) != 0 ||
	    (rc = build(w, &w->packages, &w->watch, e)) != 0 || w->stop)
		return (rc);
	return (open_known(w, e));
}

/* Those of ${p} that are not among the ${others}. */
static void
say_others(const struct watch_packages *p, const struct watch_packages *others, const char *what)
{
	struct map there = { 0 };

	for (size_t i = 0; i < others->n; i++)
		(void)map_put(&there, others->package[i].sha256);
	for (size_t i = 0; i < p->n; i++) {
		if (!p->package[i].gone && map_get(&there, p->package[i].sha256) == NULL)
			say(&p->package[i], what);
	}
	map_free(&there);
}

static void
cannot_read(struct watching *w, int64_t began, const struct err *why)
{
	int64_t now = instant_steady_ms(), wait = RETRY_TIMES * (now - began);

	/* Said once, and not before each specimen. */
	if (!w->blind) {
		w->status = cli_fail(w->c, why);
		cli_note("what was released before is watched for further; the case is asked again");
	}
	w->blind = true;
	w->retry = now + (wait > RETRY_MS ? wait : RETRY_MS);
}

static void
can_read(struct watching *w)
{
	if (w->blind)
		cli_note("the case can be read again");
	w->blind = false;
	w->retry = 0;
}

/* The case as it is now; a watch only where it has released other packages. */
static int
look(struct watching *w, struct watch_packages *now, struct watch **watch, struct err *e)
{
	int rc = watch_packages_again(now, &w->packages, e);

	if (rc != 0 || sha256_eq(&now->id, &w->packages.id))
		return (rc);
	return (build(w, now, watch, e));
}

/* Exchange what is watched for with ${now} and ${watch}; it is another question now, so nothing is known. */
static int
take_up(struct watching *w, struct watch_packages *now, struct watch **watch, struct err *e)
{
	struct watch_packages packages = w->packages;
	struct watch *old = w->watch;

	say_others(now, &packages, "released meanwhile: watched for from now on");
	say_others(&packages, now, "not released any more: not watched for from now on");
	w->packages = *now;
	*now = packages;
	w->watch = *watch;
	*watch = old;
	w->anew = true;
	known_close(w->known);
	w->known = NULL;
	return (open_known(w, e));
}

int
watching_again(struct watching *w, struct err *e)
{
	struct watch_packages now = { 0 };
	struct watch *watch = NULL;
	struct err why = { 0 };
	int64_t began;
	int rc = 0;

	if (watch_packages_stand(&w->packages)) {
		can_read(w);
		return (0);
	}
	if ((began = instant_steady_ms()) < w->retry)
		return (0);
	if (look(w, &now, &watch, &why) != 0) {
		cannot_read(w, began, &why);
	} else if (!w->stop) {
		can_read(w);
		if (watch != NULL)
			rc = take_up(w, &now, &watch, e);
		else
			watch_packages_renew(&w->packages, &now);
	}
	watch_free(watch);
	watch_packages_close(&now);
	return (rc);
}
