/* Setting aside what was public: see the header. */
#include "trace/filter.h"

#include <stdio.h>
#include <stdlib.h>

/* While the entries are read, in the order in which they became public. */
struct applying {
	struct filter *f;
	struct filter_entry *entry; /* At hand. */
	struct distinct d;
	uint64_t files; /* Of the entry at hand. */
	gather_unread_fn *unread;
	void *arg;
};

static int
on_part(void *arg, const struct print *part, struct err *e)
{
	struct applying *a = arg;

	(void)e;
	a->files += part->files;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t j = 0; j < part->n[ch]; j++) {
			size_t i = distinct_find(&a->d, ch, part->feature[ch][j].hash);

			/* Whose entry became public first has it already. */
			if (i == SIZE_MAX || a->f->aside[ch][i])
				continue;
			a->f->aside[ch][i] = true;
			a->f->features[ch]++;
			a->entry->features++;
		}
	}
	return (0);
}

static void
on_unread(void *arg, struct str path, struct str why)
{
	const struct applying *a = arg;

	a->f->unread++;
	a->unread(a->arg, path, why);
}

/* Its path, seen from the folder of the list. */
static char *
beside(const struct filter *f, struct str path)
{
	size_t slash = str_rchr(f->file, '/');
	struct str folder = str_sub(f->file, 0, slash == STR_NPOS ? 0 : slash + 1);
	char *out;

	if (path.p[0] == '/')
		folder.n = 0;
	if (asprintf(&out, "%.*s%.*s", (int)folder.n, folder.p, (int)path.n, path.p) < 0)
		return (NULL);
	return (out);
}

static int
read_entry(struct applying *a, struct err *e)
{
	char *path = beside(a->f, a->entry->path);
	struct err inner;
	int rc;

	if (path == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	err_clear(&inner);
	a->files = 0;
	rc = print_each(path, on_part, a, on_unread, a, &inner);
	/* Nothing read would set aside nothing, in silence. */
	if (rc == 0 && a->files == 0)
		rc = err_set(&inner, ERR_NOTFOUND, "there is no file here that can be read");
	if (rc != 0) {
		(void)err_set(e, rc, "%.150s: %.100s", path, inner.text);
		(void)err_line(e, a->entry->line);
		(void)err_in(e, a->f->file.p);
	}
	free(path);
	return (rc);
}

static int
by_public(const void *a, const void *b)
{
	const struct filter_entry *const *x = a, *const *y = b;
	const struct instant *p = &(*x)->public, *q = &(*y)->public;

	if (p->earliest != q->earliest)
		return (p->earliest < q->earliest ? -1 : 1);
	if (p->latest != q->latest)
		return (p->latest < q->latest ? -1 : 1);
	return (*x < *y ? -1 : *x > *y);
}

/* A token is left where the raw gram that begins at it was not set aside. */
static void
count_left(struct applying *a, const struct print *p)
{
	size_t gone = 0;

	for (size_t j = 0; j < p->n[CH_RAW]; j++)
		gone += a->f->aside[CH_RAW][distinct_find(&a->d, CH_RAW, p->feature[CH_RAW][j].hash)];
	a->f->tokens = gone < p->tokens ? p->tokens - (uint32_t)gone : 0;
}

static int
apply(struct applying *a, const struct print *p, struct filter_entry **order, struct err *e)
{
	struct filter *f = a->f;
	int rc = distinct_make(&a->d, p, e);

	for (enum channel ch = 0; ch < CH_N && rc == 0; ch++) {
		if ((f->aside[ch] = calloc(a->d.n[ch] + 1, sizeof(bool))) == NULL)
			rc = err_set(e, ERR_NOMEM, "out of memory");
	}
	for (size_t i = 0; i < f->n; i++)
		order[i] = &f->entry[i];
	qsort(order, f->n, sizeof(*order), by_public);
	for (size_t i = 0; i < f->n && rc == 0; i++) {
		a->entry = order[i];
		a->entry->used = !f->has_seen || a->entry->public.earliest <= instant_end_of(f->seen);
		if (a->entry->used)
			rc = read_entry(a, e);
	}
	if (rc == 0)
		count_left(a, p);
	return (rc);
}

int
filter_apply(struct filter *f, const struct print *p, const struct instant *seen, gather_unread_fn *unread,
    void *arg, struct err *e)
{
	struct applying a = { .f = f, .unread = unread, .arg = arg };
	struct filter_entry **order = malloc((f->n + 1) * sizeof(struct filter_entry *));
	int rc;

	f->has_seen = seen != NULL;
	if (seen != NULL)
		f->seen = *seen;
	rc = order != NULL ? apply(&a, p, order, e) : err_set(e, ERR_NOMEM, "out of memory");
	distinct_free(&a.d);
	free(order);
	return (rc);
}

size_t
filter_total(const struct filter *f)
{
	size_t n = 0;

	for (enum channel ch = 0; ch < CH_N; ch++)
		n += f->features[ch];
	return (n);
}
