/* Where the sites of athar.marks.yml stand in the package: see package.h. */
#include <stdlib.h>

#include "base/vec.h"
#include "mark/package.h"
#include "mark/token.h"

static uint64_t
line_at(struct str text, size_t at)
{
	uint64_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += text.p[i] == '\n';
	return (line);
}

/* The one place where what stands in text. */
static int
find_once(struct str text, struct str what, size_t *at, struct err *e)
{
	*at = str_find(text, what);
	if (*at == STR_NPOS)
		return (err_set(e, ERR_NOTFOUND, "\"%.60s\" does not occur in the file", what.p));
	if (str_find(str_sub(text, *at + 1, text.n), what) != STR_NPOS)
		return (err_set(e, ERR_SYNTAX, "\"%.60s\" occurs more than once in the file", what.p));
	return (0);
}

static int
add_place(struct mark_package *p, const struct mark_place *place, struct err *e)
{
	if (VEC_GROW(p->place, p->places, p->places_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	p->place[p->places++] = *place;
	return (0);
}

/* A text that joins a word beside it would not be a token of its own when it is read back. */
static int
check_edges(const struct mark_site *site, struct str before, struct str after, struct err *e)
{
	for (size_t v = 0; v < site->values; v++) {
		if (token_joins(before, site->value[v]) || token_joins(site->value[v], after))
			return (err_set(e, ERR_SYNTAX,
			    "\"%.60s\" would run into the word beside it: take the whole word",
			    site->value[v].p));
	}
	if (site->kind == MARK_FREE &&
	    ((before.n > 0 && mark_class_has(site->class, before.p[before.n - 1])) ||
		(after.n > 0 && mark_class_has(site->class, after.p[0]))))
		return (err_set(e, ERR_SYNTAX, "\"%.60s\" is a part of a longer run of %s characters",
		    site->find.p, mark_class_name(site->class)));
	return (0);
}

static int
resolve_text(struct mark_package *p, size_t k, size_t file, struct err *e)
{
	struct mark_site *site = &p->sites.site[k];
	struct str text = p->file[file].text;
	struct mark_place place = { .file = file, .site = k, .n = site->find.n };
	int rc;

	if ((rc = find_once(text, site->find, &place.at, e)) != 0 ||
	    (rc = check_edges(
		 site, str_sub(text, 0, place.at), str_sub(text, place.at + place.n, text.n), e)) != 0)
		return (rc);
	site->line = line_at(text, place.at);
	return (add_place(p, &place, e));
}

/* The blanks before a line's text, which stay where they are when lines change places. */
static struct str
indent_of(struct str text, size_t at)
{
	size_t from = at;

	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	return (str_sub(text, from, at));
}

static int
check_line(struct str text, const struct mark_place *place, struct str indent, struct err *e)
{
	struct str before = indent_of(text, place->at), after = str_sub(text, place->at + place->n, text.n);
	size_t end = str_chr(after, '\n');

	if (end != STR_NPOS)
		after = str_sub(after, 0, end);
	if (str_trim(before).n > 0 || str_trim(after).n > 0)
		return (err_set(e, ERR_SYNTAX, "order: \"%.*s\" is not a line of its own",
		    (int)(place->n < 60 ? place->n : 60), text.p + place->at));
	if (!str_eq(before, indent))
		return (err_set(e, ERR_SYNTAX, "order: the lines must be indented alike"));
	return (0);
}

static int
by_place(const void *va, const void *vb)
{
	const struct mark_place *a = va, *b = vb;

	if (a->file != b->file)
		return (a->file < b->file ? -1 : 1);
	return (a->at < b->at ? -1 : a->at > b->at);
}

static int
resolve_order(struct mark_package *p, size_t k, size_t file, struct err *e)
{
	struct mark_site *site = &p->sites.site[k];
	struct str text = p->file[file].text;
	struct mark_place place[MARK_ORDER_MAX];
	int rc;

	for (size_t v = 0; v < site->values; v++) {
		place[v] = (struct mark_place){ .file = file, .site = k, .n = site->value[v].n };
		if ((rc = find_once(text, site->value[v], &place[v].at, e)) != 0 ||
		    (rc = check_line(text, &place[v], indent_of(text, place[0].at), e)) != 0)
			return (rc);
	}
	qsort(place, site->values, sizeof(*place), by_place);
	site->line = line_at(text, place[0].at);
	for (size_t v = 0; v < site->values; v++) {
		place[v].line = v;
		if ((rc = add_place(p, &place[v], e)) != 0)
			return (rc);
	}
	return (0);
}

static int
check_overlaps(const struct mark_package *p, struct err *e)
{
	for (size_t i = 1; i < p->places; i++) {
		const struct mark_place *a = &p->place[i - 1], *b = &p->place[i];

		if (a->file == b->file && a->at + a->n > b->at)
			return (err_set(e, ERR_SYNTAX, "this mark overlaps the one at line %llu",
				    (unsigned long long)p->sites.site[a->site].declared),
			    mark_declared(p, b->site, e), ERR_SYNTAX);
	}
	return (0);
}

int
mark_resolve(struct mark_package *p, struct err *e)
{
	int rc;

	for (size_t k = 0; k < p->sites.n; k++) {
		struct mark_site *site = &p->sites.site[k];
		size_t file = mark_package_find(p, site->file);

		if (file == SIZE_MAX)
			rc = err_set(e, ERR_NOTFOUND, "the package has no file \"%.200s\"", site->file.p);
		else
			rc = site->kind == MARK_ORDER ? resolve_order(p, k, file, e)
						      : resolve_text(p, k, file, e);
		if (rc != 0)
			return (mark_declared(p, k, e), rc);
	}
	if (p->places > 0)
		qsort(p->place, p->places, sizeof(*p->place), by_place);
	return (check_overlaps(p, e));
}
