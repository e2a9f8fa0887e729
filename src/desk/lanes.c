/* The lanes' geometry: see the header. */
#include "desk/lanes.h"

#include <stdlib.h>

#include "base/vec.h"

/* A box that is taken: of a mark or of a label. */
struct box {
	size_t lane, row;
	double x0, x1;
};

struct taken {
	struct box *box;
	size_t n, cap;
};

static bool
is_free(const struct taken *t, struct box want)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct box *b = &t->box[i];

		if (b->lane == want.lane && b->row == want.row && want.x0 < b->x1 + LANES_SPACE &&
		    b->x0 < want.x1 + LANES_SPACE)
			return (false);
	}
	return (true);
}

static int
take(struct taken *t, struct box box, struct err *e)
{
	if (VEC_GROW(t->box, t->n, t->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	t->box[t->n++] = box;
	return (0);
}

/* The mark's place along the axis, and the side on which its label has room. */
static bool
place_along(struct lane_mark *m, const struct axis *a)
{
	double from = axis_x(a, m->when.earliest), to = axis_x(a, m->when.latest);

	/* A mark that is too narrow is widened around its middle, but not beyond the plot. */
	if (to - from < MARK_MIN) {
		from = (from + to - MARK_MIN) / 2;
		if (from < a->x0)
			from = a->x0;
		if (from > a->x1 - MARK_MIN)
			from = a->x1 - MARK_MIN;
		to = from + MARK_MIN;
	}
	m->x = from;
	m->width = to - from;
	m->label_x = to + LANES_SPACE;
	if (m->label_x + m->label_width <= a->x1)
		return (true);
	m->label_x = from - LANES_SPACE - m->label_width;
	if (m->label_x >= a->x0)
		return (true);

	/* No room on either side: a row of its own, from where the mark begins if that fits. */
	m->label_x = from + m->label_width <= a->x1 ? from : a->x1 - m->label_width;
	return (false);
}

/* The first row of its lane where the mark and its label are free. */
static int
place_down(struct lane_mark *m, bool beside, struct taken *t, struct err *e)
{
	struct box mark = { m->lane, 0, m->x, m->x + m->width };
	struct box label = { m->lane, 0, m->label_x, m->label_x + m->label_width };
	int rc;

	for (;; mark.row++) {
		label.row = beside ? mark.row : mark.row + 1;
		if (is_free(t, mark) && is_free(t, label))
			break;
	}
	m->row = mark.row;
	m->label_row = label.row;
	/* Beside each other the two stand closer than strangers may: they are taken together. */
	if ((rc = take(t, mark, e)) == 0)
		rc = take(t, label, e);
	return (rc);
}

static void
stack(struct lane_mark *mark, size_t n, struct lane_band *band, size_t lanes, double y)
{
	for (size_t i = 0; i < n; i++) {
		if (band[mark[i].lane].rows <= mark[i].label_row)
			band[mark[i].lane].rows = mark[i].label_row + 1;
	}
	for (size_t i = 0; i < lanes; i++) {
		band[i].y = y;
		band[i].height =
		    band[i].rows == 0 ? LANES_EMPTY : (double)band[i].rows * LANES_ROW + 2 * LANES_PAD;
		y += band[i].height;
	}
	for (size_t i = 0; i < n; i++) {
		double top = band[mark[i].lane].y + LANES_PAD + LANES_ROW / 2;

		mark[i].y = top + (double)mark[i].row * LANES_ROW;
		mark[i].label_y = top + (double)mark[i].label_row * LANES_ROW;
	}
}

int
lanes_layout(struct lane_mark *mark, size_t n, struct lane_band *band, size_t lanes, const struct axis *a,
    double y, struct err *e)
{
	struct taken t = { .box = NULL };
	int rc = 0;

	memset(band, 0, lanes * sizeof(*band));
	for (size_t i = 0; i < n && rc == 0; i++) {
		if (mark[i].lane >= lanes || mark[i].label_width > (a->x1 - a->x0) / 2)
			rc = err_set(e, ERR_LIMIT, "a label is too wide for the picture");
		else
			rc = place_down(&mark[i], place_along(&mark[i], a), &t, e);
	}
	free(t.box);
	if (rc == 0)
		stack(mark, n, band, lanes, y);
	return (rc);
}
