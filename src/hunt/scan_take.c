/*
 * Taking in what readers say.  Each record is checked; counts are made when it
 * comes; it is told at once, or waits until all files are read where findings
 * about pages may have to go before it.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "hunt/message.h"
#include "hunt/scan_impl.h"

static bool
time_is_sane(instant_us t)
{
	return (t >= INSTANT_MIN && t <= INSTANT_MAX);
}

/* FILE: which file the next records are about. */
static int
take_file(struct scan *s, struct str p, struct err *e)
{
	struct str name;
	uint64_t kind, size;
	int64_t modified;

	if (!wire_get_str(&p, &name) || !wire_get_u64(&p, &kind) || !wire_get_u64(&p, &size) ||
	    !wire_get_i64(&p, &modified) || p.n != 0 || kind >= LOG_KINDS)
		return (wire_damaged(e));
	buf_clear(&s->file_name);
	buf_str(&s->file_name, name);
	if (s->file_name.failed != 0)
		return (buf_error(&s->file_name, e));
	s->file = (struct scanned){ .file = buf_view(&s->file_name),
		.kind = (size_t)kind,
		.size = size,
		.modified = time_is_sane(modified) ? modified : 0 };
	s->in_file = true;
	s->last_offset = 0;
	s->file_number++;
	return (0);
}

/* FINDING: cut apart into f and s->name, s->value. */
static int
parse_finding(struct scan *s, struct str p, struct found *f, size_t *number, struct err *e)
{
	const struct ruleset *set = s->options->set;
	uint64_t rule, n, field;
	int64_t time;

	*f = (struct found){ .file = s->file.file, .name = s->name, .value = s->value };
	if (!s->in_file || !wire_get_u64(&p, &rule) || !wire_get_u64(&p, &f->row) ||
	    !wire_get_u64(&p, &f->offset) || !wire_get_i64(&p, &time) || !wire_get_str(&p, &f->client) ||
	    !wire_get_u64(&p, &n) || rule >= ruleset_size(set) || n > ruleset_fields(set) + 1 ||
	    !time_is_sane(time) || f->row == 0)
		return (wire_damaged(e));
	f->rule = ruleset_rule(set, (size_t)rule);
	f->level = f->rule->level;
	f->stage = f->rule->stage;
	f->time = time;
	for (f->fields = 0; f->fields < n; f->fields++) {
		if (!wire_get_u64(&p, &field) || !wire_get_str(&p, &s->value[f->fields]) ||
		    field > ruleset_fields(set) || s->value[f->fields].n > MESSAGE_VALUE_MAX)
			return (wire_damaged(e));
		s->name[f->fields] =
		    field == ruleset_fields(set) ? STR("line") : ruleset_field(set, (size_t)field);
	}
	if (p.n != 0 || f->rule->why != NULL || !logkind_answers(&logkinds[s->file.kind], f->rule) ||
	    f->offset < s->last_offset)
		return (wire_damaged(e));
	s->last_offset = f->offset;
	*number = (size_t)rule;
	return (0);
}

static bool
get_post(struct str *p, struct page_post *post, uint64_t file)
{
	int64_t time;

	post->file = file;
	if (!wire_get_u64(p, &post->row) || !wire_get_u64(p, &post->offset) || !wire_get_i64(p, &time) ||
	    !wire_get_str(p, &post->client) || !time_is_sane(time))
		return (false);
	post->time = time;
	return (true);
}

/* PAGE's POSTs: those that were kept, and the last. */
static bool
get_posts(struct str *p, struct page *page, struct page_post *post, uint64_t file)
{
	uint64_t n;

	if (!wire_get_u64(p, &n) || n > PAGE_POSTS)
		return (false);
	page->post = post;
	for (page->kept = 0; page->kept < n; page->kept++) {
		if (!get_post(p, &post[page->kept], file))
			return (false);
	}
	return (get_post(p, &page->last_post, file));
}

