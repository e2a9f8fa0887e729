/*
 * Regular expressions: PCRE2, compiled to machine code where the machine
 * allows it, over bytes rather than code points, since a log's bytes need not
 * be UTF-8; so . is one byte, and only ASCII letters have two cases.
 */

#include "base/vec.h"
#include "hunt/literal.h"
#include "hunt/sigma.h"

/* limits(x): One context for all: short patterns, few nested brackets, no \C. */
static pcre2_compile_context *
limits(struct sigma *x)
{
	pcre2_compile_context *c = x->set->regex_limits;

	if (c == NULL && (c = pcre2_compile_context_create(NULL)) != NULL) {
		pcre2_set_max_pattern_length(c, SIGMA_REGEX_MAX);
		pcre2_set_parens_nest_limit(c, 50);
		x->set->regex_limits = c;
	}
	return (c);
}

int
sigma_regex(struct sigma *x, struct str source, uint32_t options, uint16_t field, struct expr **out)
{
	const uint32_t never = PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C;
	struct ruleset *s = x->set;
	pcre2_compile_context *c = limits(x);
	struct expr *leaf = sigma_leaf(x, EXPR_REGEX, field);
	PCRE2_UCHAR why[128] = { 0 };
	PCRE2_SIZE at;
	int number;

	if (c == NULL || leaf == NULL || VEC_GROW(s->regex, s->nregex, s->regex_cap) != 0)
		return (err_set(x->e, ERR_NOMEM, "out of memory"));
	leaf->regex.source = source;
	leaf->cost = field == EXPR_LINE ? 400 : 100;
	leaf->regex.code = pcre2_compile((PCRE2_SPTR)source.p, source.n, options | never, &number, &at, c);
	if (leaf->regex.code == NULL) {
		(void)pcre2_get_error_message(number, why, sizeof(why));
		return (err_set(x->e, ERR_SYNTAX, "regular expression, at character %zu: %s", (size_t)at + 1,
		    (const char *)why));
	}
	s->regex[s->nregex++] = leaf->regex.code;

	/*
	 * Where this machine or its policy forbids new machine code, PCRE2 interprets: slower, with the
	 * same answer.
	 */
	(void)pcre2_jit_compile(leaf->regex.code, PCRE2_JIT_COMPLETE);
	*out = leaf;
	return (literal_of_regex(source, x->arena, &leaf->literal, x->e));
}
