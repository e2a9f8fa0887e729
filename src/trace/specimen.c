/*
 * Reading marks: see the header.  A batch of files is read as one, so that the
 * different values it holds are counted once; over several batches the counts
 * add up to more than there are, in favour of the accused.
 */
#include "trace/specimen.h"

#include <stdlib.h>

#include "trace/layer.h"

#define BLOCK ((size_t)1 << 20)

/* Records of the child: what was seen, by which way, in as many types as there are ways; and so for values. */
enum { SEEN = GATHER_RECORD, HELD = SEEN + MARK_WAYS, TOKENS = HELD + MARK_WAYS };

/* What is read with, and where it goes. */
struct taking {
	const struct mark_manifest *m;
	const struct mark_reader *reader;
	struct mark_reading *reading;
	gather_unread_fn *unread;
	void *arg;
};

/* What the child has under way. */
struct child {
	const struct mark_site *site;
	struct mark_scan *scan;
	struct layer layer;
	char *block;
};

static void
child_free(struct child *c)
{
	layer_free(&c->layer);
	free(c->block);
	mark_scan_free(c->scan);
	free(c);
}

static void *
begin(void *arg, struct wire *out, struct err *e)
{
	const struct taking *t = arg;
	struct child *c = calloc(1, sizeof(*c));

	(void)out;
	if (c == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	c->site = t->m->site;
	c->block = malloc(BLOCK);
	c->scan = mark_scan_new(t->reader, e);
	if (c->block == NULL || c->scan == NULL) {
		child_free(c);
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	return (c);
}

/* What a file holds in another encoding is read as a file of its own. */
static void
on_layer(void *arg, struct str text)
{
	struct child *c = arg;

	mark_scan_feed(c->scan, text);
	mark_scan_file_end(c->scan);
}

/* One file, block by block. */
static int
on_item(void *arg, struct gather_child *g, const struct stream_item *item, struct err *e)
{
	struct child *c = arg;
	ssize_t n;

	(void)e;
	while ((n = gather_read(g, c->block, BLOCK)) > 0) {
		mark_scan_feed(c->scan, (struct str){ c->block, (size_t)n });
		layer_feed(&c->layer, (struct str){ c->block, (size_t)n });
	}
	mark_scan_file_end(c->scan);
	if (!layer_end(&c->layer, on_layer, c))
		gather_unread(g, item->name, "more encoded text than is undone");
	return (0);
}

/* What was seen of one thing: a record for each way. */
static void
send_ways(struct wire *out, uint32_t type, uint8_t ways, size_t a, size_t b)
{
	for (uint32_t way = 0; way < MARK_WAYS; way++) {
		if ((ways & 1u << way) != 0)
			wire_pair(out, type + way, a, b);
	}
}

static void
send_reading(struct wire *out, const struct mark_reading *r, const struct mark_site *site)
{
	for (size_t k = 0; k < r->sites; k++) {
		for (size_t s = 0; s < mark_symbols(&site[k]); s++)
			send_ways(out, SEEN, r->seen[r->first[k] + s], k, s);
		if (site[k].kind != MARK_FREE)
			continue;
		wire_pair(out, TOKENS, k, r->tokens[k]);
		for (size_t copy = 1; copy <= r->copies; copy++)
			send_ways(out, HELD, r->held[k * r->copies + copy - 1], k, copy);
	}
}

static int
end(void *arg, struct wire *out, struct err *e)
{
	struct child *c = arg;

	(void)e;
	send_reading(out, mark_scan_reading(c->scan), c->site);
	child_free(c);
	return (0);
}

/* The parent's part: a record is believed as far as its numbers are possible. */
static int
on_record(void *arg, uint32_t type, struct str payload, struct err *e)
{
	const struct taking *t = arg;
	const struct mark_manifest *m = t->m;
	struct mark_reading *r = t->reading;
	uint64_t a, b;

	if (!wire_get_u64(&payload, &a) || !wire_get_u64(&payload, &b) || payload.n != 0)
		return (wire_damaged(e));
	if (type >= SEEN && type < HELD && a < m->sites && b < mark_symbols(&m->site[a]))
		r->seen[r->first[a] + b] |= (uint8_t)(1u << (type - SEEN));
	else if (type >= HELD && type < TOKENS && a < m->sites && m->site[a].kind == MARK_FREE && b >= 1 &&
	    b <= r->copies)
		r->held[a * r->copies + b - 1] |= (uint8_t)(1u << (type - HELD));
	else if (type == TOKENS && a < m->sites && m->site[a].kind == MARK_FREE)
		r->tokens[a] = r->tokens[a] + b < b ? UINT64_MAX : r->tokens[a] + b;
	else
		return (wire_damaged(e));
	return (0);
}

static void
on_unread(void *arg, struct str path, struct str why)
{
	const struct taking *t = arg;

	t->unread(t->arg, path, why);
}

int
specimen_read(const struct mark_manifest *m, const struct mark_reader *reader, const char *path,
    const struct gather_limits *limits, struct mark_reading *reading, gather_unread_fn *unread, void *arg,
    struct gather_got *got, struct err *e)
{
	struct taking t = { .m = m, .reader = reader, .reading = reading, .unread = unread, .arg = arg };
	const struct gather_ops ops = { .begin = begin,
		.item = on_item,
		.end = end,
		.record = on_record,
		.unread = on_unread,
		.arg = &t };
	int rc = gather(path, limits, &ops, got, e);

	mark_reading_settle(reading);
	/* What came out of a file before it broke off was read as well. */
	if (rc == 0 && got->files == 0 && got->bytes == 0) {
		rc = err_set(e, ERR_NOTFOUND, "there is no file here that can be read");
		(void)err_in(e, path);
	}
	return (rc);
}