/* PAGE: unite it with what is known of the same page from other files. */
static int
take_page(struct scan *s, struct str p, struct err *e)
{
	struct page_post post[PAGE_POSTS];
	struct page page = { 0 };
	uint64_t clients;
	int64_t first;
	bool ok = s->in_file && s->options->pages && wire_get_str(&p, &page.path) &&
	    wire_get_i64(&p, &first) && wire_get_u64(&p, &page.posts) && wire_get_u64(&p, &clients);

	for (size_t i = 0; ok && i < PAGES_CLIENTS - 1; i++)
		ok = wire_get_str(&p, &page.client[i]);
	ok = ok && get_posts(&p, &page, post, s->file_number);
	if (!ok || p.n != 0 || clients > PAGES_CLIENTS || page.posts < page.kept || !time_is_sane(first))
		return (wire_damaged(e));
	page.first = first;
	page.clients = (unsigned)clients;
	return (pages_unite(&s->pages, &page) != 0 ? err_set(e, ERR_NOMEM, "out of memory") : 0);
}

/* END: what the file came to. */
static int
parse_end(struct scan *s, struct str p, uint64_t *left_out, bool *seen, struct err *e)
{
	struct scanned *f = &s->file;
	uint64_t member, n, field;
	int64_t first, last;
	struct str sha;

	if (!s->in_file || !wire_get_u64(&p, &f->rows) || !wire_get_u64(&p, &f->bytes) ||
	    !wire_get_i64(&p, &first) || !wire_get_i64(&p, &last) || !wire_get_u64(&p, left_out) ||
	    !wire_get_str(&p, &sha) || !wire_get_u64(&p, &member) || !wire_get_u64(&p, &n) ||
	    !time_is_sane(first) || !time_is_sane(last) || (sha.n != 0 && sha.n != SHA256_BYTES))
		return (wire_damaged(e));
	for (uint64_t i = 0; i < n; i++) {
		if (!wire_get_u64(&p, &field) || field >= ruleset_fields(s->options->set))
			return (wire_damaged(e));
		if (seen != NULL)
			seen[field] = true;
	}
	if (p.n != 0)
		return (wire_damaged(e));
	f->first = first;
	f->last = last;
	f->member = member != 0;
	f->hashed = sha.n != 0;
	if (f->hashed)
		memcpy(f->sha.b, sha.p, SHA256_BYTES);
	return (0);
}

/* Count a finding and hand it on. */
static int
tell_found(struct scan *s, const struct found *f, struct err *e)
{
	s->t->findings++;
	s->t->level[f->level]++;
	s->file.findings++;
	ladder_add(&s->t->ladder, f->rule, f->level, f->stage, f->time);
	return (s->sink->finding(s->sink->arg, f, e));
}

/* One of the rows of a suspicious page, in the words of its log. */
static int
tell_page(struct scan *s, const struct page_found *p, struct err *e)
{
	static const struct str name[] = { { "cs-method", 9 }, { "cs-uri-stem", 11 }, { "c-ip", 4 },
		{ "posts", 5 }, { "clients", 7 }, { "first-seen", 10 } };
	struct buf posts = BUF(64), clients = BUF(64), first = BUF(64);
	struct str value[6];
	struct found f = { .rule = p->stage == STAGE_SHELL ? &pages_rule : &pages_rule_elsewhere,
		.level = p->level,
		.stage = p->stage,
		.file = s->file.file,
		.row = p->post->row,
		.offset = p->post->offset,
		.time = p->post->time,
		.client = p->post->client,
		.fields = 6,
		.name = name,
		.value = value };
	int rc;

	buf_u64(&posts, p->page->posts);
	buf_u64(&clients, p->page->clients);
	if (p->page->first != 0)
		instant_put(&first, p->page->first);
	value[0] = STR("POST");
	value[1] = p->page->path;
	value[2] = p->post->client;
	value[3] = buf_view(&posts);
	value[4] = buf_view(&clients);
	value[5] = buf_view(&first);
	f.fields = p->page->first != 0 ? 6 : 5;
	rc = tell_found(s, &f, e);
	buf_free(&posts);
	buf_free(&clients);
	buf_free(&first);
	return (rc);
}

/* The findings about pages in this file that come before an offset. */
static int
tell_pages_before(struct scan *s, uint64_t offset, struct err *e)
{
	int rc = 0;

	while (rc == 0 && s->page_found_at < s->page_found_n) {
		const struct page_found *p = &s->page_found[s->page_found_at];

		if (p->post->file != s->file_number || p->post->offset >= offset)
			break;
		s->page_found_at++;
		rc = tell_page(s, p, e);
	}
	return (rc);
}

