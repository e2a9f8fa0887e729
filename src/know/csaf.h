/*
 * What the parts of the CSAF reader share: the product tree, as a table from
 * identifier to product, and the updates that a vulnerability names.
 */
#ifndef KNOW_CSAF_H
#define KNOW_CSAF_H

#include "know/read.h"

/* What an identifier stands for. */
struct csaf_product {
	struct str vendor, name, level, version;
	bool range; /* The version is the name of a product_version_range. */
};

/* Where the walk through the branches is: copied on the way down. */
struct csaf_path {
	struct csaf *c;
	struct csaf_product at;
	struct str category, name;
};

/* An update that a vendor_fix names. */
struct csaf_fix {
	struct str url, kb;
};

struct csaf {
	struct reader *r;
	struct str title, publisher, tlp, id, status, version, released_text, current_text, csaf_version,
	    category;
	struct instant released, current;
	struct csaf_product *product;
	size_t products, cap;
	struct map ids;    /* Product identifier to its index. */
	struct map groups; /* Group identifier to the text of its list. */

	/* The vulnerability being read. */
	struct str cve;
	unsigned fact_status;
	bool onward;
	struct csaf_fix *fix; /* The updates that it names; others refer to them by number, from 1. */
	size_t fixes, fix_cap, fix_all;
	struct map fix_of;
	uint64_t fix_steps;
	struct str fix_url, fix_kb;
};

/* csaf_tree(c, root): Read the product tree of a document into ${c}. */
int csaf_tree(struct csaf *c, const struct jval *root);

/*
 * csaf_fixes(c, vulnerability): Read which product is mended by what, forgetting those of the
 * vulnerability before.
 */
int csaf_fixes(struct csaf *c, const struct jval *vulnerability);

/* csaf_find_fix(c, id): Set the update (fix_url, fix_kb; "" where there is none) that mends a product. */
void csaf_find_fix(struct csaf *c, struct str id);

/* csaf_free(c): Release what the parts have allocated. */
void csaf_free(struct csaf *c);

#endif
