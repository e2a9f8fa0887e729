/* out_csaf_put: see struct out_format in share/out.h. */
#ifndef SHARE_OUT_CSAF_H
#define SHARE_OUT_CSAF_H

#include "share/out.h"

int out_csaf_put(struct buf *b, const struct out *o, bool vex, struct buf *warn, struct err *e);

#endif
