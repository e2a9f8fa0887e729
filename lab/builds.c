/* The builds that a world's servers run: see the header. */
#include "builds.h"

#include <fcntl.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/instant.h"
#include "base/vec.h"
#include "embedded_tables.h"

/*
 * A build, its share of the servers, and what it is followed by; "" where nothing
 * follows.  Nobody runs a fixed one at the start: on 1 March there was none.
 */
struct plan_row {
	const char *build;
	uint16_t share;
	const char *next;
};
static const struct plan_row plan[] = {
	{ "15.0.847.64", 0, "" },
	{ "15.0.1395.12", 0, "" },
	{ "15.0.1473.6", 0, "" },
	{ "15.0.1497.12", 0, "" },
	{ "15.1.1591.18", 0, "" },
	{ "15.1.1713.10", 0, "" },
	{ "15.1.1847.12", 0, "" },
	{ "15.1.1913.12", 0, "" },
	{ "15.1.1979.8", 0, "" },
	{ "15.1.2044.13", 0, "" },
	{ "15.1.2106.13", 0, "" },
	{ "15.1.2176.9", 0, "" },
	{ "15.1.2242.4", 0, "" },
	{ "15.2.221.18", 0, "" },
	{ "15.2.529.13", 0, "" },
	{ "15.2.659.12", 0, "" },
	{ "15.2.721.13", 0, "" },
	{ "15.2.792.10", 0, "" },
	{ "14.3.513.0", 0, "" },
	/* 2013: three branches have an update of their own, the others must first move to CU23. */
	{ "15.0.847.32", 6, "15.0.847.64" },
	{ "15.0.1156.6", 8, "15.0.1497.12" },
	{ "15.0.1293.2", 8, "15.0.1497.12" },
	{ "15.0.1395.4", 12, "15.0.1395.12" },
	{ "15.0.1473.3", 16, "15.0.1473.6" },
	{ "15.0.1497.2", 60, "15.0.1497.12" },
	{ "15.0.1497.8", 50, "15.0.1497.12" },
	/* 2016. */
	{ "15.1.225.42", 4, "15.1.2242.4" },
	{ "15.1.669.32", 8, "15.1.2242.4" },
	{ "15.1.1261.35", 6, "15.1.2242.4" },
	{ "15.1.1591.10", 14, "15.1.1591.18" },
	{ "15.1.1713.5", 14, "15.1.1713.10" },
	{ "15.1.1847.3", 20, "15.1.1847.12" },
	{ "15.1.1913.5", 26, "15.1.1913.12" },
	{ "15.1.1979.3", 40, "15.1.1979.8" },
	{ "15.1.2044.4", 50, "15.1.2044.13" },
	{ "15.1.2106.2", 90, "15.1.2106.13" },
	{ "15.1.2176.2", 130, "15.1.2176.9" },
	{ "15.1.2176.4", 30, "15.1.2176.9" },
	/* 2019. */
	{ "15.2.221.12", 6, "15.2.221.18" },
	{ "15.2.529.5", 16, "15.2.529.13" },
	{ "15.2.659.4", 26, "15.2.659.12" },
	{ "15.2.721.2", 50, "15.2.721.13" },
	{ "15.2.792.3", 90, "15.2.792.10" },
	/* 2010 is affected by one of the four only, 2007 by none. */
	{ "14.3.496.0", 14, "14.3.513.0" },
	{ "14.3.509.0", 10, "14.3.513.0" },
	{ "8.3.517.0", 6, "" },
};
#define PLAN_ROWS (sizeof(plan) / sizeof(plan[0]))

enum table_column { T_PRODUCT, T_BUILD, T_FIXED, T_AVAILABLE, T_COLUMNS };

/* Where the wanted columns are; 0 or -1. */
static int
find_columns(struct str header, size_t column[T_COLUMNS])
{
	static const char *const name[T_COLUMNS] = { "product", "build_short", "march2021_fixed",
		"available" };
	struct str cell;

	for (size_t k = 0; k < T_COLUMNS; k++)
		column[k] = SIZE_MAX;
	for (size_t i = 0; str_split(&header, '\t', &cell); i++)
		for (size_t k = 0; k < T_COLUMNS; k++)
			if (str_eq(str_trim(cell), str_of(name[k])))
				column[k] = i;
	for (size_t k = 0; k < T_COLUMNS; k++)
		if (column[k] == SIZE_MAX)
			return (-1);
	return (0);
}

