/*
 * What an administrator should do.  An update exists per branch, and came on
 * a day of its own; a branch without one, or without one yet, can only be left
 * for another.  Before any fix could be had there is nothing to install.
 */
#include <stdio.h>

#include "know/state.h"

void
branch_ends(const struct version *key, struct version *low, struct version *high)
{
	*low = *high = *key;
	for (unsigned i = key->n; i < 4; i++) {
		low->part[i] = 0;
		high->part[i] = UINT32_MAX;
	}
	if (key->n < 4)
		low->n = high->n = 4;
}

void
say(const struct know *k, struct str cve, const struct branch *branch, const struct version *low,
    const struct version *high, struct saying *s)
{
	if (know_is_table_cve(cve))
		table_say(k, branch, low, high, s);
	else
		docs_say(k, cve, branch, low, high, s);
}

/* Whether any build of a branch that is wholly fixed could surely be had by then. */
static bool
branch_out(const struct know *k, const struct branch *branch, instant_us on)
{
	for (size_t r = branch->from; r < branch->to; r++) {
		if (k->builds.row[r].has_available && k->builds.row[r].available.latest <= on)
			return (true);
	}
	return (false);
}

/* The name of the update in a row: its KB, or what the vendor calls it. */
static struct str
update_of(const struct build_row *row)
{
	return (row->cell[COL_KB].n > 0 ? row->cell[COL_KB] : row->cell[COL_UPDATE]);
}

/* The update level to move to, as "2016 CU20" or "2016 CU19 + KB5000871": the newest with a fix by then. */
static bool
find_level(const struct know *k, struct str product, struct str cve, instant_us on, char *out, size_t n)
{
	struct str shortly = str_sub(product, str_chr(product, ' ') + 1, product.n);
	struct version low, high;
	struct saying s;

	for (size_t i = k->builds.branches; i-- > 0;) {
		const struct branch *b = &k->builds.branch[i];
		const char *plus = " + ";

		if (!str_ieq(b->product, product) || str_ieq(b->cu, STR("Preview")))
			continue;
		branch_ends(&b->key, &low, &high);
		say(k, cve, b, &low, &high, &s);
		if (s.high != VERDICT_FIXED)
			continue;
		if (s.low == VERDICT_FIXED && branch_out(k, b, on)) {
			(void)snprintf(out, n, "%.*s %.*s", STR_ARG(shortly), STR_ARG(b->cu));
			return (true);
		}
		if (s.low == VERDICT_FIXED || s.fix == NULL || !s.fix->has_available ||
		    s.fix->available.latest > on)
			continue;
		if (s.fix->cell[COL_KB].n == 0)
			plus = " ";
		(void)snprintf(out, n, "%.*s %.*s%s%.*s", STR_ARG(shortly), STR_ARG(b->cu), plus,
		    STR_ARG(update_of(s.fix)));
		return (true);
	}
	return (false);
}

void
advise(const struct know *k, struct str product, struct str cve, const struct saying *s, instant_us on,
    struct decision *d)
{
	bool now = false;

	if (s != NULL && s->fix != NULL) {
		(void)str_copy(d->kb, sizeof(d->kb), update_of(s->fix));
		d->available = s->fix->has_available ? s->fix->available : KNOW_NO_DATE;
		now = s->fix->has_available && s->fix->available.earliest <= on;
	}
	if (!now && product.n > 0)
		(void)find_level(k, product, cve, on, d->move_to, sizeof(d->move_to));
}
