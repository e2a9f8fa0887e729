/* Proving that copies read back: see the header. */
#include "mark/verify.h"

#include <stdlib.h>

#include "mark/copy.h"
#include "mark/reader_impl.h"
#include "mark/token.h"

/* What a file is, UTF-16 or not, shows in its first bytes: these are always read. */
#define HEAD 1024
/* A shorter stretch is not worth a leap. */
#define LEAST 64

/* The text before a place, or behind the last one of a file, and what of it is leapt over. */
struct gap {
	size_t from, to; /* Bytes of the file; equal without a leap. */
	struct mark_leap leap;
};

struct mark_verify {
	const struct mark_package *p;
	const struct mark_book *book;
	struct mark_reader *reader;
	struct mark_scan *scan;
	struct gap *gap; /* One before each place, one more behind the last of each file with marks. */
	size_t gaps;
	uint8_t *seen, *held; /* What all copies share, in the shape of a reading. */
};

static bool
has_places(const struct mark_package *p, size_t file)
{
	size_t i = mark_copy_place(p, file);

	return (i < p->places && p->place[i].file == file);
}

/*
 * The first end of a token in text[from..to) where the automaton knows nothing of what stood before it; to if
 * there is none.
 */
static size_t
forgets_at(const struct mark_reader *r, struct str text, size_t *from, size_t to)
{
	size_t depth = trie_depth(r->exact.trie), tokens = 0, at;
	struct str token, gap = str_sub(text, 0, to);

	/* A word directly behind a mark may be a part of a longer one. */
	while (*from > 0 && *from < to && token_class(text.p[*from]) == TOKEN_WORD)
		(*from)++;
	at = *from;
	while (token_next(gap, &at, &token)) {
		bool known = map_get(&r->exact.words, token) != NULL;

		tokens++;
		if ((!known || tokens >= depth) && at >= HEAD)
			return (at);
	}
	return (to);
}

/* Plan the gap text[from..to) of a file and read what of it can be leapt over. */
static int
plan_gap(struct mark_verify *v, struct str text, size_t from, size_t to, struct err *e)
{
	struct gap *gap = &v->gap[v->gaps++];
	size_t lead = from, end = to;

	gap->from = gap->to = to;
	/* A file that is or may be UTF-16 is read in full; no text of a mark can make one of another. */
	if (memchr(text.p, '\0', text.n < HEAD ? text.n : HEAD) != NULL ||
	    str_starts(text, STR("\xFF\xFE")) || str_starts(text, STR("\xFE\xFF")))
		return (0);
	from = forgets_at(v->reader, text, &lead, to);
	/* A word directly before a mark may go on in it. */
	while (end > from && to < text.n && token_class(text.p[end - 1]) == TOKEN_WORD)
		end--;
	if (end - from < LEAST)
		return (0);
	gap->from = from;
	gap->to = end;
	mark_scan_leap_make(v->scan, str_sub(text, lead, from), str_sub(text, from, end), &gap->leap);
	return (gap->leap.failed ? err_set(e, ERR_NOMEM, "out of memory") : 0);
}

/* Read all that the copies share: files without marks, and the stretches that are leapt over. */
static int
plan(struct mark_verify *v, struct err *e)
{
	const struct mark_package *p = v->p;
	int rc = 0;

	for (size_t f = 0; rc == 0 && f < p->files; f++) {
		struct str text = p->file[f].text;
		size_t at = 0;

		if (!has_places(p, f)) {
			mark_scan_feed(v->scan, text);
			mark_scan_file_end(v->scan);
			continue;
		}
		for (size_t i = mark_copy_place(p, f); rc == 0 && i < p->places && p->place[i].file == f;
		     i++) {
			rc = plan_gap(v, text, at, p->place[i].at, e);
			at = p->place[i].at + p->place[i].n;
		}
		if (rc == 0)
			rc = plan_gap(v, text, at, text.n, e);
	}
	return (rc);
}

