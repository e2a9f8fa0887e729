/*
 * The lanes' geometry, checked without a picture: whatever marks come, no two
 * boxes of a row touch, nothing leaves the plot, marks stand where their time
 * is, and the axis never runs backwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "desk/draw.h"
#include "desk/html.h"
#include "desk/lanes.h"

#define X0    80.0
#define X1    1100.0
#define LANES 5
#define MANY  120

/* A small generator of our own, so that a failure can be repeated. */
static uint64_t seed;

static uint64_t
below(uint64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return ((seed >> 33) % n);
}

static int
by_time(const void *a, const void *b)
{
	const struct lane_mark *x = a, *y = b;

	if (x->when.earliest != y->when.earliest)
		return (x->when.earliest < y->when.earliest ? -1 : 1);
	return ((x->when.latest > y->when.latest) - (x->when.latest < y->when.latest));
}

static void
make(struct lane_mark *mark, struct instant *when, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		/* Clustered days, a few far away, and spans from a second to half a year. */
		int64_t day = 18600 + (int64_t)(below(4) == 0 ? below(400) : below(12));
		instant_us from = instant_of_day(day) + (instant_us)below(86400) * INSTANT_SECOND;
		instant_us span = below(3) == 0 ? (instant_us)below(180 * 86400) * INSTANT_SECOND : 0;

		mark[i] = (struct lane_mark){ .when = { from, from + span },
			.lane = below(LANES),
			.label_width = 20 + (double)below(480) };
	}
	qsort(mark, n, sizeof(*mark), by_time);
	for (size_t i = 0; i < n; i++)
		when[i] = mark[i].when;
}

static void
check_apart(double a0, double a1, double ay, double b0, double b1, double by)
{
	if (ay == by)
		assert_true(a1 <= b0 || b1 <= a0);
}

static void
check(const struct lane_mark *mark, size_t n, const struct lane_band *band, const struct axis *a)
{
	for (size_t i = 0; i < n; i++) {
		const struct lane_mark *m = &mark[i];
		double from = axis_x(a, m->when.earliest), to = axis_x(a, m->when.latest);

		/* In the plot, in its lane, and over its time. */
		assert_true(m->x >= X0 - 1e-6 && m->x + m->width <= X1 + 1e-6);
		assert_true(m->label_x >= X0 - 1e-6 && m->label_x + m->label_width <= X1 + 1e-6);
		assert_true(m->width >= MARK_MIN - 1e-6);
		assert_true(m->x <= from + 1e-6 && m->x + m->width >= to - 1e-6);
		assert_true(to - from > MARK_MIN || m->width <= MARK_MIN + 1e-6);
		assert_true(m->y - LANES_ROW / 2 >= band[m->lane].y);
		assert_true(m->label_y + LANES_ROW / 2 <= band[m->lane].y + band[m->lane].height);
		/* Its own label does not cover it. */
		check_apart(m->x, m->x + m->width, m->y, m->label_x, m->label_x + m->label_width, m->label_y);
		for (size_t k = 0; k < i; k++) {
			const struct lane_mark *o = &mark[k];

			check_apart(m->x, m->x + m->width, m->y, o->x, o->x + o->width, o->y);
			check_apart(
			    m->x, m->x + m->width, m->y, o->label_x, o->label_x + o->label_width, o->label_y);
			check_apart(
			    m->label_x, m->label_x + m->label_width, m->label_y, o->x, o->x + o->width, o->y);
			check_apart(m->label_x, m->label_x + m->label_width, m->label_y, o->label_x,
			    o->label_x + o->label_width, o->label_y);
		}
	}
	for (size_t i = 1; i < LANES; i++)
		assert_true(band[i].y >= band[i - 1].y + band[i - 1].height - 1e-6);
}

