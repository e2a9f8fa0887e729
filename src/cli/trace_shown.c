/* What the commands of trace say alike: see the header. */
#include "cli/trace_shown.h"

#include "base/escape.h"
#include "cli/cli.h"

void
trace_unread(void *arg, struct str path, struct str why)
{
	struct buf b = BUF(BUF_BIG);

	(void)arg;
	escape_term(&b, path);
	buf_cstr(&b, ": ");
	escape_term(&b, why);
	cli_note("not read, or not to its end: %s", buf_c(&b));
	buf_free(&b);
}
