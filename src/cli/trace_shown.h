/* What the commands of trace say alike. */
#ifndef CLI_TRACE_SHOWN_H
#define CLI_TRACE_SHOWN_H

#include "base/str.h"

/* trace_unread(arg, path, why): A gather_unread_fn: a note on stderr. */
void trace_unread(void *arg, struct str path, struct str why);

#endif
