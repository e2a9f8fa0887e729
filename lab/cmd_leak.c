/*
 * athar-lab leak: reads a marked copy, adapts it and writes it out.  A copy's
 * folder is the one below --copies whose name ends in the copy's number.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>

#include "adapt.h"
#include "base/file.h"
#include "base/vec.h"
#include "lab.h"
#include "sink.h"

/* The number at the end of a name, without leading zeros; SIZE_MAX where there is none. */
static uint64_t
number_of(const char *name)
{
	struct str s = str_of(name);
	size_t at = s.n;
	uint64_t v;

	while (at > 0 && s.p[at - 1] >= '0' && s.p[at - 1] <= '9')
		at--;
	return (str_u64(str_sub(s, at, s.n), &v) == 0 ? v : UINT64_MAX);
}

/* The path of copy ${number} below ${copies}. */
static int
find_copy(struct buf *path, const char *copies, uint64_t number, struct err *e)
{
	struct dirent **entry = NULL;
	int n, found = 0;
	struct stat st;

	if ((n = scandir(copies, &entry, NULL, alphasort)) < 0)
		return (err_sys(e, "cannot read the folder %s", copies));
	for (int i = 0; i < n; i++) {
		if (found == 0 && number_of(entry[i]->d_name) == number) {
			buf_clear(path);
			buf_printf(path, "%s/%s", copies, entry[i]->d_name);
			found = stat(buf_c(path), &st) == 0 && S_ISDIR(st.st_mode);
		}
		free(entry[i]);
	}
	free(entry);
	if (!found)
		return (err_set(
		    e, ERR_NOTFOUND, "%s holds no folder of copy %llu", copies, (unsigned long long)number));
	return (0);
}

struct loading {
	struct tree *tree;
	size_t root; /* Length of the copy's folder name and the slash behind it. */
};

static int
load_leaf(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct loading *l = arg;
	struct tree *t = l->tree;

	if (st == NULL)
		return (err_sys(e, "cannot read %s", path));
	if (file_odd(st) != NULL)
		return (0);
	if (VEC_GROW(t->leaf, t->n, t->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	t->leaf[t->n] = (struct leaf){ .text = BUF(BUF_BIG), .path = str_dup(str_of(path + l->root)) };
	if (t->leaf[t->n++].path == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	return (file_read(&t->leaf[t->n - 1].text, AT_FDCWD, path, e));
}

static int
load_copy(struct tree *t, const char *copies, uint64_t number, struct err *e)
{
	struct buf path = BUF(4096);
	struct loading l = { t, 0 };
	int rc;

	if ((rc = find_copy(&path, copies, number, e)) == 0) {
		l.root = path.n + 1;
		rc = file_walk(buf_c(&path), load_leaf, &l, e);
	}
	buf_free(&path);
	return (rc);
}

static void
tree_free(struct tree *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->leaf[i].path);
		buf_free(&t->leaf[i].text);
	}
	free(t->leaf);
	*t = (struct tree){ 0 };
}

/* Apply those of the list, each at most once, in the order of the table. */
static int
adapt_all(struct tree *t, struct str list, struct rng *r, struct err *e)
{
	struct str rest = list, name;
	bool wanted[8] = { false };
	size_t k;

	while (list.n > 0 && str_split(&rest, ',', &name)) {
		for (k = 0; adaptations[k].name != NULL && !str_eq(str_of(adaptations[k].name), name); k++)
			;
		if (adaptations[k].name == NULL)
			return (err_set(e, ERR_USAGE, "--adapt %.*s: no such adaptation", STR_ARG(name)));
		wanted[k] = true;
	}
	for (k = 0; adaptations[k].name != NULL; k++)
		if (wanted[k])
			adaptations[k].run(t, r);
	return (0);
}

static int
write_tree(const struct tree *t, const char *root, struct err *e)
{
	struct sink out;
	int rc = 0, closed;

	for (size_t i = 0; i < t->n && rc == 0; i++) {
		if (t->leaf[i].dropped)
			continue;
		if ((rc = sink_open(&out, root, t->leaf[i].path, e)) == 0)
			buf_str(&out.b, buf_view(&t->leaf[i].text));
		if ((closed = sink_close(&out, e)) != 0 && rc == 0)
			rc = closed;
	}
	return (rc);
}

/* The copies of a list like "3,7,20", mixed. */
static int
load_mixed(struct tree *t, const char *copies, struct str list, struct rng *r, struct err *e)
{
	struct str rest = list, part;
	uint64_t number;
	uint32_t of = 0;
	int rc = 0;

	while (rc == 0 && str_split(&rest, ',', &part)) {
		struct tree next = { 0 };

		if (str_u64(part, &number) != 0)
			return (err_set(
			    e, ERR_USAGE, "--copy: expected a number, or several with commas between"));
		if (++of == 1)
			rc = load_copy(t, copies, number, e);
		else if ((rc = load_copy(&next, copies, number, e)) == 0)
			adapt_mix(t, &next, of, r);
		tree_free(&next);
	}
	return (rc);
}

int
lab_leak(const struct lab_args *args, struct err *e)
{
	struct tree t = { 0 };
	uint64_t seed;
	struct rng r;
	int rc;

	if ((rc = lab_number(args, "seed", 0, UINT64_MAX, &seed, e)) != 0)
		return (rc);
	rng_seed(&r, seed, STR("leak"));
	if ((rc = load_mixed(&t, lab_get(args, "copies"), str_of(lab_get(args, "copy")), &r, e)) == 0 &&
	    (rc = adapt_all(&t, str_of(lab_get(args, "adapt")), &r, e)) == 0)
		rc = write_tree(&t, lab_get(args, "out"), e);
	tree_free(&t);
	return (rc);
}
