/* The reason of a verdict in words: what was compared with what, and what the number could not tell. */
#include <stdarg.h>
#include <stdio.h>

#include "know/state.h"

void
reason(struct decision *d, const char *fmt, ...)
{
	size_t n = strlen(d->reason);
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(d->reason + n, sizeof(d->reason) - n, fmt, ap);
	va_end(ap);
}

static void
explain_differ(const struct ask *a, const struct saying *s, struct decision *d)
{
	reason(d, "sources differ about %s: ", vtext(a->build).c);
	for (size_t i = 0; i < s->opinions; i++) {
		if (s->opinion[i].used)
			reason(d, "%s%s", i > 0 ? "; " : "", s->opinion[i].says);
	}
}

/* A full number, judged by its place in the branch. */
static void
explain_full(const struct ask *a, const struct branch *b, const struct saying *s, struct decision *d)
{
	bool behind = s->from.n > 0 && version_order(a->build, &s->from) >= 0;

	if (d->verdict == VERDICT_FIXED && behind && s->low == s->high &&
	    version_order(a->build, &s->from) == 0)
		reason(d, "%s is the first fixed build of %.*s %.*s", vtext(a->build).c, BRANCH_ARG(b));
	else if (d->verdict == VERDICT_FIXED && behind)
		reason(d, "%s is not before %s, the first fixed build of %.*s %.*s", vtext(a->build).c,
		    vtext(&s->from).c, BRANCH_ARG(b));
	else if (d->verdict == VERDICT_FIXED && a->table)
		reason(d, "every build of %.*s %.*s holds the fix", BRANCH_ARG(b));
	else if (d->verdict == VERDICT_FIXED)
		reason(d, "%s lies behind every build that is listed as affected", vtext(a->build).c);
	else if (d->verdict == VERDICT_UNFIXED && s->from.n > 0)
		reason(d, "%s is before %s, the first fixed build of %.*s %.*s", vtext(a->build).c,
		    vtext(&s->from).c, BRANCH_ARG(b));
	else if (d->verdict == VERDICT_UNFIXED)
		reason(d, "no update with the fix is known for %.*s %.*s", BRANCH_ARG(b));
	else if (d->verdict == VERDICT_NA)
		reason(d, "%.*s is not affected", STR_ARG(b->product));
	else
		reason(d, "nothing that is known decides about %.*s %.*s", BRANCH_ARG(b));
	if (builds_row(&a->k->builds, a->build) == NULL && d->verdict != VERDICT_NA)
		reason(d, "; this build is in no table, only its branch is");
}

/* A shorter number, which stands for all builds that begin with it. */
static void
explain_prefix(const struct ask *a, const struct branch *b, const struct saying *s, struct decision *d)
{
	struct buf when = BUF(128), first = BUF(32);

	if (s->fix != NULL && s->fix->has_available) {
		instant_put_date(&first, s->fix->available.earliest);
		instant_put_short(&when, s->fix->available);
	}
	if (d->verdict == VERDICT_FIXED)
		reason(d, "every build of %.*s %.*s%s holds the fix", BRANCH_ARG(b),
		    a->build->n > b->key.n ? " from this one on" : "");
	else if (d->verdict == VERDICT_NA)
		reason(d, "%.*s is not affected", STR_ARG(b->product));
	else if (d->verdict == VERDICT_UNFIXED && s->low != s->high)
		reason(d,
		    "%s does not tell the update, but the fix of %.*s %.*s, %s, could not be had before %s",
		    vtext(a->build).c, BRANCH_ARG(b), vtext(&s->from).c, buf_c(&first));
	else if (d->verdict == VERDICT_UNFIXED && s->from.n > 0)
		reason(d, "every build %s is before %s, the first fixed build of %.*s %.*s",
		    vtext(a->build).c, vtext(&s->from).c, BRANCH_ARG(b));
	else if (d->verdict == VERDICT_UNFIXED)
		reason(d, "no update with the fix is known for %.*s %.*s", BRANCH_ARG(b));
	else if (s->low != s->high && s->from.n > 0)
		reason(d,
		    "%s does not tell whether the update that fixes %.*s %.*s is installed: %s and later are "
		    "fixed%s%s%s",
		    vtext(a->build).c, BRANCH_ARG(b), vtext(&s->from).c, when.n > 0 ? " (out " : "",
		    buf_c(&when), when.n > 0 ? ")" : "");
	else
		reason(d, "nothing that is known decides about %.*s %.*s", BRANCH_ARG(b));
	buf_free(&when);
	buf_free(&first);
}

void
explain(const struct ask *a, const struct branch *b, const struct saying *s, struct decision *d)
{
	if (s->disagree && a->build->n >= 4)
		explain_differ(a, s, d);
	else if (a->build->n >= 4)
		explain_full(a, b, s, d);
	else
		explain_prefix(a, b, s, d);
}
