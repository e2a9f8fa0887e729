/*
 * Many sequences of token numbers, found in one pass over a stream of token
 * numbers: the automaton of Aho and Corasick (CACM 18(6), 1975), with hashed
 * edges since alphabets are large and nodes have few children.
 */
#ifndef MARK_TRIE_H
#define MARK_TRIE_H

#include "base/err.h"

struct trie;

/* trie_new(e): An empty one, or NULL. */
struct trie *trie_new(struct err *e);

/*
 * trie_add(t, id, n, value, e): Add the sequence of ${n} >= 1 numbers ${id},
 * none of them 0; ${value} is what a match gives.  0, ERR_LIMIT or ERR_NOMEM.
 */
int trie_add(struct trie *t, const uint32_t *id, size_t n, uint32_t value, struct err *e);

/*
 * trie_build(t, e): Make it ready; nothing may be added afterwards, and threads may share it.  0 or
 * ERR_NOMEM.
 */
int trie_build(struct trie *t, struct err *e);

/* trie_depth(t): the length of the longest sequence: a node says nothing about what came before so many. */
size_t trie_depth(const struct trie *t);

/*
 * trie_step(t, node, id): The node after one more number; 0 is where every stream begins, and id 0 leads
 * back to it.
 */
uint32_t trie_step(const struct trie *t, uint32_t node, uint32_t id);

/*
 * trie_matches(t, node, fn, arg): Call ${fn}(${arg}, value, length) for each
 * sequence that ends at ${node}, the longest first.
 */
typedef void trie_fn(void *arg, uint32_t value, uint32_t length);
void trie_matches(const struct trie *t, uint32_t node, trie_fn *fn, void *arg);

/* trie_free(t): NULL is harmless. */
void trie_free(struct trie *t);

#endif
