/* How much of a package a specimen contains, channel by channel, beside what independent programs do. */
#include <math.h>

#include "desk/draw.h"
#include "desk/html.h"

#define WIDTH 720.0
#define LEFT  92.0
#define RIGHT 690.0
#define TOP   22.0
#define ROW   25.0

static double
across(double containment)
{
	return (LEFT + (RIGHT - LEFT) * fmin(1, fmax(0, containment)));
}

static void
put_axis(struct buf *b, double bottom)
{
	static const char *const at[] = { "nothing", "a quarter", "half", "three quarters", "all of it" };

	for (size_t i = 0; i < 5; i++) {
		double x = across((double)i / 4);

		svg_line(b, "grid", x, TOP - 6, x, bottom);
		svg_text(b,
		    i == 0       ? "muted"
			: i == 4 ? "muted end"
				 : "muted mid",
		    x, TOP - 10, str_of(at[i]));
	}
}

static void
put_channel(struct buf *b, const struct trace_channel *c, bool others, double y)
{
	double x = across(c->containment);

	svg_text(b, "lane-name", 0, y + 4, c->name);
	if (others && isfinite(c->mean) && isfinite(c->deviation)) {
		double low = across(c->mean - 2 * c->deviation), high = across(c->mean + 2 * c->deviation);

		svg_rect(b, "band", low, y - 7, high - low, 14, 2);
		svg_line(b, "whisker", across(c->mean), y - 7, across(c->mean), y + 7);
	}
	buf_printf(b, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>\n", x, y);
}

void
draw_channels(struct buf *b, const struct trace_comparison *v)
{
	bool others = v->background.groups > 0;
	double height = TOP + ROW * (double)v->channels;

	if (v->channels == 0)
		return;
	buf_printf(b,
	    "<figure class=\"narrow\"><div class=\"scroll\" tabindex=\"0\"><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
	    "aria-label=\"How much of the package the specimen contains in each channel; the table below says the "
	    "same\">\n",
	    WIDTH, height);
	put_axis(b, height - 4);
	for (size_t i = 0; i < v->channels; i++)
		put_channel(b, &v->channel[i], others, TOP + ROW * ((double)i + 0.5));
	buf_cstr(b, "</svg></div>\n<figcaption>Dots: how much of the package this specimen contains.");
	if (others)
		buf_cstr(b,
		    " Bands: what the independent programs nearest to the package contain, their mean with two deviations "
		    "to either side.");
	buf_cstr(b, "</figcaption></figure>\n");
}
