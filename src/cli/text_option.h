/* Options that carry a person's words. */
#ifndef CLI_TEXT_OPTION_H
#define CLI_TEXT_OPTION_H

#include "cli/cli.h"

/* So long may a text be that stands in one entry. */
#define TEXT_OPTION_MAX 10000

/*
 * text_option(c, name, s): The option ${name}, which must be there, hold something, and be UTF-8, trimmed, as
 * a view of the arguments.  0, or EXIT_USAGE after saying why.  text_check(c, what, s): the same of a text
 * that is not an option, shown as ${what}.
 */
int text_option(const struct cli *c, const char *name, struct str *s);
int text_check(const struct cli *c, const char *what, struct str *s);

#endif
