/*
 * A specimen, read in all three ways: fed whole and fed in pieces it must read the same, and a value
 * that some copy holds must have been counted among the values that are there.
 */
#include <stdlib.h>

#include "mark/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str timeout[] = { { "timeout = 30", 12 }, { "timeout = 31", 12 } };
static struct str wording[] = { { "has begun its work now", 22 }, { "has started all its work", 24 } };
static struct str lines[] = { { "a = 1", 5 }, { "b = 2", 5 }, { "c = 3", 5 } };
static const struct mark_site sites[] = {
	{ .kind = MARK_ONE_OF,
	    .value = timeout,
	    .values = 2,
	    .context = MARK_EITHER,
	    .left = { "( x )", 5 },
	    .right = { "retries", 7 },
	    .before = { { "( x", 3 } },
	    .after = { { "y [", 3 } },
	    .befores = 1,
	    .afters = 1 },
	{ .kind = MARK_ONE_OF, .value = wording, .values = 2, .context = MARK_ALONE },
	{ .kind = MARK_ORDER, .value = lines, .values = 3 },
	{ .kind = MARK_FREE, .class = MARK_HEX, .length = 4, .find = { "5f3a", 4 } },
	{ .kind = MARK_FREE, .class = MARK_DIGITS, .length = 5, .find = { "12345", 5 } },
	{ .kind = MARK_FREE, .class = MARK_ALNUM, .length = 4, .find = { "q4k9", 4 } },
};
#define SITES (sizeof(sites) / sizeof(sites[0]))

static void
feed(struct mark_scan *scan, struct str text, size_t piece)
{
	for (size_t at = 0; at < text.n; at += piece)
		mark_scan_feed(scan, str_sub(text, at, at + piece));
	mark_scan_file_end(scan);
}

static void
compare(struct mark_scan *a, struct mark_scan *b)
{
	const struct mark_reading *r = mark_scan_reading(a), *q = mark_scan_reading(b);

	if (memcmp(r->seen, q->seen, r->first[SITES]) != 0 ||
	    memcmp(r->held, q->held, SITES * r->copies) != 0 ||
	    memcmp(r->tokens, q->tokens, SITES * sizeof(*r->tokens)) != 0)
		abort();
	for (size_t k = 0; k < SITES; k++) {
		if (mark_reading_held(r, k) > r->tokens[k])
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct mark_book book;
	static struct mark_reader *reader;
	struct str text = { (const char *)data, size };
	struct mark_scan *whole, *pieces;

	if (reader == NULL) {
		struct sha256 id = sha256_of(STR("package"));

		if (mark_book_fill(&book, STR("a secret for the fuzzer"), &id, sites, SITES, 20, NULL) != 0 ||
		    (reader = mark_reader_new(sites, SITES, &book, NULL)) == NULL ||
		    mark_reader_tolerant(reader, NULL) != 0)
			abort();
	}
	whole = mark_scan_new(reader, NULL);
	pieces = mark_scan_new(reader, NULL);
	if (whole == NULL || pieces == NULL)
		abort();
	feed(whole, text, size + 1);
	feed(pieces, text, size == 0 ? 1 : 1 + data[0] % 17);
	compare(whole, pieces);
	mark_scan_free(whole);
	mark_scan_free(pieces);
	return (0);
}
