/* athar-lab: worlds to test in, with known truth, the same from the same seed on every machine. */
#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

#define OPTIONS_MAX 12

struct lab_args {
	const struct lab_command *command;
	const char *value[OPTIONS_MAX]; /* By the option's index. */
};

static const struct lab_option logs_options[] = {
	{ "seed", "N", "the world to make", "1", false },
	{ "size", "SIZE", "bytes of logs, as 64K, 100M or 1G", "100M", false },
	{ "out", "DIR", "write DIR/logs and DIR/truth.jsonl", NULL, true },
	{ "days", "D", "the D days that end on 2021-03-12, 1 to 90", "21", false },
	{ "planted", "yes|no", "plant the traces of the attacks", "yes", false },
	{ "zip", "FILE", "pack the logs as well: .zip, .tar.gz", NULL, false },
	{ 0 },
};
static const struct lab_option scans_options[] = {
	{ "seed", "N", "the world to make", "1", false },
	{ "hosts", "H", "hosts in that world, 10 to 200000", "1000", false },
	{ "days", "D", "one export a day from 2021-03-01 on, 1 to 120", "21", false },
	{ "out", "DIR", "write DIR/FORMAT/DAY... and DIR/truth.json", NULL, true },
	{ "format", "FORMAT", "zgrab2, shadowserver, csv or all", "all", false },
	{ "table", "FILE", "the build table to draw from instead of the one compiled in", NULL, false },
	{ 0 },
};
static const struct lab_option leak_options[] = {
	{ "seed", "N", "how to adapt", "1", false },
	{ "copies", "DIR", "the folder that holds the marked copies", NULL, true },
	{ "copy", "K", "the copy that leaks; K,L,... mixes several", NULL, true },
	{ "adapt", "LIST", "some of comments,rename,names,literals,reformat,half,files,port", "", false },
	{ "out", "DIR", "write the adapted copy there", NULL, true },
	{ 0 },
};
static const struct lab_option background_options[] = {
	{ "seed", "N", "which authors", "1", false },
	{ "authors", "A", "so many, each with a folder, 1 to 10000", "100", false },
	{ "out", "DIR", "write DIR/ordinary and DIR/truth.jsonl", NULL, true },
	{ 0 },
};
static const struct lab_option lookalike_options[] = {
	{ "seed", "N", "which program to write", "1", false },
	{ "task", "TASK", "similar to the package's, or the same", "similar", false },
	{ "out", "DIR", "write it there", NULL, true },
	{ 0 },
};

static const struct lab_command commands[] = {
	{ "logs", "Write a mail server's logs, with the rows of an attack among everyday ones",
	    "athar-lab logs --seed 7 --size 100M --out world", logs_options, lab_logs },
	{ "scans", "Write daily scan exports of one world of servers that are patched, move and vanish",
	    "athar-lab scans --seed 7 --hosts 500 --days 14 --out scans", scans_options, lab_scans },
	{ "leak", "Adapt a marked copy as somebody who leaks it would",
	    "athar-lab leak --copies copies --copy 3 --adapt comments,rename --out leaked", leak_options,
	    lab_leak },
	{ "background", "Write ordinary programs of many authors, none of whom took anything from another",
	    "athar-lab background --seed 7 --authors 120 --out world", background_options, lab_background },
	{ "lookalike", "Write an independent program for a similar purpose",
	    "athar-lab lookalike --seed 2 --task same --out other", lookalike_options, lab_lookalike },
};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

const char *
lab_get(const struct lab_args *args, const char *name)
{
	const struct lab_option *o = args->command->options;

	for (size_t i = 0; o[i].name != NULL; i++)
		if (strcmp(o[i].name, name) == 0)
			return (args->value[i] != NULL ? args->value[i] : o[i].preset);
	return (NULL);
}

int
lab_number(
    const struct lab_args *args, const char *name, uint64_t least, uint64_t most, uint64_t *v, struct err *e)
{
	const char *text = lab_get(args, name);

	if (str_u64(str_of(text), v) != 0 || *v < least || *v > most)
		return (err_set(e, ERR_USAGE, "--%s %s: expected a number from %llu to %llu", name, text,
		    (unsigned long long)least, (unsigned long long)most));
	return (0);
}

int
lab_size(const struct lab_args *args, const char *name, uint64_t *v, struct err *e)
{
	struct str text = str_of(lab_get(args, name)), digits = text;
	uint64_t unit = 1;

	if (str_ends(text, STR("K")))
		unit = 1000;
	else if (str_ends(text, STR("M")))
		unit = 1000000;
	else if (str_ends(text, STR("G")))
		unit = 1000000000;
	if (unit > 1)
		digits = str_sub(text, 0, text.n - 1);
	if (str_u64(digits, v) != 0 || *v > 1000000000000u / unit)
		return (err_set(e, ERR_USAGE, "--%s %.*s: expected a size such as 100M, at most 1000G", name,
		    STR_ARG(text)));
	*v *= unit;
	return (0);
}

