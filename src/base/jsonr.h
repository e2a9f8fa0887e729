/*
 * A pull reader for JSON (RFC 8259) over bytes in memory.  It allocates
 * nothing, never recurses, gives strings as raw views between their quotes,
 * and knows a depth limit.  Grammar, numbers and nesting are checked for
 * whatever is pulled; jsonr_skip checks only that strings and brackets close,
 * since it must run at the speed of memory over what nobody asked for.
 *
 *	struct jsonr j;
 *	jsonr_init(&j, text, 0);
 *	while ((t = jsonr_next(&j, &v)) > JSONR_END) ...
 */
#ifndef BASE_JSONR_H
#define BASE_JSONR_H

#include "base/buf.h"

enum jsonr_type {
	JSONR_ERROR = -1, /* See jsonr_error. */
	JSONR_END = 0,    /* The one top-level value is complete; nothing follows but blanks. */
	JSONR_OBJECT,     /* { */
	JSONR_OBJECT_END,
	JSONR_ARRAY, /* [ */
	JSONR_ARRAY_END,
	JSONR_KEY,    /* A member's name; its value comes next. */
	JSONR_STRING, /* The raw bytes between the quotes: jsonr_string decodes them. */
	JSONR_NUMBER, /* Its text. */
	JSONR_TRUE,
	JSONR_FALSE,
	JSONR_NULL
};

#define JSONR_DEPTH_MAX 512

struct jsonr {
	const char *p;
	size_t n, at;
	unsigned depth, depth_max;
	int state;
	uint8_t object[JSONR_DEPTH_MAX / 8]; /* One bit a level: an object or an array. */
	const char *why;                     /* After JSONR_ERROR. */
};

/* jsonr_init(j, text, depth_max): Begin to read ${text}; 0 means a depth of 64. */
void jsonr_init(struct jsonr *j, struct str text, unsigned depth_max);

/* jsonr_next(j, raw): The next token; ${*raw} is its text (for brackets: the bracket). */
enum jsonr_type jsonr_next(struct jsonr *j, struct str *raw);

/*
 * jsonr_skip(j, t): Skip the rest of the value whose first token ${t} was just
 * returned (for JSONR_KEY: the value that follows).  0, or -1 as after
 * JSONR_ERROR.
 */
int jsonr_skip(struct jsonr *j, enum jsonr_type t);

/*
 * jsonr_leave(j): Skip the rest of the innermost container, a member or item
 * of which was just read whole.  0, or -1 as after JSONR_ERROR.
 */
int jsonr_leave(struct jsonr *j);

/*
 * jsonr_whole(j, t, whole): As jsonr_skip, and give the raw text of that value from its first byte to its
 * last.
 */
int jsonr_whole(struct jsonr *j, enum jsonr_type t, struct str first, struct str *whole);

/* jsonr_error(j, e): Describe what JSONR_ERROR met, with its offset.  Return its code. */
int jsonr_error(const struct jsonr *j, struct err *e);

/* jsonr_plain(raw): Whether ${raw} holds no escape, so that it can be used as it stands. */
bool jsonr_plain(struct str raw);

/*
 * jsonr_string(b, raw): Append ${raw} decoded to UTF-8.  A lone surrogate
 * becomes U+FFFD; \u0000 becomes a NUL byte.  0, or -1 on a bad escape or a
 * failed buffer.
 */
int jsonr_string(struct buf *b, struct str raw);

/* jsonr_u64(raw, v), jsonr_i64: a JSONR_NUMBER without fraction or exponent.  0 or -1. */
int jsonr_u64(struct str raw, uint64_t *v);
int jsonr_i64(struct str raw, int64_t *v);

#endif
