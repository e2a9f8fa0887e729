/*
 * The decision: is this build fixed?  A pure function of (product, build, CVE,
 * date, what is known).  A three-part build cannot tell whether a server has
 * the March 2021 fix, official ranges are partly wrong or empty, and the
 * vendor's own sources disagree twice: so the answer may be AMBIGUOUS, always
 * has its reason, and sources that conflict are all shown.
 */
#ifndef KNOW_DECIDE_H
#define KNOW_DECIDE_H

#include "base/source.h"
#include "base/tlp.h"
#include "base/verset.h"

enum verdict { VERDICT_FIXED, VERDICT_UNFIXED, VERDICT_AMBIGUOUS, VERDICT_NA };
const char *verdict_name(enum verdict v); /* "FIXED", ... */

/*
 * What the build given could tell: the full number, the cumulative update only, the product line only,
 * nothing.
 */
enum precision { PRECISION_SU, PRECISION_CU, PRECISION_LINE, PRECISION_NONE };
const char *precision_name(enum precision p); /* "su", "cu", "line", "none" */

/* What one source says about the build; all are shown. */
struct opinion {
	struct source source;
	enum verdict verdict;
	char says[256]; /* "affected below 15.2.529.13" */
	bool used;      /* This one decided. */
};
#define OPINIONS_MAX 8

/* A date that is not known: any time at all. */
#define KNOW_NO_DATE ((struct instant){ INSTANT_MIN, INSTANT_MAX })

/* A value type, complete in itself: views point into the struct know that gave it. */
struct decision {
	char product[64]; /* As the table names it; "" where it could not be inferred. */
	enum verdict verdict;
	bool
	    silent; /* Nothing at all is known of this CVE and such a product: AMBIGUOUS for want of facts. */
	enum precision precision;
	struct version fixed_build; /* The first fixed build of this branch; n == 0: none. */
	char kb[16];                /* The update to install; "" where none applies. */
	struct instant available; /* When that update could be had, or KNOW_NO_DATE; valid if kb is not "". */
	char move_to[64];         /* Where no update exists for this branch: the update level to move to. */
	char reason[512];
	struct opinion opinion[OPINIONS_MAX];
	size_t opinions;
};

struct know; /* Opaque: tables and facts, immutable once made; threads may share it. */

/* know_builtin(e): The build tables that are compiled in, and nothing else. */
struct know *know_builtin(struct err *e);
void know_free(struct know *k); /* NULL is harmless. */

/*
 * know_decide(k, product, build, cve, on, d): Decide.  ${product} is a name of
 * the table ("Exchange 2016"; case does not matter) or "" or "-" to infer it
 * from the build.  ${build} with n == 0 means that no version was seen.
 * ${on} is the moment for which the question is asked.  Always fills ${*d}.
 */
void know_decide(const struct know *k, struct str product, const struct version *build, struct str cve,
    instant_us on, struct decision *d);

/* know_cves(k, i): the i-th CVE that the tables or facts decide, or an empty view after the last. */
struct str know_cves(const struct know *k, size_t i);

/*
 * know_is_table_cve(cve): Whether the build tables decide this CVE; documents about it are shown then,
 * never used.
 */
bool know_is_table_cve(struct str cve);

/* know_table_product(k, name): the table's name of the product that ${name} means, or an empty view. */
struct str know_table_product(const struct know *k, struct str name);

/* know_is_cve(s): Whether ${s} has the form of a CVE identifier. */
bool know_is_cve(struct str s);

/* know_product(k, build): the table's name of the product line that ${build} belongs to, or an empty view. */
struct str know_product(const struct know *k, const struct version *build);

#endif
