/*
 * The compiled reader: every text that can stand at a site becomes one or two
 * sequences of token numbers in one automaton, and every free value of every
 * copy an entry in one table.
 */
#include "mark/reader.h"

#include <stdlib.h>

#include "base/vec.h"
#include "mark/reader_impl.h"
#include "mark/token.h"

/* Token numbers from 1; words get theirs as they first come. */
static uint32_t
number_of(struct mark_reader *r, struct str token)
{
	struct map_entry *entry = map_put(&r->words, token);

	if (entry == NULL)
		return (0);
	if (entry->value == 0)
		entry->value = r->words.n;
	r->lengths[(unsigned char)token.p[0]] |= reader_length_bit(token.n);
	return ((uint32_t)entry->value);
}

/* Append the numbers of a text's tokens. */
static int
put_tokens(struct mark_reader *r, struct str text, struct buf *ids)
{
	struct str token;
	size_t at = 0;

	while (token_next(text, &at, &token)) {
		uint32_t id = number_of(r, token);

		if (id == 0)
			return (-1);
		buf_put(ids, &id, sizeof(id));
	}
	return (ids->failed);
}

/* One sequence that stands for a symbol: up to three texts one after the other. */
static int
add_probe(struct mark_reader *r, uint32_t value, struct str a, struct str b, struct str c, struct err *e)
{
	struct buf ids = BUF((size_t)1 << 20);
	int rc;

	if (put_tokens(r, a, &ids) != 0 || put_tokens(r, b, &ids) != 0 || put_tokens(r, c, &ids) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		rc = trie_add(
		    r->trie, (const uint32_t *)(const void *)ids.p, ids.n / sizeof(uint32_t), value, e);
	buf_free(&ids);
	return (rc);
}

static int
add_text(struct mark_reader *r, const struct mark_site *site, uint32_t value, struct str text, struct err *e)
{
	struct str none = STR("");
	int rc = 0;

	if (site->kind == MARK_ORDER || site->context == MARK_ALONE)
		return (add_probe(r, value, none, text, none, e));
	if (site->context == MARK_BOTH)
		return (add_probe(r, value, site->left, text, site->right, e));
	if (site->left.n > 0)
		rc = add_probe(r, value, site->left, text, none, e);
	if (rc == 0 && site->right.n > 0)
		rc = add_probe(r, value, none, text, site->right, e);
	return (rc);
}

static int
add_texts(struct mark_reader *r, size_t k, struct err *e)
{
	const struct mark_site *site = &r->site[k];
	int rc;

	for (size_t v = 0; v < site->values; v++) {
		if (VEC_GROW(r->probe, r->probes, r->probes_cap) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		r->probe[r->probes] = (struct probe){ .site = (uint32_t)k, .text = (uint32_t)v };
		if ((rc = add_text(r, site, (uint32_t)r->probes, site->value[v], e)) != 0)
			return (rc);
		r->probes++;
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
	int rc = 0;

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
	if ((r->trie = trie_new(e)) == NULL)
		rc = ERR_NOMEM;
	for (size_t k = 0; rc == 0 && k < n; k++)
		rc = site[k].kind == MARK_FREE ? add_free(r, k, e) : add_texts(r, k, e);
	if (rc == 0)
		rc = trie_build(r->trie, e);
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
	map_free(&r->words);
	map_free(&r->values);
	trie_free(r->trie);
	free(r->probe);
	free(r->holder);
	free(r);
}
