/*
 * One way of reading marks: the tokens of a text as that way has them, and the
 * sequences of tokens that are looked for.  There are three (mark/reading.h):
 *
 *	exact	tokens as they stand (mark/token.h)
 *	normal	tokens in their normal form (mark/norm.h), without what only assigns
 *		(= and : and :=), which each language and form of data has its own of
 *	context	likewise, but every word is the same one, except those that most
 *		languages have: what renaming and reformatting leave of a program
 */
#ifndef MARK_LANE_H
#define MARK_LANE_H

#include "base/map.h"
#include "mark/norm.h"
#include "mark/reading.h"
#include "mark/trie.h"

/* What a match in the automaton stands for. */
struct probe {
	uint32_t site, text;
};

/* In place of a text, where the way is by context: what stands before the site, and behind it. */
#define PROBE_BEFORE (UINT32_MAX - 1)
#define PROBE_AFTER  UINT32_MAX

/* A zeroed one is empty. */
struct lane {
	enum mark_way way;
	struct map words; /* Token to its number, from 1. */
	struct trie *trie;
	struct probe *probe;
	size_t probes, probes_cap;
	uint64_t lengths[256]; /* By a token's first byte: one bit for each length that some token of a mark
				  has. */
};

/* lane_make(l, way, e): An empty one; 0 or ERR_NOMEM.  lane_free(l) in any case. */
int lane_make(struct lane *l, enum mark_way way, struct err *e);
void lane_free(struct lane *l);

/* lane_tokens(l, text, ids): Append the numbers of the tokens of ${text}, each a uint32_t; see buf_error. */
void lane_tokens(struct lane *l, struct str text, struct buf *ids);

/* lane_probe(l, site, text, e): A new probe, to which sequences are then added.  0 or ERR_NOMEM. */
int lane_probe(struct lane *l, size_t site, uint32_t text, struct err *e);

/* lane_add(l, part, n, e): A sequence that stands for the last probe: ${n} texts, one after the other. */
int lane_add(struct lane *l, const struct str *part, size_t n, struct err *e);

/* lane_add_text(l, site, text, e): The same for a text of ${site}, with the neighbours that the site asks for. */
int lane_add_text(struct lane *l, const struct mark_site *site, struct str text, struct err *e);

/* lane_shape(token): the token as the way by context has it. */
struct str lane_shape(const struct norm_token *token);

/* Which bit of lengths a token of ${n} bytes has. */
static inline uint64_t
lane_length_bit(size_t n)
{
	return ((uint64_t)1 << (n < 63 ? n : 63));
}

/* lane_number(l, token): the number of a token, 0 where it is in no sequence. */
static inline uint32_t
lane_number(const struct lane *l, struct str token)
{
	const struct map_entry *entry = NULL;

	/* Most tokens are no token of any mark, and most of those show it by their first byte and length. */
	if (token.n > 0 && (l->lengths[(unsigned char)token.p[0]] & lane_length_bit(token.n)) != 0)
		entry = map_get(&l->words, token);
	return (entry != NULL ? (uint32_t)entry->value : 0);
}

#endif
