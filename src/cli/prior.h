/*
 * A prior over the hypotheses of trace weigh, as the analyst writes it down, in
 * YAML or JSON: weights by name, for all waves or under "waves" for one.
 * What is not named has no weight; each sum must be 1.
 *
 *	independent: 0.4
 *	capture: 0.6
 *	waves:
 *	  second: { partner: 0.5, vendor: 0.1, independent: 0.4 }
 */
#ifndef CLI_PRIOR_H
#define CLI_PRIOR_H

#include "base/ytree.h"
#include "trace/weigh.h"

/* A zeroed one is empty. */
struct prior {
	struct arena mem;
	const struct ytree *root;
};

/* prior_read(p, path, e): ERR_SYNTAX with the line; also where a wave's weights are not a prior.  prior_free(p). */
int prior_read(struct prior *p, const char *path, struct err *e);
void prior_free(struct prior *p);

/* prior_of(p, wave, out): The prior of a wave; false where the file has none for it. */
bool prior_of(const struct prior *p, struct str wave, double out[HYP_N]);

#endif
