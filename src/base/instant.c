/* Reading and writing instants.  Civil dates by the days-from-epoch method over 400-year eras. */
#include "base/instant.h"

#include <time.h>

static int64_t
days_from_civil(int64_t y, unsigned m, unsigned d)
{
	int64_t era, doe;
	unsigned yoe, doy;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = (unsigned)(y - era * 400);
	doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	doe = (int64_t)yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return (era * 146097 + doe - 719468);
}

static void
civil_from_days(int64_t days, int *y, unsigned *m, unsigned *d)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	unsigned doe = (unsigned)(z - era * 146097);
	unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	unsigned mp = (5 * doy + 2) / 153;

	*d = doy - (153 * mp + 2) / 5 + 1;
	*m = mp < 10 ? mp + 3 : mp - 9;
	*y = (int)((int64_t)yoe + era * 400 + (*m <= 2));
}

static unsigned
month_days(int64_t y, unsigned m)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;

	return (m == 2 && leap ? 29 : days[m - 1]);
}

/* Exactly n digits at *at. */
static bool
digits(struct str s, size_t *at, unsigned n, unsigned *value)
{
	unsigned v = 0;

	if (*at + n > s.n)
		return (false);
	for (unsigned i = 0; i < n; i++) {
		char c = s.p[*at + i];

		if (c < '0' || c > '9')
			return (false);
		v = v * 10 + (unsigned)(c - '0');
	}
	*at += n;
	*value = v;
	return (true);
}

/* The fraction of a second in microseconds; further digits are read and dropped. */
static bool
fraction(struct str s, size_t *at, instant_us *us, instant_us *unit)
{
	instant_us scale = 100000;
	size_t from = *at;

	*us = 0;
	*unit = INSTANT_SECOND;
	for (; *at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9'; (*at)++) {
		*us += (s.p[*at] - '0') * scale;
		if (scale > 0)
			*unit = scale;
		scale /= 10;
	}
	return (*at > from);
}

/* The zone: Z, or +hh:mm, +hhmm, +hh.  *known is false where there is none. */
static bool
zone(struct str s, size_t *at, instant_us *offset, bool *known)
{
	unsigned h, m = 0;
	bool minus;

	*offset = 0;
	*known = true;
	if (str_take_char(s, at, 'Z') || str_take_char(s, at, 'z'))
		return (true);
	minus = *at < s.n && s.p[*at] == '-';
	if (!str_take_char(s, at, '+') && !str_take_char(s, at, '-')) {
		*known = false;
		return (true);
	}
	if (!digits(s, at, 2, &h))
		return (false);
	if (str_take_char(s, at, ':') ? !digits(s, at, 2, &m) : (*at < s.n && !digits(s, at, 2, &m)))
		return (false);
	if (h > 23 || m > 59)
		return (false);
	*offset = (instant_us)(h * 60 + m) * 60 * INSTANT_SECOND;
	if (minus)
		*offset = -*offset;
	return (true);
}

/* Widen a time of unknown zone, and keep within the years that can be printed. */
static void
settle(struct instant *t, instant_us from, instant_us unit, instant_us offset, bool known)
{
	t->earliest = from - offset;
	t->latest = from - offset + unit - INSTANT_SECOND;
	/* A second or less is a moment, not an interval. */
	if (unit <= INSTANT_SECOND)
		t->latest = t->earliest;
	if (!known) {
		t->earliest -= 14 * 3600 * INSTANT_SECOND;
		t->latest += 12 * 3600 * INSTANT_SECOND;
	}
	if (t->earliest < INSTANT_MIN)
		t->earliest = INSTANT_MIN;
	if (t->latest > INSTANT_MAX)
		t->latest = INSTANT_MAX;
}

