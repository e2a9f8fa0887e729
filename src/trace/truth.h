/*
 * Pairs with known truth, out of a background's own files: what a calibration
 * (trace/calibrate.h) stands on.  Some files are kept while the background is
 * built, up to three of a group; afterwards each is a package once.
 *
 * Its innocents are the groups nearest to it, as many as a comparison takes for
 * near, each left out of the counts and measured by the others.  Files of any
 * two groups would be innocent as well, but hardly one in a thousand of such
 * pairs scores above 0, and a line through points all at 0 takes the first
 * coincidence for proof: an innocent is asked about because he is near.
 * Groups that copy from each other (a library that both carry along) are among
 * them; they make ratios smaller, or have them refused, which is the side to
 * err on.
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
