/* athar checkpoint: print the signed checkpoint, byte for byte, to be kept by somebody else. */
#include "cli/commands.h"

int
cmd_checkpoint(struct cli *c)
{
	struct buf b = BUF(BUF_BIG);
	struct case_dir *k;
	struct err e = { .code = 0 };
	int status = EXIT_DONE;

	if ((k = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if (case_checkpoint(k, &b, &e) != 0)
		status = cli_fail(c, &e);
	else
		fwrite(b.p, 1, b.n, c->out);
	buf_free(&b);
	case_close(k);
	return (status);
}
