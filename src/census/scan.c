/* Reading behind the wall: see the header. */
#include "census/scan.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/sandbox.h"

enum { SCAN_FORMAT = 1, SCAN_SEEN, SCAN_REJECTED, SCAN_TAKEN, SCAN_TOTALS };

/* The child says how far it is after so many bytes, so that the parent hashes what is still in the cache. */
#define STEP ((uint64_t)1 << 20)

/* What the child knows. */
struct job {
	int fd;
	uint64_t size;
	const struct census_reader *reader; /* NULL: by content. */
};

/* The child's sink: observations go over the wire. */
struct child {
	struct wire *out;
	struct lines *lines;
	uint64_t told; /* Bytes that the parent knows to be read. */
	unsigned reasons;
};

static void
tell_taken(struct child *c)
{
	c->told = lines_taken(c->lines);
	wire_begin(c->out, SCAN_TAKEN);
	wire_u64(c->out, c->told);
	wire_end(c->out);
}

static int
send_seen(void *arg, uint64_t line, const struct obs *o)
{
	struct child *c = arg;
	struct wire *w = c->out;

	(void)line;
	if (lines_taken(c->lines) - c->told >= STEP)
		tell_taken(c);
	wire_begin(w, SCAN_SEEN);
	wire_str(w, (struct str){ (const char *)o->ip.b, sizeof(o->ip.b) });
	wire_u64(w, o->port);
	wire_i64(w, o->time);
	wire_str(w, o->product);
	wire_u64(w, o->build.n);
	for (unsigned i = 0; i < o->build.n; i++)
		wire_u64(w, o->build.part[i]);
	wire_u64(w, o->precision);
	wire_str(w, o->servername);
	wire_str(w, (struct str){ (const char *)o->key.b, o->has_key ? SHA256_BYTES : 0 });
	wire_u64(w, o->asn);
	wire_str(w, str_of(o->country));
	wire_end(w);
	return (w->failed);
}

static int
send_rejected(void *arg, uint64_t line, const char *why)
{
	struct child *c = arg;

	if (c->reasons++ < SCAN_REASONS) {
		wire_begin(c->out, SCAN_REJECTED);
		wire_u64(c->out, line);
		wire_str(c->out, str_of(why));
		wire_end(c->out);
	}
	return (c->out->failed);
}

/* What the beginning of a file tells of one that no reader is for, better than its first ten lines would. */
static const char *
why_not(struct str head)
{
	size_t end;

	if (str_starts(head, STR("\x1f\x8b")))
		return ("a gzip file: unpack it first");
	head = str_trim(head);
	end = str_chr(head, '\n');
	if (end != STR_NPOS && str_eq(str_trim(str_sub(head, 0, end)), STR("{")))
		return ("one JSON document over several lines: zgrab2 writes one record a line");
	return (NULL);
}

static const struct census_reader *
choose(const struct job *job, struct lines *lines, struct err *e)
{
	const struct census_reader *reader = job->reader;
	const char *why;
	struct str head;

	if (lines_peek(lines, CENSUS_SNIFF, &head, e) != 0)
		return (NULL);
	if (str_trim(head).n == 0) {
		(void)err_set(e, ERR_SYNTAX, "empty");
		return (NULL);
	}
	if (reader == NULL && (why = why_not(head)) != NULL) {
		(void)err_set(e, ERR_SYNTAX, "%s", why);
		return (NULL);
	}
	if (reader == NULL && (reader = census_reader_sniff(head)) == NULL)
		(void)err_set(
		    e, ERR_SYNTAX, "neither zgrab2 JSON Lines nor CSV with columns for ip and time");
	return (reader);
}

static uint64_t
index_of(const struct census_reader *reader)
{
	uint64_t i = 0;

	while (i < census_readers_n && census_readers[i] != reader)
		i++;
	return (i);
}

