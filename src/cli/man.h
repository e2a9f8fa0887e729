/* Manual pages (man format) and bash completion from the command table. */
#ifndef CLI_MAN_H
#define CLI_MAN_H

#include <stdio.h>

#include "cli/cli.h"

/* man_write_all(c, dir): Write athar.1 and one athar-NOUN-VERB.1 per command into ${dir}; the exit status. */
int man_write_all(const struct cli *c, const char *dir);

/* man_completion(out): a bash completion script. */
void man_completion(FILE *out);

#endif
