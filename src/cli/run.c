/*
 * The command line: find the command in the table, parse its options with
 * getopt_long (they may stand anywhere after the verb), run it, report.
 */
#include "cli/run.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/vec.h"
#include "cli/help.h"
#include "cli/rooms.h"
#include "cli/shared.h"

struct cli_value {
	const char *name;
	const char *value;
};

/* Options that many commands share, each behind one bit. */
const struct cli_shared cli_shared[] = {
	{ CLI_JSON, { "json", NULL, "print JSON Lines" } },
	{ CLI_CASE | CLI_MAYBE,
	    { "case", "DIR", "the case (else $ATHAR_CASE, else the nearest one upwards)" } },
	{ CLI_AS_OF, { "as-of", "TIME", "only what was known by then" } },
	{ CLI_AUDIENCE, { "audience", "TLP", "leave out what may not be shown to them (nothing)" } },
	{ CLI_LEAVES, { "audience", "TLP", "leave out what may not go to them (CLEAR)" } },
	{ CLI_TLP, { "tlp", "TLP", "the label of what is imported (AMBER+STRICT)" } },
	{ 0, { NULL, NULL, NULL } },
};

const char *
cli_get_nth(const struct cli *c, const char *name, size_t k)
{
	for (size_t i = 0; i < c->nvalues; i++) {
		if (strcmp(c->values[i].name, name) == 0 && k-- == 0)
			return (c->values[i].value);
	}
	return (NULL);
}

const char *
cli_get(const struct cli *c, const char *name)
{
	const char *last = NULL;

	for (size_t i = 0; i < c->nvalues; i++) {
		if (strcmp(c->values[i].name, name) == 0)
			last = c->values[i].value;
	}
	return (last);
}

