/* athar trace accuse: whose copy a specimen stems from, with a bound.  See trace/accuse.h. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/trace_accuse.h"
#include "cli/trace_shown.h"
#include "trace/specimen.h"

/*
 * Marks are read from a specimen of any size; a fingerprint is held in memory, at ten times the size, so that
 * nobody gets one unasked of what is larger than any tool.
 */
#define LIKEN_MAX ((uint64_t)32 << 20)

/* What a conclusion asks for. */
struct keeping {
	const struct marked *marked;
	struct trace_copy *copy;
};

/*
 * An accusation stands on what the record committed to before it was sent.  Without such a copy the marks
 * match for another reason, so those come behind the accused.
 */
static void
drop_uncommitted(const struct accusing *a, struct accuse_result *r)
{
	size_t kept = 0, n = r->accused;

	for (size_t i = 0; i < n; i++) {
		struct accuse_score s = r->score[i];
		bool committed = false;

		for (size_t k = 0; k < a->marked->copies; k++)
			committed |=
			    a->marked->copy[k].release->number == s.copy && a->marked->copy[k].committed;
		if (!committed) {
			cli_note(
			    "the marks are those of party %zu, to whom the record shows no such copy released: "
			    "not accused",
			    s.copy);
			r->beside -= s.beside;
			r->score[i].accused = r->score[i].beside = false;
			continue;
		}
		memmove(&r->score[kept + 1], &r->score[kept], (i - kept) * sizeof(s));
		r->score[kept++] = s;
	}
	r->accused = kept;
}

/* A conclusion_accused's copies: an array that is ours until the next call. */
static size_t
copies_of(void *arg, uint32_t number, const struct trace_copy **copy)
{
	struct keeping *g = arg;
	size_t n = 0;

	for (size_t i = 0; i < g->marked->copies; i++) {
		const struct marked_copy *k = &g->marked->copy[i];
		const struct release *r = k->release;

		if (r->number == number)
			g->copy[n++] = (struct trace_copy){ .bulletin = k->bulletin->id,
				.stage = str_of(policy_stage_name(r->stage)),
				.entered_by = str_of(
				    r->acknowledged != 0 ? share_entered_name(r->acknowledged_by) : ""),
				.entry = r->entry,
				.downloads = r->downloads,
				.copy = r->copy,
				.committed = k->committed,
				.released = r->at,
				.acknowledged = r->acknowledged };
	}
	*copy = g->copy;
	return (n);
}

