/* Quotes: see the header. */
#include "trace/quote.h"

#include <stdlib.h>

#include "base/utf.h"
#include "base/vec.h"
#include "trace/item.h"
#include "trace/normal.h"

enum { QUOTE = GATHER_RECORD, DONE };

#define BLOCK ((size_t)256 << 10)

/* The child's side. */
struct child {
	struct wire *out;
	const struct quoted *wanted;
	struct buf text, lines, narrow; /* narrow: the text, where it is UTF-16. */
	char block[BLOCK];
};

/* What the parent collects into; the child only looks at what is wanted. */
struct parent {
	struct quoted *q;
	size_t batch; /* Files before the batch. */
};

static void *
begin(void *arg, struct wire *out, struct err *e)
{
	const struct parent *t = arg;
	struct child *c = calloc(1, sizeof(*c));

	if (c == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	*c = (struct child){ .out = out,
		.wanted = t->q,
		.text = BUF(PRINT_TEXT_MAX),
		.lines = BUF(1 << 16),
		.narrow = BUF(UTF16_ROOM(PRINT_TEXT_MAX) + 16) };
	return (c);
}

/* The lines of one quote, of what features were made of; a line's end is a newline, as for the lexers. */
static void
send_quote(struct child *c, size_t i)
{
	const struct quote *q = &c->wanted->quote[i];
	struct str rest = buf_view(&c->text), line;
	uint32_t at = 0, sent = 0;

	buf_clear(&c->narrow);
	if (!normal_text(&c->narrow, &rest))
		return;
	buf_clear(&c->lines);
	while (sent < QUOTE_LINES_MAX && at < q->last && str_split(&rest, '\n', &line)) {
		if (++at < q->first)
			continue;
		buf_str(&c->lines, str_sub(line, 0, QUOTE_LINE_MAX));
		buf_char(&c->lines, '\n');
		sent++;
	}
	wire_begin(c->out, QUOTE);
	wire_u64(c->out, i);
	wire_str(c->out, buf_view(&c->lines));
	wire_end(c->out);
}

/* All of an item, the rest of one that is too long to be text included: its hash and its length. */
static int
hash_item(struct child *c, struct gather_child *g, struct sha256 *sha, uint64_t *bytes, struct err *e)
{
	struct hash *h;
	ssize_t n;

	*bytes = c->text.n;
	if (c->text.n < PRINT_TEXT_MAX) {
		*sha = sha256_of(buf_view(&c->text));
		return (0);
	}
	if ((h = hash_new()) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	hash_update(h, c->text.p, c->text.n);
	while ((n = gather_read(g, c->block, sizeof(c->block))) > 0) {
		hash_update(h, c->block, (size_t)n);
		*bytes += (uint64_t)n;
	}
	*sha = hash_final(h);
	return (0);
}

static int
on_item(void *arg, struct gather_child *g, const struct stream_item *item, struct err *e)
{
	struct child *c = arg;
	struct sha256 sha, head;
	uint64_t id, bytes;
	int rc;

	if (item_passed_over(item))
		return (0);
	/* Why not all of it is there the fingerprint's reading has told. */
	(void)item_text(g, &c->text);
	if ((rc = hash_item(c, g, &sha, &bytes, e)) != 0)
		return (rc);
	head = bytes == c->text.n ? sha : sha256_of(buf_view(&c->text));
	memcpy(&id, head.b, sizeof(id));
	for (size_t i = 0; i < c->wanted->quotes; i++) {
		if (c->wanted->quote[i].id == id)
			send_quote(c, i);
	}
	wire_begin(c->out, DONE);
	wire_str(c->out, item->name);
	wire_str(c->out, (struct str){ (const char *)sha.b, sizeof(sha.b) });
	wire_u64(c->out, id);
	wire_u64(c->out, bytes);
	wire_end(c->out);
	return (0);
}

static int
end(void *arg, struct wire *out, struct err *e)
{
	struct child *c = arg;

	(void)out;
	(void)e;
	buf_free(&c->text);
	buf_free(&c->lines);
	buf_free(&c->narrow);
	free(c);
	return (0);
}

static int
take_quote(struct quoted *q, struct str payload, struct err *e)
{
	struct str text;
	uint64_t i;

	if (!wire_get_u64(&payload, &i) || !wire_get_str(&payload, &text) || payload.n != 0 ||
	    i >= q->quotes || str_count(text, '\n') > QUOTE_LINES_MAX)
		return (wire_damaged(e));
	/* A file that is there twice gives the same text twice. */
	buf_clear(&q->quote[i].text);
	buf_str(&q->quote[i].text, text);
	return (buf_error(&q->quote[i].text, e));
}

static int
take_file(struct quoted *q, struct str payload, struct err *e)
{
	struct quote_file *f;
	struct str name, sha;
	uint64_t id, bytes;

	if (!wire_get_str(&payload, &name) || !wire_get_str(&payload, &sha) || !wire_get_u64(&payload, &id) ||
	    !wire_get_u64(&payload, &bytes) || payload.n != 0 || sha.n != SHA256_BYTES)
		return (wire_damaged(e));
	if (VEC_GROW(q->file, q->files, q->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	f = &q->file[q->files];
	*f = (struct quote_file){ .name = str_dup(name), .id = id, .bytes = bytes };
	if (f->name == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	memcpy(f->sha.b, sha.p, sizeof(f->sha.b));
	q->files++;
	return (0);
}

static int
on_record(void *arg, uint32_t type, struct str payload, struct err *e)
{
	const struct parent *t = arg;

	switch (type) {
	case QUOTE: return (take_quote(t->q, payload, e));
	case DONE: return (take_file(t->q, payload, e));
	default: return (wire_damaged(e));
	}
}

/* What a reader sent before it died comes again. */
static int
on_batch(void *arg, bool whole, struct err *e)
{
	struct parent *t = arg;

	(void)e;
	while (!whole && t->q->files > t->batch)
		free(t->q->file[--t->q->files].name);
	t->batch = t->q->files;
	return (0);
}

static void
on_unread(void *arg, struct str path, struct str why)
{
	(void)arg;
	(void)path;
	(void)why;
}

int
quote_read(struct quoted *q, const char *path, struct err *e)
{
	struct parent t = { .q = q };
	const struct gather_ops ops = { begin, on_item, end, on_record, on_batch, on_unread, &t, 0 };
	struct gather_got got;

	for (size_t i = 0; i < q->quotes; i++)
		q->quote[i].text = BUF(QUOTE_LINES_MAX * (QUOTE_LINE_MAX + 1));
	(void)sha256_of(STR(""));
	return (gather(path, &GATHER_LIMITS, &ops, &got, e));
}

void
quote_free(struct quoted *q)
{
	for (size_t i = 0; i < q->quotes; i++)
		buf_free(&q->quote[i].text);
	for (size_t i = 0; i < q->files; i++)
		free(q->file[i].name);
	free(q->file);
	*q = (struct quoted){ 0 };
}

static int
by_hash(const void *a, const void *b)
{
	return (memcmp(((const struct sha256 *)a)->b, ((const struct sha256 *)b)->b, SHA256_BYTES));
}

int
quote_digest(const struct quoted *q, struct sha256 *digest, struct err *e)
{
	struct sha256 *sha = calloc(q->files + 1, sizeof(*sha));

	if (sha == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < q->files; i++)
		sha[i] = q->file[i].sha;
	qsort(sha, q->files, sizeof(*sha), by_hash);
	*digest = sha256_of((struct str){ (const char *)sha, q->files * sizeof(*sha) });
	free(sha);
	return (0);
}
