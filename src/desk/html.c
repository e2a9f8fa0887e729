/* HTML and SVG: see the header. */
#include "desk/html.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/escape.h"
#include "desk/say.h"

/*
 * The widths of the printable characters of ASCII in DejaVu Sans, in hundredths
 * of the type's height, rounded up; it is the widest face that the page asks
 * for.  Other scripts get a width that few of their characters exceed.
 */
static const unsigned char ADVANCE[] = {
	32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34,  /* to / */
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54,  /* to ? */
	100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, /* to O */
	61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50,  /* to _ */
	50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62,  /* to o */
	64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,      /* to ~ */
};
#define TYPE_HEIGHT   11.0
#define ADVANCE_OTHER 80
#define ADVANCE_WIDE  105

void
html_text(struct buf *b, struct str s)
{
	escape_html(b, s);
}

void
html_element(struct buf *b, const char *tag, const char *class, struct str s)
{
	if (class != NULL)
		buf_printf(b, "<%s class=\"%s\">", tag, class);
	else
		buf_printf(b, "<%s>", tag);
	html_text(b, s);
	buf_printf(b, "</%s>\n", tag);
}

void
html_table(struct buf *b, const char *caption, const char *columns)
{
	struct str rest = str_of(columns), head;

	buf_cstr(b, "<div class=\"scroll\" tabindex=\"0\"><table>\n<caption>");
	html_text(b, str_of(caption));
	buf_cstr(b, "</caption>\n<thead><tr>");
	while (str_split(&rest, '|', &head)) {
		bool right = str_starts(head, STR(">"));

		buf_cstr(b, right ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
		html_text(b, right ? str_sub(head, 1, head.n) : head);
		buf_cstr(b, "</th>");
	}
	buf_cstr(b, "</tr></thead>\n<tbody>");
}

void
html_row(struct buf *b)
{
	buf_cstr(b, "\n<tr>");
}

void
html_row_end(struct buf *b)
{
	buf_cstr(b, "</tr>");
}

void
html_cell(struct buf *b, const char *class, struct str s)
{
	if (class != NULL)
		buf_printf(b, "<td class=\"%s\">", class);
	else
		buf_cstr(b, "<td>");
	html_text(b, s);
	buf_cstr(b, "</td>");
}

void
html_cell_count(struct buf *b, uint64_t n)
{
	buf_cstr(b, "<td class=\"n\">");
	say_count(b, n);
	buf_cstr(b, "</td>");
}

void
html_cell_number(struct buf *b, const char *fmt, ...)
{
	char text[128];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	html_cell(b, "n", str_of(text));
}

void
html_table_end(struct buf *b)
{
	buf_cstr(b, "\n</tbody></table></div>\n");
}

void
html_tlp(struct buf *b, enum tlp t)
{
	static const char *const CLASS[] = { "clear", "green", "amber", "amber-strict", "red" };

	buf_printf(b, "<span class=\"tlp %s\">TLP:%s</span>", CLASS[t], tlp_name(t));
}

void
svg_text(struct buf *b, const char *class, double x, double y, struct str s)
{
	buf_printf(b, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class, x, y);
	html_text(b, s);
	buf_cstr(b, "</text>\n");
}

void
svg_line(struct buf *b, const char *class, double x1, double y1, double x2, double y2)
{
	buf_printf(b, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", class, x1, y1,
	    x2, y2);
}

void
svg_rect(struct buf *b, const char *class, double x, double y, double width, double height, double radius)
{
	buf_printf(b,
	    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"/>\n", class,
	    x, y, width, height, radius);
}

void
svg_title(struct buf *b, struct str s)
{
	html_element(b, "title", NULL, s);
}

double
svg_width(struct str s)
{
	struct buf safe = BUF(BUF_BIG);
	unsigned long width = 0;

	/* What is drawn is the escaped text, in which a hidden character has become eight visible ones. */
	escape_term(&safe, s);
	for (size_t i = 0; i < safe.n; i++) {
		unsigned char c = (unsigned char)safe.p[i];

		if (c >= ' ' && c <= '~')
			width += ADVANCE[c - ' '];
		else if (c >= 0xE1)
			width += ADVANCE_WIDE;
		else if (c >= 0xC0)
			width += ADVANCE_OTHER;
	}
	buf_free(&safe);
	return ((double)width * TYPE_HEIGHT / 100 + 1);
}
