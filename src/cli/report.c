/* athar report: the case as one page. */
#include "desk/report.h"

#include <fcntl.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "desk/say.h"

static void
note(const struct cli *c, const char *file, size_t bytes, const struct report_facts *facts)
{
	struct buf b = BUF(4096);

	say_many(&b, facts->events, "event", "events");
	buf_cstr(&b, ", ");
	say_many(&b, facts->hunts, "hunt", "hunts");
	buf_cstr(&b, ", ");
	say_many(&b, bytes, "byte", "bytes");
	buf_printf(&b, ", for TLP:%s", tlp_name(c->audience));
	if (facts->hidden > 0) {
		buf_cstr(&b, "; ");
		say_many(&b, facts->hidden, "fact", "facts");
		buf_cstr(&b, " left out");
	}
	cli_note("%s", buf_c(&b));
	fprintf(c->out, "%s\n", file);
	buf_free(&b);
}

int
cmd_report(struct cli *c)
{
	const char *file = cli_get(c, "out");
	struct report_facts facts;
	struct buf page = BUF(BUF_BIG);
	struct case_dir *dir;
	struct err e;
	int rc;

	err_clear(&e);
	if (file == NULL || *file == '\0')
		return (cli_usage(c, "-o FILE is missing"));
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	/*
	 * What a case holds is not for everyone on this machine, whatever the audience; who publishes it
	 * can say so.
	 */
	if ((rc = report_put(&page, dir, c->as_of, c->audience, &facts, &e)) == 0)
		rc = file_replace(AT_FDCWD, file, buf_view(&page), 0600, true, &e);
	if (rc == 0)
		note(c, file, page.n, &facts);
	buf_free(&page);
	case_close(dir);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, &e));
}
