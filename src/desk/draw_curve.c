/*
 * How many are unpatched, over time.  Our own counts are an area between two
 * bounds; other people's points are rings with whiskers as wide as their dates
 * are in doubt.  They stand in panels of their own, since a few hundred hosts
 * of one feed and the whole world do not share a scale.
 */
#include <math.h>

#include "desk/axis.h"
#include "desk/draw.h"
#include "desk/html.h"
#include "desk/say.h"

#define WIDTH            1120.0
#define LEFT             72.0
#define RIGHT            960.0 /* Labels of the last day stand behind it. */
#define OWN              200.0 /* Height of the upper plot. */
#define OTHERS           260.0 /* Height of the lower one. */
#define HEAD             40.0  /* Above it, for the title. */
#define FOOT             34.0  /* Below it, for the dates. */
#define RING             4.6
#define NEAR             60 /* Days between our counts and theirs within which they share an axis. */
#define BOXES            256
#define TYPE             11.0
#define NAME_MAX_COLUMNS 26

#define COUNT_MOST 1000000000000000 /* Whatever is greater stands at the upper edge. */

/* One panel: where it stands and its scale. */
struct panel {
	double top, height; /* Of the plot. */
	bool log;           /* From ${min} to ${max} by ratios; else from 0 by ${step}. */
	uint64_t min, max, step;
	struct axis axis;
};

static double
panel_y(const struct panel *p, uint64_t n)
{
	double part;

	if (p->log)
		part =
		    n <= p->min ? 0 : log((double)n / (double)p->min) / log((double)p->max / (double)p->min);
	else
		part = (double)n / (double)p->max;
	if (part > 1)
		part = 1;
	return (p->top + p->height * (1 - part));
}

/*
 * round_step(n): the next of 1, 2, 5, 10, 20, 50, ... that is greater than ${n}, which is at most
 * COUNT_MOST.
 */
static uint64_t
round_step(uint64_t n)
{
	static const uint64_t TIMES[] = { 1, 2, 5 };
	uint64_t power = 1;

	for (;; power *= 10) {
		for (size_t i = 0; i < 3; i++) {
			if (TIMES[i] * power > n)
				return (TIMES[i] * power);
		}
	}
}

/* A scale from 0 in at most five round steps. */
static void
set_linear(struct panel *p, uint64_t greatest)
{
	p->step = round_step(greatest / 5);
	p->max = p->step * (greatest / p->step + (greatest % p->step != 0));
	if (p->max == 0)
		p->max = p->step;
}

/* A scale of ratios between round numbers: what halves in equal times is a straight line on it. */
static void
set_log(struct panel *p, uint64_t least, uint64_t greatest)
{
	p->log = true;
	for (p->min = 1; round_step(p->min) <= least; p->min = round_step(p->min))
		;
	p->max = round_step(greatest);
}

static void
draw_step(struct buf *b, const struct panel *p, uint64_t n, bool base)
{
	struct buf text = BUF(256);

	say_count(&text, n);
	svg_line(b, base ? "base" : "grid", LEFT, panel_y(p, n), RIGHT, panel_y(p, n));
	svg_text(b, "muted end", LEFT - 8, panel_y(p, n) + 4, buf_view(&text));
	buf_free(&text);
}

static void
draw_scale(struct buf *b, const struct panel *p, const char *title)
{
	svg_text(b, "title", 0, p->top - 20, str_of(title));
	if (p->log) {
		for (uint64_t n = p->min; n <= p->max; n = round_step(n))
			draw_step(b, p, n, n == p->min);
	} else {
		for (uint64_t n = 0; n <= p->max; n += p->step)
			draw_step(b, p, n, n == 0);
	}
}

