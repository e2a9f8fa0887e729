/*
 * The tolerant ways of a scan: normal forms and context (reader.h).  Both run
 * over the same tokens of mark/norm.h, beside the exact one.
 */
#include "mark/scan_impl.h"

/* So many different values of a class and length are remembered; every later one counts as different. */
#define POOL_MAX 200000

/* A text is read by its context at most so many tokens from what stands before the site and behind it. */
#define REACH 40

void
scan_value(struct mark_scan *s, enum mark_class class, enum mark_way way, struct str value)
{
	struct pool *pool = &s->pool[s->r->pool[class][value.n]];
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
			s->reading.held[holder->site * s->reading.copies + holder->copy - 1] |=
			    (uint8_t)(1u << way);
	}
}

void
scan_context(struct mark_scan *s, const struct probe *probe, uint32_t length)
{
	struct around *a = &s->around[probe->site];
	uint64_t end = s->context.token, begin = end - length;
	uint8_t *seen = s->reading.seen + s->reading.first[probe->site];

	if (probe->text == PROBE_BEFORE) {
		a->before = end;
		a->any = true;
	} else if (!a->any) {
		return;
	} else if (probe->text == PROBE_AFTER) {
		for (size_t v = 0; v < s->r->site[probe->site].values; v++) {
			if (a->value[v] != 0 && a->value[v] <= begin && begin - a->value[v] <= REACH)
				seen[v] |= 1u << MARK_BY_CONTEXT;
		}
	} else if (begin >= a->before && begin - a->before <= REACH) {
		a->value[probe->text] = end;
	}
}

/* A value in another notation, if the sites use its class and length. */
static void
other_value(struct mark_scan *s, enum mark_class class, struct str value)
{
	if (value.n <= MARK_FREE_MAX && s->r->pool[class][value.n] != 0)
		scan_value(s, class, MARK_NORMAL, value);
}

/* Digits of ${number} in ${base}, at the end of ${out}. */
static struct str
in_base(uint64_t number, unsigned base, char out[64])
{
	size_t at = 64;

	do
		out[--at] = "0123456789abcdef"[number % base];
	while ((number /= base) != 0);
	return ((struct str){ out + at, 64 - at });
}

/*
 * A number in decimal may be a hexadecimal value, whose leading zeros it does not have; one of another base may
 * be a decimal value.
 */
static void
number_values(struct mark_scan *s, const struct norm_token *token)
{
	char digit[64];
	struct str text;

	if (token->word.n > 1 && token->word.p[0] == '0') {
		other_value(s, MARK_DIGITS, in_base(token->number, 10, digit));
		return;
	}
	text = in_base(token->number, 16, digit);
	other_value(s, MARK_HEX, text);
	/* One value in sixteen begins with a zero, one in 256 with two. */
	for (int zeros = 1; zeros <= 2; zeros++) {
		digit[64 - text.n - (size_t)zeros] = '0';
		other_value(s, MARK_HEX, (struct str){ text.p - zeros, text.n + (size_t)zeros });
	}
}

static bool
is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!mark_class_has(MARK_HEX, s.p[i]))
			return (false);
	}
	return (true);
}

static void
end_bytes(struct mark_scan *s)
{
	/* A single byte, or what is longer than any value, is none. */
	if (s->bytes.n > 2 && s->bytes.n <= MARK_FREE_MAX)
		other_value(s, MARK_HEX, (struct str){ s->bytes.hex, s->bytes.n });
	s->bytes.n = 0;
}

/* "5f 3a", "5f:3a", "5f-3a" and "0x5f, 0x3a" are lists of bytes. */
static void
byte_values(struct mark_scan *s, const struct norm_token *token)
{
	struct str byte = token->word;

	if (token->kind == NORM_OTHER) {
		if (token->text.p[0] != ',' && token->text.p[0] != ':' && token->text.p[0] != '-')
			end_bytes(s);
		return;
	}
	if (str_starts(byte, STR("0x")))
		byte = str_sub(byte, 2, byte.n);
	if (byte.n != 2 || !is_hex(byte)) {
		end_bytes(s);
		return;
	}
	if (s->bytes.n + 2 <= MARK_FREE_MAX)
		memcpy(s->bytes.hex + s->bytes.n, byte.p, 2);
	s->bytes.n = s->bytes.n + 2 <= MARK_FREE_MAX ? s->bytes.n + 2 : MARK_FREE_MAX + 1;
}

static void
on_token(void *arg, const struct norm_token *token)
{
	struct mark_scan *s = arg;
	struct str shape;

	if (!token->assigns)
		track_token(&s->normal, lane_number(s->normal.lane, token->text));
	shape = lane_shape(token);
	/* Most tokens are words like any, whose number need not be looked up each time. */
	if (token->kind == NORM_WORD && shape.n == 1)
		track_token(&s->context, s->any_word);
	else
		track_token(&s->context, lane_number(s->context.lane, shape));
	if (s->r->pools == 0)
		return;
	byte_values(s, token);
	if (token->kind == NORM_NUMBER)
		number_values(s, token);
	else if (token->kind == NORM_WORD)
		other_value(s, MARK_ALNUM, token->text);
}

void
scan_tolerant_feed(struct mark_scan *s, struct str bytes)
{
	norm_feed(&s->norm, bytes, on_token, s);
}

void
scan_tolerant_end(struct mark_scan *s)
{
	norm_end(&s->norm, on_token, s);
	end_bytes(s);
	for (size_t k = 0; k < s->r->sites; k++) {
		if (s->around[k].any)
			s->around[k] = (struct around){ 0 };
	}
	s->context.node = 0;
	s->context.token = 0;
}
