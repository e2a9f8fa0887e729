/* Scores and their exact tails: see the header for the argument. */
#include "trace/accuse.h"

#include <math.h>
#include <stdlib.h>

#include "mark/capacity.h"
#include "trace/accuse_impl.h"

static struct tail_site
gain_of(double p)
{
	return ((struct tail_site){ .hit = (int32_t)lround(WEIGHT_UNIT * log2(1 + 3 / p)), .p = p });
}

/* The symmetric score at a site with a bias. */
static struct tail_site
gain_biased(double p)
{
	double g = WEIGHT_UNIT * log2(7) / 2;

	return ((struct tail_site){
	    .hit = (int32_t)lround(g * sqrt((1 - p) / p)),
	    .miss = -(int32_t)lround(g * sqrt(p / (1 - p))),
	    .p = p,
	});
}

/* The first symbol that was seen at a finite site. */
static size_t
seen_symbol(const struct mark_reading *r, size_t k)
{
	size_t symbol = 0;

	while (r->seen[r->first[k] + symbol] == 0)
		symbol++;
	return (symbol);
}

/* The chance of a match at a site, rounded up; 0 where it tells nothing or nobody could match. */
static double
chance(const struct trial *t, size_t k)
{
	const struct mark_site *site = &t->m->site[k];
	double p, others;
	size_t seen;

	if (site->kind == MARK_FREE) {
		others = mark_choices(site) - (double)t->m->book.copies;
		p = (double)t->reading->tokens[k] / others;
	} else {
		seen = mark_reading_count(t->reading, k);
		p = (double)seen / (double)mark_symbols(site);
		/* A bias is a fraction that doubles hold exactly, so nothing is to be rounded. */
		if (seen == 1 && t->m->book.bias[k] != 0)
			return (mark_book_chance(&t->m->book, t->m->site, k, seen_symbol(t->reading, k)));
	}
	if (p == 0 || p >= 1)
		return (0);
	p = nextafter(p, 1);
	return (p < 1 ? p : 0);
}

/* The terms of one kind of site. */
static void
gather(struct trial *t, bool free)
{
	for (size_t k = 0; k < t->m->sites; k++) {
		struct term *term = &t->term[t->terms];
		bool biased;
		double p;

		if ((t->m->site[k].kind == MARK_FREE) != free || (p = chance(t, k)) == 0)
			continue;
		biased = t->m->book.bias[k] != 0;
		*term =
		    (struct term){ .site = k, .gain = biased ? gain_biased(p) : gain_of(p), .free = free };
		t->biased += biased && mark_reading_count(t->reading, k) == 1;
		term->found = !free || mark_reading_held(t->reading, k) > 0;
		t->single += !free && mark_reading_count(t->reading, k) == 1;
		t->terms++;
	}
	if (!free)
		t->finite = t->terms;
}

