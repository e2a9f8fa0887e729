/*
 * The lines of a scan as JSON, as docs/json.md promises them.  Each appends
 * one object to ${b}, without a line end.
 */
#ifndef HUNT_TELL_H
#define HUNT_TELL_H

#include "base/jsonw.h"
#include "hunt/scan.h"

/* tell_rule_name(rule): Its id, else its title, else its file. */
struct str tell_rule_name(const struct rule *rule);

void tell_finding(struct buf *b, const struct found *f);
void tell_unread(struct buf *b, struct str file, struct str why);
void tell_file(struct buf *b, const struct scanned *f);
void tell_verdict(struct buf *b, const struct rungs *r);
void tell_unrunnable(struct buf *b, const struct rule *rule, struct str why);
void tell_summary(struct buf *b, const struct scan_totals *t);

/* tell_coverage(b, c, kind): Of one kind of log that was read; sorts its spans. */
void tell_coverage(struct buf *b, struct cover *c, size_t kind);

#endif
