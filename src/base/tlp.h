/*
 * The Traffic Light Protocol, version 2.0 (first.org/tlp): who may see a
 * thing.  Labels are written in capitals without spaces and are ordered, so
 * what is derived from several facts takes the strictest of them (taint), and
 * what leaves the case goes to an audience and leaves out what is above it.
 */
#ifndef BASE_TLP_H
#define BASE_TLP_H

#include "base/err.h"
#include "base/str.h"

enum tlp { TLP_CLEAR, TLP_GREEN, TLP_AMBER, TLP_AMBER_STRICT, TLP_RED };

/*
 * tlp_parse(t, text, e): "AMBER+STRICT" or "TLP:AMBER+STRICT", any case; TLP 1.0's WHITE is CLEAR.  0 or
 * ERR_SYNTAX.
 */
int tlp_parse(enum tlp *t, struct str text, struct err *e);

/* tlp_name(t): the label without its prefix, as "AMBER+STRICT". */
const char *tlp_name(enum tlp t);

/* tlp_taint(a, b): the label of what is derived from both. */
static inline enum tlp
tlp_taint(enum tlp a, enum tlp b)
{
	return (a > b ? a : b);
}

/* tlp_allows(audience, label): Whether something labelled ${label} may go to ${audience}. */
static inline bool
tlp_allows(enum tlp audience, enum tlp label)
{
	return (label <= audience);
}

#endif
