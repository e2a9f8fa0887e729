/*
 * One header's columns against the fields that rules name, and rows cut by it.
 * A header may change in the middle of a file and differs between builds, so
 * everything goes by name.
 *
 * In an IIS log, where rules name cs-uri-query and many of them mean the path,
 * the second reading of that field is stem?query; a value with + in it is also
 * read with blanks, as it was before IIS wrote it.
 */
#ifndef HUNT_LAYOUT_H
#define HUNT_LAYOUT_H

#include "base/arena.h"
#include "hunt/ask.h"

/* Where a field comes from, beside a column's number. */
enum { COLUMN_ABSENT = -1, COLUMN_MESSAGE = -2, COLUMN_PATH = -3, COLUMN_URI = -4 };

struct layout {
	const struct ask *ask;
	bool known;  /* A header was seen (a kind without headers has always one). */
	size_t wide; /* Cells of a row that are looked at. */
	int *column; /* For each of ask.field: a column or COLUMN_*. */
	int time[LOGKIND_TIME_MAX], client;
	int stem, query, method, status; /* IIS. */
	int query_field;                 /* The number of the field cs-uri-query, or -1. */
};

int layout_init(struct layout *l, const struct ask *ask, struct err *e);
void layout_free(struct layout *l);

/* layout_set(l, names): From now on rows have these columns. */
void layout_set(struct layout *l, struct str names);

/* A row, cut. */
struct cut {
	struct str cell[LOGKIND_COLUMNS_MAX];
	size_t n;
	struct buf scratch; /* Holds cells whose quotes had to be undone. */
};

/*
 * layout_cut(l, line, c): Cut ${line} (without line end) into the cells that matter.  Without memory c->n
 * is 0.
 */
void layout_cut(const struct layout *l, struct str line, struct cut *c);

/*
 * layout_value(l, field, line, c, value, alt, a): One field that rules name,
 * by its number in the set, from a row that was cut; p is NULL where the row
 * has none.  What has to be built is in ${a}.  0 or -1 without memory.
 */
int layout_value(const struct layout *l, uint16_t field, struct str line, const struct cut *c,
    struct str *value, struct str *alt, struct arena *a);

/*
 * layout_line(l, line, alt, a): The second reading of a whole line, for rules of keywords; as
 * layout_values.
 */
int layout_line(const struct layout *l, struct str line, struct str *alt, struct arena *a);

/* layout_time(l, line, c): The row's time, or 0.  layout_client(l, c): who asked, or "". */
instant_us layout_time(const struct layout *l, struct str line, const struct cut *c);
struct str layout_client(const struct layout *l, const struct cut *c);

/* layout_cell(c, column): A cell without the "-" that stands for nothing; "" where the row has none. */
struct str layout_cell(const struct cut *c, int column);

#endif
