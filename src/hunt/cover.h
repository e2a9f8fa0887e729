/*
 * What the logs covered: nothing found is not nothing there.  Each file spans
 * from its first row to its last; a kind of log whose files begin anew every
 * hour or day has a gap where whole hours or days lie in no file's span.  Gaps
 * are also looked for folder by folder, since one site's or one protocol's
 * missing hours hide behind the others'.
 */
#ifndef HUNT_COVER_H
#define HUNT_COVER_H

#include "base/map.h"
#include "hunt/logkind.h"

#define COVER_FOLDERS_MAX 256
#define COVER_GAPS_MAX    1000

struct span {
	instant_us from, to;
};

struct spans {
	struct span *span;
	size_t n, cap;
};

struct cover {
	struct {
		struct spans spans;
		uint64_t files, rows;
		bool *seen; /* Fields of rules that some header had, by number. */
	} kind[LOG_KINDS];
	struct map folder; /* Kind and folder to position. */
	struct spans *folder_spans;
	size_t folders, folder_cap;
};

/*
 * cover_add(c, kind, file, from, to): A file's span; a zero end says that no row had a time.  0 or -1
 * without memory.
 */
int cover_add(struct cover *c, size_t kind, struct str file, instant_us from, instant_us to);

/* cover_span(c, kind, s): From the first to the last time of a kind; false where there is none. */
bool cover_span(const struct cover *c, size_t kind, struct span *s);

/*
 * cover_gaps(spans, period, gap, max): Sort ${spans} and put up to ${max} gaps
 * of whole periods, each from its first moment to its last second, into ${gap}.  Return how many there are.
 */
size_t cover_gaps(struct spans *spans, instant_us period, struct span *gap, size_t max);
void cover_free(struct cover *c);

#endif
