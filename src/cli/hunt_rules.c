/* athar hunt rules check: which rules can run, and why others cannot. */
#include "base/table.h"
#include "cli/commands.h"
#include "hunt/logkind.h"
#include "hunt/rule.h"

/* What a rule is called: its id, or its title where it has none. */
static const char *
name_of(const struct rule *r)
{
	return (r->id[0] != '\0' ? r->id : r->title);
}

/* logs_of(r, b): The kinds of log that the rule would be asked of, with commas between; how many. */
static size_t
logs_of(const struct rule *r, struct buf *b)
{
	size_t n = 0;

	buf_clear(b);
	for (size_t k = 0; k < LOG_KINDS; k++) {
		if (!logkind_answers(&logkinds[k], r))
			continue;
		buf_cstr(b, n++ > 0 ? ", " : "");
		buf_cstr(b, logkinds[k].name);
	}
	return (n);
}

static void
print_json(struct cli *c, const struct ruleset *s)
{
	struct buf b = BUF(BUF_BIG);

	for (size_t i = 0; i < ruleset_size(s); i++) {
		const struct rule *r = ruleset_rule(s, i);
		struct jsonw w = JSONW(&b);
		size_t literals;

		(void)ruleset_literals(s, i, &literals);
		jsonw_open(&w, '{');
		jsonw_kcstr(&w, "rule", name_of(r));
		jsonw_kbool(&w, "runnable", r->why == NULL);
		jsonw_kcstr(&w, "why", r->why);
		jsonw_kcstr(&w, "file", r->file);
		jsonw_kcstr(&w, "title", r->title);
		jsonw_kcstr(&w, "level", level_name(r->level));
		jsonw_kcstr(&w, "stage", stage_name(r->stage));
		jsonw_ku64(&w, "literals", literals);
		jsonw_key(&w, "logs");
		jsonw_open(&w, '[');
		for (size_t k = 0; k < LOG_KINDS; k++) {
			if (logkind_answers(&logkinds[k], r))
				jsonw_str(&w, str_of(logkinds[k].name));
		}
		jsonw_close(&w, ']');
		jsonw_close(&w, '}');
		cli_line(c, &b);
	}
	buf_free(&b);
}

static int
print_table(struct cli *c, const struct ruleset *s, struct err *e)
{
	struct table *t = table_new("file|title|level|stage|logs|runs|why not");
	struct buf logs = BUF(4096);
	size_t runnable = 0, idle = 0;

	if (t == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < ruleset_size(s); i++) {
		const struct rule *r = ruleset_rule(s, i);

		runnable += r->why == NULL;
		idle += logs_of(r, &logs) == 0 && r->why == NULL;
		table_cell(t, str_of(r->file));
		table_cell(t, str_of(r->title));
		table_cell(t, str_of(level_name(r->level)));
		table_cell(t, str_of(stage_name(r->stage)));
		table_cell(t, logs.n > 0 ? buf_view(&logs) : STR("none read"));
		table_cell(t, str_of(r->why == NULL ? "yes" : "no"));
		table_cell(t, str_of(r->why));
	}
	table_print(t, c->out);
	table_free(t);
	buf_free(&logs);
	fprintf(c->out, "%zu of %zu rules can run.\n", runnable, ruleset_size(s));
	if (idle > 0)
		fprintf(c->out, "%zu of these ask for logs that athar does not read yet.\n", idle);
	return (0);
}

/* add_all(c, s): Read every file, naming those that are no rules; the exit status that they mean. */
static int
add_all(struct cli *c, struct ruleset *s)
{
	int status = EXIT_DONE;
	struct err e = { 0 };

	for (size_t i = 0; i < c->narg; i++) {
		if (ruleset_add_path(s, c->arg[i], &e) != 0)
			status = cli_fail(c, &e);
	}
	return (status);
}

int
cmd_hunt_rules(struct cli *c)
{
	struct err e = { 0 };
	struct ruleset *s;
	int status, rc;

	if ((s = ruleset_new(&e)) == NULL)
		return (cli_fail(c, &e));
	status = add_all(c, s);
	if ((rc = ruleset_compile(s, &e)) == 0 && ruleset_size(s) > 0) {
		if (c->json)
			print_json(c, s);
		else
			rc = print_table(c, s, &e);
	}
	if (rc != 0)
		status = cli_fail(c, &e);
	ruleset_free(s);
	return (status);
}
