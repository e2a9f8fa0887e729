/* athar share mark: list a package's mark sites, check them, or write marked copies.  See mark/. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/escape.h"
#include "base/table.h"
#include "cli/commands.h"
#include "mark/capacity.h"
#include "mark/check.h"
#include "mark/copy.h"
#include "mark/manifest.h"
#include "mark/propose.h"
#include "mark/secret.h"
#include "trace/accuse.h"

static void
site_line(const struct cli *c, const struct mark_site *site, const size_t *checked, struct str yaml,
    const char *why, struct buf *b)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kstr(&w, "file", site->file);
	jsonw_ku64(&w, "line", site->line);
	jsonw_kcstr(&w, "kind", mark_kind_name(site->kind));
	/* Up to 2^53 it is a whole number, exactly. */
	jsonw_key(&w, "choices");
	if (mark_choices(site) <= 9007199254740992.0)
		jsonw_u64(&w, (uint64_t)mark_choices(site));
	else
		jsonw_real(&w, mark_choices(site));
	jsonw_kreal(&w, "bits", mark_bits(site));
	if (checked != NULL)
		jsonw_ku64(&w, "checked", *checked);
	if (why != NULL) {
		jsonw_kbool(&w, "proposed", true);
		jsonw_kstr(&w, "yaml", yaml);
		jsonw_kcstr(&w, "why", why);
	}
	jsonw_close(&w, '}');
	cli_line(c, b);
}

static int
by_line(const void *va, const void *vb)
{
	const struct mark_site *a = *(const struct mark_site *const *)va,
			       *b = *(const struct mark_site *const *)vb;
	int order = str_order(a->file, b->file);

	if (order != 0 || a->line != b->line)
		return (order != 0 ? order : a->line < b->line ? -1 : 1);
	return (str_order(a->find, b->find));
}

static void
table_sites(const struct cli *c, const struct mark_package *p, const struct mark_site **site)
{
	struct table *t = table_new("file|>line|kind|>choices|>bits");
	double bits = 0;
	size_t free_sites = 0;

	for (size_t k = 0; t != NULL && k < p->sites.n; k++) {
		table_cell(t, site[k]->file);
		table_printf(t, "%llu", (unsigned long long)site[k]->line);
		if (site[k]->kind == MARK_FREE)
			table_printf(t, "free %s", mark_class_name(site[k]->class));
		else
			table_printf(t, "%s", mark_kind_name(site[k]->kind));
		table_printf(t, "%.4g", mark_choices(site[k]));
		table_printf(t, "%.1f", mark_bits(site[k]));
		if (site[k]->kind == MARK_FREE)
			free_sites++;
		else
			bits += mark_bits(site[k]);
	}
	if (t != NULL)
		table_print(t, c->out);
	table_free(t);
	fprintf(c->out, "%zu sites: %.1f bits in %zu of them, and %zu free values unique to a copy\n",
	    p->sites.n, bits, p->sites.n - free_sites, free_sites);
}

/* What several who mix their copies need, and whether it is there. */
static void
print_colluders(const struct cli *c, const struct mark_capacity *k)
{
	fprintf(c->out, "    two colluders: %s (%zu sites of a few values, %zu that survive are needed)\n",
	    k->colluders >= 2 ? "supported" : "not supported", k->finite, k->two);
	if (k->discrete)
		fprintf(c->out,
		    "    three: %s (%zu sites of two values with secret biases, %zu that survive are needed)\n",
		    k->colluders >= 3 ? "supported" : "not supported", k->two_valued, k->three);
	else
		fprintf(c->out,
		    "    three: not supported (%zu sites of two values; secret biases begin at %d, and %zu that "
		    "survive are needed)\n",
		    k->two_valued, MARK_DISCRETE_SITES, k->three);
}

