/* What the files of athar trace compare share. */
#ifndef CLI_TRACE_COMPARE_H
#define CLI_TRACE_COMPARE_H

#include "cli/trace_given.h"
#include "cli/trace_kept.h"
#include "trace/align.h"

/* A package that specimens are compared with, one after the other. */
struct comparing {
	const struct cli *c;
	const char *package; /* As given, and its fingerprint: */
	struct print p;
	struct background *b; /* NULL: none. */
	struct trace_given given;
	struct score_package *k;
	double least;            /* Of what scores less, nothing else is asked. */
	struct calibrate *lines; /* What scores of the package say, once one is asked; else NULL. */
	struct buf line;         /* To be printed, under way. */
	struct trace_kept kept;
	struct trace_background behind; /* What is kept of ${b}; its hash lies in ${behind_hash}. */
	char behind_hash[SHA256_HEX + 1];
};

/* One comparison. */
struct compared {
	const char *specimen; /* As given, and its fingerprint: */
	struct print x;
	struct score s;
	struct calibrated l;
	double evalue;               /* Share of the innocents that score so high, times what was tried. */
	struct align_region *region; /* Ours: free it. */
	size_t regions;
};

/*
 * trace_compare_make(m, e): Of the package's fingerprint, the background and what is given, all that is needed to
 * compare.  0 or an error; trace_compare_drop(m) in any case, which leaves the three of them.
 */
int trace_compare_make(struct comparing *m, struct err *e);
void trace_compare_drop(struct comparing *m);

/*
 * trace_compare_pair(m, d, tried, e): All of ${d} from its specimen, one of so many; only its score, where that is less
 * than ${m}'s least.  0 or an error.
 */
int trace_compare_pair(struct comparing *m, struct compared *d, size_t tried, struct err *e);

/* trace_compare_json(m, d), trace_compare_text(m, d): Print one comparison; ${m}'s line is used, and left empty. */
void trace_compare_json(struct comparing *m, const struct compared *d);
void trace_compare_text(struct comparing *m, const struct compared *d);

#endif
