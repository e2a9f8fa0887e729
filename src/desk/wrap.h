/*
 * Lines for a terminal: wrapped at its width with a hanging indent, or left
 * whole where the output is a file or a pipe, so that grep sees one line an
 * event.
 */
#ifndef DESK_WRAP_H
#define DESK_WRAP_H

#include "base/buf.h"

/*
 * wrap_width(fd): columns of the terminal at ${fd}, else of $COLUMNS, else 0: do not wrap.  At least 40
 * otherwise.
 */
size_t wrap_width(int fd);

/*
 * wrap_put(b, text, at, indent, width): Append ${text}, made safe for a
 * terminal, to a line that has ${at} columns already; further lines begin
 * with ${indent} blanks.  ${width} 0 means one line.  No line end is added.
 */
void wrap_put(struct buf *b, struct str text, size_t at, size_t indent, size_t width);

#endif
