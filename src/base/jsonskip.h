/*
 * Skipping what nobody asked for, at the speed of memory: from inside a JSON
 * container to behind its closing bracket.  Sixty-four bytes at a time become
 * bit masks (quotes, backslashes, brackets); which brackets stand outside of
 * strings then follows by arithmetic.  The method is that of G. Langdale and
 * D. Lemire, "Parsing Gigabytes of JSON per Second" (VLDB Journal, 2019).
 */
#ifndef BASE_JSONSKIP_H
#define BASE_JSONSKIP_H

#include "base/str.h"

enum jsonskip { JSONSKIP_DONE, JSONSKIP_OPEN_STRING, JSONSKIP_OPEN_CONTAINER, JSONSKIP_DEEP };

/*
 * jsonskip(text, at, levels): ${text} from ${*at} on is the inside of a
 * container, outside of any string.  JSONSKIP_DONE with ${*at} behind the
 * bracket that closes it; JSONSKIP_OPEN_STRING or JSONSKIP_OPEN_CONTAINER where
 * the text ends before that; JSONSKIP_DEEP, with ${*at} at the bracket, where
 * containers inside nest deeper than ${levels}.  Only strings and brackets are
 * looked at, and one kind of bracket closes the other.
 */
enum jsonskip jsonskip(struct str text, size_t *at, unsigned levels);

/*
 * jsonskip_string(text, at): ${*at} is behind an opening quote; move it to the
 * closing one.  False where there is none, with ${*at} unmoved.
 */
bool jsonskip_string(struct str text, size_t *at);

#endif
