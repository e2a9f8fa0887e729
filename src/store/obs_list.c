/* Lists of observations: see the header. */
#include "store/obs_list.h"

#include "base/varint.h"

enum {
	HAS_SOURCE = 1,
	HAS_PRODUCT = 2,
	HAS_BUILD = 4,
	HAS_SERVERNAME = 8,
	HAS_KEY = 16,
	HAS_ASN = 32,
	HAS_COUNTRY = 64,
	HAS_GRADE = 128
};

static bool
take_u32(struct str *s, uint32_t *v)
{
	uint64_t wide;

	if (!varint_take(s, &wide) || wide > UINT32_MAX)
		return (false);
	*v = (uint32_t)wide;
	return (true);
}

static bool
take_bytes(struct str *s, size_t n, struct str *out)
{
	if (n > s->n)
		return (false);
	*out = str_sub(*s, 0, n);
	*s = str_sub(*s, n, s->n);
	return (true);
}

static bool
same_build(const struct version *a, const struct version *b)
{
	return (a->n == b->n && memcmp(a->part, b->part, a->n * sizeof(a->part[0])) == 0);
}

static int
build_order(const struct version *a, const struct version *b)
{
	int c = version_order(a, b);

	/* "15.1" and "15.1.0" compare as equal versions and are different observations. */
	return (c != 0 ? c : (a->n > b->n) - (a->n < b->n));
}

int
obs_item_order(const struct obs_item *a, const struct obs_item *b, const struct obs_names *names)
{
	int c;

	if (a->time != b->time)
		return (a->time < b->time ? -1 : 1);
	if (a->source != b->source && (c = str_order(names->name[a->source], names->name[b->source])) != 0)
		return (c);
	return (build_order(&a->build, &b->build));
}

/* How much an observation knows beyond its key. */
static int
knows(const struct obs_item *a)
{
	return ((a->servername.n > 0) + (a->key.n > 0) + (a->asn != 0) + (a->country[0] != 0) +
	    (a->product != 0));
}

/* A total order in which more knowledge comes later. */
static int
fuller(const struct obs_item *a, const struct obs_item *b, const struct obs_names *names)
{
	int ka = knows(a), kb = knows(b), c;

	if (ka != kb)
		return (ka < kb ? -1 : 1);
	if ((c = str_order(a->servername, b->servername)) != 0 || (c = str_order(a->key, b->key)) != 0 ||
	    (c = memcmp(a->country, b->country, 2)) != 0)
		return (c);
	if (a->asn != b->asn)
		return (a->asn < b->asn ? -1 : 1);
	if ((c = str_order(names->name[a->product], names->name[b->product])) != 0)
		return (c);
	return ((int)a->precision - (int)b->precision);
}

void
obs_item_join(struct obs_item *a, const struct obs_item *b, const struct obs_names *names)
{
	uint8_t tlp = a->tlp < b->tlp ? a->tlp : b->tlp;

	if (fuller(a, b, names) < 0)
		*a = *b;
	/* Whoever may see one of the two may see it. */
	a->tlp = tlp;
}

void
obs_list_open(struct obs_list *list, struct str bytes, size_t names)
{
	*list = (struct obs_list){ .rest = bytes, .names = names };
	list->item.servername = list->item.key = STR("");
}

static bool
take_build(struct str *s, struct version *v)
{
	uint32_t n;

	if (!take_u32(s, &n) || n > VERSION_PARTS_MAX)
		return (false);
	*v = (struct version){ .n = n };
	for (unsigned i = 0; i < n; i++) {
		if (!take_u32(s, &v->part[i]))
			return (false);
	}
	return (true);
}

static bool
take_key(struct str *s, struct str *key)
{
	struct str has;

	return (take_bytes(s, 1, &has) && (unsigned char)has.p[0] <= 1 &&
	    take_bytes(s, has.p[0] != 0 ? SHA256_BYTES : 0, key));
}

