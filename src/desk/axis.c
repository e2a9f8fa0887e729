/* Time axes: see the header. */
#include "desk/axis.h"

#include <stdlib.h>

#include "base/vec.h"

/* Widths before scaling: a busy day has 1, a quiet one 0.4, and a quiet span never more than 1.6. */
#define QUIET_DAY  0.4
#define QUIET_MOST 1.6

static int
by_day(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return ((x > y) - (x < y));
}

static int
add_span(struct axis *a, size_t *cap, struct axis_span span)
{
	if (VEC_GROW(a->span, a->n, *cap) != 0)
		return (ERR_NOMEM);
	a->span[a->n++] = span;
	return (0);
}

static double
quiet_width(int64_t days)
{
	double width = QUIET_DAY * (double)days;

	return (width < QUIET_MOST ? width : QUIET_MOST);
}

/* One span for each distinct day of ${day}, which is sorted, and one for each gap between two. */
static int
cut(struct axis *a, const int64_t *day, size_t n)
{
	size_t cap = 0;
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		int64_t quiet = i > 0 ? day[i] - day[i - 1] - 1 : 0;

		if (i > 0 && day[i] == day[i - 1])
			continue;
		if (quiet > 0)
			rc = add_span(a, &cap,
			    (struct axis_span){ .day = day[i - 1] + 1,
				.days = quiet,
				.width = quiet_width(quiet),
				.folded = quiet_width(quiet) >= QUIET_MOST });
		if (rc == 0)
			rc = add_span(a, &cap,
			    (struct axis_span){ .day = day[i], .days = 1, .width = 1, .busy = true });
	}
	return (rc);
}

/* From relative widths to positions. */
static void
scale(struct axis *a, double x0, double x1)
{
	double total = 0, x = x0;

	a->x0 = x0;
	a->x1 = x1;
	for (size_t i = 0; i < a->n; i++)
		total += a->span[i].width;
	for (size_t i = 0; i < a->n; i++) {
		a->span[i].x = x;
		a->span[i].width *= (x1 - x0) / total;
		x += a->span[i].width;
	}
}

int
axis_folded(struct axis *a, const struct instant *when, size_t n, double x0, double x1)
{
	int64_t *day = n > 0 ? calloc(n, 2 * sizeof(*day)) : NULL;
	int rc;

	*a = (struct axis){ .x0 = x0, .x1 = x1 };
	if (n == 0)
		return (0);
	if (day == NULL)
		return (ERR_NOMEM);
	for (size_t i = 0; i < n; i++) {
		day[2 * i] = instant_day(when[i].earliest);
		day[2 * i + 1] = instant_day(when[i].latest);
	}
	qsort(day, 2 * n, sizeof(*day), by_day);
	if ((rc = cut(a, day, 2 * n)) == 0)
		scale(a, x0, x1);
	free(day);
	return (rc);
}

int
axis_linear(struct axis *a, int64_t first, int64_t last, double x0, double x1)
{
	size_t cap = 0;
	int rc;

	*a = (struct axis){ .x0 = x0, .x1 = x1 };
	rc = add_span(
	    a, &cap, (struct axis_span){ .day = first, .days = last - first + 1, .width = 1, .busy = true });
	if (rc == 0)
		scale(a, x0, x1);
	return (rc);
}

double
axis_x(const struct axis *a, instant_us us)
{
	int64_t day = instant_day(us);
	size_t low = 0, high = a->n;

	/* The last span that begins on or before the day. */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (a->span[middle].day <= day)
			low = middle;
		else
			high = middle;
	}
	if (a->n == 0 || day < a->span[0].day)
		return (a->x0);
	if (day >= a->span[low].day + a->span[low].days)
		return (a->x1);
	return (a->span[low].x +
	    a->span[low].width * (double)(us - instant_of_day(a->span[low].day)) /
		((double)a->span[low].days * (double)INSTANT_DAY));
}

void
axis_free(struct axis *a)
{
	free(a->span);
	*a = (struct axis){ .span = NULL };
}
