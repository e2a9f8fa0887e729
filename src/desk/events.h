/*
 * The events of a case, taken once into memory in the order of the timeline:
 * the timeline, the status and the report all show the same ones.
 */
#ifndef DESK_EVENTS_H
#define DESK_EVENTS_H

#include "base/arena.h"
#include "store/event.h"

struct events {
	struct event *event; /* Their views live in ${mem}. */
	size_t n, cap;
	uint64_t hidden; /* Left out for their TLP. */
	struct arena mem;
};

/* events_load(v, c, as_of, audience, e): Fill ${v}; release it by events_free also after a failure. */
int events_load(struct events *v, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e);
void events_free(struct events *v);

/* events_lane(event): the index of its lane in event_lanes; of "other" where it has none of them. */
size_t events_lane(const struct event *event);

/* events_first(v, lane): the first event of a lane, or NULL. */
const struct event *events_first(const struct events *v, const char *lane);

/*
 * events_proven(event, as_of): Whether the record proves that the event was
 * known by ${as_of}, since it was recorded by then; else its source claims it.
 */
bool events_proven(const struct event *event, instant_us as_of);

/* events_same(a, b): Whether both say the same of the same: all but entry and recorded. */
bool events_same(const struct event *a, const struct event *b);

#endif