static bool
take_fields(struct obs_list *list, unsigned flags)
{
	struct obs_item *item = &list->item;
	struct str *s = &list->rest, bytes;
	uint32_t n;

	if ((flags & HAS_SOURCE) != 0 && (!take_u32(s, &item->source) || item->source >= list->names))
		return (false);
	if ((flags & HAS_PRODUCT) != 0 && (!take_u32(s, &item->product) || item->product >= list->names))
		return (false);
	if ((flags & HAS_BUILD) != 0 && !take_build(s, &item->build))
		return (false);
	if ((flags & HAS_SERVERNAME) != 0 && (!take_u32(s, &n) || !take_bytes(s, n, &item->servername)))
		return (false);
	if ((flags & HAS_KEY) != 0 && !take_key(s, &item->key))
		return (false);
	if ((flags & HAS_ASN) != 0 && !take_u32(s, &item->asn))
		return (false);
	if ((flags & HAS_COUNTRY) != 0) {
		if (!take_bytes(s, 2, &bytes))
			return (false);
		memcpy(item->country, bytes.p, 2);
	}
	if ((flags & HAS_GRADE) != 0) {
		if (!take_bytes(s, 1, &bytes))
			return (false);
		item->precision = (uint8_t)((unsigned char)bytes.p[0] >> 3);
		item->tlp = bytes.p[0] & 7;
	}
	return (item->precision <= OBS_SU && item->tlp <= TLP_RED);
}

int
obs_list_next(struct obs_list *list, struct err *e)
{
	uint64_t step;
	struct str flags;

	if (list->rest.n == 0)
		return (0);
	if (!take_bytes(&list->rest, 1, &flags) || !varint_take(&list->rest, &step) ||
	    __builtin_add_overflow(
		list->item.time, (int64_t)(step >> 1) ^ -(int64_t)(step & 1), &list->item.time) ||
	    !take_fields(list, (unsigned char)flags.p[0]))
		return (err_set(e, ERR_CORRUPT, "the index holds a damaged list of observations"));
	return (1);
}

static unsigned
flags_of(const struct obs_item *a, const struct obs_item *b)
{
	unsigned flags = 0;

	if (a->source != b->source)
		flags |= HAS_SOURCE;
	if (a->product != b->product)
		flags |= HAS_PRODUCT;
	if (!same_build(&a->build, &b->build))
		flags |= HAS_BUILD;
	if (!str_eq(a->servername, b->servername))
		flags |= HAS_SERVERNAME;
	if (!str_eq(a->key, b->key))
		flags |= HAS_KEY;
	if (a->asn != b->asn)
		flags |= HAS_ASN;
	if (memcmp(a->country, b->country, 2) != 0)
		flags |= HAS_COUNTRY;
	if (a->precision != b->precision || a->tlp != b->tlp)
		flags |= HAS_GRADE;
	return (flags);
}

void
obs_list_put(struct buf *b, const struct obs_item *item, const struct obs_item *before)
{
	unsigned flags = flags_of(item, before);
	int64_t step = item->time - before->time;

	buf_char(b, (char)flags);
	varint_put(b, (uint64_t)step << 1 ^ (uint64_t)(step >> 63));
	if ((flags & HAS_SOURCE) != 0)
		varint_put(b, item->source);
	if ((flags & HAS_PRODUCT) != 0)
		varint_put(b, item->product);
	if ((flags & HAS_BUILD) != 0) {
		varint_put(b, item->build.n);
		for (unsigned i = 0; i < item->build.n; i++)
			varint_put(b, item->build.part[i]);
	}
	if ((flags & HAS_SERVERNAME) != 0) {
		varint_put(b, item->servername.n);
		buf_str(b, item->servername);
	}
	if ((flags & HAS_KEY) != 0) {
		buf_char(b, item->key.n > 0);
		buf_str(b, item->key);
	}
	if ((flags & HAS_ASN) != 0)
		varint_put(b, item->asn);
	if ((flags & HAS_COUNTRY) != 0)
		buf_put(b, item->country, 2);
	if ((flags & HAS_GRADE) != 0)
		buf_char(b, (char)(item->precision << 3 | item->tlp));
}
