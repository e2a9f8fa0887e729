/* Products, claims and identifiers, which all formats share; see the header. */
#include "share/out.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/vec.h"
#include "share/out_csaf.h"
#include "share/out_misp.h"
#include "share/out_stix.h"

#define PRODUCTS_MAX 20000

/* The namespace of all our identifiers: made once at random, and never changed. */
static const unsigned char NAMESPACE[16] = { 0x6b, 0x0f, 0x5d, 0x1e, 0x9a, 0x42, 0x4c, 0x57, 0x8e, 0x33, 0x21,
	0xd7, 0xf0, 0xb8, 0x64, 0x95 };

const struct out_format out_formats[] = {
	{ "csaf", "a CSAF 2.0 advisory, or with --vex a VEX document", out_csaf_put },
	{ "misp", "a MISP event", out_misp_put },
	{ "stix", "a STIX 2.1 bundle", out_stix_put },
	{ NULL, NULL, NULL },
};

static bool
same_product(const struct out_product *a, const struct out_product *b)
{
	return (a->range == b->range && str_eq(a->vendor, b->vendor) && str_eq(a->name, b->name) &&
	    str_eq(a->level, b->level) && str_eq(a->version, b->version));
}

int
out_product(struct out *o, const struct out_product *p, size_t *at, struct err *e)
{
	for (*at = 0; *at < o->products; (*at)++) {
		if (same_product(&o->product[*at], p))
			return (0);
	}
	if (o->products == PRODUCTS_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d products", PRODUCTS_MAX));
	if (VEC_GROW(o->product, o->products, o->product_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	o->product[o->products++] = *p;
	return (0);
}

int
out_claim(struct out *o, size_t cve, const struct out_claim *claim, struct err *e)
{
	struct out_cve *v = &o->cve[cve];

	for (size_t i = 0; i < v->n; i++) {
		if (v->claim[i].product != claim->product)
			continue;
		if (v->claim[i].status != claim->status)
			v->claim[i] = (struct out_claim){ .product = claim->product,
				.status = OUT_UNCLEAR,
				.why = STR("Sources contradict each other about this product."),
				.available = INSTANT_MIN };
		return (0);
	}
	if (VEC_GROW(v->claim, v->n, v->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	v->claim[v->n++] = *claim;
	return (0);
}

void
out_product_name(struct buf *b, const struct out_product *p)
{
	buf_str(b, p->name);
	if (p->level.n > 0) {
		buf_char(b, ' ');
		buf_str(b, p->level);
	}
	if (p->version.n > 0) {
		buf_char(b, ' ');
		buf_str(b, p->version);
	}
}

void
out_uuid(struct buf *b, const struct out *o, const char *kind, struct str name)
{
	struct buf text = BUF(BUF_BIG), hex = BUF(64);
	unsigned char sha[EVP_MAX_MD_SIZE] = { 0 };
	size_t n = 0;

	/* What could run together is kept apart by its length. */
	buf_put(&text, NAMESPACE, sizeof(NAMESPACE));
	buf_printf(&text, "%s\n%zu ", kind, o->namespace.n);
	buf_str(&text, o->namespace);
	buf_str(&text, name);
	if (EVP_Q_digest(NULL, "SHA1", NULL, text.p, text.n, sha, &n) != 1 || text.failed != 0)
		b->failed = ERR_NOMEM;
	sha[6] = (unsigned char)((sha[6] & 0x0f) | 0x50);
	sha[8] = (unsigned char)((sha[8] & 0x3f) | 0x80);
	hex_put(&hex, sha, 16);
	if (hex.failed == 0)
		buf_printf(
		    b, "%.8s-%.4s-%.4s-%.4s-%.12s", hex.p, hex.p + 8, hex.p + 12, hex.p + 16, hex.p + 20);
	buf_free(&hex);
	buf_free(&text);
}

void
out_free(struct out *o)
{
	for (size_t i = 0; i < o->cves; i++)
		free(o->cve[i].claim);
	free(o->cve);
	free(o->product);
	free(o->reference);
	arena_free(&o->mem);
	memset(o, 0, sizeof(*o));
}
