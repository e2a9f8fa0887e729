/* athar share policy show, check, set. */
#include <fcntl.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/share_desk.h"
#include "share/policy_case.h"

int
cmd_share_policy_show(struct cli *c)
{
	struct share_desk d = { 0 };
	struct buf text = BUF(POLICY_FILE_MAX);
	struct err e = { 0 };
	int status = EXIT_DONE;

	if (share_desk_open(&d, c, &e) != 0 || policy_text_of_case(d.c, &d.s, &text, &e) != 0)
		status = cli_fail(c, &e);
	else
		fwrite(text.p, 1, text.n, c->out);
	share_desk_close(&d);
	buf_free(&text);
	return (status);
}

/* Read the file that the first argument names, and check it. */
static int
read_policy(const struct cli *c, struct buf *text, struct err *e)
{
	struct policy *p = NULL;
	int rc = file_read(text, AT_FDCWD, c->arg[0], e);

	if (rc == 0)
		rc = policy_read(&p, c->arg[0], buf_view(text), e);
	policy_free(p);
	return (rc);
}

int
cmd_share_policy_check(struct cli *c)
{
	struct buf text = BUF(POLICY_FILE_MAX), shown = BUF(65536);
	struct err e = { 0 };
	int status = EXIT_DONE;

	if (read_policy(c, &text, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		escape_term(&shown, str_of(c->arg[0]));
		fprintf(c->out, "%s is well formed.\n", buf_c(&shown));
	}
	buf_free(&text);
	buf_free(&shown);
	return (status);
}

int
cmd_share_policy_set(struct cli *c)
{
	struct share_desk d = { 0 };
	struct buf text = BUF(POLICY_FILE_MAX);
	struct err e = { 0 };
	uint64_t entry;
	int status = EXIT_DONE;

	if (read_policy(c, &text, &e) != 0 || share_desk_open(&d, c, &e) != 0)
		status = cli_fail(c, &e);
	else if (policy_put(d.c, buf_view(&text), d.by, &entry, &e) == 0)
		cli_entry(c, entry, "the policy holds from now on");
	else if (e.code == ERR_EXISTS)
		cli_note("%s: nothing added", e.text);
	else
		status = cli_fail(c, &e);
	share_desk_close(&d);
	buf_free(&text);
	return (status);
}
