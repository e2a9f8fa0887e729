/*
 * What people do to a program before they pass it on, done to plain text that
 * need not be understood: comments go, the indentation changes, names change,
 * half is lost, two copies are mixed.
 */
#ifndef LAB_ADAPT_H
#define LAB_ADAPT_H

#include "rng.h"

/* One file of a copy. */
struct leaf {
	char *path; /* Below the copy's folder. */
	struct buf text;
	bool dropped;
};

struct tree {
	struct leaf *leaf;
	size_t n, cap;
};

/* An adaptation works on the whole copy. */
struct adaptation {
	const char *name;
	void (*run)(struct tree *t, struct rng *r);
};

/*
 * In the order in which they are applied, ended by a NULL name: "comments"
 * (lines that hold nothing else), "rename" (up to three names, everywhere),
 * "reformat" (indentation, blank lines, ends of lines), "half" (half of the
 * lines, in runs), "files" (half of the files), "port" (to another language: only
 * texts and numbers are left).
 */
extern const struct adaptation adaptations[];

/*
 * adapt_mix(a, b, r): Into ${a}, of each line that differs, one of the two; a file whose line counts
 * differ, as a whole.
 */
void adapt_mix(struct tree *a, const struct tree *b, struct rng *r);

#endif
