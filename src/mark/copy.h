/*
 * Marked copies: the package with one text of each site put in its place.
 */
#ifndef MARK_COPY_H
#define MARK_COPY_H

#include "mark/code.h"
#include "mark/package.h"

/* mark_own_symbol(p, site): the symbol of the package itself at a finite site. */
size_t mark_own_symbol(const struct mark_package *p, size_t site);

/*
 * mark_copy_text(p, book, copy, place): what copy ${copy} (from 1) has at a place.  mark_copy_place(p, file):
 * the index of the first place in that file or a later one.
 */
struct str mark_copy_text(
    const struct mark_package *p, const struct mark_book *book, size_t copy, const struct mark_place *place);
size_t mark_copy_place(const struct mark_package *p, size_t file);

/*
 * mark_copy_file(p, book, copy, file, b): Append the text of file ${file} as copy ${copy} (from 1) has
 * it; see buf_error.
 */
void mark_copy_file(
    const struct mark_package *p, const struct mark_book *book, size_t copy, size_t file, struct buf *b);

/*
 * mark_copy_verify(p, book, e): Read every copy back before one is written:
 * each, with the files that have no marks, must hold exactly its own codeword
 * (mark/verify.h).  0, ERR_SYNTAX naming the mark
 * that does not read back, or ERR_NOMEM.
 */
int mark_copy_verify(const struct mark_package *p, const struct mark_book *book, struct err *e);

/*
 * mark_copy_outside(p, out, e): Whether the folder ${out}, which need not be there yet, lies outside the
 * package; what lay inside would be in the next copy.  0, ERR_USAGE, or a code where it cannot be told.
 */
int mark_copy_outside(const struct mark_package *p, const char *out, struct err *e);

/* mark_copy_name(copy, copies, out): "copy-007": as many digits as ${copies} has, three at least. */
void mark_copy_name(size_t copy, size_t copies, char out[32]);

/*
 * mark_copy_put(p, book, copy, name, dirfd, e): Write the files of one copy
 * into the empty folder ${dirfd}, which errors call ${name}.  0 or a code.
 */
int mark_copy_put(const struct mark_package *p, const struct mark_book *book, size_t copy, const char *name,
    int dirfd, struct err *e);

/* mark_copy_remove(path): Remove the folder ${path} and all that is in it, as far as that can be done. */
void mark_copy_remove(const char *path);

/*
 * mark_copy_write(p, book, manifest, out, e): Write all copies and
 * manifest.json (mode 0600) into the folder ${out}, which must not exist or
 * be empty.  They are written into a folder beside it that takes its place
 * when all is complete and synced; on failure it is removed.  Modes and times
 * are those of the package; the folder itself is for its owner only.
 */
int mark_copy_write(const struct mark_package *p, const struct mark_book *book, struct str manifest,
    const char *out, struct err *e);

#endif
