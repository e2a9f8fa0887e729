/*
 * Codewords: see the header.  The HMAC's text is a fixed record: a domain
 * name, the hashes of package and site, the copy's number, which attempt
 * this is, and which block of output; all but the name have a fixed length,
 * so that two different draws never share a text.
 */
#include "mark/code.h"

#include "base/map.h"
#include "mark/yml.h"

/* Free values a copy must leave for the others: chance must stay chance. */
#define FREE_ROOM 16

struct draw {
	struct hmac *secret;
	const char *domain;
	const struct sha256 *package;
	struct sha256 site;
	uint32_t copy, attempt, block;
	struct sha256 bytes; /* The current block. */
	size_t used;         /* Bytes of it given out. */
};

static void
put_u32(char *p, uint32_t v)
{
	for (unsigned i = 0; i < 4; i++)
		p[i] = (char)(v >> (24 - 8 * i));
}

static void
next_block(struct draw *d)
{
	char text[32 + 2 * SHA256_BYTES + 12] = { 0 };

	(void)str_copy(text, 32, str_of(d->domain));
	memcpy(text + 32, d->package->b, SHA256_BYTES);
	memcpy(text + 32 + SHA256_BYTES, d->site.b, SHA256_BYTES);
	put_u32(text + 32 + 2 * SHA256_BYTES, d->copy);
	put_u32(text + 36 + 2 * SHA256_BYTES, d->attempt);
	put_u32(text + 40 + 2 * SHA256_BYTES, d->block++);
	d->bytes = hmac_of(d->secret, (struct str){ text, sizeof(text) });
	d->used = 0;
}

static uint16_t
next_u16(struct draw *d)
{
	if (d->used + 2 > SHA256_BYTES)
		next_block(d);
	d->used += 2;
	return ((uint16_t)(d->bytes.b[d->used - 2] << 8 | d->bytes.b[d->used - 1]));
}

/* Evenly one of 0..n-1, n at most 65536: what lies beyond the last whole multiple of n is drawn again. */
static uint16_t
next_below(struct draw *d, uint32_t n)
{
	uint32_t whole = 65536 - 65536 % n, x;

	do
		x = next_u16(d);
	while (x >= whole);
	return ((uint16_t)(x % n));
}

/* Which of the two biases a site has: one bit that only the secret tells. */
static uint16_t
draw_bias(struct draw *d)
{
	return ((next_u16(d) & 1) != 0 ? MARK_BIAS_HIGH : MARK_BIAS_LOW);
}

static void
draw_value(struct draw *d, const struct mark_site *site, char *out)
{
	static const char digit[] = "0123456789abcdefghijklmnopqrstuvwxyz";

	for (size_t i = 0; i < site->length; i++) {
		if (site->class == MARK_HEX)
			out[i] = digit[next_below(d, 16)];
		else if (site->class == MARK_DIGITS)
			out[i] = i == 0 ? digit[1 + next_below(d, 9)] : digit[next_below(d, 10)];
		else
			out[i] = i == 0 ? digit[10 + next_below(d, 26)] : digit[next_below(d, 36)];
	}
}

static struct draw
draw_of(const char *domain, struct hmac *secret, const struct sha256 *package, const struct mark_site *site,
    size_t copy)
{
	return ((struct draw){ .secret = secret,
	    .domain = domain,
	    .package = package,
	    .site = mark_site_id(site),
	    .copy = (uint32_t)copy,
	    .used = SHA256_BYTES });
}

int
mark_book_make(struct mark_book *b, size_t copies, size_t sites, struct err *e)
{
	if (copies < 1 || copies > MARK_COPIES_MAX)
		return (err_set(e, ERR_LIMIT, "the number of copies must be 1 to %d", MARK_COPIES_MAX));
	if (sites < 1 || sites > MARK_SITES_MAX || copies * sites > MARK_BOOK_MAX)
		return (err_set(e, ERR_LIMIT, "%zu copies of %zu sites: the product may be at most %d",
		    copies, sites, MARK_BOOK_MAX));
	b->copies = copies;
	b->sites = sites;
	b->symbol = arena_array(&b->arena, copies * sites, sizeof(*b->symbol));
	b->value = arena_array(&b->arena, copies * sites, sizeof(*b->value));
	b->bias = arena_array(&b->arena, sites, sizeof(*b->bias));
	if (b->symbol == NULL || b->value == NULL || b->bias == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < copies * sites; i++)
		b->value[i] = STR("");
	return (0);
}

