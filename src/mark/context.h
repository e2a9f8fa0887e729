/*
 * What stands around a site, by which it is recognised where names have
 * changed: stretches of SPAN tokens in the package that lie near the site, hold
 * no mark, and, all names blanked (mark/lane.h), occur once in the whole
 * package.  A site of plain prose has none, since every SPAN words look the
 * same; its texts are long, and read by themselves.
 */
#ifndef MARK_CONTEXT_H
#define MARK_CONTEXT_H

#include "mark/package.h"

/*
 * mark_context(p, e): Choose before and after of each one-of site of the settled package ${p}, and prove them on it:
 * by its context alone the package must read as itself, and each text in the site's place as that text.  A site
 * that fails has none, and is read in the other ways only.  0, ERR_LIMIT or ERR_NOMEM.
 */
int mark_context(struct mark_package *p, struct err *e);

#endif
