/*
 * Two texts side by side: which line of one stands beside which of the other.
 * Lines that share half their words are alike; the pairs keep the order of
 * both sides and have the most in common in sum (Needleman and Wunsch, 1970).
 * This is for reading only: what is shared was decided before, by features.
 */
#ifndef DESK_BESIDE_H
#define DESK_BESIDE_H

#include "base/err.h"
#include "base/str.h"

#define BESIDE_LINES 64 /* Of a side; the time is that of 64 x 64 lines at most. */

struct beside_row {
	int left, right; /* Lines from 0, or -1 where a side has none. */
};

/*
 * beside_align(left, n, right, m, row): Pair the ${n} lines with the ${m}, each no more than BESIDE_LINES,
 * in ${row}, which has room for n + m; return how many rows there are.
 */
size_t
beside_align(const struct str *left, size_t n, const struct str *right, size_t m, struct beside_row *row);

#endif
