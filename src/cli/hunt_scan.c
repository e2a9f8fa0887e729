/* athar hunt scan: search a server's logs for signs of compromise. */
#include <unistd.h>

#include "base/escape.h"
#include "base/stream.h"
#include "cli/commands.h"
#include "cli/hunt_show.h"
#include "hunt/pages.h"
#include "hunt/tell.h"

/* A scan and all that it prints and keeps. */
struct hunting {
	struct cli *c;
	struct scan_options options;
	struct hunt_show *show; /* NULL with --json. */
	struct buf line;
	enum level fail_level;
	bool found; /* Something at or above that level. */
	bool progress;
	struct case_dir *kept; /* NULL outside a case. */
	struct blob *blob;     /* Findings as JSON Lines. */
	struct buf files;      /* Members of the body's list. */
};

/* One line of JSON: to the reader's eyes, or to the blob, or to both. */
static int
give(struct hunting *h, bool keep, struct err *e)
{
	int rc = buf_error(&h->line, e);

	if (rc == 0 && keep && h->blob != NULL &&
	    ((rc = blob_write(h->blob, h->line.p, h->line.n, e)) != 0 ||
		(rc = blob_write(h->blob, "\n", 1, e)) != 0))
		return (rc);
	if (rc == 0 && h->show == NULL)
		cli_line(h->c, &h->line);
	buf_clear(&h->line);
	return (rc);
}

/* The line that shows how far it is must not stand between results. */
static void
clear_progress(struct hunting *h)
{
	if (h->progress)
		fputs("\r\033[K", stderr);
}

static int
on_finding(void *arg, const struct found *f, struct err *e)
{
	struct hunting *h = arg;

	h->found = h->found || f->level >= h->fail_level;
	clear_progress(h);
	if (h->show != NULL)
		hunt_show_finding(h->show, f);
	tell_finding(&h->line, f);
	return (give(h, true, e));
}

static int
on_unread(void *arg, struct str file, struct str why, struct err *e)
{
	struct hunting *h = arg;

	clear_progress(h);
	if (h->show != NULL)
		hunt_show_unread(h->show, file, why);
	tell_unread(&h->line, file, why);
	return (give(h, true, e));
}

static int
on_file(void *arg, const struct scanned *f, struct err *e)
{
	struct hunting *h = arg;

	tell_file(&h->line, f);
	if (h->kept != NULL) {
		buf_cstr(&h->files, h->files.n > 0 ? "," : "");
		buf_str(&h->files, buf_view(&h->line));
	}
	return (give(h, false, e));
}

static void
on_progress(void *arg, uint64_t files, uint64_t bytes)
{
	struct hunting *h = arg;

	if (h->progress) {
		fprintf(
		    stderr, "\r\033[K%llu files, %.1f GB", (unsigned long long)files, (double)bytes / 1e9);
		fflush(stderr);
	}
}

/* The lines at the end, each to ${each}; for the screen and for the body alike. */
typedef int each_fn(struct hunting *h, struct buf *list, struct err *e);

static int
print_line(struct hunting *h, struct buf *list, struct err *e)
{
	(void)list;
	return (give(h, false, e));
}

static int
collect_line(struct hunting *h, struct buf *list, struct err *e)
{
	buf_cstr(list, list->n > 0 ? "," : "");
	buf_str(list, buf_view(&h->line));
	buf_clear(&h->line);
	return (buf_error(list, e));
}

static int
each_verdict(struct hunting *h, struct scan_totals *t, each_fn *each, struct buf *list, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < t->ladder.n && rc == 0; i++) {
		tell_verdict(&h->line, &t->ladder.cve[i]);
		rc = each(h, list, e);
	}
	return (rc);
}

static int
each_coverage(struct hunting *h, struct scan_totals *t, each_fn *each, struct buf *list, struct err *e)
{
	int rc = 0;

	for (size_t k = 0; k < LOG_KINDS && rc == 0; k++) {
		if (t->cover.kind[k].files == 0)
			continue;
		tell_coverage(&h->line, &t->cover, k);
		rc = each(h, list, e);
	}
	return (rc);
}

