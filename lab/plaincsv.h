/* Rows of a plain CSV: see the top of plaincsv.c for their form. */
#ifndef LAB_PLAINCSV_H
#define LAB_PLAINCSV_H

#include "scan.h"

/* plaincsv_header(b): Append the line of column names. */
void plaincsv_header(struct buf *b);

/* plaincsv_record(b, s, r): Append what a scanner writes of that sighting, line end included. */
void plaincsv_record(struct buf *b, const struct sighting *s, struct rng *r);

#endif
