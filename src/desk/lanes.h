/*
 * The timeline in lanes: where each mark and its label go.  This is geometry
 * only, so that a test can check it without looking at a picture: two boxes in
 * the same row never overlap, nothing leaves the plot, and the order within a
 * lane is that of time.
 *
 * A mark is as wide as the time is uncertain (but never narrower than
 * MARK_MIN, so that it can be seen).  Its label stands to its right, or to its
 * left where the right has no room, or in a row of its own below where the
 * mark is too wide for either.  Each lane has as many rows as it needs; a mark
 * takes the first one where it and its label fit.
 */
#ifndef DESK_LANES_H
#define DESK_LANES_H

#include "desk/axis.h"

#define LANES_ROW   20.0 /* Height of a row. */
#define LANES_PAD   9.0  /* Above the first row of a lane, and below its last. */
#define LANES_EMPTY 22.0 /* Height of a lane without a mark. */
#define LANES_SPACE 7.0  /* Between a mark and its label, and the least between two boxes. */
#define MARK_MIN    11.0

struct lane_mark {
	/* In. */
	struct instant when;
	size_t lane;
	double label_width;
	/* Out. */
	double x, width;         /* Of the mark. */
	double label_x, label_y; /* The label's left end, and its row's middle. */
	double y;                /* The middle of the mark's row. */
	size_t row, label_row;   /* Within the lane, from 0. */
};

struct lane_band {
	double y, height; /* ${y} is its upper edge. */
	size_t rows;
};

/*
 * lanes_layout(mark, n, band, lanes, a, y, e): Place ${n} marks, which are
 * sorted by time, and fill ${band} for the ${lanes} lanes, one below the other
 * from ${y}.  A label may not be wider than half the plot: ERR_LIMIT.
 */
int lanes_layout(struct lane_mark *mark, size_t n, struct lane_band *band, size_t lanes, const struct axis *a,
    double y, struct err *e);

#endif
