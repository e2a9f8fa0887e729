/*
 * UTF-16, with a byte order mark as Windows editors and PowerShell write it or
 * without one, turned into UTF-8 on its way to a reader; everything else goes
 * through as it is, but for the mark that UTF-8 may begin with.
 */
#ifndef MARK_WIDE_H
#define MARK_WIDE_H

#include "base/buf.h"
#include "base/utf.h"

/* A zeroed one begins a file. */
struct wide {
	bool begun;     /* The first bytes told what it is. */
	char held[256]; /* They, until then. */
	size_t n;
	struct utf16 utf16;
};

/* wide_is_plain(w): Whether the file is known not to be UTF-16, so that its bytes need no detour. */
static inline bool
wide_is_plain(const struct wide *w)
{
	return (w->begun && w->utf16.order == UTF16_NOT);
}

/*
 * wide_feed(w, bytes, out): Append what ${bytes} mean, as UTF-8, to ${out}; a lone surrogate becomes
 * U+FFFD.
 */
void wide_feed(struct wide *w, struct str bytes, struct buf *out);

/* wide_end(w, out): The file ended: append what was held back, and begin another file. */
void wide_end(struct wide *w, struct buf *out);

#endif
