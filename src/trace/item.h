/*
 * One file or member of what is gathered (trace/gather.h), as its text: whoever reads features of it
 * (trace/print.h) and whoever quotes it (trace/quote.h) must read the same.
 */
#ifndef TRACE_ITEM_H
#define TRACE_ITEM_H

#include "trace/print.h"

/*
 * item_passed_over(item): Whether it is left out: what declares a package's marks (mark/package.h), which is
 * never sent, and so is in no specimen.
 */
bool item_passed_over(const struct stream_item *item);

/*
 * item_text(g, text): In the child: the next item's bytes, up to PRINT_TEXT_MAX, into ${text}, which has that for
 * its maximum and is emptied before.  NULL where that is all of it, else why it may not be, for people; a failure
 * of gather_read has been told already.
 */
const char *item_text(struct gather_child *g, struct buf *text);

#endif
