/* Reading one specimen with a compiled reader: see reader.h. */
#include <stdlib.h>

#include "base/vec.h"
#include "mark/scan_impl.h"

/* Bytes that may be UTF-16 are looked at in pieces, so that what they unfold to stays small. */
#define PIECE ((size_t)65536)

struct mark_scan *
mark_scan_new(const struct mark_reader *r, struct err *e)
{
	struct mark_scan *s = calloc(1, sizeof(*s));

	if (s == NULL)
		goto nomem;
	s->r = r;
	s->plain = BUF(4 * PIECE);
	s->exact = (struct track){ s, &r->exact, 0, 0, calloc(r->sites + 1, sizeof(struct order)) };
	s->pool = calloc(r->pools + 1, sizeof(*s->pool));
	if (r->tolerant) {
		s->normal = (struct track){ s, &r->normal, 0, 0, calloc(r->sites + 1, sizeof(struct order)) };
		s->context = (struct track){ s, &r->context, 0, 0, NULL };
		s->around = calloc(r->sites + 1, sizeof(*s->around));
		s->any_word = lane_number(&r->context, lane_shape(&(struct norm_token){ .kind = NORM_WORD }));
	}
	if (s->exact.order == NULL || s->pool == NULL ||
	    (r->tolerant && (s->normal.order == NULL || s->around == NULL)) ||
	    mark_reading_make(&s->reading, r->site, r->sites, r->book != NULL ? r->book->copies : 0, e) != 0)
		goto nomem;
	return (s);
nomem:
	mark_scan_free(s);
	(void)err_set(e, ERR_NOMEM, "out of memory");
	return (NULL);
}

static void
forget_orders(struct track *t)
{
	for (size_t k = 0; k < t->scan->r->sites; k++) {
		if (t->order[k].any)
			t->order[k] = (struct order){ 0 };
	}
}

/* A line of an order that ends with this token of the file. */
static void
order_line(struct track *t, const struct probe *probe, uint64_t token)
{
	struct order *order = &t->order[probe->site];

	order->any = true;
	if (order->times[probe->text] < 2)
		order->times[probe->text]++;
	order->at[probe->text] = token;
}

static void
on_match(void *arg, uint32_t value, uint32_t length)
{
	struct track *t = arg;
	struct mark_scan *s = t->scan;
	const struct probe *probe = &t->lane->probe[value];
	struct mark_leap *leap = t->lane->way == MARK_EXACT ? s->record : NULL;

	if (t->lane->way == MARK_BY_CONTEXT) {
		scan_context(s, probe, length);
		return;
	}
	if (s->r->site[probe->site].kind != MARK_ORDER) {
		s->reading.seen[s->reading.first[probe->site] + probe->text] |= (uint8_t)(1u << t->lane->way);
		return;
	}
	/* What comes a third time changes nothing any more. */
	if (leap != NULL && t->order[probe->site].times[probe->text] < 2) {
		if (VEC_GROW(leap->hit, leap->hits, leap->cap) != 0)
			leap->failed = true;
		else
			leap->hit[leap->hits++] = (struct leap_hit){ *probe, t->token };
	}
	order_line(t, probe, t->token);
}

void
track_token(struct track *t, uint32_t id)
{
	t->token++;
	t->node = id == 0 ? 0 : trie_step(t->lane->trie, t->node, id);
	if (t->node != 0)
		trie_matches(t->lane->trie, t->node, on_match, t);
}

/* The runs of one class in a word.  Hexadecimal means the same in either case. */
static void
find_values(struct mark_scan *s, enum mark_class class, struct str word)
{
	const bool *in_class = s->r->in_class[class];
	char text[MARK_FREE_MAX];
	size_t from = 0, to;

	for (; from < word.n; from = to + 1) {
		for (to = from; to < word.n && in_class[(unsigned char)word.p[to]]; to++)
			;
		if (to - from > MARK_FREE_MAX || s->r->pool[class][to - from] == 0)
			continue;
		for (size_t i = from; i < to; i++)
			text[i - from] =
			    class == MARK_HEX && word.p[i] >= 'A' ? (char)(word.p[i] | 32) : word.p[i];
		scan_value(s, class, MARK_EXACT, (struct str){ text, to - from });
	}
}

static void
on_word(struct mark_scan *s, struct str word)
{
	if (word.n > TOKEN_MAX) {
		/* It equals nothing that is looked for. */
		track_token(&s->exact, 0);
		return;
	}
	track_token(&s->exact, lane_number(s->exact.lane, word));
	for (int class = MARK_HEX; s->r->pools > 0 && class <= MARK_ALNUM; class ++)
		find_values(s, (enum mark_class) class, word);
}

/* The word under way, which the last piece ended with, goes on with more bytes. */
static void
prolong(struct mark_scan *s, struct str more)
{
	if (s->word_n + more.n <= TOKEN_MAX)
		memcpy(s->word + s->word_n, more.p, more.n);
	s->word_n = s->word_n + more.n > TOKEN_MAX ? TOKEN_MAX + 1 : s->word_n + more.n;
}

static void
flush_word(struct mark_scan *s)
{
	if (s->word_n > 0)
		on_word(s, (struct str){ s->word, s->word_n });
	s->word_n = 0;
}

