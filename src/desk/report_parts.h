/* The parts of the report, each a section of the page; used by report.c only. */
#ifndef DESK_REPORT_PARTS_H
#define DESK_REPORT_PARTS_H

#include "desk/curve.h"
#include "desk/events.h"
#include "desk/fixes.h"
#include "desk/hunts.h"
#include "desk/seal.h"
#include "desk/shares.h"
#include "desk/status.h"

/* Everything that the page shows, read before the first byte is written. */
struct report {
	struct buf title;
	struct seal seal;
	struct status status;
	struct events events;
	struct curve curve;
	struct hunts hunts;
	struct shares shares;
	struct case_dir *c;
	struct fixes fixes;
	instant_us as_of; /* As asked for; INSTANT_MAX for all. */
	enum tlp audience;
};

void part_answers(struct buf *b, const struct report *r);
int part_timeline(struct buf *b, const struct report *r, struct err *e);
int part_shares(struct buf *b, const struct report *r, struct err *e);
int part_traces(struct buf *b, const struct report *r, struct err *e);
int part_weigh(struct buf *b, const struct report *r, struct err *e);
int part_census(struct buf *b, const struct report *r, struct err *e);
int part_hunts(struct buf *b, const struct report *r, struct err *e);
void part_fixes(struct buf *b, const struct report *r);
int part_sources(struct buf *b, const struct report *r, struct err *e);

#endif