/* Whom the sites can name. */
static int
print_capacity(const struct cli *c, const struct mark_package *p, double bound)
{
	static const size_t partners[] = { 10, 100, 1000 };
	struct mark_capacity k = { 0 };
	struct err e = { 0 };

	for (size_t i = 0; i < 3; i++) {
		if (mark_capacity(&k, p->sites.site, p->sites.n, partners[i], bound, &e) != 0)
			return (cli_fail(c, &e));
		fprintf(c->out,
		    "%zu partners, false accusation at most %g in all: one leaker is %s if all sites survive; "
		    "with half of them lost %s (probability %.3f)\n",
		    partners[i], bound, k.one ? "named" : "not named",
		    k.half >= CAPACITY_SURE ? "he is named" : "that is not sure", k.half);
		print_colluders(c, &k);
	}
	if (k.naming > 0)
		fprintf(c->out,
		    "%zu free values are long enough to name one copy each, whoever else mixed in, until somebody "
		    "compares copies and changes them\n",
		    k.naming);
	return (EXIT_DONE);
}

/* What else might vary, ready for pasting. */
static int
list_proposals(const struct cli *c, const struct mark_package *p)
{
	struct mark_proposals *m = calloc(1, sizeof(*m));
	struct table *t = NULL;
	struct buf b = BUF(65536);
	struct err e = { 0 };
	int rc = 0;

	if (m == NULL)
		return (EXIT_INTERNAL);
	if ((rc = mark_propose(m, p, &e)) != 0)
		goto done;
	if (!c->json && m->n > 0)
		t = table_new("proposed file|>line|kind|why");
	for (size_t k = 0; k < m->n; k++) {
		if (c->json)
			site_line(c, &m->site[k], NULL, m->yaml[k], m->why[k], &b);
		if (t == NULL)
			continue;
		table_cell(t, m->site[k].file);
		table_printf(t, "%llu", (unsigned long long)m->site[k].line);
		table_printf(t, "%s", mark_kind_name(m->site[k].kind));
		table_printf(t, "%s", m->why[k]);
	}
	if (t != NULL) {
		table_print(t, c->out);
		fprintf(c->out, "for pasting below \"marks:\" in " MARK_YML_NAME ", after reading each:\n%s",
		    p->sites.n == 0 ? "marks:\n" : "");
		for (size_t k = 0; k < m->n; k++) {
			buf_clear(&b);
			escape_term(&b, m->yaml[k]);
			fprintf(c->out, "%s\n", buf_c(&b));
		}
	}
done:
	table_free(t);
	buf_free(&b);
	mark_proposals_free(m);
	free(m);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, &e));
}

static int
list_sites(const struct cli *c, const struct mark_package *p, double bound, const struct check_tally *tally)
{
	const struct mark_site **site = calloc(p->sites.n + 1, sizeof(*site));
	struct buf b = BUF(65536);
	int status = EXIT_DONE;

	if (site == NULL)
		return (EXIT_INTERNAL);
	for (size_t k = 0; k < p->sites.n; k++)
		site[k] = &p->sites.site[k];
	qsort(site, p->sites.n, sizeof(*site), by_line);
	for (size_t k = 0; c->json && k < p->sites.n; k++)
		site_line(c, site[k], tally == NULL ? NULL : &tally->site[site[k] - p->sites.site], STR(""),
		    NULL, &b);
	if (p->sites.n == 0)
		cli_note(MARK_YML_NAME " is missing: no site is declared, and no copy can be marked");
	if (!c->json && p->sites.n > 0) {
		table_sites(c, p, site);
		status = print_capacity(c, p, bound);
		if (tally == NULL && p->sites.check.n > 0) {
			escape_term(&b, p->sites.check);
			fprintf(c->out, "check: %s (not run)\n", buf_c(&b));
		}
	}
	buf_free(&b);
	free(site);
	return (status != EXIT_DONE ? status : list_proposals(c, p));
}

/* How a run ended, for people. */
static void
put_end(struct buf *b, const struct jail_end *end)
{
	if (end->how == JAIL_TIMEOUT)
		buf_printf(b, "not done after %d seconds", JAIL_SECONDS);
	else if (end->how == JAIL_SIGNALLED)
		buf_printf(b, "ended by signal %d (%s)", end->value, strsignal(end->value));
	else if (end->how == JAIL_NO_START)
		buf_printf(b, "cannot be started: %s", strerror(end->value));
	else
		buf_printf(b, "exit %d", end->value);
}

