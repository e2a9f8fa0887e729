/* athar case erase, retract and continue; athar tlp widen: entries that speak of other entries. */
#include "cli/commands.h"
#include "store/amend.h"

/* The entry that the first argument names, or a usage error. */
static int
target(struct cli *c, uint64_t *number)
{
	if (str_u64(str_of(c->arg[0]), number) != 0)
		return (cli_usage(c, "%s is not the number of an entry", c->arg[0]));
	return (0);
}

/* Both take an entry and a reason. */
static int
with_reason(struct cli *c, int (*act)(struct case_dir *, uint64_t, struct str, uint64_t *, struct err *),
    const char *what)
{
	const char *why = cli_get(c, "why");
	uint64_t number, entry;
	struct case_dir *k;
	struct err e;
	int status;

	if ((status = target(c, &number)) != 0)
		return (status);
	if (why == NULL || *why == '\0')
		return (cli_usage(c, "--why is missing: the record keeps the reason"));
	if ((k = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if (act(k, number, str_of(why), &entry, &e) != 0)
		status = cli_fail(c, &e);
	else
		cli_entry(c, entry, what);
	case_close(k);
	return (status);
}

int
cmd_case_erase(struct cli *c)
{
	return (with_reason(c, amend_erase, "body and blobs are deleted"));
}

int
cmd_case_retract(struct cli *c)
{
	return (with_reason(c, amend_retract, "it is withdrawn; it stays readable and counts in nothing"));
}

int
cmd_case_continue(struct cli *c)
{
	const char *why = cli_get(c, "why");
	struct case_dir *k;
	uint64_t entry;
	struct err e;
	int status = EXIT_DONE;

	if ((k = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if (amend_continue(k, str_of(why), &entry, &e) != 0)
		status = cli_fail(c, &e);
	else
		cli_entry(
		    c, entry, "the record goes on under a new origin and key; give its checkpoint out again");
	case_close(k);
	return (status);
}

int
cmd_tlp_widen(struct cli *c)
{
	const char *to = cli_get(c, "to"), *granted_by = cli_get(c, "granted-by");
	struct case_dir *k;
	uint64_t number, entry;
	enum tlp tlp;
	struct err e;
	int status;

	if ((status = target(c, &number)) != 0)
		return (status);
	if (to == NULL || tlp_parse(&tlp, str_of(to), &e) != 0)
		return (cli_usage(c, "--to must be a TLP label"));
	if (granted_by == NULL || *granted_by == '\0')
		return (cli_usage(c, "--granted-by is missing: only the source can widen a label"));
	if ((k = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if (amend_widen(k, number, tlp, str_of(granted_by), &entry, &e) != 0)
		status = cli_fail(c, &e);
	else
		cli_entry(c, entry, "the label is wider from now on");
	case_close(k);
	return (status);
}
