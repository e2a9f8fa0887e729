/*
 * The pictures of the report, as SVG inside the page.  Each has a name for
 * those who do not see it, a legend in words, and a table beside it that says
 * the same; shapes and words carry what the colours do.
 */
#ifndef DESK_DRAW_H
#define DESK_DRAW_H

#include "desk/curve.h"
#include "desk/events.h"
#include "desk/hunts.h"
#include "trace/trace.h"

#define DRAW_EVENTS_MAX 400 /* A picture with more marks shows nothing; the table has them all. */

/*
 * draw_lanes(b, v, e): The timeline in lanes, marks numbered from 1 in the order of ${v}.  Nothing
 * without events.
 */
int draw_lanes(struct buf *b, const struct events *v, struct err *e);

/* draw_shape(b, lane, x, y): The mark of a lane around its middle. */
void draw_shape(struct buf *b, size_t lane, double x, double y);

/*
 * draw_curve(b, v, e): Two panels over one linear axis of days: above, our own
 * bounds, from surely unpatched to that and those that cannot be told; below,
 * what others have published of the whole world.  Each has its own scale,
 * since they count different things, and is left out where it has nothing.
 */
int draw_curve(struct buf *b, const struct curve *v, struct err *e);

/*
 * draw_ladder(b, verdict): The ladder of one verdict: its steps from a probe to an action, as far as it
 * was climbed.
 */
void draw_ladder(struct buf *b, const struct hunt_verdict *verdict);

/*
 * draw_channels(b, v): A row for each channel of a comparison: what the specimen contains, as a dot, before what
 * others do, as a band.
 */
void draw_channels(struct buf *b, const struct trace_comparison *v);

/* draw_weigh(b, v): A bar for each hypothesis of a wave, to the right where the evidence speaks for it. */
void draw_weigh(struct buf *b, const struct weighed *v);

#endif
