/* Records of zgrab2's http module: see the top of zgrab2.c for their form. */
#ifndef LAB_ZGRAB2_H
#define LAB_ZGRAB2_H

#include "scan.h"

/* zgrab2_record(b, s, r): Append what a scanner writes of that sighting, line end included. */
void zgrab2_record(struct buf *b, const struct sighting *s, struct rng *r);

/* zgrab2_other(b, ip, at, r): Append a record of something else at ${ip}: a web server, or nobody. */
void zgrab2_other(struct buf *b, uint32_t ip, moment_ms at, struct rng *r);

#endif
