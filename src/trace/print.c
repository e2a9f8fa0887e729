/* Fingerprints: see the header. */
#include "trace/print.h"

#include <stdlib.h>

#include "base/unshared.h"
#include "base/vec.h"
#include "trace/item.h"

enum { FEATURES = GATHER_RECORD, DONE };

#define TOKENS ((uint32_t)1 << 31)

/*
 * What is read in parts: a batch of files ends at so many bytes, since features take some ten times the memory
 * of the source that they are of; and where a file is larger, what is there of it goes on by itself.
 */
#define PART     ((uint64_t)4 << 20)
#define PART_MAX ((size_t)1 << 20) /* Features: 16 MB. */

/* The child's side. */
struct child {
	struct wire *out;
	struct buf text;
};

static void *
begin(void *arg, struct wire *out, struct err *e)
{
	struct child *c = calloc(1, sizeof(*c));

	(void)arg;
	if (c == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	c->out = out;
	c->text = BUF(PRINT_TEXT_MAX);
	return (c);
}

/* They arrive some at a time, and so they go over the wire. */
static void
on_features(void *arg, enum channel ch, const struct feature *f, size_t n)
{
	struct child *c = arg;

	wire_begin(c->out, FEATURES);
	wire_u64(c->out, ch);
	wire_str(c->out, (struct str){ (const char *)f, n * sizeof(*f) });
	wire_end(c->out);
}

static int
on_item(void *arg, struct gather_child *g, const struct stream_item *item, struct err *e)
{
	struct child *c = arg;
	struct feature_text got;
	struct sha256 sha;
	const char *why;

	(void)e;
	if (item_passed_over(item))
		return (0);
	if ((why = item_text(g, &c->text)) != NULL)
		gather_unread(g, item->name, why);
	got = feature_read(item->name, buf_view(&c->text), on_features, c);
	sha = sha256_of(buf_view(&c->text));
	wire_begin(c->out, DONE);
	wire_str(c->out, item->name);
	wire_str(c->out, (struct str){ (const char *)sha.b, sizeof(sha.b) });
	wire_u64(c->out, got.lang);
	wire_u64(c->out, got.tokens);
	wire_u64(c->out, c->text.n);
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
	free(c);
	return (0);
}

/* The parent's side. */
struct parent {
	struct print *p;
	size_t mark[CH_N];  /* Features before the file at hand. */
	size_t batch[CH_N]; /* Before the batch. */
	size_t held;        /* Features since the last part. */
	size_t batch_files;
	uint32_t batch_tokens;
	uint64_t batch_bytes;
	size_t most; /* Features that are held together, where they are not handed on. */
	print_each_fn *fn;
	void *fn_arg;
	gather_unread_fn *unread;
	void *unread_arg;
};

/* From so many features on, 2 MB, an array is a mapping of its own. */
#define MAPPED ((size_t)128 << 10)

/* A large array is one that no reader inherits. */
static struct feature *
unshare(const struct print *p, enum channel ch, size_t cap)
{
	const size_t bytes = cap * sizeof(struct feature);
	struct feature *to;

	if (p->mapped[ch])
		return (unshared_grow(p->feature[ch], p->cap[ch] * sizeof(*to), bytes));
	if ((to = unshared_new(bytes)) == NULL)
		return (NULL);
	if (p->n[ch] > 0)
		memcpy(to, p->feature[ch], p->n[ch] * sizeof(*to));
	free(p->feature[ch]);
	return (to);
}

int
print_room(struct print *p, enum channel ch, size_t more)
{
	size_t cap = p->cap[ch] > 0 ? p->cap[ch] : FEATURE_SOME;
	struct feature *f;

	while (cap < p->n[ch] + more)
		cap *= 2;
	if (cap == p->cap[ch])
		return (0);
	f = cap < MAPPED ? reallocarray(p->feature[ch], cap, sizeof(*f)) : unshare(p, ch, cap);
	if (f == NULL)
		return (-1);
	p->feature[ch] = f;
	p->cap[ch] = cap;
	p->mapped[ch] = cap >= MAPPED;
	return (0);
}

static void
set_marks(struct parent *t)
{
	for (enum channel ch = 0; ch < CH_N; ch++)
		t->mark[ch] = t->batch[ch] = t->p->n[ch];
	t->batch_files = t->p->files;
	t->batch_tokens = t->p->tokens;
	t->batch_bytes = t->p->bytes;
}

/* Hand on what there is, and begin anew.  A file whose end has not come yet is cut in two. */
static int
hand_on(struct parent *t, struct err *e)
{
	struct print *p = t->p;
	bool cut = false;
	int rc;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		cut |= t->mark[ch] < p->n[ch];
		/* Places of its features stand from its own beginning. */
		for (size_t i = t->mark[ch]; i < p->n[ch]; i++)
			p->feature[ch][i].pos += p->tokens;
	}
	rc = t->fn(t->fn_arg, p, e);
	print_clear(p);
	p->cut = cut;
	t->held = 0;
	set_marks(t);
	return (rc);
}