/* When the update of that row could be had: the day, or one drawn from its interval. */
static moment_ms
ready_day(struct str available, struct rng *r)
{
	struct instant t;

	if (available.n == 0 || instant_parse(&t, available, NULL) != 0)
		return (0);
	return ((instant_day(t.earliest) +
		    rng_below(r, (uint32_t)(instant_day(t.latest) - instant_day(t.earliest) + 1))) *
	    MOMENT_DAY);
}

static int
add_build(struct builds *b, const struct plan_row *row, const struct str cell[T_COLUMNS], struct rng *r)
{
	struct build new = { .next = SIZE_MAX, .share = row->share, .product = cell[T_PRODUCT] };

	if (version_parse(&new.version, cell[T_BUILD], NULL) != 0 || VEC_GROW(b->build, b->n, b->cap) != 0)
		return (-1);
	new.state = str_eq(cell[T_FIXED], STR("yes")) ? BUILD_FIXED
	    : str_eq(cell[T_FIXED], STR("no"))        ? BUILD_UNFIXED
						      : BUILD_NA;
	new.ready = ready_day(cell[T_AVAILABLE], r);
	b->build[b->n++] = new;
	return (0);
}

/* The table's row for a build of the plan. */
static int
find_row(struct str table, const size_t column[T_COLUMNS], const char *build, struct str cell[T_COLUMNS])
{
	struct str line, rest, text;

	while (str_split(&table, '\n', &line)) {
		rest = line;
		for (size_t k = 0; k < T_COLUMNS; k++)
			cell[k] = STR("");
		for (size_t i = 0; str_split(&rest, '\t', &text); i++)
			for (size_t k = 0; k < T_COLUMNS; k++)
				if (column[k] == i)
					cell[k] = str_trim(text);
		if (str_eq(cell[T_BUILD], str_of(build)))
			return (0);
	}
	return (-1);
}

static int
read_table(struct builds *b, uint64_t seed, struct err *e)
{
	struct str table = buf_view(&b->text), header = table, line, cell[T_COLUMNS];
	size_t column[T_COLUMNS];
	struct rng r;

	rng_seed(&r, seed, STR("builds"));
	(void)str_split(&header, '\n', &line);
	if (find_columns(line, column) != 0)
		return (err_set(e, ERR_SYNTAX, "the build table lacks a column"));
	for (size_t i = 0; i < PLAN_ROWS; i++) {
		if (find_row(table, column, plan[i].build, cell) != 0)
			return (err_set(e, ERR_NOTFOUND, "the build table does not have %s", plan[i].build));
		if (add_build(b, &plan[i], cell, &r) != 0)
			return (err_set(
			    e, ERR_SYNTAX, "the build table's row of %s cannot be read", plan[i].build));
	}
	/* Rows of the plan and builds have the same index; what follows a build is known by its name. */
	for (size_t i = 0; i < PLAN_ROWS; i++)
		for (size_t k = 0; k < PLAN_ROWS; k++)
			if (strcmp(plan[i].next, plan[k].build) == 0) {
				b->build[i].next = k;
				b->build[i].ready = b->build[k].ready;
			}
	return (0);
}

int
builds_load(struct builds *b, const char *file, uint64_t seed, struct err *e)
{
	int rc = 0;

	*b = (struct builds){ .text = BUF(BUF_BIG) };
	if (file != NULL)
		rc = file_read(&b->text, AT_FDCWD, file, e);
	for (size_t i = 0; file == NULL && embedded_tables[i].name != NULL; i++)
		if (strcmp(embedded_tables[i].name, "exchange-builds.tsv") == 0)
			buf_put(&b->text, embedded_tables[i].data, embedded_tables[i].size);
	if (rc != 0 || (rc = buf_error(&b->text, e)) != 0 || (rc = read_table(b, seed, e)) != 0)
		return (rc);
	if ((b->share = calloc(b->n, sizeof(*b->share))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < b->n; i++)
		b->share[i] = b->build[i].share;
	return (0);
}

size_t
builds_draw(const struct builds *b, struct rng *r)
{
	return (rng_weighted(r, b->share, b->n));
}

void
builds_free(struct builds *b)
{
	buf_free(&b->text);
	free(b->build);
	free(b->share);
	*b = (struct builds){ 0 };
}
