/* athar trace background build: what ordinary code looks like.  See trace/background.h. */
#include <stdlib.h>

#include "base/escape.h"
#include "cli/commands.h"
#include "cli/trace_basis.h"
#include "cli/trace_shown.h"

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

/* With a secret or without. */
static int
build(const struct cli *c, const char *out, struct background_built *built, struct err *e)
{
	struct mark_secret *secret = malloc(sizeof(*secret));
	int rc;

	if (secret == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = trace_secret(cli_get(c, "secret"), secret, e)) == 0)
		rc = background_build_keyed(
		    c->arg, c->narg, mark_secret_view(secret), out, trace_unread, NULL, built, e);
	mark_secret_wipe(secret);
	free(secret);
	return (rc);
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
	if (build(c, out, &built, &e) != 0)
		return (cli_fail(c, &e));
	if (c->json)
		print_json(c, out, &built);
	else
		print_text(c, out, &built);
	return (EXIT_DONE);
}
