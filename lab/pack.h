/*
 * Packs a folder as a collection that somebody would send: a zip or a
 * compressed tar, by the name's ending.
 */
#ifndef LAB_PACK_H
#define LAB_PACK_H

#include "moment.h"

/*
 * pack_folder(file, root, below, modified, e): Write all files below
 * ${root}/${below} into ${file}, under their paths from ${root}, in the order
 * of their names and all with the same time.  0, ERR_USAGE where the ending of
 * ${file} says nothing (.zip, .tar.gz, .tgz), or another code with ${e} set.
 */
int pack_folder(const char *file, const char *root, const char *below, moment_ms modified, struct err *e);

#endif
