/*
 * Pairs with known truth, out of a background's own files: what a calibration
 * (trace/calibrate.h) stands on.  Some files are kept while the background is
 * built, one of a group; afterwards each is a package once, compared with
 * others' files (innocent) and with specimens made from it (derived), by the
 * path that every comparison takes.
 *
 * What is derived keeps of each channel an unknown share: first one share of
 * the package's tokens survives at all, from a tenth to all, in runs of some
 * lines; then of each channel between none and all of that.  It lies before
 * another group's file.  This is a model of adaptation, not data on it: see
 * docs/design.md.
 */
#ifndef TRACE_TRUTH_H
#define TRACE_TRUTH_H

#include "trace/background.h"

struct truth;

/* truth_new(beside, e): What it keeps lies in a file without a name in the folder of ${beside}. */
struct truth *truth_new(const char *beside, struct err *e);
void truth_free(struct truth *t); /* NULL is harmless. */

/* truth_offer(t, group, part, e): Perhaps keep a file of ${part}, which is of ${group}.  0 or ERR_NOMEM. */
int truth_offer(struct truth *t, uint32_t group, const struct print *part, struct err *e);

/*
 * truth_points(t, b, point, n, e): The scores of all pairs against ${b}, in ${*point} of ${*n}, which the
 * caller frees.  The same files give the same points.
 */
int truth_points(
    struct truth *t, const struct background *b, struct calibrate_point **point, size_t *n, struct err *e);

/*
 * truth_derive(random, x, a, b): The model: put features of ${a} that survive, and behind them all of ${b}, into
 * the empty ${x}; its files are the caller's matter.  ${*random} is a state of normal_draw.  0, or -1 without memory.
 */
int truth_derive(uint64_t *random, struct print *x, const struct print *a, const struct print *b);

#endif
