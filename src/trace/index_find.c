/*
 * The search.  What a specimen has is looked up once a distinct feature; sums
 * over the whole specimen leave some packages, and sums over pairs of
 * neighbouring stretches, each of a window's length, few of these.
 */
#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "trace/index_impl.h"

#define NONE UINT32_MAX

/* So many sums of stretches are held at once: 64 MB; more are done in rounds. */
#define SUMS ((size_t)16 << 20)

/* Where groups of the specimen leave the counts, a package is found from this part of its floor on. */
#define UNSURE 0.5F

/* Look-ups under way: each waits for memory. */
#define AHEAD 16

/* A distinct feature that the specimen has. */
struct item {
	uint64_t hash;
	uint32_t first, last; /* Its places, as a list by struct finding's next. */
	uint32_t value;       /* As the index has it, or NONE. */
	enum channel channel;
};

struct finding {
	const struct index *x;
	const struct print *s;
	struct item *item;
	size_t items;
	uint32_t
	    *next; /* Of each place the next one of the same feature; places count within all channels. */
	uint32_t *slot; /* Open addressing over items: number + 1, or 0. */
	size_t slots;
	size_t before[CH_N]; /* Places before those of a channel. */
	bool *out;           /* Groups that hold a file of the specimen; NULL for none. */
	float *sum;          /* Of each package CH_N sums. */
	float weight[256];
};

/* A package whose stretches are summed. */
struct stretched {
	uint32_t package, length;
	size_t pairs;
	float *sum; /* CH_N of each pair of stretches. */
};

static int
begin(struct finding *f, const struct index *x, const struct print *s, struct err *e)
{
	size_t n = 0;

	*f = (struct finding){ .x = x, .s = s };
	for (enum channel ch = 0; ch < CH_N; ch++) {
		f->before[ch] = n;
		n += s->n[ch];
	}
	if (n >= NONE / 2)
		return (err_set(e, ERR_LIMIT, "more features than can be looked up"));
	for (f->slots = 64; f->slots < 2 * n; f->slots *= 2)
		;
	f->item = malloc((n + 1) * sizeof(*f->item));
	f->next = malloc((n + 1) * sizeof(*f->next));
	f->slot = calloc(f->slots, sizeof(*f->slot));
	f->sum = calloc((x->packages + 1) * CH_N, sizeof(*f->sum));
	if (f->item == NULL || f->next == NULL || f->slot == NULL || f->sum == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (uint32_t w = 0; w < 256; w++)
		f->weight[w] = index_weight(w);
	return (0);
}

static void
end(struct finding *f)
{
	free(f->item);
	free(f->next);
	free(f->slot);
	free(f->out);
	free(f->sum);
}

/* Hashes are mixed already, but an attacker chooses the text: the slot goes by other bits than the directory. */
static struct item *
item_of(struct finding *f, enum channel ch, uint64_t hash)
{
	size_t at = (size_t)(hash * 0x9E3779B97F4A7C15ULL >> 20) & (f->slots - 1);

	for (; f->slot[at] != 0; at = (at + 1) & (f->slots - 1)) {
		if (f->item[f->slot[at] - 1].hash == hash)
			return (&f->item[f->slot[at] - 1]);
	}
	f->item[f->items] = (struct item){ .hash = hash, .first = NONE, .last = NONE, .channel = ch };
	f->slot[at] = (uint32_t)++f->items;
	return (&f->item[f->items - 1]);
}

/* Each distinct feature with its places, in their order. */
static void
collect(struct finding *f)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < f->s->n[ch]; i++) {
			struct item *item = item_of(f, ch, f->s->feature[ch][i].hash);
			uint32_t place = (uint32_t)(f->before[ch] + i);

			f->next[place] = NONE;
			if (item->last != NONE)
				f->next[item->last] = place;
			else
				item->first = place;
			item->last = place;
		}
	}
}

static uint32_t
look_up(const struct index *x, uint64_t hash)
{
	uint32_t tag = index_tag(x, hash);
	const uint32_t *from = &x->directory[index_top(x, hash)];

	for (uint32_t i = from[0]; i < from[1]; i++) {
		if (x->entry[i].tag == tag)
			return (x->entry[i].value);
	}
	return (NONE);
}

