/* The hypotheses of a wave beside each other: how strongly all evidence speaks for or against each. */
#include <math.h>
#include <stdio.h>

#include "desk/draw.h"
#include "desk/html.h"

#define WIDTH 900.0
#define LEFT  236.0
#define RIGHT 846.0
#define TOP   42.0
#define ROW   26.0

/* What the axis shows, in powers of ten; what lies beyond stands at its end. */
#define LEAST (-4.0)
#define MOST  7.0

static double
across(double llr)
{
	return (LEFT + (RIGHT - LEFT) * (fmin(MOST, fmax(LEAST, llr)) - LEAST) / (MOST - LEAST));
}

static void
put_axis(struct buf *b, double bottom)
{
	char text[16];

	svg_text(b, "muted end", across(0) - 8, 14,
	    STR("\xE2\x86\x90 less probable than under independent discovery"));
	svg_text(b, "muted", across(0) + 8, 14, STR("more probable \xE2\x86\x92"));
	for (int v = (int)LEAST + 1; v < (int)MOST; v++) {
		svg_line(b, v == 0 ? "base" : "grid", across(v), TOP - 8, across(v), bottom);
		(void)snprintf(text, sizeof(text), v == 0 ? "equal" : "10^%d", v);
		svg_text(b, "muted mid", across(v), TOP - 13, str_of(text));
	}
}

static void
put_line(struct buf *b, const struct weigh_line *l, double y)
{
	double zero = across(0), x = across(l->llr);
	struct buf label = BUF(256);
	char text[24];

	weigh_label(&label, l);
	svg_text(b, "lane-name", 0, y + 4, buf_view(&label));
	buf_free(&label);
	if (l->excluded) {
		/* A cross, and the word: no bar, since a time that excludes is no measure. */
		svg_line(b, "mark attack", x - 5, y - 5, x + 5, y + 5);
		svg_line(b, "mark attack", x - 5, y + 5, x + 5, y - 5);
		svg_text(b, "big", x + 11, y + 4, STR("excluded"));
		return;
	}
	if (fabs(l->llr) >= 0.05)
		svg_rect(b, l->llr > 0 ? "for" : "against", fmin(x, zero), y - 7, fabs(x - zero), 14, 1.5);
	(void)snprintf(text, sizeof(text), "%+.1f", l->llr + 0.0);
	svg_text(b, l->llr < 0 ? "big end" : "big", l->llr < 0 ? x - 6 : x + 6, y + 4, str_of(text));
}

void
draw_weigh(struct buf *b, const struct weighed *v)
{
	double height = TOP + ROW * (double)v->lines;

	if (v->lines == 0)
		return;
	buf_printf(b,
	    "<figure><div class=\"scroll\" tabindex=\"0\"><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"",
	    WIDTH, height);
	buf_cstr(b, "How strongly the evidence speaks for each hypothesis of the wave ");
	html_text(b, v->wave.name);
	buf_cstr(b, "; the table below says the same\">\n");
	put_axis(b, height - 4);
	for (size_t i = 0; i < v->lines; i++)
		put_line(b, &v->line[i], TOP + ROW * ((double)i + 0.5));
	buf_cstr(b,
	    "</svg></div>\n<figcaption>Each bar is log10 of how much more probable all the evidence is under the "
	    "hypothesis than under independent discovery. Two hypotheses compare by their difference. What cannot be in "
	    "time is crossed out.</figcaption></figure>\n");
}
