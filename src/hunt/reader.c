/*
 * The reader of logs.  A file is read block by block; the prefilter finds the
 * strings of the rules in a block; only the rows around its hits are cut into
 * fields and asked about.  Rules without a string see every row.
 */
#include "hunt/reader.h"

#include "base/blocks.h"
#include "base/file.h"
#include "base/hash.h"
#include "hunt/inspect.h"
#include "hunt/message.h"

/* Records are sent once so many bytes of them wait, or so much was read meanwhile. */
#define SEND_AT    ((size_t)16 << 10)
#define SEND_AFTER ((uint64_t)16 << 20)

struct reader {
	const struct reader_job *job;
	struct wire *out;
	struct inspector *inspector[LOG_KINDS]; /* Made when the first log of a kind is met. */
	struct rule_scratch *scratch;
	const struct reader_file *outer;
	struct blocks lines;
	uint64_t unsent; /* Bytes read since records were sent. */
};

static void
tell_unread(struct reader *r, struct str name, const char *why)
{
	wire_begin(r->out, MESSAGE_UNREAD);
	wire_str(r->out, name);
	wire_str(r->out, str_of(why));
	wire_end(r->out);
}

static void
tell_file(struct reader *r, const struct stream_item *item, const struct logkind *kind)
{
	wire_begin(r->out, MESSAGE_FILE);
	wire_str(r->out, item->name);
	wire_u64(r->out, kind != NULL ? (uint64_t)(kind - logkinds) : LOG_KINDS);
	wire_u64(r->out, item->size);
	wire_i64(r->out, item->modified);
	wire_end(r->out);
}

/* Hash a plain file again from its start, as far as it was read. */
static bool
hash_plain(int fd, uint64_t bytes, struct sha256 *sha)
{
	char block[65536];
	struct hash *h = hash_new();
	uint64_t at = 0;
	ssize_t n = 1;

	while (h != NULL && at < bytes && n > 0) {
		size_t want = bytes - at < sizeof(block) ? (size_t)(bytes - at) : sizeof(block);

		if ((n = file_pread(fd, block, want, at)) > 0) {
			hash_update(h, block, (size_t)n);
			at += (uint64_t)n;
		}
	}
	if (h == NULL || at < bytes) {
		hash_free(h);
		return (false);
	}
	*sha = hash_final(h);
	return (true);
}

/* The file itself is hashed only where it has a finding; what comes out of a collection while it is read. */
static void
tell_end(struct reader *r, const struct inspected *got, const struct blocks *l, struct hash *member)
{
	struct sha256 sha = { { 0 } };
	bool hashed = false;

	if (member != NULL) {
		sha = hash_final(member);
		hashed = true;
	} else if (got->findings > 0) {
		hashed = hash_plain(r->outer->fd, l->offset, &sha);
	}
	wire_begin(r->out, MESSAGE_END);
	wire_u64(r->out, got->rows);
	wire_u64(r->out, l->offset);
	wire_i64(r->out, got->first);
	wire_i64(r->out, got->last);
	wire_u64(r->out, got->pages_left_out);
	wire_str(r->out, (struct str){ (const char *)sha.b, hashed ? SHA256_BYTES : 0 });
	wire_u64(r->out, member != NULL);
	wire_u64(r->out, got->fields);
	for (size_t i = 0; i < got->fields; i++)
		wire_u64(r->out, got->field[i]);
	wire_end(r->out);
}

static int
read_log(struct reader *r, const struct stream_item *item, struct blocks *l, const struct logkind *kind,
    struct hash **member, struct err *e)
{
	struct inspector **x = &r->inspector[kind - logkinds];
	struct inspected got = { 0 };
	int rc;

	if (*x == NULL && (*x = inspector_new(&r->job->ask[kind - logkinds], r->job->prefilter, e)) == NULL)
		return (e->code);
	tell_file(r, item, kind);
	if ((rc = inspect(*x, l, item->name, r->scratch, r->out, &got, e)) == 0) {
		tell_end(r, &got, l, *member);
		*member = NULL;
	}
	return (rc);
}

static int
on_item(void *arg, const struct stream_item *item, struct err *e)
{
	struct reader *r = arg;
	const struct logkind *kind;
	const char *why;
	struct hash *member = NULL;
	bool plain = item->name.p == r->outer->name.p && item->size != UINT64_MAX;
	int rc;

	if (item->s == NULL) {
		tell_unread(r, item->name, item->why);
		return (0);
	}
	/* What comes out of a collection cannot be read again cheaply, so it is hashed as it goes by. */
	if (!plain && (member = hash_new()) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = blocks_init(&r->lines, item->s, member, e)) == 0) {
		kind = logkind_of(blocks_peek(&r->lines), item->name, &why);
		if (kind != NULL)
			rc = read_log(r, item, &r->lines, kind, &member, e);
		else
			tell_unread(
			    r, item->name, r->lines.failed != 0 && r->lines.n == 0 ? r->lines.e.text : why);
	}
	r->unsent += r->lines.offset;
	hash_free(member);
	return (rc != 0 ? rc : r->out->failed);
}

int
reader_run(void *arg, struct wire *out, struct err *e)
{
	const struct reader_job *job = arg;
	struct reader r = { .job = job, .out = out };
	int rc = 0;

	if ((r.scratch = rule_scratch_new(job->set)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < job->files && rc == 0; i++) {
		r.outer = &job->file[i];
		rc = stream_each(r.outer->name, r.outer->fd, job->limits, on_item, &r, e);
		wire_begin(out, MESSAGE_DONE);
		wire_u64(out, i);
		wire_end(out);
		/* A write for each small file would cost more than reading it. */
		if (out->b.n >= SEND_AT || r.unsent >= SEND_AFTER) {
			wire_flush(out);
			r.unsent = 0;
		}
	}
	blocks_free(&r.lines);
	for (size_t k = 0; k < LOG_KINDS; k++)
		inspector_free(r.inspector[k]);
	rule_scratch_free(r.scratch);
	return (rc != 0 ? rc : out->failed);
}

void
reader_prepare(void)
{
	stream_prepare();
	/* The first hash makes OpenSSL read its configuration. */
	(void)sha256_of(STR(""));
}
