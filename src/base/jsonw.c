/* Writing JSON: see the header. */
#include "base/jsonw.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/hash.h"

static void
before(struct jsonw *w)
{
	if (w->comma)
		buf_char(w->b, ',');
	w->comma = true;
}

void
jsonw_open(struct jsonw *w, char bracket)
{
	before(w);
	buf_char(w->b, bracket);
	w->comma = false;
}

void
jsonw_close(struct jsonw *w, char bracket)
{
	buf_char(w->b, bracket);
	w->comma = true;
}

void
jsonw_key_str(struct jsonw *w, struct str key)
{
	before(w);
	escape_json(w->b, key);
	buf_char(w->b, ':');
	w->comma = false;
}

void
jsonw_key(struct jsonw *w, const char *key)
{
	jsonw_key_str(w, str_of(key));
}

void
jsonw_str(struct jsonw *w, struct str s)
{
	before(w);
	escape_json(w->b, s);
}

void
jsonw_u64(struct jsonw *w, uint64_t v)
{
	before(w);
	buf_u64(w->b, v);
}

void
jsonw_i64(struct jsonw *w, int64_t v)
{
	before(w);
	buf_i64(w->b, v);
}

void
jsonw_bool(struct jsonw *w, bool v)
{
	before(w);
	buf_cstr(w->b, v ? "true" : "false");
}

void
jsonw_null(struct jsonw *w)
{
	before(w);
	buf_cstr(w->b, "null");
}

void
jsonw_real(struct jsonw *w, double v)
{
	char text[40];

	if (!isfinite(v)) {
		jsonw_null(w);
		return;
	}
	before(w);
	for (int digits = 1; digits <= 17; digits++) {
		(void)snprintf(text, sizeof(text), "%.*g", digits, v);
		if (strtod(text, NULL) == v)
			break;
	}
	buf_cstr(w->b, text);
}

void
jsonw_raw(struct jsonw *w, struct str text)
{
	before(w);
	buf_str(w->b, text);
}

void
jsonw_kstr(struct jsonw *w, const char *key, struct str s)
{
	jsonw_key(w, key);
	jsonw_str(w, s);
}

void
jsonw_kcstr(struct jsonw *w, const char *key, const char *s)
{
	jsonw_key(w, key);
	if (s == NULL)
		jsonw_null(w);
	else
		jsonw_str(w, str_of(s));
}

void
jsonw_ku64(struct jsonw *w, const char *key, uint64_t v)
{
	jsonw_key(w, key);
	jsonw_u64(w, v);
}

void
jsonw_kreal(struct jsonw *w, const char *key, double v)
{
	jsonw_key(w, key);
	jsonw_real(w, v);
}

void
jsonw_kbool(struct jsonw *w, const char *key, bool v)
{
	jsonw_key(w, key);
	jsonw_bool(w, v);
}

static void
put_time(struct jsonw *w, instant_us us)
{
	before(w);
	buf_char(w->b, '"');
	instant_put(w->b, us);
	buf_char(w->b, '"');
}

void
jsonw_ktime(struct jsonw *w, const char *key, instant_us us)
{
	jsonw_key(w, key);
	put_time(w, us);
}

void
jsonw_kinterval(struct jsonw *w, const char *key, struct instant t)
{
	jsonw_key(w, key);
	jsonw_open(w, '[');
	put_time(w, t.earliest);
	put_time(w, t.latest);
	jsonw_close(w, ']');
}

void
jsonw_kversion(struct jsonw *w, const char *key, const struct version *v)
{
	jsonw_key(w, key);
	if (v == NULL || v->n == 0) {
		jsonw_null(w);
		return;
	}
	before(w);
	buf_char(w->b, '"');
	version_put(w->b, v);
	buf_char(w->b, '"');
}

void
jsonw_sha256(struct jsonw *w, const struct sha256 *sha)
{
	struct buf hex = BUF(SHA256_HEX);

	hex_put(&hex, sha->b, SHA256_BYTES);
	jsonw_str(w, buf_view(&hex));
	buf_free(&hex);
}

void
jsonw_ksha256(struct jsonw *w, const char *key, const struct sha256 *sha)
{
	jsonw_key(w, key);
	jsonw_sha256(w, sha);
}
