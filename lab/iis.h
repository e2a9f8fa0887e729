/* IIS' logs of the front end and the back end: see the top of iis.c for their form. */
#ifndef LAB_IIS_H
#define LAB_IIS_H

#include "logs.h"

/* iis_make(w, e): Make all files of this kind below ${w->root}/logs.  0, or a code with ${e} set. */
int iis_make(struct logs *w, struct err *e);

#endif
