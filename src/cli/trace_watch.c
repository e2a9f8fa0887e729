/* athar trace watch: new specimens of a folder or a stream against the case's packages.  See trace/watch.h. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "cli/commands.h"
#include "cli/trace_basis.h"
#include "cli/trace_watch.h"

#define EVERY_MIN 2
#define EVERY_MAX 86400

/* A line of the stream. */
#define LINE_MAX_BYTES ((size_t)64 << 10)

/* So often a stream that is silent looks at the case. */
#define IDLE_MS 10000

#define LEVEL_MAX 300.0

bool
watching_stopped(struct watching *w, int wait)
{
	struct pollfd p = { .fd = w->signals, .events = POLLIN };

	if (!w->stop && poll(&p, 1, wait) == 1)
		w->stop = true;
	return (w->stop);
}

/* Signals end the wait between specimens and never a reader in the middle; children inherit that. */
static int
catch_signals(struct watching *w, struct err *e)
{
	sigset_t end;

	(void)sigemptyset(&end);
	(void)sigaddset(&end, SIGINT);
	(void)sigaddset(&end, SIGTERM);
	(void)sigprocmask(SIG_BLOCK, &end, NULL);
	w->signals = signalfd(-1, &end, SFD_CLOEXEC | SFD_NONBLOCK);
	return (w->signals < 0 ? err_sys(e, "cannot wait for signals") : 0);
}

