/* Decisions, each made once: see the header. */
#include "census/verdicts.h"

#include <stdlib.h>

#include "base/vec.h"

/* What ${made} holds where a CVE is silent about a build; else 1 + enum verdict, or 0 where not yet made. */
#define SILENT (VERDICT_NA + 2)

static int
add_cve(struct verdicts *v, struct str cve, struct err *e)
{
	char *copy = str_dup(cve);

	if (copy == NULL || VEC_GROW(v->cve, v->cves, v->capcves) != 0) {
		free(copy);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	v->cve[v->cves++] = (struct str){ copy, cve.n };
	return (0);
}

static int
add_case_cve(void *arg, struct str cve)
{
	return (add_cve(arg, cve, NULL));
}

/* The CVEs that are asked about. */
static int
find_cves(struct verdicts *v, struct case_dir *c, const struct count_query *query, struct err *e)
{
	struct str known;
	int rc;

	if (query->cve.n > 0)
		return (add_cve(v, query->cve, e));
	if ((rc = know_case_cves(c, query->as_of, query->audience, add_case_cve, v, e)) != 0)
		return (rc == ERR_NOMEM ? err_set(e, ERR_NOMEM, "out of memory") : rc);
	if (v->cves > 0)
		return (0);
	for (size_t i = 0; rc == 0 && (known = know_cves(v->know, i)).n > 0; i++)
		rc = add_cve(v, known, e);
	return (rc);
}

int
verdicts_open(struct verdicts *v, struct case_dir *c, const struct know *know, const struct world *world,
    const struct count_query *query, struct err *e)
{
	int rc;

	*v = (struct verdicts){ .know = know, .world = world };
	if ((rc = find_cves(v, c, query, e)) == 0 &&
	    ((v->made = calloc(world->whats + 1, v->cves + 1)) == NULL ||
		(v->heard = calloc(v->cves + 1, sizeof(*v->heard))) == NULL ||
		(v->silent = calloc(v->cves + 1, sizeof(*v->silent))) == NULL))
		rc = err_set(e, ERR_NOMEM, "out of memory");
	if (rc != 0)
		verdicts_close(v);
	return (rc);
}

void
verdicts_close(struct verdicts *v)
{
	for (size_t i = 0; i < v->cves; i++)
		free((void *)(uintptr_t)v->cve[i].p);
	free(v->cve);
	free(v->made);
	free(v->heard);
	free(v->silent);
	*v = (struct verdicts){ 0 };
}

void
verdicts_on(struct verdicts *v, instant_us on)
{
	if (on != v->on)
		memset(v->made, 0, (v->world->whats + 1) * (v->cves + 1));
	v->on = on;
}

/* A verdict, or SILENT - 1. */
static unsigned
decide(struct verdicts *v, uint32_t what, size_t cve)
{
	unsigned char *made = &v->made[what * v->cves + cve];
	const struct what *w = &v->world->what[what];
	struct decision d;

	if (*made == 0) {
		know_decide(v->know, w->product, &w->build, v->cve[cve], v->on, &d);
		/* Without a version nothing is sure but that a product is not affected at all. */
		if (w->build.n == 0 && (w->product.n == 0 || d.verdict != VERDICT_NA))
			d.verdict = VERDICT_AMBIGUOUS;
		*made = (unsigned char)(d.silent ? SILENT : 1 + d.verdict);
		v->heard[cve] |= d.silent ? HEARD_SILENCE : HEARD_VERDICT;
	}
	return (*made - 1U);
}

const struct str *
verdicts_silent(struct verdicts *v, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < v->cves; i++) {
		if (v->heard[i] == HEARD_SILENCE)
			v->silent[(*n)++] = v->cve[i];
	}
	return (v->silent);
}

enum verdict
verdicts_host(struct verdicts *v, uint32_t what, uint32_t before)
{
	bool any[SILENT] = { false };
	unsigned verdict;

	for (size_t i = 0; i < v->cves; i++) {
		verdict = decide(v, what, i);
		/* Builds do not go back: what was fixed is, and what was not may have been since. */
		if (verdict == VERDICT_AMBIGUOUS && before != WHAT_NONE &&
		    decide(v, before, i) == VERDICT_FIXED)
			verdict = VERDICT_FIXED;
		any[verdict] = true;
	}
	if (any[VERDICT_UNFIXED])
		return (VERDICT_UNFIXED);
	if (any[VERDICT_AMBIGUOUS])
		return (VERDICT_AMBIGUOUS);
	if (any[VERDICT_FIXED] || any[VERDICT_NA])
		return (any[VERDICT_FIXED] ? VERDICT_FIXED : VERDICT_NA);
	/* A CVE of which nothing is known takes no answer of the others away; where all are such, there is none. */
	return (any[SILENT - 1] ? VERDICT_AMBIGUOUS : VERDICT_NA);
}

struct str
verdicts_product(struct verdicts *v, uint32_t what, struct decision *d)
{
	const struct what *w = &v->world->what[what];

	know_decide(v->know, w->product, &w->build, v->cves > 0 ? v->cve[0] : STR(""), v->on, d);
	return (d->product[0] != '\0' ? str_of(d->product) : w->product);
}
