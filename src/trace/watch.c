/* Watching: see the header. */
#include "trace/watch.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "trace/shelf.h"

#define NOT_KEPT UINT64_MAX

/* A package. */
struct watched {
	uint64_t at;                  /* Its place on the shelf, or NOT_KEPT. */
	struct score_floor floor;     /* Below it nothing can raise an alert. */
	unsigned channels;            /* In which it has anything. */
	struct calibrate_point about; /* What calibration asks of it. */
};

struct watch {
	struct watch_options o;
	struct index *index;
	struct shelf *shelf;
	struct watched *package;
	size_t packages, cap;
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
	if ((w->shelf = shelf_new(o->beside, o->shelf, e)) == NULL ||
	    (w->index = index_new(o->background, o->beside, e)) == NULL) {
		watch_free(w);
		return (NULL);
	}
	return (w);
}

void
watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	free(w->package);
	shelf_free(w->shelf);
	index_free(w->index);
	index_found_free(&w->found);
	free(w);
}

unsigned
watch_channels(const struct print *p)
{
	unsigned n = 0;

	for (enum channel ch = 0; ch < CH_N; ch++)
		n += p->n[ch] > 0;
	return (n);
}

double
watch_tail(double chances, unsigned channels)
{
	return (channels > 0 ? fmin(0, log10(exp(1)) - chances / channels) : 0);
}

double
watch_tail_floor(double level, unsigned channels)
{
	if (!(level > 0))
		return (0);
	return (channels > 0 ? channels * (level + log10(exp(1))) : INFINITY);
}

static const struct calibrate_point *
points_of(const struct watch *w, size_t *n)
{
	*n = 0;
	return (w->o.background != NULL ? background_points(w->o.background, n) : NULL);
}

/* Whether there will be a ratio is not known before, so either may raise the alert. */
static struct score_floor
floor_of(const struct watch *w, const struct watched *v)
{
	size_t n;
	const struct calibrate_point *point = points_of(w, &n);

	return ((struct score_floor){ .score = calibrate_floor(point, n, &v->about, w->o.level),
	    .chances = watch_tail_floor(w->o.level, v->channels) });
}

int
watch_add(struct watch *w, const struct print *p, struct err *e)
{
	struct score_package *k = NULL;
	struct watched *v;
	int rc;

	if (VEC_GROW(w->package, w->packages, w->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	v = &w->package[w->packages++];
	v->about = (struct calibrate_point){ .tokens = p->tokens, .lang = (uint8_t)print_language(p) };
	v->channels = watch_channels(p);
	v->floor = floor_of(w, v);
	/* Where it does not fit, or the disk is full, it is read again when it is needed. */
	if (shelf_put(w->shelf, p, &v->at, NULL) != 0)
		v->at = NOT_KEPT;
	rc = (k = score_package(p, w->o.background, e)) == NULL ? e->code
								: index_add(w->index, k, &v->floor, e);
	score_package_free(k);
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

	if (!score_reaches(&m->score, &v->floor))
		return (false);
	what.score = (float)m->score.score;
	what.nearness = (float)m->score.nearness;
	calibrate(&m->llr, point, n, &what);
	m->tail = watch_tail(m->score.chances, v->channels);
	return (m->llr.refusal == NULL ? m->llr.llr >= w->o.level : m->score.chances >= v->floor.chances);
}

static int
compare(const struct watch *w, const struct watched *v, const struct score_package *k, struct watch_match *m,
    watch_match_fn *fn, void *arg, struct err *e)
{
	struct align_region *region = NULL;
	int rc;

	if ((rc = score_pair(k, m->specimen, &m->score, e)) != 0 || !alerts(w, v, m))
		return (rc);
	if ((rc = align_regions(k, m->specimen, &m->score, &region, &m->regions, e)) == 0) {
		m->region = region;
		rc = fn(arg, m, e);
	}
	free(region);
	return (rc);
}

static int
try_one(struct watch *w, struct watch_match *m, watch_match_fn *fn, void *arg, struct err *e)
{
	const struct watched *v = &w->package[m->number];
	struct score_package *k = NULL;
	struct print p = { 0 };
	int rc;

	if (v->at != NOT_KEPT)
		rc = shelf_take(w->shelf, v->at, &p, e);
	else
		rc = w->o.load(w->o.arg, m->number, &p, e);
	if (rc == 0 && (k = score_package(&p, w->o.background, e)) == NULL)
		rc = e->code;
	m->package = &p;
	if (rc == 0)
		rc = compare(w, v, k, m, fn, arg, e);
	score_package_free(k);
	print_free(&p);
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
