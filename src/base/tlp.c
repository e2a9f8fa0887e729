/* TLP 2.0 labels: see the header. */
#include "base/tlp.h"

static const char *const NAMES[] = { "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED" };

int
tlp_parse(enum tlp *t, struct str text, struct err *e)
{
	struct str label = str_istarts(text, STR("TLP:")) ? str_sub(text, 4, text.n) : text;

	for (unsigned i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
		if (str_ieq(label, str_of(NAMES[i]))) {
			*t = (enum tlp)i;
			return (0);
		}
	}
	if (str_ieq(label, STR("WHITE"))) {
		*t = TLP_CLEAR;
		return (0);
	}
	return (err_set(e, ERR_SYNTAX, "not a TLP label (CLEAR, GREEN, AMBER, AMBER+STRICT, RED)"));
}

const char *
tlp_name(enum tlp t)
{
	return (NAMES[t]);
}
