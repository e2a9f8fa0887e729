/*
 * Reading marks back out of a specimen.
 *
 * Exactly: a text is read where its tokens (mark/token.h) occur one after the
 * other, with the neighbours that the site asks for where the text by itself
 * could stand anywhere; the lines of an order where each that is there is
 * there once in one file; a free value where it stands alone, as a whole run
 * of its class.
 *
 * In normal form, for a tolerant reader: the same over the tokens of
 * mark/norm.h, so across case, bases, escapes, blanks and quotes; a free value
 * also as a number of another base, and as a list of its bytes.
 *
 * By context, for a tolerant reader: a text of a one-of is read where it
 * stands, all names blanked, not far behind a stretch that stood before the
 * site in the package, and not far before one that stood behind it, names
 * blanked as well (mark/context.h).  So it survives that everything is renamed.
 *
 * Whichever way comes first in this order and saw anything at a site counts
 * there (mark_reading_settle).  Of each way, a text that is none of the
 * site's is not read: it is never taken for the nearest.
 *
 * Whatever this reads, accusing stays sound.  What is read, and by which way,
 * is a function of the specimen and of the list of sites, which is the same
 * for all copies; finite sites are read without a look at the book.  An
 * innocent's codeword is independent of both, so at a site where m of q
 * symbols were read, rightly or wrongly, it matches with the very chance that
 * accusing reckons with.  A specimen that has the context by chance or was
 * written by somebody else from public code "speaks", but what it says is
 * noise to every innocent.  A free value that is read in another base or as
 * bytes is counted among the values that the specimen holds, for the same
 * reason.  So a better reader finds more of the guilty, and cannot make a
 * worse case against the innocent.
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

/*
 * mark_reader_tolerant(r, e): Let ${r} also read normal forms and by context.  Without it only the exact way is
 * there.  0, ERR_LIMIT or ERR_NOMEM; ${r} is to be freed in any case.
 */
int mark_reader_tolerant(struct mark_reader *r, struct err *e);

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
