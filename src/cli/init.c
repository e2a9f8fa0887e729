/* athar init: make a case, and fill it from a template. */

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/rooms.h"
#include "desk/template.h"

static int
unknown_template(const struct cli *c, const char *name)
{
	struct buf b = BUF(4096);
	int status;

	for (const struct template *t = templates; t->name != NULL; t++)
		buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", t->name);
	status = cli_usage(c, "--template %s: no such template; there is %s", name, buf_c(&b));
	buf_free(&b);
	return (status);
}

/* The case is there already: a template that fails leaves it empty and usable. */
static int
fill(const struct cli *c, const struct template *t, size_t *added, struct err *e)
{
	struct case_dir *dir = case_open(c->arg[0], rooms_folds, rooms_folds_n, e);
	int rc;

	if (dir == NULL)
		return (e->code);
	rc = template_apply(dir, t, added, e);
	case_close(dir);
	return (rc);
}

int
cmd_init(struct cli *c)
{
	const char *name = cli_get(c, "template");
	const struct template *t = name != NULL ? template_find(str_of(name)) : NULL;
	size_t added = 0;
	struct err e;

	err_clear(&e);
	if (name != NULL && t == NULL)
		return (unknown_template(c, name));
	if (case_create(c->arg[0], &e) != 0)
		return (cli_fail(c, &e));
	if (t != NULL && fill(c, t, &added, &e) != 0) {
		(void)err_in(&e, c->arg[0]);
		return (cli_fail(c, &e));
	}
	if (t != NULL)
		cli_note(
		    "made the case, with %zu entries from the template %s: %s", added, t->name, t->title);
	else
		cli_note("made an empty case");
	return (EXIT_DONE);
}
