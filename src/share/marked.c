/* Released packages: see the header. */
#include "share/marked.h"

#include <stdlib.h>

#include "base/vec.h"
#include "share/copy.h"

static int
by_act(const void *a, const void *b)
{
	const struct marked_first *x = a, *y = b;

	return (x->act->entry < y->act->entry ? -1 : x->act->entry > y->act->entry);
}

static int
by_package(const void *a, const void *b)
{
	const struct marked_first *x = a, *y = b;
	int order = str_order(x->act->package_sha256, y->act->package_sha256);

	return (order != 0 ? order : by_act(a, b));
}

/* All acts, in no order. */
static int
find_acts(const struct share *s, struct marked_first **act, size_t *n, struct err *e)
{
	size_t cap = 0;

	for (size_t i = 0; i < s->bulletins; i++) {
		const struct bulletin *b = &s->bulletin[i];

		for (size_t j = 0; j < b->acts; j++) {
			if (VEC_GROW(*act, *n, cap) != 0)
				return (err_set(e, ERR_NOMEM, "out of memory"));
			(*act)[(*n)++] = (struct marked_first){ b, &b->act[j] };
		}
	}
	return (0);
}

int
marked_list(const struct share *s, struct marked_first **first, size_t *n, struct err *e)
{
	struct marked_first *act = NULL;
	size_t acts = 0, kept = 0;
	int rc = find_acts(s, &act, &acts, e);

	if (acts > 0)
		qsort(act, acts, sizeof(*act), by_package);
	for (size_t i = 0; i < acts; i++) {
		if (i == 0 || !str_eq(act[i].act->package_sha256, act[kept - 1].act->package_sha256))
			act[kept++] = act[i];
	}
	if (kept > 0)
		qsort(act, kept, sizeof(*act), by_act);
	*first = act;
	*n = kept;
	return (rc);
}

static int
by_entry(const void *a, const void *b)
{
	const struct marked_copy *x = a, *y = b;

	return (x->release->entry < y->release->entry ? -1 : x->release->entry > y->release->entry);
}

/* Whether the record committed to the codeword that this copy would have. */
static bool
is_committed(const struct release *r, const struct copy_source *source)
{
	struct sha256 sha, recorded;

	if (source == NULL || r->number < 1 || r->number > source->book.copies ||
	    hex_read(recorded.b, SHA256_BYTES, r->codeword_sha256) != 0)
		return (false);
	sha = copy_codeword(source, r->number);
	return (sha256_eq(&sha, &recorded));
}

/* All copies of the package that went out. */
static int
find_copies(struct marked *m, const struct share *s, const struct copy_source *source, struct err *e)
{
	size_t cap = 0;

	for (size_t i = 0; i < s->bulletins; i++) {
		const struct bulletin *b = &s->bulletin[i];

		for (size_t j = 0; j < b->releases; j++) {
			const struct release *r = &b->release[j];

			if (!str_eq(r->package_sha256, m->sha256))
				continue;
			if (VEC_GROW(m->copy, m->copies, cap) != 0)
				return (err_set(e, ERR_NOMEM, "out of memory"));
			m->copy[m->copies++] = (struct marked_copy){ r, b, share_numbered(s, r->number),
				is_committed(r, source) };
		}
	}
	if (m->copies > 0)
		qsort(m->copy, m->copies, sizeof(*m->copy), by_entry);
	return (0);
}

/* By the manifest's own writer and reader, so that accusing from a case and from a file is one thing. */
static int
make_manifest(struct marked *m, const struct copy_source *source, struct err *e)
{
	struct buf text = BUF(MANIFEST_MAX);
	int rc;

	mark_manifest_put(&text, &source->package, &source->book);
	if ((rc = buf_error(&text, e)) == 0)
		rc = mark_manifest_read(&m->manifest, buf_view(&text), e);
	if (text.p != NULL)
		wipe(text.p, text.n);
	buf_free(&text);
	return (rc);
}

int
marked_one(struct case_dir *c, const struct share *s, const struct marked_first *first, marked_fn *fn,
    void *arg, struct err *e)
{
	struct marked m = { .name = first->act->package,
		.sha256 = first->act->package_sha256,
		.blob = first->act->blob,
		.first = first->bulletin };
	struct copy_source source = { 0 };
	const char *why = NULL;
	struct sha256 blob;
	char name[256];
	int rc;

	(void)str_copy(name, sizeof(name), m.name);
	if (hex_read(blob.b, SHA256_BYTES, m.blob) != 0)
		rc = err_set(e, ERR_CORRUPT, "a release that names no package");
	else
		rc = copy_source_kept(&source, c, name, &blob, s->last_number, e);
	if (rc == ERR_NOTFOUND) {
		why = "its package is not in the case any more";
		rc = find_copies(&m, s, NULL, e);
	} else if (rc == 0 && (rc = make_manifest(&m, &source, e)) == 0) {
		rc = find_copies(&m, s, &source, e);
	}
	copy_source_free(&source);
	if (rc == 0)
		rc = fn(arg, &m, why, e);
	mark_manifest_free(&m.manifest);
	free(m.copy);
	return (rc);
}