/* A value for every copy, none twice and never the package's own. */
static int
fill_free(struct mark_book *b, struct hmac *secret, const struct sha256 *package,
    const struct mark_site *site, size_t k, struct err *e)
{
	struct draw d = draw_of("athar mark 1 free value", secret, package, site, 0);
	struct map used = { 0 };
	char text[MARK_FREE_MAX];
	struct str drawn = { text, site->length };
	struct map_entry *entry = map_put(&used, site->find);
	int rc = 0;

	if (entry != NULL)
		entry->value = 1;
	for (size_t copy = 1; entry != NULL && copy <= b->copies; copy++) {
		d.copy = (uint32_t)copy;
		d.attempt = 0;
		do {
			d.block = 0;
			d.used = SHA256_BYTES;
			draw_value(&d, site, text);
			d.attempt++;
		} while ((entry = map_put(&used, drawn)) != NULL && entry->value != 0);
		if (entry == NULL)
			break;
		entry->value = 1;
		b->value[(copy - 1) * b->sites + k] = arena_str(&b->arena, drawn);
		if (b->value[(copy - 1) * b->sites + k].p == NULL)
			entry = NULL;
	}
	if (entry == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	map_free(&used);
	return (rc);
}

double
mark_book_chance(const struct mark_book *b, const struct mark_site *site, size_t k, size_t symbol)
{
	if (b->bias[k] == 0)
		return (1 / (double)mark_symbols(&site[k]));
	return ((double)(symbol == 1 ? b->bias[k] : MARK_BIAS_ONE - b->bias[k]) / MARK_BIAS_ONE);
}

/* Choose the scheme, and each site's bias where it asks for one. */
static void
fill_biases(
    struct mark_book *b, struct hmac *secret, const struct sha256 *package, const struct mark_site *site)
{
	size_t two = 0;

	for (size_t k = 0; k < b->sites; k++)
		two += mark_two_valued(&site[k]);
	b->discrete = two >= MARK_DISCRETE_SITES;
	for (size_t k = 0; b->discrete && k < b->sites; k++) {
		struct draw d = draw_of("athar mark 1 bias", secret, package, &site[k], 0);

		if (mark_two_valued(&site[k]))
			b->bias[k] = draw_bias(&d);
	}
}

static int
fill_site(struct mark_book *b, struct hmac *secret, const struct sha256 *package,
    const struct mark_site *site, size_t k, struct err *e)
{
	struct draw d = draw_of("athar mark 1 symbol", secret, package, site, 0);

	if (site->kind == MARK_FREE) {
		if (mark_choices(site) < (double)FREE_ROOM * (double)b->copies)
			return (err_set(e, ERR_LIMIT,
				    "free: %s %zu has too few values for %zu copies: make it longer",
				    mark_class_name(site->class), site->length, b->copies),
			    err_in(e, MARK_YML_NAME), err_line(e, site->declared), ERR_LIMIT);
		return (fill_free(b, secret, package, site, k, e));
	}
	for (size_t copy = 1; copy <= b->copies; copy++) {
		d.copy = (uint32_t)copy;
		d.block = 0;
		d.used = SHA256_BYTES;
		b->symbol[(copy - 1) * b->sites + k] = b->bias[k] != 0
		    ? next_u16(&d) < b->bias[k]
		    : next_below(&d, (uint32_t)mark_symbols(site));
	}
	return (0);
}

int
mark_book_fill(struct mark_book *b, struct str secret, const struct sha256 *package,
    const struct mark_site *site, size_t n, size_t copies, struct err *e)
{
	struct hmac *hmac;
	int rc;

	if ((rc = mark_book_make(b, copies, n, e)) != 0)
		return (rc);
	/* One draw for each copy and site: the secret itself is hashed once. */
	if ((hmac = hmac_new(secret)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	fill_biases(b, hmac, package, site);
	for (size_t k = 0; rc == 0 && k < n; k++)
		rc = fill_site(b, hmac, package, &site[k], k, e);
	hmac_free(hmac);
	return (rc);
}

static int
check_free(const struct mark_book *b, const struct mark_site *site, size_t k, struct err *e)
{
	struct map used = { 0 };
	int rc = 0;

	for (size_t copy = 1; rc == 0 && copy <= b->copies; copy++) {
		struct str value = mark_book_value(b, copy, k);
		struct map_entry *entry;

		if (!mark_class_value(site->class, site->length, value) || str_eq(value, site->find))
			rc = err_set(e, ERR_CORRUPT,
			    "copy %zu, site %zu: not a value that could have been drawn", copy, k + 1);
		else if ((entry = map_put(&used, value)) == NULL)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else if (entry->value++ != 0)
			rc = err_set(e, ERR_CORRUPT, "copy %zu, site %zu: another copy has the same value",
			    copy, k + 1);
	}
	map_free(&used);
	return (rc);
}

int
mark_book_check(const struct mark_book *b, const struct mark_site *site, struct err *e)
{
	int rc;

	for (size_t k = 0; k < b->sites; k++) {
		if ((b->discrete && mark_two_valued(&site[k])) != (b->bias[k] != 0) ||
		    (b->bias[k] != 0 && b->bias[k] != MARK_BIAS_LOW && b->bias[k] != MARK_BIAS_HIGH))
			return (err_set(e, ERR_CORRUPT, "site %zu: its bias is none of this scheme", k + 1));
		if (site[k].kind == MARK_FREE) {
			/*
			 * The chance of a match is counted over what no other copy has: there must be
			 * something.
			 */
			if (mark_choices(&site[k]) < (double)FREE_ROOM * (double)b->copies)
				return (err_set(e, ERR_CORRUPT, "site %zu: too few values for %zu copies",
				    k + 1, b->copies));
			if ((rc = check_free(b, &site[k], k, e)) != 0)
				return (rc);
			continue;
		}
		for (size_t copy = 1; copy <= b->copies; copy++) {
			if (mark_book_symbol(b, copy, k) >= mark_symbols(&site[k]))
				return (err_set(
				    e, ERR_CORRUPT, "copy %zu, site %zu: symbol out of range", copy, k + 1));
		}
	}
	return (0);
}

void
mark_book_free(struct mark_book *b)
{
	arena_free(&b->arena);
	*b = (struct mark_book){ 0 };
}
