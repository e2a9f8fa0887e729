/*
 * Gathering specimens: every file of a file, a folder or a collection (zip,
 * gzip, tar, 7z and others, opened in place, nested ones too) is read in
 * children behind the wall (base/sandbox.h), some files to a child.  What
 * reads them, and what takes its records, are the caller's: mark readings
 * (trace/specimen.h) and fingerprints (trace/print.h) are gathered alike.
 */
#ifndef TRACE_GATHER_H
#define TRACE_GATHER_H

#include "base/stream.h"
#include "base/wire.h"

/* A file beyond this, and what comes beyond this in sum, is not read, and said so. */
#define GATHER_FILE_MAX  ((uint64_t)4 << 30)
#define GATHER_BYTES_MAX ((uint64_t)64 << 30)
#define GATHER_FILES_MAX 200000

/*
 * What the files of one specimen may unfold to together: a folder of bombs, each
 * within the limits of one collection, is a bomb as well.
 */
struct gather_limits {
	uint64_t bytes, members; /* Files that lie open count as one member each. */
};
extern const struct gather_limits GATHER_LIMITS; /* 64 GB and 1,000,000. */

/* Told of each file that could not be read, or not to its end, and why.  Both texts are hostile. */
typedef void gather_unread_fn(void *arg, struct str path, struct str why);

/*
 * One file or member, in the child; ${child} is what begin gave.  It reads the item by gather_read alone,
 * which tells what goes wrong; a negative answer ends the whole file.
 */
struct gather_child;
typedef int
gather_item_fn(void *child, struct gather_child *c, const struct stream_item *item, struct err *e);

/* gather_read(c, p, n): From an item function: as stream_read, and -1 once it failed or is too much. */
ssize_t gather_read(struct gather_child *c, void *p, size_t n);

/* gather_unread(c, name, why): From an item function: it was not read to its end, for a reason of its own. */
void gather_unread(const struct gather_child *c, struct str name, const char *why);

/* Types of the caller's own records begin here. */
#define GATHER_RECORD 16

struct gather_ops {
	/* In the child, before and after a batch of files.  begin: NULL with ${e} set. */
	void *(*begin)(void *arg, struct wire *out, struct err *e);
	gather_item_fn *item;
	int (*end)(void *child, struct wire *out, struct err *e);
	/* In the parent: believe a record as far as it can be; ERR_CORRUPT where it cannot. */
	int (*record)(void *arg, uint32_t type, struct str payload, struct err *e);
	/*
	 * In the parent, once all of a batch was taken, or NULL; ${whole} is false where its child died and comes
	 * again.
	 */
	int (*batch)(void *arg, bool whole, struct err *e);
	gather_unread_fn *unread;
	void *arg;
	uint64_t batch_bytes; /* A batch ends with the file that brings it to so many; 0: by number alone. */
};

struct gather_got {
	uint64_t files, bytes; /* Read; members of collections count as files. */
	uint64_t members;      /* Met, read or not. */
	uint64_t unread;       /* Files that could not be, or not to their end. */
};

/*
 * gather(path, limits, ops, got, e): Read the file or folder ${path}; symbolic links inside are not
 * followed, and the files come in the order of their names.  ${got} says how much was read; what lies
 * beyond ${limits} is told as unread.  0, or the error of opening it or of the parent's functions.
 */
int gather(const char *path, const struct gather_limits *limits, const struct gather_ops *ops,
    struct gather_got *got, struct err *e);

#endif
