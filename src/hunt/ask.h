/*
 * What is asked of one kind of log: the rules that it answers, the fields that
 * they name, and the strings whose presence brings a row before them.  Made
 * once in the parent, immutable, shared by all readers.
 */
#ifndef HUNT_ASK_H
#define HUNT_ASK_H

#include "hunt/logkind.h"
#include "hunt/prefilter.h"

/* What a hit of the prefilter means beside rules. */
enum { ASK_HEADER = 1, ASK_PAGE = 2 };

/* One string: it stands for ${n} rules from ${first} on in ask.of, and perhaps for more. */
struct ask_literal {
	uint32_t first, n;
	unsigned also; /* ASK_* bits. */
};

struct ask {
	const struct logkind *kind;
	const struct ruleset *set;
	uint32_t *rule; /* The rules, by their numbers in the set; a position in here names one below. */
	size_t rules;
	uint32_t *always; /* Positions of those without a string: they see every row. */
	size_t always_n;
	uint16_t *field; /* The fields they name, by their numbers in the set, rising. */
	size_t fields;
	struct ask_literal *literal;
	size_t literals;
	uint32_t *of;                /* Positions, literal by literal. */
	struct prefilter *prefilter; /* NULL where there is no string at all. */
	bool *line;                  /* By position: the rule asks for the line as a whole. */
	bool pages;                  /* Keep account of pages (hunt/pages.h). */
};

/* ask_init(a, kind, set, pages, e): 0 or ERR_NOMEM, ERR_INTERNAL. */
int ask_init(struct ask *a, const struct logkind *kind, const struct ruleset *set, bool pages, struct err *e);
void ask_free(struct ask *a);

#endif
