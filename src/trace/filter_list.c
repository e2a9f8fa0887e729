/*
 * Reading the list of what was public: an entry is taken whole or not at all, since one
 * whose date was passed over would set aside more, or less, than its author meant.
 */
#include <fcntl.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/ytree.h"
#include "trace/filter.h"

#define PATH_MAX_BYTES 4096

static const char *const kinds[FILTER_KINDS] = { "bug", "protocol", "interface", "advisory", "patch",
	"public-code" };

const char *
filter_kind_name(enum filter_kind kind)
{
	return (kinds[kind]);
}

/* An error of the list, with the line of ${at}. */
static int
wrong(struct err *e, const struct ytree *at, const char *why)
{
	(void)err_set(e, ERR_SYNTAX, "%s", why);
	return (err_line(e, at->line));
}

typedef int read_fn(struct filter_entry *entry, const struct ytree *value, struct err *e);

/* One line of text. */
static bool
is_line(const struct ytree *value, size_t max)
{
	struct str s = value->text;

	return (value->kind == YTREE_TEXT && s.n > 0 && s.n <= max && str_chr(s, '\n') == STR_NPOS &&
	    str_chr(s, '\0') == STR_NPOS);
}

static int
read_path(struct filter_entry *entry, const struct ytree *value, struct err *e)
{
	if (!is_line(value, PATH_MAX_BYTES))
		return (wrong(e, value, "path is a file or folder, relative to the list"));
	entry->path = value->text;
	return (0);
}

static int
read_kind(struct filter_entry *entry, const struct ytree *value, struct err *e)
{
	for (enum filter_kind k = 0; value->kind == YTREE_TEXT && k < FILTER_KINDS; k++) {
		if (str_eq(value->text, str_of(kinds[k]))) {
			entry->kind = k;
			return (0);
		}
	}
	return (wrong(e, value, "kind is bug, protocol, interface, advisory, patch or public-code"));
}

static int
read_public(struct filter_entry *entry, const struct ytree *value, struct err *e)
{
	if (value->kind != YTREE_TEXT || instant_parse(&entry->public, value->text, NULL) != 0)
		return (wrong(e, value, "public is a date or a time, as 2021-03-02"));
	return (0);
}

static int
read_reason(struct filter_entry *entry, const struct ytree *value, struct err *e)
{
	if (!is_line(value, FILTER_TEXT_MAX))
		return (wrong(e, value, "reason is one line of text, of 500 bytes at most"));
	entry->reason = value->text;
	return (0);
}

static int
read_source(struct filter_entry *entry, const struct ytree *value, struct err *e)
{
	if (!is_line(value, FILTER_TEXT_MAX))
		return (wrong(e, value, "source is one line of text, of 500 bytes at most"));
	entry->source = value->text;
	return (0);
}

static int
read_entry(struct filter_entry *entry, const struct ytree *map, struct err *e)
{
	static const struct {
		const char *name;
		read_fn *read;
	} keys[] = {
		{ "path", read_path },
		{ "kind", read_kind },
		{ "public", read_public },
		{ "reason", read_reason },
		{ "source", read_source },
	};
	const size_t n = sizeof(keys) / sizeof(*keys);
	int rc;

	if (map->kind != YTREE_MAP)
		return (
		    wrong(e, map, "an entry has the keys path, kind, public, reason, and perhaps source"));
	entry->line = map->line;
	for (size_t i = 0; i < map->n; i++) {
		const struct ytree *name = map->kid[2 * i];
		size_t k = 0;

		while (k < n && !str_eq(name->text, str_of(keys[k].name)))
			k++;
		if (k == n)
			return (wrong(e, name, "unknown key: expected path, kind, public, reason or source"));
		if ((rc = keys[k].read(entry, map->kid[2 * i + 1], e)) != 0)
			return (rc);
	}
	for (size_t k = 0; k + 1 < n; k++) {
		if (ytree_get(map, keys[k].name) == NULL)
			return (wrong(e, map, "an entry needs path, kind, public and reason"));
	}
	return (0);
}

static int
read_text(struct filter *f, struct str text, struct err *e)
{
	struct ytree **doc;
	size_t n;
	int rc;

	if ((rc = ytree_read(&f->arena, text, &doc, &n, e)) != 0)
		return (rc);
	if (n == 0)
		return (err_set(e, ERR_SYNTAX, "the list is empty"));
	if (n > 1)
		return (wrong(e, doc[1], "a second document in one list"));
	if (doc[0]->kind != YTREE_LIST || doc[0]->n == 0)
		return (wrong(e, doc[0], "expected a list of entries, as \"- path: advisory.txt\""));
	if (doc[0]->n > FILTER_ENTRIES_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d entries", FILTER_ENTRIES_MAX));
	if ((f->entry = arena_array(&f->arena, doc[0]->n, sizeof(*f->entry))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (f->n = 0; f->n < doc[0]->n; f->n++) {
		if ((rc = read_entry(&f->entry[f->n], doc[0]->kid[f->n], e)) != 0)
			return (rc);
	}
	return (0);
}

int
filter_read(struct filter **f, const char *path, struct err *e)
{
	struct buf text = BUF(YTREE_BYTES_MAX);
	int rc = file_read(&text, AT_FDCWD, path, e);

	*f = NULL;
	if (rc == 0)
		rc = filter_parse(f, path, buf_view(&text), e);
	buf_free(&text);
	return (rc);
}

int
filter_parse(struct filter **f, const char *file, struct str text, struct err *e)
{
	struct filter *got = calloc(1, sizeof(*got));
	int rc;

	*f = NULL;
	if (got == NULL || (got->file = arena_str(&got->arena, str_of(file))).p == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else if ((rc = read_text(got, text, e)) != 0)
		(void)err_in(e, file);
	if (rc != 0) {
		filter_free(got);
		return (rc);
	}
	*f = got;
	return (0);
}

void
filter_free(struct filter *f)
{
	if (f == NULL)
		return;
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(f->aside[ch]);
	arena_free(&f->arena);
	free(f);
}
