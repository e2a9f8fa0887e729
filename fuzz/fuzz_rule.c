/*
 * Rules from anyone: read, compiled and asked of rows made of pieces of the
 * rule itself, so that some match.  A rule that matches has one of its
 * literals in the line, or none at all.
 */
#include <stdlib.h>

#include "hunt/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FIELDS_MAX 64
#define ROWS       16

static void
check_literals(const struct ruleset *s, size_t i, struct str line)
{
	size_t n;
	const struct str *literal = ruleset_literals(s, i, &n);
	bool found = n == 0;

	for (size_t k = 0; k < n; k++) {
		if (literal[k].n < 3)
			abort();
		found |= str_ifind(line, literal[k]) != STR_NPOS;
	}
	if (!found)
		abort();
}

/* ask(s, text, x): Each field has the same piece of text, which is the whole line as well. */
static void
ask(const struct ruleset *s, struct str piece, struct rule_scratch *x)
{
	struct str value[FIELDS_MAX];
	struct row row = { .value = value, .line = piece };

	if (ruleset_fields(s) > FIELDS_MAX)
		return;
	for (size_t f = 0; f < ruleset_fields(s); f++)
		value[f] = piece;
	for (size_t i = 0; i < ruleset_size(s); i++) {
		if (ruleset_rule(s, i)->why == NULL && rule_match(s, i, &row, x))
			check_literals(s, i, piece);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, rest = text, piece;
	struct rule_scratch *x = NULL;
	struct err e;
	struct ruleset *s = ruleset_new(&e);

	if (s == NULL)
		return (0);
	if (ruleset_add(s, "fuzz.yml", text, &e) != 0 || ruleset_compile(s, &e) != 0)
		goto done;
	if ((x = rule_scratch_new(s)) == NULL)
		goto done;
	for (int i = 0; i < ROWS && str_split(&rest, '\'', &piece); i++)
		ask(s, str_sub(piece, 0, 4096), x);
	ask(s, str_sub(text, 0, 4096), x);

done:
	rule_scratch_free(x);
	ruleset_free(s);
	return (0);
}