/* The postings of an item: ${*one} where it is a single one. */
static size_t
postings(const struct index *x, uint32_t value, const uint32_t **list, uint32_t *one)
{
	if (value == NONE)
		return (0);
	*one = value;
	*list = one;
	if ((value & INDEX_MANY) == 0)
		return (1);
	*list = x->post + (value & ~INDEX_MANY) + 1;
	return ((*list)[-1]);
}

static void
prefetch_list(const struct index *x, uint32_t value)
{
	if (value != NONE && (value & INDEX_MANY) != 0)
		__builtin_prefetch(x->post + (value & ~INDEX_MANY));
}

/* Sums over the whole specimen. */
static void
sum_whole(struct finding *f)
{
	const struct index *x = f->x;
	const uint32_t *list;
	uint32_t one;

	for (size_t i = 0; i < f->items; i++) {
		/* Memory answers slowly and many at once. */
		if (i + 2 * AHEAD < f->items)
			__builtin_prefetch(&x->directory[index_top(x, f->item[i + 2 * AHEAD].hash)]);
		if (i + AHEAD < f->items)
			__builtin_prefetch(&x->entry[x->directory[index_top(x, f->item[i + AHEAD].hash)]]);
		f->item[i].value = look_up(x, f->item[i].hash);
	}
	for (size_t i = 0; i < f->items; i++) {
		enum channel ch = f->item[i].channel;

		if (i + AHEAD < f->items)
			prefetch_list(x, f->item[i + AHEAD].value);
		for (size_t n = postings(x, f->item[i].value, &list, &one); n > 0; n--, list++)
			f->sum[(size_t)(*list >> 8) * CH_N + ch] += f->weight[*list & 0xFF];
	}
}

/* Whether what contains these sums can reach ${part} of the floor: nothing that contains as much has more. */
static bool
reaches(const struct index_package *p, const float sum[CH_N], float part)
{
	float score = 0, chances = 0, steps;

	for (enum channel ch = 0; ch < CH_N; ch++) {
		unsigned at = INDEX_STEPS;

		if (!(p->total[ch] > 0))
			continue;
		if ((steps = ceilf(sum[ch] / p->total[ch] * INDEX_STEPS)) < INDEX_STEPS)
			at = (unsigned)steps;
		score += p->score.step[ch][at];
		chances += p->chances.step[ch][at];
	}
	return (score >= p->score.floor * part || chances >= p->chances.floor * part);
}

static bool
is_near(const struct finding *f, const struct index_package *p)
{
	for (uint32_t i = 0; f->out != NULL && i < p->nears; i++) {
		if (f->out[p->near[i]])
			return (true);
	}
	return (false);
}

static float
part_of(const struct finding *f)
{
	return (f->out != NULL ? UNSURE : 1);
}

static bool
shares(const float sum[CH_N])
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		if (sum[ch] > 0)
			return (true);
	}
	return (false);
}

