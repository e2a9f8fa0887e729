/*
 * The inspection of one row: cut it, ask the rules, tell what was found, keep
 * account of pages.
 */
#include <stdio.h>

#include "hunt/inspect_impl.h"
#include "hunt/message.h"

int
inspect_no_memory(struct err *e)
{
	return (err_set(e, ERR_NOMEM, "out of memory"));
}

void
inspect_say(struct inspector *x, const char *why)
{
	wire_begin(x->out, MESSAGE_UNREAD);
	wire_str(x->out, x->name);
	wire_str(x->out, str_of(why));
	wire_end(x->out);
}

uint64_t
inspect_row_number(struct inspector *x, size_t at)
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
	inspect_say(x, why);
}

/* From here on rows have none of the columns by which such a log is known. */
static void
say_foreign(struct inspector *x, size_t at)
{
	char why[128];

	(void)snprintf(why, sizeof(why),
	    "row %llu names fields that are none of %s's: rows behind it tell little",
	    (unsigned long long)inspect_row_number(x, at), x->ask->kind->text);
	inspect_say(x, why);
}

void
inspect_header(struct inspector *x, struct str names, size_t at)
{
	if (!x->layout.known && !x->said_early)
		say_early(x, at);
	x->said_early = true;
	/* Times on either side of the header are read by the columns that hold there. */
	if (x->layout.known)
		inspect_note_last(x, at);
	layout_set(&x->layout, names);
	inspect_note_first(x, at);
	for (size_t i = 0; i < x->ask->fields; i++)
		x->is_seen[i] = x->is_seen[i] || x->layout.column[x->ask->field[i]] != COLUMN_ABSENT;
}

/* One finding, with the rule's fields as the row has them. */
static void
tell_finding(struct inspector *x, size_t rule, struct str line, size_t at)
{
	size_t n, present = 0;
	const uint16_t *field = ruleset_rule_fields(x->ask->set, rule, &n);

	wire_begin(x->out, MESSAGE_FINDING);
	wire_u64(x->out, rule);
	wire_u64(x->out, inspect_row_number(x, at));
	wire_u64(x->out, blocks_offset(x->l, at));
	wire_i64(x->out, layout_time(&x->layout, line, &x->cut));
	wire_str(x->out, str_sub(layout_client(&x->layout, &x->cut), 0, 256));
	for (size_t i = 0; i < n; i++)
		present += x->value[field[i]].p != NULL;
	wire_u64(x->out, present > 0 ? present : 1);
	for (size_t i = 0; i < n; i++) {
		struct str value = x->value[field[i]], alt = x->alt[field[i]];

		if (value.p == NULL)
			continue;
		/* Where rules say query they mostly mean the path: show both. */
		if (field[i] == x->layout.query_field && alt.p != NULL)
			value = alt;
		wire_u64(x->out, field[i]);
		wire_str(x->out, str_sub(value, 0, MESSAGE_VALUE_MAX));
	}
	/* A rule of keywords names no field: its evidence is the line. */
	if (present == 0) {
		wire_u64(x->out, ruleset_fields(x->ask->set));
		wire_str(x->out, str_sub(line, 0, MESSAGE_VALUE_MAX));
	}
	wire_end(x->out);
	x->got->findings++;
}

/* Have the fields that a rule names; those that another rule asked for are there already. */
static int
fill_fields(struct inspector *x, size_t rule, struct str line)
{
	size_t n;
	const uint16_t *field = ruleset_rule_fields(x->ask->set, rule, &n);

	for (size_t i = 0; i < n; i++) {
		if (x->filled[field[i]] == x->fill)
			continue;
		if (layout_value(&x->layout, field[i], line, &x->cut, &x->value[field[i]], &x->alt[field[i]],
			&x->text) != 0)
			return (-1);
		x->filled[field[i]] = x->fill;
	}
	return (0);
}

/* Ask the rules whose strings are in the row, and those that have none. */
static int
ask_rules(struct inspector *x, struct str line, size_t at, struct err *e)
{
	const struct ask *ask = x->ask;
	struct row row = { .value = x->value, .alt = x->alt, .line = line };

	x->fill++;
	for (size_t i = 0; i < ask->rules; i++) {
		if (x->use_prefilter && (x->hit[i / 64] & (uint64_t)1 << (i % 64)) == 0)
			continue;
		if (fill_fields(x, ask->rule[i], line) != 0 ||
		    (ask->line[i] && row.line_alt.p == NULL &&
			layout_line(&x->layout, line, &row.line_alt, &x->text) != 0))
			return (inspect_no_memory(e));
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
	instant_us t;

	path = pages_path(stem, lower, sizeof(lower));
	if (path.n == 0)
		return (0);
	page = pages_get(&x->pages, path);
	if (page == NULL && x->pages.full) {
		x->got->pages_left_out++;
		return (0);
	}
	if (page == NULL)
		return (inspect_no_memory(e));
	if (page_common(page) || str_eq(layout_cell(&x->cut, l->status), STR("404")))
		return (0);
	client = str_sub(layout_client(l, &x->cut), 0, 64);
	if (client.n > 0 && page_client(&x->pages, page, client) != 0)
		return (inspect_no_memory(e));
	/* Rows need not be in order, above all where somebody has put days together in one file. */
	t = layout_time(l, line, &x->cut);
	if (t != 0 && (page->first == 0 || t < page->first))
		page->first = t;
	if (!str_ieq(layout_cell(&x->cut, l->method), STR("POST")))
		return (0);
	post = (struct page_post){ 0, inspect_row_number(x, at), blocks_offset(x->l, at), t, client };
	return (page_post(&x->pages, page, &post) != 0 ? inspect_no_memory(e) : 0);
}

int
inspect_record(struct inspector *x, const struct record *r, struct err *e)
{
	struct str line = record_text(x, r), names;
	bool all = !x->use_prefilter;
	int rc = 0;

	if ((all || (r->also & ASK_HEADER) != 0) && logkind_header(x->ask->kind, line, &names)) {
		inspect_header(x, names, r->from);
		return (0);
	}
	/* Other columns than such a log has: rows must not be read by those that held before. */
	if ((all || (r->also & ASK_HEADER) != 0) && x->layout.known && x->ask->kind->form != FORM_LINES &&
	    logkind_fields(line, &names)) {
		say_foreign(x, r->from);
		inspect_header(x, names, r->from);
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

static void
tell_post(struct wire *out, const struct page_post *post)
{
	wire_u64(out, post->row);
	wire_u64(out, post->offset);
	wire_i64(out, post->time);
	wire_str(out, post->client);
}

void
inspect_tell_pages(struct inspector *x)
{
	for (size_t i = 0; i < x->pages.n; i++) {
		const struct page *page = &x->pages.page[i];

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
		wire_u64(x->out, page->kept);
		for (size_t k = 0; k < page->kept; k++)
			tell_post(x->out, &page->post[k]);
		tell_post(x->out, &page->last_post);
		wire_end(x->out);
	}
}

void
inspect_tell_undecided(struct inspector *x)
{
	char why[256];

	for (size_t i = 0; i < x->ask->rules; i++) {
		size_t rule = x->ask->rule[i];
		uint64_t n = rule_scratch_undecided(x->scratch, rule);

		if (n == x->undecided[i])
			continue;
		(void)snprintf(why, sizeof(why),
		    "rule %.100s could not decide about %llu rows: an expression ran into its limits",
		    ruleset_rule(x->ask->set, rule)->title, (unsigned long long)(n - x->undecided[i]));
		x->undecided[i] = n;
		inspect_say(x, why);
	}
}
