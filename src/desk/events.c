/* Events in memory: see the header. */
#include "desk/events.h"

#include <stdlib.h>

#include "base/vec.h"

static int
keep(void *arg, const struct event *event, struct err *e)
{
	struct events *v = arg;
	struct event *kept;

	if (VEC_GROW(v->event, v->n, v->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	kept = &v->event[v->n];
	*kept = *event;
	kept->lane = arena_str(&v->mem, event->lane);
	kept->text = arena_str(&v->mem, event->text);
	kept->source.document = arena_str(&v->mem, event->source.document);
	kept->source.sha256 = arena_str(&v->mem, event->source.sha256);
	if (kept->lane.p == NULL || kept->text.p == NULL || kept->source.document.p == NULL ||
	    kept->source.sha256.p == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	v->n++;
	return (0);
}

int
events_load(struct events *v, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	*v = (struct events){ .event = NULL };
	return (event_each(c, as_of, audience, keep, v, &v->hidden, e));
}

void
events_free(struct events *v)
{
	free(v->event);
	arena_free(&v->mem);
	*v = (struct events){ .event = NULL };
}

size_t
events_lane(const struct event *event)
{
	for (size_t i = 0; i < event_lanes_n; i++) {
		if (str_eq(event->lane, str_of(event_lanes[i])))
			return (i);
	}
	return (event_lanes_n - 1);
}

const struct event *
events_first(const struct events *v, const char *lane)
{
	for (size_t i = 0; i < v->n; i++) {
		if (str_eq(v->event[i].lane, str_of(lane)))
			return (&v->event[i]);
	}
	return (NULL);
}

bool
events_proven(const struct event *event, instant_us as_of)
{
	return (event->recorded <= as_of);
}

bool
events_same(const struct event *a, const struct event *b)
{
	return (a->happened.earliest == b->happened.earliest && a->happened.latest == b->happened.latest &&
	    a->known.earliest == b->known.earliest && a->known.latest == b->known.latest &&
	    a->tlp == b->tlp && str_eq(a->lane, b->lane) && str_eq(a->text, b->text) &&
	    str_eq(a->source.document, b->source.document));
}
