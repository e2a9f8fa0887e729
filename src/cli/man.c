/* Manual pages and completion: the command table written as mdoc and as a bash function. */
#include "cli/man.h"

#include <fcntl.h>

#include "base/file.h"
#include "cli/shared.h"

/* Text for roff: backslashes and dashes escaped, no line that begins with a control character. */
static void
put_roff(struct buf *b, const char *text)
{
	bool start = true;

	for (; *text != '\0'; text++) {
		if (text[0] == '\n' && text[1] == '\n') {
			buf_cstr(b, "\n.Pp\n");
			text++;
			start = true;
			continue;
		}
		if (start && (*text == '.' || *text == '\''))
			buf_cstr(b, "\\&");
		start = false;
		if (*text == '\\')
			buf_cstr(b, "\\e");
		else if (text[0] == '.' && text[1] == ' ' && text[2] == ' ') {
			/* mdoc wants each sentence on a line of its own. */
			buf_cstr(b, ".\n");
			text += 2;
			start = true;
		} else
			buf_char(b, *text);
	}
}

/* One argument of an mdoc macro: quoted, since names may hold blanks or look like macros. */
static void
put_quoted(struct buf *b, const char *text)
{
	buf_char(b, '"');
	for (; *text != '\0'; text++)
		buf_cstr(b, *text == '"' ? "\\(dq" : *text == '\\' ? "\\e" : (char[]){ *text, '\0' });
	buf_char(b, '"');
}

static void
put_option(struct buf *b, const struct cli_option *o)
{
	buf_printf(b, ".It Fl -%s", o->name);
	if (o->arg != NULL) {
		buf_cstr(b, " Ar ");
		put_quoted(b, o->arg);
	}
	buf_char(b, '\n');
	put_roff(b, o->help);
	buf_cstr(b, ".\n");
}

static void
put_options(struct buf *b, const struct command *k)
{
	bool any = k->options != NULL;

	for (const struct cli_shared *s = cli_shared; s->bits != 0; s++)
		any = any || (k->shared & s->bits) != 0;
	if (!any)
		return;
	buf_cstr(b, ".Bl -tag -width Ds\n");
	for (const struct cli_option *o = k->options; o != NULL && o->name != NULL; o++)
		put_option(b, o);
	for (const struct cli_shared *s = cli_shared; s->bits != 0; s++) {
		if ((k->shared & s->bits) != 0)
			put_option(b, &s->option);
	}
	buf_cstr(b, ".El\n");
}

static void
put_head(struct buf *b, const char *title)
{
	buf_cstr(
	    b, ".\\\" Made by athar help --man-pages from the command table.\n.Dd November 24, 2026\n.Dt ");
	for (const char *p = title; *p != '\0'; p++)
		buf_char(b, (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p));
	buf_printf(b, " 1\n.Os\n.Sh NAME\n.Nm %s\n.Nd ", title);
}

static void
put_exit_status(struct buf *b)
{
	buf_cstr(b,
	    ".Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n.It 0\ndone\n.It 1\nthe answer is bad news\n.It 2\n"
	    "wrong usage\n.It 3\nnothing usable in the input\n.It 4\nthe case, its lock or something remote is not "
	    "available\n.It 70\ninternal error\n.El\n");
}

static void
command_page(struct buf *b, const struct command *k, const char *name)
{
	put_head(b, name);
	put_roff(b, k->summary);
	buf_printf(b, "\n.Sh SYNOPSIS\n.Nm athar\n.Cm %s%s%s\n", k->noun, k->verb != NULL ? " " : "",
	    k->verb != NULL ? k->verb : "");
	if (k->args[0] != '\0') {
		buf_cstr(b, ".Ar ");
		put_quoted(b, k->args);
		buf_char(b, '\n');
	}
	buf_cstr(b, ".Op Ar option ...\n.Sh DESCRIPTION\n");
	put_roff(b, k->text != NULL ? k->text : "");
	if (k->text == NULL)
		buf_printf(b, "This command serves to %s.", k->summary);
	buf_char(b, '\n');
	put_options(b, k);
	put_exit_status(b);
	buf_cstr(b, ".Sh EXAMPLES\n.Dl ");
	put_roff(b, k->example);
	buf_cstr(b, "\n.Sh SEE ALSO\n.Xr athar 1\n");
}

static void
main_page(struct buf *b)
{
	put_head(b, "athar");
	buf_cstr(b,
	    "answer for a vulnerability that is exploited before everyone is patched\n"
	    ".Sh SYNOPSIS\n.Nm\n.Ar noun\n.Op Ar verb\n.Op Ar argument ...\n.Sh DESCRIPTION\n"
	    "One program for the people who must answer: whom did we tell, did it leak, how many servers are still "
	    "open, was this server hit.\nEvery command has a page of its own.\n.Bl -tag -width Ds\n");
	for (const struct command *k = commands; k->noun != NULL; k++) {
		buf_printf(b, ".It Cm %s%s%s\n", k->noun, k->verb != NULL ? " " : "",
		    k->verb != NULL ? k->verb : "");
		put_roff(b, k->summary);
		buf_cstr(b, ".\n");
	}
	buf_cstr(b, ".El\n");
	buf_cstr(b,
	    ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n.It Ev ATHAR_CASE\nThe case to use.\n.It Ev NO_COLOR\n"
	    "If set, output has no colour.\n.El\n");
	put_exit_status(b);
}

