/*
 * The timeline in lanes.  A mark stands when something happened, as wide as
 * the time is uncertain; its number leads to the table below the picture.
 */
#include <stdlib.h>

#include "desk/draw.h"
#include "desk/html.h"
#include "desk/lanes.h"
#include "desk/say.h"

#define WIDTH         1120.0
#define LEFT          86.0 /* Where the plot begins; the lanes' names stand before it. */
#define RIGHT         1112.0
#define TOP           40.0 /* Below the axis. */
#define LABEL_COLUMNS 64
#define TICK_WIDTH    46.0
#define LANES_MAX     16
#define FOLD_WIDTH    22.0 /* A fold this wide says how many days it holds. */

/* Shapes around a point, one a lane, so that no lane is known by its colour only. */
static const struct {
	bool open; /* Drawn as an outline. */
	const char *path;
} SHAPES[] = {
	{ false, "m-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0 -9.2 0z" },          /* report: a disc */
	{ false, "m0 -5.6l5.6 5.6-5.6 5.6-5.6-5.6z" },                           /* share: a diamond */
	{ false, "m0 -5.2l5.4 9.4h-10.8z" },                                     /* attack: a triangle */
	{ false, "m-4.4 -4.4h8.8v8.8h-8.8z" },                                   /* fix: a square */
	{ false, "m-4.8 -4.6h6l3.6 4.6-3.6 4.6h-6z" },                           /* notice: a sign */
	{ true, "m-4.4 0a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0 -8.8 0z" },           /* census: a ring */
	{ false, "m-1.7 -5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z" }, /* hunt: a cross */
	{ true, "m-4.2 -4.2h8.4v8.4h-8.4z" },                                    /* other: an empty square */
};

void
draw_shape(struct buf *b, size_t lane, double x, double y)
{
	buf_printf(b, "<path class=\"mark %s %s\" d=\"M%.1f %.1f%s\"/>\n", event_lanes[lane],
	    SHAPES[lane].open ? "open" : "full", x, y, SHAPES[lane].path);
}

/* "2 Mar", and the year where it is the first tick or another than the tick before. */
static void
put_tick(struct buf *b, int64_t day, int64_t *year)
{
	static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
		"Oct", "Nov", "Dec" };
	struct buf date = BUF(64);
	uint64_t y = 0, m = 1, d = 1;

	instant_put_date(&date, instant_of_day(day));
	(void)str_u64(str_sub(buf_view(&date), 0, 4), &y);
	(void)str_u64(str_sub(buf_view(&date), 5, 7), &m);
	(void)str_u64(str_sub(buf_view(&date), 8, 10), &d);
	buf_printf(b, "%llu %s", (unsigned long long)d, MONTHS[m - 1]);
	if ((int64_t)y != *year)
		buf_printf(b, " %llu", (unsigned long long)y);
	*year = (int64_t)y;
	buf_free(&date);
}

/* The axis: a line for each busy day, a dotted piece for each fold, dates where they have room. */
static void
draw_axis(struct buf *b, const struct axis *a, double bottom)
{
	struct buf text = BUF(256);
	double next = a->x0 - TICK_WIDTH;
	int64_t year = 0;

	for (size_t i = 0; i < a->n; i++) {
		const struct axis_span *s = &a->span[i];

		if (!s->busy) {
			if (s->folded)
				svg_rect(b, "folded", s->x, TOP - 4, s->width, bottom - TOP + 4, 0);
			svg_line(b, s->folded ? "fold" : "base", s->x, TOP - 4, s->x + s->width, TOP - 4);
			continue;
		}
		svg_line(b, "base", s->x, TOP - 4, s->x + s->width, TOP - 4);
		svg_line(b, "base", s->x, TOP - 8, s->x, TOP - 4);
		if (s->x < next)
			continue;
		buf_clear(&text);
		put_tick(&text, s->day, &year);
		/* A date may not stand in the one before, nor leave the picture at its right. */
		if (s->x + svg_width(buf_view(&text)) > RIGHT + 6)
			continue;
		svg_text(b, "muted", s->x, TOP - 14, buf_view(&text));
		next = s->x + svg_width(buf_view(&text)) + 12;
	}
	for (size_t i = 0; i < a->n; i++) {
		const struct axis_span *s = &a->span[i];

		if (!s->folded || s->width < FOLD_WIDTH)
			continue;
		buf_clear(&text);
		buf_printf(&text, "%lldd", (long long)s->days);
		svg_text(b, "muted mid", s->x + s->width / 2, bottom + 14, buf_view(&text));
	}
	buf_free(&text);
}

