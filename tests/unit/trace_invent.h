/* Fingerprints out of nothing, in a world (trace_world.h), for the tests of what searches many. */
#ifndef TESTS_UNIT_TRACE_INVENT_H
#define TESTS_UNIT_TRACE_INVENT_H

#include "trace_world.h"

static inline void
invent_put(struct print *p, enum channel ch, uint64_t hash, uint32_t pos)
{
	if (p->n[ch] == p->cap[ch]) {
		p->cap[ch] = p->cap[ch] * 2 + 64;
		assert_non_null(
		    p->feature[ch] = reallocarray(p->feature[ch], p->cap[ch], sizeof(struct feature)));
	}
	p->feature[ch][p->n[ch]++] = (struct feature){ hash, pos, 1 + pos / 5 };
}

static inline void
invent_print(struct print *p, uint32_t tokens)
{
	*p = (struct print){ .tokens = tokens, .files = 1 };
	assert_non_null(p->file = calloc(1, sizeof(*p->file)));
	p->file[0] =
	    (struct print_file){ .name = strdup("x"), .id = help_random(UINT64_MAX), .tokens = tokens - 1 };
}

/* A hash that many have, that the world has, or that nobody else has. */
static inline uint64_t
invent_hash(const struct world *w, enum channel ch)
{
	uint64_t kind = help_random(10);
	const struct print *g = w->groups > 0 ? &w->group[help_random(w->groups)] : NULL;

	if (kind < 4)
		return (normal_mix((uint64_t)ch * 1000 + help_random(40)));
	if (kind < 8 && g != NULL && g->n[ch] > 0)
		return (g->feature[ch][help_random(g->n[ch])].hash);
	return (help_random(UINT64_MAX));
}

/* Tokens from ${from} to ${to} of ${p}: what ${other} has at like places with ${share} in a hundred, else anything. */
static inline void
invent_fill(struct print *p, const struct world *w, const struct print *other, uint64_t share, uint32_t from,
    uint32_t to)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		size_t at = 0;

		for (uint32_t pos = from; pos < to; pos += 1 + (uint32_t)help_random(3)) {
			uint64_t hash = invent_hash(w, ch);

			if (other != NULL && at < other->n[ch] && help_random(100) < share)
				hash = other->feature[ch][at].hash;
			at++;
			invent_put(p, ch, hash, pos);
		}
	}
}

/* A fingerprint of its own with the same features. */
static inline void
invent_copy(struct print *to, const struct print *from)
{
	invent_print(to, from->tokens);
	to->file[0].id = from->file[0].id;
	to->file[0].lang = from->file[0].lang;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < from->n[ch]; i++)
			invent_put(to, ch, from->feature[ch][i].hash, from->feature[ch][i].pos);
	}
}

#endif
