/*
 * The shelf: see the header.  A fingerprint lies there as its head, its files, each with its name behind it, and
 * its features by channel, all as in memory: writer and reader are one process.
 */
#include "trace/shelf.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "trace/runs.h"

struct shelf {
	int fd;
	uint64_t max, end; /* Bytes. */
};

struct head {
	uint64_t files, names; /* How many, and bytes of them on the shelf. */
	uint64_t bytes, unread, tokens;
	uint64_t n[CH_N];
};

struct file {
	uint64_t id, bytes, name; /* The name's length. */
	uint32_t lang, first, tokens, unused;
};

struct shelf *
shelf_new(const char *beside, uint64_t max, struct err *e)
{
	struct shelf *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	s->max = max;
	if ((s->fd = runs_file(beside, e)) < 0) {
		free(s);
		return (NULL);
	}
	return (s);
}

void
shelf_free(struct shelf *s)
{
	if (s == NULL)
		return;
	(void)close(s->fd);
	free(s);
}

static int
write_at(const struct shelf *s, const void *from, size_t n, uint64_t *at, struct err *e)
{
	if (file_pwrite(s->fd, from, n, *at) != 0)
		return (err_sys(e, "cannot keep a fingerprint"));
	*at += n;
	return (0);
}

static int
read_at(const struct shelf *s, void *to, size_t n, uint64_t *at, struct err *e)
{
	if (n > 0 && file_pread(s->fd, to, n, *at) != (ssize_t)n)
		return (err_sys(e, "cannot take up a fingerprint again"));
	*at += n;
	return (0);
}

static void
put_files(struct buf *b, const struct print *p)
{
	for (size_t i = 0; i < p->files; i++) {
		const struct print_file *f = &p->file[i];
		struct file kept = { .id = f->id,
			.bytes = f->bytes,
			.name = strlen(f->name),
			.lang = f->lang,
			.first = f->first,
			.tokens = f->tokens };

		buf_put(b, &kept, sizeof(kept));
		buf_cstr(b, f->name);
	}
}

int
shelf_put(struct shelf *s, const struct print *p, uint64_t *at, struct err *e)
{
	struct head h = { .files = p->files, .bytes = p->bytes, .unread = p->unread, .tokens = p->tokens };
	struct buf files = BUF(BUF_BIG);
	uint64_t need, to = s->end;
	int rc;

	put_files(&files, p);
	h.names = files.n;
	need = sizeof(h) + files.n;
	for (enum channel ch = 0; ch < CH_N; ch++)
		need += (h.n[ch] = p->n[ch]) * sizeof(struct feature);
	if ((rc = buf_error(&files, e)) == 0 && need > s->max - s->end)
		rc = err_set(e, ERR_LIMIT, "no room to keep a fingerprint");
	if (rc == 0 && (rc = write_at(s, &h, sizeof(h), &to, e)) == 0)
		rc = write_at(s, files.p, files.n, &to, e);
	for (enum channel ch = 0; ch < CH_N && rc == 0; ch++)
		rc = write_at(s, p->feature[ch], p->n[ch] * sizeof(struct feature), &to, e);
	buf_free(&files);
	if (rc == 0) {
		*at = s->end;
		s->end = to;
	}
	return (rc);
}

static int
take_files(const struct shelf *s, const struct head *h, uint64_t *at, struct print *p, struct err *e)
{
	char *text = malloc(h->names + 1);
	struct print_file f;
	struct file kept;
	size_t from = 0;
	int rc = text == NULL ? err_set(e, ERR_NOMEM, "out of memory") : read_at(s, text, h->names, at, e);

	for (uint64_t i = 0; i < h->files && rc == 0; i++) {
		memcpy(&kept, text + from, sizeof(kept));
		from += sizeof(kept);
		f = (struct print_file){ .id = kept.id,
			.lang = (enum lang)kept.lang,
			.first = kept.first,
			.tokens = kept.tokens,
			.bytes = kept.bytes };
		rc = print_add_file(p, &f, (struct str){ text + from, kept.name }, e);
		from += kept.name;
	}
	free(text);
	return (rc);
}

int
shelf_take(const struct shelf *s, uint64_t at, struct print *p, struct err *e)
{
	struct head h;
	int rc;

	if ((rc = read_at(s, &h, sizeof(h), &at, e)) != 0 || (rc = take_files(s, &h, &at, p, e)) != 0)
		return (rc);
	p->tokens = (uint32_t)h.tokens;
	p->bytes = h.bytes;
	p->unread = h.unread;
	for (enum channel ch = 0; ch < CH_N && rc == 0; ch++) {
		if (print_room(p, ch, h.n[ch]) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		if ((rc = read_at(s, p->feature[ch], h.n[ch] * sizeof(struct feature), &at, e)) == 0)
			p->n[ch] = h.n[ch];
	}
	return (rc);
}
