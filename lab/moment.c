/* Times as the logs write them: see the header. */
#include "moment.h"

moment_ms
moment_of(int year, int month, int day)
{
	/* Days since 0000-03-01: a year that begins in March has its leap day at its end. */
	int64_t y = year - (month < 3), m = month + (month < 3 ? 9 : -3);
	int64_t days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;

	return ((days - 719468) * MOMENT_DAY);
}

static int64_t
days_of(moment_ms t)
{
	int64_t days = t / MOMENT_DAY;

	return (t % MOMENT_DAY < 0 ? days - 1 : days);
}

struct moment_date
moment_date(moment_ms t)
{
	/* The inverse, by eras of 400 years (146097 days). */
	int64_t z = days_of(t) + 719468, era = z / 146097, doe = z % 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), m = (5 * doy + 2) / 153;
	int month = (int)(m < 10 ? m + 3 : m - 9);

	return ((struct moment_date){
	    (int)(yoe + era * 400 + (month < 3)), month, (int)(doy - (153 * m + 2) / 5 + 1) });
}

unsigned
moment_weekday(moment_ms t)
{
	return ((unsigned)((days_of(t) + 4) % 7));
}

static char *
digits2(char *to, unsigned v)
{
	to[0] = (char)('0' + v / 10 % 10);
	to[1] = (char)('0' + v % 10);
	return (to + 2);
}

/* "2021-03-05" with any separator; none where it is NUL. */
static char *
put_date(char *to, moment_ms t, char sep)
{
	struct moment_date d = moment_date(t);

	to = digits2(to, (unsigned)d.year / 100);
	to = digits2(to, (unsigned)d.year);
	if (sep != '\0')
		*to++ = sep;
	to = digits2(to, (unsigned)d.month);
	if (sep != '\0')
		*to++ = sep;
	return (digits2(to, (unsigned)d.day));
}

static char *
put_clock(char *to, moment_ms t)
{
	unsigned s = (unsigned)(t - days_of(t) * MOMENT_DAY) / 1000;

	to = digits2(to, s / 3600);
	*to++ = ':';
	to = digits2(to, s / 60 % 60);
	*to++ = ':';
	return (digits2(to, s % 60));
}

void
moment_put_log(struct buf *b, moment_ms t)
{
	unsigned ms = (unsigned)(t % 1000);
	char text[32], *to;

	to = put_date(text, t, '-');
	*to++ = 'T';
	to = put_clock(to, t);
	*to++ = '.';
	*to++ = (char)('0' + ms / 100);
	to = digits2(to, ms % 100);
	*to++ = 'Z';
	buf_put(b, text, (size_t)(to - text));
}

void
moment_put_plain(struct buf *b, moment_ms t)
{
	char text[32], *to;

	to = put_date(text, t, '-');
	*to++ = ' ';
	to = put_clock(to, t);
	buf_put(b, text, (size_t)(to - text));
}

void
moment_put_rfc3339(struct buf *b, moment_ms t)
{
	char text[32], *to;

	to = put_date(text, t, '-');
	*to++ = 'T';
	to = put_clock(to, t);
	*to++ = 'Z';
	buf_put(b, text, (size_t)(to - text));
}

void
moment_put_day(struct buf *b, moment_ms t)
{
	char text[16];

	buf_put(b, text, (size_t)(put_date(text, t, '-') - text));
}

void
moment_put_compact(struct buf *b, moment_ms t, unsigned digits)
{
	char text[16];

	(void)digits2(put_date(text, t, '\0'), (unsigned)(t - days_of(t) * MOMENT_DAY) / 3600000);
	if (digits == 6)
		buf_put(b, text + 2, 6);
	else
		buf_put(b, text, digits);
}

void
moment_put_http(struct buf *b, moment_ms t)
{
	static const char day[] = "SunMonTueWedThuFriSat", month[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct moment_date d = moment_date(t);
	char clock[8];

	(void)put_clock(clock, t);
	buf_printf(b, "%.3s, %02d %.3s %d %.8s GMT", day + (size_t)moment_weekday(t) * 3, d.day,
	    month + ((size_t)d.month - 1) * 3, d.year, clock);
}
