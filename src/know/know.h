/*
 * What the room of knowledge gives to others: what the case knows, as facts
 * with their sources and three times, and the fold that keeps them.
 */
#ifndef KNOW_KNOW_H
#define KNOW_KNOW_H

#include "know/decide.h"
#include "store/case.h"

extern const struct fold_ops know_fold; /* Bodies of type "know". */

/*
 * know_of_case(c, as_of, audience, e): The built-in tables and all facts of
 * the case known by ${as_of} that ${audience} may see.  ${c} may be NULL.
 */
struct know *know_of_case(struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e);

/*
 * know_case_cves(c, as_of, audience, fn, arg, e): Call ${fn} for each CVE that
 * the case is about: those of imported documents, each in the newest version
 * that was known by ${as_of} and that ${audience} may see (that there is such
 * a number may itself be under embargo), and those the template named, sorted.
 * One that its authority rejected is none.
 */
int know_case_cves(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, struct str cve), void *arg, struct err *e);

/*
 * know_topic_body(cve, n, source, known, tlp): A body of type "know" that says
 * no more than that the case is about these CVEs, as a template does; NULL
 * without memory.
 */
json_t *
know_topic_body(const struct str *cve, size_t n, const struct source *source, instant_us known, enum tlp tlp);

#endif