static int
each_idle(struct hunting *h, struct scan_totals *t, each_fn *each, struct buf *list, struct err *e)
{
	size_t n = ruleset_size(h->options.set);
	struct buf why = BUF(4096);
	int rc = 0;

	for (size_t i = 0; i < n + (h->options.pages ? 1 : 0) && rc == 0; i++) {
		buf_clear(&why);
		if (!scan_idle(t, &h->options, i, &why))
			continue;
		tell_unrunnable(
		    &h->line, i < n ? ruleset_rule(h->options.set, i) : &pages_rule, buf_view(&why));
		rc = each(h, list, e);
	}
	buf_free(&why);
	return (rc);
}

static int
print_end(struct hunting *h, struct scan_totals *t, struct err *e)
{
	int rc;

	clear_progress(h);
	if (h->show != NULL) {
		hunt_show_end(h->show, t, &h->options);
		return (0);
	}
	if ((rc = each_verdict(h, t, print_line, NULL, e)) != 0 ||
	    (rc = each_coverage(h, t, print_line, NULL, e)) != 0 ||
	    (rc = each_idle(h, t, print_line, NULL, e)) != 0)
		return (rc);
	tell_summary(&h->line, t);
	return (give(h, false, e));
}

/* A member of the body: a key and the list that was collected. */
static void
put_list(struct jsonw *w, const char *key, const struct buf *list)
{
	jsonw_key(w, key);
	jsonw_open(w, '[');
	if (list->n > 0)
		jsonw_raw(w, buf_view(list));
	jsonw_close(w, ']');
}

static void
put_subject(struct jsonw *w, const struct cli *c)
{
	struct buf b = BUF(65536);

	for (size_t i = 0; i < c->narg; i++) {
		buf_cstr(&b, i > 0 ? " " : "");
		escape_path(&b, str_of(c->arg[i]));
	}
	jsonw_kstr(w, "subject", buf_view(&b));
	buf_free(&b);
}

/* The body of type "hunt", as text. */
static int
put_body(struct hunting *h, struct scan_totals *t, const struct sha256 *sha, struct buf *body, struct err *e)
{
	struct jsonw w = JSONW(body);
	struct buf verdicts = BUF(BUF_BIG), coverage = BUF(BUF_BIG), idle = BUF(BUF_BIG);
	int rc;

	if ((rc = each_verdict(h, t, collect_line, &verdicts, e)) == 0 &&
	    (rc = each_coverage(h, t, collect_line, &coverage, e)) == 0 &&
	    (rc = each_idle(h, t, collect_line, &idle, e)) == 0 && (rc = buf_error(&h->files, e)) == 0) {
		jsonw_open(&w, '{');
		jsonw_kcstr(&w, "type", "hunt");
		put_subject(&w, h->c);
		jsonw_kcstr(&w, "tlp", tlp_name(h->c->tlp));
		put_list(&w, "verdicts", &verdicts);
		put_list(&w, "coverage", &coverage);
		put_list(&w, "unrunnable", &idle);
		put_list(&w, "files", &h->files);
		jsonw_key(&w, "blobs");
		jsonw_open(&w, '[');
		jsonw_sha256(&w, sha);
		jsonw_close(&w, ']');
		tell_summary(&h->line, t);
		jsonw_key(&w, "summary");
		jsonw_raw(&w, buf_view(&h->line));
		buf_clear(&h->line);
		jsonw_close(&w, '}');
		rc = buf_error(body, e);
	}
	buf_free(&verdicts);
	buf_free(&coverage);
	buf_free(&idle);
	return (rc);
}

