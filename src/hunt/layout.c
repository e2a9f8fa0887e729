/* Columns and rows: see the header. */
#include "hunt/layout.h"

#include <stdlib.h>

#include "base/csv.h"

int
layout_init(struct layout *l, const struct ask *ask, struct err *e)
{
	*l = (struct layout){ .ask = ask };
	if ((l->column = calloc(ruleset_fields(ask->set) + 1, sizeof(*l->column))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (ask->kind->form == FORM_LINES)
		layout_set(l, STR(""));
	return (0);
}

void
layout_free(struct layout *l)
{
	free(l->column);
	*l = (struct layout){ 0 };
}

/* The column with one of the names "a|b"; the widest one asked for bounds how far rows are cut. */
static int
find_column(struct layout *l, const struct str *cell, size_t n, const char *names)
{
	struct str rest = str_of(names != NULL ? names : ""), name;
	size_t at;

	while (rest.n > 0 && str_split(&rest, '|', &name)) {
		if ((at = csv_column(cell, n, name)) == SIZE_MAX)
			continue;
		l->wide = at + 1 > l->wide ? at + 1 : l->wide;
		return ((int)at);
	}
	return (COLUMN_ABSENT);
}

static int
find_field(struct layout *l, const struct str *cell, size_t n, struct str field)
{
	const struct logkind *k = l->ask->kind;
	char name[256];
	int at;

	if (k->form == FORM_LINES) {
		if (str_ieq(field, STR("Message")))
			return (COLUMN_MESSAGE);
		return (str_ieq(field, STR("Path")) ? COLUMN_PATH : COLUMN_ABSENT);
	}
	/* A column without a name is nobody's. */
	if (field.n == 0 || !str_copy(name, sizeof(name), field))
		return (COLUMN_ABSENT);
	at = find_column(l, cell, n, name);
	for (size_t i = 0; at == COLUMN_ABSENT && k->alias[i][0] != NULL; i++) {
		if (str_ieq(field, str_of(k->alias[i][0])))
			at = find_column(l, cell, n, k->alias[i][1]);
	}
	if (at == COLUMN_ABSENT && k->form == FORM_W3C && str_ieq(field, STR("cs-uri")))
		at = l->stem != COLUMN_ABSENT ? COLUMN_URI : COLUMN_ABSENT;
	return (at);
}

void
layout_set(struct layout *l, struct str names)
{
	const struct ask *ask = l->ask;
	const struct logkind *k = ask->kind;
	struct str cell[LOGKIND_COLUMNS_MAX];
	struct buf scratch = BUF(65536);
	size_t n = names.n > 0 ? logkind_columns(k, names, cell, &scratch) : 0;

	l->known = true;
	l->wide = 0;
	for (size_t i = 0; i < LOGKIND_TIME_MAX; i++)
		l->time[i] = find_column(l, cell, n, k->time[i]);
	l->client = find_column(l, cell, n, k->client);
	l->stem = find_column(l, cell, n, k->form == FORM_W3C ? "cs-uri-stem" : NULL);
	l->query = find_column(l, cell, n, k->form == FORM_W3C ? "cs-uri-query" : NULL);
	l->method = find_column(l, cell, n, k->form == FORM_W3C ? "cs-method" : NULL);
	l->status = find_column(l, cell, n, k->form == FORM_W3C ? "sc-status" : NULL);
	l->query_field = -1;
	for (size_t i = 0; i < ask->fields; i++) {
		struct str field = ruleset_field(ask->set, ask->field[i]);

		l->column[ask->field[i]] = find_field(l, cell, n, field);
		if (k->form == FORM_W3C && str_ieq(field, STR("cs-uri-query")))
			l->query_field = ask->field[i];
	}
	/* A log without a column for the query still has the path that such rules mean. */
	if (l->query_field >= 0 && l->column[l->query_field] == COLUMN_ABSENT && l->stem != COLUMN_ABSENT)
		l->column[l->query_field] = COLUMN_URI;
	buf_free(&scratch);
}

static void
cut_blanks(struct str line, size_t wide, struct cut *c)
{
	const char *p = line.p, *end = line.p + line.n, *hit;

	for (c->n = 0; c->n < wide && p <= end; p = hit + 1) {
		hit = p < end ? memchr(p, ' ', (size_t)(end - p)) : NULL;
		hit = hit != NULL ? hit : end;
		c->cell[c->n++] = (struct str){ p, (size_t)(hit - p) };
	}
}

void
layout_cut(const struct layout *l, struct str line, struct cut *c)
{
	switch (l->ask->kind->form) {
	case FORM_W3C: cut_blanks(line, l->wide, c); break;
	case FORM_CSV:
		c->n = csv_head(line, ',', c->cell, l->wide, &c->scratch);
		c->n = c->n == SIZE_MAX ? 0 : c->n;
		break;
	case FORM_LINES: c->n = 0; break;
	}
}

struct str
layout_cell(const struct cut *c, int column)
{
	if (column < 0 || (size_t)column >= c->n)
		return (STR(""));
	if (c->cell[column].n == 1 && c->cell[column].p[0] == '-')
		return (STR(""));
	return (c->cell[column]);
}

/* The quoted path of "temporary file '...' needs to be removed"; p is NULL where the line has none. */
static struct str
path_in(struct str line)
{
	const struct str before = STR("temporary file '"), after = STR("' needs to be removed");
	size_t from = str_ifind(line, before), to;

	if (from == STR_NPOS)
		return ((struct str){ NULL, 0 });
	line = str_sub(line, from + before.n, line.n);
	to = str_ifind(line, after);
	return (to != STR_NPOS ? str_sub(line, 0, to) : (struct str){ NULL, 0 });
}

/* stem?query, or the stem alone where there is no query. */
static struct str
whole_uri(const struct layout *l, const struct cut *c, struct arena *a)
{
	struct str stem = layout_cell(c, l->stem), query = layout_cell(c, l->query), s;
	char *to;

	if (query.n == 0 || stem.n == 0)
		return (stem.n > 0 ? stem : query);
	/*
	 * They mostly stand side by side: what is between them need not be a question mark, so it is
	 * built all the same.
	 */
	s.n = stem.n + 1 + query.n;
	if ((s.p = to = arena_get(a, s.n)) == NULL)
		return (s);
	memcpy(to, stem.p, stem.n);
	to[stem.n] = '?';
	memcpy(to + stem.n + 1, query.p, query.n);
	return (s);
}

/* The value with its + as blanks; p is NULL without memory. */
static struct str
blanks(struct str s, struct arena *a)
{
	char *to = arena_get(a, s.n);

	for (size_t i = 0; to != NULL && i < s.n; i++)
		to[i] = s.p[i] == '+' ? ' ' : s.p[i];
	return ((struct str){ to, s.n });
}

/* IIS writes blanks as + and nothing as -; both readings stand side by side. */
static int
w3c_value(struct str cell, struct str *value, struct str *alt, struct arena *a)
{
	*value = cell;
	if (cell.n == 1 && cell.p[0] == '-') {
		*value = STR("");
		*alt = cell;
	} else if (cell.n > 0 && memchr(cell.p, '+', cell.n) != NULL) {
		*alt = blanks(cell, a);
		return (alt->p == NULL ? -1 : 0);
	}
	return (0);
}

int
layout_value(const struct layout *l, uint16_t field, struct str line, const struct cut *c, struct str *value,
    struct str *alt, struct arena *a)
{
	const struct str nothing = { NULL, 0 };
	int column = l->column[field];

	*value = *alt = nothing;
	if (column == COLUMN_MESSAGE) {
		*value = line;
	} else if (column == COLUMN_PATH) {
		*value = path_in(line);
	} else if (column == COLUMN_URI) {
		*value = whole_uri(l, c, a);
	} else if (column >= 0 && (size_t)column < c->n) {
		*value = c->cell[column];
		if (l->ask->kind->form == FORM_W3C && w3c_value(c->cell[column], value, alt, a) != 0)
			return (-1);
		if (field == l->query_field)
			*alt = whole_uri(l, c, a);
	} else if (field == l->query_field && l->stem >= 0 && (size_t)l->stem < c->n) {
		/* A row that ends before its query, as the last of a live log may, still has the path. */
		*value = whole_uri(l, c, a);
	}
	return ((value->p == NULL && value->n > 0) || (alt->p == NULL && alt->n > 0) ? -1 : 0);
}

int
layout_line(const struct layout *l, struct str line, struct str *alt, struct arena *a)
{
	*alt = (struct str){ NULL, 0 };
	if (l->ask->kind->form != FORM_W3C || line.n == 0 || memchr(line.p, '+', line.n) == NULL)
		return (0);
	*alt = blanks(line, a);
	return (alt->p == NULL ? -1 : 0);
}

instant_us
layout_time(const struct layout *l, struct str line, const struct cut *c)
{
	struct str first = layout_cell(c, l->time[0]), second = layout_cell(c, l->time[1]);
	char both[64];
	instant_us t;
	size_t comma;

	if (l->ask->kind->form == FORM_LINES) {
		/* "2021-03-02T14:00:01.123Z," or "2021-03-02 14:00:01 ". */
		comma = str_chr(str_sub(line, 0, 40), ',');
		first = comma != STR_NPOS ? str_sub(line, 0, comma) : str_sub(line, 0, 19);
	}
	if (l->ask->kind->time[1] != NULL) {
		if (first.n == 0 || second.n == 0 || first.n + second.n + 1 >= sizeof(both))
			return (0);
		memcpy(both, first.p, first.n);
		both[first.n] = ' ';
		memcpy(both + first.n + 1, second.p, second.n);
		first = (struct str){ both, first.n + 1 + second.n };
	}
	return (first.n > 0 && instant_log_time(&t, first) == 0 ? t : 0);
}

struct str
layout_client(const struct layout *l, const struct cut *c)
{
	return (layout_cell(c, l->client));
}
