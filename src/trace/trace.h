/*
 * What trace gives to others: the comparisons and accusations that a case
 * keeps, with the text of both sides, as plain values; and, by the headers
 * that it brings, the waves of attacks (trace/wave.h) and the weighing of
 * hypotheses (trace/weigh.h).  A comparison is AMBER+STRICT unless it was
 * labelled otherwise; an accusation is always RED, and parties stand in it by
 * number, never by name.
 *
 * All texts are hostile: they were read out of specimens.
 */
#ifndef TRACE_TRACE_H
#define TRACE_TRACE_H

#include "trace/weigh.h"

/* Bodies of trace's types, these and those of trace/wave.h: see trace/conclusion.h for what they hold. */
extern const struct fold_ops comparison_fold, accusation_fold;

/* A file of a package or a specimen.  ${matched}: something in it is shared. */
struct trace_file {
	struct str name, sha256;
	uint64_t bytes;
	bool matched;
};

/* A package, or a specimen, as it was given. */
struct trace_party {
	struct str name;
	/* Over the hashes of all its files, whatever they are called: see trace/conclusion.h. */
	struct str sha256;
	uint64_t files, bytes, tokens, unread;
	const struct trace_file *file; /* Some of them, those that matched first. */
	size_t shown;
};

/* What stands behind a comparison.  ${groups} 0: none was given. */
struct trace_background {
	struct str name, sha256;
	uint64_t bytes, groups;
};

/* One channel of a comparison: see struct score_channel. */
struct trace_channel {
	struct str name;
	uint64_t features, shared; /* shared 0 of features above 0: looked for, and not found. */
	double containment;     /* Share of the package that the specimen has, weighed by rarity, 0 to 1. */
	double mean, deviation; /* The same of the programs nearest to the package. */
	double tail;            /* What that adds to the score: see trace/score.h. */
	uint64_t aside;         /* Features that were set aside, and are in none of the others. */
};

/* A line of a region, and the bits of rarity that its shared grams carry: 0 where it shares nothing. */
struct trace_line {
	struct str text;
	double bits;
};

/* One side of a region. */
struct trace_side {
	struct str file;
	uint32_t first, last;          /* Lines from 1; in a binary the kilobytes. */
	const struct trace_line *line; /* From ${first} on; none in a binary. */
	size_t lines;                  /* Fewer than last - first + 1 where the rest was cut. */
};

/* A stretch that package and specimen share. */
struct trace_region {
	double bits; /* How rare that is: log2. */
	struct trace_side package, specimen;
};

/* What anyone could have had, and so counted in nothing. */
struct trace_aside {
	struct str kind, path, published, reason, source; /* As the list has them: see trace/filter.h. */
	uint64_t features;                                /* Of the package, that it sets aside. */
	bool used;                                        /* Not where it was published too late. */
};

/* Who holds so much of the package that he cannot have written independently, and counts in nothing. */
struct trace_suspect {
	struct str solution; /* Of the clean room; "": of the background */
	uint64_t group;      /* this group, from 1. */
	double cover;        /* How much of the package's weight it holds, 0 to 1. */
};

/* What both kinds of conclusion begin with. */
struct trace_conclusion {
	uint64_t entry;
	instant_us known, recorded;
	enum tlp tlp;
	struct str command, version; /* What reproduces it, for a shell; athar's version. */
	struct trace_party package, specimen;
	bool lost; /* The blob is gone or damaged: the numbers stand, regions and files are not known. */
};

struct trace_comparison {
	struct trace_conclusion c;
	struct trace_background background;
	double score;       /* Sum of the channels' tails. */
	double containment; /* Over all channels, 0 to 1. */
	double bits;        /* log2 of how rare all that is shared is, in the channel that has most. */
	double evalue;      /* Share of the innocents that score so high, times specimens. */
	double nearness;    /* How much of the package the programs nearest to it cover, 0 to 1. */
	double cllr;        /* What such ratios cost on pairs of known truth: 1 says nothing. */
	struct str refusal; /* "", or why there is no ratio; then llr, low, high and cap mean nothing. */
	double llr;         /* log10 of the likelihood ratio of derived to independent, ... */
	double low, high;   /* ... its 95 % interval, infinite at an open end, ... */
	double cap;         /* ... and the most that so many innocents support. */
	uint64_t innocents;
	uint64_t regions_found; /* Those beyond ${regions} were not kept. */
	const struct trace_channel *channel;
	size_t channels;
	const struct trace_aside *aside;
	size_t asides;
	const struct trace_suspect *suspect;
	size_t suspects;
	uint64_t clean_given, clean_used; /* Solutions of the clean room; none: there was none. */
	bool clean_enough;                /* They say by themselves what the task dictates. */
	const struct trace_region *region;
	size_t regions;
};

