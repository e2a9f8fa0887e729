/*
 * Any bytes as a list of observations: they are damaged, or what is read is written and read again the
 * same.  And as a bucket of them, the first byte telling its size: whatever is read lies in it, in order.
 */
#include <stdlib.h>

#include "store/obs_bucket.h"

#define NAMES 3

static bool
same(const struct obs_item *a, const struct obs_item *b)
{
	return (a->time == b->time && a->source == b->source && a->product == b->product &&
	    a->build.n == b->build.n && version_order(&a->build, &b->build) == 0 &&
	    str_eq(a->servername, b->servername) && str_eq(a->key, b->key) && a->asn == b->asn &&
	    memcmp(a->country, b->country, 2) == 0 && a->precision == b->precision && a->tlp == b->tlp);
}

static void
read_bucket(unsigned bits, struct str list)
{
	static const char zero[OBS_ADDR_BYTES];
	struct obs_addr before = { 0 };
	struct obs_bucket b;
	bool begun = false;

	if (obs_bucket_open(&b, (struct str){ zero, sizeof(zero) }, bits, list, NAMES, NULL) != 0)
		return;
	for (; obs_bucket_next(&b, NULL) > 0; before = b.addr, begun = true) {
		if (obs_addr_common(&b.addr, &b.first) < bits ||
		    (begun && obs_addr_order(&before, &b.addr) > 0) || b.list.item.source >= NAMES)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf b = BUF(BUF_BIG);
	struct obs_item before = { 0 };
	struct obs_list list, again;
	int rc;

	obs_list_open(&list, (struct str){ (const char *)p, n }, NAMES);
	while ((rc = obs_list_next(&list, NULL)) > 0) {
		/* Times in the store are those that can be printed. */
		if (list.item.time < INSTANT_MIN || list.item.time > INSTANT_MAX)
			break;
		obs_list_put(&b, &list.item, &before);
		before = list.item;
	}
	obs_list_open(&list, (struct str){ (const char *)p, n }, NAMES);
	obs_list_open(&again, buf_view(&b), NAMES);
	while ((rc = obs_list_next(&again, NULL)) > 0) {
		if (obs_list_next(&list, NULL) != 1 || !same(&list.item, &again.item))
			abort();
	}
	if (rc != 0)
		abort();
	buf_free(&b);
	if (n > 0)
		read_bucket(p[0], (struct str){ (const char *)p + 1, n - 1 });
	return (0);
}