/* Keep the scan in the case: its findings as a blob, all else in the body. */
static int
keep(struct hunting *h, struct scan_totals *t, struct err *e)
{
	struct buf body = BUF(BUF_BIG);
	struct commit *k;
	struct sha256 sha;
	uint64_t number;
	json_error_t fault;
	json_t *value = NULL;
	int rc;

	if ((rc = blob_close(h->blob, &sha, e)) != 0 || (rc = put_body(h, t, &sha, &body, e)) != 0)
		goto done;
	if ((value = json_loadb(body.p, body.n, JSON_ALLOW_NUL, &fault)) == NULL) {
		rc = err_set(e, ERR_INTERNAL, "the scan cannot be written down: %s", fault.text);
		goto done;
	}
	if ((k = commit_begin(h->kept, e)) == NULL) {
		rc = e->code;
		json_decref(value);
		goto done;
	}
	rc = commit_add(k, KIND_IMPORT, value, &number, e);
	rc = commit_keep(k, h->blob, rc, e);
	h->blob = NULL;
	if (rc == 0)
		cli_note("kept as entry %llu", (unsigned long long)number);
done:
	buf_free(&body);
	return (rc);
}

static int
load_rules(struct ruleset *set, const struct cli *c, struct err *e)
{
	int rc = 0;
	const char *path;

	if (cli_get(c, "rules") == NULL)
		rc = ruleset_add_shipped(set, e);
	for (size_t i = 0; rc == 0 && (path = cli_get_nth(c, "rules", i)) != NULL; i++)
		rc = ruleset_add_path(set, path, e);
	return (rc != 0 ? rc : ruleset_compile(set, e));
}

static int
read_options(struct hunting *h, struct err *e)
{
	const char *level = cli_get(h->c, "fail-level"), *threads = cli_get(h->c, "threads");
	uint64_t n = 0;

	h->fail_level = LEVEL_LOW;
	if (level != NULL && level_parse(&h->fail_level, str_of(level)) != 0)
		return (
		    err_set(e, ERR_USAGE, "--fail-level is informational, low, medium, high or critical"));
	if (threads != NULL && (str_u64(str_of(threads), &n) != 0 || n < 1 || n > 256))
		return (err_set(e, ERR_USAGE, "--threads is a number from 1 to 256"));
	h->options.threads = (unsigned)n;
	h->options.prefilter = cli_get(h->c, "no-prefilter") == NULL;
	h->options.limits = &STREAM_LIMITS;
	/* The account of pages belongs to the shipped rules. */
	h->options.pages = cli_get(h->c, "rules") == NULL;
	h->progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	return (0);
}

static int
run(struct hunting *h, struct scan_totals *t, struct err *e)
{
	const struct scan_sink sink = { h, on_finding, on_unread, on_file, on_progress };
	int rc;

	if (h->kept != NULL && (h->blob = blob_new(h->kept, e)) == NULL)
		return (e->code);
	rc = scan_paths(h->c->arg, h->c->narg, &h->options, &sink, t, e);
	if (rc == 0 && t->files == 0) {
		rc = print_end(h, t, e);
		return (rc != 0
			? rc
			: err_set(e, ERR_SYNTAX, "nothing was read as a log: see what is named as not read"));
	}
	if (rc == 0 && h->kept != NULL)
		rc = keep(h, t, e);
	return (rc == 0 ? print_end(h, t, e) : rc);
}

int
cmd_hunt_scan(struct cli *c)
{
	struct hunting h = { .c = c, .line = BUF(BUF_BIG), .files = BUF(BUF_BIG) };
	struct ruleset *set;
	struct scan_totals t = { 0 };
	struct err e = { 0 };
	bool in_case = false;
	int rc;

	if ((set = ruleset_new(&e)) == NULL)
		return (cli_fail(c, &e));
	h.options.set = set;
	if ((rc = read_options(&h, &e)) == 0 && (rc = load_rules(set, c, &e)) == 0) {
		h.kept = cli_try_case(c, &in_case, &e);
		if (h.kept == NULL && in_case)
			rc = e.code;
		else if (!c->json && (h.show = hunt_show_new(c->out, set)) == NULL)
			rc = err_set(&e, ERR_NOMEM, "out of memory");
		else
			rc = run(&h, &t, &e);
	}
	clear_progress(&h);
	blob_drop(h.blob);
	case_close(h.kept);
	scan_totals_free(&t);
	hunt_show_free(h.show);
	ruleset_free(set);
	buf_free(&h.line);
	buf_free(&h.files);
	if (rc != 0)
		return (cli_fail(c, &e));
	return (h.found ? EXIT_FOUND : EXIT_DONE);
}
