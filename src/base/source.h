/*
 * Where a fact comes from.  Every fact in a case carries one.
 */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/instant.h"

/* The views belong to whoever made it. */
struct source {
	struct str document;  /* URI, file name or the speaker's name. */
	struct str sha256;    /* 64 hex digits of the document's bytes, or "" where there are none. */
	instant_us retrieved; /* When the document was taken; 0 where not known. */
};

#endif