/* The time of day behind a date: hh:mm[:ss[.fff]][zone]. */
static int
parse_clock(struct instant *t, struct str s, size_t *at, int64_t day, struct err *e)
{
	unsigned h, m, sec = 0;
	instant_us us = 0, unit = 60 * INSTANT_SECOND, offset;
	bool known;

	if (!digits(s, at, 2, &h) || !str_take_char(s, at, ':') || !digits(s, at, 2, &m) || h > 24 || m > 59)
		return (err_at(e, ERR_SYNTAX, *at, "expected a time of day as hh:mm"));
	if (str_take_char(s, at, ':')) {
		if (!digits(s, at, 2, &sec) || sec > 60)
			return (err_at(e, ERR_SYNTAX, *at, "expected seconds"));
		unit = INSTANT_SECOND;
		if ((str_take_char(s, at, '.') || str_take_char(s, at, ',')) && !fraction(s, at, &us, &unit))
			return (err_at(e, ERR_SYNTAX, *at, "expected a fraction of a second"));
	}
	if (h == 24 && (m != 0 || sec != 0 || us != 0))
		return (err_at(e, ERR_SYNTAX, *at, "no such time of day"));
	if (!zone(s, at, &offset, &known))
		return (err_at(e, ERR_SYNTAX, *at, "expected a zone as Z or +hh:mm"));
	settle(t, instant_of_day(day) + ((instant_us)(h * 60 + m) * 60 + sec) * INSTANT_SECOND + us, unit,
	    offset, known);
	return (0);
}

static int
parse_one(struct instant *t, struct str s, struct err *e)
{
	size_t at = 0;
	unsigned y, m, d;

	if (!digits(s, &at, 4, &y) || y == 0)
		return (err_at(e, ERR_SYNTAX, at, "expected a year of four digits"));
	if (at == s.n) {
		settle(t, instant_of_day(days_from_civil(y, 1, 1)),
		    (days_from_civil((int64_t)y + 1, 1, 1) - days_from_civil(y, 1, 1)) * INSTANT_DAY, 0,
		    true);
		return (0);
	}
	if (!str_take_char(s, &at, '-') || !digits(s, &at, 2, &m) || m < 1 || m > 12)
		return (err_at(e, ERR_SYNTAX, at, "expected a month as -01 to -12"));
	if (at == s.n) {
		settle(t, instant_of_day(days_from_civil(y, m, 1)),
		    (instant_us)month_days(y, m) * INSTANT_DAY, 0, true);
		return (0);
	}
	if (!str_take_char(s, &at, '-') || !digits(s, &at, 2, &d) || d < 1 || d > month_days(y, m))
		return (err_at(e, ERR_SYNTAX, at, "expected a day of that month"));
	if (at == s.n) {
		settle(t, instant_of_day(days_from_civil(y, m, d)), INSTANT_DAY, 0, true);
		return (0);
	}
	if (!str_take_char(s, &at, 'T') && !str_take_char(s, &at, 't') && !str_take_char(s, &at, ' '))
		return (err_at(e, ERR_SYNTAX, at, "expected T and a time of day"));
	if (parse_clock(t, s, &at, days_from_civil(y, m, d), e) != 0)
		return (ERR_SYNTAX);
	if (at != s.n)
		return (err_at(e, ERR_SYNTAX, at, "unexpected text after the time"));
	return (0);
}

int
instant_parse(struct instant *t, struct str text, struct err *e)
{
	size_t dots = str_find(text, STR(".."));
	struct instant a, b;

	if (dots == STR_NPOS) {
		if (parse_one(&a, text, e) != 0)
			return (ERR_SYNTAX);
		*t = a;
		return (0);
	}
	if (parse_one(&a, str_sub(text, 0, dots), e) != 0)
		return (ERR_SYNTAX);
	if (parse_one(&b, str_sub(text, dots + 2, text.n), e) != 0) {
		if (e != NULL)
			e->offset += dots + 2;
		return (ERR_SYNTAX);
	}
	if (b.latest < a.earliest)
		return (err_at(e, ERR_SYNTAX, dots, "the end comes before the beginning"));
	t->earliest = a.earliest;
	t->latest = b.latest > a.latest ? b.latest : a.latest;
	return (0);
}

