/*
 * Large memory that readers do not inherit.  A reader behind the wall (base/sandbox.h) is a fork of this process:
 * one that is taken over finds nothing of what other files and packages hold in here, forking stays cheap, and no
 * page that is written while a reader lives is there twice.  In large pages where the system has them, since
 * look-ups go all over it.
 */
#ifndef BASE_UNSHARED_H
#define BASE_UNSHARED_H

#include <stddef.h>

/* unshared_new(bytes): Zeros; NULL without memory. */
void *unshared_new(size_t bytes);

/*
 * unshared_grow(p, had, bytes): The same with what stands in ${p}, moved by pages and not by bytes; NULL without
 * memory, and ${p} stays as it is.
 */
void *unshared_grow(void *p, size_t had, size_t bytes);

/* unshared_free(p, bytes): NULL is harmless. */
void unshared_free(void *p, size_t bytes);

#endif
