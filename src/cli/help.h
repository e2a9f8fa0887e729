/* Help, manual pages and completion, all made from the command table. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

#include "cli/cli.h"

/*
 * help_all(out): one line a command.  help_command(out, k): all about one.  help_usage(out, k): its usage
 * line.
 */
void help_all(FILE *out);
void help_command(FILE *out, const struct command *k);
void help_usage(FILE *out, const struct command *k);

/* help_unknown(word, n): Say that the words name no command and what comes near; returns EXIT_USAGE. */
int help_unknown(char **word, int n);

#endif
