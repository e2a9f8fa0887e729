/*
 * What a comparison came to, as members of JSON: trace compare prints them, and
 * an alert keeps and prints the same.  docs/json.md says what they mean.
 */
#ifndef TRACE_COMPARE_JSON_H
#define TRACE_COMPARE_JSON_H

#include "base/jsonw.h"
#include "trace/align.h"

/*
 * compare_json_ratio(w, l): "llr" with "llr_ci95" and a "refusal" of null; or a null "llr" and why it is refused.
 * An open end of the interval is null.
 */
void compare_json_ratio(struct jsonw *w, const struct calibrated *l);

/* compare_json_regions(w, p, x, region, n): "regions", ${n} of the package ${p} and the specimen ${x}. */
void compare_json_regions(struct jsonw *w, const struct print *p, const struct print *x,
    const struct align_region *region, size_t n);

#endif