static int
write_page(const struct cli *c, const char *dir, const char *name, const struct buf *page)
{
	char path[4096];
	struct err e;

	(void)snprintf(path, sizeof(path), "%s/%s.1", dir, name);
	if (file_replace(AT_FDCWD, path, buf_view(page), 0644, false, &e) != 0)
		return (cli_fail(c, &e));
	return (0);
}

int
man_write_all(const struct cli *c, const char *dir)
{
	struct buf b = BUF(BUF_BIG);
	char name[64];
	int status;
	struct err e;

	if (file_mkdir(AT_FDCWD, dir, 0755, &e) != 0)
		return (cli_fail(c, &e));
	main_page(&b);
	status = write_page(c, dir, "athar", &b);
	for (const struct command *k = commands; k->noun != NULL && status == 0; k++) {
		buf_clear(&b);
		(void)snprintf(name, sizeof(name), "athar-%s%s%s", k->noun, k->verb != NULL ? "-" : "",
		    k->verb != NULL ? k->verb : "");
		for (char *blank = name; (blank = strchr(blank, ' ')) != NULL;)
			*blank = '-';
		command_page(&b, k, name);
		status = write_page(c, dir, name, &b);
	}
	buf_free(&b);
	return (status);
}

static void
completion_options(FILE *out, const struct command *k)
{
	for (const struct cli_option *o = k->options; o != NULL && o->name != NULL; o++)
		fprintf(out, " --%s", o->name);
	for (const struct cli_shared *s = cli_shared; s->bits != 0; s++) {
		if ((k->shared & s->bits) != 0)
			fprintf(out, " --%s", s->option.name);
	}
	fputs(" --help", out);
}

/* A verb's word ${i}, from 0; empty where it has fewer. */
static struct str
verb_word(const struct command *k, size_t i)
{
	struct str rest = str_of(k->verb), part = STR("");

	for (size_t at = 0; at <= i; at++) {
		if (!str_split(&rest, ' ', &part))
			return (STR(""));
	}
	return (part);
}

/* Whether a row of the table before ${k} has the same noun and the same first ${words} words of its verb. */
static bool
seen_before(const struct command *k, size_t words)
{
	for (const struct command *b = commands; b < k; b++) {
		bool same = strcmp(b->noun, k->noun) == 0;

		for (size_t i = 0; i < words && same; i++)
			same = str_eq(verb_word(b, i), verb_word(k, i));
		if (same)
			return (true);
	}
	return (false);
}

/* What may follow a noun (depth 0) or a noun and the first word of a verb of two (depth 1). */
static void
completion_words(FILE *out, size_t depth)
{
	for (const struct command *k = commands; k->noun != NULL; k++) {
		if (verb_word(k, depth).n == 0 || seen_before(k, depth))
			continue;
		fprintf(out, "\t\t\t'%s", k->noun);
		if (depth > 0)
			fprintf(out, " %.*s", STR_ARG(verb_word(k, 0)));
		fprintf(out, "') fixed=%zu words='", depth + 2);
		for (const struct command *v = k; v->noun != NULL; v++) {
			bool same = strcmp(v->noun, k->noun) == 0 &&
			    (depth == 0 || str_eq(verb_word(v, 0), verb_word(k, 0)));

			if (same && verb_word(v, depth).n > 0 && !seen_before(v, depth + 1))
				fprintf(out, "%s%.*s", v == k ? "" : " ", STR_ARG(verb_word(v, depth)));
		}
		fputs("' ;;\n", out);
	}
}

void
man_completion(FILE *out)
{
	fputs("# Made by athar help --completion from the command table.\n"
	      "_athar() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} words= fixed=2\n"
	      "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\twords='",
	    out);
	for (const struct command *k = commands; k->noun != NULL; k++) {
		if (!seen_before(k, 0))
			fprintf(out, "%s%s", k == commands ? "" : " ", k->noun);
	}
	fputs("'\n\telse\n\t\tcase \"${COMP_WORDS[1]} ${COMP_WORDS[2]} ${COMP_WORDS[3]}\" in\n", out);
	for (const struct command *k = commands; k->noun != NULL; k++) {
		fprintf(out, "\t\t'%s %s'*) words='", k->noun, k->verb != NULL ? k->verb : "");
		completion_options(out, k);
		fputs("' ;;\n", out);
	}
	fputs("\t\tesac\n\t\tif [ \"$COMP_CWORD\" -eq 2 ]; then\n\t\t\tcase ${COMP_WORDS[1]} in\n", out);
	completion_words(out, 0);
	fputs("\t\t\tesac\n\t\telif [ \"$COMP_CWORD\" -eq 3 ]; then\n"
	      "\t\t\tcase \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n",
	    out);
	completion_words(out, 1);
	fputs(
	    "\t\t\tesac\n\t\tfi\n\tfi\n"
	    "\tif [ -n \"$words\" ] && { [ \"$COMP_CWORD\" -le $fixed ] || [ \"${cur#-}\" != \"$cur\" ]; }; then\n"
	    "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
	    "\tfi\n\t[ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n}\n"
	    "complete -o filenames -F _athar athar\n",
	    out);
}
