/*
 * Whether the tile files of a record are those that its entries lead to: every
 * bundle, every tile of every level, and the narrower partial tiles that stand
 * beside the current ones for older checkpoints.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/tiles.h"

/* check_problem(arg, text): One line on what is wrong; called as often as needed. */
typedef void check_problem(void *arg, const char *text);

/*
 * check_tiles(t, root, problem, arg): Compare all of it, the computed root with
 * ${root} included.  What cannot be read is a problem, and the rest is checked
 * all the same.
 */
void check_tiles(struct tiles *t, const struct sha256 *root, check_problem *problem, void *arg);

#endif