static int
tell_finding(struct scan *s, struct str payload, struct err *e)
{
	struct found f;
	size_t number;
	int rc;

	if ((rc = parse_finding(s, payload, &f, &number, e)) != 0 ||
	    (rc = tell_pages_before(s, f.offset, e)) != 0)
		return (rc);
	s->t->found[number]++;
	return (tell_found(s, &f, e));
}

static int
tell_unread(struct scan *s, struct str p, struct err *e)
{
	struct str name, why;
	int rc;

	if (!wire_get_str(&p, &name) || !wire_get_str(&p, &why) || p.n != 0)
		return (wire_damaged(e));
	if (s->in_file && (rc = tell_pages_before(s, UINT64_MAX, e)) != 0)
		return (rc);
	s->t->unread++;
	return (s->sink->unread(s->sink->arg, name, str_sub(why, 0, MESSAGE_VALUE_MAX), e));
}

/* A file whose only findings are about pages was not hashed by its reader, which could not know. */
static void
hash_again(struct scan *s)
{
	struct buf block = BUF(1 << 20);
	struct hash *h = hash_new();
	uint64_t at = 0;
	ssize_t n = 1;
	char *p = buf_reserve(&block, 65536);
	int fd = file_open(AT_FDCWD, buf_c(&s->file_name), NULL);

	while (fd >= 0 && h != NULL && p != NULL && at < s->file.bytes && n > 0) {
		size_t want = s->file.bytes - at < 65536 ? (size_t)(s->file.bytes - at) : 65536;

		if ((n = file_pread(fd, p, want, at)) > 0) {
			hash_update(h, p, (size_t)n);
			at += (uint64_t)n;
		}
	}
	s->file.hashed = fd >= 0 && h != NULL && at == s->file.bytes;
	if (s->file.hashed)
		s->file.sha = hash_final(h);
	else
		hash_free(h);
	if (fd >= 0)
		(void)close(fd);
	buf_free(&block);
}

static int
tell_end(struct scan *s, struct str payload, struct err *e)
{
	uint64_t left_out;
	int rc;

	if ((rc = parse_end(s, payload, &left_out, NULL, e)) != 0 ||
	    (rc = tell_pages_before(s, UINT64_MAX, e)) != 0)
		return (rc);
	if (s->file.findings > 0 && !s->file.hashed)
		hash_again(s);
	s->in_file = false;
	return (s->sink->file(s->sink->arg, &s->file, e));
}

/* Tell a record, whether it comes from a reader or has waited. */
static int
tell_record(void *arg, uint32_t type, struct str payload, struct err *e)
{
	struct scan *s = arg;

	switch (type) {
	case MESSAGE_FILE: return (take_file(s, payload, e));
	case MESSAGE_FINDING: return (tell_finding(s, payload, e));
	case MESSAGE_UNREAD: return (tell_unread(s, payload, e));
	case MESSAGE_END: return (tell_end(s, payload, e));
	default: return (wire_damaged(e));
	}
}

