/*
 * The command line: one const table (cli/commands.c) drives dispatch, help,
 * manual pages and completion.  A command is a function in a file of its own,
 * cli/NOUN_VERB.c, that gets its parsed options and positional arguments and
 * returns the exit status.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdio.h>

#include "base/jsonw.h"
#include "store/case.h"

enum { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_USAGE = 2, EXIT_INPUT = 3, EXIT_STORE = 4, EXIT_INTERNAL = 70 };

struct cli;

struct cli_option {
	const char *name; /* Without the dashes. */
	const char *arg;  /* What its argument is called; NULL: a switch. */
	const char *help; /* One line, without a full stop. */
};

/* Which of the options that many commands share does this one take? */
enum {
	CLI_JSON = 1,      /* --json */
	CLI_CASE = 2,      /* --case DIR: needs a case */
	CLI_MAYBE = 4,     /* --case DIR: uses a case if there is one */
	CLI_AS_OF = 8,     /* --as-of TIME */
	CLI_AUDIENCE = 16, /* --audience TLP: shown on one's own screen, everything unless it is given */
	CLI_TLP = 32,      /* --tlp TLP */
	CLI_LEAVES = 64    /* --audience TLP: leaves the case, CLEAR unless it is given */
};

struct command {
	const char *noun,
	    *verb;         /* verb is NULL for commands of one word; it may be two words, as "partner add". */
	const char *args;  /* The positional arguments, as shown in usage. */
	unsigned min_args; /* How many there must be; */
	unsigned max_args; /* at most so many; UINT_MAX for any number. */
	unsigned shared;   /* CLI_* bits. */
	const char *summary; /* One line, an imperative, without a full stop. */
	const char *text;    /* The manual page's description: paragraphs split by blank lines. */
	const char *example; /* One line, as typed. */
	const struct cli_option *options; /* Ended by a NULL name; may be NULL. */
	int (*run)(struct cli *c);        /* Returns the exit status. */
};

extern const struct command commands[]; /* Ended by a NULL noun. */

struct cli {
	const struct command *command;
	char **arg; /* Positional arguments. */
	size_t narg;
	FILE *out; /* Results. */
	bool json;
	instant_us as_of;  /* INSTANT_MAX where not given. */
	enum tlp audience; /* CLEAR where not given. */
	enum tlp tlp;      /* AMBER+STRICT where not given. */
	struct cli_value *values;
	size_t nvalues;
};

/*
 * cli_named(k, word, n): how many of the ${n} words name the command ${k}, from the first on: 0 where they
 * do not.
 */
int cli_named(const struct command *k, char **word, int n);

/*
 * cli_get(c, name): the last value given for an option ("" for a switch), or NULL.  cli_get_nth: the
 * k-th, from 0.
 */
const char *cli_get(const struct cli *c, const char *name);
const char *cli_get_nth(const struct cli *c, const char *name, size_t k);

/*
 * cli_fail(c, e): Print "athar: ..." on stderr, with the error's place, and return the exit status that
 * it means.
 */
int cli_fail(const struct cli *c, const struct err *e);

/* cli_usage(c, fmt, ...): Print what is wrong and the usage line on stderr; returns EXIT_USAGE. */
int cli_usage(const struct cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* cli_note(fmt, ...): One line for people on stderr.  The text must be safe for a terminal. */
void cli_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * cli_case(c, e): Open the case that is meant, name it on stderr, with all the rooms' folds.  NULL with
 * ${e} set.
 */
struct case_dir *cli_case(const struct cli *c, struct err *e);

/*
 * cli_command(c, b): Append the command as it was typed, quoted for a shell, without what only says how to
 * print and where to keep (--json, --case, --tlp).
 */
void cli_command(const struct cli *c, struct buf *b);

/* cli_name_case(dir): Say on stderr which case was found. */
void cli_name_case(const char *dir);

/* cli_try_case(c, found, e): As cli_case, but no case at all is fine: NULL with ${*found} false. */
struct case_dir *cli_try_case(const struct cli *c, bool *found, struct err *e);

/* cli_line(c, b): Print the JSON object in ${b} as one line and clear it. */
void cli_line(const struct cli *c, struct buf *b);

/* cli_entry(c, entry, what): Say that an entry was added: {"entry":N}, or "Entry N: WHAT." for people. */
void cli_entry(const struct cli *c, uint64_t entry, const char *what);

/*
 * cli_time(c, name, t, given, e): The option ${name} as an instant; ${*given} tells whether it was there.
 * 0 or ERR_USAGE.
 */
int cli_time(const struct cli *c, const char *name, struct instant *t, bool *given, struct err *e);

/* cli_need_time(c, name, t): As cli_time, of an option that must be there: 0, or EXIT_USAGE after saying why. */
int cli_need_time(const struct cli *c, const char *name, struct instant *t);

/*
 * cli_probability(c, name, p, e): The option ${name} as a number above 0 and below 1 into ${*p}, which stays as
 * it is where the option was not given.  0 or ERR_USAGE.
 */
int cli_probability(const struct cli *c, const char *name, double *p, struct err *e);

/*
 * cli_real(c, name, low, high, v): The option ${name} as a number from ${low} to ${high} into ${*v}, which stays as it
 * is where the option was not given.  False where it is none; infinity is none.
 */
bool cli_real(const struct cli *c, const char *name, double low, double high, double *v);

#endif
