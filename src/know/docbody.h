/*
 * The body that a document becomes in the record ("type": "know"), and back.
 *
 *	{"type":"know","format":"cve|csaf|builds|topic","publisher","id",
 *	 "version","title","tlp","source":{...},"happened":[a,b],"known":[a,b],
 *	 "cves":[...],"facts":[{...}],"columns":[...],"rows":[[...]],
 *	 "events":[{"lane","text","happened","known"}],"warnings":[...],
 *	 "unknown":[{"at","value"}],"content":HEX,"blobs":[HEX]}
 *
 * A fact has cve, status, vendor, product and, where the document gives them,
 * level, text, low, high, low_open, high_open, ranged, onward, kb and url.
 * "content" is the hash of what the document says, without where and when the
 * file was found: equal content is the same document again.
 */
#ifndef KNOW_DOCBODY_H
#define KNOW_DOCBODY_H

#include <jansson.h>

#include "base/hash.h"

#include "know/state.h"

/* A body in the making, from the records of a reader; nothing in them is trusted. */
struct docbody_maker;
struct docbody_maker *docbody_maker_new(struct err *e);
void docbody_maker_free(struct docbody_maker *m); /* NULL is harmless. */

/*
 * docbody_maker_take(m, type, payload, e): Check one record and keep it.  ERR_CORRUPT for one that is not
 * as promised.
 */
int docbody_maker_take(struct docbody_maker *m, uint32_t type, struct str payload, struct err *e);

/* What the file adds to what the document says. */
struct docbody_origin {
	struct str file;   /* As it was given. */
	struct str sha256; /* 64 hex digits. */
	instant_us now;
	enum tlp tlp;   /* The label asked for, */
	bool tlp_given; /* or only the default. */
};

/*
 * docbody_maker_finish(m, origin, facts, e): No more records: the body, a new
 * reference; ${*facts} counts what it says.  NULL with ERR_CORRUPT where
 * records are missing.
 */
json_t *docbody_maker_finish(
    struct docbody_maker *m, const struct docbody_origin *origin, uint64_t *facts, struct err *e);

/* docbody_warn(body, text): Add one warning. */
void docbody_warn(json_t *body, struct str text);

/* docbody_load(k, body, entry, tlp, e): Add what a body says to ${k}, before know_index. */
int docbody_load(struct know *k, const json_t *body, uint64_t entry, enum tlp tlp, struct err *e);

/* docbody_content(body, sha, e): The hash of what it says. */
int docbody_content(const json_t *body, struct sha256 *sha, struct err *e);

#endif