int
lab_choice(
    const struct lab_args *args, const char *name, const char *const *choices, size_t *k, struct err *e)
{
	const char *text = lab_get(args, name);

	for (*k = 0; choices[*k] != NULL; (*k)++)
		if (strcmp(choices[*k], text) == 0)
			return (0);
	return (err_set(e, ERR_USAGE, "--%s %s: not one of its choices", name, text));
}

static void
put_usage(FILE *out, const struct lab_command *c)
{
	(void)fprintf(out, "usage: athar-lab %s [--option value]...\n%s.\n\n", c->name, c->summary);
	for (const struct lab_option *o = c->options; o->name != NULL; o++) {
		(void)fprintf(out, "  --%-10s %-8s %s", o->name, o->arg, o->help);
		if (o->must)
			(void)fprintf(out, " (needed)");
		else if (o->preset != NULL && o->preset[0] != '\0')
			(void)fprintf(out, " (%s)", o->preset);
		(void)fputc('\n', out);
	}
	(void)fprintf(out, "\n  %s\n", c->example);
}

static void
put_help(FILE *out)
{
	(void)fprintf(out,
	    "usage: athar-lab COMMAND [--option value]...\n"
	    "Makes worlds to test athar in, whose truth is known; the same seed makes the same world.\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		(void)fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
	(void)fprintf(out, "\nathar-lab COMMAND --help tells more.\n");
}

/* 0 to go on, 1 where help was asked for and given, or ERR_USAGE. */
static int
parse(struct lab_args *args, int argc, char **argv, struct err *e)
{
	const struct lab_option *o = args->command->options;
	struct option longs[OPTIONS_MAX + 2] = { 0 };
	size_t n = 0;
	int c;

	for (; o[n].name != NULL; n++)
		longs[n] = (struct option){ o[n].name, required_argument, NULL, (int)n };
	longs[n] = (struct option){ "help", no_argument, NULL, 'h' };
	while ((c = getopt_long(argc, argv, "+", longs, NULL)) != -1) {
		if (c == 'h') {
			put_usage(stdout, args->command);
			return (1);
		}
		if (c < 0 || (size_t)c >= n)
			return (err_set(e, ERR_USAGE, "try athar-lab %s --help", args->command->name));
		args->value[c] = optarg;
	}
	if (optind < argc)
		return (err_set(e, ERR_USAGE, "unexpected argument %s", argv[optind]));
	for (size_t i = 0; i < n; i++)
		if (o[i].must && args->value[i] == NULL)
			return (err_set(e, ERR_USAGE, "--%s %s is needed", o[i].name, o[i].arg));
	return (0);
}

static const struct lab_command *
find_command(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return (&commands[i]);
	return (NULL);
}

/* Two worlds in one folder would be one of which neither truth tells. */
static int
check_out(const char *out, struct err *e)
{
	DIR *dir = opendir(out);
	size_t names = 0;

	if (dir == NULL)
		return (errno == ENOENT ? 0 : (err_sys(e, "cannot open the folder"), err_in(e, out)));
	while (readdir(dir) != NULL)
		names++;
	(void)closedir(dir);
	/* "." and ".." are there always. */
	return (names <= 2 ? 0 : (err_set(e, ERR_EXISTS, "the folder is not empty"), err_in(e, out)));
}

int
main(int argc, char **argv)
{
	struct lab_args args = { 0 };
	struct err e = { 0 };
	char text[1024];
	int rc;

	if (argc < 2) {
		put_help(stderr);
		return (2);
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		put_help(stdout);
		return (0);
	}
	if ((args.command = find_command(argv[1])) == NULL) {
		(void)fprintf(stderr, "athar-lab: no such command, see athar-lab --help\n");
		return (2);
	}
	/* Archives hold local times; the same world must not depend on where it is made. */
	(void)setenv("TZ", "UTC", 1);
	if ((rc = parse(&args, argc - 1, argv + 1, &e)) == 1)
		return (0);
	if (rc == 0 && (rc = check_out(lab_get(&args, "out"), &e)) == 0 &&
	    (rc = args.command->run(&args, &e)) == 0)
		return (0);
	err_format(&e, text, sizeof(text));
	(void)fprintf(stderr, "athar-lab: %s\n", text);
	return (err_exit(rc));
}
