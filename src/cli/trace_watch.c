/* athar trace watch: new specimens of a folder or a stream against the case's packages.  See trace/watch.h. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/vec.h"
#include "cli/commands.h"
#include "cli/trace_basis.h"
#include "cli/trace_watch.h"
#include "store/seen.h"

#define EVERY_MIN 2
#define EVERY_MAX 86400

/* A line of the stream. */
#define LINE_MAX_BYTES ((size_t)64 << 10)

#define LEVEL_MAX 300.0

/* What the command is made of beside what a specimen needs. */
struct running {
	struct watching w;
	const char *what; /* The folder, or "-". */
	unsigned every;   /* Seconds; 0: once. */
	int signals;      /* A signalfd of what ends it. */
	bool stop;
};

/* Whether a signal asks for the end; waits so many milliseconds for it. */
static bool
stopped(struct running *r, int wait)
{
	struct pollfd p = { .fd = r->signals, .events = POLLIN };

	if (!r->stop && poll(&p, 1, wait) == 1)
		r->stop = true;
	return (r->stop);
}

/* Signals end the wait between specimens and never a reader in the middle; children inherit that. */
static int
catch_signals(struct running *r, struct err *e)
{
	sigset_t end;

	(void)sigemptyset(&end);
	(void)sigaddset(&end, SIGINT);
	(void)sigaddset(&end, SIGTERM);
	(void)sigprocmask(SIG_BLOCK, &end, NULL);
	r->signals = signalfd(-1, &end, SFD_CLOEXEC | SFD_NONBLOCK);
	return (r->signals < 0 ? err_sys(e, "cannot wait for signals") : 0);
}

static int
read_level(struct running *r)
{
	const char *text = cli_get(r->w.c, "alert");
	char *end;

	r->w.level = WATCH_LEVEL;
	if (text == NULL)
		return (0);
	r->w.level = strtod(text, &end);
	return (*text != '\0' && *end == '\0' && r->w.level >= 0 && r->w.level <= LEVEL_MAX
		? 0
		: cli_usage(r->w.c, "--alert is the log10 of a likelihood ratio, from 0 to %g", LEVEL_MAX));
}

static int
read_options(struct running *r)
{
	const struct cli *c = r->w.c;
	const char *every = cli_get(c, "every");
	uint64_t n;

	r->what = c->arg[0];
	r->w.folder = strcmp(r->what, "-") != 0;
	r->w.keep = cli_get(c, "keep") != NULL;
	if (every != NULL) {
		if (cli_get(c, "once") != NULL || !r->w.folder)
			return (cli_usage(c, "--every goes with a folder, and not with --once"));
		if (str_u64(str_of(every), &n) != 0 || n < EVERY_MIN || n > EVERY_MAX)
			return (
			    cli_usage(c, "--every is a number of seconds, %d to %d", EVERY_MIN, EVERY_MAX));
		r->every = (unsigned)n;
	}
	return (read_level(r));
}

/* What is kept, and what was seen, name it by hash. */
static int
open_background(struct watching *w, struct err *e)
{
	int rc = trace_basis(w->c, &w->background, e);

	if (rc != 0 || w->background == NULL)
		return (rc);
	return (conclusion_background(cli_get(w->c, "background"), &w->behind, w->behind_hash, e));
}

