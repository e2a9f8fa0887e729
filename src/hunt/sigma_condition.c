/*
 * Conditions, by recursive descent:
 *
 *	or   := and { "or" and }
 *	and  := not { "and" not }
 *	not  := "not" not | one
 *	one  := "(" or ")" | ("1" | "any" | "all") "of" ("them" | pattern) | name
 *
 * The words may be in either case.  "1 of" and "all of" join the detections
 * whose name the pattern fits; "them" are all that do not begin with "_".
 */
#include <stdlib.h>

#include "base/vec.h"
#include "hunt/sigma.h"

struct reader {
	struct sigma *x;
	struct str rest; /* What is not read yet, from ${word} on. */
	struct str word; /* The next word; empty at the end. */
	const struct sigma_detection *detection;
	size_t n;
	unsigned depth;
};

static int read_or(struct reader *r, struct expr **out);

static bool
blank(char c)
{
	return (c == ' ' || c == '\t' || c == '\r' || c == '\n');
}

/* peek(r): Find the next word: a bracket, a bar, or what lies between these and blanks. */
static void
peek(struct reader *r)
{
	size_t n = 0;

	r->rest = str_trim(r->rest);
	while (n < r->rest.n && !blank(r->rest.p[n]) && strchr("()|", r->rest.p[n]) == NULL)
		n++;
	if (n == 0 && r->rest.n > 0)
		n = 1;
	r->word = str_sub(r->rest, 0, n);
}

static void
advance(struct reader *r)
{
	r->rest = str_sub(r->rest, r->word.n, r->rest.n);
	peek(r);
}

/* take(r, word): If ${word} is next, move past it. */
static bool
take(struct reader *r, const char *word)
{
	if (r->word.n == 0 || !str_ieq(r->word, str_of(word)))
		return (false);
	advance(r);
	return (true);
}

static int
refuse(struct reader *r, const char *why)
{
	return (err_set(r->x->e, ERR_SYNTAX, "condition: %s", why));
}

static int
named(struct reader *r, struct expr **out)
{
	struct str name = r->word;

	for (size_t i = 0; i < r->n; i++) {
		if (str_eq(r->detection[i].name, name)) {
			*out = r->detection[i].x;
			advance(r);
			return (0);
		}
	}
	return (err_set(
	    r->x->e, ERR_SYNTAX, "condition: no detection is called %.*s", STR_ARG(str_sub(name, 0, 60))));
}

/* fits(pattern, name): Does ${name} fit a pattern whose * stands for any text? */
static bool
fits(struct str pattern, struct str name)
{
	size_t i = 0, j = 0, star = STR_NPOS, taken = 0;

	while (i < name.n) {
		if (j < pattern.n && pattern.p[j] == '*') {
			star = ++j;
			taken = i;
		} else if (j < pattern.n && pattern.p[j] == name.p[i]) {
			i++;
			j++;
		} else if (star == STR_NPOS) {
			return (false);
		} else {
			i = ++taken;
			j = star;
		}
	}
	while (j < pattern.n && pattern.p[j] == '*')
		j++;
	return (j == pattern.n);
}

/* many(r, kind, out): What follows "1 of" or "all of". */
static int
many(struct reader *r, enum expr_kind kind, struct expr **out)
{
	bool them = str_ieq(r->word, STR("them"));
	struct expr **kid = calloc(r->n + 1, sizeof(struct expr *));
	size_t n = 0;
	int rc;

	if (kid == NULL)
		return (err_set(r->x->e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < r->n; i++) {
		struct str name = r->detection[i].name;

		if (them ? !str_starts(name, STR("_")) : fits(r->word, name))
			kid[n++] = r->detection[i].x;
	}
	if (n == 0)
		rc = refuse(r, "1 of or all of fits no detection");
	else
		rc = sigma_join(r->x, kind, kid, n, out);
	advance(r);
	free(kid);
	return (rc);
}

static int
read_one(struct reader *r, struct expr **out)
{
	struct reader before = *r;
	bool all;
	int rc;

	if (r->word.n == 0)
		return (refuse(r, "something is missing at the end"));
	if (take(r, "(")) {
		if ((rc = read_or(r, out)) != 0)
			return (rc);
		return (take(r, ")") ? 0 : refuse(r, "a bracket is not closed"));
	}
	if (str_ieq(r->word, STR("near")))
		return (refuse(r, "near is obsolete and not supported"));

	/* "all" and "1" are words of the language only before "of". */
	all = str_ieq(r->word, STR("all"));
	if (all || str_ieq(r->word, STR("any")) || (r->word.p[0] >= '0' && r->word.p[0] <= '9')) {
		bool one = !all && (str_ieq(r->word, STR("any")) || str_eq(r->word, STR("1")));

		advance(r);
		if (take(r, "of"))
			return (all || one ? many(r, all ? EXPR_AND : EXPR_OR, out)
					   : refuse(r, "only 1 of and all of are supported"));
		*r = before;
	}
	return (named(r, out));
}

static int
read_not(struct reader *r, struct expr **out)
{
	struct expr *inner;
	int rc;

	if (r->depth++ == SIGMA_CONDITION_MAX)
		return (err_set(r->x->e, ERR_LIMIT, "condition: nested too deeply"));
	if (take(r, "not")) {
		if ((rc = read_not(r, &inner)) == 0)
			rc = sigma_join(r->x, EXPR_NOT, &inner, 1, out);
	} else {
		rc = read_one(r, out);
	}
	r->depth--;
	return (rc);
}

/* read_chain(r, word, kind, next, out): What ${next} reads, once or several times with ${word} between. */
static int
read_chain(struct reader *r, const char *word, enum expr_kind kind,
    int (*next)(struct reader *r, struct expr **out), struct expr **out)
{
	struct expr **kid = NULL;
	size_t n = 0, cap = 0;
	int rc;

	do {
		if (VEC_GROW(kid, n, cap) != 0)
			rc = err_set(r->x->e, ERR_NOMEM, "out of memory");
		else if ((rc = next(r, &kid[n])) == 0)
			n++;
	} while (rc == 0 && take(r, word));
	if (rc == 0)
		rc = sigma_join(r->x, kind, kid, n, out);
	free(kid);
	return (rc);
}

static int
read_and(struct reader *r, struct expr **out)
{
	return (read_chain(r, "and", EXPR_AND, read_not, out));
}

static int
read_or(struct reader *r, struct expr **out)
{
	return (read_chain(r, "or", EXPR_OR, read_and, out));
}

int
sigma_condition(
    struct sigma *x, struct str text, const struct sigma_detection *detection, size_t n, struct expr **out)
{
	struct reader r = { .x = x, .rest = text, .detection = detection, .n = n };
	int rc;

	peek(&r);
	if ((rc = read_or(&r, out)) != 0)
		return (rc);
	if (r.word.n == 0)
		return (0);
	if (str_eq(r.word, STR("|")))
		return (refuse(&r, "counts behind a bar are obsolete and not supported"));
	if (str_ieq(r.word, STR("near")))
		return (refuse(&r, "near is obsolete and not supported"));
	return (refuse(&r, "something is left over at the end"));
}
