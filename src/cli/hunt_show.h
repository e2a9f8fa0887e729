/*
 * A scan for people: the first findings of each rule as they come, and at the
 * end what was covered, what was not read, which rules could not run, and,
 * last and so nearest to the prompt, the verdicts.
 */
#ifndef CLI_HUNT_SHOW_H
#define CLI_HUNT_SHOW_H

#include <stdio.h>

#include "hunt/scan.h"

struct hunt_show;

/*
 * hunt_show_new(out, set): For results to ${out}; colours only on a terminal and without NO_COLOR.  NULL
 * without memory.
 */
struct hunt_show *hunt_show_new(FILE *out, const struct ruleset *set);
void hunt_show_free(struct hunt_show *s);

void hunt_show_finding(struct hunt_show *s, const struct found *f);
void hunt_show_unread(struct hunt_show *s, struct str file, struct str why);
void hunt_show_end(struct hunt_show *s, struct scan_totals *t, const struct scan_options *options);

#endif
