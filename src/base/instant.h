/*
 * Instants as intervals.  People know "early January", a notice says "2 March,
 * 14:00 Pacific", a log knows milliseconds: each is an earliest and a latest
 * moment in UTC.  A local time whose zone is not known could have been up to
 * 14 hours earlier and 12 hours later in UTC (the zones in use run from
 * UTC+14 to UTC-12), so it is widened by that much.  A date alone is the
 * calendar day in UTC: its precision is a day, and that is what is kept.
 *
 * Form: RFC 3339 with fewer parts allowed from the right (2021, 2021-03,
 * 2021-03-02, 2021-03-02T14:00, with or without seconds, fraction and zone; a
 * blank for the T), or two of these as A..B.
 */
#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H

#include "base/buf.h"

/* Microseconds since 1970-01-01T00:00:00Z, without leap seconds. */
typedef int64_t instant_us;

#define INSTANT_SECOND ((instant_us)1000000)
#define INSTANT_DAY    (86400 * INSTANT_SECOND)
#define INSTANT_MIN    (-62135596800 * INSTANT_SECOND) /* 0001-01-01 */
#define INSTANT_MAX    (253402300799 * INSTANT_SECOND) /* 9999-12-31 */

/*
 * A value type: copy it freely.  Both ends are inclusive; earliest <= latest.
 * The end of a wide one names its last second: a day ends at 23:59:59.
 */
struct instant {
	instant_us earliest, latest;
};

/*
 * instant_parse(t, text, e): Read all of ${text}.  0, or ERR_SYNTAX with the offset; ${t} is unchanged
 * then.
 */
int instant_parse(struct instant *t, struct str text, struct err *e);

/*
 * instant_log_time(us, text): Read a log's time ("2021-03-02T14:00:01.123Z",
 * or "2021-03-02 14:00:01" taken as UTC, since that is what the logs of IIS
 * and Exchange hold), quickly.  0, or -1.
 */
int instant_log_time(instant_us *us, struct str text);

/* instant_end_of(t): the last microsecond that "on" or "as of" ${t} includes. */
static inline instant_us
instant_end_of(struct instant t)
{
	return (t.latest > t.earliest ? t.latest + INSTANT_SECOND - 1 : t.latest);
}

/*
 * instant_day(us): days since 1970-01-01, rounded down.  instant_of_day(day): the first moment of that
 * day.
 */
int64_t instant_day(instant_us us);
instant_us instant_of_day(int64_t day);

/* instant_now(): the clock, now.  instant_now_second(): its whole second, as a body says when it was written. */
instant_us instant_now(void);
instant_us instant_now_second(void);

/* instant_steady_ms(): Milliseconds of a clock that nobody sets, for waits and spans; its start means nothing. */
int64_t instant_steady_ms(void);

/* instant_put(b, us): RFC 3339 in UTC, with milli- or microseconds only where they are not zero. */
void instant_put(struct buf *b, instant_us us);

/* instant_put_date(b, us): YYYY-MM-DD. */
void instant_put_date(struct buf *b, instant_us us);

/*
 * instant_put_short(b, t): for people: a date where ${t} is a whole day, "A..B" where it is wide, else
 * one time.
 */
void instant_put_short(struct buf *b, struct instant t);

#endif
