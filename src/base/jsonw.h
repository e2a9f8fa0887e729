/*
 * Writing JSON, one value after the other, into a buffer.  Strings are made
 * valid whatever they hold: bytes that are not UTF-8 become U+FFFD, control
 * characters, and the bidirectional and other invisible controls that could
 * make a terminal or a page show something else, become \u escapes.
 *
 *	struct jsonw w = JSONW(&b);
 *	jsonw_open(&w, '{');
 *	jsonw_key(&w, "file"); jsonw_str(&w, name);
 *	jsonw_close(&w, '}');
 */
#ifndef BASE_JSONW_H
#define BASE_JSONW_H

#include "base/instant.h"
#include "base/tlp.h"
#include "base/version.h"

struct jsonw {
	struct buf *b;
	bool comma; /* A comma is due before the next value. */
};

#define JSONW(buffer) ((struct jsonw){ .b = (buffer) })

void jsonw_open(struct jsonw *w, char bracket);  /* '{' or '[' */
void jsonw_close(struct jsonw *w, char bracket); /* '}' or ']' */
void jsonw_key(struct jsonw *w, const char *key);
void jsonw_key_str(struct jsonw *w, struct str key);
void jsonw_str(struct jsonw *w, struct str s);
void jsonw_u64(struct jsonw *w, uint64_t v);
void jsonw_i64(struct jsonw *w, int64_t v);
void jsonw_bool(struct jsonw *w, bool v);
void jsonw_null(struct jsonw *w);

/* jsonw_real(w, v): shortest form that reads back as ${v}; null where it is not finite. */
void jsonw_real(struct jsonw *w, double v);

/* jsonw_raw(w, text): a value that is JSON already. */
void jsonw_raw(struct jsonw *w, struct str text);

/* jsonw_sha256(w, sha): its lower-case hex. */
struct sha256;
void jsonw_sha256(struct jsonw *w, const struct sha256 *sha);

/* A key and its value in one step. */
void jsonw_kstr(struct jsonw *w, const char *key, struct str s);
void jsonw_kcstr(struct jsonw *w, const char *key, const char *s); /* null where ${s} is NULL */
void jsonw_ku64(struct jsonw *w, const char *key, uint64_t v);
void jsonw_kreal(struct jsonw *w, const char *key, double v);
void jsonw_kbool(struct jsonw *w, const char *key, bool v);
void jsonw_ksha256(struct jsonw *w, const char *key, const struct sha256 *sha);
void jsonw_ktime(struct jsonw *w, const char *key, instant_us us);
void jsonw_kinterval(struct jsonw *w, const char *key, struct instant t); /* ["earliest","latest"] */
void
jsonw_kversion(struct jsonw *w, const char *key, const struct version *v); /* null where it has no part */

#endif
