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

/* Read the file that the first argument names, and check it.  Free ${*p} in any case. */
static int
read_policy(const struct cli *c, struct buf *text, struct policy **p, struct err *e)
{
	int rc = file_read(text, AT_FDCWD, c->arg[0], e);

	*p = NULL;
	return (rc != 0 ? rc : policy_read(p, c->arg[0], buf_view(text), e));
}

/* Where a warning goes: to people, and into an array of a line where there is one. */
struct warning {
	const char *file;
	struct jsonw *w;
};

static void
warn(void *arg, uint64_t line, const char *key, struct str word)
{
	const struct warning *to = arg;
	struct buf raw = BUF(65536), shown = BUF(65536);

	buf_printf(
	    &raw, "%s:%llu: no partner on file has the %s \"", to->file, (unsigned long long)line, key);
	buf_str(&raw, word);
	buf_char(&raw, '"');
	escape_term(&shown, buf_view(&raw));
	cli_note("%s", buf_c(&shown));
	if (to->w != NULL)
		jsonw_str(to->w, buf_view(&raw));
	buf_free(&raw);
	buf_free(&shown);
}

/* A policy can be checked anywhere; where there is a case, also against who is on file there. */
static int
check_case(const struct cli *c, const struct policy *p, struct warning *to, struct err *e)
{
	struct share s = { 0 };
	bool found;
	struct case_dir *k = cli_try_case(c, &found, e);
	int rc = k == NULL ? (found ? e->code : 0) : share_load(&s, k, INSTANT_MAX, e);

	if (k != NULL && rc == 0)
		policy_unknown(p, &s, warn, to);
	share_free(&s);
	case_close(k);
	return (rc);
}

static int
check(struct cli *c, const struct policy *p, struct err *e)
{
	struct buf out = BUF(BUF_BIG);
	struct jsonw w = JSONW(&out);
	struct warning to = { c->arg[0], c->json ? &w : NULL };
	int rc;

	if (!c->json) {
		if ((rc = check_case(c, p, &to, e)) == 0) {
			escape_term(&out, str_of(c->arg[0]));
			fprintf(c->out, "%s is well formed.\n", buf_c(&out));
		}
	} else {
		jsonw_open(&w, '{');
		jsonw_kcstr(&w, "file", c->arg[0]);
		jsonw_key(&w, "warnings");
		jsonw_open(&w, '[');
		rc = check_case(c, p, &to, e);
		jsonw_close(&w, ']');
		jsonw_close(&w, '}');
		if (rc == 0)
			cli_line(c, &out);
	}
	buf_free(&out);
	return (rc);
}

int
cmd_share_policy_check(struct cli *c)
{
	struct buf text = BUF(POLICY_FILE_MAX);
	struct policy *p = NULL;
	struct err e = { 0 };
	int status = EXIT_DONE;

	if (read_policy(c, &text, &p, &e) != 0 || check(c, p, &e) != 0)
		status = cli_fail(c, &e);
	policy_free(p);
	buf_free(&text);
	return (status);
}

int
cmd_share_policy_set(struct cli *c)
{
	struct share_desk d = { 0 };
	struct buf text = BUF(POLICY_FILE_MAX);
	struct warning to = { c->arg[0], NULL };
	struct policy *p = NULL;
	struct err e = { 0 };
	uint64_t entry;
	int status = EXIT_DONE;

	if (read_policy(c, &text, &p, &e) != 0 || share_desk_open(&d, c, &e) != 0)
		status = cli_fail(c, &e);
	else if (policy_put(d.c, buf_view(&text), d.by, &entry, &e) == 0)
		cli_entry(c, entry, "the policy holds from now on");
	else if (e.code == ERR_EXISTS)
		cli_note("%s: nothing added", e.text);
	else
		status = cli_fail(c, &e);
	if (status == EXIT_DONE)
		policy_unknown(p, &d.s, warn, &to);
	share_desk_close(&d);
	policy_free(p);
	buf_free(&text);
	return (status);
}