static void
draw_days(struct buf *b, const struct panel *p)
{
	static const int64_t STEPS[] = { 1, 2, 5, 7, 14, 28, 56, 91, 182, 365, 1826 };
	const struct axis_span *s = &p->axis.span[0];
	struct buf text = BUF(64);
	int64_t step = s->days / 10 + 1;

	for (size_t i = sizeof(STEPS) / sizeof(STEPS[0]); i-- > 0;) {
		if (s->days / STEPS[i] <= 10)
			step = STEPS[i];
	}
	for (int64_t day = s->day; day < s->day + s->days; day += step) {
		double x = axis_x(&p->axis, instant_of_day(day));

		buf_clear(&text);
		instant_put_date(&text, instant_of_day(day));
		svg_line(b, "base", x, p->top + p->height, x, p->top + p->height + 5);
		svg_text(b, "muted mid", x, p->top + p->height + 20, buf_view(&text));
	}
	buf_free(&text);
}

/* One bound through the rows from ${first} up to ${end}, as a path's steps. */
static void
put_bound(struct buf *b, const struct panel *p, const struct curve *v, size_t first, size_t end, bool high)
{
	for (size_t i = first; i < end; i++)
		buf_printf(b, "%c%.1f %.1f", i == first ? 'M' : 'L', axis_x(&p->axis, v->row[i].on),
		    panel_y(p, v->row[i].unfixed + (high ? v->row[i].ambiguous : 0)));
}

/* The two lines, and the area between them.  Where days are missing nothing was counted, and nothing is drawn. */
static void
draw_bounds(struct buf *b, const struct panel *p, const struct curve *v)
{
	for (size_t first = 0, end; first < v->n; first = end) {
		for (end = first + 1;
		     end < v->n && instant_day(v->row[end].on) == instant_day(v->row[end - 1].on) + 1; end++)
			;
		buf_cstr(b, "<path class=\"area\" d=\"");
		put_bound(b, p, v, first, end, true);
		for (size_t i = end; i-- > first;)
			buf_printf(
			    b, "L%.1f %.1f", axis_x(&p->axis, v->row[i].on), panel_y(p, v->row[i].unfixed));
		buf_cstr(b, "z\"/>\n<path class=\"line high\" d=\"");
		put_bound(b, p, v, first, end, true);
		buf_cstr(b, "\"/>\n<path class=\"line\" d=\"");
		put_bound(b, p, v, first, end, false);
		buf_cstr(b, "\"/>\n");
	}
}

static void
draw_own(struct buf *b, const struct panel *p, const struct curve *v)
{
	const struct count_row *last = &v->row[v->n - 1];
	double x = axis_x(&p->axis, last->on) + 10, high = panel_y(p, last->unfixed + last->ambiguous);
	double low = panel_y(p, last->unfixed);
	struct buf text = BUF(256);

	draw_scale(b, p, "Counted in this case: unpatched hosts, from surely to at most");
	draw_days(b, p);
	draw_bounds(b, p, v);
	if (v->n == 1)
		svg_line(b, "whisker", x - 10, high, x - 10, low);
	/* Close together the two numbers share a line. */
	if (low - high < 2 * TYPE) {
		say_count(&text, last->unfixed);
		buf_cstr(&text, " to ");
		say_count(&text, last->unfixed + last->ambiguous);
		svg_text(b, "big", x, (low + high) / 2 + 4, buf_view(&text));
	} else {
		buf_cstr(&text, "at most ");
		say_count(&text, last->unfixed + last->ambiguous);
		svg_text(b, "big", x, high + 4, buf_view(&text));
		buf_clear(&text);
		buf_cstr(&text, "surely ");
		say_count(&text, last->unfixed);
		svg_text(b, "big", x, low + 4, buf_view(&text));
	}
	buf_free(&text);
}

/* Places that are taken in the lower panel, so that labels do not stand on each other or on a ring. */
struct boxes {
	struct {
		double x0, y0, x1, y1;
	} box[BOXES];
	size_t n;
};

static bool
box_is_free(const struct boxes *k, double x0, double y0, double x1, double y1)
{
	for (size_t i = 0; i < k->n; i++) {
		if (x0 < k->box[i].x1 && k->box[i].x0 < x1 && y0 < k->box[i].y1 && k->box[i].y0 < y1)
			return (false);
	}
	return (true);
}

