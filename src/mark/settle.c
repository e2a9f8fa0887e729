/*
 * How each text will be read back: see package.h.  A text with many letters
 * stands for itself; a short one ("timeout = 30") would turn up in anybody's
 * program, so it takes words from its left or right along, and either is
 * enough, since an adaptation may change one side.  What was chosen is proved
 * on the package: it must read as itself, and each other text, put in its
 * place, as that text.  A site that fails takes both sides; one that still
 * fails is an error.
 */

#include "mark/copy.h"
#include "mark/package.h"
#include "mark/reader.h"
#include "mark/token.h"

/* So many letters and digits make a text by itself unlikely by chance; */
#define WEIGHT_ALONE 18
/* one with its context should have so many, and must have at least so many. */
#define WEIGHT_CONTEXT 16
#define WEIGHT_LEAST   12
/* A context takes at most so many tokens, from at most so many bytes. */
#define CONTEXT_TOKENS 8
#define CONTEXT_BYTES  512
/* What is looked at around a site when its other texts are tried. */
#define WINDOW 4096

static size_t
least_weight(const struct mark_site *site)
{
	size_t least = SIZE_MAX;

	for (size_t v = 0; v < site->values; v++) {
		size_t weight = token_weight(site->value[v]);

		least = weight < least ? weight : least;
	}
	return (least);
}

/*
 * The stretch between a place and the mark before or behind it: only there is the text the same in all
 * copies.
 */
static struct str
free_side(const struct mark_package *p, size_t i, bool left)
{
	const struct mark_place *place = &p->place[i];
	struct str text = p->file[place->file].text;
	size_t from = 0, to = text.n;

	if (left) {
		if (i > 0 && p->place[i - 1].file == place->file)
			from = p->place[i - 1].at + p->place[i - 1].n;
		to = place->at;
		if (to - from > CONTEXT_BYTES) {
			/* Begin behind a blank, not inside a word. */
			from = to - CONTEXT_BYTES;
			while (from < to && token_class(text.p[from]) != TOKEN_BLANK)
				from++;
		}
	} else {
		from = place->at + place->n;
		if (i + 1 < p->places && p->place[i + 1].file == place->file)
			to = p->place[i + 1].at;
		if (to - from > CONTEXT_BYTES) {
			to = from + CONTEXT_BYTES;
			while (to > from && token_class(text.p[to - 1]) != TOKEN_BLANK)
				to--;
		}
	}
	return (str_sub(text, from, to));
}

/* The tokens nearest to the site, as few as reach the weight. */
static struct str
nearest(struct str side, bool left, size_t weight)
{
	struct str token[CONTEXT_BYTES + 1], got = { side.p, 0 };
	size_t n = 0, at = 0, use;

	while (n <= CONTEXT_BYTES && token_next(side, &at, &token[n]))
		n++;
	for (use = 1; use <= n && use <= CONTEXT_TOKENS; use++) {
		const struct str *first = left ? &token[n - use] : &token[0];
		const struct str *last = left ? &token[n - 1] : &token[use - 1];

		got = (struct str){ first->p, (size_t)(last->p + last->n - first->p) };
		if (token_weight(got) >= weight)
			break;
	}
	/* The manifest holds text: what is not, is no context. */
	return (str_is_utf8(got) ? got : str_sub(got, 0, 0));
}

static void
set_context(struct mark_package *p, size_t i, bool both)
{
	struct mark_site *site = &p->sites.site[p->place[i].site];
	size_t least = least_weight(site), need = least < WEIGHT_CONTEXT ? WEIGHT_CONTEXT - least : 1;

	if (site->kind != MARK_ONE_OF)
		return;
	site->left = nearest(free_side(p, i, true), true, both ? SIZE_MAX : need);
	site->right = nearest(free_side(p, i, false), false, both ? SIZE_MAX : need);
	site->context = both ? MARK_BOTH : least >= WEIGHT_ALONE ? MARK_ALONE : MARK_EITHER;
	if (site->context == MARK_ALONE)
		site->left = site->right = STR("");
	if (site->context != MARK_EITHER)
		return;
	/* A side that is too thin to tell anything is left out; two such sides must stand together. */
	if (token_weight(site->left) + least < WEIGHT_LEAST)
		site->left.n = 0;
	if (token_weight(site->right) + least < WEIGHT_LEAST)
		site->right.n = 0;
	if (site->left.n == 0 && site->right.n == 0)
		set_context(p, i, true);
}

