/* Marked copies: see the header. */
#include "mark/copy.h"

#include <stdio.h>

#include "mark/verify.h"

/* The order of an order site's lines in the package, as a symbol. */
static size_t
own_order(const struct mark_package *p, size_t site)
{
	const struct mark_site *s = &p->sites.site[site];
	uint8_t own[MARK_ORDER_MAX] = { 0 }, item[MARK_ORDER_MAX];

	for (size_t i = 0; i < p->places; i++) {
		const struct mark_place *place = &p->place[i];

		for (size_t v = 0; place->site == site && v < s->values; v++) {
			if (str_eq(s->value[v],
				str_sub(p->file[place->file].text, place->at, place->at + place->n)))
				own[place->line] = (uint8_t)v;
		}
	}
	for (size_t symbol = 0; symbol < mark_symbols(s); symbol++) {
		mark_permutation(symbol, s->values, item);
		if (memcmp(item, own, s->values) == 0)
			return (symbol);
	}
	return (0);
}

size_t
mark_own_symbol(const struct mark_package *p, size_t site)
{
	const struct mark_site *s = &p->sites.site[site];

	if (s->kind == MARK_ORDER)
		return (own_order(p, site));
	for (size_t v = 0; v < s->values; v++) {
		if (str_eq(s->value[v], s->find))
			return (v);
	}
	return (0);
}

struct str
mark_copy_text(
    const struct mark_package *p, const struct mark_book *book, size_t copy, const struct mark_place *place)
{
	const struct mark_site *site = &p->sites.site[place->site];
	uint8_t item[MARK_ORDER_MAX];

	if (site->kind == MARK_FREE)
		return (mark_book_value(book, copy, place->site));
	if (site->kind == MARK_ONE_OF)
		return (site->value[mark_book_symbol(book, copy, place->site)]);
	mark_permutation(mark_book_symbol(book, copy, place->site), site->values, item);
	return (site->value[item[place->line]]);
}

size_t
mark_copy_place(const struct mark_package *p, size_t file)
{
	size_t low = 0, high = p->places;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->place[mid].file < file)
			low = mid + 1;
		else
			high = mid;
	}
	return (low);
}

void
mark_copy_file(
    const struct mark_package *p, const struct mark_book *book, size_t copy, size_t file, struct buf *b)
{
	struct str text = p->file[file].text;
	size_t at = 0;

	for (size_t i = mark_copy_place(p, file); i < p->places && p->place[i].file == file; i++) {
		buf_str(b, str_sub(text, at, p->place[i].at));
		buf_str(b, mark_copy_text(p, book, copy, &p->place[i]));
		at = p->place[i].at + p->place[i].n;
	}
	buf_str(b, str_sub(text, at, text.n));
}

int
mark_copy_verify(const struct mark_package *p, const struct mark_book *book, struct err *e)
{
	struct mark_verify *v = mark_verify_new(p, book, e);
	size_t site = 0;
	int rc = v != NULL ? 0 : ERR_NOMEM;

	for (size_t copy = 1; rc == 0 && copy <= book->copies; copy++) {
		if (mark_verify_holds(v, copy, &site))
			continue;
		rc = err_set(e, ERR_SYNTAX,
		    "copy %zu would not read back at this mark: take a longer text, or one further from its "
		    "neighbours",
		    copy);
		(void)mark_declared(p, site, e);
	}
	mark_verify_free(v);
	return (rc);
}

void
mark_copy_name(size_t copy, size_t copies, char out[32])
{
	int digits = 3;

	for (size_t n = copies; n >= 1000; n /= 10)
		digits++;
	(void)snprintf(out, 32, "copy-%0*zu", digits, copy);
}
