/* See the header. */
#include "desk/shares.h"

#include <stdlib.h>

#include "base/vec.h"

static int
take(void *arg, const struct share_summary *s)
{
	struct shares *x = arg;
	struct share_summary *kept;

	if (VEC_GROW(x->bulletin, x->n, x->cap) != 0)
		return (ERR_NOMEM);
	kept = &x->bulletin[x->n++];
	*kept = *s;
	kept->id = arena_str(&x->mem, s->id);
	kept->title = arena_str(&x->mem, s->title);
	return (kept->id.p == NULL || kept->title.p == NULL ? ERR_NOMEM : 0);
}

int
shares_load(
    struct shares *x, struct case_dir *c, instant_us as_of, instant_us now, enum tlp audience, struct err *e)
{
	int rc;

	*x = (struct shares){ 0 };
	rc = share_each(c, as_of, now, audience, take, x, &x->hidden, e);
	return (rc == ERR_NOMEM ? err_set(e, ERR_NOMEM, "out of memory") : rc);
}

void
shares_free(struct shares *x)
{
	free(x->bulletin);
	arena_free(&x->mem);
	*x = (struct shares){ 0 };
}
