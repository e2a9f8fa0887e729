/* Marked copies: see the header. */
#include "mark/copy.h"

#include <stdio.h>

#include "mark/reader.h"

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

/* What copy ${copy} has at a place. */
static struct str
text_at(
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

/* The first place at or behind this file; places are sorted by file. */
static size_t
first_place(const struct mark_package *p, size_t file)
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

	for (size_t i = first_place(p, file); i < p->places && p->place[i].file == file; i++) {
		buf_str(b, str_sub(text, at, p->place[i].at));
		buf_str(b, text_at(p, book, copy, &p->place[i]));
		at = p->place[i].at + p->place[i].n;
	}
	buf_str(b, str_sub(text, at, text.n));
}

/* Whether the scan holds the codeword of one copy and nothing else; else *site is where not. */
static bool
holds(const struct mark_package *p, const struct mark_book *book, size_t copy,
    const struct mark_reading *reading, size_t *site)
{
	for (size_t k = 0; k < p->sites.n; k++) {
		*site = k;
		if (p->sites.site[k].kind == MARK_FREE) {
			if (mark_reading_held(reading, k) != 1 ||
			    reading->held[k * reading->copies + copy - 1] == 0)
				return (false);
		} else if (mark_reading_count(reading, k) != 1 ||
		    reading->seen[reading->first[k] + mark_book_symbol(book, copy, k)] == 0) {
			return (false);
		}
	}
	return (true);
}

static int
verify_copy(const struct mark_package *p, const struct mark_book *book, size_t copy, struct mark_scan *scan,
    struct buf *text, struct err *e)
{
	size_t site = 0;
	int rc;

	mark_scan_clear(scan);
	for (size_t f = 0; f < p->files; f++) {
		size_t i = first_place(p, f);

		/* What has no marks is the same in all copies, and was read when the package was settled. */
		if (i == p->places || p->place[i].file != f)
			continue;
		buf_clear(text);
		mark_copy_file(p, book, copy, f, text);
		mark_scan_feed(scan, buf_view(text));
		mark_scan_file_end(scan);
	}
	if (text->failed != 0)
		return (buf_error(text, e));
	if (holds(p, book, copy, mark_scan_reading(scan), &site))
		return (0);
	rc = err_set(e, ERR_SYNTAX,
	    "copy %zu would not read back at this mark: take a longer text, or one further from its "
	    "neighbours",
	    copy);
	return (mark_declared(p, site, e), rc);
}

int
mark_copy_verify(const struct mark_package *p, const struct mark_book *book, struct err *e)
{
	struct mark_reader *reader = mark_reader_new(p->sites.site, p->sites.n, book, e);
	struct mark_scan *scan = reader != NULL ? mark_scan_new(reader, e) : NULL;
	struct buf text = BUF(BUF_BIG);
	int rc = scan != NULL ? 0 : ERR_NOMEM;

	for (size_t copy = 1; rc == 0 && copy <= book->copies; copy++)
		rc = verify_copy(p, book, copy, scan, &text, e);
	buf_free(&text);
	mark_scan_free(scan);
	mark_reader_free(reader);
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
