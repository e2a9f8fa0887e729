/* The inspection of one log, block by block: see the header. */
#include "hunt/inspect.h"

#include <stdio.h>
#include <stdlib.h>

#include "hunt/inspect_impl.h"

#define FIRST_TRIES 1000 /* Lines that are tried for the first time in a log; */
#define LAST_TRIES  16   /* so many for the last of a block. */

struct inspector *
inspector_new(const struct ask *ask, bool prefilter, struct err *e)
{
	struct inspector *x = calloc(1, sizeof(*x));
	size_t fields = ruleset_fields(ask->set) + 1;

	if (x == NULL)
		goto fail;
	x->ask = ask;
	x->use_prefilter = prefilter && ask->always_n == 0 && ask->prefilter != NULL;
	x->cut.scratch = BUF(2 * BLOCKS_MAX);
	x->text.max = 4 * BLOCKS_MAX * 4;
	x->value = calloc(fields, sizeof(*x->value));
	x->filled = calloc(fields, sizeof(*x->filled));
	x->alt = calloc(fields, sizeof(*x->alt));
	x->hit = calloc(ask->rules / 64 + 1, sizeof(*x->hit));
	x->undecided = calloc(ask->rules + 1, sizeof(*x->undecided));
	x->seen = calloc(ask->fields + 1, sizeof(*x->seen));
	x->is_seen = calloc(ask->fields + 1, sizeof(*x->is_seen));
	if (x->value == NULL || x->alt == NULL || x->filled == NULL || x->hit == NULL ||
	    x->undecided == NULL || x->seen == NULL || x->is_seen == NULL)
		goto fail;
	if (x->use_prefilter && prefilter_scratch_init(&x->hits, ask->prefilter, e) != 0)
		goto fail;
	x->pages.max = PAGES_MAX_FILE;
	return (x);
fail:
	inspector_free(x);
	(void)err_set(e, ERR_NOMEM, "out of memory");
	return (NULL);
}

void
inspector_free(struct inspector *x)
{
	if (x == NULL)
		return;
	prefilter_scratch_free(&x->hits);
	layout_free(&x->layout);
	buf_free(&x->cut.scratch);
	arena_free(&x->text);
	records_free(&x->records);
	pages_free(&x->pages);
	free(x->value);
	free(x->alt);
	free(x->filled);
	free(x->hit);
	free(x->undecided);
	free(x->seen);
	free(x->is_seen);
	free(x);
}

/* The record around byte at of the block; records are asked for in order. */
static struct record
record_at(struct inspector *x, size_t at, size_t from)
{
	const struct records *many = &x->records;
	const char *hit;
	size_t start;

	while (x->next_extent < many->n && many->extent[x->next_extent].to <= at)
		x->next_extent++;
	if (x->next_extent < many->n && many->extent[x->next_extent].from <= at)
		return ((struct record){
		    many->extent[x->next_extent].from, many->extent[x->next_extent].to, 0, false });
	start = str_rchr(str_sub(x->block, from, at), '\n');
	start = start == STR_NPOS ? from : from + start + 1;
	hit = memchr(x->block.p + at, '\n', x->block.n - at);
	return (
	    (struct record){ start, hit != NULL ? (size_t)(hit - x->block.p) + 1 : x->block.n, 0, false });
}

static void
mark_hit(struct inspector *x, struct record *r, uint32_t id)
{
	const struct ask_literal *literal = &x->ask->literal[id];

	r->also |= literal->also;
	r->asked = r->asked || literal->n > 0;
	for (uint32_t i = literal->first; i < literal->first + literal->n; i++)
		x->hit[x->ask->of[i] / 64] |= (uint64_t)1 << (x->ask->of[i] % 64);
}

/* Only the records around hits. */
static int
inspect_hits(struct inspector *x, struct err *e)
{
	struct record r = { 0 };
	int rc;

	if ((rc = prefilter_scan(x->ask->prefilter, &x->hits, x->block, e)) != 0)
		return (rc);
	for (size_t i = 0; i < x->hits.n && rc == 0; i++) {
		size_t at = x->hits.hit[i].end - 1;

		if (at >= r.to) {
			if (r.to > 0)
				rc = inspect_record(x, &r, e);
			if (r.asked)
				memset(x->hit, 0, (x->ask->rules / 64 + 1) * sizeof(*x->hit));
			r = record_at(x, at, r.to);
		}
		mark_hit(x, &r, x->hits.hit[i].id);
	}
	if (r.to > 0 && rc == 0)
		rc = inspect_record(x, &r, e);
	memset(x->hit, 0, (x->ask->rules / 64 + 1) * sizeof(*x->hit));
	return (rc);
}

/* Every record. */
static int
inspect_all(struct inspector *x, struct err *e)
{
	struct record r;
	size_t at = 0;
	int rc = 0;

	while (at < x->block.n && rc == 0) {
		r = record_at(x, at, at);
		rc = inspect_record(x, &r, e);
		at = r.to;
	}
	return (rc);
}

/* The time of a line, or 0. */
static instant_us
time_of(struct inspector *x, struct str line)
{
	if (!logkind_data(line))
		return (0);
	layout_cut(&x->layout, line, &x->cut);
	return (layout_time(&x->layout, line, &x->cut));
}

void
inspect_note_first(struct inspector *x, size_t from)
{
	struct str rest = str_sub(x->block, from, x->block.n), line;

	for (unsigned i = 0; x->got->first == 0 && i < FIRST_TRIES && str_split(&rest, '\n', &line); i++)
		x->got->first = time_of(x, line);
	/* In a log that was put together in the wrong order the first may be the latest. */
	x->got->last = x->got->first > x->got->last ? x->got->first : x->got->last;
}

