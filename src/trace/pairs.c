/* Many files and folders, each against every other: see the header. */
#include "trace/pairs.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"

/* What a file ${name} below ${path} is of: itself, or the entry directly below that it is or lies in. */
static struct str
entry_of(struct str path, struct str name)
{
	size_t n = path.n;

	if (name.n <= n || memcmp(name.p, path.p, n) != 0 || (name.p[n] != '/' && name.p[n - 1] != '/'))
		return (path);
	for (n += name.p[n] == '/'; n < name.n && name.p[n] != '/'; n++)
		;
	return (str_sub(name, 0, n));
}

static int
add_item(struct pairs *a, struct str name, const struct print *all, size_t file, size_t files, struct err *e)
{
	struct pairs_item *item;
	char *mine;

	if (VEC_GROW(a->item, a->items, a->cap) != 0 || (mine = str_dup(name)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	item = &a->item[a->items++];
	*item = (struct pairs_item){ .name = mine };
	return (print_part(all, file, files, &item->p, e));
}

/* The files of an entry follow each other. */
static int
take_apart(struct pairs *a, const char *path, const struct print *all, struct err *e)
{
	size_t to;
	int rc = 0;

	for (size_t from = 0; from < all->files && rc == 0; from = to) {
		struct str entry = entry_of(str_of(path), str_of(all->file[from].name));

		for (to = from + 1; to < all->files; to++) {
			if (!str_eq(entry, entry_of(str_of(path), str_of(all->file[to].name))))
				break;
		}
		rc = add_item(a, entry, all, from, to - from, e);
	}
	return (rc);
}

int
pairs_read(struct pairs *a, const char *path, gather_unread_fn *unread, void *arg, struct err *e)
{
	struct print all = { 0 };
	int rc = print_read_most(&all, path, PRINT_FEATURES_MAX / 2 - a->features, unread, arg, e);

	if (rc == 0)
		rc = take_apart(a, path, &all, e);
	a->features += print_features(&all);
	print_free(&all);
	return (rc);
}

void
pairs_free(struct pairs *a)
{
	for (size_t i = 0; i < a->items; i++) {
		free(a->item[i].name);
		print_free(&a->item[i].p);
	}
	free(a->item);
	free(a->found);
	*a = (struct pairs){ 0 };
}

static int
put_in(struct index *x, const struct print *p, const struct background *b, double least, struct err *e)
{
	struct score_package *k = score_package(p, b, e);
	int rc = k == NULL ? e->code : index_add(x, k, &(struct score_floor){ least, INFINITY }, e);

	score_package_free(k);
	return (rc);
}

/* What one specimen could be made from. */
static int
find_one(struct pairs *a, const struct index *x, uint32_t specimen, struct index_found *could, struct err *e)
{
	int rc = index_find(x, &a->item[specimen].p, could, e);

	for (size_t i = 0; i < could->n && rc == 0; i++) {
		if (could->package[i] == specimen)
			continue;
		if (VEC_GROW(a->found, a->n, a->capfound) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		a->found[a->n++] = (struct pairs_found){ could->package[i], specimen };
	}
	return (rc);
}

static int
by_package(const void *a, const void *b)
{
	const struct pairs_found *x = a, *y = b;

	if (x->package != y->package)
		return (x->package < y->package ? -1 : 1);
	return (x->specimen < y->specimen ? -1 : x->specimen > y->specimen);
}

int
pairs_find(struct pairs *a, const struct background *b, double least, const char *beside, struct err *e)
{
	struct index_found could = { 0 };
	struct index *x = index_new(b, beside, e);
	int rc = x == NULL ? e->code : 0;

	for (size_t i = 0; i < a->items && rc == 0; i++)
		rc = put_in(x, &a->item[i].p, b, least, e);
	if (rc == 0)
		rc = index_seal(x, e);
	for (uint32_t i = 0; i < a->items && rc == 0; i++)
		rc = find_one(a, x, i, &could, e);
	if (a->n > 0)
		qsort(a->found, a->n, sizeof(*a->found), by_package);
	index_found_free(&could);
	index_free(x);
	return (rc);
}
