/* Released packages: see the header. */
#include "share/marked.h"

#include <stdlib.h>

#include "base/vec.h"
#include "share/copy.h"

/* The act by which a package went out first. */
struct act {
	const struct bulletin *bulletin;
	const struct release_act *act;
};

/* The k-th distinct package, in the order of entries; false where there are fewer. */
static bool
find_act(const struct share *s, size_t k, struct act *found)
{
	uint64_t after = 0;

	for (;;) {
		struct act next = { 0 };

		for (size_t i = 0; i < s->bulletins; i++) {
			const struct bulletin *b = &s->bulletin[i];

			for (size_t j = 0; j < b->acts; j++) {
				if (b->act[j].entry >= after &&
				    (next.act == NULL || b->act[j].entry < next.act->entry))
					next = (struct act){ b, &b->act[j] };
			}
		}
		if (next.act == NULL)
			return (false);
		after = next.act->entry + 1;
		/* A package that an earlier act brought is not a new one. */
		for (size_t i = 0; i < s->bulletins && next.act != NULL; i++) {
			const struct bulletin *b = &s->bulletin[i];

			for (size_t j = 0; j < b->acts && next.act != NULL; j++) {
				if (b->act[j].entry + 1 < after &&
				    str_eq(b->act[j].package_sha256, next.act->package_sha256))
					next.act = NULL;
			}
		}
		if (next.act != NULL && k-- == 0) {
			*found = next;
			return (true);
		}
	}
}

size_t
marked_count(const struct share *s)
{
	struct act unused;
	size_t n = 0;

	while (find_act(s, n, &unused))
		n++;
	return (n);
}

static int
by_entry(const void *a, const void *b)
{
	const struct marked_copy *x = a, *y = b;

	return (x->release->entry < y->release->entry ? -1 : x->release->entry > y->release->entry);
}

/* All copies of the package that went out, and whether the record committed to what they would be. */
static int
find_copies(struct marked *m, const struct share *s, const struct copy_source *source, struct err *e)
{
	struct buf hex = BUF(SHA256_HEX);
	size_t cap = 0;
	int rc = 0;

	for (size_t i = 0; i < s->bulletins && rc == 0; i++) {
		const struct bulletin *b = &s->bulletin[i];

		for (size_t j = 0; j < b->releases && rc == 0; j++) {
			const struct release *r = &b->release[j];
			struct marked_copy copy = { r, b, share_numbered(s, r->number), false };

			if (!str_eq(r->package_sha256, m->sha256))
				continue;
			if (source != NULL && r->number >= 1 && r->number <= source->book.copies) {
				struct sha256 sha = copy_codeword(source, r->number);

				buf_clear(&hex);
				hex_put(&hex, sha.b, SHA256_BYTES);
				copy.committed = str_eq(buf_view(&hex), r->codeword_sha256);
			}
			if (VEC_GROW(m->copy, m->copies, cap) != 0)
				rc = err_set(e, ERR_NOMEM, "out of memory");
			else
				m->copy[m->copies++] = copy;
		}
	}
	if (m->copies > 0)
		qsort(m->copy, m->copies, sizeof(*m->copy), by_entry);
	buf_free(&hex);
	return (rc);
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

static int
one_package(
    struct case_dir *c, const struct share *s, const struct act *act, marked_fn *fn, void *arg, struct err *e)
{
	struct marked m = {
		.name = act->act->package, .sha256 = act->act->package_sha256, .first = act->bulletin
	};
	struct copy_source source = { 0 };
	const char *why = NULL;
	struct sha256 blob;
	char name[256];
	int rc;

	(void)str_copy(name, sizeof(name), m.name);
	if (hex_read(blob.b, SHA256_BYTES, act->act->blob) != 0)
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

int
marked_each(struct case_dir *c, const struct share *s, marked_fn *fn, void *arg, struct err *e)
{
	struct act act;
	int rc = 0;

	for (size_t k = 0; rc == 0 && find_act(s, k, &act); k++)
		rc = one_package(c, s, &act, fn, arg, e);
	return (rc);
}
