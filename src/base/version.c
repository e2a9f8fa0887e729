/* Versions: see the header. */
#include "base/version.h"

int
version_parse(struct version *v, struct str text, struct err *e)
{
	struct version got = { .n = 0 };
	size_t at = 0;
	bool digit;

	do {
		/* A version with more parts than any vendor uses is an attack or a mistake. */
		if (got.n == VERSION_PARTS_MAX)
			return (err_at(e, ERR_LIMIT, at, "more than %d parts", VERSION_PARTS_MAX));

		/* Each part is read by the one function that knows about overflow. */
		digit = at < text.n && text.p[at] >= '0' && text.p[at] <= '9';
		if (str_take_u32(text, &at, &got.part[got.n]) != 0)
			return (digit ? err_at(e, ERR_LIMIT, at, "a part of the version exceeds 32 bits")
				      : err_at(e, ERR_SYNTAX, at, "expected a number"));
		got.n++;
	} while (str_take_char(text, &at, '.'));

	/* Whatever is left over would otherwise be ignored in silence. */
	if (at != text.n)
		return (err_at(e, ERR_SYNTAX, at, "unexpected text after the version"));

	*v = got;
	return (0);
}

int
version_order(const struct version *a, const struct version *b)
{
	unsigned n = a->n > b->n ? a->n : b->n;

	for (unsigned i = 0; i < n; i++) {
		uint32_t x = i < a->n ? a->part[i] : 0, y = i < b->n ? b->part[i] : 0;

		if (x != y)
			return (x < y ? -1 : 1);
	}
	return (0);
}

bool
version_is_prefix(const struct version *a, const struct version *b)
{
	if (a->n >= b->n)
		return (false);
	for (unsigned i = 0; i < a->n; i++) {
		if (a->part[i] != b->part[i])
			return (false);
	}
	return (true);
}

bool
version_same_branch(const struct version *a, const struct version *b, unsigned parts)
{
	for (unsigned i = 0; i < parts && i < VERSION_PARTS_MAX; i++) {
		if ((i < a->n ? a->part[i] : 0) != (i < b->n ? b->part[i] : 0))
			return (false);
	}
	return (true);
}

void
version_put(struct buf *b, const struct version *v)
{
	for (unsigned i = 0; i < v->n; i++) {
		if (i > 0)
			buf_char(b, '.');
		buf_u64(b, v->part[i]);
	}
}
