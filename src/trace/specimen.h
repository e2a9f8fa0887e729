/*
 * Reading marks out of a specimen: an attack tool found in the wild, as a
 * file, a folder, or a collection (zip, gzip, tar, 7z and others, opened in
 * place, nested ones too).  It is hostile, so all of it is read in children behind
 * the wall (base/sandbox.h); what they send is checked here.
 */
#ifndef TRACE_SPECIMEN_H
#define TRACE_SPECIMEN_H

#include "mark/manifest.h"
#include "mark/reader.h"

/* A file beyond this, and what comes beyond this in sum, is not read, and said so. */
#define SPECIMEN_FILE_MAX  ((uint64_t)4 << 30)
#define SPECIMEN_BYTES_MAX ((uint64_t)64 << 30)
#define SPECIMEN_FILES_MAX 200000

/*
 * What the files of one specimen may unfold to together: a folder of bombs, each
 * within the limits of one collection, is a bomb as well.
 */
struct specimen_limits {
	uint64_t bytes, members; /* Files that lie open count as one member each. */
};
extern const struct specimen_limits SPECIMEN_LIMITS; /* 64 GB and 1,000,000. */

struct specimen_read {
	uint64_t files, bytes; /* Read; members of collections count as files. */
	uint64_t members;      /* Met, read or not. */
	uint64_t unread;       /* Files that could not be, or not to their end. */
};

/* Told of each file that could not be read, or not to its end, and why.  Both texts are hostile. */
typedef void specimen_unread_fn(void *arg, struct str path, struct str why);

/*
 * specimen_read(m, reader, path, limits, reading, unread, arg, got, e): Read the file
 * or folder ${path} (symbolic links inside are not followed) with ${reader},
 * which was made from ${m}, and add what was seen to ${reading}.  ${got} says
 * how much was read; what lies beyond ${limits} is told as unread.  0; ERR_NOTFOUND where there is no file to read at all;
 * ERR_CORRUPT or ERR_DENIED where the reader behind the wall failed; ...
 */
int specimen_read(const struct mark_manifest *m, const struct mark_reader *reader, const char *path,
    const struct specimen_limits *limits, struct mark_reading *reading, specimen_unread_fn *unread, void *arg,
    struct specimen_read *got, struct err *e);

#endif
