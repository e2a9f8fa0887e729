/*
 * manifest.json: all that reading the marks back needs, and so as
 * confidential as the secret: whoever has it can frame any copy.
 *
 *	{"kind":"athar-manifest","v":1,"sha256":"HEX","body":{
 *	"package":NAME,"package_sha256":HEX,"scheme":{"name":"constant","bias":0.5},"copies":N,
 *		or "scheme":{"name":"discrete","colluders":3}
 *	"sites":[
 *	{"kind":"one-of","file":F,"line":L,"find":T,"values":[T,...],"context":C,"left":T,"right":T,"bias":B,
 *		"before":[T,...],"after":[T,...]},
 *	{"kind":"free","file":F,"line":L,"find":T,"class":"hex","length":8},
 *	{"kind":"order","file":F,"line":L,"values":[T,...]}
 *	],"codes":[
 *	[SYMBOL or "VALUE" for each site],	one a copy, from copy 1
 *	...]}}
 *
 * "sha256" is over the bytes of the body as they stand, so damage and edits
 * are noticed; it is no signature.  Members come in this order.  The scheme
 * names how symbols were drawn: "constant" with bias 0.5 means evenly;
 * "discrete" that two-valued sites have a member "bias", the chance of symbol
 * 1 in 65536ths, which no other site and no other scheme has (mark/code.h).
 * before and after come together, and are missing where a site cannot be read
 * by its context (mark/context.h).  A later athar may write others, and this
 * one refuses what it does not know.
 */
#ifndef MARK_MANIFEST_H
#define MARK_MANIFEST_H

#include "base/jsonw.h"
#include "mark/code.h"
#include "mark/package.h"

#define MANIFEST_MAX ((size_t)128 << 20)

/* The schemes, as they stand. */
#define MANIFEST_CONSTANT "{\"name\":\"constant\",\"bias\":0.5}"
#define MANIFEST_DISCRETE "{\"name\":\"discrete\",\"colluders\":3}"

/* A zeroed one is empty. */
struct mark_manifest {
	struct arena arena;
	struct str package; /* The folder's name. */
	struct sha256 package_id;
	struct mark_site *site;
	size_t sites;
	struct mark_book book;
};

/* mark_manifest_put(b, p, book): Append the manifest of these copies to ${b}; see buf_error. */
void mark_manifest_put(struct buf *b, const struct mark_package *p, const struct mark_book *book);

/*
 * mark_code_put(w, site, book, copy): The codeword of one copy as the manifest has it: an array of a symbol
 * or a value for each site.
 */
void mark_code_put(struct jsonw *w, const struct mark_site *site, const struct mark_book *book, size_t copy);

/*
 * mark_manifest_read(m, text, e): Read ${text} into the empty ${m} and check
 * all of it.  0; ERR_SYNTAX or ERR_LIMIT with the offset; ERR_CORRUPT where it
 * was changed after it was written or does not fit together; ERR_NOMEM.  Free
 * ${m} in any case.
 */
int mark_manifest_read(struct mark_manifest *m, struct str text, struct err *e);

/* mark_manifest_free(m): Release all; it is empty again. */
void mark_manifest_free(struct mark_manifest *m);

#endif
