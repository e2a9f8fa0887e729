/* Choosing what a site is recognised by: see the header. */
#include "mark/context.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "mark/copy.h"
#include "mark/lane.h"
#include "mark/reader.h"

/* A stretch has so many tokens; so far from the site it may end or begin; the next one lies so much farther. */
#define SPAN  8
#define NEAR  32
#define APART 4
/* What of a file is looked at on either side of a place. */
#define LOOK 640
/* What stands around a place when the texts of its site are tried. */
#define WINDOW 4096

/* The last SPAN tokens of a stream, as one hash that rolls. */
struct roll {
	uint64_t id[SPAN], hash;
	size_t n;
};

/* An odd number; SPAN times multiplied by itself it is what the oldest token was multiplied by. */
#define BASE UINT64_C(0x9E3779B97F4A7C15)

/* One more token; whether there are SPAN of them. */
static bool
roll_on(struct roll *r, const struct norm_token *token)
{
	uint64_t id = str_hash(lane_shape(token)), old = r->id[r->n % SPAN], power = 1;

	for (int i = 0; i < SPAN; i++)
		power *= BASE;
	r->id[r->n++ % SPAN] = id;
	r->hash = r->hash * BASE + id - (r->n > SPAN ? old * power : 0);
	return (r->n >= SPAN);
}

static struct str
key_of(const uint64_t *hash)
{
	return ((struct str){ (const char *)hash, sizeof(*hash) });
}

/* The tokens on one side of a place. */
struct piece {
	uint64_t from, to; /* Bytes of the file. */
};
struct side {
	const struct mark_package *p;
	size_t place;
	size_t base; /* Where in the file the side begins. */
	struct roll roll;
	struct piece *piece;
	size_t pieces, cap;
	uint64_t *hash; /* Of the SPAN tokens that end with each. */
	size_t hashes, hashes_cap;
	bool failed;
};

static void
on_piece(void *arg, const struct norm_token *token)
{
	struct side *s = arg;

	if (VEC_GROW(s->piece, s->pieces, s->cap) != 0 || VEC_GROW(s->hash, s->hashes, s->hashes_cap) != 0) {
		s->failed = true;
		return;
	}
	(void)roll_on(&s->roll, token);
	s->piece[s->pieces++] = (struct piece){ s->base + token->from, s->base + token->to };
	s->hash[s->hashes++] = s->roll.hash;
}

static void
side_free(struct side *s)
{
	free(s->piece);
	free(s->hash);
}

/* Read a side of a place; from a blank to a blank where the file goes on. */
static void
read_side(struct side *s, bool left)
{
	const struct mark_place *place = &s->p->place[s->place];
	struct str text = s->p->file[place->file].text;
	size_t from = left ? place->at > LOOK ? place->at - LOOK : 0 : place->at + place->n;
	size_t to = left ? place->at : from + LOOK < text.n ? from + LOOK : text.n;
	struct norm norm = { .n = 0 };

	while (left && from > 0 && from < to && token_class(text.p[from]) != TOKEN_BLANK)
		from++;
	while (!left && to < text.n && to > from && token_class(text.p[to - 1]) != TOKEN_BLANK)
		to--;
	s->base = from;
	norm_feed(&norm, str_sub(text, from, to), on_piece, s);
	norm_end(&norm, on_piece, s);
}

/* Whether a mark stands in [from, to) of the place's file. */
static bool
holds_mark(const struct mark_package *p, size_t place, uint64_t from, uint64_t to)
{
	size_t file = p->place[place].file, i = place;

	while (i > 0 && p->place[i - 1].file == file && p->place[i - 1].at + MARK_TEXT_MAX >= from)
		i--;
	for (; i < p->places && p->place[i].file == file && p->place[i].at < to; i++) {
		if (p->place[i].at + p->place[i].n > from)
			return (true);
	}
	return (false);
}

typedef int stretch_fn(void *arg, const struct side *s, uint64_t hash, struct str text, size_t distance);

/* All stretches of a side that may be chosen, the nearest first; until ${fn} says otherwise than 0. */
static int
each_stretch(struct side *s, bool left, stretch_fn *fn, void *arg)
{
	struct str text = s->p->file[s->p->place[s->place].file].text;
	int rc = 0;

	for (size_t d = 0; rc == 0 && d <= NEAR && d + SPAN <= s->pieces; d++) {
		size_t last = left ? s->pieces - 1 - d : d + SPAN - 1, first = last + 1 - SPAN;
		uint64_t from = s->piece[first].from, to = s->piece[last].to;
		struct str stretch = str_sub(text, from, to);

		if (!holds_mark(s->p, s->place, from, to) && stretch.n <= MARK_TEXT_MAX &&
		    str_is_utf8(stretch))
			rc = fn(arg, s, s->hash[last], stretch, d);
	}
	return (rc);
}

static int
note_stretch(void *arg, const struct side *s, uint64_t hash, struct str text, size_t distance)
{
	struct map *times = arg;

	(void)s;
	(void)text;
	(void)distance;
	return (map_put(times, key_of(&hash)) != NULL ? 0 : ERR_NOMEM);
}

/* Where chosen ones go. */
struct choosing {
	const struct map *times;
	struct str *to;
	size_t n, next; /* Chosen; the least distance of the next. */
};

