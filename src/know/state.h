/*
 * What a struct know holds, for the files of this room only: build tables,
 * and what documents say, each fact with the document that says it.
 */
#ifndef KNOW_STATE_H
#define KNOW_STATE_H

#include "know/builds.h"
#include "know/decide.h"

/* What a document says of a product and its versions. */
enum fact_status { FACT_AFFECTED, FACT_FIXED, FACT_NOT_AFFECTED, FACT_INVESTIGATED, FACT_STATUSES };
extern const char *const fact_status_names[FACT_STATUSES];

struct doc {
	struct str format, publisher, id, version, title;
	struct source source;
	enum tlp tlp;
	struct instant known;
	uint64_t entry;
};

struct fact {
	const struct doc *doc;
	enum fact_status status;
	struct str cve;
	struct str vendor, product; /* As the document names them. */
	struct str level;           /* Words that tell the update level, as a CPE's update; often "". */
	struct str text;            /* The versions as the document writes them. */
	bool ranged;                /* The bounds below can be used; else the product alone is named. */
	bool onward;                /* The first fixed version: this and all later. */
	struct version_range range; /* An open end has n == 0. */
	struct str kb, url;         /* The update that mends it, where the document names one. */

	/* Set by know_index from the build tables. */
	struct str table_product;    /* "" where no table has the product. */
	const struct branch *branch; /* Of the update level named, or NULL. */
	const struct branch *bound;  /* The branch in which the range ends, or NULL. */
	bool misfit; /* The range ends in another branch than the one named: it decides nothing. */
};

struct table_source {
	struct source source;
};
#define TABLES_MAX 32

struct know {
	struct builds builds;
	struct table_source table[TABLES_MAX];
	unsigned tables;
	struct doc *doc; /* Facts point here, so it is filled before them. */
	size_t docs, doc_cap;
	struct fact *fact; /* Sorted by CVE, then as the documents come. */
	size_t facts, fact_cap;
	struct str *cve; /* Those that the tables or facts decide: the tables' first, then sorted. */
	size_t cves, cve_cap;
	struct arena mem;
};

/* The text of a fact about all versions that its document's list does not tell of. */
#define FACT_REST "all other versions"

/* know_new(e): One that knows nothing.  know_add_builtin(k, e): add the tables that are compiled in. */
struct know *know_new(struct err *e);
int know_add_builtin(struct know *k, struct err *e);

/* know_add_table(k, source, table, e): A further table; ${*table} is the number for builds_add. */
int know_add_table(struct know *k, const struct source *source, unsigned *table, struct err *e);

/*
 * know_add_doc(k, doc, at, e): Copy ${doc}; ${*at} is its index.  know_add_fact(k, at, fact, e): copy a
 * fact of it.
 */
int know_add_doc(struct know *k, const struct doc *doc, size_t *at, struct err *e);
int know_add_fact(struct know *k, size_t at, const struct fact *fact, struct err *e);

/* know_index(k, e): Nothing more is added: make it ready to be asked. */
int know_index(struct know *k, struct err *e);

/* fact_place(fact, builds): Find the places of a fact in the tables (the members that know_index sets). */
void fact_place(struct fact *fact, const struct builds *builds);

/* fact_says(fact, out, n): In words, as "affected below 15.2.529.13 for CU6". */
void fact_says(const struct fact *fact, char *out, size_t n);

/* know_not_affected(cve, product): Whether the tables' column does not apply to ${product} for ${cve}. */
bool know_not_affected(struct str cve, struct str product);

/*
 * What is said of the builds of one branch, from ${low} to ${high}: the same
 * build twice for a full number, else the ends of what a shorter one may be.
 * The fix at one end and not at the other means that the number cannot tell.
 */
struct saying {
	enum verdict low, high;
	bool known;                  /* Anybody says anything. */
	bool disagree;               /* Sources differ. */
	struct version from;         /* The first fixed build; n == 0: none. */
	const struct build_row *fix; /* Its row in a table, or NULL. */
	struct opinion opinion[OPINIONS_MAX];
	const struct doc *doc[OPINIONS_MAX]; /* Whose opinion it is; NULL for a table. */
	size_t opinions;
};

/* table_say(k, branch, low, high, s): What the build tables say. */
void table_say(const struct know *k, const struct branch *branch, const struct version *low,
    const struct version *high, struct saying *s);

/* docs_say(k, cve, branch, low, high, s): What the documents about ${cve} say. */
void docs_say(const struct know *k, struct str cve, const struct branch *branch, const struct version *low,
    const struct version *high, struct saying *s);

/*
 * docs_decide(k, product, build, cve, d): Decide for a product that no table
 * knows: documents that name it, exactly or by range.
 */
void docs_decide(const struct know *k, struct str product, const struct version *build, struct str cve,
    struct decision *d);

/*
 * docs_name(k, cve, product, family): Do documents about ${cve} name ${product}?  ${*family}: one with
 * the same first word.
 */
bool docs_name(const struct know *k, struct str cve, struct str product, bool *family);

/* say(k, cve, branch, low, high, s): the tables for a CVE that their column is about, else the documents. */
void say(const struct know *k, struct str cve, const struct branch *branch, const struct version *low,
    const struct version *high, struct saying *s);

/* branch_ends(branch, low, high): the lowest and the highest number that a build of this branch can have. */
void branch_ends(const struct version *key, struct version *low, struct version *high);

/*
 * advise(k, product, cve, s, on, d): Fill in what to do about a build of
 * ${product} that is not surely fixed: the update of its branch and since when
 * it could be had (${s} may be NULL: no branch), and the update level to move
 * to where the branch has none, or none yet.
 */
void advise(const struct know *k, struct str product, struct str cve, const struct saying *s, instant_us on,
    struct decision *d);

/* The question, and what was made of it so far. */
struct ask {
	const struct know *k;
	struct str product; /* As the table names it, or "". */
	struct str cve;
	const struct version *build;
	instant_us on;
	bool table; /* The tables' column is about this CVE. */
};

/* explain(a, b, s, d): Give the reason of a verdict on a build of branch ${b}, of which ${s} was said. */
void explain(const struct ask *a, const struct branch *b, const struct saying *s, struct decision *d);

/* The branch in words: "Exchange 2016 CU19". */
#define BRANCH_ARG(b) STR_ARG((b)->product), STR_ARG((b)->cu)

/* reason(d, fmt, ...): Add to the reason; what does not fit is cut. */
void reason(struct decision *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* A version as text, for messages. */
struct vtext {
	char c[72];
};
struct vtext vtext(const struct version *v);

#endif
