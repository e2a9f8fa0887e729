/* Whether there is more than marks: see the header. */
#include "trace/alike.h"

int
alike_read(struct alike *a, const struct score_package *k, const char *path, gather_unread_fn *unread,
    void *arg, struct err *e)
{
	struct print x = { 0 };
	struct score s;
	int rc;

	if ((rc = print_read(&x, path, unread, arg, e)) == 0 && (rc = score_pair(k, &x, &s, e)) == 0) {
		*a = (struct alike){ .containment = s.containment, .nil = true };
		for (enum channel ch = 0; ch < CH_N; ch++)
			a->nil &= s.channel[ch].containment < ALIKE_NIL * (ch == CH_ATOMS ? 2 : 1);
	}
	print_free(&x);
	return (rc);
}
