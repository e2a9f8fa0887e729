/*
 * Words and numbers for people: the one place that decides how a count, a
 * time and a plural read, on a terminal and in a report alike.
 */
#ifndef DESK_SAY_H
#define DESK_SAY_H

#include "base/instant.h"

/* say_count(b, n): "82,000". */
void say_count(struct buf *b, uint64_t n);

/* say_many(b, n, one, many): "1 host", "82,000 hosts". */
void say_many(struct buf *b, uint64_t n, const char *one, const char *many);

/*
 * say_when(b, t): as precise as ${t} is known and no more: "2021-03-02T22:00Z"
 * where the minute is, "2021-03-02", "2021-03", "2021", "2021-02-26..2021-02-27".
 */
void say_when(struct buf *b, struct instant t);

/* say_bounds(b, low, high): "between 120 and 340", or "120" where they agree. */
void say_bounds(struct buf *b, uint64_t low, uint64_t high);

/*
 * say_cut(b, s, columns): Append ${s}, cut at a character and ended by an
 * ellipsis where it would take more than ${columns} columns once escaped.
 */
void say_cut(struct buf *b, struct str s, size_t columns);

#endif
