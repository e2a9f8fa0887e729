/* athar share release: a package to each partner, marked and sealed to him alone.  See share/release.h. */
#include <stdlib.h>

#include "base/table.h"
#include "cli/commands.h"
#include "cli/share_desk.h"
#include "share/release.h"
#include "store/stamp.h"

static void
print_line(const struct cli *c, const struct release_result *r, struct buf *b)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kstr(&w, "partner", r->partner);
	if (r->outcome == RELEASE_REFUSED) {
		jsonw_kcstr(&w, "refused", r->why);
	} else if (r->outcome == RELEASE_WOULD) {
		jsonw_ku64(&w, "copy", r->copy);
		jsonw_kbool(&w, "dry_run", true);
	} else if (r->outcome == RELEASE_HELD) {
		jsonw_ku64(&w, "copy", r->copy);
		jsonw_ku64(&w, "number", r->entry);
		jsonw_kcstr(&w, "not_written", r->why);
	} else {
		jsonw_ku64(&w, "copy", r->copy);
		jsonw_kcstr(&w, "file", r->file);
		jsonw_kcstr(&w, "sha256", r->sha256);
		jsonw_kcstr(&w, "entry", r->entry_file);
		jsonw_kcstr(&w, "receipt", r->receipt);
		jsonw_ku64(&w, "number", r->entry);
		jsonw_kbool(&w, "again", r->outcome == RELEASE_AGAIN);
	}
	jsonw_close(&w, '}');
	cli_line(c, b);
}

static void
table_row(struct table *t, const struct release_result *r)
{
	table_cell(t, r->partner);
	if (r->outcome == RELEASE_REFUSED) {
		table_printf(t, "refused");
		table_cell(t, STR(""));
		table_cell(t, str_of(r->why));
		return;
	}
	if (r->outcome == RELEASE_HELD) {
		table_printf(t, "in the record, not written");
		table_printf(t, "%u", r->copy);
		table_cell(t, str_of(r->why));
		return;
	}
	table_printf(t, "%s",
	    r->outcome == RELEASE_WOULD       ? "would go"
		: r->outcome == RELEASE_AGAIN ? "written again"
					      : "released");
	table_printf(t, "%u", r->copy);
	table_cell(t, str_of(r->file));
}

/* Print all; true where anyone is refused. */
static bool
print_results(const struct cli *c, const struct release_job *job)
{
	struct table *t = table_new("partner|outcome|>copy|file, or why not");
	struct buf b = BUF(65536);
	const struct release_result *r;
	bool refused = false;
	size_t n;

	r = release_results(job, &n);
	for (size_t i = 0; i < n && t != NULL; i++) {
		refused = refused || r[i].outcome == RELEASE_REFUSED;
		if (c->json)
			print_line(c, &r[i], &b);
		else
			table_row(t, &r[i]);
	}
	if (t != NULL && !c->json && n > 0)
		table_print(t, c->out);
	table_free(t);
	buf_free(&b);
	return (refused);
}

/* Names may stand behind one --to, or each behind its own. */
static struct str *
read_names(const struct cli *c, size_t *n)
{
	struct str *name = calloc(c->narg + c->nvalues + 1, sizeof(*name));
	const char *to;

	*n = 0;
	for (size_t i = 0; name != NULL && (to = cli_get_nth(c, "to", i)) != NULL; i++)
		name[(*n)++] = str_of(to);
	for (size_t i = 1; name != NULL && i < c->narg; i++)
		name[(*n)++] = str_of(c->arg[i]);
	return (name);
}

static int
check_usage(const struct cli *c, struct release_ask *ask)
{
	const char *stage = cli_get(c, "stage");
	struct err e;

	if (cli_get(c, "package") == NULL || stage == NULL)
		return (cli_usage(c, "--package and --stage are needed"));
	if (policy_stage_parse(&ask->stage, str_of(stage), &e) != 0)
		return (cli_usage(c, "--stage: %s", e.text));
	if (ask->all == (ask->n > 0))
		return (cli_usage(c, "either --to PARTNER... or --all"));
	if (ask->out == NULL && cli_get(c, "dry-run") == NULL)
		return (cli_usage(c, "--out DIR says where the sealed copies go (or --dry-run)"));
	if (ask->out != NULL && *ask->out == '\0')
		return (cli_usage(c, "--out is empty"));
	if (cli_get(c, "dry-run") != NULL)
		ask->out = NULL;
	return (0);
}

/* The bytes are out; an authority that does not answer changes nothing of that. */
static void
stamp_after(const struct share_desk *d)
{
	struct err e = { 0 };
	uint64_t entry = 0;
	int rc = stamp_daily(d->c, d->by, NULL, &entry, &e);

	if (rc > 0)
		cli_note("entry %llu: the daily time stamp", (unsigned long long)entry);
	else if (rc < 0)
		cli_note("warning: no daily time stamp: %s", e.text);
}

int
cmd_share_release(struct cli *c)
{
	struct release_ask ask = { .bulletin = str_of(c->arg[0]),
		.package = cli_get(c, "package"),
		.all = cli_get(c, "all") != NULL,
		.out = cli_get(c, "out"),
		.policy = cli_get(c, "policy") };
	struct str *name = read_names(c, &ask.n);
	struct release_job *job = NULL;
	struct share_desk d = { 0 };
	struct err e = { 0 };
	int status, rc;

	ask.to = name;
	if (name == NULL)
		return (EXIT_INTERNAL);
	if ((status = check_usage(c, &ask)) != 0)
		goto done;
	if (share_desk_named(&d, c, &e) != 0) {
		status = cli_fail(c, &e);
		goto done;
	}
	ask.by = d.by;
	rc = release_run(d.c, d.sealers, &ask, &job, &e);
	if (rc == 0 || rc == ERR_IO)
		status = print_results(c, job) ? EXIT_FOUND : EXIT_DONE;
	if (rc != 0)
		status = cli_fail(c, &e);
	else if (ask.out != NULL)
		stamp_after(&d);
done:
	release_free(job);
	share_desk_close(&d);
	free(name);
	return (status);
}