static void
test_random(void **state)
{
	struct lane_mark mark[MANY];
	struct instant when[MANY];
	struct lane_band band[LANES];
	struct axis a;
	struct err e;

	(void)state;
	for (seed = 1; seed <= 300; seed++) {
		uint64_t kept = seed;
		size_t n = 1 + below(MANY - 1);

		make(mark, when, n);
		assert_int_equal(axis_folded(&a, when, n, X0, X1), 0);
		assert_int_equal(lanes_layout(mark, n, band, LANES, &a, 30, &e), 0);
		check(mark, n, band, &a);
		axis_free(&a);
		seed = kept;
	}
}

static void
test_too_wide(void **state)
{
	struct lane_mark mark = { .when = { 0, 0 }, .label_width = (X1 - X0) / 2 + 1 };
	struct lane_band band[1];
	struct axis a;
	struct err e;

	(void)state;
	assert_int_equal(axis_folded(&a, &mark.when, 1, X0, X1), 0);
	assert_int_equal(lanes_layout(&mark, 1, band, 1, &a, 0, &e), ERR_LIMIT);
	axis_free(&a);
}

static void
test_axis(void **state)
{
	/* 3 January, 5 January, and 2 March twice: two quiet spans, of one day and of 55. */
	const struct instant when[] = { { instant_of_day(18630),
					    instant_of_day(18630) + INSTANT_DAY - INSTANT_SECOND },
		{ instant_of_day(18632) + 5, instant_of_day(18632) + 5 },
		{ instant_of_day(18688), instant_of_day(18688) },
		{ instant_of_day(18688) + 7, instant_of_day(18688) + 7 } };
	struct axis a;
	double last;

	(void)state;
	assert_int_equal(axis_folded(&a, when, 4, X0, X1), 0);
	assert_int_equal(a.n, 5);
	assert_true(a.span[0].busy && !a.span[1].busy && a.span[2].busy && !a.span[3].busy && a.span[4].busy);
	assert_int_equal(a.span[1].days, 1);
	assert_int_equal(a.span[3].days, 55);
	assert_true(a.span[3].folded && !a.span[1].folded);
	/* Busy days are equally wide; a fold is wider than one of them, but not 55 times. */
	assert_true(a.span[0].width - a.span[4].width < 1e-6 && a.span[4].width - a.span[0].width < 1e-6);
	assert_true(a.span[3].width > a.span[0].width && a.span[3].width < 2 * a.span[0].width);
	last = X0;
	for (instant_us us = instant_of_day(18600); us < instant_of_day(18700); us += INSTANT_DAY / 7) {
		assert_true(axis_x(&a, us) >= last);
		assert_true(axis_x(&a, us) >= X0 && axis_x(&a, us) <= X1);
		last = axis_x(&a, us);
	}
	assert_true(last == X1);
	axis_free(&a);

	assert_int_equal(axis_folded(&a, when, 0, X0, X1), 0);
	assert_int_equal(a.n, 0);
	axis_free(&a);

	/* A linear axis halves where its time does. */
	assert_int_equal(axis_linear(&a, 100, 109, 0, 1000), 0);
	assert_true(axis_x(&a, instant_of_day(105)) == 500);
	assert_true(axis_x(&a, instant_of_day(99)) == 0 && axis_x(&a, instant_of_day(110)) == 1000);
	axis_free(&a);
}

/* Labels are placed by this width: it must grow with the text, and count what an escape adds. */
static void
test_width(void **state)
{
	(void)state;
	assert_true(svg_width(STR("iiii")) < svg_width(STR("mmmm")));
	assert_true(svg_width(STR("abc")) < svg_width(STR("abcd")));
	assert_true(svg_width(STR("\xE2\x80\xAE")) > svg_width(STR("mmmm")));
	assert_true(svg_width(STR("\xE6\xBC\xA2")) >= 11);
}

