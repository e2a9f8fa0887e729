/* Candidates in prose: lists of independent points, and wordings that mean the same.  See propose.h. */
#include "mark/propose.h"
#include "mark/token.h"

/* A wording and another that may stand in its place whatever stands around. */
static const struct {
	const char *one, *other;
} wording[] = {
	{ "cannot", "can not" },
	{ "for example", "for instance" },
	{ "for instance", "for example" },
	{ "in order to", "to" },
	{ "prior to", "before" },
	{ "in spite of", "despite" },
	{ "with respect to", "with regard to" },
	{ "with regard to", "with respect to" },
	{ "all of the", "all the" },
	{ "even though", "although" },
	{ "is able to", "can" },
	{ "are able to", "can" },
	{ "because of", "owing to" },
	{ "towards", "toward" },
	{ "amongst", "among" },
};

/* A point that leans on its neighbours must stay where it is. */
static bool
leans(struct str line)
{
	static const char *const word[] = { "first", "then", "next", "finally", "step", "after", "before",
		"above", "below", "previous", "following", "latter", "former", "order", "also", NULL };
	struct str token;
	size_t at = 0;

	while (token_next(line, &at, &token)) {
		for (size_t i = 0; word[i] != NULL; i++) {
			if (str_ieq(token, str_of(word[i])))
				return (true);
		}
	}
	return (line.n > 200 || (line.n > 0 && strchr(":,;", line.p[line.n - 1]) != NULL));
}

/* Lists of three to six points; each a line, with nothing that belongs to it below. */
static int
try_list(struct mark_proposals *m, const struct mark_package *p, const struct mark_site *site, bool whole)
{
	if (!whole || site->values < 3 || site->values > MARK_ORDER_MAX)
		return (0);
	return (mark_propose_add(m, p, site, "points whose order may not matter"));
}

/* One wording with the words beside it, so that it is a text of its own. */
static int
try_wording(struct mark_proposals *m, const struct mark_package *p, size_t file, struct str line, size_t k)
{
	struct str one = str_of(wording[k].one);
	struct mark_site site = { .kind = MARK_ONE_OF, .file = p->file[file].path, .values = 2 };
	size_t at = str_find(line, one), from = at, to = at + one.n;
	struct buf b = BUF(MARK_TEXT_MAX);

	if (at == STR_NPOS || token_joins(str_sub(line, 0, at), one) ||
	    token_joins(one, str_sub(line, to, line.n)) ||
	    str_starts(str_sub(line, to, line.n), STR(" only")))
		return (0);
	/* Two words to either side. */
	for (int words = 0; words < 2; words++) {
		while (from > 0 && token_class(line.p[from - 1]) == TOKEN_BLANK)
			from--;
		while (from > 0 && token_class(line.p[from - 1]) != TOKEN_BLANK)
			from--;
		while (to < line.n && token_class(line.p[to]) == TOKEN_BLANK)
			to++;
		while (to < line.n && token_class(line.p[to]) != TOKEN_BLANK)
			to++;
	}
	site.find = str_trim(str_sub(line, from, to));
	if (token_weight(site.find) < one.n + 6)
		return (0);
	buf_str(&b, (struct str){ site.find.p, (size_t)(line.p + at - site.find.p) });
	buf_cstr(&b, wording[k].other);
	buf_str(&b, str_sub(site.find, (size_t)(line.p + at - site.find.p) + one.n, site.find.n));
	site.value = b.failed != 0 ? NULL : arena_array(&m->arena, 2, sizeof(*site.value));
	if (site.value != NULL) {
		site.value[0] = site.find;
		site.value[1] = arena_str(&m->arena, buf_view(&b));
	}
	buf_free(&b);
	if (site.value == NULL || site.value[1].p == NULL)
		return (ERR_NOMEM);
	return (mark_propose_add(m, p, &site, "two wordings that mean the same"));
}

/* Code, quotations, tables and headings are not prose. */
static int
try_line(struct mark_proposals *m, const struct mark_package *p, size_t file, struct str line)
{
	int rc = 0;

	if (line.n == 0 || line.n > MARK_TEXT_MAX || strchr(" \t>|#", line.p[0]) != NULL ||
	    memchr(line.p, '`', line.n) != NULL || memchr(line.p, '"', line.n) != NULL)
		return (0);
	for (size_t k = 0; rc == 0 && k < sizeof(wording) / sizeof(wording[0]); k++)
		rc = try_wording(m, p, file, line, k);
	return (rc);
}

int
mark_propose_prose(struct mark_proposals *m, const struct mark_package *p, size_t file)
{
	struct mark_site list = { .kind = MARK_ORDER, .file = p->file[file].path };
	struct str rest = p->file[file].text, line, above = STR("");
	bool markdown = str_iends(list.file, STR(".md")), fenced = false, whole = true, more;
	int rc = 0;

	if (!markdown && !str_iends(list.file, STR(".txt")))
		return (0);
	do {
		if ((more = str_split(&rest, '\n', &line)) && str_ends(line, STR("\r")))
			line.n--;
		if (more && str_starts(line, STR("```")))
			fenced = !fenced;
		if (more && markdown && !fenced &&
		    (str_starts(line, STR("- ")) || str_starts(line, STR("* ")))) {
			if (list.values == 0) {
				list.value = arena_array(&m->arena, MARK_ORDER_MAX + 1, sizeof(*list.value));
				whole = !leans(str_ends(str_trim(above), STR(":"))
					? str_sub(str_trim(above), 0, str_trim(above).n - 1)
					: above);
			}
			if (list.value == NULL)
				return (ERR_NOMEM);
			whole = whole && !leans(line);
			if (list.values <= MARK_ORDER_MAX)
				list.value[list.values++] = str_trim(line);
		} else {
			/* A line right below the last point belongs to it. */
			rc = try_list(m, p, &list, whole && (!more || str_trim(line).n == 0));
			list.values = 0;
			if (more && str_trim(line).n > 0)
				above = line;
		}
		if (rc == 0 && more && !fenced)
			rc = try_line(m, p, file, line);
	} while (rc == 0 && more);
	return (rc);
}
