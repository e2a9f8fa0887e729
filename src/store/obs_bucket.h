/*
 * Buckets: how the observation store lays addresses into rows.  The space of
 * all (ip, port), 144 bits, is halved, and each half again, until no part
 * holds more than OBS_BUCKET_MAX observations or it is a single address; each
 * part that is not empty is one row.  So the rows follow from the set of
 * observations alone, in whatever order they came, and nobody who chooses
 * addresses can make a row long: what is put costs at most that many
 * observations read and written, and a row with a hundred of them costs little more
 * than one with one.
 *
 * A row's key is its first possible address; "bits" tells how many leading
 * bits all its addresses have in common with that.  Its list holds for each
 * address, in order, the bytes that are not common to all (from byte bits / 8
 * on), a varint of how many observations there are, and these
 * (store/obs_list.h), each relative to the one before it, whatever its
 * address.
 */
#ifndef STORE_OBS_BUCKET_H
#define STORE_OBS_BUCKET_H

#include "store/obs_list.h"

#define OBS_BUCKET_MAX 128
#define OBS_ADDR_BYTES 18 /* The ip and the port: bytes that sort as the pair does. */
#define OBS_ADDR_BITS  (OBS_ADDR_BYTES * 8)

/* An address as numbers that compare fast. */
struct obs_addr {
	uint64_t high, low; /* The ip's halves. */
	uint16_t port;
};

struct obs_addr obs_addr_of(const struct ip *ip, uint16_t port);
struct obs_addr obs_addr_read(const unsigned char bytes[OBS_ADDR_BYTES]);
void obs_addr_write(unsigned char bytes[OBS_ADDR_BYTES], const struct obs_addr *a);

static inline int
obs_addr_order(const struct obs_addr *a, const struct obs_addr *b)
{
	if (a->high != b->high)
		return (a->high < b->high ? -1 : 1);
	if (a->low != b->low)
		return (a->low < b->low ? -1 : 1);
	return ((a->port > b->port) - (a->port < b->port));
}

/* obs_addr_bit(a, n): bit ${n}, from 0, the most significant. */
bool obs_addr_bit(const struct obs_addr *a, unsigned n);

/* obs_addr_common(a, b): how many leading bits are the same, up to OBS_ADDR_BITS. */
unsigned obs_addr_common(const struct obs_addr *a, const struct obs_addr *b);

/* obs_addr_first(a, bits): the first address that has ${bits} leading bits in common with ${a}. */
struct obs_addr obs_addr_first(const struct obs_addr *a, unsigned bits);

/* An observation and where it was seen. */
struct obs_seen {
	struct obs_addr addr;
	struct obs_item item;
};

/* Reading. */
struct obs_bucket {
	struct obs_addr first;
	unsigned bits;
	struct obs_list list;
	uint64_t left;        /* Observations of the address at hand that were not given yet. */
	struct obs_addr addr; /* The one at hand. */
	bool begun;
};

/*
 * obs_bucket_open(b, addr, bits, list, names, e): Read the row of that key, where there are ${names}
 * names.  0 or ERR_CORRUPT.
 */
int obs_bucket_open(
    struct obs_bucket *b, struct str addr, int64_t bits, struct str list, size_t names, struct err *e);

/* obs_bucket_next(b, e): 1 with the next one in b->addr and b->list.item; 0 at the end, or ERR_CORRUPT. */
int obs_bucket_next(struct obs_bucket *b, struct err *e);

/* obs_bucket_list(out, seen, n, bits): Append the list of ${n} sorted observations of one bucket. */
void obs_bucket_list(struct buf *out, const struct obs_seen *seen, size_t n, unsigned bits);

#endif
