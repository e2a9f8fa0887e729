/*
 * Sets of versions as the vers notation writes them:
 *
 *	vers:generic/>=15.1.2106.0|<15.1.2106.13|>=15.1.2176.0|<15.1.2176.9
 *
 * A set is a sorted list of disjoint intervals.  One threshold cannot say
 * "fixed": 15.1.2176.4 is greater than the fixed 15.1.2106.13 and is not.
 * Source: the VERS specification, github.com/package-url/vers-spec.
 */
#ifndef BASE_VERSET_H
#define BASE_VERSET_H

#include "base/version.h"

#define VERSET_MAX 256

/* One interval; an open end has n == 0. */
struct version_range {
	struct version low, high;
	bool low_open;  /* The low end itself is not in it. */
	bool high_open; /* The high end itself is not in it. */
};

struct verset {
	struct version_range *range; /* Sorted by low end, disjoint. */
	size_t n, cap;
	bool all; /* "*": every version. */
};

/*
 * verset_add(s, range, e): Unite one more interval into ${s}.  0, ERR_NOMEM, or ERR_LIMIT beyond
 * VERSET_MAX.
 */
int verset_add(struct verset *s, const struct version_range *range, struct err *e);

/* verset_has(s, v): Whether ${v}, taken as a full version, is in ${s}. */
bool verset_has(const struct verset *s, const struct version *v);

/*
 * verset_parse(s, text, e): Read "vers:SCHEME/..." or the part behind the slash.  0, ERR_SYNTAX with the
 * offset, ...
 */
int verset_parse(struct verset *s, struct str text, struct err *e);

/* verset_put(b, s, scheme): Write "vers:SCHEME/..." in the canonical form: sorted, each bound once. */
void verset_put(struct buf *b, const struct verset *s, const char *scheme);

/* verset_free(s): Release it; a zeroed set is the empty one. */
void verset_free(struct verset *s);

#endif
