/* Reading one specimen with a compiled reader: see reader.h. */
#include <stdlib.h>

#include "base/vec.h"
#include "mark/reader.h"
#include "mark/reader_impl.h"
#include "mark/token.h"
#include "mark/wide.h"

/* Different values remembered of one class and length; every later one counts as different. */
#define POOL_MAX 200000

/* Bytes that may be UTF-16 are looked at in pieces, so that what they unfold to stays small. */
#define PIECE ((size_t)65536)

/* The lines of one order in the current file. */
struct order {
	uint32_t times[MARK_ORDER_MAX]; /* How often each was seen: once is what counts. */
	uint64_t at[MARK_ORDER_MAX];    /* The token where it ended. */
	bool any;
};

/* The free values of one class and length. */
struct pool {
	struct map seen;
	uint64_t more; /* Occurrences that may or may not have been seen before. */
};

struct mark_scan {
	const struct mark_reader *r;
	struct mark_reading reading;
	struct wide wide;
	struct buf plain; /* What UTF-16 turned into. */
	uint32_t node;    /* In the automaton. */
	uint64_t token;   /* Tokens of the current file so far. */
	char word[TOKEN_MAX];
	size_t word_n;       /* Length of the word that is under way; beyond TOKEN_MAX it is too long. */
	struct order *order; /* One a site. */
	struct pool *pool;
	struct mark_leap *record; /* The leap that is being made, or NULL. */
};

struct mark_scan *
mark_scan_new(const struct mark_reader *r, struct err *e)
{
	struct mark_scan *s = calloc(1, sizeof(*s));

	if (s == NULL)
		goto nomem;
	s->r = r;
	s->plain = BUF(4 * PIECE);
	s->order = calloc(r->sites + 1, sizeof(*s->order));
	s->pool = calloc(r->pools + 1, sizeof(*s->pool));
	if (s->order == NULL || s->pool == NULL ||
	    mark_reading_make(&s->reading, r->site, r->sites, r->book != NULL ? r->book->copies : 0, e) != 0)
		goto nomem;
	return (s);
nomem:
	mark_scan_free(s);
	(void)err_set(e, ERR_NOMEM, "out of memory");
	return (NULL);
}

static void
forget_orders(struct mark_scan *s)
{
	for (size_t k = 0; k < s->r->sites; k++) {
		if (s->order[k].any)
			s->order[k] = (struct order){ 0 };
	}
}

/* A line of an order that ends with this token of the file. */
static void
order_line(struct mark_scan *s, const struct probe *probe, uint64_t token)
{
	struct order *order = &s->order[probe->site];

	order->any = true;
	if (order->times[probe->text] < 2)
		order->times[probe->text]++;
	order->at[probe->text] = token;
}

static void
on_match(void *arg, uint32_t value, uint32_t length)
{
	struct mark_scan *s = arg;
	const struct probe *probe = &s->r->probe[value];
	struct mark_leap *leap = s->record;

	(void)length;
	if (s->r->site[probe->site].kind != MARK_ORDER) {
		s->reading.seen[s->reading.first[probe->site] + probe->text] = 1;
		return;
	}
	/* What comes a third time changes nothing any more. */
	if (leap != NULL && s->order[probe->site].times[probe->text] < 2) {
		if (VEC_GROW(leap->hit, leap->hits, leap->cap) != 0)
			leap->failed = true;
		else
			leap->hit[leap->hits++] = (struct leap_hit){ *probe, s->token };
	}
	order_line(s, probe, s->token);
}

static void
on_token(struct mark_scan *s, struct str token)
{
	const struct map_entry *entry = NULL;

	s->token++;
	/* Most tokens are no token of any mark, and most of those show it by their first byte and length. */
	if ((s->r->lengths[(unsigned char)token.p[0]] & reader_length_bit(token.n)) != 0)
		entry = map_get(&s->r->words, token);
	if (entry == NULL) {
		s->node = 0;
		return;
	}
	s->node = trie_step(s->r->trie, s->node, (uint32_t)entry->value);
	if (s->node != 0)
		trie_matches(s->r->trie, s->node, on_match, s);
}

