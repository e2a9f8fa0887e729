/* Importing: see the header. */
#include "census/import.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "census/batch.h"
#include "store/event.h"
#include "store/sql.h"

#define KEEP_BELOW ((off_t)16 << 20)
#define WRITE_AT   ((size_t)256 << 10)

struct import {
	struct case_dir *c;
	const struct census_import *what;
	struct census_imported *got;
	struct blob *batch, *raw; /* raw is NULL where the input is not kept. */
	struct sha256 batch_sha;
	struct buf out; /* Lines of the batch that wait to be written. */
	struct instant span;
};

static int
flush(struct import *i, struct err *e)
{
	int rc = buf_error(&i->out, e);

	if (rc == 0 && i->out.n > 0)
		rc = blob_write(i->batch, i->out.p, i->out.n, e);
	buf_clear(&i->out);
	return (rc);
}

static int
on_bytes(void *arg, const void *p, size_t n, struct err *e)
{
	struct import *i = arg;

	return (i->raw != NULL ? blob_write(i->raw, p, n, e) : 0);
}

static int
on_seen(void *arg, const struct obs *obs, struct err *e)
{
	struct import *i = arg;

	if (obs->time < i->span.earliest)
		i->span.earliest = obs->time;
	if (obs->time > i->span.latest)
		i->span.latest = obs->time;
	batch_put(&i->out, obs);
	return (i->out.n >= WRITE_AT ? flush(i, e) : 0);
}

static void
on_rejected(void *arg, uint64_t line, struct str why)
{
	struct import *i = arg;

	if (i->what->rejected != NULL)
		i->what->rejected(i->what->arg, line, why);
}

struct sha256
census_batch_id(struct str input, struct str feed, struct str format)
{
	struct hash *h = hash_new();
	const struct str parts[] = { input, feed, format };

	/* A line end after each part: none of them can hold one. */
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		hash_update(h, parts[i].p, parts[i].n);
		hash_update(h, "\n", 1);
	}
	return (hash_final(h));
}

static json_t *
hex_json(const struct sha256 *sha)
{
	struct buf b = BUF(SHA256_HEX);
	json_t *value;

	hex_put(&b, sha->b, SHA256_BYTES);
	value = json_stringn(b.p, b.n);
	buf_free(&b);
	return (value);
}

static json_t *
make_body(const struct import *i, struct str feed)
{
	const struct scan_totals *t = &i->got->totals;
	struct buf input = BUF(SHA256_HEX);
	struct source source = { .document = str_of(i->what->path) };
	json_t *blobs = json_array(), *body;

	hex_put(&input, t->input.b, SHA256_BYTES);
	source.sha256 = buf_view(&input);
	(void)json_array_append_new(blobs, hex_json(&i->batch_sha));
	if (i->raw != NULL)
		(void)json_array_append_new(blobs, hex_json(&t->input));
	body =
	    json_pack("{s:s, s:o, s:s, s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:s, s:o, s:o}",
		"type", "census", "feed", body_str(feed), "format", t->reader->name, "file",
		body_str(str_of(i->what->path)), "input", hex_json(&t->input), "size", (json_int_t)t->size,
		"records", (json_int_t)t->records, "observations", (json_int_t)t->observations, "passed_over",
		(json_int_t)t->passed_over, "rejected", (json_int_t)t->rejects, "from",
		body_time(i->span.earliest), "to", body_time(i->span.latest), "known", body_instant(i->span),
		"batch", hex_json(&i->batch_sha), "tlp", tlp_name(i->what->tlp), "source",
		body_source(&source), "blobs", blobs);
	buf_free(&input);
	return (body);
}

/*
 * One column of the batch's row in the index, by identity or by entry; ${*value} is unchanged where there
 * is none.
 */
static int
batch_row(struct case_dir *c, const char *sql, const struct sha256 *id, int64_t entry, int64_t *value,
    struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c), sql, e);
	int rc;

	if (st == NULL)
		return (e->code);
	if (id != NULL)
		sql_bind_blob(st, 1, id->b, SHA256_BYTES);
	else
		sql_bind_i64(st, 1, entry);
	if ((rc = sql_step(st, e)) == 1)
		*value = sqlite3_column_int64(st, 0);
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}

