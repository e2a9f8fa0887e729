/* What the parts of the CVE reader share: the record, and the product whose versions are being read. */
#ifndef KNOW_CVE_H
#define KNOW_CVE_H

#include "know/read.h"

struct cve {
	struct reader *r;
	struct str id, state, assigner, reserved_text, published_text, updated_text, rejected_text;
	struct str title, public_text;
	struct instant reserved, published, updated, rejected, made_public;
	struct read_fact product; /* The product being read: vendor, product, level. */
	struct str default_status;
	size_t versions; /* Of the product being read. */
	bool commits;    /* They are told by commit. */
	bool kev;
};

/*
 * cve_affected(d, v, cve): The list "affected".  cve_applicability(d, v, cve): the list
 * "cpeApplicability". Both jdoc_fn.
 */
int cve_affected(struct jdoc *d, const struct jval *v, void *into);
int cve_applicability(struct jdoc *d, const struct jval *v, void *into);

#endif
