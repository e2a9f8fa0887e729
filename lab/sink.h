/*
 * A file that is being made: text goes into its buffer, and the sink knows at
 * which byte and on which line the next row begins.
 */
#ifndef LAB_SINK_H
#define LAB_SINK_H

#include "base/buf.h"

struct sink {
	struct buf b; /* Append here, then sink_step. */
	int fd;
	uint64_t written; /* Bytes given to the system. */
	uint64_t lines;   /* Line ends up to ${counted}. */
	size_t counted;   /* Bytes of ${b} whose line ends are counted. */
};

/*
 * sink_open(s, root, path, e): Make the file ${root}/${path} with the folders
 * that lead to it; an older file is replaced.  0, or a code with ${e} set.
 */
int sink_open(struct sink *s, const char *root, const char *path, struct err *e);

/* sink_offset(s): the byte of the file at which the next append begins. */
uint64_t sink_offset(const struct sink *s);

/*
 * sink_line_at(s, at): the physical line, from 1, of byte ${at} of ${s->b}.  Later calls ask for later
 * bytes.
 */
uint64_t sink_line_at(struct sink *s, size_t at);

/* sink_step(s, e): Call after each row: writes the buffer out when it has grown large.  0 or a code. */
int sink_step(struct sink *s, struct err *e);

/* sink_close(s, e): Write the rest and close; harmless on one that is not open.  0 or a code. */
int sink_close(struct sink *s, struct err *e);

/*
 * sink_folders(path, e): Make all folders on the way to ${path}, which itself is taken for a file.  0 or
 * a code.
 */
int sink_folders(const char *path, struct err *e);

#endif