static void
feed_plain(struct mark_scan *s, struct str bytes)
{
	size_t at = 0, to;

	while (at < bytes.n) {
		enum token_class class = token_class(bytes.p[at]);

		for (to = at + 1;
		     class == TOKEN_WORD && to < bytes.n && token_class(bytes.p[to]) == TOKEN_WORD;)
			to++;
		if (class == TOKEN_WORD && (s->word_n > 0 || to == bytes.n)) {
			prolong(s, str_sub(bytes, at, to));
		} else if (class == TOKEN_WORD) {
			on_word(s, str_sub(bytes, at, to));
		}
		if (to < bytes.n || class != TOKEN_WORD)
			flush_word(s);
		if (class == TOKEN_OTHER)
			track_token(&s->exact, lane_number(s->exact.lane, str_sub(bytes, at, to)));
		at = to;
	}
}

void
mark_scan_leap_make(struct mark_scan *s, struct str lead, struct str bytes, struct mark_leap *leap)
{
	s->wide = (struct wide){ .begun = true, .utf16.order = UTF16_NOT };
	s->exact.node = 0;
	feed_plain(s, lead);
	flush_word(s);
	forget_orders(&s->exact);
	s->exact.token = 0;
	s->record = leap;
	feed_plain(s, bytes);
	flush_word(s);
	s->record = NULL;
	leap->node = s->exact.node;
	leap->tokens = s->exact.token;
	forget_orders(&s->exact);
	s->exact.node = 0;
	s->exact.token = 0;
	s->wide = (struct wide){ .n = 0 };
}

bool
mark_scan_leap(struct mark_scan *s, const struct mark_leap *leap)
{
	if (!wide_is_plain(&s->wide))
		return (false);
	flush_word(s);
	for (size_t i = 0; i < leap->hits; i++)
		order_line(&s->exact, &leap->hit[i].probe, s->exact.token + leap->hit[i].token);
	s->exact.node = leap->node;
	s->exact.token += leap->tokens;
	return (true);
}

/* For every way. */
static void
feed_all(struct mark_scan *s, struct str bytes)
{
	feed_plain(s, bytes);
	if (s->r->tolerant)
		scan_tolerant_feed(s, bytes);
}

void
mark_scan_feed(struct mark_scan *s, struct str bytes)
{
	size_t at = 0;

	for (; at < bytes.n && !wide_is_plain(&s->wide); at += PIECE) {
		buf_clear(&s->plain);
		wide_feed(&s->wide, str_sub(bytes, at, at + PIECE), &s->plain);
		feed_all(s, buf_view(&s->plain));
	}
	if (at < bytes.n)
		feed_all(s, str_sub(bytes, at, bytes.n));
}

/* All orders that agree with the lines that were seen once. */
static void
settle_order(struct track *t, size_t k)
{
	struct mark_reading *reading = &t->scan->reading;
	const struct order *order = &t->order[k];
	const struct mark_site *site = &t->scan->r->site[k];
	size_t present = 0;
	uint8_t item[MARK_ORDER_MAX];

	for (size_t i = 0; i < site->values; i++)
		present += order->times[i] == 1;
	if (present < 2)
		return;
	for (size_t symbol = 0; symbol < mark_symbols(site); symbol++) {
		uint64_t last = 0;
		bool agrees = true;

		mark_permutation(symbol, site->values, item);
		for (size_t i = 0; i < site->values; i++) {
			if (order->times[item[i]] != 1)
				continue;
			agrees &= order->at[item[i]] > last;
			last = order->at[item[i]];
		}
		if (agrees)
			reading->seen[reading->first[k] + symbol] |= (uint8_t)(1u << t->lane->way);
	}
}

/* The track is at the end of a file. */
static void
end_track(struct track *t)
{
	for (size_t k = 0; k < t->scan->r->sites; k++) {
		if (t->order[k].any)
			settle_order(t, k);
	}
	forget_orders(t);
	t->node = 0;
	t->token = 0;
}

void
mark_scan_file_end(struct mark_scan *s)
{
	buf_clear(&s->plain);
	wide_end(&s->wide, &s->plain);
	feed_all(s, buf_view(&s->plain));
	flush_word(s);
	end_track(&s->exact);
	if (!s->r->tolerant)
		return;
	scan_tolerant_end(s);
	end_track(&s->normal);
}

const struct mark_reading *
mark_scan_reading(struct mark_scan *s)
{
	for (size_t k = 0; k < s->r->sites; k++) {
		const struct mark_site *site = &s->r->site[k];
		struct pool *pool;

		if (site->kind != MARK_FREE)
			continue;
		/* The package's own value is nobody's: an innocent could not have drawn it. */
		pool = &s->pool[s->r->pool[site->class][site->length]];
		s->reading.tokens[k] = pool->seen.n + pool->more - (map_get(&pool->seen, site->find) != NULL);
	}
	return (&s->reading);
}

void
mark_scan_clear(struct mark_scan *s)
{
	mark_scan_file_end(s);
	mark_reading_clear(&s->reading);
	for (size_t i = 1; i <= s->r->pools; i++) {
		map_free(&s->pool[i].seen);
		s->pool[i].more = 0;
	}
}

void
mark_scan_begin(struct mark_scan *s, const uint8_t *seen, const uint8_t *held)
{
	memcpy(s->reading.seen, seen, s->reading.first[s->reading.sites]);
	memcpy(s->reading.held, held, s->reading.sites * s->reading.copies);
}

void
mark_scan_free(struct mark_scan *s)
{
	if (s == NULL)
		return;
	for (size_t i = 1; s->pool != NULL && i <= s->r->pools; i++)
		map_free(&s->pool[i].seen);
	free(s->pool);
	free(s->exact.order);
	free(s->normal.order);
	free(s->around);
	buf_free(&s->plain);
	mark_reading_free(&s->reading);
	free(s);
}
