/* Watching: see the header. */
#include "trace/watch.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"

/* A package; where ${k} is NULL it is not ready.  It stands still, as what is ready points to it. */
struct watched {
	struct print p;
	struct score_package *k;
	double floor;                 /* The lowest score that can raise an alert. */
	struct calibrate_point about; /* What calibration asks of it. */
};

struct watch {
	struct watch_options o;
	struct index *index;
	struct watched **package;
	size_t packages, cap;
	size_t ready; /* Features. */
	struct index_found found;
};

struct watch *
watch_new(const struct watch_options *o, struct err *e)
{
	struct watch *w = calloc(1, sizeof(*w));

	if (w == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	w->o = *o;
	if ((w->index = index_new(o->background, o->beside, e)) == NULL) {
		watch_free(w);
		return (NULL);
	}
	return (w);
}

/* What was made ready, or is only used. */
static void
forget(struct watched *v)
{
	score_package_free(v->k);
	v->k = NULL;
	print_free(&v->p);
}

void
watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < w->packages; i++) {
		forget(w->package[i]);
		free(w->package[i]);
	}
	free(w->package);
	index_free(w->index);
	index_found_free(&w->found);
	free(w);
}

double
watch_tail(double score)
{
	return (fmin(0, log10(exp(1)) - score / CH_N));
}

double
watch_tail_floor(double level)
{
	return (level > 0 ? CH_N * (level + log10(exp(1))) : 0);
}

static const struct calibrate_point *
points_of(const struct watch *w, size_t *n)
{
	*n = 0;
	return (w->o.background != NULL ? background_points(w->o.background, n) : NULL);
}

/* Whether there will be a ratio is not known before, so either may raise the alert. */
static double
floor_of(const struct watch *w, const struct calibrate_point *about)
{
	size_t n;
	const struct calibrate_point *point = points_of(w, &n);

	return (fmin(watch_tail_floor(w->o.level), calibrate_floor(point, n, about, w->o.level)));
}

/* Whether there is room to keep it ready. */
static bool
has_room(struct watch *w, const struct print *p)
{
	size_t features = 0;

	for (enum channel ch = 0; ch < CH_N; ch++)
		features += p->n[ch];
	if (features > w->o.ready - w->ready)
		return (false);
	w->ready += features;
	return (true);
}

int
watch_add(struct watch *w, struct print *p, struct err *e)
{
	struct watched *v;
	int rc;

	if (VEC_GROW(w->package, w->packages, w->cap) != 0 || (v = calloc(1, sizeof(*v))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	w->package[w->packages++] = v;
	v->p = *p;
	*p = (struct print){ 0 };
	v->about = (struct calibrate_point){ .tokens = v->p.tokens, .lang = (uint8_t)print_language(&v->p) };
	v->floor = floor_of(w, &v->about);
	if ((v->k = score_package(&v->p, w->o.background, e)) == NULL)
		return (e->code);
	rc = index_add(w->index, v->k, v->floor, e);
	if (!has_room(w, &v->p))
		forget(v);
	return (rc);
}

int
watch_seal(struct watch *w, struct err *e)
{
	return (index_seal(w->index, e));
}

const struct index *
watch_index(const struct watch *w)
{
	return (w->index);
}

/* Calibration takes time, so it is asked only where the answer can be an alert. */
static bool
alerts(const struct watch *w, const struct watched *v, struct watch_match *m)
{
	struct calibrate_point what = v->about;
	size_t n;
	const struct calibrate_point *point = points_of(w, &n);

	if (m->score.score < v->floor)
		return (false);
	what.score = (float)m->score.score;
	what.nearness = (float)m->score.nearness;
	calibrate(&m->llr, point, n, &what);
	m->tail = watch_tail(m->score.score);
	return (m->llr.refusal == NULL ? m->llr.llr >= w->o.level
				       : m->score.score >= watch_tail_floor(w->o.level));
}

static int
compare(const struct watch *w, const struct watched *v, struct watch_match *m, watch_match_fn *fn, void *arg,
    struct err *e)
{
	struct align_region *region = NULL;
	int rc;

	if ((rc = score_pair(v->k, m->specimen, &m->score, e)) != 0 || !alerts(w, v, m))
		return (rc);
	if ((rc = align_regions(v->k, m->specimen, &m->score, &region, &m->regions, e)) == 0) {
		m->region = region;
		rc = fn(arg, m, e);
	}
	free(region);
	return (rc);
}

static int
try_one(struct watch *w, struct watch_match *m, watch_match_fn *fn, void *arg, struct err *e)
{
	const struct watched *v = w->package[m->number];
	struct watched made = { .about = v->about, .floor = v->floor };
	int rc;

	if (v->k == NULL) {
		v = &made;
		if ((rc = w->o.load(w->o.arg, m->number, &made.p, e)) != 0) {
			print_free(&made.p);
			return (rc);
		}
		if ((made.k = score_package(&made.p, w->o.background, e)) == NULL) {
			print_free(&made.p);
			return (e->code);
		}
	}
	m->package = &v->p;
	rc = compare(w, v, m, fn, arg, e);
	forget(&made);
	return (rc);
}

int
watch_try(
    struct watch *w, const struct print *s, watch_match_fn *fn, void *arg, uint64_t *compared, struct err *e)
{
	int rc = index_find(w->index, s, &w->found, e);

	for (size_t i = 0; rc == 0 && i < w->found.n; i++) {
		struct watch_match m = { .number = w->found.package[i], .specimen = s };

		rc = try_one(w, &m, fn, arg, e);
		++*compared;
	}
	return (rc);
}
