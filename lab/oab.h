/* The address book generator's log: see the top of oab.c for their form. */
#ifndef LAB_OAB_H
#define LAB_OAB_H

#include "logs.h"

/* oab_make(w, e): Make all files of this kind below ${w->root}/logs.  0, or a code with ${e} set. */
int oab_make(struct logs *w, struct err *e);

#endif