struct mark_verify *
mark_verify_new(const struct mark_package *p, const struct mark_book *book, struct err *e)
{
	struct mark_verify *v = calloc(1, sizeof(*v));
	const struct mark_reading *shared;

	if (v == NULL)
		goto nomem;
	v->p = p;
	v->book = book;
	if ((v->reader = mark_reader_new(p->sites.site, p->sites.n, book, e)) == NULL ||
	    (v->scan = mark_scan_new(v->reader, e)) == NULL)
		goto failed;
	if ((v->gap = calloc(p->places + p->files + 1, sizeof(*v->gap))) == NULL)
		goto nomem;
	if (plan(v, e) != 0)
		goto failed;
	shared = mark_scan_reading(v->scan);
	v->seen = malloc(shared->first[shared->sites] + 1);
	v->held = malloc(shared->sites * shared->copies + 1);
	if (v->seen == NULL || v->held == NULL)
		goto nomem;
	memcpy(v->seen, shared->seen, shared->first[shared->sites]);
	memcpy(v->held, shared->held, shared->sites * shared->copies);
	return (v);
nomem:
	(void)err_set(e, ERR_NOMEM, "out of memory");
failed:
	mark_verify_free(v);
	return (NULL);
}

/* A gap as every copy has it: what is near marks is fed, the rest is leapt over. */
static void
pass_gap(struct mark_verify *v, const struct gap *gap, struct str text, size_t from, size_t to)
{
	if (gap->from == gap->to) {
		mark_scan_feed(v->scan, str_sub(text, from, to));
		return;
	}
	mark_scan_feed(v->scan, str_sub(text, from, gap->from));
	if (!mark_scan_leap(v->scan, &gap->leap))
		mark_scan_feed(v->scan, str_sub(text, gap->from, gap->to));
	mark_scan_feed(v->scan, str_sub(text, gap->to, to));
}

/* Whether the scan holds the codeword of one copy and nothing else; else *site is where not. */
static bool
holds(const struct mark_verify *v, size_t copy, const struct mark_reading *reading, size_t *site)
{
	for (size_t k = 0; k < v->p->sites.n; k++) {
		*site = k;
		if (v->p->sites.site[k].kind == MARK_FREE) {
			if (mark_reading_held(reading, k) != 1 ||
			    reading->held[k * reading->copies + copy - 1] == 0)
				return (false);
		} else if (mark_reading_count(reading, k) != 1 ||
		    reading->seen[reading->first[k] + mark_book_symbol(v->book, copy, k)] == 0) {
			return (false);
		}
	}
	return (true);
}

bool
mark_verify_holds(struct mark_verify *v, size_t copy, size_t *site)
{
	const struct mark_package *p = v->p;
	size_t at = 0, g = 0;

	mark_scan_clear(v->scan);
	mark_scan_begin(v->scan, v->seen, v->held);
	for (size_t i = 0; i < p->places; i++) {
		const struct mark_place *place = &p->place[i];
		struct str text = p->file[place->file].text;

		pass_gap(v, &v->gap[g++], text, at, place->at);
		mark_scan_feed(v->scan, mark_copy_text(p, v->book, copy, place));
		at = place->at + place->n;
		if (i + 1 < p->places && p->place[i + 1].file == place->file)
			continue;
		pass_gap(v, &v->gap[g++], text, at, text.n);
		mark_scan_file_end(v->scan);
		at = 0;
	}
	return (holds(v, copy, mark_scan_reading(v->scan), site));
}

void
mark_verify_free(struct mark_verify *v)
{
	if (v == NULL)
		return;
	for (size_t g = 0; g < v->gaps; g++)
		free(v->gap[g].leap.hit);
	free(v->gap);
	free(v->seen);
	free(v->held);
	mark_scan_free(v->scan);
	mark_reader_free(v->reader);
	free(v);
}
