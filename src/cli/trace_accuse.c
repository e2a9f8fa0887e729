/* athar trace accuse: whose copy a specimen stems from, with a bound.  See trace/accuse.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/table.h"
#include "cli/commands.h"
#include "cli/trace_kept.h"
#include "cli/trace_shown.h"
#include "mark/manifest.h"
#include "share/marked.h"
#include "trace/accuse_json.h"
#include "trace/alike.h"
#include "trace/specimen.h"

/*
 * Marks are read from a specimen of any size; a fingerprint is held in memory, at ten times the size, so that
 * nobody gets one unasked of what is larger than any tool.
 */
#define LIKEN_MAX ((uint64_t)32 << 20)

struct accusing {
	const struct cli *c;
	const struct mark_manifest *m;
	const struct marked *marked; /* NULL: from a manifest, without a case. */
	size_t tests;                /* Specimens, once for each package that they are tried against. */
	struct mark_reader *reader;
	struct score_package *package; /* NULL where it was not given. */
	struct alike alike;            /* The specimen's, where ${likened}. */
	bool likened;
	double bound;
	bool *accused;      /* One a copy, over all specimens. */
	unsigned colluders; /* The most of any specimen. */
	bool possible;
	struct buf line, specimens; /* JSON under way: one line, and the verdict's list. */
	struct jsonw list;
	struct case_dir *dir;   /* NULL: from a manifest. */
	struct trace_kept kept; /* From a case only: the copies of a manifest are no parties of a case. */
};

/* What a conclusion asks for. */
struct keeping {
	const struct marked *marked;
	struct trace_copy *copy;
};

/* A party by its number, or by its name where that was asked for. */
static const struct party *
named(const struct accusing *a, size_t number)
{
	if (a->marked == NULL || cli_get(a->c, "name-partners") == NULL)
		return (NULL);
	for (size_t i = 0; i < a->marked->copies; i++) {
		if (a->marked->copy[i].release->number == number)
			return (a->marked->copy[i].party);
	}
	return (NULL);
}

static void
put_partner(const struct accusing *a, struct jsonw *w, size_t number)
{
	const struct party *party = named(a, number);

	if (party != NULL)
		jsonw_str(w, party->name);
	else
		jsonw_u64(w, number);
}

