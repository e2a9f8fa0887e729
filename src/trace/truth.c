/* Pairs with known truth: see the header. */
#include "trace/truth.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "trace/normal.h"
#include "trace/runs.h"
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
		.tokens = about(a->tokens),
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
	if (truth_derive(&m->random, &x, a, b) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		rc = add_point(m, k, a, &x, true, e);
	x.file = NULL;
	x.files = 0;
	print_free(&x);
	return (rc);
}

/* One pair: the package with the file in a slot, or with what is made from both. */
static int
add_pair(struct making *m, const struct score_package *k, const struct print *a, size_t slot, bool derived,
    struct err *e)
{
	struct print b;
	int rc = load(m->t, slot, &b, e);

	if (rc == 0)
		rc = derived ? add_derived(m, k, a, &b, e) : add_point(m, k, a, &b, false, e);
	print_free(&b);
	return (rc);
}

static int
compare_with(struct making *m, size_t i, const struct score_package *k, const struct print *a, struct err *e)
{
	const struct truth *t = m->t;
	size_t others = t->n - 1, innocent = others < INNOCENT ? others : INNOCENT;
	int rc = 0;

	/* A stretch of the others, begun at a random place: none comes twice. */
	for (size_t j = 0, from = (size_t)normal_draw(&m->random, others); j < innocent && rc == 0; j++)
		rc = add_pair(m, k, a, (i + 1 + (from + j) % others) % t->n, false, e);
	for (size_t j = 0; j < DERIVED && rc == 0; j++)
		rc = add_pair(m, k, a, (i + 1 + (size_t)normal_draw(&m->random, others)) % t->n, true, e);
	return (rc);
}

/* All pairs of one package. */
static int
compare_one(struct making *m, size_t i, const struct background *b, struct err *e)
{
	struct score_package *k = NULL;
	struct print a;
	int rc = load(m->t, i, &a, e);

	if (rc == 0 && (k = score_package(&a, b, e)) == NULL)
		rc = e->code;
	if (rc == 0)
		rc = compare_with(m, i, k, &a, e);
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
