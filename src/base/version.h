/*
 * Version numbers as vendors print them: up to six parts of decimal digits,
 * compared part by part as numbers.  "15.02.0986.036" equals "15.2.986.36",
 * and "15.1.2176.9" comes before "15.1.2176.14"; a comparison of strings gets
 * both wrong.  A version may be shorter than its product's full form: scanners
 * that read a page path see "15.1.2176" and not the security update behind it.
 */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#include "base/buf.h"

#define VERSION_PARTS_MAX 6

/* A value type: copy it freely. */
struct version {
	uint32_t part[VERSION_PARTS_MAX];
	unsigned n; /* Parts present, 1 to VERSION_PARTS_MAX; 0 only in a zeroed one. */
};

/*
 * version_parse(v, text, e): Read all of ${text} as a version into ${v}.
 * Leading zeros are accepted; signs, spaces and empty parts are not.  Return
 * 0, ERR_SYNTAX with ${e} naming the offset, or ERR_LIMIT if a part exceeds
 * 32 bits or there are too many.  ${v} is unchanged on failure.
 */
int version_parse(struct version *v, struct str text, struct err *e);

/*
 * version_order(a, b): Return a negative number, 0 or a positive number as
 * ${a} comes before, equals or follows ${b}.  A missing part counts as 0, so
 * ask version_is_prefix first where "15.1.2176" must stay undecided.
 */
int version_order(const struct version *a, const struct version *b);

/* version_is_prefix(a, b): Whether ${a} has fewer parts than ${b} and all of them agree. */
bool version_is_prefix(const struct version *a, const struct version *b);

/* version_same_branch(a, b, parts): Whether the first ${parts} parts agree; a missing part counts as 0. */
bool version_same_branch(const struct version *a, const struct version *b, unsigned parts);

/* version_put(b, v): Write ${v} without leading zeros. */
void version_put(struct buf *b, const struct version *v);

#endif
