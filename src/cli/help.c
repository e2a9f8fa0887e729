/* Help from the command table. */
#include "cli/help.h"

#include "base/escape.h"
#include "cli/commands.h"
#include "cli/man.h"
#include "cli/shared.h"

#define WIDTH 78

static void
put_name(FILE *out, const struct command *k)
{
	fprintf(out, "athar %s", k->noun);
	if (k->verb != NULL)
		fprintf(out, " %s", k->verb);
}

void
help_usage(FILE *out, const struct command *k)
{
	fputs("usage: ", out);
	put_name(out, k);
	if (k->args[0] != '\0')
		fprintf(out, " %s", k->args);
	for (const struct cli_option *o = k->options; o != NULL && o->name != NULL; o++) {
		fprintf(out, " [--%s", o->name);
		if (o->arg != NULL)
			fprintf(out, " %s", o->arg);
		fputc(']', out);
	}
	fputs(k->shared != 0 ? " [OPTION...]\n" : "\n", out);
}

/* Running text, broken at blanks; an empty line in it stays one. */
static void
put_text(FILE *out, const char *text)
{
	size_t column = 0, n;

	while (*text != '\0') {
		if (text[0] == '\n') {
			fputs(column > 0 ? "\n\n" : "", out);
			column = 0;
			while (*text == '\n')
				text++;
			continue;
		}
		n = strcspn(text, " \n");
		if (column > 0 && column + 1 + n > WIDTH) {
			fputc('\n', out);
			column = 0;
		}
		fprintf(out, "%s%.*s", column > 0 ? " " : "", (int)n, text);
		column += n + (column > 0);
		text += n;
		while (*text == ' ')
			text++;
	}
	fputc('\n', out);
}

static void
put_option(FILE *out, const struct cli_option *o)
{
	char left[64];

	(void)snprintf(
	    left, sizeof(left), "--%s%s%s", o->name, o->arg != NULL ? " " : "", o->arg != NULL ? o->arg : "");
	fprintf(out, "  %-24s  %s\n", left, o->help);
}

void
help_command(FILE *out, const struct command *k)
{
	put_name(out, k);
	fprintf(out, ": %s\n\n", k->summary);
	help_usage(out, k);
	if (k->text != NULL) {
		fputc('\n', out);
		put_text(out, k->text);
	}
	fputc('\n', out);
	for (const struct cli_option *o = k->options; o != NULL && o->name != NULL; o++)
		put_option(out, o);
	for (const struct cli_shared *s = cli_shared; s->bits != 0; s++) {
		if ((k->shared & s->bits) != 0)
			put_option(out, &s->option);
	}
	fprintf(out, "\nexample: %s\n", k->example);
}

void
help_all(FILE *out)
{
	fputs("athar: who was told, did it leak, how many are open, was this server hit\n\n", out);
	for (const struct command *k = commands; k->noun != NULL; k++) {
		char name[40];

		(void)snprintf(name, sizeof(name), "%s%s%s", k->noun, k->verb != NULL ? " " : "",
		    k->verb != NULL ? k->verb : "");
		fprintf(out, "  %-23s  %s\n", name, k->summary);
	}
	fputs("\nathar help NOUN VERB explains one command.\n", out);
}

int
help_unknown(char **word, int n)
{
	struct buf b = BUF(BUF_BIG);
	const char *sep = ": ";

	escape_term(&b, str_of(word[0]));
	fprintf(stderr, "athar: no command \"%s", buf_c(&b));
	buf_clear(&b);
	if (n >= 2 && word[1][0] != '-') {
		escape_term(&b, str_of(word[1]));
		fprintf(stderr, " %s", buf_c(&b));
	}
	buf_free(&b);
	fputs("\"", stderr);
	/* With a noun that exists, its verbs are what is wanted. */
	for (const struct command *k = commands; k->noun != NULL; k++) {
		if (strcmp(k->noun, word[0]) == 0 && k->verb != NULL) {
			fprintf(stderr, "%s%s %s", sep, k->noun, k->verb);
			sep = ", ";
		}
	}
	fputs("; see athar help\n", stderr);
	return (EXIT_USAGE);
}

/* Whether the name of a command begins with these words. */
static bool
begins(const struct command *k, char **word, size_t n)
{
	struct str rest = str_of(k->verb), part;

	if (strcmp(k->noun, word[0]) != 0)
		return (false);
	for (size_t i = 1; i < n; i++) {
		if (k->verb == NULL || !str_split(&rest, ' ', &part) || !str_eq(part, str_of(word[i])))
			return (false);
	}
	return (true);
}

int
cmd_help(struct cli *c)
{
	bool found = false;

	if (cli_get(c, "man-pages") != NULL)
		return (man_write_all(c, cli_get(c, "man-pages")));
	if (cli_get(c, "completion") != NULL) {
		man_completion(c->out);
		return (EXIT_DONE);
	}
	if (c->narg == 0) {
		help_all(c->out);
		return (EXIT_DONE);
	}
	for (const struct command *k = commands; k->noun != NULL; k++) {
		if (!begins(k, c->arg, c->narg))
			continue;
		if (found)
			fputs("\n", c->out);
		help_command(c->out, k);
		found = true;
	}
	return (found ? EXIT_DONE : help_unknown(c->arg, (int)c->narg));
}
