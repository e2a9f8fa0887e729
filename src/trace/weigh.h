/*
 * Weighing hypotheses, one wave of attacks at a time: how did who attacked
 * come by the flaw?  Each piece of evidence is log10 of
 *
 *	P(evidence | hypothesis) / P(evidence | independent discovery)
 *
 * so independent discovery is always 0, and two hypotheses compare by their
 * difference.  The constants, each with its source, are in weigh_table.c.
 *
 * What cannot be in time is "excluded", by the fact that excludes it: only
 * where the two intervals prove the order.  The number for it is finite
 * (WEIGH_EXCLUDED), since a fact may be wrong, and nothing lifts it.
 *
 * Evidence that depends on other evidence is not multiplied: of one group
 * (time; what the tool shows) the strongest counts for a hypothesis, the rest
 * is shown and not counted.
 *
 * Timing moves "a partner" as a whole and never one of them: a line of his own
 * has only whom marks or an analyst name.  Whether a partner leaked on
 * purpose, by carelessness or by a break-in, no evidence here tells.
 */
#ifndef TRACE_WEIGH_H
#define TRACE_WEIGH_H

#include "base/arena.h"
#include "trace/wave.h"

enum hypothesis {
	HYP_INDEPENDENT,
	HYP_VENDOR,
	HYP_FINDER,
	HYP_PARTNER,
	HYP_CAPTURE, /* Of an exploit that was in use already. */
	HYP_PATCH,   /* Found by comparing the patched with the unpatched. */
	HYP_WRITEUP, /* Public write-up or proof of concept. */
	HYP_N
};

/* weigh_name(h): "independent", "vendor", ...  weigh_says(h): for people: "leak at the vendor".  weigh_parse: 0 or -1. */
const char *weigh_name(enum hypothesis h);
const char *weigh_says(enum hypothesis h);
int weigh_parse(enum hypothesis *h, struct str name);

/* weigh_number(name, number): The party of "partner:N"; 0 or -1. */
int weigh_number(struct str name, uint32_t *number);

/* What kinds of evidence there are; those of one kind depend on each other, but for the analyst's. */
enum weigh_kind { WEIGH_TIMING, WEIGH_TOOL, WEIGH_CVES, WEIGH_ACCESS, WEIGH_ANALYST, WEIGH_KINDS };

#define WEIGH_ENTRIES 8

/* One piece of evidence for one hypothesis. */
struct weigh_item {
	enum weigh_kind group;
	const char *kind; /* "timing", "marks", "similarity", "cves", "access" or "analyst". */
	double llr;       /* 0: it does not speak, and ${reason} says why. */
	uint32_t number;  /* The party that it is about; 0: about none of them. */
	bool excluded;    /* It is impossible in time. */
	bool counted;     /* Not where a stronger one of its group took its place. */
	struct str reason;
	uint64_t entry[WEIGH_ENTRIES]; /* That it stands on, ascending; not more than these are named. */
	size_t entries;
};

/* A hypothesis, with all that speaks of it. */
struct weigh_line {
	enum hypothesis hypothesis;
	uint32_t number; /* HYP_PARTNER: the party's, or 0 for "a partner, not known which". */
	double llr;
	bool excluded;
	bool contradicted; /* Excluded, though something else speaks for it by ten to one or more. */
	struct weigh_item *item;
	size_t items, cap;
};

/*
 * weigh_label(b, l): The hypothesis of a line for people: "leak at the vendor", "through partner 2".
 * weigh_sum(b, l, kind): What one kind of evidence adds to it, in powers of ten: "+1.2", "excluded", or nothing
 * where that kind does not speak.  Both append to ${b}.
 */
void weigh_label(struct buf *b, const struct weigh_line *l);
void weigh_sum(struct buf *b, const struct weigh_line *l, enum weigh_kind kind);

/* weigh_is_own(l, v): Not where a partner's own line repeats what speaks of any partner. */
bool weigh_is_own(const struct weigh_line *l, const struct weigh_item *v);