int
instant_log_time(instant_us *us, struct str text)
{
	unsigned y, m, d, h, min, s;
	instant_us part = 0, unit, offset = 0;
	bool known;
	size_t at = 0;

	if (!digits(text, &at, 4, &y) || !str_take_char(text, &at, '-') || !digits(text, &at, 2, &m) ||
	    !str_take_char(text, &at, '-') || !digits(text, &at, 2, &d))
		return (-1);
	if (y == 0 || m < 1 || m > 12 || d < 1 || d > month_days(y, m) ||
	    (!str_take_char(text, &at, 'T') && !str_take_char(text, &at, ' ')))
		return (-1);
	if (!digits(text, &at, 2, &h) || !str_take_char(text, &at, ':') || !digits(text, &at, 2, &min) ||
	    !str_take_char(text, &at, ':') || !digits(text, &at, 2, &s) || h > 23 || min > 59 || s > 60)
		return (-1);
	if (str_take_char(text, &at, '.') && !fraction(text, &at, &part, &unit))
		return (-1);
	if (!zone(text, &at, &offset, &known) || at != text.n)
		return (-1);
	*us = instant_of_day(days_from_civil(y, m, d)) +
	    ((instant_us)(h * 60 + min) * 60 + s) * INSTANT_SECOND + part - offset;
	return (0);
}

int64_t
instant_day(instant_us us)
{
	int64_t day = us / INSTANT_DAY;

	return (us % INSTANT_DAY < 0 ? day - 1 : day);
}

instant_us
instant_of_day(int64_t day)
{
	return (day * INSTANT_DAY);
}

instant_us
instant_now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_REALTIME, &ts);
	return ((instant_us)ts.tv_sec * INSTANT_SECOND + ts.tv_nsec / 1000);
}

instant_us
instant_now_second(void)
{
	const instant_us now = instant_now();

	return (now - now % INSTANT_SECOND);
}

int64_t
instant_steady_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return ((int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000);
}

/* v with leading zeros, n digits; every record that is written has a time, so this is not left to printf. */
static void
put_digits(char *to, unsigned v, size_t n)
{
	while (n > 0) {
		to[--n] = (char)('0' + v % 10);
		v /= 10;
	}
}

void
instant_put_date(struct buf *b, instant_us us)
{
	char text[10];
	int y;
	unsigned m, d;

	civil_from_days(instant_day(us), &y, &m, &d);
	put_digits(text, (unsigned)y, 4);
	text[4] = text[7] = '-';
	put_digits(text + 5, m, 2);
	put_digits(text + 8, d, 2);
	buf_put(b, text, sizeof(text));
}

void
instant_put(struct buf *b, instant_us us)
{
	instant_us left = us - instant_of_day(instant_day(us));
	unsigned sec = (unsigned)(left / INSTANT_SECOND), part = (unsigned)(left % INSTANT_SECOND);
	char text[16] = "T";
	size_t n = 9;

	instant_put_date(b, us);
	put_digits(text + 1, sec / 3600, 2);
	put_digits(text + 4, sec / 60 % 60, 2);
	put_digits(text + 7, sec % 60, 2);
	text[3] = text[6] = ':';
	if (part != 0) {
		n += part % 1000 != 0 ? 7 : 4;
		text[9] = '.';
		put_digits(text + 10, part % 1000 != 0 ? part : part / 1000, n - 10);
	}
	buf_put(b, text, n);
	buf_char(b, 'Z');
}

void
instant_put_short(struct buf *b, struct instant t)
{
	instant_us next = t.latest + INSTANT_SECOND;
	bool days = t.earliest == instant_of_day(instant_day(t.earliest)) &&
	    next == instant_of_day(instant_day(next));

	if (t.earliest == t.latest) {
		instant_put(b, t.earliest);
	} else if (days) {
		instant_put_date(b, t.earliest);
		if (instant_day(t.latest) != instant_day(t.earliest)) {
			buf_cstr(b, "..");
			instant_put_date(b, t.latest);
		}
	} else {
		instant_put(b, t.earliest);
		buf_cstr(b, "..");
		instant_put(b, t.latest);
	}
}
