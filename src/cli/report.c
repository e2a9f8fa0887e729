/* athar report: the case as one page. */
#include "desk/report.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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
	if (file != NULL)
		fprintf(c->out, "%s\n", file);
	buf_free(&b);
}

/*
 * A file is replaced whole, so that nobody ever reads half a page.  A device or a pipe is written to: root's
 * -o /dev/null would otherwise take it away from the whole machine.  ${*named}: whether there is a file to name.
 */
static int
write_page(const struct cli *c, const char *file, const struct buf *page, bool *named)
{
	struct stat st;
	struct err e;
	int fd, rc;

	*named = stat(file, &st) != 0 || S_ISREG(st.st_mode);
	if (!*named && S_ISDIR(st.st_mode))
		return (cli_usage(c, "-o %s: is a folder", file));
	if (*named) {
		rc = file_replace(AT_FDCWD, file, buf_view(page), 0600, true, &e);
	} else if ((fd = open(file, O_WRONLY | O_CLOEXEC | O_NOCTTY)) < 0) {
		rc = err_sys(&e, "cannot write %s", file);
	} else {
		rc = file_write_all(fd, page->p, page->n, &e);
		(void)close(fd);
	}
	/* Whatever the system's reason, it is the place for the page that is not available, never the input. */
	if (rc != 0)
		(void)cli_fail(c, &e);
	return (rc == 0 ? EXIT_DONE : EXIT_STORE);
}

int
cmd_report(struct cli *c)
{
	const char *file = cli_get(c, "out");
	struct report_facts facts;
	struct buf page = BUF(BUF_BIG);
	struct case_dir *dir;
	struct err e;
	bool named = true;
	int rc, status;

	err_clear(&e);
	if (file == NULL || *file == '\0')
		return (cli_usage(c, "-o FILE is missing"));
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	/*
	 * What a case holds is not for everyone on this machine, whatever the audience; who publishes it
	 * can say so.
	 */
	if ((rc = report_put(&page, dir, c->as_of, c->audience, &facts, &e)) != 0)
		status = cli_fail(c, &e);
	else
		status = write_page(c, file, &page, &named);
	if (status == EXIT_DONE)
		note(c, named ? file : NULL, page.n, &facts);
	buf_free(&page);
	case_close(dir);
	return (status);
}
