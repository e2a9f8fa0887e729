/*
 * A batch: the observations of one import in one form, kept as a blob.  Text,
 * tab-separated, a header line first, in the order of the input; what is not
 * known is empty.  Whoever has the blob can read it without athar.
 *
 *	ip port time product build precision servername key asn country
 */
#ifndef CENSUS_BATCH_H
#define CENSUS_BATCH_H

#include "store/obs.h"

#define BATCH_LINE_MAX ((size_t)4096)

/* The first line, without its end. */
#define BATCH_HEADER "ip\tport\ttime\tproduct\tbuild\tprecision\tservername\tkey\tasn\tcountry"

/* batch_put(b, obs): Append one line. */
void batch_put(struct buf *b, const struct obs *obs);

/*
 * batch_take(line, obs, e): Read one line; the views point into ${line}, source and TLP are left empty.
 * 0 or ERR_CORRUPT.
 */
int batch_take(struct str line, struct obs *obs, struct err *e);

#endif
