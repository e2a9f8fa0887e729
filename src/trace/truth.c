/* Pairs with known truth: see the header. */
#include "trace/truth.h"

#include <stdlib.h>

#include "base/vec.h"
#include "trace/normal.h"
#include "trace/score.h"

/* So many groups give a file, of so many tokens. */
#define KEPT_MAX   400
#define TOKENS_MIN 100
#define TOKENS_MAX 20000

/* Each is compared with so many others, and with so many made from it. */
#define INNOCENT 24
#define DERIVED  6

/* What survives, survives in runs of so many tokens. */
#define RUN 40

struct kept {
	uint32_t group;
	uint64_t seen; /* Files of this group that could have been kept. */
	struct print print;
};

struct truth {
	struct kept kept[KEPT_MAX];
	size_t n;
	uint64_t groups; /* That had a file of fitting size. */
	uint32_t last;   /* The group offered last, and where it is kept, or KEPT_MAX. */
	size_t slot;
	uint64_t random;
};

struct truth *
truth_new(struct err *e)
{
	struct truth *t = calloc(1, sizeof(*t));

	if (t == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	t->last = UINT32_MAX;
	return (t);
}

void
truth_free(struct truth *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++)
		print_free(&t->kept[i].print);
	free(t);
}

static int
put_feature(struct print *p, enum channel ch, const struct feature *f, uint32_t pos)
{
	if (VEC_GROW(p->feature[ch], p->n[ch], p->cap[ch]) != 0)
		return (-1);
	p->feature[ch][p->n[ch]++] = (struct feature){ f->hash, pos, f->line };
	return (0);
}

/* A copy of one file of ${part}, its positions from 0. */
static int
copy_file(struct print *to, const struct print *part, const struct print_file *file)
{
	print_clear(to);
	if (VEC_GROW(to->file, to->files, to->capfiles) != 0)
		return (-1);
	to->file[0] = *file;
	to->file[0].first = 0;
	if ((to->file[0].name = strdup("")) == NULL)
		return (-1);
	to->files = 1;
	to->tokens = file->tokens + 1;
	to->bytes = file->bytes;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < part->n[ch]; i++) {
			const struct feature *f = &part->feature[ch][i];

			if (f->pos >= file->first && f->pos - file->first <= file->tokens &&
			    put_feature(to, ch, f, f->pos - file->first) != 0)
				return (-1);
		}
	}
	return (0);
}

/* Which place a new group gets: a free one, or by chance that of another, or none. */
static size_t
place(struct truth *t, uint32_t group)
{
	uint64_t k;

	if (t->last == group)
		return (t->slot);
	t->last = group;
	t->groups++;
	if (t->n < KEPT_MAX)
		t->slot = t->n++;
	else
		t->slot = (k = normal_draw(&t->random, t->groups)) < KEPT_MAX ? (size_t)k : KEPT_MAX;
	if (t->slot < KEPT_MAX) {
		t->kept[t->slot].group = group;
		t->kept[t->slot].seen = 0;
	}
	return (t->slot);
}

int
truth_offer(struct truth *t, uint32_t group, const struct print *part, struct err *e)
{
	for (size_t i = 0; i < part->files; i++) {
		const struct print_file *file = &part->file[i];
		size_t slot;

		if (file->tokens < TOKENS_MIN || file->tokens > TOKENS_MAX)
			continue;
		if ((slot = place(t, group)) == KEPT_MAX)
			continue;
		/* Of a group's files each is as likely. */
		if (normal_draw(&t->random, ++t->kept[slot].seen) == 0 &&
		    copy_file(&t->kept[slot].print, part, file) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	return (0);
}

/* What pairs are made with. */
struct making {
	const struct truth *t;
	struct calibrate_point *point;
	size_t n, cap;
	uint64_t random;
};

static double
share(struct making *m)
{
	return ((double)normal_draw(&m->random, 1001) / 1000);
}

/* Of the package ${a} a part, and behind it the whole of ${b}. */
static int
derive(struct making *m, struct print *x, const struct print *a, const struct print *b)
{
	double keep = 0.1 + 0.9 * share(m), of[CH_N];
	uint64_t salt = normal_draw(&m->random, UINT64_MAX);

	for (enum channel ch = 0; ch < CH_N; ch++)
		of[ch] = share(m);
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < a->n[ch]; i++) {
			const struct feature *f = &a->feature[ch][i];
			double run = (double)(normal_mix(salt + f->pos / RUN) >> 11) * 0x1p-53;
			double one = (double)(normal_mix(salt ^ f->hash) >> 11) * 0x1p-53;

			if (run < keep && one < of[ch] && put_feature(x, ch, f, f->pos) != 0)
				return (-1);
		}
		for (size_t i = 0; i < b->n[ch]; i++) {
			const struct feature *f = &b->feature[ch][i];

			if (put_feature(x, ch, f, f->pos + a->tokens) != 0)
				return (-1);
		}
	}
	x->tokens = a->tokens + b->tokens;
	return (0);
}

static int
add_point(struct making *m, const struct score_package *k, const struct print *a, const struct print *x,
    bool derived, struct err *e)
{
	struct score s;
	int rc = score_pair(k, x, &s, e);

	if (rc != 0)
		return (rc);
	if (VEC_GROW(m->point, m->n, m->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	m->point[m->n++] = (struct calibrate_point){ .score = (float)s.score,
		.nearness = (float)s.nearness,
		.tokens = a->tokens,
		.lang = (uint8_t)a->file[0].lang,
		.derived = derived };
	return (0);
}

static int
add_derived(struct making *m, const struct score_package *k, const struct print *a, const struct print *b,
    struct err *e)
{
	struct print x = { 0 };
	int rc;

	/* Its groups count in nothing: that of ${b}, whose features it has, and the package's own. */
	x.file = b->file;
	x.files = b->files;
	if (derive(m, &x, a, b) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		rc = add_point(m, k, a, &x, true, e);
	x.file = NULL;
	x.files = 0;
	print_free(&x);
	return (rc);
}

/* All pairs of one package. */
static int
compare_one(struct making *m, size_t i, const struct background *b, struct err *e)
{
	const struct truth *t = m->t;
	const struct print *a = &t->kept[i].print;
	struct score_package *k = score_package(a, b, e);
	size_t others = t->n - 1, innocent = others < INNOCENT ? others : INNOCENT;
	int rc = 0;

	if (k == NULL)
		return (e->code);
	/* A stretch of the others, begun at a random place: none comes twice. */
	for (size_t j = 0, from = (size_t)normal_draw(&m->random, others); j < innocent && rc == 0; j++)
		rc = add_point(m, k, a, &t->kept[(i + 1 + (from + j) % others) % t->n].print, false, e);
	for (size_t j = 0; j < DERIVED && rc == 0; j++)
		rc =
		    add_derived(m, k, a, &t->kept[(i + 1 + normal_draw(&m->random, others)) % t->n].print, e);
	score_package_free(k);
	return (rc);
}

int
truth_points(const struct truth *t, const struct background *b, struct calibrate_point **point, size_t *n,
    struct err *e)
{
	struct making m = { .t = t, .random = 0x61746861 };
	int rc = 0;

	for (size_t i = 0; t->n > 1 && i < t->n && rc == 0; i++)
		rc = compare_one(&m, i, b, e);
	if (rc != 0) {
		free(m.point);
		m.point = NULL;
		m.n = 0;
	}
	*point = m.point;
	*n = m.n;
	return (rc);
}
