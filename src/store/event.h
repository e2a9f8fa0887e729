/*
 * Events: what happened, when, who said so and when.  Every room's fold may
 * add events to the one table that the timeline shows; people add theirs by
 * `athar event add` and by a template.
 */
#ifndef STORE_EVENT_H
#define STORE_EVENT_H

#include "base/jsonw.h"
#include "store/case.h"

/* Lanes, in the order in which the timeline draws them. */
#define EVENT_LANES "report", "share", "attack", "fix", "notice", "census", "hunt", "other"
extern const char *const event_lanes[];
extern const size_t event_lanes_n;

/* The views belong to whoever made it. */
struct event {
	uint64_t entry; /* The record's entry that carries it. */
	struct instant happened;
	struct instant known; /* When the source named said it. */
	instant_us recorded;
	struct str lane;
	struct str text;
	struct source source;
	enum tlp tlp;
};

/* The fold of bodies of type "event" (see event_body). */
extern const struct fold_ops event_fold;

/* event_add(f, event, e): From a room's fold: put one event into the index. */
int event_add(struct fold *f, const struct event *event, struct err *e);

/*
 * event_say(f, event, text, e): event_add with what the buffer ${text} holds as the event's text; the buffer is
 * freed, the event is left without text.  ERR_LIMIT or ERR_NOMEM where the text did not fit.
 */
int event_say(struct fold *f, struct event *event, struct buf *text, struct err *e);

/*
 * event_body(event): A body of type "event"; NULL without memory.  The entry and recorded members are not
 * kept.
 */
json_t *event_body(const struct event *event);

/*
 * event_each(c, as_of, audience, fn, arg, hidden, e): Call ${fn} for each
 * event known by ${as_of} (INSTANT_MAX for all) that ${audience} may see,
 * ordered by happened.earliest, happened.latest, entry and text; ${*hidden}
 * counts those left out for their TLP.  A non-zero answer ends the walk.
 */
typedef int event_fn(void *arg, const struct event *event, struct err *e);
int event_each(struct case_dir *c, instant_us as_of, enum tlp audience, event_fn *fn, void *arg,
    uint64_t *hidden, struct err *e);

/* Bodies keep times as [earliest, latest] in RFC 3339 and sources as objects; these read and write them. */
json_t *body_instant(struct instant t);
int body_read_instant(struct instant *t, const json_t *value, struct err *e);
json_t *body_time(instant_us us);
int body_read_time(instant_us *us, const json_t *value, struct err *e);
json_t *body_source(const struct source *s);
void body_read_source(struct source *s, const json_t *value); /* Views into ${value}; empty where absent. */
json_t *body_str(struct str s); /* A JSON string; bytes that are not UTF-8 become U+FFFD. */
struct str body_read_str(const json_t *object, const char *key); /* "" where absent. */

/* body_read_known(body, known, tlp, e): Since when what a body says is known, and its label, which most have. */
int body_read_known(const json_t *body, struct instant *known, enum tlp *tlp, struct err *e);

#endif
