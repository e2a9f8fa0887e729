/* athar export: what the case knows, in the formats of others, to an audience. */
#include <fcntl.h>
#include <stdio.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"
#include "share/out.h"

/* What the format cannot say, a line each; then what was left out. */
static void
warn_all(const struct cli *c, const struct out *o, const struct buf *warn)
{
	struct str rest = buf_view(warn), line;
	struct buf b = BUF(BUF_BIG);

	while (rest.n > 0 && str_split(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		buf_clear(&b);
		escape_term(&b, line);
		cli_note("%s", buf_c(&b));
	}
	if (cli_get(c, "publisher") == NULL || cli_get(c, "namespace") == NULL)
		cli_note("the publisher is not named: give --publisher NAME and --namespace URI");
	cli_note("TLP:%s, for TLP:%s; %llu %s left out", tlp_name(o->tlp), tlp_name(c->audience),
	    (unsigned long long)o->hidden, o->hidden == 1 ? "document" : "documents");
	buf_free(&b);
}

/* The one place that decides whether it may go. */
static int export(
    struct cli *c, const struct out_format *f, const char *file, struct case_dir *dir, struct err *e)
{
	struct out_ask ask = { .bulletin = cli_get(c, "bulletin"),
		.publisher = cli_get(c, "publisher"),
		.namespace = cli_get(c, "namespace"),
		.as_of = c->as_of,
		.audience = c->audience };
	struct buf text = BUF(BUF_BIG), warn = BUF(BUF_BIG);
	struct out o = { .products = 0 };
	int rc;

	if ((rc = out_load(&o, dir, &ask, e)) != 0)
		goto done;

	/* Each part was asked for its label; the whole is asked once more. */
	if (!tlp_allows(c->audience, o.tlp)) {
		rc = err_set(
		    e, ERR_DENIED, "TLP:%s may not go to TLP:%s", tlp_name(o.tlp), tlp_name(c->audience));
		goto done;
	}
	if ((rc = f->put(&text, &o, cli_get(c, "vex") != NULL, &warn, e)) == 0 &&
	    (rc = file_replace(AT_FDCWD, file, buf_view(&text), 0600, true, e)) == 0) {
		warn_all(c, &o, &warn);
		fprintf(c->out, "%s\n", file);
	}

done:
	buf_free(&warn);
	buf_free(&text);
	out_free(&o);
	return (rc);
}

/* A URI has a scheme, and nothing that would have to be escaped. */
static bool
is_uri(const char *s)
{
	struct str u = str_of(s);
	size_t colon = str_chr(u, ':');

	for (size_t i = 0; i < u.n; i++) {
		if ((unsigned char)u.p[i] <= 0x20 || (unsigned char)u.p[i] >= 0x7f ||
		    str_chr(STR("<>\"{}|\\^`"), u.p[i]) != STR_NPOS)
			return (false);
	}
	return (colon != STR_NPOS && colon > 0 && colon + 1 < u.n);
}

int
cmd_export(struct cli *c)
{
	const char *file = cli_get(c, "out"), *name = cli_get(c, "publisher"), *uri = cli_get(c, "namespace");
	const struct out_format *f = out_formats;
	struct case_dir *dir;
	struct err e = { .code = 0 };
	int rc;

	while (f->name != NULL && strcmp(f->name, c->arg[0]) != 0)
		f++;
	if (f->name == NULL)
		return (cli_usage(c, "%s is no format: csaf, misp or stix", c->arg[0]));
	if (file == NULL || *file == '\0')
		return (cli_usage(c, "-o FILE is missing"));
	if (cli_get(c, "vex") != NULL && strcmp(f->name, "csaf") != 0)
		return (cli_usage(c, "--vex is for csaf"));
	if (name != NULL && str_trim(str_of(name)).n == 0)
		return (cli_usage(c, "--publisher is empty"));
	if (uri != NULL && !is_uri(uri))
		return (cli_usage(c, "--namespace must be a URI, as https://cert.example.org"));
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	rc = export(c, f, file, dir, &e);
	case_close(dir);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, &e));
}