/* Into the case that it was accused from. */
static int
keep(const struct accusing *a, const char *specimen, const struct accuse_result *r,
    const struct gather_got *got, struct err *e)
{
	struct keeping g = { .marked = a->marked };
	struct conclusion_accused x = { .specimen = specimen,
		.r = r,
		.got = got,
		.alike = a->likened ? &a->alike : NULL,
		.bound = a->bound,
		.tests = a->tests,
		.copies = copies_of,
		.arg = &g };
	uint64_t entry;
	bool fresh;
	int rc;

	if (a->kept.run.c == NULL)
		return (0);
	if ((g.copy = calloc(a->marked->copies + 1, sizeof(*g.copy))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	x.package = a->marked->name;
	x.package_sha256 = a->marked->sha256;
	x.bulletin = a->marked->first->id;
	if ((rc = conclusion_accusation(&a->kept.run, &x, &entry, &fresh, e)) == 0)
		trace_kept_note(entry, fresh);
	free(g.copy);
	return (rc);
}

static int
try_specimen(struct accusing *a, const char *specimen, struct err *e)
{
	struct mark_reading reading = { 0 };
	struct accuse_result r = { 0 };
	struct gather_got got;
	int rc;

	if ((rc = mark_reading_make(&reading, a->m->site, a->m->sites, a->m->book.copies, e)) != 0 ||
	    (rc = specimen_read(
		 a->m, a->reader, specimen, &GATHER_LIMITS, &reading, trace_unread, NULL, &got, e)) != 0 ||
	    (rc = accuse(a->m, &reading, a->bound, a->tests, &r, e)) != 0)
		goto done;
	a->likened = a->package != NULL && (a->marked == NULL || got.bytes <= LIKEN_MAX);
	if (a->likened && (rc = alike_read(&a->alike, a->package, specimen, trace_unread, NULL, e)) != 0)
		goto done;
	if (a->marked != NULL)
		drop_uncommitted(a, &r);
	for (size_t i = 0; i < r.accused; i++)
		a->accused[r.score[i].copy - 1] = true;
	a->possible |= r.possible;
	if (r.colluders > a->colluders)
		a->colluders = r.colluders;
	trace_accuse_list(a, specimen, &r, &got);
	if (a->c->json)
		trace_accuse_json(a, specimen, &r);
	else
		trace_accuse_text(a, specimen, &r);
	rc = keep(a, specimen, &r, &got, e);
done:
	accuse_free(&r);
	mark_reading_free(&reading);
	return (rc);
}

static int
try_all(struct accusing *a, struct err *e)
{
	int rc;

	if ((a->reader = mark_reader_new(a->m->site, a->m->sites, &a->m->book, e)) == NULL)
		return (e->code);
	rc = mark_reader_tolerant(a->reader, e);
	for (size_t i = 0; rc == 0 && i < a->c->narg; i++)
		rc = try_specimen(a, a->c->arg[i], e);
	mark_reader_free(a->reader);
	a->reader = NULL;
	return (rc);
}

static int
read_manifest(struct mark_manifest *m, const char *path, struct err *e)
{
	struct buf text = BUF(MANIFEST_MAX);
	struct stat st;
	int rc;

	if ((rc = file_read(&text, AT_FDCWD, path, e)) == 0 &&
	    (rc = mark_manifest_read(m, buf_view(&text), e)) != 0)
		(void)err_in(e, path);
	if (rc == 0 && stat(path, &st) == 0 && (st.st_mode & 077) != 0)
		cli_note(
		    "warning: others may read the manifest; whoever has it can frame any copy (chmod 600)");
	if (text.p != NULL)
		wipe(text.p, text.n);
	buf_free(&text);
	return (rc);
}

/* Room for the verdict over ${copies} copies. */
static int
begin(struct accusing *a, size_t copies, size_t packages, struct err *e)
{
	a->tests = a->c->narg * packages;
	a->list = JSONW(&a->specimens);
	jsonw_open(&a->list, '[');
	a->accused = calloc(copies + 1, sizeof(*a->accused));
	return (a->accused != NULL ? 0 : err_set(e, ERR_NOMEM, "out of memory"));
}

/* The package itself, which must be the one that the manifest is of. */
static int
read_package(const struct accusing *a, const char *path, struct print *print, struct err *e)
{
	struct mark_package p = { 0 };
	int rc = mark_package_read(&p, path, e);

	if (rc == 0 && memcmp(p.id.b, a->m->package_id.b, sizeof(p.id.b)) != 0)
		rc = err_set(
		    e, ERR_USAGE, "--package %s: this is not the package that the manifest is of", path);
	mark_package_free(&p);
	return (rc != 0 ? rc : print_read(print, path, trace_unread, NULL, e));
}

static int
from_manifest(struct accusing *a, const char *path, size_t *copies, struct err *e)
{
	const char *package = cli_get(a->c, "package");
	struct mark_manifest m = { 0 };
	struct print print = { 0 };
	int rc = read_manifest(&m, path, e);

	a->m = &m;
	*copies = m.book.copies;
	if (rc == 0 && package != NULL && (rc = read_package(a, package, &print, e)) == 0 &&
	    (a->package = score_package(&print, NULL, e)) == NULL)
		rc = e->code;
	if (rc == 0 && (rc = begin(a, *copies, 1, e)) == 0)
		rc = try_all(a, e);
	score_package_free(a->package);
	a->package = NULL;
	print_free(&print);
	mark_manifest_free(&m);
	return (rc);
}

/* The package at hand as the case kept it; an archive like any other specimen, since it may be a stranger's. */
static int
read_kept(struct accusing *a, struct print *print, struct err *e)
{
	struct sha256 sha;
	char path[64];
	int fd, rc;

	if (hex_read(sha.b, sizeof(sha.b), a->marked->blob) != 0)
		return (err_set(e, ERR_CORRUPT, "a release that names no package"));
	if ((fd = blob_open(a->dir, &sha, e)) < 0)
		return (fd);
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	rc = print_read(print, path, trace_unread, NULL, e);
	(void)close(fd);
	if (rc == 0 && (a->package = score_package(print, NULL, e)) == NULL)
		rc = e->code;
	return (rc);
}

static int
on_package(void *arg, const struct marked *marked, const char *why, struct err *e)
{
	struct accusing *a = arg;
	struct buf name = BUF(BUF_BIG);
	struct print print = { 0 };
	int rc;

	if (why != NULL) {
		escape_term(&name, marked->name);
		cli_note("%s: %s: no marks can be read back", buf_c(&name), why);
		buf_free(&name);
		return (0);
	}
	a->marked = marked;
	a->m = &marked->manifest;
	if ((rc = read_kept(a, &print, e)) == 0)
		rc = try_all(a, e);
	score_package_free(a->package);
	a->package = NULL;
	print_free(&print);
	return (rc);
}

/* Against every package that the case released. */
static int
from_case(struct accusing *a, size_t *copies, struct err *e)
{
	bool found;
	struct case_dir *c = cli_try_case(a->c, &found, e);
	struct share s = { 0 };
	struct marked_first *first = NULL;
	size_t packages;
	int rc;

	if (c == NULL)
		return (found || cli_get(a->c, "case") != NULL
			? e->code
			: err_set(e, ERR_USAGE, "--manifest FILE is needed where there is no case"));
	a->dir = c;
	if ((rc = trace_kept_open(&a->kept, a->c, c, e)) == 0 &&
	    (rc = share_load(&s, c, INSTANT_MAX, e)) == 0) {
		*copies = s.last_number;
		if ((rc = marked_list(&s, &first, &packages, e)) == 0 && packages == 0)
			rc = err_set(
			    e, ERR_NOTFOUND, "nothing was released from this case; or give --manifest FILE");
		if (rc == 0)
			rc = begin(a, *copies, packages, e);
		for (size_t i = 0; rc == 0 && i < packages; i++)
			rc = marked_one(c, &s, &first[i], on_package, a, e);
	}
	free(first);
	share_free(&s);
	trace_kept_close(&a->kept);
	case_close(c);
	return (rc);
}

int
cmd_trace_accuse(struct cli *c)
{
	struct accusing a = {
		.c = c, .bound = ACCUSE_BOUND, .line = BUF(BUF_BIG), .specimens = BUF(BUF_BIG)
	};
	const char *path = cli_get(c, "manifest");
	struct err e = { 0 };
	size_t copies = 0;
	int status;

	if (path == NULL && cli_get(c, "package") != NULL)
		return (cli_fail(c, (err_set(&e, ERR_USAGE, "--package goes with --manifest"), &e)));
	if (cli_probability(c, "bound", &a.bound, &e) != 0 ||
	    (path != NULL ? from_manifest(&a, path, &copies, &e) : from_case(&a, &copies, &e)) != 0) {
		status = cli_fail(c, &e);
	} else {
		jsonw_close(&a.list, ']');
		status = trace_accuse_verdict(&a, copies) ? EXIT_FOUND : EXIT_DONE;
	}
	buf_free(&a.line);
	buf_free(&a.specimens);
	free(a.accused);
	return (status);
}
