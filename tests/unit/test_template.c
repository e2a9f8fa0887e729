/* The template's tables: every fact with its source, its lane and a time of knowledge that can be true. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/published.h"
#include "desk/rows.h"
#include "desk/say.h"
#include "desk/template.h"

/* Typed by hand from the public record: what must be there, as precise as it is known. */
static const struct {
	const char *happened, *lane, *says;
} MUST[] = {
	{ "2021-01-03", "attack", "retrospect" },
	{ "2021-01-05", "report", "DEVCORE" },
	{ "2021-01-06T18:38:17Z", "attack", "feed of indicators" },
	{ "2021-01-08", "report", "reproduced" },
	{ "2021-01-18", "attack", "Dubex" },
	{ "2021-01-27", "report", "Dubex" },
	{ "2021-01-29", "report", "Trend Micro" },
	{ "2021-02-02", "report", "Volexity" },
	{ "2021-02-08", "report", "reserved" },
	{ "2021-02-10", "report", "CVE-2021-27065" },
	{ "2021-02-18", "report", "9 March" },
	{ "2021-02-23", "share", "MAPP" },
	{ "2021-02-26..2021-02-27", "attack", "mass scanning" },
	{ "2021-02-28", "attack", "Second wave" },
	{ "2021-03-02T19:00Z", "share", "Advance notice" },
	{ "2021-03-02T22:00Z", "fix", "Emergency updates" },
	{ "2021-03-02T23:55:26Z", "notice", "CVE records" },
	{ "2021-03-03", "notice", "21-02" },
	{ "2021-03-08", "fix", "older" },
	{ "2021-03-10", "attack", "5,000" },
	{ "2021-03-10", "other", "proof of concept" },
	{ "2021-03-11", "fix", "95 percent" },
	{ "2021-03-12", "hunt", "6,720" },
	{ "2021-03-15", "fix", "EOMT" },
	{ "2021-03-31", "notice", "21-02" },
	{ "2021-04-13", "other", "FBI" },
	{ "2021-04-19", "other", "stands down" },
	{ "2021-07-19", "other", "attribute" },
	{ "2021-11-03", "notice", "known exploited" },
};
#define MUSTS (sizeof(MUST) / sizeof(MUST[0]))
static bool seen[MUSTS];

struct walk {
	size_t n;
	struct instant last;
};

static int
check_event(void *arg, const struct event *event, struct err *e)
{
	struct walk *w = arg;
	struct buf when = BUF(256);
	bool lane = false;

	(void)e;
	for (size_t i = 0; i < event_lanes_n; i++)
		lane = lane || str_eq(event->lane, str_of(event_lanes[i]));
	assert_true(lane);
	assert_true(event->text.n > 10 && event->source.document.n > 3);
	assert_int_equal(event->tlp, TLP_CLEAR);
	/* Nobody knows of a thing before it begins, and the sources are of 2021. */
	assert_true(event->known.latest >= event->happened.earliest);
	assert_true(event->known.latest < instant_of_day(18993));       /* 2022-01-01 */
	assert_true(event->happened.earliest >= instant_of_day(18628)); /* 2021-01-01 */
	/* In order. */
	assert_true(event->happened.earliest >= w->last.earliest);
	w->last = event->happened;
	w->n++;

	say_when(&when, event->happened);
	for (size_t i = 0; i < MUSTS; i++) {
		if (str_eq(buf_view(&when), str_of(MUST[i].happened)) &&
		    str_eq(event->lane, str_of(MUST[i].lane)) &&
		    str_find(event->text, str_of(MUST[i].says)) != STR_NPOS)
			seen[i] = true;
	}
	buf_free(&when);
	return (0);
}

