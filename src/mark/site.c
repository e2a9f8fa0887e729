/* Mark sites: see the header. */
#include "mark/site.h"

#include <math.h>
#include <stdlib.h>

#include "mark/token.h"

/* An alphabet that is smaller lets a value turn up by chance too easily. */
#define FREE_MIN 65536.0

const char *
mark_kind_name(enum mark_kind kind)
{
	static const char *const name[] = { "one-of", "free", "order" };

	return (name[kind]);
}

const char *
mark_context_name(enum mark_context context)
{
	static const char *const name[] = { "alone", "either", "both" };

	return (name[context]);
}

const char *mark_class_name(enum mark_class class)
{
	static const char *const name[] = { "hex", "digits", "alnum" };

	return (name[class]);
}

bool
mark_class_of(enum mark_class *class, struct str name)
{
	for (int c = MARK_HEX; c <= MARK_ALNUM; c++) {
		if (str_eq(name, str_of(mark_class_name((enum mark_class)c)))) {
			*class = (enum mark_class)c;
			return (true);
		}
	}
	return (false);
}

bool
mark_class_has(enum mark_class class, char c)
{
	if (c >= '0' && c <= '9')
		return (true);
	if (class == MARK_DIGITS)
		return (false);
	c = (char)(c | 32);
	return (c >= 'a' && c <= (class == MARK_HEX ? 'f' : 'z'));
}

bool
mark_class_value(enum mark_class class, size_t length, struct str text)
{
	if (text.n != length || length == 0)
		return (false);
	for (size_t i = 0; i < text.n; i++) {
		if (!mark_class_has(class, text.p[i]) || (text.p[i] >= 'A' && text.p[i] <= 'Z'))
			return (false);
	}
	if (class == MARK_DIGITS)
		return (text.p[0] != '0');
	return (class == MARK_HEX || text.p[0] >= 'a');
}

double
mark_choices(const struct mark_site *site)
{
	double n = 1;

	switch (site->kind) {
	case MARK_ONE_OF: return ((double)site->values);
	case MARK_ORDER:
		for (size_t k = 2; k <= site->values; k++)
			n *= (double)k;
		return (n);
	case MARK_FREE: break;
	}
	switch (site->class) {
	case MARK_HEX: return (pow(16, (double)site->length));
	case MARK_DIGITS: return (9 * pow(10, (double)site->length - 1));
	case MARK_ALNUM: return (26 * pow(36, (double)site->length - 1));
	}
	return (n);
}

double
mark_bits(const struct mark_site *site)
{
	return (log2(mark_choices(site)));
}

size_t
mark_symbols(const struct mark_site *site)
{
	return (site->kind == MARK_FREE ? 0 : (size_t)mark_choices(site));
}

void
mark_permutation(size_t symbol, size_t k, uint8_t *item)
{
	uint8_t left[MARK_ORDER_MAX];
	size_t block = 1;

	for (size_t i = 0; i < k; i++) {
		left[i] = (uint8_t)i;
		block *= i + 1;
	}
	/* The symbol's digits in the factorial base say which of the items still left comes next. */
	for (size_t i = 0; i < k; i++) {
		size_t digit;

		block /= k - i;
		digit = symbol / block;
		symbol %= block;
		item[i] = left[digit];
		memmove(left + digit, left + digit + 1, k - i - digit - 1);
	}
}

static void
hash_field(struct hash *h, struct str s)
{
	uint64_t n = s.n;
	unsigned char length[8];

	for (size_t i = 0; i < 8; i++)
		length[i] = (unsigned char)(n >> (56 - 8 * i));
	hash_update(h, length, sizeof(length));
	hash_update(h, s.p, s.n);
}

struct sha256
mark_site_id(const struct mark_site *site)
{
	struct hash *h = hash_new();
	struct sha256 id = { { 0 } };
	char length = (char)site->length;

	/* Without memory for a digest no codeword can be made: nothing sensible can follow. */
	if (h == NULL)
		abort();
	hash_field(h, STR("athar mark site 1"));
	hash_field(h, str_of(mark_kind_name(site->kind)));
	hash_field(h, site->file);
	hash_field(h, site->find);
	if (site->kind == MARK_FREE) {
		hash_field(h, str_of(mark_class_name(site->class)));
		hash_field(h, (struct str){ &length, 1 });
	}
	for (size_t i = 0; i < site->values; i++)
		hash_field(h, site->value[i]);
	id = hash_final(h);
	return (id);
}

