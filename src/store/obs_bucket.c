/* Buckets of observations: see the header. */
#include "store/obs_bucket.h"

#include <endian.h>

#include "base/varint.h"

struct obs_addr
obs_addr_read(const unsigned char bytes[OBS_ADDR_BYTES])
{
	struct obs_addr a;

	memcpy(&a.high, bytes, 8);
	memcpy(&a.low, bytes + 8, 8);
	a.high = be64toh(a.high);
	a.low = be64toh(a.low);
	a.port = (uint16_t)(bytes[16] << 8 | bytes[17]);
	return (a);
}

struct obs_addr
obs_addr_of(const struct ip *ip, uint16_t port)
{
	unsigned char bytes[OBS_ADDR_BYTES];

	memcpy(bytes, ip->b, sizeof(ip->b));
	bytes[16] = (unsigned char)(port >> 8);
	bytes[17] = (unsigned char)port;
	return (obs_addr_read(bytes));
}

void
obs_addr_write(unsigned char bytes[OBS_ADDR_BYTES], const struct obs_addr *a)
{
	uint64_t high = htobe64(a->high), low = htobe64(a->low);

	memcpy(bytes, &high, 8);
	memcpy(bytes + 8, &low, 8);
	bytes[16] = (unsigned char)(a->port >> 8);
	bytes[17] = (unsigned char)a->port;
}

bool
obs_addr_bit(const struct obs_addr *a, unsigned n)
{
	if (n < 64)
		return ((a->high >> (63 - n) & 1) != 0);
	if (n < 128)
		return ((a->low >> (127 - n) & 1) != 0);
	return ((a->port >> (OBS_ADDR_BITS - 1 - n) & 1) != 0);
}

unsigned
obs_addr_common(const struct obs_addr *a, const struct obs_addr *b)
{
	if (a->high != b->high)
		return ((unsigned)__builtin_clzll(a->high ^ b->high));
	if (a->low != b->low)
		return (64 + (unsigned)__builtin_clzll(a->low ^ b->low));
	if (a->port != b->port)
		return (128 + (unsigned)__builtin_clz((unsigned)(a->port ^ b->port)) - 16);
	return (OBS_ADDR_BITS);
}

/* The first ${bits} bits of a word of 64, which may be none or all. */
static uint64_t
front(uint64_t word, unsigned bits)
{
	return (bits == 0 ? 0 : bits >= 64 ? word : word & ~(UINT64_MAX >> bits));
}

struct obs_addr
obs_addr_first(const struct obs_addr *a, unsigned bits)
{
	return ((struct obs_addr){
	    .high = front(a->high, bits),
	    .low = front(a->low, bits > 64 ? bits - 64 : 0),
	    .port = (uint16_t)(front((uint64_t)a->port << 48, bits > 128 ? bits - 128 : 0) >> 48),
	});
}

static int
damaged(struct err *e)
{
	return (err_set(e, ERR_CORRUPT, "the index holds a damaged bucket of observations"));
}

int
obs_bucket_open(
    struct obs_bucket *b, struct str addr, int64_t bits, struct str list, size_t names, struct err *e)
{
	if (addr.n != OBS_ADDR_BYTES || bits < 0 || bits > OBS_ADDR_BITS)
		return (damaged(e));
	*b = (struct obs_bucket){ .first = obs_addr_read((const unsigned char *)addr.p),
		.bits = (unsigned)bits };
	obs_list_open(&b->list, list, names);
	return (0);
}

/* The next address, which must be in the bucket and behind the one before. */
static bool
take_addr(struct obs_bucket *b)
{
	unsigned char bytes[OBS_ADDR_BYTES];
	size_t common = b->bits / 8, n = sizeof(bytes) - common;
	struct obs_addr addr;

	if (b->list.rest.n < n)
		return (false);
	obs_addr_write(bytes, &b->first);
	memcpy(bytes + common, b->list.rest.p, n);
	b->list.rest = str_sub(b->list.rest, n, b->list.rest.n);
	addr = obs_addr_read(bytes);
	if (obs_addr_common(&addr, &b->first) < b->bits || (b->begun && obs_addr_order(&b->addr, &addr) >= 0))
		return (false);
	b->addr = addr;
	b->begun = true;
	return (varint_take(&b->list.rest, &b->left) && b->left > 0);
}

int
obs_bucket_next(struct obs_bucket *b, struct err *e)
{
	int rc;

	if (b->left == 0 && b->list.rest.n == 0)
		return (0);
	if (b->left == 0 && !take_addr(b))
		return (damaged(e));
	/* A list that ends before its count is used up is no end but damage. */
	if ((rc = obs_list_next(&b->list, e)) == 0)
		return (damaged(e));
	b->left--;
	return (rc);
}

/* How many of the first of ${seen} are of one address. */
static size_t
of_one_addr(const struct obs_seen *seen, size_t n)
{
	size_t i = 1;

	while (i < n && obs_addr_order(&seen[0].addr, &seen[i].addr) == 0)
		i++;
	return (i);
}

void
obs_bucket_list(struct buf *out, const struct obs_seen *seen, size_t n, unsigned bits)
{
	static const struct obs_item zero = { .servername = { "", 0 }, .key = { "", 0 } };
	unsigned char bytes[OBS_ADDR_BYTES];
	size_t left = 0;

	for (size_t i = 0; i < n; i++, left--) {
		if (left == 0) {
			left = of_one_addr(seen + i, n - i);
			obs_addr_write(bytes, &seen[i].addr);
			buf_put(out, bytes + bits / 8, sizeof(bytes) - bits / 8);
			varint_put(out, left);
		}
		obs_list_put(out, &seen[i].item, i > 0 ? &seen[i - 1].item : &zero);
	}
}
