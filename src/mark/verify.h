/*
 * Proving that every copy of a package reads back to exactly its own
 * codeword, without reading all of every copy.
 *
 * Between two marks a file is the same in all copies.  The reader's automaton
 * forgets what came before its longest sequence, or before a token that is in
 * none, so a short way behind a mark its state no longer depends on the copy;
 * from there to the word before the next mark everything it finds is always
 * the same.  Such a stretch is read once, and each copy leaps over it: the
 * outcome is that of reading all of it, not an approximation.
 */
#ifndef MARK_VERIFY_H
#define MARK_VERIFY_H

#include "mark/code.h"
#include "mark/package.h"

struct mark_verify;

/* mark_verify_new(p, book, e): Read what all copies share; both must outlive it.  NULL with ${e} set. */
struct mark_verify *
mark_verify_new(const struct mark_package *p, const struct mark_book *book, struct err *e);

/*
 * mark_verify_holds(v, copy, site): Whether copy ${copy} (from 1), with all
 * files of the package, holds its own codeword and no other's symbol or value;
 * else ${*site} is the first site where not.
 */
bool mark_verify_holds(struct mark_verify *v, size_t copy, size_t *site);

/* mark_verify_free(v): NULL is harmless. */
void mark_verify_free(struct mark_verify *v);

#endif