static void
test_events(void **state)
{
	const struct template *t = template_find(STR("exchange-2021"));
	struct walk w = { 0, { INSTANT_MIN, INSTANT_MIN } };
	struct err e;

	(void)state;
	assert_non_null(t);
	assert_null(template_find(STR("exchange-2022")));
	assert_int_equal(template_each(t, check_event, &w, &e), 0);
	assert_true(w.n >= MUSTS);
	for (size_t i = 0; i < MUSTS; i++) {
		if (!seen[i])
			fail_msg("%s %s is missing: %s", MUST[i].happened, MUST[i].lane, MUST[i].says);
	}
}

static int
check_count(void *arg, const struct published *p, struct err *e)
{
	struct walk *w = arg;

	(void)e;
	assert_true(p->count > 0 && (p->universe == 0 || p->universe >= p->count));
	assert_true(p->scope.n > 0 && p->who.n > 0 && p->source.document.n > 0);
	/* The doubt holds the date, and nothing is published before it can have been counted. */
	assert_true(p->doubt.earliest <= p->observed.earliest && p->doubt.latest >= p->observed.latest);
	assert_true(p->known.latest >= p->observed.earliest);
	/* The figure that outlets date 11, 12 and 14 March says so. */
	if (p->count == 82000) {
		assert_int_equal(instant_day(p->doubt.earliest), 18697);
		assert_int_equal(instant_day(p->doubt.latest), 18700);
	}
	w->n++;
	return (0);
}

static void
test_counts(void **state)
{
	struct walk w = { 0, { 0, 0 } };
	struct err e;

	(void)state;
	assert_int_equal(published_rows("published-counts.tsv", check_count, &w, &e), 0);
	assert_int_equal(w.n, 14);
	assert_int_equal(published_rows("no-such.tsv", check_count, &w, &e), ERR_NOTFOUND);
}

static void
test_say(void **state)
{
	static const struct {
		const char *text, *said;
	} WHEN[] = { { "2021", "2021" }, { "2021-03", "2021-03" }, { "2021-02", "2021-02" },
		{ "2021-03-02", "2021-03-02" }, { "2021-03-02T22:00Z", "2021-03-02T22:00Z" },
		{ "2021-03-02T22:00:01Z", "2021-03-02T22:00:01Z" },
		{ "2021-02-26..2021-02-27", "2021-02-26..2021-02-27" },
		{ "2021-01..2021-02", "2021-01-01..2021-02-28" },
		{ "2021-03-02T14:00-08:00", "2021-03-02T22:00Z" } };
	static const struct {
		uint64_t n;
		const char *said;
	} COUNT[] = { { 0, "0" }, { 7, "7" }, { 999, "999" }, { 1000, "1,000" }, { 82000, "82,000" },
		{ 1234567, "1,234,567" } };
	struct buf b = BUF(1024);
	struct instant t;

	(void)state;
	for (size_t i = 0; i < sizeof(WHEN) / sizeof(WHEN[0]); i++) {
		buf_clear(&b);
		assert_int_equal(instant_parse(&t, str_of(WHEN[i].text), NULL), 0);
		say_when(&b, t);
		assert_string_equal(buf_c(&b), WHEN[i].said);
	}
	for (size_t i = 0; i < sizeof(COUNT) / sizeof(COUNT[0]); i++) {
		buf_clear(&b);
		say_count(&b, COUNT[i].n);
		assert_string_equal(buf_c(&b), COUNT[i].said);
	}
	/* Cut at a character, never inside one, and an escape counts with what it shows. */
	buf_clear(&b);
	say_cut(&b, STR("Gr\xC3\xBC\xC3\x9F Gott"), 5);
	assert_string_equal(buf_c(&b), "Gr\xC3\xBC\xC3\x9F\xE2\x80\xA6");
	buf_clear(&b);
	say_cut(&b,
	    STR("ab\xE2\x80\xAE"
		"cd"),
	    9);
	assert_string_equal(buf_c(&b), "ab\xE2\x80\xA6");
	buf_clear(&b);
	say_cut(&b, STR("whole"), 5);
	assert_string_equal(buf_c(&b), "whole");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_say),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
