/*
 * Build tables: which builds of a product exist, and which of them hold the
 * fix.  The format is a text table with a header (tabs or commas), one build a
 * row; data/exchange-builds.tsv is the one that is compiled in, others may be
 * imported beside it.
 *
 * Builds are grouped into branches, within which the order of the numbers is
 * the order of the fixes: from Exchange 2013 on a branch is a cumulative
 * update (15.1.2176) and its security updates raise the fourth part; up to
 * Exchange 2010 it is a service pack (14.3), whose rollups raise the third.
 */
#ifndef KNOW_BUILDS_H
#define KNOW_BUILDS_H

#include "base/arena.h"
#include "base/instant.h"
#include "base/version.h"

enum build_column {
	COL_PRODUCT,
	COL_CU,
	COL_UPDATE,
	COL_BUILD,
	COL_RELEASED,
	COL_KB,
	COL_FIXED,
	COL_TYPE,
	COL_SUPPORTED,
	COL_SOURCE,
	COL_AVAILABLE,
	BUILD_COLUMNS
};
extern const char *const build_columns[BUILD_COLUMNS]; /* Their names in the header. */

enum build_fixed { BUILD_NO, BUILD_YES, BUILD_NA };

struct build_row {
	struct str cell[BUILD_COLUMNS]; /* As written. */
	struct version build;           /* Four parts. */
	enum build_fixed fixed;
	bool conflict; /* One source of the vendor calls this build fixed, another does not. */
	bool has_available;
	struct instant available; /* When it could be had; valid if has_available. */
	unsigned table;           /* Which table it is from. */
};

/*
 * build_row_read(row, cell, e): Read the cells of one row, in the order of
 * enum build_column, into ${row}, whose views are those of ${cell}.  0, or
 * ERR_SYNTAX with a reason.
 */
int build_row_read(struct build_row *row, const struct str cell[BUILD_COLUMNS], struct err *e);

/*
 * builds_each(text, fn, arg, e): Read a table.  ${fn} gets each row with its
 * line; a row that cannot be read is given with ${row} NULL and the reason in
 * ${why}.  A non-zero answer ends the walk and is returned.  ERR_SYNTAX where
 * ${text} does not begin with the header (product, build_short and
 * march2021_fixed must be there, in any order), ERR_LIMIT beyond 100,000 rows.
 */
typedef int builds_fn(void *arg, const struct build_row *row, uint64_t line, const struct err *why);
int builds_each(struct str text, builds_fn *fn, void *arg, struct err *e);

/* builds_is_table(text): Whether ${text} begins with the header of a build table. */
bool builds_is_table(struct str text);

/* One branch: the rows ${from} to ${to}, not included, of the sorted table. */
struct branch {
	struct version key; /* The parts that all builds of the branch share. */
	struct str product, cu;
	size_t from, to;
	bool na; /* All rows are. */
};

/* A zeroed one is empty.  Immutable after builds_index, and then shared freely. */
struct builds {
	struct build_row *row; /* Sorted by build, then by table. */
	size_t n, cap;
	struct branch *branch; /* Sorted by key. */
	size_t branches, branch_cap;
	struct arena mem;
};

/* builds_add(b, row, table, e): Copy one row in, as one of table number ${table}. */
int builds_add(struct builds *b, const struct build_row *row, unsigned table, struct err *e);

/* builds_index(b, e): Sort the rows and find the branches. */
int builds_index(struct builds *b, struct err *e);
void builds_free(struct builds *b);

/* branch_parts(v): how many parts of a build name its branch. */
unsigned branch_parts(const struct version *v);

/*
 * builds_branch(b, v): the branch of a build that has at least the branch's parts; NULL where no table
 * knows it.
 */
const struct branch *builds_branch(const struct builds *b, const struct version *v);

/* builds_row(b, v): the first row with exactly this build, or NULL. */
const struct build_row *builds_row(const struct builds *b, const struct version *v);

/*
 * builds_product(b, name): the table's name of the product that ${name}
 * means: the name itself, or one that has all its words, as "Microsoft
 * Exchange Server 2016 Cumulative Update 19" has those of "Exchange 2016".
 * An empty view where there is none.
 */
struct str builds_product(const struct builds *b, struct str name);

/* builds_same_family(name, product): Whether ${name} has the first word of ${product}. */
bool builds_same_family(struct str name, struct str product);

/* builds_line(b, v): the first branch with the same first two parts as ${v}, or NULL. */
const struct branch *builds_line(const struct builds *b, const struct version *v);

/*
 * builds_cu(b, product, name): the branch of the update level that ${name}
 * tells ("... Cumulative Update 19", "CU19", "Service Pack 3"), or NULL.
 */
const struct branch *builds_cu(const struct builds *b, struct str product, struct str name);

#endif
