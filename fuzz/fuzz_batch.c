/* A line of a batch: refused, or written again it reads the same. */
#include <stdlib.h>

#include "census/batch.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf one = BUF(BUF_BIG), two = BUF(BUF_BIG);
	struct obs obs, again;

	if (batch_take((struct str){ (const char *)p, n }, &obs, NULL) != 0)
		return (0);
	batch_put(&one, &obs);
	if (batch_take(str_sub(buf_view(&one), 0, one.n - 1), &again, NULL) != 0)
		abort();
	batch_put(&two, &again);
	if (!str_eq(buf_view(&one), buf_view(&two)))
		abort();
	buf_free(&one);
	buf_free(&two);
	return (0);
}
