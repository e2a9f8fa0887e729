/* Words and numbers: see the header. */
#include "desk/say.h"

#include <stdio.h>

#include "base/escape.h"

void
say_count(struct buf *b, uint64_t n)
{
	char digits[32];
	int len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)n);

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_char(b, ',');
		buf_char(b, digits[i]);
	}
}

void
say_many(struct buf *b, uint64_t n, const char *one, const char *many)
{
	say_count(b, n);
	buf_char(b, ' ');
	buf_cstr(b, n == 1 ? one : many);
}

/* Whether us is the first moment of a day, and the parts of its date. */
static bool
date_of(instant_us us, struct str *year, struct str *month, struct buf *b)
{
	buf_clear(b);
	instant_put_date(b, us);
	*year = str_sub(buf_view(b), 0, 4);
	*month = str_sub(buf_view(b), 5, 7);
	return (us == instant_of_day(instant_day(us)));
}

/* Months and years: whole ones read shorter than their days. */
static bool
say_month(struct buf *b, struct instant t)
{
	struct buf first = BUF(64), next = BUF(64);
	struct str y0, m0, y1, m1;
	bool whole, said = false;

	whole = date_of(t.earliest, &y0, &m0, &first) && str_ends(buf_view(&first), STR("-01"));
	whole = date_of(t.latest + INSTANT_SECOND, &y1, &m1, &next) &&
	    str_ends(buf_view(&next), STR("-01")) && whole;
	if (whole && str_eq(m0, STR("01")) && str_eq(m1, STR("01")) &&
	    t.latest - t.earliest < 366 * INSTANT_DAY) {
		buf_str(b, y0);
		said = true;
	} else if (whole && t.latest - t.earliest < 31 * INSTANT_DAY) {
		buf_str(b, str_sub(buf_view(&first), 0, 7));
		said = true;
	}
	buf_free(&first);
	buf_free(&next);
	return (said);
}

void
say_when(struct buf *b, struct instant t)
{
	const instant_us minute = 60 * INSTANT_SECOND;
	struct buf time = BUF(64);

	if (t.latest - t.earliest == minute - INSTANT_SECOND && t.earliest % minute == 0) {
		/* A minute: the time without its seconds. */
		instant_put(&time, t.earliest);
		buf_str(b, str_sub(buf_view(&time), 0, 16));
		buf_char(b, 'Z');
		buf_free(&time);
	} else if (!say_month(b, t)) {
		instant_put_short(b, t);
	}
}

void
say_bounds(struct buf *b, uint64_t low, uint64_t high)
{
	if (low != high) {
		buf_cstr(b, "between ");
		say_count(b, low);
		buf_cstr(b, " and ");
	}
	say_count(b, high);
}

void
say_cut(struct buf *b, struct str s, size_t columns)
{
	size_t kept = 0, next, width = 0;

	if (escape_width(s) <= columns) {
		buf_str(b, s);
		return;
	}
	/* Character by character, leaving one column for the ellipsis. */
	while (kept < s.n) {
		for (next = kept + 1; next < s.n && ((unsigned char)s.p[next] & 0xC0) == 0x80; next++)
			;
		width += escape_width(str_sub(s, kept, next));
		if (width + 1 > columns)
			break;
		kept = next;
	}
	buf_str(b, str_trim(str_sub(s, 0, kept)));
	buf_cstr(b, "\xE2\x80\xA6");
}
