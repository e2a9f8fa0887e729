/*
 * Growing a tile log.  Only the tiles at the right edge are read, one a level,
 * so appending costs what is new and the logarithm of what is there.
 *
 * Nothing that is written here counts before a checkpoint names it: full tiles
 * and wider partial ones stand beside the old ones and are written again,
 * whole, by whoever appends next.  Partial tiles stay until the full tile is
 * published, as the format asks, so that a reader with an older checkpoint
 * finds his.  One writer at a time: the caller holds the lock.
 */
#ifndef STORE_GROW_H
#define STORE_GROW_H

#include "store/tiles.h"

struct grow; /* Opaque. */

/*
 * grow_new(t, root, e): Load the right edge of the tree in ${t}, whose root
 * must be ${root}, and clear away what an unfinished append left there.  NULL
 * with ERR_CORRUPT where the edge does not lead to that root, ERR_IO, ERR_NOMEM.
 */
struct grow *grow_new(struct tiles *t, const struct sha256 *root, struct err *e);

/* grow_add(g, entry, e): One entry more; full tiles are written.  ERR_LIMIT for one that is too long. */
int grow_add(struct grow *g, struct str entry, struct err *e);

/* grow_end(g, root, e): Write the partial tiles and sync all files and folders; ${*root} is the new root. */
int grow_end(struct grow *g, struct sha256 *root, struct err *e);

uint64_t grow_size(const struct grow *g);

/* grow_tidy(g): The new size is published: remove the partial tiles of tiles that became full. */
void grow_tidy(struct grow *g);

/* grow_forget(g): The new size will not be published: remove what was written, as far as that is possible. */
void grow_forget(struct grow *g);

void grow_free(struct grow *g); /* NULL is harmless. */

#endif
