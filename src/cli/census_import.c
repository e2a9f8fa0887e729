/* athar census import: scan exports into the case. */
#include "base/escape.h"
#include "census/import.h"
#include "cli/cli.h"
#include "cli/commands.h"

/* What on_rejected needs to name the place. */
struct place {
	const char *file;
};

static void
on_rejected(void *arg, uint64_t line, struct str why)
{
	const struct place *place = arg;
	struct buf b = BUF(BUF_BIG);

	escape_term(&b, str_of(place->file));
	buf_printf(&b, ":%llu: ", (unsigned long long)line);
	escape_term(&b, why);
	cli_note("%s", buf_c(&b));
	buf_free(&b);
}

/* "1 record", "1,204 records". */
static void
put_counted(struct buf *b, uint64_t n, const char *one, const char *many)
{
	buf_count(b, n);
	buf_char(b, ' ');
	buf_cstr(b, n == 1 ? one : many);
}

/* What people should know beside the result: repeated input, records that were left out. */
static void
note_result(const char *file, const struct census_imported *got, uint64_t known)
{
	const struct scan_totals *t = &got->totals;
	struct buf b = BUF(BUF_BIG);

	if (t->rejects > SCAN_REASONS) {
		escape_term(&b, str_of(file));
		buf_cstr(&b, ": ");
		put_counted(
		    &b, t->rejects - SCAN_REASONS, "more record was rejected", "more records were rejected");
		cli_note("%s", buf_c(&b));
		buf_clear(&b);
	}
	escape_term(&b, str_of(file));
	if (got->again) {
		buf_printf(&b, ": imported before as entry %llu; nothing has changed",
		    (unsigned long long)got->entry);
		cli_note("%s", buf_c(&b));
	} else if (known > 0) {
		buf_cstr(&b, ": ");
		put_counted(&b, known, "observation was", "observations were");
		buf_cstr(&b, " there already; only the others are new");
		cli_note("%s", buf_c(&b));
	}
	buf_free(&b);
}

static void
print_json(const struct cli *c, const char *file, const struct census_imported *got, uint64_t known)
{
	const struct scan_totals *t = &got->totals;
	struct buf b = BUF(BUF_BIG), name = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);

	escape_path(&name, str_of(file));
	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "import");
	jsonw_kstr(&w, "file", buf_view(&name));
	jsonw_kcstr(&w, "format", t->reader->name);
	jsonw_ku64(&w, "records", t->records);
	jsonw_ku64(&w, "observations", got->fresh);
	jsonw_ku64(&w, "duplicates", known);
	jsonw_ku64(&w, "passed_over", t->passed_over);
	jsonw_ku64(&w, "rejected", t->rejects);
	jsonw_ku64(&w, "entry", got->entry);
	jsonw_close(&w, '}');
	cli_line(c, &b);
	buf_free(&b);
	buf_free(&name);
}

static void
print_text(const struct cli *c, const char *file, const struct census_imported *got, uint64_t known)
{
	const struct scan_totals *t = &got->totals;
	struct buf b = BUF(BUF_BIG);

	escape_term(&b, str_of(file));
	buf_printf(&b, ": %s, ", t->reader->name);
	put_counted(&b, t->records, "record: ", "records: ");
	put_counted(&b, got->fresh, "new observation, ", "new observations, ");
	buf_count(&b, known);
	buf_cstr(&b, " known already, ");
	buf_count(&b, t->passed_over);
	buf_cstr(&b, " without an Exchange server, ");
	buf_count(&b, t->rejects);
	buf_cstr(&b, " rejected");
	cli_line(c, &b);
	buf_free(&b);
}

static int
import_one(const struct cli *c, struct case_dir *dir, struct census_import *what)
{
	struct place place = { what->path };
	struct census_imported got;
	struct err e;
	uint64_t known;

	what->rejected = on_rejected;
	what->arg = &place;
	err_clear(&e);
	if (census_import(dir, what, &got, &e) != 0)
		return (cli_fail(c, &e));
	known = got.totals.observations - got.fresh;
	note_result(what->path, &got, known);
	if (c->json)
		print_json(c, what->path, &got, known);
	else
		print_text(c, what->path, &got, known);
	return (EXIT_DONE);
}

int
cmd_census_import(struct cli *c)
{
	const char *format = cli_get(c, "format"), *source = cli_get(c, "source");
	struct census_import what = {
		.keep = cli_get(c, "keep") != NULL, .tlp = c->tlp, .source = str_of(source)
	};
	struct buf scratch = BUF(1024);
	struct case_dir *dir;
	struct err e;
	int status = EXIT_DONE, one;
	bool usable = false;

	if (format != NULL && (what.format = census_reader_find(str_of(format))) == NULL)
		return (cli_usage(c, "--format is one of zgrab2, shadowserver and csv"));
	if (source != NULL &&
	    (what.source.n == 0 || !str_eq(scan_name(&scratch, what.source), what.source))) {
		buf_free(&scratch);
		return (cli_usage(
		    c, "--source is a name of up to %d bytes without control characters", OBS_NAME_MAX));
	}
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	/* Each file is a commit of its own; one that is no good does not keep the others out. */
	for (size_t i = 0; i < c->narg; i++) {
		what.path = c->arg[i];
		one = import_one(c, dir, &what);
		usable = usable || one == EXIT_DONE;
		status = one > status ? one : status;
	}
	case_close(dir);
	return (usable && status == EXIT_INPUT ? EXIT_DONE : status);
}
