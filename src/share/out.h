/*
 * What is told to others in their own formats: CSAF 2.0, MISP, STIX 2.1.  The
 * writers take these plain values and know of no case; out_load fills them.
 *
 * The same values give the same bytes: identifiers are made from content
 * (UUID version 5, RFC 4122), and times are the document's own.
 */
#ifndef SHARE_OUT_H
#define SHARE_OUT_H

#include "base/arena.h"
#include "base/instant.h"
#include "base/tlp.h"
#include "store/case.h"

enum out_status { OUT_AFFECTED, OUT_FIXED, OUT_NOT_AFFECTED, OUT_UNCLEAR };

/* One leaf of the product tree: a build, or a range of builds. */
struct out_product {
	struct str vendor, name;
	struct str level;   /* "CU19"; may be empty. */
	struct str version; /* "15.1.2176.9", or a range as "vers:generic/>=15.1.2176.2|<15.1.2176.9". */
	bool range;
};

/* What is said of one product about one CVE. */
struct out_claim {
	size_t product; /* Index into struct out's products. */
	enum out_status status;
	struct str remedy;    /* What to do, in one sentence; may be empty. */
	bool fix;             /* The remedy is an update of the vendor. */
	struct str url;       /* Of the update; may be empty. */
	struct str why;       /* Why it is not affected, or not clear; may be empty. */
	instant_us available; /* When the update could be had; INSTANT_MIN: not known to the day. */
};

struct out_cve {
	struct str id, note;
	struct out_claim *claim; /* At most one for each product. */
	size_t n, cap;
};

struct out_reference {
	struct str url, summary;
};

struct out {
	struct str id, title, summary;
	struct str publisher, namespace; /* The latter a URI. */
	enum tlp tlp;                    /* The strictest of what is inside. */
	bool draft;                      /* Not a bulletin's revision: version 0. */
	unsigned revision;               /* From 1, where it is one. */
	instant_us initial, current;
	struct out_product *product;
	size_t products, product_cap;
	struct out_cve *cve;
	size_t cves, cve_cap;
	struct out_reference *reference;
	size_t references, reference_cap;
	uint64_t hidden; /* Facts left out for their label. */
	struct arena mem;
};

/* What is asked for. */
struct out_ask {
	const char *bulletin; /* NULL: what the case knows, less what is under embargo. */
	const char *publisher, *namespace;
	instant_us as_of;
	enum tlp audience;
};

/*
 * out_load(o, c, ask, e): Fill ${o}, which is zeroed, from the case.  0,
 * ERR_NOTFOUND where there is nothing that may go to the audience, ERR_DENIED
 * before an embargo's end.  Free it with out_free in any case.
 */
int out_load(struct out *o, struct case_dir *c, const struct out_ask *ask, struct err *e);
void out_free(struct out *o);

/* out_product(o, p, at, e): The index of a product like ${p}, added where it is new. */
int out_product(struct out *o, const struct out_product *p, size_t *at, struct err *e);

/*
 * out_claim(o, cve, claim, e): Add a claim about CVE number ${cve}.  A second
 * one about the same product that says something else makes it unclear, since
 * no format takes two answers.
 */
int out_claim(struct out *o, size_t cve, const struct out_claim *claim, struct err *e);

/* out_product_name(b, p): For people: "Exchange 2016 CU19 15.1.2176.9". */
void out_product_name(struct buf *b, const struct out_product *p);

/* out_uuid(b, o, kind, name): A UUID (version 5) of ${name}, told apart by ${kind} and the publisher. */
void out_uuid(struct buf *b, const struct out *o, const char *kind, struct str name);

/* A format; out_formats ends with a NULL name. */
struct out_format {
	const char *name, *help;
	/* Append ${o} to ${b}, whole JSON with a newline; ${warn} gets a line on what the format cannot say. */
	int (*put)(struct buf *b, const struct out *o, bool vex, struct buf *warn, struct err *e);
};
extern const struct out_format out_formats[];

#endif
