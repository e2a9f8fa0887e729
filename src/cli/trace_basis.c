/* Backgrounds and their secrets: see the header. */
#include "cli/trace_basis.h"

#include <stdlib.h>

int
trace_secret(const char *path, struct mark_secret *s, struct err *e)
{
	int rc;

	*s = (struct mark_secret){ .n = 0 };
	if (path == NULL)
		return (0);
	if ((rc = mark_secret_read(s, path, e)) == 0 && s->exposed)
		cli_note(
		    "warning: others may read the secret; whoever has it and the background can ask what it holds "
		    "(chmod 600)");
	return (rc);
}

int
trace_basis(const struct cli *c, struct background **b, struct err *e)
{
	const char *path = cli_get(c, "background"), *from = cli_get(c, "background-secret");
	struct mark_secret *secret;
	int rc;

	*b = NULL;
	if (path == NULL)
		return (from == NULL
			? 0
			: err_set(e, ERR_USAGE, "--background-secret goes with --background FILE"));
	if ((secret = malloc(sizeof(*secret))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = trace_secret(from, secret, e)) == 0 &&
	    (*b = background_open_keyed(path, mark_secret_view(secret), e)) == NULL)
		rc = e->code;
	mark_secret_wipe(secret);
	free(secret);
	return (rc);
}
