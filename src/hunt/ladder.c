/* The ladder of verdicts: see the header. */
#include "hunt/ladder.h"

#include <stdlib.h>

#include "base/vec.h"

static struct rungs *
find(struct ladder *l, const char *cve)
{
	for (size_t i = 0; i < l->n; i++) {
		if (strcmp(l->cve[i].cve, cve) == 0)
			return (&l->cve[i]);
	}
	return (NULL);
}

int
ladder_rule(struct ladder *l, const struct rule *rule)
{
	for (size_t i = 0; i < rule->cves; i++) {
		struct rungs *r = find(l, rule->cve[i]);

		if (r == NULL) {
			if (VEC_GROW(l->cve, l->n, l->cap) != 0)
				return (-1);
			r = &l->cve[l->n++];
			*r = (struct rungs){ .cve = rule->cve[i] };
		}
		r->rules++;
	}
	return (0);
}

void
ladder_idle(struct ladder *l, const struct rule *rule)
{
	for (size_t i = 0; i < rule->cves; i++) {
		struct rungs *r = find(l, rule->cve[i]);

		if (r != NULL)
			r->idle++;
	}
}

void
ladder_add(struct ladder *l, const struct rule *rule, enum level level, enum stage stage, instant_us time)
{
	for (size_t i = 0; i < rule->cves; i++) {
		struct rungs *r = find(l, rule->cve[i]);

		if (r == NULL)
			continue;
		r->findings++;
		if (r->count[stage]++ == 0 || level > r->level[stage])
			r->level[stage] = level;
		if (time == 0)
			continue;
		r->first = r->first == 0 || time < r->first ? time : r->first;
		r->last = time > r->last ? time : r->last;
	}
}

enum stage
ladder_stage(const struct rungs *r)
{
	enum stage s = STAGE_ACTION;

	while (s > STAGE_NONE && r->count[s] == 0)
		s--;
	return (s);
}

const char *
ladder_confidence(const struct rungs *r)
{
	enum stage s = ladder_stage(r);

	if (s == STAGE_NONE)
		return (NULL);
	return (r->level[s] >= LEVEL_HIGH ? "high" : r->level[s] == LEVEL_MEDIUM ? "medium" : "low");
}

static int
by_name(const void *a, const void *b)
{
	return (strcmp(((const struct rungs *)a)->cve, ((const struct rungs *)b)->cve));
}

void
ladder_sort(struct ladder *l)
{
	if (l->n > 0)
		qsort(l->cve, l->n, sizeof(*l->cve), by_name);
}

void
ladder_free(struct ladder *l)
{
	free(l->cve);
	*l = (struct ladder){ 0 };
}