/* weigh_uncounted(l, v): Why what speaks does not count: "not counted: ...", or "". */
const char *weigh_uncounted(const struct weigh_line *l, const struct weigh_item *v);

/*
 * weigh_contradiction: Behind the label of a line that is contradicted.  weigh_caution: What no evidence here tells;
 * it stands wherever hypotheses are weighed.
 */
extern const char weigh_contradiction[], weigh_caution[];

/* A wave, weighed: first HYP_N lines in their order, then those of single partners by number. */
struct weighed {
	struct trace_wave wave;
	struct weigh_line *line;
	size_t lines, cap;
};

/* A zeroed one is empty. */
struct weighing {
	struct weighed *wave; /* By the time they began. */
	size_t waves, cap;
	uint64_t hidden; /* Waves, conclusions and statements left out for their label. */
	struct arena mem;
};
void weighing_free(struct weighing *g);

/* What others know of the case: facts of its timeline that bear on how somebody could know of the flaw. */
enum weigh_what {
	FACT_REPORT,  /* The vendor was told. */
	FACT_SHARED,  /* Partners were told. */
	FACT_ATTACK,  /* The flaw was used. */
	FACT_FIX,     /* A patch was out. */
	FACT_NOTICE,  /* The flaw was public. */
	FACT_WRITEUP, /* How to use it was public. */
	FACT_N
};

struct weigh_fact {
	enum weigh_what what;
	struct instant happened;
	uint64_t entry;
};

/* Whom the codeword of a party speaks for. */
enum weigh_role { ROLE_IS_PARTNER, ROLE_IS_FINDER, ROLE_IS_VENDOR };

/* One copy that was released. */
struct weigh_copy {
	uint32_t number; /* The party's. */
	enum weigh_role role;
	uint64_t entry;
	instant_us released, acknowledged, downloaded; /* 0 where not; downloaded: the last time. */
	uint64_t downloads;
};

struct weigh_facts {
	const struct weigh_fact *fact;
	size_t facts;
	const struct weigh_copy *copy;
	size_t copies;
	const struct str *held; /* CVEs of the bulletins that anything was released for. */
	size_t helds;
	const struct str *cve; /* All that the case is about. */
	size_t cves;
};

/* What a specimen of this wave shows. */
struct weigh_mark {
	uint32_t number; /* Accused. */
	bool alien;      /* The tool has hardly anything else of the package. */
	double p_value;
	uint64_t entry;
};

/* One specimen: log10 of the mean ratio over the packages that it was compared with, since any could be the source. */
struct weigh_similar {
	double llr;
	uint64_t entry; /* The comparison that says most. */
	size_t packages;
};

struct weigh_input {
	const struct weigh_facts *facts;
	const struct trace_wave *other; /* All waves, this one among them. */
	size_t others;
	const struct weigh_mark *mark;
	size_t marks;
	const struct weigh_similar *similar;
	size_t similars;
	const struct trace_evidence *evidence; /* Of this wave. */
	size_t evidences;
};

/*
 * weigh(w, in, mem, e): Weigh the wave ${w}->wave; the lines and reasons live in ${mem}, the arrays are
 * released by weighing_free.  0 or ERR_NOMEM.
 */
int weigh(struct weighed *w, const struct weigh_input *in, struct arena *mem, struct err *e);

/*
 * trace_weigh(g, c, facts, as_of, audience, e): Weigh all waves of the case into the empty ${g} with what it
 * knew by ${as_of} and ${audience} may see.
 */
int trace_weigh(struct weighing *g, struct case_dir *c, const struct weigh_facts *facts, instant_us as_of,
    enum tlp audience, struct err *e);

/*
 * weigh_posterior(w, prior, out): The probability of each of the HYP_N hypotheses, from a prior over them
 * whose sum is 1.
 */
void weigh_posterior(const struct weighed *w, const double prior[HYP_N], double out[HYP_N]);

#endif
