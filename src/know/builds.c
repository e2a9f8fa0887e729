/*
 * Build tables: read row by row, then sorted and cut into branches.  All
 * comparisons are by numbers; names of products are matched by their words,
 * because every document writes them in another way.
 */
#include "know/builds.h"

#include <stdlib.h>

#include "base/csv.h"
#include "base/vec.h"

#define ROWS_MAX  100000
#define LINE_MAX_ 65536
#define CELLS_MAX 64

const char *const build_columns[BUILD_COLUMNS] = { "product", "cu", "update_name", "build_short",
	"release_date", "kb", "march2021_fixed", "update_type", "supported_2021_03_02", "source_class",
	"available" };

static int
read_fixed(enum build_fixed *fixed, struct str text)
{
	static const char *const names[] = { "no", "yes", "na" };

	for (unsigned i = 0; i < 3; i++) {
		if (str_ieq(text, str_of(names[i]))) {
			*fixed = (enum build_fixed)i;
			return (0);
		}
	}
	return (-1);
}

int
build_row_read(struct build_row *row, const struct str cell[BUILD_COLUMNS], struct err *e)
{
	struct build_row got = { 0 };
	struct str when;
	struct err inner;

	memcpy(got.cell, cell, sizeof(got.cell));
	if (cell[COL_PRODUCT].n == 0)
		return (err_set(e, ERR_SYNTAX, "no product"));
	if (version_parse(&got.build, cell[COL_BUILD], &inner) != 0)
		return (err_set(e, ERR_SYNTAX, "build_short: %s", inner.text));
	if (got.build.n != 4)
		return (err_set(e, ERR_SYNTAX, "build_short: expected four parts, got %u", got.build.n));
	if (read_fixed(&got.fixed, cell[COL_FIXED]) != 0)
		return (err_set(e, ERR_SYNTAX, "march2021_fixed: expected yes, no or na"));

	/*
	 * When it could be had: the column of that name.  The day of release
	 * stands in for it except where the row holds the fix, since the
	 * vendor's page dates updates before they could be had.
	 */
	when = cell[COL_AVAILABLE];
	if (when.n == 0 && got.fixed != BUILD_YES)
		when = cell[COL_RELEASED];
	if (when.n > 0) {
		if (instant_parse(&got.available, when, &inner) != 0)
			return (err_set(e, ERR_SYNTAX, "%s: %s",
			    cell[COL_AVAILABLE].n > 0 ? "available" : "release_date", inner.text));
		got.has_available = true;
	}
	got.conflict = str_iends(cell[COL_UPDATE], STR("-conflict"));
	*row = got;
	return (0);
}

/* The header's columns: where each stands, SIZE_MAX where it is missing. */
struct header {
	char sep;
	size_t at[BUILD_COLUMNS];
};

static bool
read_header(struct header *h, struct str line)
{
	struct buf scratch = BUF(LINE_MAX_ * 2);
	struct str cell[CELLS_MAX];
	size_t n;

	h->sep = str_chr(line, '\t') != STR_NPOS ? '\t' : ',';
	n = line.n > LINE_MAX_ ? 0 : csv_split(line, h->sep, cell, CELLS_MAX, &scratch);
	if (n == SIZE_MAX || n > CELLS_MAX)
		n = 0;
	for (size_t c = 0; c < BUILD_COLUMNS; c++)
		h->at[c] = csv_column(cell, n, str_of(build_columns[c]));
	buf_free(&scratch);
	return (
	    h->at[COL_PRODUCT] != SIZE_MAX && h->at[COL_BUILD] != SIZE_MAX && h->at[COL_FIXED] != SIZE_MAX);
}

/* A byte order mark that some spreadsheets write. */
static struct str
without_mark(struct str text)
{
	return (str_starts(text, STR("\xEF\xBB\xBF")) ? str_sub(text, 3, text.n) : text);
}

static struct str
first_line(struct str text)
{
	size_t n = str_chr(text, '\n');

	return (str_sub(text, 0, n == STR_NPOS ? text.n : n));
}

bool
builds_is_table(struct str text)
{
	struct header h;

	return (read_header(&h, first_line(without_mark(text))));
}

/* One line of the table: its cells put into the order of the columns, then read. */
static int
read_line(
    const struct header *h, struct str record, struct build_row *row, struct buf *scratch, struct err *why)
{
	struct str got[CELLS_MAX], cell[BUILD_COLUMNS];
	size_t n;

	if (record.n > LINE_MAX_)
		return (err_set(why, ERR_LIMIT, "a line longer than %d bytes", LINE_MAX_));
	if ((n = csv_split(record, h->sep, got, CELLS_MAX, scratch)) == SIZE_MAX)
		return (err_set(why, ERR_NOMEM, "out of memory"));
	if (n > CELLS_MAX)
		return (err_set(why, ERR_LIMIT, "more than %d cells", CELLS_MAX));
	for (size_t c = 0; c < BUILD_COLUMNS; c++)
		cell[c] = h->at[c] < n ? str_trim(got[h->at[c]]) : STR("");
	return (build_row_read(row, cell, why));
}