/* A copy of the package that was released to the party, as the record had it when it was accused. */
struct trace_copy {
	struct str bulletin, stage;
	struct str
	    entered_by; /* How it was acknowledged: "desk", "signature" or "certificate"; "" where it was not. */
	uint64_t entry, downloads;
	uint32_t copy;
	bool committed;                    /* The record held the marks' commitment before it was sent. */
	instant_us released, acknowledged; /* acknowledged: 0 where not. */
};

/* A party that was tested: see struct accuse_score. */
struct trace_accused {
	uint32_t number; /* The party's. */
	double score;    /* Bits; ranks, and proves nothing. */
	double p_value;  /* Over all copies and specimens of the run; p_single: of this one alone. */
	double p_single;
	uint64_t matched; /* Of the sites read, how many hold this copy's symbol. */
	bool accused;
	const struct trace_copy *copy;
	size_t copies;
};

struct trace_accusation {
	struct trace_conclusion c;
	struct str bulletin; /* That the package was first released for. */
	uint64_t sites_read, sites_total, copies, tests;
	uint64_t exact, normalised, by_context; /* Of the sites read, how they were. */
	double bound, best; /* best: the p-value of a copy that matched at every site read. */
	bool possible;      /* Whether anyone could have been accused at all. */
	uint32_t colluders; /* The most leakers that the marks read support. */
	/* How much of the package is in the specimen, from 0 to 1; not a number where that is not known. */
	double alike;
	bool alien; /* But for the marks hardly anything of it is. */
	uint64_t accused;
	const struct trace_accused *party; /* The accused, then who comes next; by p-value. */
	size_t parties;
};

/*
 * trace_each_comparison(c, as_of, audience, fn, arg, hidden, e): Call ${fn} for each comparison known by
 * ${as_of} (INSTANT_MAX: all) that ${audience} may see, in order of entry; ${*hidden} grows by those left out
 * for their label.  All views live until ${fn} returns; its non-zero answer ends the walk and is returned.
 * ERR_CORRUPT where what was kept cannot be read.  trace_each_accusation: the same.
 */
int trace_each_comparison(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_comparison *x), void *arg, uint64_t *hidden, struct err *e);
int trace_each_accusation(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_accusation *x), void *arg, uint64_t *hidden, struct err *e);

/*
 * What was found in words, without a name; each appends to ${b}.
 *
 * trace_say_support(b, llr): What a log10 ratio supports, and how strongly, in the words of the ENFSI guideline for
 * evaluative reporting (2015): "weak support for independent writing".
 * trace_say_chance(b, p, bound): What the largest p-value of the accused means.
 * trace_say_impossible(b, best, bound): Why nobody can be accused, where the best p-value is above the bound.
 * trace_say_alien(b, containment): That so little of the package is beside the marks, from 0 to 1.
 * trace_say_mixed(b, accused, colluders): How many who mixed their copies such marks can name.
 * trace_say_suspect(b, solution, group, cover): That somebody's program counts in nothing, as struct trace_suspect has it.
 * trace_say_clean(b, given, used, enough): What became of the clean room's solutions.
 */
void trace_say_support(struct buf *b, double llr);
void trace_say_chance(struct buf *b, double p, double bound);
void trace_say_impossible(struct buf *b, double best, double bound);
void trace_say_alien(struct buf *b, double containment);
void trace_say_mixed(struct buf *b, uint64_t accused, uint32_t colluders);
void trace_say_suspect(struct buf *b, struct str solution, uint64_t group, double cover);
void trace_say_clean(struct buf *b, uint64_t given, uint64_t used, bool enough);

/* What marks cannot say where somebody is accused, and where nobody is. */
extern const char trace_caution[], trace_nobody[];

#endif