/* The child's whole life. */
static int
read_all(void *arg, struct wire *out, struct err *e)
{
	const struct job *job = arg;
	struct child c = { .out = out };
	struct scan_sink sink = { .seen = send_seen, .rejected = send_rejected, .arg = &c };
	const struct census_reader *reader;
	int rc;

	if ((c.lines = lines_open(job->fd, job->size, CENSUS_LINE_MAX, e)) == NULL)
		return (e->code);
	if ((reader = choose(job, c.lines, e)) == NULL) {
		rc = e->code;
		goto done;
	}
	wire_begin(out, SCAN_FORMAT);
	wire_u64(out, index_of(reader));
	wire_end(out);
	if ((rc = reader->read(c.lines, &sink, e)) != 0)
		goto done;
	tell_taken(&c);
	wire_begin(out, SCAN_TOTALS);
	wire_u64(out, sink.records);
	wire_u64(out, sink.observations);
	wire_u64(out, sink.passed_over);
	wire_u64(out, sink.rejects);
	wire_end(out);
done:
	lines_free(c.lines);
	return (rc);
}

/* The parent's side. */
struct parent {
	const struct job *job;
	const struct scan_ops *ops;
	struct scan_totals *totals;
	struct hash *hash;
	char *block;
	bool has_totals;
	uint64_t reasons;
};

#define BLOCK ((size_t)64 << 10)

static int
forged(struct err *e)
{
	return (err_set(e, ERR_CORRUPT, "the reader sent a record that cannot be"));
}

/* Hash the input up to byte ${to}: the bytes that the child says it has read. */
static int
hash_to(struct parent *p, uint64_t to, struct err *e)
{
	struct scan_totals *t = p->totals;
	ssize_t got;
	size_t want;
	int rc;

	if (to < t->size || to > p->job->size)
		return (forged(e));
	while (t->size < to) {
		want = to - t->size < BLOCK ? (size_t)(to - t->size) : BLOCK;
		if ((got = file_pread(p->job->fd, p->block, want, t->size)) < 0)
			return (err_sys(e, "cannot read"));
		if ((size_t)got < want)
			return (err_set(
			    e, ERR_SYNTAX, "the file shrank while it was read; nothing was taken from it"));
		hash_update(p->hash, p->block, want);
		if (p->ops->bytes != NULL && (rc = p->ops->bytes(p->ops->arg, p->block, want, e)) != 0)
			return (rc);
		t->size += want;
	}
	return (0);
}

static bool
valid_name(struct str s)
{
	struct buf b = BUF(1024);
	struct str clean = scan_name(&b, s);
	bool same = str_eq(clean, s);

	buf_free(&b);
	return (same);
}

static bool
take_build(struct str *payload, struct version *v)
{
	uint64_t n, part;

	*v = (struct version){ .n = 0 };
	if (!wire_get_u64(payload, &n) || n > VERSION_PARTS_MAX)
		return (false);
	for (v->n = 0; v->n < n; v->n++) {
		if (!wire_get_u64(payload, &part) || part > UINT32_MAX)
			return (false);
		v->part[v->n] = (uint32_t)part;
	}
	return (true);
}

/* Every field is checked again: the child may have been taken over by what it read. */
static bool
take_obs(struct str payload, struct obs *o)
{
	struct str ip, key, country;
	uint64_t port, precision, asn;

	*o = (struct obs){ .source = STR("") };
	if (!wire_get_str(&payload, &ip) || ip.n != sizeof(o->ip.b) || !wire_get_u64(&payload, &port) ||
	    port < 1 || port > 65535 || !wire_get_i64(&payload, &o->time) || o->time < INSTANT_MIN ||
	    o->time > INSTANT_MAX)
		return (false);
	if (!wire_get_str(&payload, &o->product) || !valid_name(o->product) ||
	    !take_build(&payload, &o->build) || !wire_get_u64(&payload, &precision) || precision > OBS_SU)
		return (false);
	if (!wire_get_str(&payload, &o->servername) || !valid_name(o->servername) ||
	    !wire_get_str(&payload, &key) || (key.n != 0 && key.n != SHA256_BYTES))
		return (false);
	if (!wire_get_u64(&payload, &asn) || asn > UINT32_MAX || !wire_get_str(&payload, &country) ||
	    payload.n != 0)
		return (false);
	memcpy(o->ip.b, ip.p, sizeof(o->ip.b));
	o->port = (uint16_t)port;
	o->precision = (enum obs_precision)precision;
	o->has_key = key.n != 0;
	if (o->has_key)
		memcpy(o->key.b, key.p, SHA256_BYTES);
	o->asn = (uint32_t)asn;
	scan_country(o->country, country);
	return (str_eq(str_of(o->country), country));
}