/* Whether exactly this symbol was seen at the site. */
static bool
reads_as(const struct mark_reading *reading, size_t site, size_t symbol)
{
	return (reading->seen[reading->first[site] + symbol] != 0 && mark_reading_count(reading, site) == 1);
}

/* The package as it is must read as itself: nowhere else may one of a site's texts stand. */
static void
try_package(const struct mark_package *p, struct mark_scan *scan, bool *fails)
{
	const struct mark_reading *reading;

	mark_scan_clear(scan);
	for (size_t f = 0; f < p->files; f++) {
		mark_scan_feed(scan, p->file[f].text);
		mark_scan_file_end(scan);
	}
	reading = mark_scan_reading(scan);
	for (size_t k = 0; k < p->sites.n; k++)
		fails[k] = p->sites.site[k].kind != MARK_FREE && !reads_as(reading, k, mark_own_symbol(p, k));
}

/* Each text of a site in its place, and what stands around it. */
static void
try_texts(const struct mark_package *p, struct mark_scan *scan, bool *fails)
{
	for (size_t i = 0; i < p->places; i++) {
		const struct mark_place *place = &p->place[i];
		const struct mark_site *site = &p->sites.site[place->site];
		struct str text = p->file[place->file].text;
		size_t from = place->at > WINDOW ? place->at - WINDOW : 0;

		for (size_t v = 0; site->kind == MARK_ONE_OF && v < site->values; v++) {
			mark_scan_clear(scan);
			mark_scan_feed(scan, str_sub(text, from, place->at));
			mark_scan_feed(scan, site->value[v]);
			mark_scan_feed(
			    scan, str_sub(text, place->at + place->n, place->at + place->n + WINDOW));
			mark_scan_file_end(scan);
			fails[place->site] |= !reads_as(mark_scan_reading(scan), place->site, v);
		}
	}
}

static int
try_all(const struct mark_package *p, bool *fails, struct err *e)
{
	struct mark_reader *reader = mark_reader_new(p->sites.site, p->sites.n, NULL, e);
	struct mark_scan *scan = reader != NULL ? mark_scan_new(reader, e) : NULL;
	int rc = scan != NULL ? 0 : e->code;

	if (rc == 0) {
		try_package(p, scan, fails);
		try_texts(p, scan, fails);
	}
	mark_scan_free(scan);
	mark_reader_free(reader);
	return (rc);
}

int
mark_settle_try(struct mark_package *p, bool *fails, struct err *e)
{
	struct err mine = { 0 };
	int rc;

	/* try_all reads the code back, so an error must have a place to go. */
	if (e == NULL)
		e = &mine;
	for (size_t i = 0; i < p->places; i++)
		set_context(p, i, false);
	if ((rc = try_all(p, fails, e)) != 0)
		return (rc);
	for (size_t i = 0; i < p->places; i++) {
		if (fails[p->place[i].site])
			set_context(p, i, true);
	}
	return (try_all(p, fails, e));
}

int
mark_settle(struct mark_package *p, struct err *e)
{
	bool fails[MARK_SITES_MAX] = { false };
	int rc;

	if ((rc = mark_settle_try(p, fails, e)) != 0)
		return (rc);
	for (size_t k = 0; k < p->sites.n; k++) {
		if (fails[k]) {
			rc = err_set(e, ERR_SYNTAX,
			    "this mark could not be read back: one of its texts also stands elsewhere "
			    "in the package, or beside it; take a longer text");
			return (mark_declared(p, k, e), rc);
		}
	}
	return (0);
}
