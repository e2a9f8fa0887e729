/*
 * The truth about a world's scans.  For each day: what was so in the world,
 * and, for each format, what somebody who has read all its exports up to that
 * day can know of at best: servers told apart as the exports allow, each by
 * its last sighting, if that is one of the last fourteen days.
 */
#ifndef LAB_SCANTRUTH_H
#define LAB_SCANTRUTH_H

#include "base/jsonw.h"
#include "scan.h"

#define SCAN_WINDOW 14

struct scan_truth; /* Of one format. */

/* scan_truth_new(w, format): NULL without memory.  scan_truth_free(t): NULL is harmless. */
struct scan_truth *scan_truth_new(const struct hosts *w, const struct scan_format *format);
void scan_truth_free(struct scan_truth *t);

/* scan_truth_seen(t, s, day): Note a sighting. */
void scan_truth_seen(struct scan_truth *t, const struct sighting *s, int day);

/*
 * scan_truth_put(t, day, w): Write one object: hosts, addresses, and how many
 * of the hosts were fixed, unfixed or not affected when last seen, and how many
 * of the fixed and of the unfixed showed four parts, three, or none.
 */
void scan_truth_put(const struct scan_truth *t, int day, struct jsonw *w);

/* scan_truth_world(w, out): Write one object: hosts that exist, reachable ones, and their states. */
void scan_truth_world(const struct hosts *w, struct jsonw *out);

#endif
