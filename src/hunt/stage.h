/*
 * How far an attacker got: the ladder of the verdicts, from a probe to an
 * action on the server; and the levels of rules, as Sigma names them.
 */
#ifndef HUNT_STAGE_H
#define HUNT_STAGE_H

#include "base/str.h"

enum stage { STAGE_NONE, STAGE_PROBE, STAGE_ATTEMPT, STAGE_SESSION, STAGE_WRITE, STAGE_SHELL, STAGE_ACTION };
const char *stage_name(enum stage s);            /* NULL for STAGE_NONE. */
int stage_parse(enum stage *s, struct str text); /* 0 or -1. */

enum level { LEVEL_INFORMATIONAL, LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH, LEVEL_CRITICAL };
const char *level_name(enum level l);
int level_parse(enum level *l, struct str text); /* 0 or -1. */

#endif
