/* Scores: see the header for what is computed and why; its parts are in score_trial.c, score_window.c, score_shared.c. */
#include "trace/score.h"

#include "trace/score_impl.h"

int
score_pair(const struct score_package *k, const struct print *x, struct score *s, struct err *e)
{
	struct score_trial t;
	int rc;

	*s = (struct score){ 0 };
	if ((rc = score_trial(&t, k, x, e)) == 0 && (rc = score_window(&t, x, s, e)) == 0)
		rc = score_bits(&t, x, s, &s->bits, e);
	score_trial_free(&t);
	return (rc);
}
