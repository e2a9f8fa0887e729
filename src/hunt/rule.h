/*
 * Detection rules in Sigma's format (specification 2.1.0): read, compiled and
 * asked of one row at a time.  A rule set is immutable once compiled; each
 * thread or process that asks has a scratch of its own.
 *
 * Beyond the specification athar reads one own attribute, `stage` (probe to
 * action), and one product: `product: exchange` with the services httpproxy,
 * ecp-server and oabgenerator.
 */
#ifndef HUNT_RULE_H
#define HUNT_RULE_H

#include "base/buf.h"
#include "hunt/stage.h"

#define RULE_CVES_MAX 8

struct ruleset; /* Opaque. */

/* What others may know of a rule.  All strings live as long as the set. */
struct rule {
	const char *file; /* As it was given. */
	const char *id;   /* "" where the rule has none. */
	const char *title;
	const char *author;             /* "" */
	enum level level;               /* Medium where the rule has none. */
	enum stage stage;               /* STAGE_ATTEMPT where the rule has none. */
	const char *cve[RULE_CVES_MAX]; /* "CVE-2021-26855", from tags cve.2021-26855 (or cve.2021.26855). */
	size_t cves;
	const char *category, *product, *service; /* "" where absent. */
	const char *why;                          /* NULL: runnable; else why it is not. */
};

/* ruleset_new(e): An empty set, or NULL.  ruleset_free(s): NULL is harmless. */
struct ruleset *ruleset_new(struct err *e);
void ruleset_free(struct ruleset *s);

/*
 * ruleset_add(s, file, yaml, e): Read the rules (one or several documents) in
 * ${yaml}.  A rule that uses what athar cannot do is kept with its reason
 * (rule.why).  0; ERR_SYNTAX with ${e} naming the line where ${yaml} is not a
 * rule at all.
 */
int ruleset_add(struct ruleset *s, const char *file, struct str yaml, struct err *e);

/* ruleset_add_shipped(s, e): The rules that are compiled in (rules/). */
int ruleset_add_shipped(struct ruleset *s, struct err *e);

/*
 * ruleset_add_path(s, path, e): A file, or all *.yml and *.yaml below a folder, in order.  Of a folder's
 * files those that are no rules are kept with the reason (rule.why), unless all are.
 */
int ruleset_add_path(struct ruleset *s, const char *path, struct err *e);

/* ruleset_compile(s, e): No more rules; make it ready to be asked.  0 or ERR_NOMEM. */
int ruleset_compile(struct ruleset *s, struct err *e);

size_t ruleset_size(const struct ruleset *s);
const struct rule *ruleset_rule(const struct ruleset *s, size_t i);

/*
 * The fields that rules ask for, each with a number of its own over the whole set.  Names that differ in
 * the case of ASCII letters alone are one field, spelled as the first rule did: find its column without
 * regard to case.
 */
size_t ruleset_fields(const struct ruleset *s);
struct str ruleset_field(const struct ruleset *s, size_t f);

/* ruleset_rule_fields(s, i, n): the numbers of the fields that rule ${i} asks for; ${*n} says how many. */
const uint16_t *ruleset_rule_fields(const struct ruleset *s, size_t i, size_t *n);

/* ruleset_rule_line(s, i): Whether rule ${i} asks for the line as a whole. */
bool ruleset_rule_line(const struct ruleset *s, size_t i);

/*
 * A row as it is asked: one value a field number, p == NULL where the row has
 * no such field, and the raw line for rules of keywords.  ${alt} gives a
 * second reading of a value (a user agent with its + turned into blanks; of
 * cs-uri-query the query alone where the value is stem + "?" + query, or the
 * other way round), p == NULL where there is none, and may be NULL itself; a
 * value matches if either reading does.  ${line_alt} is a second reading of
 * the line, p == NULL where there is none.
 *
 * A field that is absent matches nothing but "null" and "exists: false";
 * "null" also matches an empty value, since a text log cannot tell these
 * apart, and '' only an empty value that is there.
 */
struct row {
	const struct str *value;
	const struct str *alt;
	struct str line, line_alt;
};

/* What a thread or process needs to ask: NULL without memory. */
struct rule_scratch;
struct rule_scratch *rule_scratch_new(const struct ruleset *s);
void rule_scratch_free(struct rule_scratch *x);

/* rule_match(s, i, row, x): Whether rule ${i}, which is runnable, matches. */
bool rule_match(const struct ruleset *s, size_t i, const struct row *row, struct rule_scratch *x);

/*
 * rule_scratch_undecided(x, i): How many of the rows asked with ${x} rule ${i}
 * could not decide, since one of its regular expressions ran into its limits.
 * Such a row counts as not matched: whoever scans must say so.
 */
uint64_t rule_scratch_undecided(const struct rule_scratch *x, size_t i);

/*
 * ruleset_literals(s, i, n): Strings of which at least one is in the raw bytes
 * of every line that rule ${i} can match, without regard to ASCII case; each
 * has at least 3 bytes and none of the characters that a log writes in another
 * way (quotes, backslash, blank, +, ?, &, control characters, bytes beyond
 * ASCII).  ${*n} is 0 where the rule has no such strings: then it must see
 * every row.
 */
const struct str *ruleset_literals(const struct ruleset *s, size_t i, size_t *n);

#endif
