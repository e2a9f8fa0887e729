/* Scores: see the header for what is computed and why; its parts are in score_trial.c, score_window.c, score_shared.c. */
#include "trace/score.h"

#include <stdlib.h>

#include "trace/score_impl.h"

const struct score_given *
score_given(const struct score_package *k)
{
	return (&k->given);
}

int
score_pair(const struct score_package *k, const struct print *x, struct score *s, struct err *e)
{
	struct score_matches m = { 0 };
	struct score_trial t;
	int rc;

	*s = (struct score){ 0 };
	if ((rc = score_trial(&t, k, x, NULL, e)) == 0 && (rc = score_matches(&m, k, x, e)) == 0 &&
	    (rc = score_window(&t, x, &m, s, e)) == 0)
		s->bits = score_bits(&t, &m, s);
	free(m.match);
	score_trial_free(&t);
	return (rc);
}