/* END, when it comes: what is counted does not wait. */
static int
count_end(struct scan *s, struct str payload, struct err *e)
{
	struct cover *c = &s->t->cover;
	size_t kind = s->file.kind;
	uint64_t left_out;
	int rc;

	if ((rc = parse_end(s, payload, &left_out, c->kind[kind].seen, e)) != 0)
		return (rc);
	s->t->files++;
	s->t->rows += s->file.rows;
	s->t->bytes += s->file.bytes;
	s->t->pages_left_out += left_out;
	c->kind[kind].files++;
	c->kind[kind].rows += s->file.rows;
	if (cover_add(c, kind, s->file.file, s->file.first, s->file.last) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (s->sink->progress != NULL)
		s->sink->progress(s->sink->arg, s->t->files, s->t->bytes);
	return (0);
}

/* A file may only be one of those that this reader was given. */
static bool
is_inside(struct str name, struct str outer)
{
	return (str_starts(name, outer) && (name.n == outer.n || name.p[outer.n] == '/'));
}

static int
check_name(const struct crew_file *outer, struct str payload, struct err *e)
{
	struct str name;

	if (!wire_get_str(&payload, &name) || !is_inside(name, str_of(outer->name)))
		return (wire_damaged(e));
	return (0);
}

int
scan_record(void *arg, const struct crew_file *outer, uint32_t type, struct str payload, struct err *e)
{
	struct scan *s = arg;
	struct found f;
	size_t number;
	int rc = 0;

	if (type == MESSAGE_PAGE)
		return (take_page(s, payload, e));
	if ((type == MESSAGE_FILE || type == MESSAGE_UNREAD) && (rc = check_name(outer, payload, e)) != 0)
		return (rc);
	/* What follows the first web log waits, since a page's rows may lie before it. */
	if (type == MESSAGE_FILE) {
		if ((rc = take_file(s, payload, e)) != 0)
			return (rc);
		if (s->options->pages && s->file.kind == LOG_IIS && !s->spooling) {
			s->spooling = true;
			s->spool_from = s->file_number - 1;
		}
	} else if (type == MESSAGE_FINDING) {
		rc = s->spooling ? parse_finding(s, payload, &f, &number, e) : 0;
	} else if (type == MESSAGE_END) {
		rc = count_end(s, payload, e);
	}
	if (rc != 0)
		return (rc);
	if (s->spooling) {
		if (type == MESSAGE_END)
			s->in_file = false;
		return (spool_put(&s->spool, type, payload, e));
	}
	return (type == MESSAGE_FILE ? 0 : tell_record(s, type, payload, e));
}

int
scan_unread(struct scan *s, struct str file, struct str why, struct err *e)
{
	struct wire w;
	struct str payload;
	int rc;

	wire_init(&w, -1);
	wire_begin(&w, MESSAGE_UNREAD);
	wire_str(&w, file);
	wire_str(&w, why);
	wire_end(&w);
	payload = str_sub(buf_view(&w.b), 8, w.b.n);
	if (w.failed != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		rc = s->spooling ? spool_put(&s->spool, MESSAGE_UNREAD, payload, e)
				 : tell_unread(s, payload, e);
	wire_free(&w);
	return (rc);
}

static int
by_place(const void *a, const void *b)
{
	const struct page_found *x = a, *y = b;

	if (x->post->file != y->post->file)
		return (x->post->file < y->post->file ? -1 : 1);
	if (x->post->offset != y->post->offset)
		return (x->post->offset < y->post->offset ? -1 : 1);
	return (str_order(x->page->path, y->page->path));
}

/* Room for what all pages could be told by: each POST that was kept, and each page's last. */
static int
make_room(struct scan *s, struct err *e)
{
	size_t most = s->pages.n;

	for (size_t i = 0; i < s->pages.n; i++)
		most += s->pages.page[i].kept;
	s->page_found = calloc(most, sizeof(*s->page_found));
	return (s->page_found != NULL ? 0 : err_set(e, ERR_NOMEM, "out of memory"));
}

/*
 * Judge all pages: each suspicious one is told by its POSTs; what Exchange brings itself once, for the
 * record.
 */
static int
judge_pages(struct scan *s, struct err *e)
{
	struct span span = { 0, 0 };

	if (s->pages.n == 0)
		return (0);
	if (make_room(s, e) != 0)
		return (ERR_NOMEM);
	(void)cover_span(&s->t->cover, LOG_IIS, &span);
	for (size_t i = 0; i < s->pages.n; i++) {
		const struct page *page = &s->pages.page[i];
		struct page_found f = { .page = page };
		size_t n = page->kept;

		if (!pages_judge(&s->pages, page, span.from, span.to, &f.level, &f.stage))
			continue;
		if (f.level == LEVEL_INFORMATIONAL && n > 1)
			n = 1;
		for (size_t k = 0; k < n; k++) {
			f.post = &page->post[k];
			s->page_found[s->page_found_n++] = f;
		}
		if (page->posts > page->kept && (n == 0 || f.level > LEVEL_INFORMATIONAL)) {
			f.post = &page->last_post;
			s->page_found[s->page_found_n++] = f;
		}
	}
	if (s->page_found_n > 0)
		qsort(s->page_found, s->page_found_n, sizeof(*s->page_found), by_place);
	return (0);
}

int
scan_tell_spooled(struct scan *s, struct err *e)
{
	int rc;

	if (!s->spooling)
		return (0);
	if ((rc = judge_pages(s, e)) != 0)
		return (rc);
	s->t->pages_left_out += s->pages.full;
	s->file_number = s->spool_from;
	s->in_file = false;
	return (spool_each(&s->spool, tell_record, s, e));
}
