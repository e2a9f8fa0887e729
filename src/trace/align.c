/* Regions: see the header. */
#include "trace/align.h"

#include <stdlib.h>

#include "base/vec.h"

/* Tokens between two grams of one region, on either side; regions that may still grow. */
#define GAP  16
#define OPEN 16

struct growing {
	struct align_region r;
	double bits[CH_N];
};

struct aligning {
	struct score_shared *shared;
	size_t n, cap;
	bool failed;
	struct align_region *done;
	size_t ndone, capdone;
};

static void
collect(void *arg, const struct score_shared *shared)
{
	struct aligning *a = arg;

	if (shared->channel != CH_STRUCTURE && shared->channel != CH_RAW)
		return;
	if (VEC_GROW(a->shared, a->n, a->cap) != 0)
		a->failed = true;
	else
		a->shared[a->n++] = *shared;
}

static int
by_package(const void *a, const void *b)
{
	const struct score_shared *x = a, *y = b;

	if (x->package.pos != y->package.pos)
		return (x->package.pos < y->package.pos ? -1 : 1);
	return (x->specimen.pos < y->specimen.pos ? -1 : x->specimen.pos > y->specimen.pos);
}

static int
by_bits(const void *a, const void *b)
{
	const struct align_region *x = a, *y = b;

	if (x->bits != y->bits)
		return (x->bits > y->bits ? -1 : 1);
	return (x->package_from < y->package_from ? -1 : x->package_from > y->package_from);
}

static void
finish(struct aligning *a, const struct growing *g)
{
	struct align_region r = g->r;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		/* Each token is in as many grams as a gram is long. */
		double bits = g->bits[ch] / feature_span(ch);

		r.bits = bits > r.bits ? bits : r.bits;
	}
	if (r.bits >= ALIGN_BITS_MIN) {
		if (VEC_GROW(a->done, a->ndone, a->capdone) != 0)
			a->failed = true;
		else
			a->done[a->ndone++] = r;
	}
}

static bool
joins(const struct align_region *r, const struct score_shared *f)
{
	return (f->package.pos <= r->package_to + GAP && f->specimen.pos + GAP >= r->specimen_to &&
	    f->specimen.pos <= r->specimen_to + GAP);
}

static void
extend(struct growing *g, const struct score_shared *f)
{
	struct align_region *r = &g->r;
	uint32_t last = feature_span(f->channel) - 1;

	if (f->package.pos + last > r->package_to)
		r->package_to = f->package.pos + last;
	if (f->specimen.pos + last > r->specimen_to)
		r->specimen_to = f->specimen.pos + last;
	if (f->specimen.pos < r->specimen_from)
		r->specimen_from = f->specimen.pos;
	if (f->package.line > r->package_line[1])
		r->package_line[1] = f->package.line;
	if (f->specimen.line > r->specimen_line[1])
		r->specimen_line[1] = f->specimen.line;
	if (f->specimen.line < r->specimen_line[0])
		r->specimen_line[0] = f->specimen.line;
	g->bits[f->channel] += f->bits > 0 ? f->bits : 0;
}

static void
begin(struct growing *g, const struct score_shared *f)
{
	*g = (struct growing){ .r = { .package_from = f->package.pos,
				   .package_to = f->package.pos,
				   .specimen_from = f->specimen.pos,
				   .specimen_to = f->specimen.pos,
				   .package_line = { f->package.line, f->package.line },
				   .specimen_line = { f->specimen.line, f->specimen.line } } };
	extend(g, f);
}

/* Which of the open regions makes room: the one that has not grown for longest, as stray grams leave many. */
static size_t
make_room(struct aligning *a, const struct growing *open)
{
	size_t oldest = 0;

	for (size_t i = 1; i < OPEN; i++) {
		if (open[i].r.package_to < open[oldest].r.package_to)
			oldest = i;
	}
	finish(a, &open[oldest]);
	return (oldest);
}

/* Grams in the order of the package. */
static void
grow(struct aligning *a)
{
	struct growing open[OPEN];
	size_t n = 0, at;

	for (size_t i = 0; i < a->n; i++) {
		const struct score_shared *f = &a->shared[i];

		for (at = 0; at < n && !joins(&open[at].r, f); at++)
			;
		if (at < n) {
			extend(&open[at], f);
			continue;
		}
		at = n < OPEN ? n++ : make_room(a, open);
		begin(&open[at], f);
	}
	for (at = 0; at < n; at++)
		finish(a, &open[at]);
}

int
align_regions(const struct score_package *k, const struct print *x, const struct score *s,
    struct align_region **region, size_t *n, struct err *e)
{
	struct aligning a = { .shared = NULL };
	int rc = score_shared(k, x, s, collect, &a, e);

	if (rc == 0 && a.n > 0) {
		qsort(a.shared, a.n, sizeof(*a.shared), by_package);
		grow(&a);
	}
	if (rc == 0 && a.failed)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	if (rc != 0) {
		free(a.done);
		a.done = NULL;
		a.ndone = 0;
	}
	if (a.ndone > 0)
		qsort(a.done, a.ndone, sizeof(*a.done), by_bits);
	free(a.shared);
	*region = a.done;
	*n = a.ndone < ALIGN_MAX ? a.ndone : ALIGN_MAX;
	return (rc);
}
