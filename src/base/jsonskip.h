/*
 * Skipping what nobody asked for, at the speed of memory: from inside a JSON
 * container to behind its closing bracket.  Sixty-four bytes at a time become
 * bit masks (quotes, backslashes, brackets); which brackets stand outside of
 * strings then follows by arithmetic.  The method is that of G. Langdale and
 * D. Lemire, "Parsing Gigabytes of JSON per Second" (VLDB Journal, 2019).
 */
#ifndef BASE_JSONSKIP_H
#define BASE_JSONSKIP_H

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/*
 * jsonskip_short(text, at): As jsonskip_string, for names and most values,
 * which end within sixteen bytes; false, with ${*at} unmoved, where this one
 * may not.
 */
static inline bool
jsonskip_short(struct str text, size_t *at)
{
#ifdef __SSE2__
	__m128i v;
	unsigned quote, backslash;

	if (text.n < 16 || *at > text.n - 16)
		return (false);
	v = _mm_loadu_si128((const __m128i *)(const void *)(text.p + *at));
	quote = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	backslash = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
	/* The lowest bit of the quotes is below that of the backslashes. */
	if (quote == 0 || (backslash != 0 && (backslash & (0 - backslash)) < (quote & (0 - quote))))
		return (false);
	*at += (unsigned)__builtin_ctz(quote);
	return (true);
#else
	(void)text;
	(void)at;
	return (false);
#endif
}

#endif