size_t
print_features(const struct print *p)
{
	size_t n = 0;

	for (enum channel ch = 0; ch < CH_N; ch++)
		n += p->n[ch];
	return (n);
}

static int
take_features(struct parent *t, struct str payload, struct err *e)
{
	struct print *p = t->p;
	struct str packed;
	uint64_t ch;
	size_t n;

	if (!wire_get_u64(&payload, &ch) || !wire_get_str(&payload, &packed) || payload.n != 0 ||
	    ch >= CH_N || packed.n % sizeof(struct feature) != 0 ||
	    packed.n / sizeof(struct feature) > FEATURE_SOME)
		return (wire_damaged(e));
	n = packed.n / sizeof(struct feature);
	if (t->fn == NULL && print_features(p) + n > t->most)
		return (err_set(
		    e, ERR_LIMIT, "more than %zu features, too many to be compared at once", t->most));
	if (print_room(p, (enum channel)ch, n) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	memcpy(p->feature[ch] + p->n[ch], packed.p, packed.n);
	p->n[ch] += n;
	t->held += n;
	return (t->fn != NULL && t->held > PART_MAX ? hand_on(t, e) : 0);
}

int
print_add_file(struct print *p, const struct print_file *f, struct str name, struct err *e)
{
	struct print_file *mine;

	if (VEC_GROW(p->file, p->files, p->capfiles) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	mine = &p->file[p->files];
	*mine = *f;
	if ((mine->name = str_dup(name)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	p->files++;
	return (0);
}

/* The file that the features since the last one are of: now its place in the whole is known. */
static int
take_done(struct parent *t, struct str payload, struct err *e)
{
	struct print *p = t->p;
	struct print_file f;
	struct str name, sha;
	uint64_t lang, tokens, bytes;
	int rc;

	if (!wire_get_str(&payload, &name) || !wire_get_str(&payload, &sha) ||
	    !wire_get_u64(&payload, &lang) || !wire_get_u64(&payload, &tokens) ||
	    !wire_get_u64(&payload, &bytes) || payload.n != 0 || sha.n != SHA256_BYTES || lang >= LANG_N ||
	    tokens > PRINT_TEXT_MAX || bytes > PRINT_TEXT_MAX)
		return (wire_damaged(e));
	if (tokens + 1 > TOKENS - p->tokens)
		return (err_set(e, ERR_LIMIT, "more tokens than can be compared at once"));
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = t->mark[ch]; i < p->n[ch]; i++) {
			if (p->feature[ch][i].pos > tokens)
				return (wire_damaged(e));
			p->feature[ch][i].pos += p->tokens;
		}
		t->mark[ch] = p->n[ch];
	}
	f = (struct print_file){
		.lang = (enum lang)lang, .first = p->tokens, .tokens = (uint32_t)tokens, .bytes = bytes
	};
	memcpy(&f.id, sha.p, sizeof(f.id));
	if ((rc = print_add_file(p, &f, name, e)) != 0)
		return (rc);
	/* One position more, so that files without tokens do not share one. */
	p->tokens += (uint32_t)tokens + 1;
	p->bytes += bytes;
	return (0);
}

static int
on_record(void *arg, uint32_t type, struct str payload, struct err *e)
{
	switch (type) {
	case FEATURES: return (take_features(arg, payload, e));
	case DONE: return (take_done(arg, payload, e));
	default: return (wire_damaged(e));
	}
}

/* After a batch: hand it on, or forget what a reader sent before it died. */
static int
on_batch(void *arg, bool whole, struct err *e)
{
	struct parent *t = arg;
	struct print *p = t->p;
	int rc = 0;

	if (!whole) {
		for (enum channel ch = 0; ch < CH_N; ch++)
			p->n[ch] = t->batch[ch];
		while (p->files > t->batch_files)
			free(p->file[--p->files].name);
		p->tokens = t->batch_tokens;
		p->bytes = t->batch_bytes;
		p->cut = false;
		t->held = 0;
	} else if (t->fn != NULL && p->files > 0) {
		rc = hand_on(t, e);
	}
	set_marks(t);
	return (rc);
}

static void
on_unread(void *arg, struct str path, struct str why)
{
	const struct parent *t = arg;

	t->unread(t->unread_arg, path, why);
}

static int
read_all(struct parent *t, const char *path, struct err *e)
{
	const struct gather_ops ops = { begin, on_item, end, on_record, on_batch, on_unread, t,
		.batch_bytes = t->fn != NULL ? PART : 0 };
	struct gather_got got;
	int rc;

	set_marks(t);
	/* What the library opens for its first hash, it opens before the wall. */
	(void)sha256_of(STR(""));
	rc = gather(path, &GATHER_LIMITS, &ops, &got, e);
	t->p->unread += got.unread;
	return (rc);
}

int
print_read_most(
    struct print *p, const char *path, size_t most, gather_unread_fn *unread, void *arg, struct err *e)
{
	struct parent t = { .p = p, .most = most, .unread = unread, .unread_arg = arg };
	size_t before = p->files;
	int rc = read_all(&t, path, e);

	if (rc == 0 && p->files == before)
		rc = (err_set(e, ERR_NOTFOUND, "there is no file here that can be read"), err_in(e, path));
	return (rc);
}

int
print_read(struct print *p, const char *path, gather_unread_fn *unread, void *arg, struct err *e)
{
	return (print_read_most(p, path, PRINT_FEATURES_MAX, unread, arg, e));
}

int
print_each(
    const char *path, print_each_fn *fn, void *arg, gather_unread_fn *unread, void *unread_arg, struct err *e)
{
	struct print p = { 0 };
	struct parent t = { .p = &p, .fn = fn, .fn_arg = arg, .unread = unread, .unread_arg = unread_arg };
	int rc = read_all(&t, path, e);

	print_free(&p);
	return (rc);
}

const struct print_file *
print_file_at(const struct print *p, uint32_t pos)
{
	size_t low = 0, high = p->files;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (p->file[middle].first <= pos)
			low = middle;
		else
			high = middle;
	}
	return (&p->file[low]);
}

/* Where in a channel the features of files that begin at or behind ${pos} begin: files follow each other. */
static size_t
features_from(const struct print *p, enum channel ch, uint32_t pos)
{
	size_t low = 0, high = p->n[ch];

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (p->feature[ch][middle].pos < pos)
			low = middle + 1;
		else
			high = middle;
	}
	return (low);
}