/* Groups that hold a file of the specimen leave the counts of every package. */
static int
find_out(struct finding *f, struct err *e)
{
	uint32_t n = f->x->b != NULL ? background_groups(f->x->b) : 0, out = 0;

	if (n == 0)
		return (0);
	if ((f->out = calloc(n, sizeof(*f->out))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	background_mark(f->x->b, f->s, f->out);
	for (uint32_t g = 0; g < n; g++)
		out += f->out[g];
	if (out == 0) {
		free(f->out);
		f->out = NULL;
	}
	return (0);
}

/* Which packages the whole specimen leaves. */
static int
find_whole(const struct finding *f, struct index_found *found, struct err *e)
{
	found->n = 0;
	for (uint32_t i = 0; i < f->x->packages; i++) {
		const struct index_package *p = &f->x->package[i];
		const float *sum = f->sum + (size_t)i * CH_N;

		if (!reaches(p, sum, part_of(f)) && !(is_near(f, p) && shares(sum)))
			continue;
		if (VEC_GROW(found->package, found->n, found->cap) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		found->package[found->n++] = i;
	}
	found->whole = found->n;
	return (0);
}

/* One feature into every pair of stretches that holds one of its places, once. */
static void
stretch_item(const struct finding *f, const struct item *item, struct stretched *k, float weight)
{
	const struct feature *feature = f->s->feature[item->channel];
	size_t pair, done = 0; /* Pairs before ${done} have it. */

	for (uint32_t at = item->first; at != NONE; at = f->next[at]) {
		size_t stretch = feature[at - f->before[item->channel]].pos / k->length;

		/*
		 * The pairs that begin with the stretch before this one, and with this one.  Places that are
		 * not in order, as a reader that was taken over may send them, count again.
		 */
		pair = stretch > 0 ? stretch - 1 : 0;
		if (pair < done && done <= stretch + 1)
			pair = done;
		for (; pair <= stretch && pair < k->pairs; pair++)
			k->sum[pair * CH_N + item->channel] += weight;
		done = stretch + 1;
	}
}

/* Sums over stretches for some packages, of which ${slot} tells where they are. */
static void
sum_stretches(const struct finding *f, const uint32_t *slot, struct stretched *k)
{
	const uint32_t *list;
	uint32_t one;

	for (size_t i = 0; i < f->items; i++) {
		for (size_t n = postings(f->x, f->item[i].value, &list, &one); n > 0; n--, list++) {
			uint32_t which = slot[*list >> 8];

			if (which != 0)
				stretch_item(f, &f->item[i], &k[which - 1], f->weight[*list & 0xFF]);
		}
	}
}

static bool
any_pair(const struct finding *f, const struct stretched *k)
{
	const struct index_package *p = &f->x->package[k->package];

	for (size_t i = 0; i < k->pairs; i++) {
		if (reaches(p, k->sum + i * CH_N, part_of(f)))
			return (true);
	}
	return (false);
}

/* Whether a package is compared with the whole specimen, or must be found whatever its stretches hold. */
static bool
stays_whole(const struct finding *f, const struct index_package *p)
{
	return (f->s->tokens / SCORE_WHOLE <= p->tokens || is_near(f, p));
}

/* As many of the found ones from ${*at} on as there is room for; those that stay go to ${found} at ${*kept}. */
static size_t
take_some(const struct finding *f, struct index_found *found, size_t *at, size_t *kept, uint32_t *slot,
    struct stretched *k, float *sum)
{
	size_t n = 0, used = 0;

	for (; *at < found->n; ++*at) {
		uint32_t i = found->package[*at];
		const struct index_package *p = &f->x->package[i];
		struct stretched s = {
			.package = i, .length = (p->tokens + !p->tokens) * SCORE_WINDOW, .sum = sum + used
		};

		s.pairs = stays_whole(f, p) ? SIZE_MAX : f->s->tokens / s.length + 1;
		/* A package so small that there is no room for its stretches stays as well. */
		if (s.pairs > SUMS / CH_N) {
			found->package[(*kept)++] = i;
			continue;
		}
		if (used + s.pairs * CH_N > SUMS)
			break;
		used += s.pairs * CH_N;
		k[n++] = s;
		slot[i] = (uint32_t)n;
	}
	memset(sum, 0, used * sizeof(*sum));
	return (n);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x < y ? -1 : x > y);
}

/* Which of them some pair of stretches leaves. */
static int
find_stretches(const struct finding *f, struct index_found *found, struct err *e)
{
	uint32_t *slot = calloc(f->x->packages + 1, sizeof(*slot));
	struct stretched *k = malloc((found->n + 1) * sizeof(*k));
	float *sum = malloc(SUMS * sizeof(*sum));
	size_t at = 0, kept = 0, n;
	int rc = 0;

	if (slot == NULL || k == NULL || sum == NULL) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
	} else {
		while (at < found->n) {
			n = take_some(f, found, &at, &kept, slot, k, sum);
			sum_stretches(f, slot, k);
			for (size_t i = 0; i < n; i++) {
				slot[k[i].package] = 0;
				if (any_pair(f, &k[i]))
					found->package[kept++] = k[i].package;
			}
		}
		found->n = kept;
		qsort(found->package, found->n, sizeof(*found->package), by_number);
	}
	free(slot);
	free(k);
	free(sum);
	return (rc);
}

int
index_find(const struct index *x, const struct print *s, struct index_found *found, struct err *e)
{
	struct finding f;
	int rc;

	found->n = found->whole = 0;
	if ((rc = begin(&f, x, s, e)) == 0 && (rc = find_out(&f, e)) == 0) {
		collect(&f);
		sum_whole(&f);
		rc = find_whole(&f, found, e);
	}
	if (rc == 0 && found->n > 0)
		rc = find_stretches(&f, found, e);
	end(&f);
	return (rc);
}

void
index_found_free(struct index_found *found)
{
	free(found->package);
	*found = (struct index_found){ 0 };
}
