/*
 * Reading Sigma rules: inside the rule set only.  A rule's parts are read into
 * expressions; what athar cannot do fails with ERR_SYNTAX or ERR_LIMIT and its
 * reason in ${x->e}, which the rule then keeps as why it is not runnable.
 * ERR_NOMEM is passed on.
 */
#ifndef HUNT_SIGMA_H
#define HUNT_SIGMA_H

#include "base/map.h"
#include "base/ytree.h"
#include "hunt/expr.h"

#define SIGMA_REGEX_MAX     4096 /* Bytes of a regular expression. */
#define SIGMA_CONDITION_MAX 64   /* How deep brackets and nots may be nested. */

struct ruleset_rule {
	struct rule pub;
	struct expr *when; /* NULL where it is not runnable. */
	uint16_t *field;   /* Ascending, each once. */
	size_t nfields;
	struct str *literal;
	size_t nliterals;
};

struct ruleset {
	struct arena arena;
	struct ruleset_rule *rule;
	size_t n, cap;
	struct map field_number; /* Of a field's name in lower case. */
	struct str *field;       /* Names as the first rule spelled them. */
	size_t nfields, fields_cap;
	pcre2_code **regex; /* All of them, to be released. */
	size_t nregex, regex_cap;
	pcre2_compile_context *regex_limits;
	bool compiled;
};

/* What the readers of one rule share. */
struct sigma {
	struct ruleset *set;
	struct arena *arena; /* The set's. */
	struct err *e;       /* Never NULL. */
};

/* A detection by its name in the condition. */
struct sigma_detection {
	struct str name;
	struct expr *x;
};

/* sigma_field(x, name, field): The number of a field, a new one if need be. */
int sigma_field(struct sigma *x, struct str name, uint16_t *field);

/* sigma_leaf(x, kind, field): a new question, or NULL with the error set. */
struct expr *sigma_leaf(struct sigma *x, enum expr_kind kind, uint16_t field);

/*
 * sigma_join(x, kind, kid, n, out): AND, OR or NOT of ${n} expressions, the cheap ones first; one alone
 * is itself.
 */
int sigma_join(struct sigma *x, enum expr_kind kind, struct expr *const *kid, size_t n, struct expr **out);

/*
 * sigma_item(x, key, value, out): One entry of a detection: "Field|modifier: value or values".  A key of
 * no name, or none at all (an empty view), asks for keywords in the whole line.
 */
int sigma_item(struct sigma *x, struct str key, const struct ytree *value, struct expr **out);

/* sigma_detect(x, tree, out): A detection: a map, a list of maps, or keywords. */
int sigma_detect(struct sigma *x, const struct ytree *tree, struct expr **out);

/* sigma_condition(x, text, detection, n, out): A condition over the ${n} detections. */
int sigma_condition(
    struct sigma *x, struct str text, const struct sigma_detection *detection, size_t n, struct expr **out);

/* sigma_regex(x, source, options, field, out): A regular expression, compiled with PCRE2 ${options}. */
int sigma_regex(struct sigma *x, struct str source, uint32_t options, uint16_t field, struct expr **out);

/*
 * sigma_rule(set, file, doc, e): Read one document that has a detection, correlation, filter or action
 * into the set.  0 (the rule may still be unrunnable), or ERR_NOMEM.
 */
int sigma_rule(struct ruleset *set, const char *file, const struct ytree *doc, struct err *e);

#endif
