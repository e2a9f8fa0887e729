/* Rows of Shadowserver's report: see the top of shadowserver.c for their form. */
#ifndef LAB_SHADOWSERVER_H
#define LAB_SHADOWSERVER_H

#include "scan.h"

/* shadowserver_header(b): Append the line of column names. */
void shadowserver_header(struct buf *b);

/* shadowserver_record(b, s, r): Append what a scanner writes of that sighting, line end included. */
void shadowserver_record(struct buf *b, const struct sighting *s, struct rng *r);

#endif
