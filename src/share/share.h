/*
 * What share gives to others: the answer to "whom did we tell, what exactly,
 * when", as counts.  Parties stand here by number and role, never by name: who
 * may see names asks share/state.h.
 */
#ifndef SHARE_SHARE_H
#define SHARE_SHARE_H

#include "store/case.h"

#define SHARE_STAGES 3

/* The views live until the callback returns. */
struct share_summary {
	struct str id, title;
	const struct str *cve; /* That it is about. */
	size_t cves;
	unsigned revision;
	enum tlp tlp;
	const char *embargo; /* NONE, PROPOSED, ACTIVE, REVISE or EXITED. */
	bool over;
	instant_us end; /* Of the embargo, or when it ended. */
	uint64_t asked, signatories, lapsed, declined, silent, waiting;
	uint64_t told;                 /* Parties who were sent a copy. */
	uint64_t copies[SHARE_STAGES]; /* Description, detection, poc. */
	uint64_t acknowledged, by_desk,
	    downloads;          /* Copies; by_desk: acknowledgements that the desk typed. */
	instant_us first, last; /* Release; 0 where there is none. */
};

/* One copy, or a party that has none (copy 0). */
struct share_copy_line {
	uint32_t number, copy;
	const char *role, *consent, *stage; /* stage is "" without a copy. */
	const char *entered;                /* How the consent came; "" where he said nothing. */
	uint64_t entry;
	instant_us released, acknowledged; /* 0 where not. */
	uint64_t downloads;
	instant_us downloaded; /* The last time; 0 where not. */
};

/* share_stage_name(i): "description", "detection" or "poc". */
const char *share_stage_name(size_t i);

/*
 * share_each(c, as_of, now, audience, fn, arg, hidden, e): Call ${fn} for each
 * bulletin known by ${as_of} that ${audience} may see, by id, with its states
 * at ${now}; ${*hidden} counts those left out for their label.
 */
int share_each(struct case_dir *c, instant_us as_of, instant_us now, enum tlp audience,
    int (*fn)(void *arg, const struct share_summary *s), void *arg, uint64_t *hidden, struct err *e);

/* share_each_copy(c, as_of, now, id, fn, arg, e): Call ${fn} for each copy of a bulletin, by party's number. */
int share_each_copy(struct case_dir *c, instant_us as_of, instant_us now, struct str id,
    int (*fn)(void *arg, const struct share_copy_line *l), void *arg, struct err *e);

#endif