static int
check_path(struct str path, struct err *e)
{
	struct str rest = path, part;

	if (path.n == 0 || path.n > 1024)
		return (err_set(e, ERR_SYNTAX, "file: expected a path inside the package"));
	if (path.p[0] == '/')
		return (err_set(e, ERR_SYNTAX, "file: an absolute path leads out of the package"));
	if (memchr(path.p, '\0', path.n) != NULL || memchr(path.p, '\\', path.n) != NULL)
		return (err_set(e, ERR_SYNTAX, "file: a path has neither NUL nor backslash"));
	while (str_split(&rest, '/', &part)) {
		if (part.n == 0 || str_eq(part, STR(".")) || str_eq(part, STR("..")))
			return (err_set(
			    e, ERR_SYNTAX, "file: \"..\", \".\" and empty parts are not allowed in a path"));
	}
	return (0);
}

static int
by_bytes(const void *a, const void *b)
{
	return (str_order(*(const struct str *)a, *(const struct str *)b));
}

static int
check_text(const struct mark_site *site, struct str text, struct err *e)
{
	struct str token;
	size_t at = 0;

	if (text.n > MARK_TEXT_MAX)
		return (err_set(e, ERR_LIMIT, "a text is longer than %d bytes", MARK_TEXT_MAX));
	if (!token_next(text, &at, &token))
		return (err_set(e, ERR_SYNTAX, "a text is empty or blank"));
	at = 0;
	while (token_next(text, &at, &token)) {
		if (token.n > TOKEN_MAX)
			return (err_set(e, ERR_LIMIT, "a text holds a word longer than %d bytes", TOKEN_MAX));
	}
	if (site->kind == MARK_ORDER && memchr(text.p, '\n', text.n) != NULL)
		return (err_set(e, ERR_SYNTAX, "order: each text is one line"));
	return (0);
}

/* Texts of which one holds the other could not be told apart in a specimen. */
static int
check_pairs(const struct mark_site *site, struct err *e)
{
	for (size_t a = 0; a < site->values; a++) {
		for (size_t b = 0; b < site->values; b++) {
			if (a == b)
				continue;
			if (str_eq(site->value[a], site->value[b]))
				return (err_set(e, ERR_SYNTAX, "%s: a text stands there twice",
				    mark_kind_name(site->kind)));
			if (token_within(site->value[b], site->value[a]))
				return (err_set(e, ERR_SYNTAX,
				    "%s: text \"%.40s\" is contained in another one (blanks do not count), "
				    "so it could not "
				    "be read back: add the word beside it",
				    mark_kind_name(site->kind), site->value[a].p));
		}
	}
	return (0);
}

static int
check_values(struct mark_site *site, struct err *e)
{
	size_t most = site->kind == MARK_ORDER ? MARK_ORDER_MAX : MARK_VALUES_MAX;
	bool found = false;
	int rc;

	if (site->values < 2 || site->values > most)
		return (err_set(e, ERR_LIMIT, "%s: expected 2 to %zu texts, got %zu",
		    mark_kind_name(site->kind), most, site->values));
	for (size_t i = 0; i < site->values; i++) {
		if ((rc = check_text(site, site->value[i], e)) != 0)
			return (rc);
		found |= str_eq(site->value[i], site->find);
	}
	if (site->kind == MARK_ONE_OF && !found)
		return (err_set(e, ERR_SYNTAX, "one-of: the text of find must be one of them"));
	qsort(site->value, site->values, sizeof(*site->value), by_bytes);
	return (check_pairs(site, e));
}

int
mark_site_check(struct mark_site *site, struct err *e)
{
	int rc;

	if ((rc = check_path(site->file, e)) != 0)
		return (rc);
	if (site->kind != MARK_FREE)
		return (check_values(site, e));
	if (site->length > MARK_FREE_MAX || mark_choices(site) < FREE_MIN)
		return (err_set(e, ERR_LIMIT,
		    "free: the length must leave at least %.0f values and be at most %d", FREE_MIN,
		    MARK_FREE_MAX));
	if (!mark_class_value(site->class, site->length, site->find))
		return (err_set(e, ERR_SYNTAX, "free: find must be a value of %s %zu itself%s",
		    mark_class_name(site->class), site->length,
		    site->class == MARK_DIGITS      ? ", without a leading 0"
			: site->class == MARK_ALNUM ? ", in small letters, the first of them a letter"
						    : ", in small letters"));
	return (0);
}
