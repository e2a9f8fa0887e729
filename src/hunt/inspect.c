/* The inspection of one log: see the header. */
#include "hunt/inspect.h"

#include <stdlib.h>

#include "hunt/layout.h"
#include "hunt/message.h"
#include "hunt/pages.h"
#include "hunt/records.h"

#define FIRST_TRIES 1000 /* Lines that are tried for the first time in a log. */

struct inspector {
	const struct ask *ask;
	bool use_prefilter;
	struct prefilter_scratch hits;
	struct layout layout;
	struct cut cut;
	struct arena text; /* Values that had to be built for one row. */
	struct records records;
	struct str *value, *alt; /* By field number. */
	uint64_t *hit;		 /* One bit a rule's position: a string of it is in the row. */
	uint16_t *seen;		 /* Fields that headers had. */
	bool *is_seen;		 /* By index in ask.field. */
	struct pages pages;
	/* The file that is being read. */
	struct lines *l;
	struct str name;
	struct rule_scratch *scratch;
	struct wire *out;
	struct inspected *got;
	bool said_open, said_early;
	/* The block that is being read. */
	struct str block;
	size_t counted;	  /* Line ends before this byte of the block are in rows_before. */
	uint64_t rows_before;
	size_t next_extent;
	bool cut_short;	  /* The block is the beginning of a line that is too long. */
};

/* A record and what was found in it. */
struct record {
	size_t from, to; /* In the block, with its line end. */
	unsigned also;	 /* ASK_* bits of strings in it. */
	bool asked;	 /* A string of a rule is in it. */
};

struct inspector *
inspector_new(const struct ask *ask, bool prefilter, struct err *e)
{
	struct inspector *x = calloc(1, sizeof(*x));
	size_t fields = ruleset_fields(ask->set) + 1;

	if (x == NULL)
		goto fail;
	x->ask = ask;
	x->use_prefilter = prefilter && ask->always_n == 0 && ask->prefilter != NULL;
	x->cut.scratch = BUF(2 * LINES_MAX);
	x->text.max = 4 * LINES_MAX * 4;
	x->value = calloc(fields, sizeof(*x->value));
	x->alt = calloc(fields, sizeof(*x->alt));
	x->hit = calloc(ask->rules / 64 + 1, sizeof(*x->hit));
	x->seen = calloc(ask->fields + 1, sizeof(*x->seen));
	x->is_seen = calloc(ask->fields + 1, sizeof(*x->is_seen));
	if (x->value == NULL || x->alt == NULL || x->hit == NULL || x->seen == NULL || x->is_seen == NULL)
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
	free(x->hit);
	free(x->seen);
	free(x->is_seen);
	free(x);
}

static int
no_memory(struct err *e)
{
	return (err_set(e, ERR_NOMEM, "out of memory"));
}

static void
say(struct inspector *x, const char *why)
{
	wire_begin(x->out, MESSAGE_UNREAD);
	wire_str(x->out, x->name);
	wire_str(x->out, str_of(why));
	wire_end(x->out);
}

/* The number of the line that begins at byte at of the block; at never goes back. */
static uint64_t
row_at(struct inspector *x, size_t at)
{
	if (at > x->counted) {
		x->rows_before += str_count(str_sub(x->block, x->counted, at), '\n');
		x->counted = at;
	}
	return (x->rows_before + 1);
}

/* A record's text without its line end and without the zeros that a crash leaves in front of a row. */
static struct str
record_text(const struct inspector *x, const struct record *r)
{
	struct str s = str_sub(x->block, r->from, r->to);

	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	while (s.n > 0 && s.p[0] == '\0')
		s = str_sub(s, 1, s.n);
	return (s);
}

/* Rows in front of the first header have no names: say so once. */
static void
say_early(struct inspector *x, size_t to)
{
	struct str rest = str_sub(x->block, 0, to), line;
	char why[128];
	uint64_t n = 0;

	while (rest.n > 0 && str_split(&rest, '\n', &line))
		n += logkind_data(str_trim(line));
	if (n == 0)
		return;
	(void)snprintf(why, sizeof(why), "%llu rows stand before the line that names their fields",
	    (unsigned long long)n);
	say(x, why);
}

static void
take_header(struct inspector *x, struct str names, size_t at)
{
	if (!x->layout.known && !x->said_early)
		say_early(x, at);
	x->said_early = true;
	layout_set(&x->layout, names);
	for (size_t i = 0; i < x->ask->fields; i++)
		x->is_seen[i] = x->is_seen[i] || x->layout.column[i] != COLUMN_ABSENT;
}

