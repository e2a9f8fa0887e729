/*
 * Two databases, table by table and row by row: what a rebuilt index is
 * compared with.
 */
#ifndef STORE_COMPARE_H
#define STORE_COMPARE_H

#include <sqlite3.h>

#include "base/buf.h"

/*
 * compare_databases(a, b, difference, e): Append one line on each table that
 * differs to ${difference}, whose names call them "in use" (a) and "rebuilt"
 * (b).  The order of rows does not matter, their number and content do.  0, or
 * a negative code where the comparison could not be made.
 */
int compare_databases(sqlite3 *a, sqlite3 *b, struct buf *difference, struct err *e);

#endif
