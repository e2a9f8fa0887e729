/* Fixed builds: see the header. */
#include "desk/fixes.h"

#include <stdlib.h>

#include "base/vec.h"
#include "desk/rows.h"

static int
keep_cve(void *arg, struct str cve)
{
	struct fixes *x = arg;

	if (VEC_GROW(x->cve, x->cves, x->cves_cap) != 0)
		return (ERR_NOMEM);
	x->cve[x->cves] = arena_str(&x->mem, cve);
	return (x->cve[x->cves++].p != NULL ? 0 : ERR_NOMEM);
}

/* Whether the row is an update level (a release, service pack or cumulative update), not an update of one. */
static bool
is_level(const struct rows *r)
{
	struct str type = rows_cell(r, "update_type");

	return (str_eq(type, STR("RTM")) || str_eq(type, STR("CU")) || str_eq(type, STR("SP")));
}

static int
ask(struct fixes *x, const struct rows *r, instant_us on, struct err *e)
{
	struct fix *fix;

	if (VEC_GROW(x->fix, x->n, x->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	fix = &x->fix[x->n];
	*fix = (struct fix){ .product = arena_str(&x->mem, rows_cell(r, "product")),
		.cu = arena_str(&x->mem, rows_cell(r, "cu")) };
	if (version_parse(&fix->build, rows_cell(r, "build_short"), e) != 0)
		return (rows_error(r, e));

	/* The first CVE that affects the level speaks for it: they share their updates. */
	for (size_t i = 0; i < x->cves; i++) {
		know_decide(x->know, fix->product, &fix->build, x->cve[i], on, &fix->decision);
		if (fix->decision.verdict == VERDICT_NA)
			continue;
		fix->cve = x->cve[i];
		x->with_update += fix->decision.fixed_build.n > 0;
		x->n++;
		break;
	}
	return (0);
}

int
fixes_load(
    struct fixes *x, struct case_dir *c, instant_us as_of, instant_us on, enum tlp audience, struct err *e)
{
	struct rows r;
	int rc;

	*x = (struct fixes){ .fix = NULL };
	if ((rc = know_case_cves(c, as_of, audience, keep_cve, x, e)) != 0)
		return (rc);
	if ((x->know = know_of_case(c, as_of, audience, e)) == NULL)
		return (e->code);
	if (x->cves == 0)
		return (0);
	if ((rc = rows_open(&r, "exchange-builds.tsv", e)) != 0)
		return (rc);
	while (rc == 0 && rows_next(&r)) {
		if (is_level(&r))
			rc = ask(x, &r, on, e);
	}
	rows_close(&r);
	return (rc);
}

void
fixes_free(struct fixes *x)
{
	free(x->fix);
	free(x->cve);
	know_free(x->know);
	arena_free(&x->mem);
	*x = (struct fixes){ .fix = NULL };
}
