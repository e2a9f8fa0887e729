/* See the header. */
#include "cli/trace_kept.h"

int
trace_kept_open(struct trace_kept *k, const struct cli *c, struct case_dir *dir, struct err *e)
{
	bool found = false;

	*k = (struct trace_kept){ .command = BUF(1 << 16) };
	if (cli_get(c, "no-keep") != NULL)
		return (0);
	if (dir == NULL) {
		dir = k->own = cli_try_case(c, &found, e);
		if (dir == NULL)
			return (found || cli_get(c, "case") != NULL ? e->code : 0);
	}
	cli_command(c, &k->command);
	k->run = (struct conclusion_run){ dir, buf_view(&k->command), c->tlp };
	return (buf_error(&k->command, e));
}

void
trace_kept_close(struct trace_kept *k)
{
	case_close(k->own);
	buf_free(&k->command);
}

void
trace_kept_note(uint64_t entry, bool fresh)
{
	cli_note(fresh ? "kept as entry %llu" : "entry %llu holds the same result: nothing added",
	    (unsigned long long)entry);
}
