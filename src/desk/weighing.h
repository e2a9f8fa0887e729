/*
 * Weighing the hypotheses of a case: what trace needs to know of the timeline
 * (who knew when) and of share (who had what, when) is gathered here, since
 * the jobs meet in the case alone.
 *
 * Of the timeline only events that people entered count (event add, a
 * template, a bulletin's milestones), by their lanes: what athar itself wrote
 * there comes from share and trace directly.
 */
#ifndef DESK_WEIGHING_H
#define DESK_WEIGHING_H

#include "trace/trace.h"

/*
 * weighing_load(g, c, as_of, audience, e): Weigh all waves into the empty ${g}, with what the case knew by
 * ${as_of} (INSTANT_MAX: all) and ${audience} may see.  Release it by weighing_free, also after a failure.
 */
int weighing_load(struct weighing *g, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e);

#endif
