/*
 * The builds that a world's servers run: a short list of builds and shares,
 * whose facts (product, fixed or not, which update follows, when it could be
 * had) come from the project's build table.
 */
#ifndef LAB_BUILDS_H
#define LAB_BUILDS_H

#include "base/version.h"
#include "moment.h"
#include "rng.h"

enum build_state { BUILD_UNFIXED, BUILD_FIXED, BUILD_NA };

struct build {
	struct version version;
	enum build_state state;
	struct str product; /* Into the table's text, as "Exchange 2016". */
	size_t next;        /* The build that its servers go to when they are fixed, or SIZE_MAX. */
	moment_ms ready;    /* The day from which ${next} can be had. */
	uint16_t share;     /* Of the servers at the start; 0: only reached later. */
};

struct builds {
	struct buf text; /* The table, kept for the views. */
	struct build *build;
	size_t n, cap;
	uint16_t *share; /* The shares again, for rng_weighted. */
};

/*
 * builds_load(b, file, seed, e): Read the table ${file}, or the one compiled
 * in where it is NULL.  The day on which an update could be had that is known
 * as an interval only is drawn from it.  0, or a code with ${e} set.
 */
int builds_load(struct builds *b, const char *file, uint64_t seed, struct err *e);

/* builds_draw(b, r): the index of a build by the shares. */
size_t builds_draw(const struct builds *b, struct rng *r);

void builds_free(struct builds *b);

#endif