/* All packages into the watch.  One whose bytes are gone is said and watched for no more. */
static int
open_watch(struct running *r, struct err *e)
{
	struct watching *w = &r->w;
	struct watch_options o = { .background = w->background,
		.level = w->level,
		.shelf = WATCH_SHELF,
		.beside = case_path(w->packages.c),
		.load = watch_packages_load,
		.arg = &w->packages };
	struct buf beside = BUF(8192), name = BUF(BUF_BIG);
	size_t good = 0;
	int rc = 0;

	buf_printf(&beside, "%s/index.db", case_path(w->packages.c));
	o.beside = buf_c(&beside);
	if ((w->watch = watch_new(&o, e)) == NULL)
		rc = e->code;
	for (size_t i = 0; i < w->packages.n && rc == 0 && !stopped(r, 0); i++) {
		if ((rc = watch_packages_add(&w->packages, i, w->watch, e)) == ERR_NOTFOUND) {
			buf_clear(&name);
			escape_term(&name, w->packages.package[i].name);
			cli_note(
			    "%s: its package is not in the case any more: not watched for", buf_c(&name));
			rc = 0;
		} else {
			good += rc == 0;
		}
	}
	buf_free(&beside);
	buf_free(&name);
	if (rc == 0 && good == 0 && !r->stop)
		rc = err_set(e, ERR_NOTFOUND, "no released package is in the case any more");
	return (rc == 0 ? watch_seal(w->watch, e) : rc);
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
known_path(const struct running *r, struct buf *path)
{
	struct buf note = BUF(65536), name = BUF(65536);
	char folder[4096], *real = r->w.folder ? realpath(r->what, NULL) : NULL;
	struct str text, origin = STR("");
	struct sha256 sha;
	bool there = seen_folder(folder, sizeof(folder));

	if (there && case_checkpoint(r->w.packages.c, &note, NULL) == 0) {
		text = buf_view(&note);
		(void)str_split(&text, '\n', &origin);
		buf_str(&name, origin);
		buf_char(&name, '\n');
		buf_cstr(&name, real != NULL ? real : r->what);
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
open_known(struct running *r, struct err *e)
{
	struct watching *w = &r->w;
	struct sha256 what = watched_for(w);
	struct buf path = BUF(8192);
	bool fresh;

	if (!known_path(r, &path)) {
		cli_note("there is no folder for the user's state: what was seen is forgotten at the end");
		buf_free(&path);
	}
	w->known = known_open(path.n > 0 ? buf_c(&path) : NULL, &what, KNOWN_MAX, &fresh, e);
	buf_free(&path);
	return (w->known != NULL ? 0 : e->code);
}

static int
on_file(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct running *r = arg;
	struct err why = { 0 };
	int rc;

	if (stopped(r, 0))
		return (ERR_CANCELLED);
	if (st == NULL) {
		(void)err_sys(&why, "cannot look at it");
		watching_unread(&r->w, str_of(path), str_of(why.text));
		return (0);
	}
	rc = watching_file(&r->w, path, st, NULL, e);
	(void)fflush(r->w.c->out);
	return (rc);
}

/* One walk over the folder. */
static int
walk(struct running *r, struct err *e)
{
	struct watching *w = &r->w;
	int rc;

	free(w->pending);
	w->pending = w->younger;
	w->npending = w->nyounger;
	w->younger = NULL;
	w->nyounger = w->capyounger = 0;
	if (w->npending > 0)
		qsort(w->pending, w->npending, sizeof(*w->pending), vec_by_u64);
	w->t.known = w->t.left = 0;
	rc = file_walk(r->what, on_file, r, e);
	w->unsaved = 0;
	return (rc == 0 || rc == ERR_CANCELLED ? known_save(w->known, e) : rc);
}

/*
 * What was released or erased since the last round counts: then it is another question, and all specimens are looked
 * at again.  A case that cannot be read now is asked again in the next round.
 */
static int
look_again(struct running *r, struct err *e)
{
	struct watching *w = &r->w;
	struct watch_packages now = { 0 };
	struct err why = { 0 };
	int rc;

	if ((rc = watch_packages_again(&now, &w->packages, &why)) != 0 ||
	    sha256_eq(&now.id, &w->packages.id)) {
		if (rc != 0)
			(void)cli_fail(w->c, &why);
		watch_packages_close(&now);
		return (0);
	}
	cli_note("other packages are released now: all specimens are looked at again");
	known_close(w->known);
	w->known = NULL;
	watch_free(w->watch);
	w->watch = NULL;
	watch_packages_close(&w->packages);
	w->packages = now;
	if ((rc = open_watch(r, e)) != 0 || r->stop)
		return (rc);
	return (open_known(r, e));
}

/* Once, and again for what was too young; or every so often until a signal comes. */
static int
watch_folder(struct running *r, struct err *e)
{
	int rc = walk(r, e);

	if (rc == 0 && r->every == 0 && r->w.t.left > 0 && !stopped(r, EVERY_MIN * 1000))
		rc = walk(r, e);
	while (rc == 0 && r->every > 0 && !stopped(r, (int)r->every * 1000)) {
		if ((rc = look_again(r, e)) == 0 && !r->stop)
			rc = walk(r, e);
	}
	return (rc);
}

/* One line of the stream: its file, and all else as it came, but with nothing that a terminal would obey. */
static int
take_line(struct running *r, struct str line, uint64_t number, struct err *e)
{
	json_t *v = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, NULL);
	const char *file = json_string_value(json_object_get(v, "file"));
	char *path = file != NULL && *file != '\0' ? strdup(file) : NULL, *rest = NULL;
	struct watch_given given = { 0 };
	struct buf name = BUF(256);
	int rc = 0;

	if (path == NULL) {
		buf_printf(&name, "line %llu", (unsigned long long)number);
		watching_unread(&r->w, buf_view(&name),
		    v == NULL ? STR("is not JSON") : STR("is no object with a member \"file\""));
	} else {
		(void)json_object_del(v, "file");
		if (json_object_size(v) > 0)
			rest = json_dumps(v, JSON_COMPACT | JSON_ENSURE_ASCII);
		given.sha256 = str_of(json_string_value(json_object_get(v, "sha256")));
		given.rest = str_of(rest);
		rc = watching_file(&r->w, path, NULL, &given, e);
	}
	free(path);
	free(rest);
	json_decref(v);
	buf_free(&name);
	return (rc);
}

/* The lines of standard input as they come, each bounded; what is longer is said and passed over. */
struct input {
	char text[LINE_MAX_BYTES];
	size_t n;
	uint64_t line;
	bool over; /* The line at hand is longer than that. */
};

static int
take_lines(struct running *r, struct input *in, bool last, struct err *e)
{
	struct str rest = { in->text, in->n }, line;
	size_t end;
	int rc = 0;

	while (
	    rc == 0 && !stopped(r, 0) && ((end = str_chr(rest, '\n')) != STR_NPOS || (last && rest.n > 0))) {
		line = str_sub(rest, 0, end == STR_NPOS ? rest.n : end);
		rest = str_sub(rest, end == STR_NPOS ? rest.n : end + 1, rest.n);
		in->line++;
		if (!in->over && str_trim(line).n > 0)
			rc = take_line(r, line, in->line, e);
		in->over = false;
	}
	memmove(in->text, rest.p, rest.n);
	in->n = rest.n;
	if (in->n == sizeof(in->text)) {
		if (!in->over)
			watching_unread(
			    &r->w, STR("a line of the input"), STR("is longer than 64 KB; passed over"));
		in->over = true;
		in->n = 0;
	}
	(void)fflush(r->w.c->out);
	return (rc);
}

static int
watch_stream(struct running *r, struct err *e)
{
	struct input *in = calloc(1, sizeof(*in));
	int rc = in == NULL ? err_set(e, ERR_NOMEM, "out of memory") : 0;
	bool last = false;

	while (rc == 0 && !last && !r->stop) {
		struct pollfd p[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
			{ .fd = r->signals, .events = POLLIN } };
		ssize_t n;

		/* Nothing waits: what was seen is put down before the next line comes. */
		if (poll(p, 1, 0) == 0 && (rc = known_save(r->w.known, e)) != 0)
			break;
		if (poll(p, 2, -1) < 0 && errno != EINTR)
			rc = err_sys(e, "cannot wait for input");
		if (rc != 0 || stopped(r, 0))
			break;
		if ((n = read(STDIN_FILENO, in->text + in->n, sizeof(in->text) - in->n)) < 0) {
			rc = errno == EINTR || errno == EAGAIN ? 0 : err_sys(e, "cannot read standard input");
			continue;
		}
		in->n += (size_t)n;
		last = n == 0;
		rc = take_lines(r, in, last, e);
	}
	free(in);
	return (rc == 0 ? known_save(r->w.known, e) : rc);
}

static void
print_summary(struct running *r)
{
	struct watching *w = &r->w;
	const struct watch_totals *t = &w->t;
	struct jsonw j = JSONW(&w->line);

	if (w->c->json) {
		jsonw_open(&j, '{');
		jsonw_kcstr(&j, "kind", "summary");
		jsonw_ku64(&j, "packages", w->packages.n);
		jsonw_ku64(&j, "specimens", t->specimens);
		jsonw_ku64(&j, "bytes", t->bytes);
		jsonw_ku64(&j, "known", t->known);
		jsonw_ku64(&j, "left", t->left);
		jsonw_ku64(&j, "unread", t->unread);
		jsonw_ku64(&j, "compared", t->compared);
		jsonw_ku64(&j, "alerts", t->alerts);
		jsonw_close(&j, '}');
	} else {
		buf_count(&w->line, t->specimens);
		buf_printf(&w->line, " new specimen%s against ", t->specimens == 1 ? "" : "s");
		buf_count(&w->line, w->packages.n);
		buf_printf(&w->line, " package%s: %llu alert%s; ", w->packages.n == 1 ? "" : "s",
		    (unsigned long long)t->alerts, t->alerts == 1 ? "" : "s");
		buf_count(&w->line, t->known);
		buf_cstr(&w->line, " known already, ");
		buf_count(&w->line, t->left);
		buf_cstr(&w->line, " left for the next time, ");
		buf_count(&w->line, t->unread);
		buf_cstr(&w->line, " not read");
	}
	cli_line(w->c, &w->line);
}

static int
run(struct running *r, struct err *e)
{
	struct watching *w = &r->w;
	int rc;

	/* A folder that comes and goes later is only said. */
	if (w->folder && access(r->what, R_OK) != 0)
		return (err_sys(e, "%s", "cannot watch it"), err_in(e, r->what), e->code);
	if ((rc = catch_signals(r, e)) != 0 || (rc = open_background(w, e)) != 0 ||
	    (rc = watch_packages_open(&w->packages, w->c, e)) != 0 || (rc = open_watch(r, e)) != 0)
		return (rc);
	if (r->stop)
		return (0);
	if ((rc = open_known(r, e)) != 0)
		return (rc);
	return (w->folder ? watch_folder(r, e) : watch_stream(r, e));
}

int
cmd_trace_watch(struct cli *c)
{
	struct running r = { .w = { .c = c, .line = BUF(BUF_BIG) }, .signals = -1 };
	struct watching *w = &r.w;
	struct err e = { 0 };
	int status = read_options(&r);

	if (status != 0)
		return (status);
	if (run(&r, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		print_summary(&r);
		status = w->status != 0 ? w->status : w->t.alerts > 0 ? EXIT_FOUND : EXIT_DONE;
	}
	known_close(w->known);
	watch_free(w->watch);
	background_close(w->background);
	watch_packages_close(&w->packages);
	free(w->pending);
	free(w->younger);
	buf_free(&w->line);
	if (r.signals >= 0)
		(void)close(r.signals);
	return (status);
}