static struct tail *
tail_over(const struct trial *t, size_t from, struct err *e)
{
	struct tail_site *gain = calloc(t->terms + 1, sizeof(*gain));
	struct tail *tail;
	size_t n = 0;

	if (gain == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	for (size_t i = from; i < t->terms; i++)
		gain[n++] = t->term[i].gain;
	tail = tail_new(gain, n, e);
	free(gain);
	return (tail);
}

/* p_single of a score, all sites and free ones. */
static double
single(const struct trial *t, int64_t all, int64_t free)
{
	double p = tail_at(t->all, all);

	if (t->free != NULL)
		p = fmin(p, tail_at(t->free, free));
	return (fmin(1, p * t->tests));
}

static double
paid(const struct trial *t, double p)
{
	return (fmin(1, p * t->factor));
}

bool
accuse_matches(const struct trial *t, size_t copy, const struct term *term)
{
	const struct mark_reading *r = t->reading;

	if (term->free)
		return (r->held[term->site * r->copies + copy - 1] != 0);
	return (r->seen[r->first[term->site] + mark_book_symbol(&t->m->book, copy, term->site)] != 0);
}

static void
score_copy(const struct trial *t, size_t copy, struct accuse_score *s)
{
	int64_t all = 0, free = 0;

	*s = (struct accuse_score){ .copy = copy };
	for (size_t i = 0; i < t->terms; i++) {
		if (!accuse_matches(t, copy, &t->term[i])) {
			all += t->term[i].gain.miss;
			continue;
		}
		s->matched++;
		all += t->term[i].gain.hit;
		free += t->term[i].free ? t->term[i].gain.hit : 0;
	}
	t->scored[copy - 1] = all;
	s->score = (double)all / WEIGHT_UNIT;
	s->p_single = single(t, all, free);
}

/* Each copy by itself, then beside others where that may help. */
static int
score_all(const struct trial *t, bool pairs, double bound, struct accuse_result *result, struct err *e)
{
	double *beside = NULL;
	int rc = 0;

	for (size_t copy = 1; copy <= result->copies; copy++)
		score_copy(t, copy, &result->score[copy - 1]);
	if (pairs) {
		if ((beside = calloc(result->copies, sizeof(*beside))) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		rc = accuse_pairs(t, beside, e);
	}
	for (size_t i = 0; rc == 0 && i < result->copies; i++) {
		struct accuse_score *s = &result->score[i];

		s->accused = paid(t, s->p_single) <= bound;
		if (pairs && beside[i] < s->p_single) {
			s->p_single = beside[i];
			s->beside = !s->accused && paid(t, s->p_single) <= bound;
		}
		s->p_value = paid(t, s->p_single);
		s->accused = s->p_value <= bound;
		result->accused += s->accused;
		result->beside += s->beside;
	}
	free(beside);
	return (rc);
}

static int
by_weight(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return ((x > y) - (x < y));
}

/* The most leakers of whom the free values alone name one. */
static unsigned
free_colluders(const struct trial *t, double bound)
{
	int32_t weight[MARK_SITES_MAX];
	size_t n = 0;
	unsigned most = 0;

	for (size_t i = t->finite; i < t->terms; i++) {
		if (t->term[i].found)
			weight[n++] = t->term[i].gain.hit;
	}
	qsort(weight, n, sizeof(*weight), by_weight);
	for (size_t c = 1; c <= n; c++) {
		int64_t score = 0;

		/* The lightest are taken: whichever he holds weighs at least that. */
		for (size_t i = 0; i < (n + c - 1) / c; i++)
			score += weight[i];
		if (paid(t, fmin(1, t->tests * tail_at(t->free, score))) <= bound)
			most = (unsigned)c;
	}
	return (most);
}

static void
judge(const struct trial *t, double bound, struct accuse_result *result)
{
	int64_t all = 0, free = 0;
	unsigned by_free;

	for (size_t i = 0; i < t->terms; i++) {
		enum mark_way way;

		if (!t->term[i].found)
			continue;
		result->sites_read++;
		if (mark_reading_way(t->reading, t->term[i].site, &way))
			result->read_by[way]++;
		all += t->term[i].gain.hit;
		free += t->term[i].free ? t->term[i].gain.hit : 0;
	}
	result->best = result->sites_read == 0 ? 1 : paid(t, single(t, all, free));
	result->possible = result->best <= bound;
	if (!result->possible)
		return;
	by_free = t->free != NULL ? free_colluders(t, bound) : 0;
	result->colluders = mark_colluders(t->single, t->biased, t->kinds * t->factor, bound);
	if (by_free > result->colluders)
		result->colluders = by_free;
}

static int
by_p_value(const void *va, const void *vb)
{
	const struct accuse_score *a = va, *b = vb;

	if (a->p_value != b->p_value)
		return (a->p_value < b->p_value ? -1 : 1);
	return (a->copy < b->copy ? -1 : a->copy > b->copy);
}

int
accuse(const struct mark_manifest *m, const struct mark_reading *reading, double bound, size_t specimens,
    struct accuse_result *result, struct err *e)
{
	struct trial t = { .m = m, .reading = reading, .factor = (double)m->book.copies * (double)specimens };
	int rc = ERR_NOMEM;
	bool pairs;

	result->copies = m->book.copies;
	result->sites_total = m->sites;
	t.term = calloc(m->sites + 1, sizeof(*t.term));
	result->score = calloc(result->copies, sizeof(*result->score));
	t.scored = calloc(result->copies, sizeof(*t.scored));
	if (t.term == NULL || t.scored == NULL || result->score == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		goto done;
	}
	gather(&t, false);
	gather(&t, true);
	/* What is tested, and how often, depends on the specimen alone. */
	t.kinds = t.finite > 0 && t.terms > t.finite ? 2 : 1;
	t.tests = t.kinds;
	pairs = t.finite >= ACCUSE_PAIR_SITES && result->copies > 1;
	if (pairs)
		t.tests /= 1 - ACCUSE_PAIR_SHARE;
	if ((t.all = tail_over(&t, 0, e)) == NULL ||
	    (t.terms > t.finite && (t.free = tail_over(&t, t.finite, e)) == NULL))
		goto done;
	if ((rc = score_all(&t, pairs, bound, result, e)) != 0)
		goto done;
	qsort(result->score, result->copies, sizeof(*result->score), by_p_value);
	judge(&t, bound, result);
	rc = 0;
done:
	tail_free(t.all);
	tail_free(t.free);
	free(t.scored);
	free(t.term);
	return (rc);
}

void
accuse_free(struct accuse_result *result)
{
	free(result->score);
	*result = (struct accuse_result){ 0 };
}