static int
read_options(struct watching *w)
{
	const struct cli *c = w->c;
	const char *every = cli_get(c, "every");
	uint64_t n;

	w->what = c->arg[0];
	w->folder = strcmp(w->what, "-") != 0;
	w->keep = cli_get(c, "keep") != NULL;
	if (every != NULL) {
		if (cli_get(c, "once") != NULL || !w->folder)
			return (cli_usage(c, "--every goes with a folder, and not with --once"));
		if (str_u64(str_of(every), &n) != 0 || n < EVERY_MIN || n > EVERY_MAX)
			return (
			    cli_usage(c, "--every is a number of seconds, %d to %d", EVERY_MIN, EVERY_MAX));
		w->every = (unsigned)n;
	}
	w->level = WATCH_LEVEL;
	if (!cli_real(c, "alert", 0, LEVEL_MAX, &w->level))
		return (cli_usage(c, "--alert is the log10 of a likelihood ratio, from 0 to %g", LEVEL_MAX));
	return (0);
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

static int
on_file(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct watching *w = arg;
	struct err why = { 0 };
	int rc;

	if (watching_stopped(w, 0))
		return (ERR_CANCELLED);
	if (st == NULL) {
		(void)err_sys(&why, "cannot look at it");
		watching_unread(w, str_of(path), str_of(why.text));
		return (0);
	}
	if ((rc = watching_again(w, e)) == 0 && !w->stop)
		rc = watching_file(w, path, st, NULL, e);
	(void)fflush(w->c->out);
	return (rc);
}

/* One walk over the folder. */
static int
walk(struct watching *w, struct err *e)
{
	int rc;

	/* Of this walk nothing has come yet, whatever is taken up here. */
	if ((rc = watching_again(w, e)) != 0)
		return (rc);
	w->anew = false;
	free(w->pending);
	w->pending = w->younger;
	w->npending = w->nyounger;
	w->younger = NULL;
	w->nyounger = w->capyounger = 0;
	if (w->npending > 0)
		qsort(w->pending, w->npending, sizeof(*w->pending), vec_by_u64);
	w->t.known = w->t.left = 0;
	rc = file_walk(w->what, on_file, w, e);
	w->unsaved = 0;
	return (rc == 0 || rc == ERR_CANCELLED ? known_save(w->known, e) : rc);
}

/*
 * Once, and again for what was too young, and for what came before other packages were taken up; or every so often
 * until a signal comes.
 */
static int
watch_folder(struct watching *w, struct err *e)
{
	int rc = walk(w, e);
	bool young = w->t.left > 0;

	while (rc == 0 && w->every == 0 && (young || w->anew) && !watching_stopped(w, EVERY_MIN * 1000)) {
		young = false;
		rc = walk(w, e);
	}
	while (rc == 0 && w->every > 0 && !watching_stopped(w, (int)w->every * 1000))
		rc = walk(w, e);
	return (rc);
}

/* One line of the stream: its file, and all else as it came, but with nothing that a terminal would obey. */
static int
take_line(struct watching *w, struct str line, uint64_t number, struct err *e)
{
	json_t *v = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, NULL);
	const char *file = json_string_value(json_object_get(v, "file"));
	char *path = file != NULL && *file != '\0' ? strdup(file) : NULL, *rest = NULL;
	struct watch_given given = { 0 };
	struct buf name = BUF(256);
	int rc = 0;

	if (path == NULL) {
		buf_printf(&name, "line %llu", (unsigned long long)number);
		watching_unread(w, buf_view(&name),
		    v == NULL ? STR("is not JSON") : STR("is no object with a member \"file\""));
	} else {
		(void)json_object_del(v, "file");
		if (json_object_size(v) > 0)
			rest = json_dumps(v, JSON_COMPACT | JSON_ENSURE_ASCII);
		given.sha256 = str_of(json_string_value(json_object_get(v, "sha256")));
		given.rest = str_of(rest);
		rc = watching_file(w, path, NULL, &given, e);
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
take_lines(struct watching *w, struct input *in, bool last, struct err *e)
{
	struct str rest = { in->text, in->n }, line;
	size_t end;
	int rc = 0;

	while (rc == 0 && !watching_stopped(w, 0) &&
	    ((end = str_chr(rest, '\n')) != STR_NPOS || (last && rest.n > 0))) {
		line = str_sub(rest, 0, end == STR_NPOS ? rest.n : end);
		rest = str_sub(rest, end == STR_NPOS ? rest.n : end + 1, rest.n);
		in->line++;
		if (!in->over && str_trim(line).n > 0 && (rc = watching_again(w, e)) == 0 && !w->stop)
			rc = take_line(w, line, in->line, e);
		in->over = false;
	}
	memmove(in->text, rest.p, rest.n);
	in->n = rest.n;
	if (in->n == sizeof(in->text)) {
		if (!in->over)
			watching_unread(
			    w, STR("a line of the input"), STR("is longer than 64 KB; passed over"));
		in->over = true;
		in->n = 0;
	}
	(void)fflush(w->c->out);
	return (rc);
}

static int
watch_stream(struct watching *w, struct err *e)
{
	struct input *in = calloc(1, sizeof(*in));
	int rc = in == NULL ? err_set(e, ERR_NOMEM, "out of memory") : 0;
	bool last = false;
	int ready;

	while (rc == 0 && !last && !w->stop) {
		struct pollfd p[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
			{ .fd = w->signals, .events = POLLIN } };
		ssize_t n;

		/* Nothing waits: what was seen is put down before the next line comes. */
		if (poll(p, 1, 0) == 0 && (rc = known_save(w->known, e)) != 0)
			break;
		if ((ready = poll(p, 2, IDLE_MS)) < 0 && errno != EINTR)
			rc = err_sys(e, "cannot wait for input");
		/* What was erased does not stay here until the next line comes. */
		if (ready == 0)
			rc = watching_again(w, e);
		if (rc != 0 || watching_stopped(w, 0))
			break;
		if (ready <= 0)
			continue;
		if ((n = read(STDIN_FILENO, in->text + in->n, sizeof(in->text) - in->n)) < 0) {
			rc = errno == EINTR || errno == EAGAIN ? 0 : err_sys(e, "cannot read standard input");
			continue;
		}
		in->n += (size_t)n;
		last = n == 0;
		rc = take_lines(w, in, last, e);
	}
	free(in);
	return (rc == 0 ? known_save(w->known, e) : rc);
}

static void
print_summary(struct watching *w)
{
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
run(struct watching *w, struct err *e)
{
	int rc;

	/* A folder that comes and goes later is only said. */
	if (w->folder && access(w->what, R_OK) != 0)
		return (err_sys(e, "%s", "cannot watch it"), err_in(e, w->what), e->code);
	if ((rc = catch_signals(w, e)) != 0 || (rc = open_background(w, e)) != 0 ||
	    (rc = watching_open(w, e)) != 0 || w->stop)
		return (rc);
	return (w->folder ? watch_folder(w, e) : watch_stream(w, e));
}

int
cmd_trace_watch(struct cli *c)
{
	struct watching w = { .c = c, .line = BUF(BUF_BIG), .signals = -1 };
	struct err e = { 0 };
	int status = read_options(&w);

	if (status != 0)
		return (status);
	if (run(&w, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		print_summary(&w);
		status = w.status != 0 ? w.status : w.t.alerts > 0 ? EXIT_FOUND : EXIT_DONE;
	}
	known_close(w.known);
	watch_free(w.watch);
	background_close(w.background);
	watch_packages_close(&w.packages);
	free(w.pending);
	free(w.younger);
	buf_free(&w.line);
	if (w.signals >= 0)
		(void)close(w.signals);
	return (status);
}
