/*
 * Programs made up from a grammar of what people commonly write (the files in
 * lab/ordinary), so that a background of ordinary code needs nothing from
 * elsewhere.  They are to be read and compared, not to be run.
 *
 * "= NAME" on a line of its own begins one of several texts for NAME; what
 * stands before the first is a remark.  In a text {a|b|c} is one of these, and
 * the same one wherever that choice stands in this text; [[NAME]] is another
 * text, [[NAME*2-5]] two to five, each on lines of its own with the indentation
 * of this one.  Four names come from the words of whoever writes: [[name]],
 * [[Name]], [[NAME]] and [[word]], and [[name:1]] is the same one throughout a
 * text; [[number]] is one that people choose.
 */
#ifndef LAB_GRAMMAR_H
#define LAB_GRAMMAR_H

#include "rng.h"

struct grammar;

/* grammar_new(e): All that is compiled in; NULL with ${e} set. */
struct grammar *grammar_new(struct err *e);
void grammar_free(struct grammar *g); /* NULL is harmless. */

#define AUTHOR_NOUNS 28
#define AUTHOR_VERBS 10

/* Who writes: the few words that one person names things with, and how he joins them. */
struct author {
	struct str noun[AUTHOR_NOUNS], verb[AUTHOR_VERBS];
	bool camel;
};

/* grammar_author(g, a, seed, label): One of endless many; his words are views into ${g}. */
void grammar_author(const struct grammar *g, struct author *a, uint64_t seed, struct str label);

/*
 * grammar_put(g, b, start, a, seed): Append to ${b} a text for ${start} as ${a} would write it, the same for the
 * same seed.  A name that the grammar does not have appends nothing.
 */
void
grammar_put(const struct grammar *g, struct buf *b, const char *start, const struct author *a, uint64_t seed);

#endif
