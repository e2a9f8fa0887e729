/* The background that a command of trace was given, and the secrets of backgrounds. */
#ifndef CLI_TRACE_BASIS_H
#define CLI_TRACE_BASIS_H

#include "cli/cli.h"
#include "mark/secret.h"
#include "trace/background.h"

/*
 * trace_secret(path, s, e): Read the secret of a background, with a warning where others may read it too.
 * ${path} is NULL where none was given, and ${s} empty then.  0 or an error; mark_secret_wipe(s) in any case.
 */
int trace_secret(const char *path, struct mark_secret *s, struct err *e);

/*
 * trace_basis(c, b, e): Open what --background and --background-secret name; ${*b} is NULL where there is no
 * background.  0, or an error.  ERR_USAGE where there is a secret and no background.
 */
int trace_basis(const struct cli *c, struct background **b, struct err *e);

#endif
