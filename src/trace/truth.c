/* Pairs with known truth: see the header. */
#include "trace/truth.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "trace/normal.h"
#include "trace/runs.h"
#include "trace/score_impl.h"

/* So many groups give up to so many files, of so many tokens each. */
#define GROUPS_KEPT 400
#define EACH        3
#define TOKENS_MIN  100
#define TOKENS_MAX  20000

/* Each is compared with so many that are made from it. */
#define DERIVED 4

/* What survives, survives in runs of so many tokens. */
#define RUN 40

/*
 * Kept files lie in a file of their own, each in a slot of so many features: a few hundred large ones would
 * not fit into memory.
 */
#define SLOT ((size_t)1 << 17)

struct kept {
	uint32_t tokens; /* 0: nothing is in this slot. */
	enum lang lang;
	uint64_t id, bytes;
	size_t slot;
	uint32_t features[CH_N]; /* In its slot, one channel after the other. */
};

struct truth {
	int fd;
	struct kept kept[GROUPS_KEPT *
	    EACH]; /* A group's lie together; in the end those that are empty are dropped. */
	size_t n;
	uint64_t seen[GROUPS_KEPT]; /* Files of each group that could have been kept. */
	uint64_t groups;            /* That had a file of fitting size. */
	uint32_t last;              /* The group offered last, and where it is kept, or GROUPS_KEPT. */
	size_t place;
	uint64_t random;
};