void
cli_note(const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs("athar: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

int
cli_fail(const struct cli *c, const struct err *e)
{
	char text[1024];
	struct buf b = BUF(BUF_BIG);

	(void)c;
	err_format(e, text, sizeof(text));
	escape_term(&b, str_of(text));
	cli_note("%s", buf_c(&b));
	buf_free(&b);
	return (err_exit(e->code));
}

int
cli_usage(const struct cli *c, const char *fmt, ...)
{
	va_list ap;
	char text[512];
	struct buf b = BUF(BUF_BIG);

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	escape_term(&b, str_of(text));
	cli_note("%s", buf_c(&b));
	buf_free(&b);
	if (c->command != NULL)
		help_usage(stderr, c->command);
	return (EXIT_USAGE);
}

void
cli_line(const struct cli *c, struct buf *b)
{
	if (b->failed == 0) {
		fwrite(b->p, 1, b->n, c->out);
		fputc('\n', c->out);
	}
	buf_clear(b);
}

void
cli_entry(const struct cli *c, uint64_t entry, const char *what)
{
	struct buf b = BUF(4096);
	struct jsonw w = JSONW(&b);

	if (c->json) {
		jsonw_open(&w, '{');
		jsonw_ku64(&w, "entry", entry);
		jsonw_close(&w, '}');
		cli_line(c, &b);
	} else {
		fprintf(c->out, "Entry %llu: %s.\n", (unsigned long long)entry, what);
	}
	buf_free(&b);
}

int
cli_time(const struct cli *c, const char *name, struct instant *t, bool *given, struct err *e)
{
	const char *text = cli_get(c, name);
	struct err inner;

	*given = text != NULL;
	if (text == NULL)
		return (0);
	if (instant_parse(t, str_of(text), &inner) != 0)
		return (err_set(e, ERR_USAGE, "--%s %.60s: at character %llu: %s", name, text,
		    (unsigned long long)inner.offset + 1, inner.text));
	return (0);
}

int
cli_need_time(const struct cli *c, const char *name, struct instant *t)
{
	struct err e;
	bool given;

	if (cli_time(c, name, t, &given, &e) != 0)
		return (cli_usage(c, "%s", e.text));
	return (given ? 0 : cli_usage(c, "--%s is missing", name));
}

static bool
is_number(const char *text, double *v)
{
	char *end;

	*v = strtod(text, &end);
	return (end != text && *end == '\0' && isfinite(*v));
}

int
cli_probability(const struct cli *c, const char *name, double *p, struct err *e)
{
	const char *text = cli_get(c, name);
	double got;

	if (text == NULL)
		return (0);
	if (!is_number(text, &got) || !(got > 0 && got < 1))
		return (err_set(
		    e, ERR_USAGE, "--%s %.60s: expected a probability above 0 and below 1", name, text));
	*p = got;
	return (0);
}

bool
cli_real(const struct cli *c, const char *name, double low, double high, double *v)
{
	const char *text = cli_get(c, name);
	double got;

	if (text == NULL)
		return (true);
	if (!is_number(text, &got) || got < low || got > high)
		return (false);
	*v = got;
	return (true);
}

void
cli_name_case(const char *dir)
{
	struct buf b = BUF(BUF_BIG);

	/* Whoever packed a folder that was found by walking upwards has chosen its name. */
	escape_term(&b, str_of(dir));
	cli_note("case %s", buf_c(&b));
	buf_free(&b);
}

/* Answers from a case that has lost something must not look whole. */
static void
warn_of_losses(const struct case_dir *dir)
{
	uint64_t lost = case_lost(dir);

	if (lost > 0)
		cli_note("%llu %s: see athar verify", (unsigned long long)lost,
		    lost == 1 ? "entry has lost its body or its evidence and counts in nothing"
			      : "entries have lost their bodies or their evidence and count in nothing");
}

struct case_dir *
cli_try_case(const struct cli *c, bool *found, struct err *e)
{
	char dir[4096];
	struct case_dir *opened;

	*found = case_find(dir, sizeof(dir), cli_get(c, "case"), e) == 0;
	if (!*found)
		return (NULL);
	if ((opened = case_open(dir, rooms_folds, rooms_folds_n, e)) == NULL)
		return (NULL);
	if (cli_get(c, "case") == NULL)
		cli_name_case(dir);
	warn_of_losses(opened);
	return (opened);
}

struct case_dir *
cli_case(const struct cli *c, struct err *e)
{
	bool found;

	return (cli_try_case(c, &found, e));
}

int
cli_named(const struct command *k, char **word, int n)
{
	struct str rest = str_of(k->verb), want;
	int used = 1;

	if (n < 1 || strcmp(k->noun, word[0]) != 0)
		return (0);
	/* A verb may be two words, as "partner add". */
	while (k->verb != NULL && str_split(&rest, ' ', &want)) {
		if (used == n || !str_eq(want, str_of(word[used])))
			return (0);
		used++;
	}
	return (used);
}

/* One word as a shell reads it back. */
static void
put_word(struct buf *b, const char *word)
{
	buf_char(b, ' ');
	if (word[0] != '\0' &&
	    strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%") ==
		strlen(word)) {
		buf_cstr(b, word);
		return;
	}
	buf_char(b, '\'');
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			buf_cstr(b, "'\\''");
		else
			buf_char(b, *word);
	}
	buf_char(b, '\'');
}

void
cli_command(const struct cli *c, struct buf *b)
{
	static const char *const beside[] = { "json", "case", "tlp", NULL };
	size_t k;

	buf_printf(b, "athar %s", c->command->noun);
	if (c->command->verb != NULL)
		buf_printf(b, " %s", c->command->verb);
	for (size_t i = 0; i < c->nvalues; i++) {
		const struct cli_value *v = &c->values[i];

		for (k = 0; beside[k] != NULL && strcmp(beside[k], v->name) != 0; k++)
			;
		if (beside[k] != NULL)
			continue;
		buf_printf(b, " --%s", v->name);
		if (v->value[0] != '\0')
			put_word(b, v->value);
	}
	for (size_t i = 0; i < c->narg; i++)
		put_word(b, c->arg[i]);
}

/* The row of the table that the first words name; *used says how many words that took. */
static const struct command *
find_command(char **word, int n, int *used)
{
	for (const struct command *k = commands; k->noun != NULL; k++) {
		if ((*used = cli_named(k, word, n)) > 0)
			return (k);
	}
	return (NULL);
}

#define OPTIONS_MAX 32

/* getopt's table from ours; the index into it is the answer of getopt_long less 256. */
static size_t
option_table(const struct command *k, struct option *table, const char **name)
{
	size_t n = 0;

	for (const struct cli_option *o = k->options; o != NULL && o->name != NULL && n < OPTIONS_MAX;
	     o++, n++) {
		name[n] = o->name;
		table[n] = (struct option){ o->name, o->arg != NULL ? required_argument : no_argument, NULL,
			(int)n + 256 };
	}
	for (const struct cli_shared *s = cli_shared; s->bits != 0 && n < OPTIONS_MAX; s++) {
		if ((k->shared & s->bits) == 0)
			continue;
		name[n] = s->option.name;
		table[n] = (struct option){ s->option.name,
			s->option.arg != NULL ? required_argument : no_argument, NULL, (int)n + 256 };
		n++;
	}
	name[n] = "help";
	table[n] = (struct option){ "help", no_argument, NULL, (int)n + 256 };
	n++;
	table[n] = (struct option){ NULL, 0, NULL, 0 };
	return (n);
}

static int
parse_options(struct cli *c, int argc, char **argv)
{
	struct option table[OPTIONS_MAX + 2];
	const char *name[OPTIONS_MAX + 2];
	size_t n = option_table(c->command, table, name), cap = 0;
	int got;

	opterr = 0;
	optind = 0;
	while ((got = getopt_long(argc, argv, ":ho:", table, NULL)) != -1) {
		struct cli_value v = { .name = "help", .value = "" };

		if (got == ':')
			return (cli_usage(c, "%s needs an argument", argv[optind - 1]));
		if (got == '?')
			return (cli_usage(c, "unknown option %s", argv[optind - 1]));
		if (got == 'o')
			v = (struct cli_value){ "out", optarg };
		else if (got >= 256 && (size_t)(got - 256) < n)
			v = (struct cli_value){ name[got - 256], optarg != NULL ? optarg : "" };
		if (VEC_GROW(c->values, c->nvalues, cap) != 0)
			return (EXIT_INTERNAL);
		c->values[c->nvalues++] = v;
	}
	c->arg = argv + optind;
	c->narg = (size_t)(argc - optind);
	return (0);
}

/* Options that are shared are read here, once for all commands. */
static int
read_shared(struct cli *c)
{
	const char *audience = cli_get(c, "audience"), *tlp = cli_get(c, "tlp");
	struct instant t;
	struct err e;
	bool given;

	c->json = cli_get(c, "json") != NULL;
	c->as_of = INSTANT_MAX;
	c->audience = (c->command->shared & CLI_LEAVES) != 0 ? TLP_CLEAR : TLP_RED;
	c->tlp = TLP_AMBER_STRICT;
	if (cli_time(c, "as-of", &t, &given, &e) != 0)
		return (cli_usage(c, "%s", e.text));
	if (given)
		c->as_of = instant_end_of(t);
	if (audience != NULL && tlp_parse(&c->audience, str_of(audience), &e) != 0)
		return (cli_usage(c, "--audience %s: %s", audience, e.text));
	if (tlp != NULL && tlp_parse(&c->tlp, str_of(tlp), &e) != 0)
		return (cli_usage(c, "--tlp %s: %s", tlp, e.text));
	return (0);
}

static int
run_command(const struct command *k, int argc, char **argv)
{
	struct cli c = { .command = k, .out = stdout };
	int status = parse_options(&c, argc, argv);

	if (status == 0 && cli_get(&c, "help") != NULL) {
		help_command(stdout, k);
	} else if (status == 0 && (status = read_shared(&c)) == 0) {
		if (c.narg < k->min_args)
			status = cli_usage(&c, "%s is missing", k->args);
		else if (c.narg > k->max_args)
			status = cli_usage(&c, "unexpected argument %s", c.arg[k->max_args]);
		else
			status = k->run != NULL ? k->run(&c) : cli_usage(&c, "not built yet");
	}
	free(c.values);
	/* A full disk or a closed pipe must not look like success. */
	if ((fflush(stdout) != 0 || ferror(stdout)) && errno != EPIPE && status < EXIT_USAGE) {
		cli_note("cannot write the output: %s", strerror(errno));
		status = EXIT_STORE;
	}
	return (status);
}

int
cli_run(int argc, char **argv)
{
	const struct command *k;
	int used = 0;

	(void)signal(SIGPIPE, SIG_DFL);
	if (argc < 2) {
		help_all(stderr);
		return (EXIT_USAGE);
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
		puts("athar " ATHAR_VERSION);
		return (EXIT_DONE);
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		help_all(stdout);
		return (EXIT_DONE);
	}
	if ((k = find_command(argv + 1, argc - 1, &used)) == NULL)
		return (help_unknown(argv + 1, argc - 1));
	return (run_command(k, argc - used, argv + used));
}
