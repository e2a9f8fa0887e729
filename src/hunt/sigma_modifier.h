/*
 * The modifiers of a Sigma field ("CommandLine|windash|contains"), applied to
 * its values in the order in which they stand.  Each is one function in one
 * table; what it cannot do it refuses with the reason.
 */
#ifndef HUNT_SIGMA_MODIFIER_H
#define HUNT_SIGMA_MODIFIER_H

#include "hunt/sigma.h"

#define SIGMA_VALUES_MAX ((size_t)20000)

enum sigma_type { SIGMA_TEXT, SIGMA_REGEX, SIGMA_COMPARE, SIGMA_CIDR, SIGMA_EXISTS, SIGMA_FIELD };

struct sigma_value {
	bool null;
	size_t group;        /* Values that came of one by encoding it are alternatives, even under "all". */
	struct str raw;      /* As it stands in the rule. */
	struct pattern text; /* With its wildcards read, and as the modifiers changed it. */
};

/* A field, its modifiers and values, while they are read. */
struct sigma_field_test {
	struct sigma *x;
	struct str name; /* Empty: keywords. */
	enum sigma_type type;
	bool all, neq, cased;
	bool open_before, open_behind; /* contains has both, endswith and startswith one. */
	enum expr_order order;
	uint32_t regex; /* PCRE2 options. */
	struct sigma_value *value;
	size_t n, cap;
};

/* sigma_modify(t, name): Apply the modifier ${name}.  0 or an error. */
int sigma_modify(struct sigma_field_test *t, struct str name);

#endif