/* One value of a class and length that the sites use: count it, and see whose it is. */
static void
on_value(struct mark_scan *s, enum mark_class class, struct pool *pool, struct str value)
{
	const struct map_entry *entry;
	uint32_t k;

	if (!mark_class_value(class, value.n, value))
		return;
	if (map_get(&pool->seen, value) == NULL &&
	    (pool->seen.n >= POOL_MAX || map_put(&pool->seen, value) == NULL))
		pool->more++;
	if ((entry = map_get(&s->r->values, value)) == NULL)
		return;
	for (k = (uint32_t)entry->value; k != 0; k = s->r->holder[k - 1].next) {
		const struct holder *holder = &s->r->holder[k - 1];

		if (s->r->site[holder->site].class == class)
			s->reading.held[holder->site * s->reading.copies + holder->copy - 1] = 1;
	}
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
		on_value(s, class, &s->pool[s->r->pool[class][to - from]], (struct str){ text, to - from });
	}
}

static void
on_word(struct mark_scan *s, struct str word)
{
	if (word.n > TOKEN_MAX) {
		/* It equals nothing that is looked for. */
		s->token++;
		s->node = 0;
		return;
	}
	on_token(s, word);
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
			on_token(s, str_sub(bytes, at, to));
		at = to;
	}
}

void
mark_scan_leap_make(struct mark_scan *s, struct str lead, struct str bytes, struct mark_leap *leap)
{
	s->wide = (struct wide){ .begun = true, .utf16.order = UTF16_NOT };
	s->node = 0;
	feed_plain(s, lead);
	flush_word(s);
	forget_orders(s);
	s->token = 0;
	s->record = leap;
	feed_plain(s, bytes);
	flush_word(s);
	s->record = NULL;
	leap->node = s->node;
	leap->tokens = s->token;
	forget_orders(s);
	s->node = 0;
	s->token = 0;
	s->wide = (struct wide){ .n = 0 };
}

bool
mark_scan_leap(struct mark_scan *s, const struct mark_leap *leap)
{
	if (!wide_is_plain(&s->wide))
		return (false);
	flush_word(s);
	for (size_t i = 0; i < leap->hits; i++)
		order_line(s, &leap->hit[i].probe, s->token + leap->hit[i].token);
	s->node = leap->node;
	s->token += leap->tokens;
	return (true);
}

void
mark_scan_feed(struct mark_scan *s, struct str bytes)
{
	size_t at = 0;

	for (; at < bytes.n && !wide_is_plain(&s->wide); at += PIECE) {
		buf_clear(&s->plain);
		wide_feed(&s->wide, str_sub(bytes, at, at + PIECE), &s->plain);
		feed_plain(s, buf_view(&s->plain));
	}
	if (at < bytes.n)
		feed_plain(s, str_sub(bytes, at, bytes.n));
}

/* All orders that agree with the lines that were seen once. */
static void
settle_order(struct mark_scan *s, size_t k)
{
	const struct order *order = &s->order[k];
	size_t n = s->r->site[k].values, present = 0;
	uint8_t item[MARK_ORDER_MAX];

	for (size_t i = 0; i < n; i++)
		present += order->times[i] == 1;
	if (present < 2)
		return;
	for (size_t symbol = 0; symbol < mark_symbols(&s->r->site[k]); symbol++) {
		uint64_t last = 0;
		bool agrees = true;

		mark_permutation(symbol, n, item);
		for (size_t i = 0; i < n; i++) {
			if (order->times[item[i]] != 1)
				continue;
			agrees &= order->at[item[i]] > last;
			last = order->at[item[i]];
		}
		if (agrees)
			s->reading.seen[s->reading.first[k] + symbol] = 1;
	}
}

void
mark_scan_file_end(struct mark_scan *s)
{
	buf_clear(&s->plain);
	wide_end(&s->wide, &s->plain);
	feed_plain(s, buf_view(&s->plain));
	flush_word(s);
	for (size_t k = 0; k < s->r->sites; k++) {
		if (s->order[k].any)
			settle_order(s, k);
	}
	forget_orders(s);
	s->node = 0;
	s->token = 0;
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
	free(s->order);
	buf_free(&s->plain);
	mark_reading_free(&s->reading);
	free(s);
}