static uint64_t
count_lines(struct str record)
{
	uint64_t n = 0;

	for (size_t i = 0; i < record.n; i++)
		n += record.p[i] == '\n';
	return (n);
}

int
builds_each(struct str text, builds_fn *fn, void *arg, struct err *e)
{
	struct buf scratch = BUF(LINE_MAX_ * 2);
	struct str rest = without_mark(text), record;
	uint64_t line = 1, rows = 0;
	struct build_row row;
	struct header h;
	struct err why;
	bool open;
	int rc = 0;

	if (!read_header(&h, first_line(rest)))
		return (err_set(e, ERR_SYNTAX,
		    "not a build table: its header needs product, build_short and march2021_fixed"));
	for (; rest.n > 0 && rc == 0; line += count_lines(record)) {
		/* With tabs a record is a line; with commas a quoted cell may hold line ends. */
		size_t n = h.sep == ',' ? csv_record(rest, &open) : first_line(rest).n + 1;

		record = str_sub(rest, 0, n);
		rest = str_sub(rest, n, rest.n);
		if (line == 1 || str_trim(record).n == 0)
			continue;
		if (++rows > ROWS_MAX) {
			rc = err_set(e, ERR_LIMIT, "more than %d builds", ROWS_MAX);
			(void)err_line(e, line);
			break;
		}
		err_clear(&why);
		rc = read_line(&h, record, &row, &scratch, &why);
		rc = fn(arg, rc == 0 ? &row : NULL, line, &why);
	}
	buf_free(&scratch);
	return (rc);
}

int
builds_add(struct builds *b, const struct build_row *row, unsigned table, struct err *e)
{
	struct build_row *to;

	if (VEC_GROW(b->row, b->n, b->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	to = &b->row[b->n];
	*to = *row;
	to->table = table;
	for (size_t c = 0; c < BUILD_COLUMNS; c++) {
		to->cell[c] = arena_str(&b->mem, row->cell[c]);
		if (to->cell[c].p == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	b->n++;
	return (0);
}

unsigned
branch_parts(const struct version *v)
{
	return (v->part[0] < 15 ? 2 : 3);
}

static int
row_order(const void *a, const void *b)
{
	const struct build_row *x = a, *y = b;
	int c = version_order(&x->build, &y->build);

	if (c != 0)
		return (c);
	if (x->table != y->table)
		return (x->table < y->table ? -1 : 1);
	return (str_order(x->cell[COL_UPDATE], y->cell[COL_UPDATE]));
}

int
builds_index(struct builds *b, struct err *e)
{
	struct branch *last = NULL;

	if (b->n > 0)
		qsort(b->row, b->n, sizeof(*b->row), row_order);
	for (size_t i = 0; i < b->n; i++) {
		struct version key = b->row[i].build;

		key.n = branch_parts(&key);
		if (last == NULL || version_order(&last->key, &key) != 0) {
			if (VEC_GROW(b->branch, b->branches, b->branch_cap) != 0)
				return (err_set(e, ERR_NOMEM, "out of memory"));
			last = &b->branch[b->branches++];
			*last = (struct branch){ .key = key,
				.product = b->row[i].cell[COL_PRODUCT],
				.cu = b->row[i].cell[COL_CU],
				.from = i,
				.na = true };
			memset(&last->key.part[key.n], 0, (VERSION_PARTS_MAX - key.n) * sizeof(key.part[0]));
		}
		last->to = i + 1;
		last->na = last->na && b->row[i].fixed == BUILD_NA;
	}
	return (0);
}

void
builds_free(struct builds *b)
{
	free(b->row);
	free(b->branch);
	arena_free(&b->mem);
	*b = (struct builds){ 0 };
}

const struct branch *
builds_branch(const struct builds *b, const struct version *v)
{
	for (size_t i = 0; v->n > 0 && i < b->branches; i++) {
		if (v->n >= b->branch[i].key.n &&
		    version_same_branch(v, &b->branch[i].key, b->branch[i].key.n))
			return (&b->branch[i]);
	}
	return (NULL);
}

const struct branch *
builds_line(const struct builds *b, const struct version *v)
{
	for (size_t i = 0; v->n > 0 && i < b->branches; i++) {
		if (version_same_branch(v, &b->branch[i].key, 2))
			return (&b->branch[i]);
	}
	return (NULL);
}

const struct build_row *
builds_row(const struct builds *b, const struct version *v)
{
	size_t low = 0, high = b->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (version_order(&b->row[mid].build, v) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return (low < b->n && v->n >= 4 && version_order(&b->row[low].build, v) == 0 ? &b->row[low] : NULL);
}