/* More events than a picture can show, at the ends of time and with texts that want to break out. */
static void
test_draw(void **state)
{
	static const char *const TEXTS[] = {
		"", "plain", "\xE2\x80\xAE</text><script>", "\"'&<>", "\xFF\xFE not UTF-8",
		"a long text without end a long text without end a long text without end a long text without end"
	};
	static const struct instant WHENS[] = { { INSTANT_MIN, INSTANT_MIN }, { INSTANT_MIN, INSTANT_MAX },
		{ INSTANT_MAX, INSTANT_MAX }, { 0, INSTANT_DAY - INSTANT_SECOND } };
	struct events v = { .n = 0 };
	struct buf b = BUF(BUF_BIG);
	size_t marks = 0;
	struct err e;

	(void)state;
	assert_int_equal(draw_lanes(&b, &v, &e), 0);
	assert_int_equal(b.n, 0);
	v.n = DRAW_EVENTS_MAX + 100;
	assert_non_null(v.event = calloc(v.n, sizeof(*v.event)));
	for (size_t i = 0; i < v.n; i++)
		v.event[i] = (struct event){ .happened = WHENS[i * 4 / v.n],
			.lane = i % 9 < event_lanes_n ? str_of(event_lanes[i % 9]) : STR("no such lane"),
			.text = str_of(TEXTS[i % (sizeof(TEXTS) / sizeof(TEXTS[0]))]) };
	assert_int_equal(draw_lanes(&b, &v, &e), 0);
	assert_int_equal(buf_error(&b, &e), 0);
	for (struct str rest = buf_view(&b); str_find(rest, STR("<g>")) != STR_NPOS; marks++)
		rest = str_sub(rest, str_find(rest, STR("<g>")) + 3, rest.n);
	assert_int_equal(marks, DRAW_EVENTS_MAX);
	assert_true(str_find(buf_view(&b), STR("<script")) == STR_NPOS);
	assert_true(str_find(buf_view(&b), STR("\xE2\x80\xAE")) == STR_NPOS);
	assert_true(
	    str_find(buf_view(&b), STR("nan")) == STR_NPOS && str_find(buf_view(&b), STR("inf")) == STR_NPOS);
	assert_true(str_is_utf8(buf_view(&b)));
	free(v.event);
	buf_free(&b);
}

static struct count_row
day(int64_t n, uint64_t unfixed, uint64_t ambiguous)
{
	return ((struct count_row){ .on = instant_of_day(n) + INSTANT_DAY - 1,
	    .hosts = unfixed + ambiguous,
	    .unfixed = unfixed,
	    .ambiguous = ambiguous });
}

/* Curves of one day, of nothing, of zeros, and of points that no scale expects. */
static void
test_curve(void **state)
{
	struct published point[] = {
		{ .observed = { 0, 0 },
		    .doubt = { 0, INSTANT_DAY },
		    .count = 0,
		    .scope = STR("world"),
		    .who = STR("nobody") },
		{ .observed = { INSTANT_MIN, INSTANT_MAX },
		    .doubt = { INSTANT_MIN, INSTANT_MAX },
		    .count = UINT64_MAX,
		    .scope = STR("world"),
		    .who = STR("</svg>") },
		{ .count = 5, .scope = STR("DE"), .who = STR("not drawn") },
	};
	struct count_row row[] = { day(18700, 0, 0), day(18701, UINT32_MAX, 7), day(18702, 1, 0) };
	struct buf b = BUF(BUF_BIG);
	struct err e;

	(void)state;
	for (size_t rows = 0; rows <= 3; rows++) {
		for (size_t points = 0; points <= 3; points++) {
			struct curve v = { .row = row, .n = rows, .point = point, .points = points };

			buf_clear(&b);
			assert_int_equal(draw_curve(&b, &v, &e), 0);
			assert_int_equal(buf_error(&b, &e), 0);
			assert_true((b.n == 0) == (rows == 0 && points == 0));
			assert_true(str_find(buf_view(&b), STR("nan")) == STR_NPOS);
			assert_true(str_find(buf_view(&b), STR("inf")) == STR_NPOS);
			assert_true(str_find(buf_view(&b), STR("not drawn")) == STR_NPOS);
			assert_true(b.n < 200000);
		}
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_too_wide),
		cmocka_unit_test(test_axis),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_curve),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
