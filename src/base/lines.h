/*
 * Lines of bounded length, in UTF-8, out of a file of any size: read by pread
 * in blocks, since a live file may be truncated under a mapping.  A mark at
 * the front is dropped; UTF-16 of either order, with its mark or without, is
 * turned into UTF-8 on the way (halves of pairs become U+FFFD).  A line ends
 * in LF or CRLF; the last one may lack its end.  A line longer than the limit
 * is dropped as it passes, and said.
 */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include "base/buf.h"

struct lines; /* Opaque.  One thread at a time. */

enum lines_found { LINES_END = 0, LINES_LINE = 1, LINES_LONG = 2 };

/*
 * lines_open(fd, size, max, e): Read ${fd} from its start, which must be a
 * regular file that somebody else closes.  Bytes from ${size} on are not read,
 * so that a file that grows ends where it did when it was opened (UINT64_MAX:
 * to its end); a line may have ${max} bytes.  NULL with ${e} set.
 */
struct lines *lines_open(int fd, uint64_t size, size_t max, struct err *e);

/* lines_memory(text, max, e): The same over bytes that outlive it. */
struct lines *lines_memory(struct str text, size_t max, struct err *e);
void lines_free(struct lines *l); /* NULL is harmless. */

/*
 * lines_peek(l, n, text, e): The first bytes of what follows, at most ${n} of
 * them and at most a block, without reading on.  0 or a negative code.
 */
int lines_peek(struct lines *l, size_t n, struct str *text, struct err *e);

/*
 * lines_next(l, line, e): The next line without its end, valid until the next
 * call.  LINES_LINE, LINES_LONG (no line, but one was dropped), LINES_END, or
 * ERR_IO.
 */
int lines_next(struct lines *l, struct str *line, struct err *e);

/*
 * lines_join(l, text, e): Extend the line given last by the one behind it, the
 * line end between them included.  LINES_LINE, LINES_END where nothing follows
 * or the limit is reached (the text is as it was), or a negative code.
 */
int lines_join(struct lines *l, struct str *text, struct err *e);

/* lines_unjoin(l): Only the first line of what was given counts as read: the joined ones come again. */
void lines_unjoin(struct lines *l);

uint64_t lines_number(const struct lines *l); /* Of the line given last, from 1. */
uint64_t lines_taken(const struct lines *l);  /* Bytes of the file read so far. */
bool lines_unended(const struct lines *l);    /* The line given last is the file's last and has no end. */

#endif
