/* The control panel's server log: see the top of ecp.c for their form. */
#ifndef LAB_ECP_H
#define LAB_ECP_H

#include "logs.h"

/* ecp_make(w, e): Make all files of this kind below ${w->root}/logs.  0, or a code with ${e} set. */
int ecp_make(struct logs *w, struct err *e);

#endif
