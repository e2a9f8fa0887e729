/*
 * A stretch that a package and a specimen share, side by side, each line shaded
 * by how rare what it shares is: five steps, and the number of bits beside
 * them for those who do not see colours.
 */
#ifndef DESK_SPANS_H
#define DESK_SPANS_H

#include "base/buf.h"
#include "trace/trace.h"

/* spans_legend(b): What the five shades mean. */
void spans_legend(struct buf *b);

/* spans_put(b, r): The region ${r}, as a table; of a binary, which has no lines, only where it is. */
void spans_put(struct buf *b, const struct trace_region *r);

#endif