/* The last lines of what the check said; each is shown on one line. */
static void
show_output(struct str output)
{
	struct buf b = BUF(65536);
	size_t from = output.n, lines = 0, end;

	while (output.n > 0 && output.p[output.n - 1] == '\n')
		output.n--;
	for (from = output.n; from > 0 && (output.p[from - 1] != '\n' || ++lines < 5); from--)
		;
	for (; from < output.n; from = end + 1) {
		for (end = from; end < output.n && output.p[end] != '\n'; end++)
			;
		buf_clear(&b);
		escape_term(&b, str_sub(output, from, end));
		cli_note("    %s", buf_c(&b));
	}
	buf_free(&b);
}

static void
show_fault(void *arg, const struct check_fault *fault)
{
	const struct mark_package *p = arg;
	struct buf b = BUF(65536);

	if (fault->site == SIZE_MAX) {
		buf_cstr(&b, "the check fails on the package as it is");
	} else {
		const struct mark_site *site = &p->sites.site[fault->site];

		escape_term(&b, site->file);
		buf_printf(&b, ":%llu: the check fails with ", (unsigned long long)site->line);
		if (site->kind == MARK_ORDER) {
			buf_cstr(&b, "these lines in reverse order");
		} else {
			buf_char(&b, '"');
			escape_term(&b, fault->value);
			buf_char(&b, '"');
		}
	}
	buf_cstr(&b, ": ");
	put_end(&b, &fault->end);
	cli_note("%s", buf_c(&b));
	show_output(fault->output);
	buf_free(&b);
}

static int
run_check(const struct cli *c, struct mark_package *p, double bound)
{
	struct check_tally tally = { 0 };
	struct buf b = BUF(65536);
	struct err e = { 0 };
	int status;

	/* It is shown before it is run, whatever comes of that. */
	if (p->sites.check.n > 0) {
		escape_term(&b, p->sites.check);
		cli_note("running the package's own check on a scratch copy for each value: %s", buf_c(&b));
	}
	buf_free(&b);
	if (mark_check_run(p, show_fault, p, &tally, &e) != 0) {
		(void)err_in(&e, p->root.p);
		status = cli_fail(c, &e);
	} else {
		status = list_sites(c, p, bound, &tally);
		cli_note("check: %zu of %zu runs passed", tally.runs - tally.failed, tally.runs);
		if (status == EXIT_DONE && tally.failed > 0)
			status = EXIT_FOUND;
	}
	free(tally.site);
	return (status);
}

static void
list_copies(const struct cli *c, const char *out, size_t copies)
{
	struct table *t = table_new(">copy|dir");
	struct buf b = BUF(65536), dir = BUF(65536);

	for (size_t copy = 1; copy <= copies; copy++) {
		struct jsonw w = JSONW(&b);
		char name[32];

		mark_copy_name(copy, copies, name);
		buf_clear(&dir);
		buf_printf(&dir, "%s%s%s", out, out[strlen(out) - 1] == '/' ? "" : "/", name);
		if (c->json) {
			jsonw_open(&w, '{');
			jsonw_ku64(&w, "copy", copy);
			jsonw_kstr(&w, "dir", buf_view(&dir));
			jsonw_close(&w, '}');
			cli_line(c, &b);
		} else if (t != NULL) {
			table_printf(t, "%zu", copy);
			table_cell(t, buf_view(&dir));
		}
	}
	if (!c->json && t != NULL)
		table_print(t, c->out);
	table_free(t);
	buf_free(&b);
	buf_free(&dir);
}

/* The secret, or the copies, inside the package would be sent along with the next copy. */
static int
check_places(const struct mark_package *p, const struct mark_secret *secret, const char *out, struct err *e)
{
	for (size_t f = 0; f < p->files; f++) {
		if (p->file[f].dev == secret->dev && p->file[f].ino == secret->ino)
			return (err_set(e, ERR_USAGE,
			    "the secret lies inside the package and would be in every copy: "
			    "move it away"));
	}
	return (mark_copy_outside(p, out, e));
}

