/*
 * What stream.c, gzip.c and archive.c share: how a stream is made, and the
 * account of what one outermost file may unfold to.  Nobody else includes it.
 */
#ifndef BASE_STREAM_IMPL_H
#define BASE_STREAM_IMPL_H

#include "base/stream.h"

struct stream_ops {
	ssize_t (*read)(struct stream *s, void *p, size_t n, struct err *e);
	/* Go to byte ${at}; NULL where a stream only runs forwards. */
	int (*seek)(struct stream *s, uint64_t at, struct err *e);
	/* The bytes in all; only where ${seek} is given. */
	uint64_t (*size)(const struct stream *s);
	void (*free)(struct stream *s);
};

struct stream {
	const struct stream_ops *ops;
};

/* One outermost file's account: every layer's output counts. */
struct budget {
	const struct stream_limits *limits;
	uint64_t in, out, members;
	bool blown; /* A limit was passed: nothing more is unfolded. */
};

/* budget_out(b, n, e): ${n} more bytes came out.  0 or ERR_LIMIT. */
int budget_out(struct budget *b, uint64_t n, struct err *e);

/* stream_file(fd, b, e): As stream_fd; what is read counts into ${b}, which may be NULL. */
struct stream *stream_file(int fd, struct budget *b, struct err *e);

/*
 * stream_again(inner, head, n, e): A stream of ${n} bytes of ${head}, which were read
 * from ${inner}, and then the rest of it.  It owns neither ${inner} nor ${head}.
 */
struct stream *stream_again(struct stream *inner, const char *head, size_t n, struct err *e);

/*
 * stream_fill(s, p, n, got, e): Read until ${n} bytes are there or the end; ${*got} says how many, even
 * on failure.
 */
int stream_fill(struct stream *s, void *p, size_t n, size_t *got, struct err *e);

/* stream_gunzip(inner, b, e): What a chain of gzip members (RFC 1952) holds.  It does not own ${inner}. */
struct stream *stream_gunzip(struct stream *inner, struct budget *b, struct err *e);

/* What the first bytes say. */
enum packing { PACKING_NONE, PACKING_GZIP, PACKING_OTHER, PACKING_ZIP, PACKING_7Z, PACKING_TAR };
#define PACKING_HEAD 512
enum packing packing_of(struct str head);

#endif
