/*
 * Streams of bytes: a file read by pread (a live log may be truncated under a
 * mapping), a gzip member chain undone by ISA-L, or a member of an archive.
 * Readers take a stream and never know which.  archive_each opens collections
 * in place, nested ones too; nothing is ever unpacked to disk.
 */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include <sys/types.h>

#include "base/instant.h"

struct stream;

/* stream_fd(fd, e): A stream over ${fd} from its start; it does not own ${fd}. */
struct stream *stream_fd(int fd, struct err *e);

/* stream_memory(s, e): A stream over bytes that outlive it. */
struct stream *stream_memory(struct str s, struct err *e);

/*
 * stream_read(s, p, n, e): Up to ${n} bytes, at least one; 0 at the end;
 * negative: ERR_IO, ERR_CORRUPT (a broken archive, or a file that became
 * shorter meanwhile), ERR_LIMIT (a bomb).
 */
ssize_t stream_read(struct stream *s, void *p, size_t n, struct err *e);

/* stream_free(s): NULL is harmless. */
void stream_free(struct stream *s);

/* What a collection may unfold to. */
struct stream_limits {
	uint64_t total;   /* Bytes out of one outermost file. */
	unsigned ratio;   /* Bytes out for each byte in, counted once more than 16 MB are out. */
	uint64_t members; /* Members in one outermost file. */
	unsigned depth;   /* Archives inside archives. */
};
extern const struct stream_limits STREAM_LIMITS; /* 1 TB, 1000, 1,000,000, 3. */

/*
 * One file to read: ${name} is the outer name with the member's path appended
 * ("logs.zip/W3SVC1/u_ex210303.log"); ${modified} is 0 where not known, ${size}
 * is UINT64_MAX where not known.  A failure of ${why} >= 0 with ${s} NULL says
 * that this member could not be opened.  A non-zero answer ends the walk.
 */
struct stream_item {
	struct str name;
	instant_us modified;
	uint64_t size;
	struct stream *s; /* NULL: unreadable, see ${why}. */
	const char *why;
};
typedef int stream_item_fn(void *arg, const struct stream_item *item, struct err *e);

/*
 * stream_each(name, fd, limits, fn, arg, e): Call ${fn} for the file ${fd}
 * itself, or, where its first bytes are those of gzip, zip, 7z, tar, bzip2,
 * xz or zstd, for every file inside.  A damaged or too large collection gives
 * what came before and then an item with ${s} NULL and the reason.
 */
int stream_each(struct str name, int fd, const struct stream_limits *limits, stream_item_fn *fn, void *arg,
    struct err *e);

/*
 * stream_prepare(): Let the C library load now what it would otherwise open
 * files for while an archive is read (locale, time zone; the process's zone
 * becomes UTC).  Call it before a reader is confined; again is harmless.
 */
void stream_prepare(void);

#endif
