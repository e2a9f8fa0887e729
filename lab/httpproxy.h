/* HttpProxy's CSVs: see the top of httpproxy.c for their form. */
#ifndef LAB_HTTPPROXY_H
#define LAB_HTTPPROXY_H

#include "logs.h"

/* httpproxy_make(w, e): Make all files of this kind below ${w->root}/logs.  0, or a code with ${e} set. */
int httpproxy_make(struct logs *w, struct err *e);

#endif