static int
take_totals(struct parent *p, struct str payload, struct err *e)
{
	struct scan_totals *t = p->totals;
	uint64_t seen = t->observations, sum;

	if (p->has_totals || !wire_get_u64(&payload, &t->records) ||
	    !wire_get_u64(&payload, &t->observations) || !wire_get_u64(&payload, &t->passed_over) ||
	    !wire_get_u64(&payload, &t->rejects) || payload.n != 0 || t->observations != seen ||
	    __builtin_add_overflow(t->passed_over, t->rejects, &sum) ||
	    __builtin_add_overflow(sum, seen, &sum) || sum != t->records)
		return (forged(e));
	p->has_totals = true;
	return (0);
}

static int
take_rejected(struct parent *p, struct str payload, struct err *e)
{
	struct str why;
	uint64_t line;

	if (!wire_get_u64(&payload, &line) || !wire_get_str(&payload, &why) || payload.n != 0 ||
	    p->reasons++ >= SCAN_REASONS)
		return (forged(e));
	p->ops->rejected(p->ops->arg, line, why);
	return (0);
}

static int
take_record(struct parent *p, uint32_t type, struct str payload, struct err *e)
{
	struct obs obs;
	uint64_t v;

	if (type != SCAN_FORMAT && p->totals->reader == NULL)
		return (forged(e));
	switch (type) {
	case SCAN_FORMAT:
		if (p->totals->reader != NULL || !wire_get_u64(&payload, &v) || v >= census_readers_n ||
		    payload.n != 0 || (p->job->reader != NULL && census_readers[v] != p->job->reader))
			return (forged(e));
		p->totals->reader = census_readers[v];
		return (0);
	case SCAN_SEEN:
		if (!take_obs(payload, &obs))
			return (forged(e));
		p->totals->observations++;
		return (p->ops->seen(p->ops->arg, &obs, e));
	case SCAN_REJECTED: return (take_rejected(p, payload, e));
	case SCAN_TAKEN:
		return (!wire_get_u64(&payload, &v) || payload.n != 0 ? forged(e) : hash_to(p, v, e));
	case SCAN_TOTALS: return (take_totals(p, payload, e));
	default: return (forged(e));
	}
}

/* All records of the child, and how it ended. */
static int
take_all(struct parent *p, struct err *e)
{
	struct sandbox *box = sandbox_start(read_all, (void *)(uintptr_t)p->job, &p->job->fd, 1, e);
	struct str payload;
	uint32_t type;
	int rc, ended;

	if (box == NULL)
		return (e->code);
	while ((rc = sandbox_next(box, &type, &payload, e)) == 1) {
		if ((rc = take_record(p, type, payload, e)) != 0)
			break;
	}
	if (rc != 0) {
		sandbox_cancel(&box);
		return (rc);
	}
	ended = sandbox_finish(&box, e);
	return (ended == 0 && !p->has_totals ? forged(e) : ended);
}

int
scan_file(int fd, const struct census_reader *reader, const struct scan_ops *ops, struct scan_totals *totals,
    struct err *e)
{
	struct job job = { .fd = fd, .reader = reader };
	struct parent p = { .job = &job, .ops = ops, .totals = totals };
	struct stat st;
	int rc;

	*totals = (struct scan_totals){ 0 };
	if (fstat(fd, &st) != 0)
		return (err_sys(e, "cannot look at it"));
	if (!S_ISREG(st.st_mode))
		return (err_set(e, ERR_SYNTAX, "not a regular file"));
	job.size = (uint64_t)st.st_size;
	if ((p.hash = hash_new()) == NULL || (p.block = malloc(BLOCK)) == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		rc = take_all(&p, e);
	/* Fewer bytes than there were at the beginning: the end of the last record may be missing. */
	if (rc == 0 && totals->size != job.size)
		rc = err_set(e, ERR_SYNTAX, "the file shrank while it was read; nothing was taken from it");
	if (rc == 0) {
		totals->input = hash_final(p.hash);
		p.hash = NULL;
	}
	hash_free(p.hash);
	free(p.block);
	return (rc);
}
