/*
 * The compiled reader: every text that can stand at a site becomes one or two
 * sequences of token numbers in one automaton, and every free value of every
 * copy an entry in one table.
 */
#include "mark/reader.h"

#include <stdlib.h>

#include "base/vec.h"
#include "mark/reader_impl.h"

static int
add_texts(struct mark_reader *r, size_t k, struct err *e)
{
	const struct mark_site *site = &r->site[k];
	int rc;

	for (size_t v = 0; v < site->values; v++) {
		if ((rc = lane_probe(&r->exact, k, (uint32_t)v, e)) != 0 ||
		    (rc = lane_add_text(&r->exact, site, site->value[v], e)) != 0)
			return (rc);
	}
	return (0);
}

/* Values of one class and length share their count of what a specimen holds. */
static int
add_free(struct mark_reader *r, size_t k, struct err *e)
{
	const struct mark_site *site = &r->site[k];
	struct map_entry *entry;

	if (r->pool[site->class][site->length] == 0)
		r->pool[site->class][site->length] = (uint8_t)++r->pools;
	if (r->shortest[site->class] == 0 || site->length < r->shortest[site->class])
		r->shortest[site->class] = site->length;
	for (size_t copy = 1; r->book != NULL && copy <= r->book->copies; copy++) {
		if ((entry = map_put(&r->values, mark_book_value(r->book, copy, k))) == NULL ||
		    VEC_GROW(r->holder, r->holders, r->holders_cap) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		r->holder[r->holders] =
		    (struct holder){ (uint32_t)k, (uint32_t)copy, (uint32_t)entry->value };
		entry->value = ++r->holders;
	}
	return (0);
}

struct mark_reader *
mark_reader_new(const struct mark_site *site, size_t n, const struct mark_book *book, struct err *e)
{
	struct mark_reader *r = calloc(1, sizeof(*r));
	int rc;

	if (r == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	r->site = site;
	r->sites = n;
	r->book = book;
	for (int class = MARK_HEX; class <= MARK_ALNUM; class ++) {
		for (int c = 0; c < 256; c++)
			r->in_class[class][c] = mark_class_has((enum mark_class) class, (char)c);
	}
	rc = lane_make(&r->exact, MARK_EXACT, e);
	for (size_t k = 0; rc == 0 && k < n; k++)
		rc = site[k].kind == MARK_FREE ? add_free(r, k, e) : add_texts(r, k, e);
	if (rc == 0)
		rc = trie_build(r->exact.trie, e);
	if (rc != 0) {
		mark_reader_free(r);
		return (NULL);
	}
	return (r);
}

void
mark_reader_free(struct mark_reader *r)
{
	if (r == NULL)
		return;
	lane_free(&r->exact);
	lane_free(&r->normal);
	lane_free(&r->context);
	map_free(&r->values);
	free(r->holder);
	free(r);
}