static int
make_copies(const struct cli *c, const struct mark_package *p, const struct mark_secret *secret,
    size_t copies, const char *out)
{
	struct mark_book book = { 0 };
	struct buf manifest = BUF(MANIFEST_MAX), hex = BUF(SHA256_HEX);
	struct sha256 sum;
	struct err e = { 0 };
	int rc;

	if ((rc = check_places(p, secret, out, &e)) != 0)
		goto done;
	if ((rc = mark_book_fill(
		 &book, mark_secret_view(secret), &p->id, p->sites.site, p->sites.n, copies, &e)) != 0)
		goto done;
	/* Nothing leaves before every copy has been read back. */
	if ((rc = mark_copy_verify(p, &book, &e)) != 0)
		goto done;
	mark_manifest_put(&manifest, p, &book);
	if ((rc = buf_error(&manifest, &e)) != 0 ||
	    (rc = mark_copy_write(p, &book, buf_view(&manifest), out, &e)) != 0)
		goto done;
	list_copies(c, out, copies);
	sum = sha256_of(buf_view(&manifest));
	hex_put(&hex, sum.b, sizeof(sum.b));
	cli_note("manifest.json is as confidential as the secret; its SHA-256 is %s: write it down before a "
		 "copy leaves, "
		 "and nobody can change a codeword unnoticed",
	    buf_c(&hex));
done:
	if (manifest.p != NULL)
		wipe(manifest.p, manifest.n);
	buf_free(&manifest);
	buf_free(&hex);
	mark_book_free(&book);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, &e));
}

static int
mark_copies(const struct cli *c, const struct mark_package *p)
{
	const char *text = cli_get(c, "copies"), *path = cli_get(c, "secret"), *out = cli_get(c, "out");
	struct mark_secret *secret;
	struct err e = { 0 };
	uint64_t copies;
	int status;

	if (str_u64(str_of(text), &copies) != 0 || copies < 1 || copies > MARK_COPIES_MAX)
		return (cli_usage(c, "--copies %s: expected a number from 1 to %d", text, MARK_COPIES_MAX));
	if ((secret = calloc(1, sizeof(*secret))) == NULL)
		return (EXIT_INTERNAL);
	if (mark_secret_read(secret, path, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		if (secret->exposed)
			cli_note("warning: others may read the secret; whoever has it can frame any copy "
				 "(chmod 600)");
		status = make_copies(c, p, secret, (size_t)copies, out);
	}
	mark_secret_wipe(secret);
	free(secret);
	return (status);
}

int
cmd_share_mark(struct cli *c)
{
	struct mark_package p = { 0 };
	struct err e = { 0 };
	bool copies = cli_get(c, "copies") != NULL;
	double bound = ACCUSE_BOUND;
	int status;

	if (copies && cli_get(c, "bound") != NULL)
		return (cli_usage(c, "--bound goes without --copies: it is what the list is told for"));
	if (cli_probability(c, "bound", &bound, &e) != 0)
		return (cli_fail(c, &e));
	if (copies && cli_get(c, "run-check") != NULL)
		return (cli_usage(c, "--run-check goes without --copies: check first, then mark"));
	if (copies && (cli_get(c, "secret") == NULL || cli_get(c, "out") == NULL))
		return (cli_usage(c, "--copies needs --secret FILE and --out DIR"));
	if (copies && *cli_get(c, "out") == '\0')
		return (cli_usage(c, "--out is empty"));
	if (!copies && (cli_get(c, "secret") != NULL || cli_get(c, "out") != NULL))
		return (cli_usage(c, "--secret and --out go with --copies N"));
	if ((copies ? mark_package_load : mark_package_read)(&p, c->arg[0], &e) != 0)
		status = cli_fail(c, &e);
	else if (cli_get(c, "run-check") != NULL)
		status = run_check(c, &p, bound);
	else
		status = copies ? mark_copies(c, &p) : list_sites(c, &p, bound, NULL);
	mark_package_free(&p);
	return (status);
}
