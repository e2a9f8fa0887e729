/* Pairs with known truth: see the header. */
#include "trace/truth.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "trace/normal.h"
#include "trace/runs.h"
#include "trace/score_impl.h"

/* So many groups give a file, of so many tokens. */
#define KEPT_MAX   400
#define TOKENS_MIN 100
#define TOKENS_MAX 20000

/* Each is compared with so many that are made from it. */
#define DERIVED 6

/* What survives, survives in runs of so many tokens. */
#define RUN 40

/*
 * Kept files lie in a file of their own, each in a slot of so many features: a few hundred large ones would
 * not fit into memory.
 */
#define SLOT ((size_t)1 << 17)

struct kept {
	uint32_t group;
	uint64_t seen; /* Files of this group that could have been kept. */
	uint32_t tokens;
	enum lang lang;
	uint64_t id, bytes;
	size_t slot;
	uint32_t features[CH_N]; /* In its slot, one channel after the other. */
};

struct truth {
	int fd;
	struct kept kept[KEPT_MAX];
	size_t n;
	uint64_t groups; /* That had a file of fitting size. */
	uint32_t last;   /* The group offered last, and where it is kept, or KEPT_MAX. */
	size_t slot;
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

/* The features of one file of ${part}, its positions from 0, into the empty ${to}. */
static int
copy_file(struct print *to, const struct print *part, const struct print_file *file)
{
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

static int
write_slot(const struct truth *t, size_t slot, const struct print *p, struct err *e)
{
	off_t at = (off_t)(slot * SLOT * sizeof(struct feature));

	for (enum channel ch = 0; ch < CH_N; ch++) {
		size_t n = p->n[ch] * sizeof(struct feature);

		if (n > 0 && pwrite(t->fd, p->feature[ch], n, at) != (ssize_t)n)
			return (err_sys(e, "cannot keep a file to calibrate with"));
		at += (off_t)n;
	}
	return (0);
}

/* Keep a file in a slot, instead of what was there.  One of hardly any tokens but endless comments is none. */
static int
keep_file(
    struct truth *t, size_t slot, const struct print *part, const struct print_file *file, struct err *e)
{
	struct kept *k = &t->kept[slot];
	struct print p = { 0 };
	size_t features = 0;
	int rc = 0;

	if (copy_file(&p, part, file) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	for (enum channel ch = 0; ch < CH_N; ch++)
		features += p.n[ch];
	if (rc == 0 && features <= SLOT && (rc = write_slot(t, slot, &p, e)) == 0) {
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
		t->kept[t->slot].tokens = 0;
	}
	return (t->slot);
}

int
truth_offer(struct truth *t, uint32_t group, const struct print *part, struct err *e)
{
	for (size_t i = 0; i < part->files; i++) {
		const struct print_file *file = &part->file[i];
		size_t slot;
		int rc;

		if (file->tokens < TOKENS_MIN || file->tokens > TOKENS_MAX || (part->cut && i == 0))
			continue;
		if ((slot = place(t, group)) == KEPT_MAX)
			continue;
		/* Of a group's files each is as likely. */
		if (normal_draw(&t->random, ++t->kept[slot].seen) == 0 &&
		    (rc = keep_file(t, slot, part, file, e)) != 0)
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

/* What each of the ${n} groups, all of it, would score as a specimen of ${t}, in which none of them counts. */
static void
score_groups(const struct score_trial *t, const uint32_t *group, uint32_t n, double score[SCORE_NEAR])
{
	const struct score_package *k = t->k;

	for (uint32_t j = 0; j < n; j++)
		score[j] = 0;
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct score_part *part = &k->part[ch];
		double held[SCORE_NEAR] = { 0 };

		for (size_t i = 0; i < part->distinct; i++) {
			for (uint32_t g = 0; g < part->groups[i]; g++) {
				for (uint32_t j = 0; j < n; j++) {
					if (k->pool[part->post[i] + g] == group[j])
						held[j] += t->weight[ch][i] * part->scale[i];
				}
			}
		}
		for (uint32_t j = 0; j < n && t->total[ch] > 0; j++)
			score[j] += score_tail(t, ch, fmin(held[j] / t->total[ch], 1));
	}
}

/*
 * The innocents: the groups nearest to the package, all of them at once taken out of the background, which then
 * knows of them as little as of a stranger who wrote for the same task.
 */
static int
add_near(struct making *m, struct score_package *k, const struct print *a, struct err *e)
{
	uint32_t near[SCORE_NEAR], n = 0;
	double score[SCORE_NEAR];
	struct score_trial t;
	int rc = score_trial(&t, k, a, NULL, e);

	for (; rc == 0 && n < t.nears; n++) {
		near[n] = t.near_group[n];
		k->own[near[n]] = true;
	}
	score_trial_free(&t);
	if (rc != 0 || (rc = score_trial(&t, k, a, NULL, e)) != 0) {
		score_trial_free(&t);
		return (rc);
	}
	score_groups(&t, near, n, score);
	for (uint32_t j = 0; rc == 0 && j < n; j++) {
		rc = add_point(m, a, score[j], score_nearness(&t, t.nears), false, e);
		k->own[near[j]] = false;
	}
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

/* A slot whose files were all too large is none. */
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
