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
 * "names" (all that the program gives itself), "literals" (numbers of three digits and more become hexadecimal,
 * single and double quotes change places; not in prose), "reformat" (indentation, blank lines, ends of lines),
 * "half" (half of the lines, in runs), "files" (half of the files), "port" (to another language: only texts and
 * numbers are left).
 */
extern const struct adaptation adaptations[];

/*
 * adapt_mix(a, b, of, r): Into ${a}, which is a mix of ${of} - 1 copies already, each line of ${b} instead of its own with
 * a chance of one in ${of}; a file whose line counts differ, as a whole.
 */
void adapt_mix(struct tree *a, const struct tree *b, uint32_t of, struct rng *r);

#endif
