/* athar trace background build: what ordinary code looks like.  See trace/background.h. */
#include "base/escape.h"
#include "cli/commands.h"
#include "cli/trace_shown.h"
#include "trace/background.h"

static void
print_json(const struct cli *c, const char *out, const struct background_built *built)
{
	struct buf b = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "file", out);
	jsonw_ku64(&w, "groups", built->groups);
	jsonw_ku64(&w, "files", built->files);
	jsonw_ku64(&w, "bytes", built->bytes);
	jsonw_ku64(&w, "unread", built->unread);
	jsonw_ku64(&w, "features", built->entries);
	jsonw_ku64(&w, "pairs", built->points);
	jsonw_ku64(&w, "size", built->size);
	jsonw_close(&w, '}');
	cli_line(c, &b);
	buf_free(&b);
}

static void
print_text(const struct cli *c, const char *out, const struct background_built *built)
{
	struct buf b = BUF(BUF_BIG);

	escape_term(&b, str_of(out));
	buf_cstr(&b, ": ");
	buf_count(&b, built->groups);
	buf_cstr(&b, built->groups == 1 ? " group, " : " groups, ");
	buf_count(&b, built->files);
	buf_cstr(&b, built->files == 1 ? " file, " : " files, ");
	buf_count(&b, built->bytes);
	buf_cstr(&b, " bytes: ");
	buf_count(&b, built->entries);
	buf_cstr(&b, " features kept, ");
	buf_count(&b, built->points);
	buf_cstr(&b, " pairs to calibrate with");
	if (built->points < 2 * CALIBRATE_MIN)
		buf_cstr(&b, ", too few for a likelihood ratio");
	cli_line(c, &b);
	buf_free(&b);
}

int
cmd_trace_background(struct cli *c)
{
	const char *out = cli_get(c, "out");
	struct background_built built;
	struct err e;

	if (out == NULL)
		return (cli_usage(c, "--out FILE is needed: where the background is written"));
	err_clear(&e);
	if (background_build(c->arg, c->narg, out, trace_unread, NULL, &built, &e) != 0)
		return (cli_fail(c, &e));
	if (c->json)
		print_json(c, out, &built);
	else
		print_text(c, out, &built);
	return (EXIT_DONE);
}