/* One finding, with the rule's fields as the row has them. */
static void
tell_finding(struct inspector *x, size_t rule, struct str line, size_t at)
{
	size_t n, present = 0;
	const uint16_t *field = ruleset_rule_fields(x->ask->set, rule, &n);

	wire_begin(x->out, MESSAGE_FINDING);
	wire_u64(x->out, rule);
	wire_u64(x->out, row_at(x, at));
	wire_u64(x->out, lines_offset(x->l, at));
	wire_i64(x->out, layout_time(&x->layout, line, &x->cut));
	wire_str(x->out, str_sub(layout_client(&x->layout, &x->cut), 0, 256));
	for (size_t i = 0; i < n; i++)
		present += x->value[field[i]].p != NULL;
	wire_u64(x->out, present > 0 ? present : 1);
	for (size_t i = 0; i < n; i++) {
		if (x->value[field[i]].p == NULL)
			continue;
		wire_u64(x->out, field[i]);
		wire_str(x->out, str_sub(x->value[field[i]], 0, MESSAGE_VALUE_MAX));
	}
	/* A rule of keywords names no field: its evidence is the line. */
	if (present == 0) {
		wire_u64(x->out, ruleset_fields(x->ask->set));
		wire_str(x->out, str_sub(line, 0, MESSAGE_VALUE_MAX));
	}
	wire_end(x->out);
	x->got->findings++;
}

/* Ask the rules whose strings are in the row, and those that have none. */
static int
ask_rules(struct inspector *x, struct str line, size_t at, struct err *e)
{
	const struct ask *ask = x->ask;
	const struct row row = { x->value, x->alt, line };

	if (layout_values(&x->layout, line, &x->cut, x->value, x->alt, &x->text) != 0)
		return (no_memory(e));
	for (size_t i = 0; i < ask->rules; i++) {
		if (x->use_prefilter && (x->hit[i / 64] & (uint64_t)1 << (i % 64)) == 0)
			continue;
		if (rule_match(ask->set, ask->rule[i], &row, x->scratch))
			tell_finding(x, ask->rule[i], line, at);
	}
	return (0);
}

/* Keep account of a request for a page. */
static int
note_page(struct inspector *x, struct str line, size_t at, struct err *e)
{
	const struct layout *l = &x->layout;
	struct str stem = layout_cell(&x->cut, l->stem), client, path;
	char lower[512];
	struct page *page;
	struct page_post post;

	path = pages_path(stem, lower, sizeof(lower));
	if (path.n == 0)
		return (0);
	page = pages_get(&x->pages, path);
	if (page == NULL && x->pages.full) {
		x->got->pages_left_out++;
		return (0);
	}
	if (page == NULL)
		return (no_memory(e));
	if (page_common(page) || str_eq(layout_cell(&x->cut, l->status), STR("404")))
		return (0);
	client = str_sub(layout_client(l, &x->cut), 0, 64);
	if (client.n > 0 && page_client(&x->pages, page, client) != 0)
		return (no_memory(e));
	if (page->first == 0)
		page->first = layout_time(l, line, &x->cut);
	if (!str_ieq(layout_cell(&x->cut, l->method), STR("POST")))
		return (0);
	post = (struct page_post){ 0, row_at(x, at), lines_offset(x->l, at), layout_time(l, line, &x->cut), client };
	return (page_post(&x->pages, page, &post) != 0 ? no_memory(e) : 0);
}

