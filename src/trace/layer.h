/*
 * Text inside text: runs of base64 (either alphabet) and of hex in a file that
 * comes in pieces, over several lines and string literals, undone, and what
 * they hold looked at likewise, to LAYER_DEPTH.  Only what decodes to text is
 * kept, UTF-16 included, or a long word would do.
 */
#ifndef TRACE_LAYER_H
#define TRACE_LAYER_H

#include "base/buf.h"

#define LAYER_DEPTH 4

/* Of one file so much is undone and kept. */
#define LAYER_BYTES ((size_t)32 << 20)

/* A zeroed one is at the beginning of a file. */
struct layer {
	struct buf run, line; /* Of the run under way: its complete lines, and the last one. */
	struct buf held;      /* What was undone so far, ... */
	struct buf ends;      /* ... and where each text in it ends, a size_t each. */
	size_t gap;           /* Characters since the run, */
	bool broken;          /* and whether a line ended among them. */
	bool full;            /* More than LAYER_BYTES. */
};

/* layer_feed(l, bytes): The next bytes of the file. */
void layer_feed(struct layer *l, struct str bytes);

/*
 * layer_end(l, fn, arg): The file is complete: call ${fn} with each text that it held.  Return false where
 * not all was undone, for its size or for want of memory.  ${l} is at the beginning of a file again and keeps its
 * memory.
 */
typedef void layer_fn(void *arg, struct str text);
bool layer_end(struct layer *l, layer_fn *fn, void *arg);

/* layer_free(l): Release its memory. */
void layer_free(struct layer *l);

#endif
