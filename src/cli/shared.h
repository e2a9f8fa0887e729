/* The options that many commands share; see CLI_JSON and its kin in cli/cli.h. */
#ifndef CLI_SHARED_H
#define CLI_SHARED_H

#include "cli/cli.h"

struct cli_shared {
	unsigned bits; /* A command with any of these takes the option. */
	struct cli_option option;
};

extern const struct cli_shared cli_shared[]; /* Ended by bits == 0. */

#endif
