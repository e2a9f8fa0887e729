/*
 * Reading marks back out of a specimen, exactly: a text is read where its
 * tokens (mark/token.h) occur one after the other, with the neighbours that
 * the site asks for where the text by itself could stand anywhere; the lines
 * of an order where each that is there is there once in one file; a free
 * value where it stands alone, as a whole run of its class.
 *
 * Whatever this reads, accusing stays sound: what is read depends on the
 * specimen alone, and an innocent's codeword does not.  A better reader finds
 * more of the guilty, it cannot make a worse case against the innocent.
 */
#ifndef MARK_READER_H
#define MARK_READER_H

#include "mark/code.h"
#include "mark/reading.h"

/* The compiled sites: immutable, any number of scans may share it. */
struct mark_reader;

/*
 * mark_reader_new(site, n, book, e): Compile ${n} sites, and the free values
 * of ${book} unless it is NULL; both must outlive the reader.  NULL with
 * ERR_LIMIT or ERR_NOMEM.
 */
struct mark_reader *
mark_reader_new(const struct mark_site *site, size_t n, const struct mark_book *book, struct err *e);

/* mark_reader_free(r): NULL is harmless. */
void mark_reader_free(struct mark_reader *r);

/* One specimen being read: one or many files, each fed in pieces of any size.  For one thread. */
struct mark_scan;

/* mark_scan_new(r, e): NULL with ERR_NOMEM. */
struct mark_scan *mark_scan_new(const struct mark_reader *r, struct err *e);

/* mark_scan_feed(s, bytes): The next bytes of the current file. */
void mark_scan_feed(struct mark_scan *s, struct str bytes);

/* mark_scan_file_end(s): The file is complete; the next bytes belong to another one. */
void mark_scan_file_end(struct mark_scan *s);

/* mark_scan_reading(s): What was read so far, of complete files.  It belongs to ${s}. */
const struct mark_reading *mark_scan_reading(struct mark_scan *s);

/* mark_scan_clear(s): Begin with another specimen.  mark_scan_free(s): NULL is harmless. */
void mark_scan_clear(struct mark_scan *s);
void mark_scan_free(struct mark_scan *s);

#endif
