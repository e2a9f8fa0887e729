/*
 * The marking secret: whoever has it can make, and so frame, any copy.
 */
#ifndef MARK_SECRET_H
#define MARK_SECRET_H

#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"

#define SECRET_LEAST 16
#define SECRET_MOST  4096

/* Kept in place and locked into memory; never copied. */
struct mark_secret {
	unsigned char b[SECRET_MOST];
	size_t n;
	bool exposed; /* Others than its owner may read the file. */
	dev_t dev;    /* Which file it is. */
	ino_t ino;
};

/*
 * mark_secret_read(s, path, e): Read the file.  0; ERR_SYNTAX if it is too short, ERR_LIMIT if it is too
 * long, ...
 */
int mark_secret_read(struct mark_secret *s, const char *path, struct err *e);

/* mark_secret_view(s): its bytes. */
static inline struct str
mark_secret_view(const struct mark_secret *s)
{
	return ((struct str){ (const char *)s->b, s->n });
}

/* mark_secret_wipe(s): Overwrite and unlock it.  Harmless on one that was not read, if it was zeroed. */
void mark_secret_wipe(struct mark_secret *s);

#endif
