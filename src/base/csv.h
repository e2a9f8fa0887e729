/*
 * Comma-separated values (RFC 4180) as found in the field: a quoted cell may
 * hold separators, doubled quotes and line breaks; a quote inside an unquoted
 * cell is an ordinary character; lines end in LF or CRLF.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"

/*
 * csv_record(text, open): Length of the record at the front of ${text}, its
 * line end included.  Where ${text} ends before the record does, the whole
 * length is returned and ${*open} tells why: true inside a quoted cell, false
 * for a last line without a line end.
 */
size_t csv_record(struct str text, bool *open);

/*
 * csv_split(record, sep, cell, max, scratch): Cut ${record} (with or without
 * its line end) into at most ${max} cells, without quotes around them.  Cells
 * are views into ${record}, or into ${scratch} where doubled quotes had to be
 * undone; ${scratch} is cleared first.  Return how many cells there are, which
 * may be more than ${max} (the rest are not stored); SIZE_MAX without memory.
 */
size_t csv_split(struct str record, char sep, struct str *cell, size_t max, struct buf *scratch);

/*
 * csv_head(record, sep, cell, max, scratch): As csv_split, but the walk ends
 * after ${max} cells: for rows of which only the first columns matter.
 */
size_t csv_head(struct str record, char sep, struct str *cell, size_t max, struct buf *scratch);

/*
 * csv_column(cell, n, name): the index of the header cell that equals ${name} without regard to case, or
 * SIZE_MAX.
 */
size_t csv_column(const struct str *cell, size_t n, struct str name);

#endif