struct truth *
truth_new(const char *beside, struct err *e)
{
	struct truth *t = calloc(1, sizeof(*t));

	if (t == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	t->last = UINT32_MAX;
	if ((t->fd = runs_file(beside, e)) < 0) {
		free(t);
		return (NULL);
	}
	return (t);
}

void
truth_free(struct truth *t)
{
	if (t == NULL)
		return;
	(void)close(t->fd);
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

static int
write_slot(const struct truth *t, size_t slot, const struct print *p, struct err *e)
{
	uint64_t at = slot * SLOT * sizeof(struct feature);

	for (enum channel ch = 0; ch < CH_N; ch++) {
		size_t n = p->n[ch] * sizeof(struct feature);

		if (file_pwrite(t->fd, p->feature[ch], n, at) != 0)
			return (err_sys(e, "cannot keep a file to calibrate with"));
		at += n;
	}
	return (0);
}

/* Keep a file in a slot, instead of what was there.  One of hardly any tokens but endless comments is none. */
static int
keep_file(struct truth *t, size_t slot, const struct print *part, size_t which, struct err *e)
{
	const struct print_file *file = &part->file[which];
	struct kept *k = &t->kept[slot];
	struct print p = { 0 };
	int rc = print_part(part, which, 1, &p, e);

	if (rc == 0 && print_features(&p) <= SLOT && (rc = write_slot(t, slot, &p, e)) == 0) {
		k->slot = slot;
		k->tokens = file->tokens + 1;
		k->lang = file->lang;
		k->id = file->id;
		k->bytes = file->bytes;
		for (enum channel ch = 0; ch < CH_N; ch++)
			k->features[ch] = (uint32_t)p.n[ch];
	}
	print_free(&p);
	return (rc);
}

/* What is in a slot, as a fingerprint of one file. */
static int
load(const struct truth *t, size_t slot, struct print *p, struct err *e)
{
	const struct kept *k = &t->kept[slot];
	uint64_t at = k->slot * SLOT * sizeof(struct feature);

	*p = (struct print){ .tokens = k->tokens, .bytes = k->bytes };
	if (VEC_GROW(p->file, p->files, p->capfiles) != 0 || (p->file[0].name = strdup("")) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	p->file[0] = (struct print_file){ .name = p->file[0].name,
		.id = k->id,
		.lang = k->lang,
		.tokens = k->tokens - 1,
		.bytes = k->bytes };
	p->files = 1;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		size_t n = k->features[ch] * sizeof(struct feature);

		if ((p->feature[ch] = malloc(n + 1)) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		if (file_pread(t->fd, p->feature[ch], n, at) != (ssize_t)n)
			return (err_sys(e, "cannot read a file to calibrate with"));
		p->n[ch] = p->cap[ch] = k->features[ch];
		at += n;
	}
	return (0);
}

/* Which place a new group gets: a free one, or by chance that of another, or none. */
static size_t
find_place(struct truth *t, uint32_t group)
{
	uint64_t k;

	if (t->last == group)
		return (t->place);
	t->last = group;
	k = t->groups++;
	if (k >= GROUPS_KEPT)
		k = normal_draw(&t->random, t->groups);
	t->place = k < GROUPS_KEPT ? (size_t)k : GROUPS_KEPT;
	if (t->place < GROUPS_KEPT) {
		t->seen[t->place] = 0;
		for (size_t i = 0; i < EACH; i++)
			t->kept[t->place * EACH + i].tokens = 0;
		t->n = t->place * EACH + EACH > t->n ? t->place * EACH + EACH : t->n;
	}
	return (t->place);
}

int
truth_offer(struct truth *t, uint32_t group, const struct print *part, struct err *e)
{
	for (size_t i = 0; i < part->files; i++) {
		const struct print_file *file = &part->file[i];
		size_t place;
		uint64_t which;
		int rc;

		if (file->tokens < TOKENS_MIN || file->tokens > TOKENS_MAX || (part->cut && i == 0))
			continue;
		if ((place = find_place(t, group)) == GROUPS_KEPT)
			continue;
		/* Of a group's files each is as likely: the first fill its slots, later ones take one by chance. */
		which = t->seen[place]++;
		if (which >= EACH)
			which = normal_draw(&t->random, t->seen[place]);
		if (which < EACH && (rc = keep_file(t, place * EACH + (size_t)which, part, i, e)) != 0)
			return (rc);
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
share(uint64_t *random)
{
	return ((double)normal_draw(random, 1001) / 1000);
}

int
truth_derive(uint64_t *random, struct print *x, const struct print *a, const struct print *b)
{
	double keep = 0.1 + 0.9 * share(random), of[CH_N];
	uint64_t salt = normal_draw(random, UINT64_MAX);

	for (enum channel ch = 0; ch < CH_N; ch++)
		of[ch] = share(random);
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

/* To two bits behind the first: a point says of what size its package was, not which one it was. */
static uint32_t
about(uint32_t tokens)
{
	unsigned shift = 0;

	while (tokens >> shift > 7)
		shift++;
	return (tokens >> shift << shift);
}

static int
add_point(struct making *m, const struct print *a, double score, double nearness, bool derived, struct err *e)
{
	if (VEC_GROW(m->point, m->n, m->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	m->point[m->n++] = (struct calibrate_point){ .score = (float)score,
		.nearness = (float)nearness,
		.tokens = about(a->tokens),
		.lang = (uint8_t)a->file[0].lang,
		.derived = derived };
	return (0);
}

/* The innocents: each of the groups nearest to the package, measured by the others. */
static int
add_near(struct making *m, const struct score_package *k, const struct print *a, struct err *e)
{
	struct score_trial t;
	int rc = score_trial(&t, k, a, NULL, e);

	for (uint32_t j = 0; rc == 0 && t.nears > 1 && j < t.nears; j++)
		rc = add_point(m, a, score_near(&t, j), score_nearness(&t), false, e);
	score_trial_free(&t);
	return (rc);
}

/* One that is made of the package and the file in a slot. */
static int
add_derived(
    struct making *m, const struct score_package *k, const struct print *a, size_t slot, struct err *e)
{
	struct print x = { 0 }, b;
	struct score s;
	int rc = load(m->t, slot, &b, e);

	/* Its groups count in nothing: that of ${b}, whose features it has, and the package's own. */
	x.file = b.file;
	x.files = b.files;
	if (rc == 0 && truth_derive(&m->random, &x, a, &b) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	if (rc == 0 && (rc = score_pair(k, &x, &s, e)) == 0)
		rc = add_point(m, a, s.score, s.nearness, true, e);
	x.file = NULL;
	x.files = 0;
	print_free(&x);
	print_free(&b);
	return (rc);
}

/* All pairs of one package. */
static int
compare_one(struct making *m, size_t i, const struct background *b, struct err *e)
{
	const struct truth *t = m->t;
	struct score_package *k = NULL;
	struct print a;
	int rc = load(t, i, &a, e);

	if (rc == 0 && (k = score_package(&a, b, e)) == NULL)
		rc = e->code;
	if (rc == 0)
		rc = add_near(m, k, &a, e);
	for (size_t j = 0; j < DERIVED && rc == 0; j++)
		rc = add_derived(m, k, &a, (i + 1 + (size_t)normal_draw(&m->random, t->n - 1)) % t->n, e);
	score_package_free(k);
	print_free(&a);
	return (rc);
}

/* Of a group with few files, or with too large ones, slots are empty. */
static void
drop_empty(struct truth *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (t->kept[i].tokens > 0)
			t->kept[kept++] = t->kept[i];
	}
	t->n = kept;
}

int
truth_points(
    struct truth *t, const struct background *b, struct calibrate_point **point, size_t *n, struct err *e)
{
	struct making m = { .t = t, .random = 0x61746861 };
	int rc = 0;

	drop_empty(t);
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