/* Add the entry within the commit that is open, unless the batch is there already. */
static int
add_entry(struct import *i, struct commit *k, struct str feed, struct err *e)
{
	const struct scan_totals *t = &i->got->totals;
	struct buf input = BUF(SHA256_HEX);
	struct sha256 id;
	int64_t there = -1;
	json_t *body;
	int rc;

	hex_put(&input, t->input.b, SHA256_BYTES);
	id = census_batch_id(buf_view(&input), feed, str_of(t->reader->name));
	buf_free(&input);
	if ((rc = batch_row(i->c, "SELECT entry FROM census_batch WHERE id = ?", &id, 0, &there, e)) != 0)
		return (rc);
	if (there >= 0) {
		i->got->again = true;
		i->got->entry = (uint64_t)there;
		return (0);
	}
	if ((body = make_body(i, feed)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = commit_add(k, KIND_IMPORT, body, &i->got->entry, e)) != 0)
		return (rc);
	/* The commit takes the blobs over, whether it succeeds or not. */
	rc = commit_blob(k, i->batch, e);
	i->batch = NULL;
	if (rc == 0 && i->raw != NULL) {
		rc = commit_blob(k, i->raw, e);
		i->raw = NULL;
	}
	return (rc);
}

static int
commit(struct import *i, struct err *e)
{
	struct str feed = i->what->source.n > 0 ? i->what->source : str_of(i->got->totals.reader->name);
	struct commit *k = commit_begin(i->c, e);
	int64_t fresh = 0;
	int rc;

	if (k == NULL)
		return (e->code);
	if ((rc = add_entry(i, k, feed, e)) != 0 || i->got->again) {
		commit_abort(&k);
		return (rc);
	}
	if ((rc = commit_end(&k, e)) != 0)
		return (rc);
	rc = batch_row(
	    i->c, "SELECT fresh FROM census_batch WHERE entry = ?", NULL, (int64_t)i->got->entry, &fresh, e);
	i->got->fresh = (uint64_t)fresh;
	return (rc);
}

static int
nothing_usable(const struct scan_totals *t, struct err *e)
{
	return (err_set(e, ERR_SYNTAX,
	    "nothing usable in it: of %llu records %llu are rejected and %llu show no Exchange server",
	    (unsigned long long)t->records, (unsigned long long)t->rejects,
	    (unsigned long long)t->passed_over));
}

/* Read all of it into staged blobs. */
static int
stage(struct import *i, int fd, struct err *e)
{
	struct scan_ops ops = { .bytes = on_bytes, .seen = on_seen, .rejected = on_rejected, .arg = i };
	struct sha256 raw_sha;
	struct stat st;
	int rc;

	if (fstat(fd, &st) != 0)
		return (err_sys(e, "cannot look at it"));
	if ((i->batch = blob_new(i->c, e)) == NULL)
		return (e->code);
	if ((i->what->keep || st.st_size < KEEP_BELOW) && (i->raw = blob_new(i->c, e)) == NULL)
		return (e->code);
	buf_cstr(&i->out, BATCH_HEADER "\n");
	if ((rc = scan_file(fd, i->what->format, &ops, &i->got->totals, e)) != 0 || (rc = flush(i, e)) != 0)
		return (rc);
	if (i->got->totals.observations == 0)
		return (nothing_usable(&i->got->totals, e));
	if ((rc = blob_close(i->batch, &i->batch_sha, e)) == 0 && i->raw != NULL)
		rc = blob_close(i->raw, &raw_sha, e);
	return (rc);
}

int
census_import(
    struct case_dir *c, const struct census_import *what, struct census_imported *got, struct err *e)
{
	struct import i = {
		.c = c,
		.what = what,
		.got = got,
		.out = BUF(BUF_BIG),
		.span = { INSTANT_MAX, INSTANT_MIN },
	};
	int fd, rc;

	*got = (struct census_imported){ 0 };
	if ((fd = file_open(AT_FDCWD, what->path, e)) < 0)
		return (fd);
	if ((rc = stage(&i, fd, e)) == 0)
		rc = commit(&i, e);
	if (rc != 0)
		(void)err_in(e, what->path);
	blob_drop(i.batch);
	blob_drop(i.raw);
	buf_free(&i.out);
	(void)close(fd);
	return (rc);
}
