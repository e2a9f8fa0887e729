/*
 * Reading marks out of a specimen: an attack tool found in the wild, as a
 * file, a folder, or a collection.  It is hostile, so all of it is read in
 * children behind the wall (trace/gather.h); what they send is checked here.
 * Encoded text in a file (trace/layer.h) is read as further files.
 */
#ifndef TRACE_SPECIMEN_H
#define TRACE_SPECIMEN_H

#include "mark/manifest.h"
#include "mark/reader.h"
#include "trace/gather.h"

/*
 * specimen_read(m, reader, path, limits, reading, unread, arg, got, e): Read
 * the file or folder ${path} with ${reader}, which was made from ${m}, and add
 * what was seen to the empty ${reading}, which is then settled.  ${got} says how much was read; what lies
 * beyond ${limits} is told as unread.  0; ERR_NOTFOUND where there is no file
 * to read at all; ERR_CORRUPT or ERR_DENIED where the reader behind the wall
 * failed; ...
 */
int specimen_read(const struct mark_manifest *m, const struct mark_reader *reader, const char *path,
    const struct gather_limits *limits, struct mark_reading *reading, gather_unread_fn *unread, void *arg,
    struct gather_got *got, struct err *e);

#endif