int
print_part(const struct print *p, size_t file, size_t files, struct print *part, struct err *e)
{
	const uint32_t first = p->file[file].first;
	int rc;

	for (size_t i = 0; i < files; i++) {
		const struct print_file *f = &p->file[file + i];

		if ((rc = print_add_file(part, f, str_of(f->name), e)) != 0)
			return (rc);
		part->file[i].first -= first;
		part->tokens += f->tokens + 1;
		part->bytes += f->bytes;
	}
	for (enum channel ch = 0; ch < CH_N; ch++) {
		size_t from = features_from(p, ch, first),
		       n = features_from(p, ch, first + part->tokens) - from;

		if (print_room(part, ch, n) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		for (size_t i = 0; i < n; i++) {
			part->feature[ch][i] = p->feature[ch][from + i];
			part->feature[ch][i].pos -= first;
		}
		part->n[ch] = n;
	}
	return (0);
}

enum lang
print_language(const struct print *p)
{
	uint64_t tokens[LANG_N] = { 0 };
	unsigned best = 0;

	for (size_t i = 0; i < p->files; i++)
		tokens[p->file[i].lang] += p->file[i].tokens;
	for (unsigned l = 1; l < LANG_N; l++)
		best = tokens[l] > tokens[best] ? l : best;
	return ((enum lang)best);
}

void
print_clear(struct print *p)
{
	for (size_t i = 0; i < p->files; i++)
		free(p->file[i].name);
	p->files = 0;
	for (enum channel ch = 0; ch < CH_N; ch++)
		p->n[ch] = 0;
	p->tokens = 0;
	p->bytes = 0;
	p->cut = false;
}

void
print_free(struct print *p)
{
	print_clear(p);
	free(p->file);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		if (p->mapped[ch])
			unshared_free(p->feature[ch], p->cap[ch] * sizeof(struct feature));
		else
			free(p->feature[ch]);
	}
	*p = (struct print){ 0 };
}
