/* A clean room: see the header. */
#include "trace/clean.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/vec.h"

struct reading {
	struct clean *c;
	const char *dir;
	struct distinct d;
	struct clean_solution *s; /* At hand. */
	gather_unread_fn *unread;
	void *arg;
};

static int
on_part(void *arg, const struct print *part, struct err *e)
{
	struct reading *r = arg;
	struct clean_solution *s = r->s;

	for (size_t i = 0; i < part->files; i++) {
		if (VEC_GROW(s->id, s->ids, s->capids) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		s->id[s->ids++] = part->file[i].id;
	}
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t j = 0; j < part->n[ch]; j++) {
			size_t i = distinct_find(&r->d, ch, part->feature[ch][j].hash);

			if (i != SIZE_MAX)
				s->has[ch][i] = true;
		}
	}
	return (0);
}

static void
on_unread(void *arg, struct str path, struct str why)
{
	const struct reading *r = arg;

	r->c->unread++;
	r->unread(r->arg, path, why);
}

static void
drop(struct clean_solution *s)
{
	free(s->name);
	free(s->id);
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(s->has[ch]);
	*s = (struct clean_solution){ .name = NULL };
}

/* What lies directly in the folder is a solution. */
static int
read_solution(void *arg, const char *path, const char *name, struct err *e)
{
	struct reading *r = arg;
	struct clean_solution *s;
	bool enough;
	int rc;

	if (r->c->n == CLEAN_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d solutions", CLEAN_MAX), err_in(e, r->dir));
	s = r->s = &r->c->solution[r->c->n];
	enough = (s->name = strdup(name)) != NULL;
	for (enum channel ch = 0; ch < CH_N; ch++)
		enough &= (s->has[ch] = calloc(r->d.n[ch] + 1, sizeof(bool))) != NULL;
	rc = enough ? print_each(path, on_part, r, on_unread, r, e) : err_set(e, ERR_NOMEM, "out of memory");
	/* One of which nothing could be read is none. */
	if (rc != 0 || s->ids == 0) {
		drop(s);
		return (rc);
	}
	qsort(s->id, s->ids, sizeof(*s->id), vec_by_u64);
	r->c->n++;
	return (0);
}

int
clean_read(struct clean **c, const char *dir, const struct print *p, gather_unread_fn *unread, void *arg,
    struct err *e)
{
	struct reading r = { .c = calloc(1, sizeof(*r.c)), .dir = dir, .unread = unread, .arg = arg };
	int rc;

	*c = NULL;
	if (r.c == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = distinct_make(&r.d, p, e)) == 0)
		rc = file_each_in(dir, read_solution, &r, e);
	if (rc == 0 && r.c->n == 0)
		rc = (err_set(e, ERR_NOTFOUND, "there is no solution here that can be read"), err_in(e, dir));
	distinct_free(&r.d);
	if (rc != 0) {
		clean_free(r.c);
		return (rc);
	}
	*c = r.c;
	return (0);
}

void
clean_free(struct clean *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->n; i++)
		drop(&c->solution[i]);
	free(c);
}

bool
clean_shares(const struct clean_solution *s, const struct print *x)
{
	for (size_t i = 0; i < x->files; i++) {
		if (bsearch(&x->file[i].id, s->id, s->ids, sizeof(*s->id), vec_by_u64) != NULL)
			return (true);
	}
	return (false);
}
