/*
 * Rows from anyone, asked of the shipped rules and of one rule for each sort
 * of question.  The input is a row: values separated by newlines, given to the
 * fields in turn; the line is the whole of it.
 */
#include <stdlib.h>

#include "hunt/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FIELDS_MAX 128

static const char sorts[] =
    "title: t\nlogsource: {category: webserver}\ndetection:\n"
    "  a: {A|contains: 'x*y?z', B|re|i: '(a+)+[bc]$', C|cidr: [10.0.0.0/8, '2001:db8::/32']}\n"
    "  b: {A|windash|contains: '-foo', B|gt: 5, C|fieldref: D}\n"
    "  c: {A|wide|base64offset|contains: 'abc', B: null, C: '', D|exists: true}\n"
    "  d: {A|cased|startswith: 'Q', B|neq: z, C|fieldref|contains: D}\n"
    "  k: ['key word', 'k?y*w']\n"
    "  condition: 1 of them or not all of them\n";

static struct ruleset *rules;
static struct rule_scratch *scratch;

/* set_up(): Once, since only the rows are anyone's. */
static void
set_up(void)
{
	struct err e;

	if ((rules = ruleset_new(&e)) == NULL || ruleset_add_shipped(rules, &e) != 0 ||
	    ruleset_add(rules, "sorts.yml", str_of(sorts), &e) != 0 || ruleset_compile(rules, &e) != 0 ||
	    (scratch = rule_scratch_new(rules)) == NULL || ruleset_fields(rules) > FIELDS_MAX)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str value[FIELDS_MAX] = { { NULL, 0 } }, alt[FIELDS_MAX] = { { NULL, 0 } };
	struct str line = { (const char *)data, size }, rest = line;
	struct row row = { .value = value, .alt = alt, .line = line };

	if (rules == NULL)
		set_up();
	if (size == 0)
		return (0);
	for (size_t f = 0; f < ruleset_fields(rules) && str_split(&rest, '\n', &value[f]); f++)
		alt[f] = str_sub(value[f], value[f].n / 2, value[f].n);
	for (size_t i = 0; i < ruleset_size(rules); i++) {
		size_t n;
		const struct str *literal = ruleset_literals(rules, i, &n);
		bool found = n == 0;

		if (!rule_match(rules, i, &row, scratch))
			continue;
		for (size_t k = 0; k < n; k++)
			found |= str_ifind(line, literal[k]) != STR_NPOS;
		if (!found)
			abort();
	}
	return (0);
}