/* What the record holds on one party's copies of this package. */
static void
put_copies(struct jsonw *w, const struct marked *m, size_t number)
{
	jsonw_key(w, "copies");
	jsonw_open(w, '[');
	for (size_t i = 0; i < m->copies; i++) {
		const struct marked_copy *k = &m->copy[i];
		const struct release *r = k->release;

		if (r->number != number)
			continue;
		jsonw_open(w, '{');
		jsonw_key(w, "acknowledged");
		if (r->acknowledged != 0) {
			jsonw_open(w, '{');
			jsonw_ktime(w, "at", r->acknowledged);
			jsonw_kcstr(w, "entered_by", share_entered_name(r->acknowledged_by));
			jsonw_close(w, '}');
		} else {
			jsonw_null(w);
		}
		jsonw_kstr(w, "bulletin", k->bulletin->id);
		jsonw_kbool(w, "committed", k->committed);
		jsonw_ku64(w, "copy", r->copy);
		jsonw_ku64(w, "downloads", r->downloads);
		jsonw_ku64(w, "entry", r->entry);
		jsonw_ktime(w, "released", r->at);
		jsonw_kcstr(w, "stage", policy_stage_name(r->stage));
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

/* One JSON line a copy. */
static void
print_scores(struct accusing *a, const char *specimen, const struct accuse_result *r)
{
	for (size_t i = 0; i < r->copies; i++) {
		const struct accuse_score *s = &r->score[i];
		struct jsonw w = JSONW(&a->line);

		jsonw_open(&w, '{');
		if (a->marked != NULL)
			jsonw_kstr(&w, "bulletin", a->marked->first->id);
		else
			jsonw_kcstr(&w, "bulletin", NULL);
		jsonw_kcstr(&w, "specimen", specimen);
		jsonw_ku64(&w, "sites_read", r->sites_read);
		jsonw_ku64(&w, "sites_total", r->sites_total);
		jsonw_key(&w, "partner");
		put_partner(a, &w, s->copy);
		jsonw_kreal(&w, "score", s->score);
		jsonw_kreal(&w, "p_value", s->p_value);
		jsonw_kbool(&w, "accused", s->accused);
		jsonw_kbool(&w, "by_pair", s->beside);
		jsonw_kreal(&w, "p_single", s->p_single);
		jsonw_ku64(&w, "sites_matched", s->matched);
		if (a->marked != NULL) {
			jsonw_kstr(&w, "package_sha256", a->marked->sha256);
			put_copies(&w, a->marked, s->copy);
		}
		jsonw_close(&w, '}');
		cli_line(a->c, &a->line);
	}
}

/* The specimen's entry in the verdict. */
static void
list_specimen(
    struct accusing *a, const char *specimen, const struct accuse_result *r, const struct gather_got *got)
{
	struct jsonw *w = &a->list;

	jsonw_open(w, '{');
	jsonw_kcstr(w, "specimen", specimen);
	jsonw_ku64(w, "files", got->files);
	jsonw_ku64(w, "bytes", got->bytes);
	jsonw_ku64(w, "unread", got->unread);
	accuse_json_sites(w, r);
	jsonw_kbool(w, "accusation_possible", r->possible);
	jsonw_kreal(w, "best_p_value", r->best);
	jsonw_ku64(w, "colluders_supported", r->colluders);
	jsonw_ku64(w, "accused", r->accused);
	jsonw_key(w, "alike");
	if (a->likened) {
		jsonw_open(w, '{');
		jsonw_kreal(w, "containment", a->alike.containment);
		jsonw_kbool(w, "nil", a->alike.nil);
		jsonw_close(w, '}');
	} else {
		jsonw_null(w);
	}
	jsonw_close(w, '}');
}

/* For people: the accused and whoever comes next. */
static void
table_scores(const struct accusing *a, const struct accuse_result *r)
{
	struct table *t = table_new(">copy|>marks|>score|>p-value|");

	for (size_t i = 0; t != NULL && i < r->copies && (i < 3 || i <= r->accused); i++) {
		const struct accuse_score *s = &r->score[i];

		table_printf(t, "%zu", s->copy);
		table_printf(t, "%zu of %zu", s->matched, r->sites_read);
		table_printf(t, "%.1f", s->score);
		table_printf(t, "%.2g", s->p_value);
		table_printf(t, "%s", s->beside ? "accused, by pairs" : s->accused ? "accused" : "");
	}
	if (t != NULL)
		table_print(t, a->c->out);
	table_free(t);
}

/* Who is named, and how sure that is. */
static void
explain_accused(const struct accusing *a, const struct accuse_result *r)
{
	FILE *out = a->c->out;

	fprintf(out, "The marks are those of cop%s", r->accused == 1 ? "y" : "ies");
	for (size_t i = 0; i < r->accused; i++)
		fprintf(out, "%s %zu", i == 0 ? "" : ",", r->score[i].copy);
	fprintf(out,
	    ".  If none of the copies named had a part in this, such a match would come about with probability "
	    "%.2g or less (bound %.2g).\n",
	    r->score[r->accused - 1].p_value, a->bound);
	if (r->beside > 0)
		fputs(
		    "By pairs: the copy explains the marks that another one with a high score leaves open; what is "
		    "held against it is its own part only.\n",
		    out);
	if (r->copies > 2 && r->accused > r->copies / 2)
		fputs(
		    "Most copies are named: the specimen may be the sender's own folder of copies, or made with "
		    "the manifest.\n",
		    out);
}

/* The accused party's copies: what was sent, and what came back. */
static void
explain_copies(const struct accusing *a, size_t number)
{
	const struct party *party = named(a, number);
	struct buf b = BUF(BUF_BIG);

	for (size_t i = 0; i < a->marked->copies; i++) {
		const struct marked_copy *k = &a->marked->copy[i];
		const struct release *r = k->release;

		if (r->number != number)
			continue;
		buf_printf(&b, "  party %zu", number);
		if (party != NULL) {
			buf_cstr(&b, ", ");
			escape_term(&b, party->name);
		}
		buf_printf(&b, ": copy %u of ", r->copy);
		escape_term(&b, k->bulletin->id);
		buf_printf(&b, " (%s), entry %llu, released ", policy_stage_name(r->stage),
		    (unsigned long long)r->entry);
		instant_put(&b, r->at);
		if (r->acknowledged != 0) {
			buf_cstr(&b, ", acknowledged ");
			instant_put(&b, r->acknowledged);
			buf_printf(&b, " (%s)", share_entered_name(r->acknowledged_by));
		} else {
			buf_cstr(&b, ", not acknowledged");
		}
		buf_printf(&b, ", downloads: %llu", (unsigned long long)r->downloads);
		cli_line(a->c, &b);
	}
	buf_free(&b);
}

static void
explain(const struct accusing *a, const char *specimen, const struct accuse_result *r)
{
	FILE *out = a->c->out;
	struct buf name = BUF(65536);

	escape_term(&name, str_of(specimen));
	if (a->marked != NULL) {
		buf_cstr(&name, ", package ");
		escape_term(&name, a->marked->name);
	}
	fprintf(out, "%s: %zu of %zu marks read", buf_c(&name), r->sites_read, r->sites_total);
	if (r->sites_read > 0)
		fprintf(out, " (exact %zu, normalised %zu, by context %zu)", r->read_by[MARK_EXACT],
		    r->read_by[MARK_NORMAL], r->read_by[MARK_BY_CONTEXT]);
	fputc('\n', out);
	buf_free(&name);
	if (r->sites_read > 0)
		table_scores(a, r);
	if (r->sites_read == 0)
		fputs("No mark of the package was found, so no accusation is possible.\n", out);
	else if (!r->possible)
		fprintf(out,
		    "No accusation is possible: even a copy that matched every mark read would reach only p = %.2g, "
		    "and the bound is %.2g.\n",
		    r->best, a->bound);
	else if (r->accused == 0)
		fprintf(out,
		    "No copy is accused: the nearest, copy %zu, has p = %.2g, and the bound is %.2g.\n",
		    r->score[0].copy, r->score[0].p_value, a->bound);
	else
		explain_accused(a, r);
	for (size_t i = 0; a->marked != NULL && i < r->accused; i++)
		explain_copies(a, r->score[i].copy);
	if (a->likened && a->alike.nil && r->accused > 0)
		fprintf(out,
		    "Caution: but for the marks hardly anything of the package is in this specimen (%.1f %%), so it is "
		    "no copy that was adapted.  Who put the marks there?\n",
		    100 * a->alike.containment);
	else if (a->likened && !a->alike.nil && r->accused == 0)
		fprintf(out,
		    "Of the package itself %.0f %% is in this specimen, whatever became of the marks.\n",
		    100 * a->alike.containment);
	if (r->accused > r->colluders)
		fprintf(out,
		    "Copies were mixed, and more of them are named than these marks promise (%u): others may have "
		    "had a part as well.\n",
		    r->colluders);
	else if (r->colluders == 1 && r->beside == 0)
		fputs("The marks read can name one leaker, but not one of several who mixed their copies.\n",
		    out);
	else if (r->colluders > 1)
		fprintf(
		    out, "The marks read can name one of up to %u who mixed their copies.\n", r->colluders);
	fputc('\n', out);
}

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
	list_specimen(a, specimen, &r, &got);
	if (a->c->json)
		print_scores(a, specimen, &r);
	else
		explain(a, specimen, &r);
	rc = keep(a, specimen, &r, &got, e);
done:
	accuse_free(&r);
	mark_reading_free(&reading);
	return (rc);
}

/* The last line: over all specimens.  Return whether anyone is accused. */
static bool
print_verdict(struct accusing *a, size_t copies)
{
	struct jsonw w = JSONW(&a->line);
	bool any = false;

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "verdict");
	jsonw_key(&w, "accused");
	jsonw_open(&w, '[');
	for (size_t copy = 1; copy <= copies; copy++) {
		if (a->accused[copy - 1]) {
			jsonw_u64(&w, copy);
			any = true;
		}
	}
	jsonw_close(&w, ']');
	jsonw_kreal(&w, "bound", a->bound);
	jsonw_ku64(&w, "colluders_supported", a->colluders);
	jsonw_kbool(&w, "accusation_possible", a->possible);
	jsonw_key(&w, "specimens");
	jsonw_raw(&w, buf_view(&a->specimens));
	jsonw_close(&w, '}');
	if (a->c->json)
		cli_line(a->c, &a->line);
	else if (any)
		fputs("Marks say whose copy it was.  Whether it left on purpose, by carelessness or by a "
		      "break-in, and who "
		      "had it later, they cannot say.\n",
		    a->c->out);
	else
		fputs("Nobody accused does not mean nobody leaked: marks can be removed.\n", a->c->out);
	return (any);
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
		if ((rc = marked_count(&s, &packages, e)) == 0 && packages == 0)
			rc = err_set(
			    e, ERR_NOTFOUND, "nothing was released from this case; or give --manifest FILE");
		if (rc == 0 && (rc = begin(a, *copies, packages, e)) == 0)
			rc = marked_each(c, &s, on_package, a, e);
	}
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
		status = print_verdict(&a, copies) ? EXIT_FOUND : EXIT_DONE;
	}
	buf_free(&a.line);
	buf_free(&a.specimens);
	free(a.accused);
	return (status);
}
