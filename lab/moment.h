/*
 * Times as the logs write them, fast: a moment is milliseconds since 1970 in
 * UTC, which is all that these formats hold.
 */
#ifndef LAB_MOMENT_H
#define LAB_MOMENT_H

#include "base/buf.h"

typedef int64_t moment_ms;

#define MOMENT_SECOND ((moment_ms)1000)
#define MOMENT_HOUR   (3600 * MOMENT_SECOND)
#define MOMENT_DAY    (24 * MOMENT_HOUR)

/* The year, month and day of a moment. */
struct moment_date {
	int year, month, day;
};

/* moment_of(year, month, day): midnight at the start of that day. */
moment_ms moment_of(int year, int month, int day);

/* moment_date(t): the day that ${t} falls on.  moment_weekday(t): 0 for Sunday to 6. */
struct moment_date moment_date(moment_ms t);
unsigned moment_weekday(moment_ms t);

/* moment_put_log(b, t): "2021-03-05T14:01:02.345Z".  moment_put_plain: "2021-03-05 14:01:02". */
void moment_put_log(struct buf *b, moment_ms t);
void moment_put_plain(struct buf *b, moment_ms t);

/* moment_put_rfc3339(b, t): "2021-03-05T14:01:02Z".  moment_put_day: "2021-03-05". */
void moment_put_rfc3339(struct buf *b, moment_ms t);
void moment_put_day(struct buf *b, moment_ms t);

/* moment_put_compact(b, t, digits): "20210305" with 8 ${digits}, "2021030514" with 10, "210305" with 6. */
void moment_put_compact(struct buf *b, moment_ms t, unsigned digits);

/* moment_put_http(b, t): "Fri, 05 Mar 2021 14:01:02 GMT" (RFC 7231). */
void moment_put_http(struct buf *b, moment_ms t);

#endif
