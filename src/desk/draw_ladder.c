/* How far an attacker got, as a ladder of six steps. */
#include "desk/draw.h"
#include "desk/html.h"

#define STEP   112.0
#define HEIGHT 62.0
#define BASE   42.0 /* Where the steps stand; their names are below. */

void
draw_ladder(struct buf *b, const struct hunt_verdict *verdict)
{
	struct buf label = BUF(1 << 16);

	buf_str(&label, verdict->cve);
	if (verdict->stage != STAGE_NONE) {
		buf_printf(&label, ": reached %s, ", stage_name(verdict->stage));
		buf_str(&label, verdict->confidence);
		buf_cstr(&label, " confidence");
	} else {
		buf_cstr(&label, ": nothing found");
	}
	buf_printf(b, "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", 6 * STEP, HEIGHT);
	html_text(b, buf_view(&label));
	buf_cstr(b, "\">\n");
	for (int s = STAGE_PROBE; s <= STAGE_ACTION; s++) {
		double x = (s - STAGE_PROBE) * STEP, rise = 6.0 * s;
		bool reached = (int)verdict->stage >= s;

		svg_rect(b, reached ? "step reached" : "step", x, BASE - rise, STEP - 4, rise, 1.5);
		svg_text(
		    b, reached ? "reached" : "muted", x + 2, BASE + 15, str_of(stage_name((enum stage)s)));
		/* The word says it too: the furthest step is named, not only coloured. */
		if (reached && (int)verdict->stage == s)
			svg_text(b, "reached end", x + STEP - 8, BASE + 15, STR("reached"));
	}
	buf_cstr(b, "</svg>\n");
	buf_free(&label);
}
