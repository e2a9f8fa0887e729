/*
 * Alerts in the case: bodies of type "alert" (conclusion, TLP RED), one for a
 * specimen and a package that it raised an alert for (trace/watch.h).
 *
 *	package, package_sha256, part	the released package (share: package_sha256), or one file of it
 *	specimen, specimen_sha256, bytes	the file, as it was named and as it is
 *	score, containment, bits, llr, llr_ci95, refusal, tail, regions	as `athar trace compare` gives them
 *	level, background_sha256	what raised it; null without a background
 *	sites_read, sites_total		marks of the package that were read in it; nobody is named
 *	given				what else the line that named the file said
 *	known, source, blobs		when; the file; its bytes where they were kept
 */
#ifndef TRACE_ALERT_H
#define TRACE_ALERT_H

#include "store/case.h"

/* The fold of these bodies: the table trace_alert, and an event in the lane "attack". */
extern const struct fold_ops alert_fold;

/*
 * alert_there(c, package_sha256, specimen_sha256, there, e): Whether the case has such an alert already.
 * 0 or an error of the index.
 */
int alert_there(
    struct case_dir *c, struct str package_sha256, struct str specimen_sha256, bool *there, struct err *e);

#endif
