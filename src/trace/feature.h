/*
 * What of a text can be compared: features of five channels, kept apart,
 * since no single one survives every kind of adaptation.
 *
 *	structure	6-grams of tokens whose names, numbers and strings are
 *			only "a name", "a number", "a string", and of lines' ends
 *			and indentation where these mean something: survives renaming
 *	raw		3-grams of tokens as they stand: survives moving about
 *	atoms		single names, numbers and strings, normalised across case,
 *			base and escapes: survives porting to another language
 *	comments	pairs of words of comments and prose
 *	order		pairs of calls, and pairs of arbitrary literals, in the order
 *			in which they stand
 *
 * Strings that are base64, hex or percent-encoded text are undone and read as
 * well, and so are strings of many lines; text in UTF-16 is read as text; of a
 * binary its strings (ASCII and UTF-16) are atoms in their order.
 * A feature is a hash of 64 bits; grams of a window roll, so that a text is
 * read once.  Grams: Schleimer, Wilkerson and Aiken, Winnowing (SIGMOD 2003);
 * all are kept, since packages are small.
 */
#ifndef TRACE_FEATURE_H
#define TRACE_FEATURE_H

#include "trace/lang.h"

enum channel { CH_STRUCTURE, CH_RAW, CH_ATOMS, CH_COMMENTS, CH_ORDER, CH_N };

/* feature_channel_name(ch): "structure", "raw", "atoms", "comments", "order". */
const char *feature_channel_name(enum channel ch);

/* So many tokens a gram of this channel spans. */
unsigned feature_span(enum channel ch);

struct feature {
	uint64_t hash;
	uint32_t pos;  /* Which token of the text it begins at, from 0. */
	uint32_t line; /* On which line that stands, from 1; in a binary the offset's kilobyte. */
};

/* Takes some features at a time, at most FEATURE_SOME, all of one channel. */
#define FEATURE_SOME 1024
typedef void feature_fn(void *arg, enum channel ch, const struct feature *f, size_t n);

struct feature_text {
	enum lang lang;
	uint32_t tokens; /* Without comments and imports. */
	bool binary;
};

/*
 * feature_read(name, text, fn, arg): Call ${fn} for all features of ${text}, a
 * whole file called ${name}, within each channel in order of position.  Never fails: what
 * cannot be read as anything has no features.  Linear in ${text}; memory is some 80 KB of
 * stack, and for encoded strings as much as the longest,
 * for UTF-16 as much again as the text.
 */
struct feature_text feature_read(struct str name, struct str text, feature_fn *fn, void *arg);

#endif
