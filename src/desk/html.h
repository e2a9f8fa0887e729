/*
 * Writing HTML and SVG into a buffer.  Markup is a literal of this program;
 * whatever comes from a case goes through html_text and is escaped there, so
 * there is one place to look at when asking whether a hostile text can break
 * out.  No element gets a style attribute: the page's policy forbids them.
 */
#ifndef DESK_HTML_H
#define DESK_HTML_H

#include "base/buf.h"
#include "base/tlp.h"

/* html_text(b, s): ${s} as text or inside a quoted attribute. */
void html_text(struct buf *b, struct str s);

/* html_element(b, tag, class, s): <tag class="...">s</tag>; ${class} may be NULL. */
void html_element(struct buf *b, const char *tag, const char *class, struct str s);

/*
 * html_table(b, caption, columns): Begin a table; ${columns} are its heads
 * separated by "|", those that begin with ">" to the right.  Then rows:
 * html_row, html_cell..., html_row_end, and html_table_end.
 */
void html_table(struct buf *b, const char *caption, const char *columns);
void html_row(struct buf *b);
void html_row_end(struct buf *b);
void html_cell(struct buf *b, const char *class, struct str s);
void html_cell_count(struct buf *b, uint64_t n);

/* html_cell_number(b, fmt, ...): A cell to the right with what is printed of numbers; up to 127 bytes. */
void html_cell_number(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* html_table_end(b): After the last row. */
void html_table_end(struct buf *b);

/* html_tlp(b, t): the label as first.org draws it, its word always printed. */
void html_tlp(struct buf *b, enum tlp t);

/* svg_text(b, class, x, y, s): a text element.  svg_line: a line. */
void svg_text(struct buf *b, const char *class, double x, double y, struct str s);
void svg_line(struct buf *b, const char *class, double x1, double y1, double x2, double y2);
void
svg_rect(struct buf *b, const char *class, double x, double y, double width, double height, double radius);

/* svg_title(b, s): what a pointer resting on the element around it shows. */
void svg_title(struct buf *b, struct str s);

/*
 * svg_width(s): the width that ${s} takes in the pictures' type of 11 pixels,
 * as the widest of the faces that the page asks for would set it: no less,
 * since labels are placed by it.
 */
double svg_width(struct str s);

#endif
