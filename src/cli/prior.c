/* See the header. */
#include "cli/prior.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>

#include "base/file.h"

#define WAVES "waves"

/* How far a sum may be from 1, since people round. */
#define ROUNDED 0.005

static int
fault(struct err *e, const struct ytree *at, const char *what)
{
	(void)err_set(e, ERR_SYNTAX, "%s", what);
	return (err_line(e, at->line));
}

static int
read_weight(const struct ytree *value, double *weight, struct err *e)
{
	char *end = NULL;

	if (value->kind != YTREE_TEXT)
		return (fault(e, value, "a weight is a number"));
	*weight = strtod(value->text.p, &end);
	if (value->text.n == 0 || *end != '\0' || !(*weight >= 0 && *weight <= 1))
		return (fault(e, value, "a weight is a number from 0 to 1"));
	return (0);
}

/* One map of weights; ${*any} tells whether it has any. */
static int
read_map(const struct ytree *map, bool top, double out[HYP_N], bool *any, struct err *e)
{
	double sum = 0;
	int rc;

	*any = false;
	for (enum hypothesis h = 0; h < HYP_N; h++)
		out[h] = 0;
	if (map->kind != YTREE_MAP)
		return (fault(e, map, "expected hypotheses with their weights"));
	for (size_t i = 0; i < map->n; i++) {
		const struct ytree *key = map->kid[2 * i], *value = map->kid[2 * i + 1];
		enum hypothesis h;

		if (top && str_eq(key->text, STR(WAVES)))
			continue;
		if (weigh_parse(&h, key->text) != 0)
			return (fault(e, key,
			    "a hypothesis is independent, vendor, finder, partner, capture, patch or writeup"));
		if ((rc = read_weight(value, &out[h], e)) != 0)
			return (rc);
		sum += out[h];
		*any = true;
	}
	if (*any && fabs(sum - 1) > ROUNDED) {
		(void)err_set(e, ERR_SYNTAX, "the weights sum to %g and not to 1", sum);
		return (err_line(e, map->line));
	}
	for (enum hypothesis h = 0; h < HYP_N && *any; h++)
		out[h] /= sum;
	return (0);
}

static int
check(const struct ytree *root, struct err *e)
{
	const struct ytree *waves = ytree_get(root, WAVES);
	double out[HYP_N];
	bool any, top;
	int rc = read_map(root, true, out, &top, e);

	if (rc == 0 && waves != NULL && waves->kind != YTREE_MAP)
		return (fault(e, waves, "expected waves by name"));
	for (size_t i = 0; rc == 0 && waves != NULL && i < waves->n; i++) {
		rc = read_map(waves->kid[2 * i + 1], false, out, &any, e);
		if (rc == 0 && !any)
			rc = fault(e, waves->kid[2 * i], "expected hypotheses with their weights");
	}
	return (rc);
}

int
prior_read(struct prior *p, const char *path, struct err *e)
{
	struct buf text = BUF(YTREE_BYTES_MAX);
	struct ytree **doc;
	size_t n;
	int rc;

	if ((rc = file_read(&text, AT_FDCWD, path, e)) == 0) {
		if ((rc = ytree_read(&p->mem, buf_view(&text), &doc, &n, e)) == 0) {
			if (n != 1)
				rc = err_set(e, ERR_SYNTAX, "expected one document");
			else if ((rc = check(doc[0], e)) == 0)
				p->root = doc[0];
		}
		if (rc != 0)
			(void)err_in(e, path);
	}
	buf_free(&text);
	return (rc);
}

void
prior_free(struct prior *p)
{
	arena_free(&p->mem);
	*p = (struct prior){ 0 };
}

bool
prior_of(const struct prior *p, struct str wave, double out[HYP_N])
{
	const struct ytree *waves = ytree_get(p->root, WAVES);
	struct err e = { 0 };
	bool any = false;

	for (size_t i = 0; waves != NULL && i < waves->n; i++) {
		if (str_eq(waves->kid[2 * i]->text, wave))
			return (read_map(waves->kid[2 * i + 1], false, out, &any, &e) == 0 && any);
	}
	return (p->root != NULL && read_map(p->root, true, out, &any, &e) == 0 && any);
}