static void
draw_bands(struct buf *b, const struct lane_band *band)
{
	for (size_t i = 0; i < event_lanes_n; i++) {
		double middle = band[i].y + (band[i].rows == 0 ? LANES_EMPTY / 2 : LANES_PAD + LANES_ROW / 2);

		svg_line(b, "grid", 0, band[i].y, WIDTH, band[i].y);
		draw_shape(b, i, 8, middle);
		svg_text(b, band[i].rows == 0 ? "lane-name muted" : "lane-name", 20, middle + 4,
		    str_of(event_lanes[i]));
	}
}

/* "#12 Advance notice to customers, three ..." */
static void
put_label(struct buf *b, size_t number, const struct event *event)
{
	buf_clear(b);
	/* With the sign, since a text may begin with digits: "22 572 observations" is another number. */
	buf_char(b, '#');
	buf_u64(b, number);
	buf_char(b, ' ');
	say_cut(b, event->text, LABEL_COLUMNS);
}

static void
draw_mark(struct buf *b, const struct lane_mark *m, size_t number, const struct event *event)
{
	struct buf text = BUF(1 << 20);

	say_when(&text, event->happened);
	buf_cstr(&text, ": ");
	buf_str(&text, event->text);
	buf_cstr(b, "<g>");
	svg_title(b, buf_view(&text));
	/* Wider than a mark: the time is a span, and the mark stands in its middle. */
	if (m->width > MARK_MIN) {
		buf_printf(b,
		    "<rect class=\"span %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"8\" rx=\"4\"/>\n",
		    event_lanes[m->lane], m->x, m->y - 4, m->width);
	}
	draw_shape(b, m->lane, m->x + m->width / 2, m->y);
	put_label(&text, number, event);
	svg_text(b, "label", m->label_x, m->label_y + 4, buf_view(&text));
	buf_cstr(b, "</g>\n");
	buf_free(&text);
}

static int
draw_all(struct buf *b, const struct events *v, size_t n, struct lane_mark *mark, const struct axis *a,
    struct err *e)
{
	struct lane_band band[LANES_MAX];
	struct buf label = BUF(1 << 16);
	double bottom;
	int rc;

	for (size_t i = 0; i < n; i++) {
		put_label(&label, i + 1, &v->event[i]);
		mark[i] = (struct lane_mark){ .when = v->event[i].happened,
			.lane = events_lane(&v->event[i]),
			.label_width = svg_width(buf_view(&label)) };
	}
	buf_free(&label);
	if (event_lanes_n > LANES_MAX)
		return (err_set(e, ERR_INTERNAL, "more lanes than the picture has room for"));
	if ((rc = lanes_layout(mark, n, band, event_lanes_n, a, TOP, e)) != 0)
		return (rc);
	bottom = band[event_lanes_n - 1].y + band[event_lanes_n - 1].height;
	buf_printf(b,
	    "<div class=\"scroll\" tabindex=\"0\"><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"Timeline in %zu "
	    "lanes with %zu "
	    "events; the table below says the same\">\n",
	    WIDTH, bottom + 22, event_lanes_n, n);
	draw_axis(b, a, bottom);
	draw_bands(b, band);
	svg_line(b, "grid", 0, bottom, WIDTH, bottom);
	for (size_t i = 0; i < n; i++)
		draw_mark(b, &mark[i], i + 1, &v->event[i]);
	buf_cstr(b, "</svg></div>\n");
	return (0);
}

int
draw_lanes(struct buf *b, const struct events *v, struct err *e)
{
	size_t n = v->n < DRAW_EVENTS_MAX ? v->n : DRAW_EVENTS_MAX;
	struct lane_mark *mark = calloc(n + 1, sizeof(*mark));
	struct instant *when = calloc(n + 1, sizeof(*when));
	struct axis a = { .span = NULL };
	int rc = 0;

	if (mark == NULL || when == NULL) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
		goto out;
	}
	for (size_t i = 0; i < n; i++)
		when[i] = v->event[i].happened;
	if (n > 0 && axis_folded(&a, when, n, LEFT, RIGHT) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	if (rc == 0 && n > 0)
		rc = draw_all(b, v, n, mark, &a, e);
out:
	axis_free(&a);
	free(when);
	free(mark);
	return (rc);
}