static void
box_take(struct boxes *k, double x0, double y0, double x1, double y1)
{
	if (k->n < BOXES) {
		k->box[k->n].x0 = x0;
		k->box[k->n].y0 = y0;
		k->box[k->n].x1 = x1;
		k->box[k->n++].y1 = y1;
	}
}

static double
point_x(const struct panel *p, const struct published *point)
{
	return ((axis_x(&p->axis, point->observed.earliest) + axis_x(&p->axis, point->observed.latest)) / 2);
}

/* Where a label may stand: beside its whisker's right or left end, or above or below its ring. */
enum side { SIDE_RIGHT, SIDE_LEFT, SIDE_RING };
static const struct {
	enum side side;
	double dy;
} PLACES[] = { { SIDE_RIGHT, 0 }, { SIDE_RING, -15 }, { SIDE_RING, 16 }, { SIDE_LEFT, 0 }, { SIDE_RING, -30 },
	{ SIDE_RING, 31 }, { SIDE_RING, -45 }, { SIDE_RING, 46 } };

/* The label in the first of its places that is free; the table has those that find none. */
static void
draw_point_label(struct buf *b, const struct panel *p, const struct published *point, struct boxes *k)
{
	double x = point_x(p, point), y = panel_y(p, point->count), width, x0, middle;
	struct buf text = BUF(1 << 16);

	say_count(&text, point->count);
	buf_char(&text, ' ');
	say_cut(&text, point->who, NAME_MAX_COLUMNS);
	width = svg_width(buf_view(&text));
	for (size_t i = 0; i < sizeof(PLACES) / sizeof(PLACES[0]); i++) {
		x0 = x + 6;
		if (PLACES[i].side == SIDE_RIGHT)
			x0 = axis_x(&p->axis, point->doubt.latest) + 7;
		else if (PLACES[i].side == SIDE_LEFT)
			x0 = axis_x(&p->axis, point->doubt.earliest) - 7 - width;
		middle = y + PLACES[i].dy;
		if (x0 < LEFT + 2 || x0 + width > WIDTH || middle < p->top - 8 ||
		    middle > p->top + p->height - 6 ||
		    !box_is_free(k, x0, middle - TYPE / 2 - 1, x0 + width, middle + TYPE / 2 + 1))
			continue;
		/* A label further off is led to its ring. */
		if (PLACES[i].dy > 20 || PLACES[i].dy < -20)
			svg_line(b, "leader", x, y + (PLACES[i].dy > 0 ? RING : -RING), x0 - 2, middle);
		svg_text(b, "label", x0, middle + 4, buf_view(&text));
		box_take(k, x0, middle - TYPE / 2 - 1, x0 + width, middle + TYPE / 2 + 1);
		break;
	}
	buf_free(&text);
}

static void
draw_point(struct buf *b, const struct panel *p, const struct published *point)
{
	double x = point_x(p, point), y = panel_y(p, point->count);
	double from = axis_x(&p->axis, point->doubt.earliest), to = axis_x(&p->axis, point->doubt.latest);
	struct buf text = BUF(1 << 16);

	say_count(&text, point->count);
	buf_cstr(&text, " by ");
	buf_str(&text, point->who);
	buf_cstr(&text, ", dated ");
	say_when(&text, point->doubt);
	buf_cstr(b, "<g>");
	svg_title(b, buf_view(&text));
	/* The whisker spans the dates in doubt; a day is the least that any of them leaves open. */
	svg_line(b, "whisker", from, y, to, y);
	svg_line(b, "whisker", from, y - 4, from, y + 4);
	svg_line(b, "whisker", to, y - 4, to, y + 4);
	buf_printf(b, "<circle class=\"ring\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/></g>\n", x, y, RING);
	buf_free(&text);
}

