/* Asking the rules of a set about one row: see rule.h. */
#include <stdlib.h>

#include "hunt/sigma.h"

/*
 * What one match of a regular expression may cost, so that no row can hold a
 * scan up.  A row that would cost more is counted as undecided.
 */
#define REGEX_MATCH_LIMIT 200000
#define REGEX_DEPTH_LIMIT 2000
#define REGEX_HEAP_LIMIT  1024 /* KiB */
#define REGEX_STACK_MAX   ((size_t)512 << 10)

struct rule_scratch {
	pcre2_match_data *found;
	pcre2_match_context *limits;
	pcre2_jit_stack *stack;
	uint64_t *undecided; /* Of each rule. */
	bool gave_up;        /* In the match that is under way. */
};

struct rule_scratch *
rule_scratch_new(const struct ruleset *s)
{
	struct rule_scratch *x = calloc(1, sizeof(*x));

	if (x == NULL)
		return (NULL);
	x->undecided = calloc(s->n > 0 ? s->n : 1, sizeof(*x->undecided));
	x->found = pcre2_match_data_create(1, NULL);
	x->limits = pcre2_match_context_create(NULL);
	x->stack = pcre2_jit_stack_create((size_t)32 << 10, REGEX_STACK_MAX, NULL);
	if (x->undecided == NULL || x->found == NULL || x->limits == NULL || x->stack == NULL) {
		rule_scratch_free(x);
		return (NULL);
	}
	pcre2_set_match_limit(x->limits, REGEX_MATCH_LIMIT);
	pcre2_set_depth_limit(x->limits, REGEX_DEPTH_LIMIT);
	pcre2_set_heap_limit(x->limits, REGEX_HEAP_LIMIT);
	pcre2_jit_stack_assign(x->limits, NULL, x->stack);
	return (x);
}

void
rule_scratch_free(struct rule_scratch *x)
{
	if (x == NULL)
		return;
	if (x->stack != NULL)
		pcre2_jit_stack_free(x->stack);
	pcre2_match_context_free(x->limits);
	pcre2_match_data_free(x->found);
	free(x->undecided);
	free(x);
}

uint64_t
rule_scratch_undecided(const struct rule_scratch *x, size_t i)
{
	return (x->undecided[i]);
}

static bool
regex_holds(const struct expr *x, struct str value, struct rule_scratch *scratch)
{
	int rc =
	    pcre2_match(x->regex.code, (PCRE2_SPTR)value.p, value.n, 0, 0, scratch->found, scratch->limits);

	if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
		scratch->gave_up = true;
	return (rc >= 0);
}

static bool
compare_holds(const struct expr *x, struct str value)
{
	struct number v;
	int order;

	if (number_parse(&v, value) != 0)
		return (false);
	order = number_order(&v, &x->compare.number);
	switch (x->compare.order) {
	case EXPR_LT: return (order < 0);
	case EXPR_LTE: return (order <= 0);
	case EXPR_GT: return (order > 0);
	case EXPR_GTE: return (order >= 0);
	}
	return (false);
}

/* question_holds(x, value, scratch): One question to one value that is there. */
static bool
question_holds(const struct expr *x, struct str value, struct rule_scratch *scratch)
{
	switch (x->kind) {
	case EXPR_TEXT: return (pattern_match(&x->text, value));
	case EXPR_REGEX: return (regex_holds(x, value, scratch));
	case EXPR_COMPARE: return (compare_holds(x, value));
	case EXPR_CIDR: return (network_holds(&x->network, value));
	default: return (false);
	}
}

/* pair_holds(x, a, b): Fields compared to each other; neither may be absent. */
static bool
pair_holds(const struct expr *x, struct str a, struct str b)
{
	if (a.p == NULL || b.p == NULL)
		return (false);
	switch (x->ref.how) {
	case PATTERN_CONTAINS: return ((x->ref.cased ? str_find(a, b) : str_ifind(a, b)) != STR_NPOS);
	case PATTERN_PREFIX: return (x->ref.cased ? str_starts(a, b) : str_istarts(a, b));
	case PATTERN_SUFFIX: return (x->ref.cased ? str_ends(a, b) : str_iends(a, b));
	default: return (x->ref.cased ? str_eq(a, b) : str_ieq(a, b));
	}
}

/* ref_holds(x, row): Either reading of the one field against either of the other. */
static bool
ref_holds(const struct expr *x, const struct row *row)
{
	uint16_t f = x->field, g = x->ref.field;

	if (pair_holds(x, row->value[f], row->value[g]))
		return (true);
	if (row->alt == NULL)
		return (false);
	return (pair_holds(x, row->alt[f], row->value[g]) || pair_holds(x, row->value[f], row->alt[g]) ||
	    pair_holds(x, row->alt[f], row->alt[g]));
}

/* leaf_holds(x, row, scratch): A question to a field, in either reading, or to the line. */
static bool
leaf_holds(const struct expr *x, const struct row *row, struct rule_scratch *scratch)
{
	struct str value = x->field == EXPR_LINE ? row->line : row->value[x->field];
	struct str other = x->field == EXPR_LINE ? row->line_alt
	    : row->alt != NULL                   ? row->alt[x->field]
						 : (struct str){ NULL, 0 };

	if (x->kind == EXPR_EXISTS)
		return (value.p != NULL);
	if (x->kind == EXPR_NULL)
		return (value.p == NULL || value.n == 0);
	if (x->kind == EXPR_REF)
		return (ref_holds(x, row));
	return ((value.p != NULL && question_holds(x, value, scratch)) ||
	    (other.p != NULL && question_holds(x, other, scratch)));
}

bool
expr_eval(const struct expr *x, const struct row *row, struct rule_scratch *scratch)
{
	switch (x->kind) {
	case EXPR_AND:
		for (size_t i = 0; i < x->of.n; i++) {
			if (!expr_eval(x->of.kid[i], row, scratch))
				return (false);
		}
		return (true);
	case EXPR_OR:
		for (size_t i = 0; i < x->of.n; i++) {
			if (expr_eval(x->of.kid[i], row, scratch))
				return (true);
		}
		return (false);
	case EXPR_NOT: return (!expr_eval(x->of.kid[0], row, scratch));
	default: return (leaf_holds(x, row, scratch));
	}
}

bool
rule_match(const struct ruleset *s, size_t i, const struct row *row, struct rule_scratch *x)
{
	bool holds;

	x->gave_up = false;
	holds = expr_eval(s->rule[i].when, row, x);
	if (!x->gave_up)
		return (holds);

	/* With a part unknown the answer is unknown: under a "not" it could be either. */
	x->undecided[i]++;
	return (false);
}
