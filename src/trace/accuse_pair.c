/*
 * The test of a copy beside another one: see accuse.h for why it is sound.
 *
 * Two who take each mark from one of their copies leave, at a site where the
 * partner does not match, what the other one has.  Weights are the logarithms
 * of the likelihood ratio for that, where one mark in twenty was changed:
 * beside a partner who matches, a match is 0.975 against 0.5; beside one who
 * does not, 0.5 against 0.025.  Joint decoding with side information: Meerwald
 * and Furon, Toward practical joint decoding of binary Tardos fingerprinting
 * codes, IEEE Transactions on Information Forensics and Security 7(4), 2012.
 */
#include <math.h>
#include <stdlib.h>

#include "trace/accuse_impl.h"

#define CHANGED 0.05

/* A partner, and the tail of an innocent's score beside him. */
struct beside {
	size_t copy;
	struct tail *tail;
};

/* What a match adds at a site, by whether the partner matches there: whole bits, 1 and 4, are fine enough and quick. */
static int32_t
weight(bool partner)
{
	double w = partner ? log2((1 - CHANGED / 2) / 0.5) : log2(0.5 / (CHANGED / 2));

	return ((int32_t)lround(w));
}

/* The copies with the highest scores, one more than a copy is tested beside, since none is tested beside itself. */
static void
find_best(const struct trial *t, struct beside best[ACCUSE_BESIDE + 1])
{
	size_t n = 0, at;

	for (size_t copy = 1; copy <= t->m->book.copies; copy++) {
		for (at = n; at > 0 && t->scored[copy - 1] > t->scored[best[at - 1].copy - 1]; at--) {
			if (at <= ACCUSE_BESIDE)
				best[at] = best[at - 1];
		}
		if (at <= ACCUSE_BESIDE)
			best[at].copy = copy;
		n += n <= ACCUSE_BESIDE;
	}
}

static int
make_tail(const struct trial *t, struct beside *b, struct err *e)
{
	struct tail_site *site = calloc(t->finite + 1, sizeof(*site));

	if (site == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < t->finite; i++)
		site[i] = (struct tail_site){ .hit = weight(accuse_matches(t, b->copy, &t->term[i])),
			.p = t->term[i].gain.p };
	b->tail = tail_new(site, t->finite, e);
	free(site);
	return (b->tail != NULL ? 0 : ERR_NOMEM);
}

static double
test_beside(const struct trial *t, size_t copy, const struct beside *b)
{
	int64_t score = 0;

	for (size_t i = 0; i < t->finite; i++) {
		if (accuse_matches(t, copy, &t->term[i]))
			score += weight(accuse_matches(t, b->copy, &t->term[i]));
	}
	return (tail_at(b->tail, score));
}

int
accuse_pairs(const struct trial *t, double *p, struct err *e)
{
	size_t copies = t->m->book.copies, n = copies < ACCUSE_BESIDE + 1 ? copies : ACCUSE_BESIDE + 1;
	struct beside best[ACCUSE_BESIDE + 1] = { 0 };
	int rc = 0;

	find_best(t, best);
	for (size_t k = 0; rc == 0 && k < n; k++)
		rc = make_tail(t, &best[k], e);
	for (size_t copy = 1; rc == 0 && copy <= copies; copy++) {
		double least = 1;
		size_t tested = 0;

		for (size_t k = 0; k < n && tested < ACCUSE_BESIDE; k++) {
			if (best[k].copy == copy)
				continue;
			least = fmin(least, test_beside(t, copy, &best[k]));
			tested++;
		}
		p[copy - 1] = fmin(1, least * ACCUSE_BESIDE / ACCUSE_PAIR_SHARE);
	}
	for (size_t k = 0; k < n; k++)
		tail_free(best[k].tail);
	return (rc);
}