static void
draw_published(struct buf *b, const struct panel *p, const struct curve *v)
{
	struct boxes k = { .n = 0 };

	draw_scale(b, p,
	    "Published by others: unpatched servers in the world (a scale of ratios: equal distances are "
	    "equal factors)");
	draw_days(b, p);
	for (size_t i = 0; i < v->points; i++) {
		const struct published *point = &v->point[i];

		if (!curve_is_world(point))
			continue;
		draw_point(b, p, point);
		box_take(&k, axis_x(&p->axis, point->doubt.earliest) - 2, panel_y(p, point->count) - RING - 1,
		    axis_x(&p->axis, point->doubt.latest) + 2, panel_y(p, point->count) + RING + 1);
	}
	for (size_t i = 0; i < v->points; i++) {
		if (curve_is_world(&v->point[i]))
			draw_point_label(b, p, &v->point[i], &k);
	}
}

/* The days and the greatest value of either side. */
struct extent {
	bool any;
	int64_t first, last;
	uint64_t least, greatest;
};

static void
extend(struct extent *x, instant_us from, instant_us to, uint64_t n)
{
	int64_t first = instant_day(from), last = instant_day(to);

	if (n > COUNT_MOST)
		n = COUNT_MOST;
	x->first = !x->any || first < x->first ? first : x->first;
	x->last = !x->any || last > x->last ? last : x->last;
	x->least = !x->any || n < x->least ? n : x->least;
	x->greatest = n > x->greatest ? n : x->greatest;
	x->any = true;
}

static int
set_days(struct panel *p, const struct extent *days, struct err *e)
{
	if (axis_linear(&p->axis, days->first, days->last, LEFT, RIGHT) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	return (0);
}

/* One axis of days for both, unless they are so far apart that neither would be seen. */
static int
set_axes(struct panel *above, struct panel *below, const struct extent *own, const struct extent *world,
    struct err *e)
{
	struct extent days = own->any ? *own : *world;
	bool shared = !own->any || !world->any ||
	    (world->first <= own->last + NEAR && own->first <= world->last + NEAR);
	int rc = 0;

	if (shared && world->any)
		extend(&days, instant_of_day(world->first), instant_of_day(world->last), 0);
	if (own->any)
		rc = set_days(above, shared ? &days : own, e);
	if (world->any && rc == 0)
		rc = set_days(below, shared ? &days : world, e);
	return (rc);
}

int
draw_curve(struct buf *b, const struct curve *v, struct err *e)
{
	struct extent own = { .any = false }, world = { .any = false };
	struct panel above = { .top = HEAD, .height = OWN }, below = { .top = HEAD, .height = OTHERS };
	double bottom;
	int rc;

	for (size_t i = 0; i < v->n; i++)
		extend(&own, v->row[i].on, v->row[i].on, v->row[i].unfixed + v->row[i].ambiguous);
	for (size_t i = 0; i < v->points; i++) {
		if (curve_is_world(&v->point[i]))
			extend(
			    &world, v->point[i].doubt.earliest, v->point[i].doubt.latest, v->point[i].count);
	}
	if (!own.any && !world.any)
		return (0);
	if ((rc = set_axes(&above, &below, &own, &world, e)) != 0)
		goto out;
	set_linear(&above, own.greatest);
	set_log(&below, world.least, world.greatest);
	if (own.any)
		below.top += HEAD + OWN + FOOT;
	bottom = world.any ? below.top + OTHERS + FOOT : above.top + OWN + FOOT;
	buf_printf(b,
	    "<div class=\"scroll\" tabindex=\"0\"><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"Unpatched "
	    "servers over time; the "
	    "tables below say the same\">\n",
	    WIDTH, bottom);
	if (own.any)
		draw_own(b, &above, v);
	if (world.any)
		draw_published(b, &below, v);
	buf_cstr(b, "</svg></div>\n");
out:
	axis_free(&above.axis);
	axis_free(&below.axis);
	return (rc);
}
