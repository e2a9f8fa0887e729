/*
 * athar-lab's command line: one const table of subcommands, their options as
 * name and value.
 */
#ifndef LAB_LAB_H
#define LAB_LAB_H

#include "base/buf.h"

struct lab_option {
	const char *name, *arg, *help, *preset; /* ${preset}: the value where it is not given, or NULL. */
	bool must;
};

struct lab_args;

struct lab_command {
	const char *name, *summary, *example;
	const struct lab_option *options;                       /* Ended by a NULL name. */
	int (*run)(const struct lab_args *args, struct err *e); /* 0 or a code. */
};

/* The commands, each in a file cmd_NAME.c; the table is in main.c. */
int lab_logs(const struct lab_args *args, struct err *e);
int lab_scans(const struct lab_args *args, struct err *e);
int lab_leak(const struct lab_args *args, struct err *e);
int lab_background(const struct lab_args *args, struct err *e);
int lab_lookalike(const struct lab_args *args, struct err *e);

/* lab_get(args, name): the value given or preset, or NULL. */
const char *lab_get(const struct lab_args *args, const char *name);

/* lab_number(args, name, least, most, v, e): that value as a number within bounds.  0 or ERR_USAGE. */
int lab_number(
    const struct lab_args *args, const char *name, uint64_t least, uint64_t most, uint64_t *v, struct err *e);

/* lab_size(args, name, v, e): as lab_number, "64K", "100M" or "1G" allowed (powers of 1000). */
int lab_size(const struct lab_args *args, const char *name, uint64_t *v, struct err *e);

/*
 * lab_choice(args, name, choices, k, e): the index of that value among ${choices}, which a NULL ends.  0
 * or ERR_USAGE.
 */
int lab_choice(
    const struct lab_args *args, const char *name, const char *const *choices, size_t *k, struct err *e);

#endif