/* One record: a header, a row, or nothing. */
static int
inspect_record(struct inspector *x, const struct record *r, struct err *e)
{
	struct str line = record_text(x, r), names;
	bool all = !x->use_prefilter;
	int rc = 0;

	if ((all || (r->also & ASK_HEADER) != 0) && logkind_header(x->ask->kind, line, &names)) {
		take_header(x, names, r->from);
		return (0);
	}
	if (!logkind_data(line) || !x->layout.known)
		return (0);
	layout_cut(&x->layout, line, &x->cut);
	if (r->asked || all)
		rc = ask_rules(x, line, r->from, e);
	if (rc == 0 && x->ask->pages && (all || (r->also & ASK_PAGE) != 0))
		rc = note_page(x, line, r->from, e);
	arena_reset(&x->text);
	return (rc);
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
		return ((struct record){ many->extent[x->next_extent].from, many->extent[x->next_extent].to, 0, false });
	start = str_rchr(str_sub(x->block, from, at), '\n');
	start = start == STR_NPOS ? from : from + start + 1;
	hit = memchr(x->block.p + at, '\n', x->block.n - at);
	return ((struct record){ start, hit != NULL ? (size_t)(hit - x->block.p) + 1 : x->block.n, 0, false });
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

/* The first time in the log, and the last of each block: that is enough to know what it covers. */
static void
note_times(struct inspector *x)
{
	struct str rest = x->block, line;
	instant_us t = 0;
	size_t end;

	if (!x->layout.known)
		return;
	for (unsigned i = 0; x->got->first == 0 && i < FIRST_TRIES && str_split(&rest, '\n', &line); i++) {
		if (!logkind_data(line))
			continue;
		layout_cut(&x->layout, line, &x->cut);
		x->got->first = layout_time(&x->layout, line, &x->cut);
	}
	/* The last line of a block may be the rest of a record, or half written: try a few. */
	rest = x->block;
	for (unsigned i = 0; t == 0 && i < 16 && rest.n > 0; i++) {
		if (rest.p[rest.n - 1] == '\n')
			rest.n--;
		end = str_rchr(rest, '\n');
		line = str_sub(rest, end == STR_NPOS ? 0 : end + 1, rest.n);
		rest = str_sub(rest, 0, end == STR_NPOS ? 0 : end + 1);
		if (!logkind_data(line))
			continue;
		layout_cut(&x->layout, line, &x->cut);
		t = layout_time(&x->layout, line, &x->cut);
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
	say(x, why);
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
	note_times(x);
	(void)row_at(x, block.n);
	return (rc);
}

/* How much of what waits is whole records; 0 where more has to be read first. */
static size_t
whole_records(struct inspector *x, struct str waits)
{
	bool last = lines_last(x->l), full = waits.n >= LINES_MAX;
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

	if ((rc = inspect_block(x, str_sub(waits, 0, LINES_MAX), e)) != 0)
		return (rc);
	lines_take(x->l, LINES_MAX);
	/* What ended the stream there comes again with the next block. */
	(void)lines_skip(x->l, &skipped, &fault);
	x->rows_before++;
	(void)snprintf(why, sizeof(why), "row %llu is longer than 1 MB: %llu bytes of it were not read",
	    (unsigned long long)row, (unsigned long long)skipped);
	say(x, why);
	return (0);
}

static int
inspect_blocks(struct inspector *x, struct err *e)
{
	struct err fault = { 0 };
	struct str waits;
	size_t n;
	int rc = 0, more;

	while ((more = lines_fill(x->l, &waits, &fault)) > 0) {
		n = whole_records(x, waits);
		if (n == SIZE_MAX)
			return (no_memory(e));
		if (n == 0 && waits.n < LINES_MAX)
			continue;
		if (n == 0) {
			rc = long_line(x, waits, e);
		} else {
			rc = inspect_block(x, str_sub(waits, 0, n), e);
			x->rows_before += waits.p[n - 1] != '\n';
			lines_take(x->l, n);
		}
		if (rc != 0 || x->out->failed != 0)
			return (rc != 0 ? rc : x->out->failed);
	}
	if (more < 0)
		say(x, fault.text);
	return (0);
}

static void
tell_pages(struct inspector *x)
{
	for (size_t i = 0; i < x->pages.n; i++) {
		const struct page *page = &x->pages.page[i];
		const struct page_post *post[2] = { &page->first_post, &page->last_post };

		/* Only requests that were answered 404: there is no such page. */
		if (page->clients == 0)
			continue;
		wire_begin(x->out, MESSAGE_PAGE);
		wire_str(x->out, page->path);
		wire_i64(x->out, page->first);
		wire_u64(x->out, page->posts);
		wire_u64(x->out, page->clients);
		for (size_t k = 0; k < PAGES_CLIENTS - 1; k++)
			wire_str(x->out, k < page->clients ? page->client[k] : STR(""));
		for (size_t k = 0; k < 2; k++) {
			wire_u64(x->out, post[k]->row);
			wire_u64(x->out, post[k]->offset);
			wire_i64(x->out, post[k]->time);
			wire_str(x->out, page->posts > 0 ? post[k]->client : STR(""));
		}
		wire_end(x->out);
	}
}

int
inspect(struct inspector *x, struct lines *l, struct str name, struct rule_scratch *scratch, struct wire *out,
    struct inspected *got, struct err *e)
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
	x->records.lines = false;
	memset(x->is_seen, 0, (x->ask->fields + 1) * sizeof(*x->is_seen));
	layout_free(&x->layout);
	pages_free(&x->pages);
	if ((rc = layout_init(&x->layout, x->ask, e)) != 0)
		return (rc);
	if (x->ask->kind->form == FORM_LINES)
		take_header(x, STR(""), 0);
	if ((rc = inspect_blocks(x, e)) != 0)
		return (rc);
	tell_pages(x);
	got->rows = x->rows_before;
	for (size_t i = 0; i < x->ask->fields; i++) {
		if (x->is_seen[i])
			x->seen[got->fields++] = x->ask->field[i];
	}
	return (0);
}
