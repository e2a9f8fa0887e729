/* The table of readers, and what they share: see the header. */
#include "census/reader.h"

const struct census_reader *const census_readers[] = {
#ifdef ATHAR_TESTS
	&rogue_reader,
#endif
	&zgrab2_reader,
	&shadowserver_reader,
	&csv_reader,
};
const size_t census_readers_n = sizeof(census_readers) / sizeof(census_readers[0]);

int
scan_seen(struct scan_sink *sink, uint64_t line, const struct obs *obs)
{
	sink->records++;
	sink->observations++;
	return (sink->seen(sink->arg, line, obs));
}

void
scan_pass_over(struct scan_sink *sink)
{
	sink->records++;
	sink->passed_over++;
}

int
scan_reject(struct scan_sink *sink, uint64_t line, const char *why)
{
	sink->records++;
	sink->rejects++;
	return (sink->rejected(sink->arg, line, why));
}

const struct census_reader *
census_reader_find(struct str name)
{
	for (size_t i = 0; i < census_readers_n; i++) {
		if (str_ieq(name, str_of(census_readers[i]->name)))
			return (census_readers[i]);
	}
	return (NULL);
}

const struct census_reader *
census_reader_sniff(struct str head)
{
	for (size_t i = 0; i < census_readers_n; i++) {
		if (census_readers[i]->sniff(head))
			return (census_readers[i]);
	}
	return (NULL);
}

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F)
			return (true);
	}
	return (false);
}

/* Copy s with one U+FFFD for each byte that is no part of a character, or is a control. */
static void
put_clean(struct buf *b, struct str s)
{
	size_t n;

	while (s.n > 0) {
		/* A character has at most four bytes: the shortest front that is UTF-8 is one. */
		for (n = 1; n < 4 && n < s.n && !str_is_utf8(str_sub(s, 0, n)); n++)
			;
		if (!str_is_utf8(str_sub(s, 0, n)) || has_control(str_sub(s, 0, n))) {
			buf_cstr(b, "\xEF\xBF\xBD");
			n = 1;
		} else {
			buf_put(b, s.p, n);
		}
		s = str_sub(s, n, s.n);
	}
}

struct str
scan_name(struct buf *b, struct str s)
{
	buf_clear(b);
	s = str_trim(s);
	if (s.n > OBS_NAME_MAX)
		return (STR(""));
	if (str_is_utf8(s) && !has_control(s))
		return (s);
	put_clean(b, s);
	return (b->failed != 0 || b->n > OBS_NAME_MAX ? STR("") : buf_view(b));
}

void
scan_country(char out[3], struct str s)
{
	s = str_trim(s);
	memset(out, 0, 3);
	for (size_t i = 0; s.n == 2 && i < 2; i++) {
		char c = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 32) : s.p[i];

		if (c < 'A' || c > 'Z') {
			out[0] = '\0';
			return;
		}
		out[i] = c;
	}
}