static int
choose_stretch(void *arg, const struct side *s, uint64_t hash, struct str text, size_t distance)
{
	struct choosing *c = arg;
	const struct map_entry *entry = map_get(c->times, key_of(&hash));

	(void)s;
	if (entry == NULL || entry->value != 1 || distance < c->next)
		return (0);
	c->to[c->n++] = text;
	c->next = distance + APART;
	return (c->n == MARK_AROUND_MAX);
}

/* Call ${fn} for the stretches of one side of a place. */
static int
with_side(const struct mark_package *p, size_t place, bool left, stretch_fn *fn, void *arg)
{
	struct side s = { .p = p, .place = place };
	int rc;

	read_side(&s, left);
	rc = s.failed ? ERR_NOMEM : each_stretch(&s, left, fn, arg);
	side_free(&s);
	return (rc);
}

struct counting {
	struct map *times;
	struct roll roll;
};

static void
count_token(void *arg, const struct norm_token *token)
{
	struct counting *c = arg;
	struct map_entry *entry;

	if (roll_on(&c->roll, token) && (entry = map_get(c->times, key_of(&c->roll.hash))) != NULL)
		entry->value++;
}

/* How often each stretch that was noted occurs in the whole package. */
static void
count_all(const struct mark_package *p, struct map *times)
{
	for (size_t f = 0; f < p->files; f++) {
		struct counting c = { .times = times };
		struct norm norm = { .n = 0 };

		norm_feed(&norm, p->file[f].text, count_token, &c);
		norm_end(&norm, count_token, &c);
	}
}

static bool
takes_part(const struct mark_package *p, size_t place)
{
	return (p->sites.site[p->place[place].site].kind == MARK_ONE_OF);
}

static int
choose(struct mark_package *p, struct err *e)
{
	struct map times = { 0 };
	int rc = 0;

	for (size_t i = 0; rc >= 0 && i < p->places; i++) {
		if (takes_part(p, i) && (rc = with_side(p, i, true, note_stretch, &times)) >= 0)
			rc = with_side(p, i, false, note_stretch, &times);
	}
	count_all(p, &times);
	for (size_t i = 0; rc >= 0 && i < p->places; i++) {
		struct mark_site *site = &p->sites.site[p->place[i].site];
		struct choosing before = { .times = &times, .to = site->before },
				after = { .times = &times, .to = site->after };

		if (!takes_part(p, i) || (rc = with_side(p, i, true, choose_stretch, &before)) < 0 ||
		    (rc = with_side(p, i, false, choose_stretch, &after)) < 0)
			continue;
		site->befores = before.n > 0 && after.n > 0 ? before.n : 0;
		site->afters = before.n > 0 && after.n > 0 ? after.n : 0;
	}
	map_free(&times);
	return (rc < 0 ? err_set(e, ERR_NOMEM, "out of memory") : 0);
}

/* Whether a site reads by its context as exactly this symbol. */
static bool
reads_as(const struct mark_reading *r, size_t k, size_t symbol)
{
	for (size_t i = r->first[k]; i < r->first[k + 1]; i++) {
		if (((r->seen[i] & 1u << MARK_BY_CONTEXT) != 0) != (i == r->first[k] + symbol))
			return (false);
	}
	return (true);
}

/* The package itself, then each text of each site in its place. */
static void
try_all(const struct mark_package *p, struct mark_scan *scan, bool *fails)
{
	for (size_t f = 0; f < p->files; f++) {
		mark_scan_feed(scan, p->file[f].text);
		mark_scan_file_end(scan);
	}
	for (size_t k = 0; k < p->sites.n; k++)
		fails[k] = p->sites.site[k].kind == MARK_ONE_OF &&
		    !reads_as(mark_scan_reading(scan), k, mark_own_symbol(p, k));
	for (size_t i = 0; i < p->places; i++) {
		const struct mark_place *place = &p->place[i];
		const struct mark_site *site = &p->sites.site[place->site];
		struct str text = p->file[place->file].text;
		size_t from = place->at > WINDOW ? place->at - WINDOW : 0, end = place->at + place->n;

		for (size_t v = 0; takes_part(p, i) && !fails[place->site] && v < site->values; v++) {
			mark_scan_clear(scan);
			mark_scan_feed(scan, str_sub(text, from, place->at));
			mark_scan_feed(scan, site->value[v]);
			mark_scan_feed(scan, str_sub(text, end, end + WINDOW));
			mark_scan_file_end(scan);
			fails[place->site] |= !reads_as(mark_scan_reading(scan), place->site, v);
		}
	}
}

static int
prove(struct mark_package *p, struct err *e)
{
	struct mark_reader *reader = mark_reader_new(p->sites.site, p->sites.n, NULL, e);
	bool fails[MARK_SITES_MAX] = { false };
	struct mark_scan *scan = NULL;
	int rc = ERR_NOMEM;

	if (reader == NULL || (rc = mark_reader_tolerant(reader, e)) != 0)
		goto done;
	rc = ERR_NOMEM;
	if ((scan = mark_scan_new(reader, e)) == NULL)
		goto done;
	try_all(p, scan, fails);
	rc = 0;
	for (size_t k = 0; k < p->sites.n; k++) {
		if (fails[k])
			p->sites.site[k].befores = p->sites.site[k].afters = 0;
	}
done:
	mark_scan_free(scan);
	mark_reader_free(reader);
	return (rc);
}

int
mark_context(struct mark_package *p, struct err *e)
{
	int rc = choose(p, e);

	return (rc != 0 ? rc : prove(p, e));
}