void
inspect_note_last(struct inspector *x, size_t to)
{
	struct str rest = str_sub(x->block, 0, to), line;
	instant_us t = 0;
	size_t end;

	/* The last line may be the rest of a record, or half written: try a few. */
	for (unsigned i = 0; t == 0 && i < LAST_TRIES && rest.n > 0; i++) {
		if (rest.p[rest.n - 1] == '\n')
			rest.n--;
		end = str_rchr(rest, '\n');
		line = str_sub(rest, end == STR_NPOS ? 0 : end + 1, rest.n);
		rest = str_sub(rest, 0, end == STR_NPOS ? 0 : end + 1);
		t = time_of(x, line);
	}
	if (t == 0)
		return;
	if (x->got->first == 0 || t < x->got->first)
		x->got->first = t;
	x->got->last = t > x->got->last ? t : x->got->last;
}

static void
say_open(struct inspector *x)
{
	char why[128];

	if (!x->records.open || x->said_open)
		return;
	x->said_open = true;
	(void)snprintf(why, sizeof(why), "row %llu opens a quote that never closes: it was read as one line",
	    (unsigned long long)(x->rows_before + 1 +
		str_count(str_sub(x->block, x->counted, x->records.open_at), '\n')));
	inspect_say(x, why);
}

/* A block of whole records. */
static int
inspect_block(struct inspector *x, struct str block, struct err *e)
{
	int rc;

	x->block = block;
	x->counted = 0;
	x->next_extent = 0;
	say_open(x);
	rc = x->use_prefilter ? inspect_hits(x, e) : inspect_all(x, e);
	/* The first time in the log and the last of each block are enough to know what it covers. */
	if (x->layout.known) {
		inspect_note_first(x, 0);
		inspect_note_last(x, block.n);
	}
	(void)inspect_row_number(x, block.n);
	return (rc);
}

/* How much of what waits is whole records; 0 where more has to be read first. */
static size_t
whole_records(struct inspector *x, struct str waits)
{
	bool last = blocks_last(x->l), full = waits.n >= BLOCKS_MAX;
	size_t n, end = last ? waits.n : str_rchr(waits, '\n');

	if (!last)
		end = end == STR_NPOS ? 0 : end + 1;
	x->records.n = 0;
	x->records.open = false;
	if (x->ask->kind->form != FORM_CSV || end == 0)
		return (end);
	n = records_find(&x->records, str_sub(waits, 0, end), last);
	/* A record that does not end within the limit is taken as lines. */
	if (n == 0 && full)
		n = records_find(&x->records, str_sub(waits, 0, end), true);
	return (n);
}

/* A line beyond the limit: its beginning is a row like any other, the rest is passed over and told. */
static int
long_line(struct inspector *x, struct str waits, struct err *e)
{
	char why[160];
	uint64_t skipped = 0, row = x->rows_before + 1;
	struct err fault = { 0 };
	int rc;

	if ((rc = inspect_block(x, str_sub(waits, 0, BLOCKS_MAX), e)) != 0)
		return (rc);
	blocks_take(x->l, BLOCKS_MAX);
	/* What ended the stream there comes again with the next block. */
	(void)blocks_skip(x->l, &skipped, &fault);
	x->rows_before++;
	(void)snprintf(why, sizeof(why), "row %llu is longer than 1 MB: %llu bytes of it were not read",
	    (unsigned long long)row, (unsigned long long)skipped);
	inspect_say(x, why);
	return (0);
}

static int
inspect_blocks(struct inspector *x, struct err *e)
{
	struct err fault = { 0 };
	struct str waits;
	size_t n;
	int rc = 0, more;

	while ((more = blocks_fill(x->l, &waits, &fault)) > 0) {
		n = whole_records(x, waits);
		if (n == SIZE_MAX)
			return (inspect_no_memory(e));
		if (n == 0 && waits.n < BLOCKS_MAX)
			continue;
		if (n == 0) {
			rc = long_line(x, waits, e);
		} else {
			rc = inspect_block(x, str_sub(waits, 0, n), e);
			x->rows_before += waits.p[n - 1] != '\n';
			blocks_take(x->l, n);
		}
		if (rc != 0 || x->out->failed != 0)
			return (rc != 0 ? rc : x->out->failed);
	}
	if (more < 0)
		inspect_say(x, fault.text);
	return (0);
}

int
inspect(struct inspector *x, struct blocks *l, struct str name, struct rule_scratch *scratch,
    struct wire *out, struct inspected *got, struct err *e)
{
	int rc;

	*got = (struct inspected){ .field = x->seen };
	x->l = l;
	x->name = name;
	x->scratch = scratch;
	x->out = out;
	x->got = got;
	x->said_open = x->said_early = false;
	x->rows_before = 0;
	x->block = STR("");
	x->counted = 0;
	x->records.lines = false;
	memset(x->is_seen, 0, (x->ask->fields + 1) * sizeof(*x->is_seen));
	layout_free(&x->layout);
	pages_free(&x->pages);
	if ((rc = layout_init(&x->layout, x->ask, e)) != 0)
		return (rc);
	if (x->ask->kind->form == FORM_LINES)
		inspect_header(x, STR(""), 0);
	if ((rc = inspect_blocks(x, e)) != 0)
		return (rc);
	inspect_tell_pages(x);
	inspect_tell_undecided(x);
	got->rows = x->rows_before;
	for (size_t i = 0; i < x->ask->fields; i++) {
		if (x->is_seen[i])
			x->seen[got->fields++] = x->ask->field[i];
	}
	return (0);
}
