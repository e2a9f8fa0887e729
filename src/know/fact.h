/*
 * What one fact of a document says, for the two that ask: say_docs.c about
 * products of the build tables, docs_decide.c about all others.
 */
#ifndef KNOW_FACT_H
#define KNOW_FACT_H

#include "know/state.h"

/* fact_in_range(r, v): Whether ${v}, taken as a full version, lies in ${r}. */
bool fact_in_range(const struct version_range *r, const struct version *v);

/* fact_is_rest(f): Whether the fact is about all versions that its document's list does not tell of. */
bool fact_is_rest(const struct fact *f);

/* fact_fixed_from(f, from): The first build that it calls fixed: behind an affected range, or a fixed one itself. */
bool fact_fixed_from(const struct fact *f, struct version *from);

/* facts_of(k, cve, from, to): The facts about one CVE stand together: the first, and the one behind the last. */
void facts_of(const struct know *k, struct str cve, size_t *from, size_t *to);

/*
 * verdict_join(all, known, disagree, one): Add one voice to ${*all}, which is AMBIGUOUS with ${*known} false before
 * the first that decides.
 */
void verdict_join(enum verdict *all, bool *known, bool *disagree, enum verdict one);

#endif
