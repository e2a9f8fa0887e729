/*
 * A time axis for a picture.  A case's weeks are empty and its days are
 * crowded (two months of silence, then forty events in a fortnight), so the
 * axis of the lanes gives every day on which something happened the same
 * width and folds the quiet spans between them; a fold is drawn as one and
 * says how many days it holds, so that nobody takes it for a linear axis.
 * The axis of a curve is linear: a slope must mean something there.
 */
#ifndef DESK_AXIS_H
#define DESK_AXIS_H

#include "base/instant.h"

/* One span of days, drawn linearly within itself. */
struct axis_span {
	int64_t day, days; /* First day, and how many. */
	double x, width;
	bool busy;   /* Something happened on it. */
	bool folded; /* Quiet, and narrower than its days would be. */
};

/* In order, without gaps. */
struct axis {
	struct axis_span *span;
	size_t n;
	double x0, x1;
};

/*
 * axis_folded(a, when, n, x0, x1): Make ${a} over the ${n} instants of
 * ${when} between the horizontal positions ${x0} and ${x1}.  The days on which
 * an instant begins or ends are busy.  0, or ERR_NOMEM.  Without any instant
 * the axis has no span.
 */
int axis_folded(struct axis *a, const struct instant *when, size_t n, double x0, double x1);

/* axis_linear(a, first, last, x0, x1): One span from day ${first} to day ${last}, both included. */
int axis_linear(struct axis *a, int64_t first, int64_t last, double x0, double x1);

/* axis_x(a, us): where ${us} lies; never decreases with ${us}, and is clamped to the ends. */
double axis_x(const struct axis *a, instant_us us);

void axis_free(struct axis *a);

#endif
