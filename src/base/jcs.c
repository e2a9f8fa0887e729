/* Canonical JSON: see the header. */
#include "base/jcs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define EXACT_MAX ((int64_t)1 << 53)

/* The code point at *at of well-formed UTF-8, as jansson guarantees. */
static uint32_t
code_point(struct str s, size_t *at)
{
	unsigned char u = (unsigned char)s.p[*at];
	size_t n = u < 0x80 ? 1 : u < 0xE0 ? 2 : u < 0xF0 ? 3 : 4;
	uint32_t c = n == 1 ? u : u & (0x7Fu >> n);

	for (size_t i = 1; i < n && *at + i < s.n; i++)
		c = c << 6 | ((unsigned char)s.p[*at + i] & 63);
	*at += n;
	return (c);
}

/* Characters beyond the basic plane are surrogates in UTF-16 and so sort before U+E000. */
static uint32_t
utf16_rank(uint32_t c)
{
	return (c >= 0x10000 ? c - 0x10000 + 0xD800 * 0x400u : c * 0x400u);
}

static int
key_order(const void *a, const void *b)
{
	struct str x = str_of(*(const char *const *)a), y = str_of(*(const char *const *)b);
	size_t i = 0, k = 0;

	while (i < x.n && k < y.n) {
		uint32_t cx = utf16_rank(code_point(x, &i)), cy = utf16_rank(code_point(y, &k));

		if (cx != cy)
			return (cx < cy ? -1 : 1);
	}
	return (i < x.n ? 1 : k < y.n ? -1 : 0);
}

static void
put_string(struct buf *b, struct str s)
{
	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		switch (c) {
		case '"': buf_cstr(b, "\\\""); break;
		case '\\': buf_cstr(b, "\\\\"); break;
		case '\b': buf_cstr(b, "\\b"); break;
		case '\f': buf_cstr(b, "\\f"); break;
		case '\n': buf_cstr(b, "\\n"); break;
		case '\r': buf_cstr(b, "\\r"); break;
		case '\t': buf_cstr(b, "\\t"); break;
		default:
			if ((unsigned char)c < 0x20)
				buf_printf(b, "\\u%04x", (unsigned)(unsigned char)c);
			else
				buf_char(b, c);
		}
	}
	buf_char(b, '"');
}

/* ECMAScript's Number::toString: the shortest digits that read back, laid out by the exponent. */
static void
put_real(struct buf *b, double v)
{
	char text[40], digit[20];
	int precision, n = 0, exponent;

	if (v == 0) {
		buf_char(b, '0');
		return;
	}
	for (precision = 0; precision < 17; precision++) {
		(void)snprintf(text, sizeof(text), "%.*e", precision, fabs(v));
		if (strtod(text, NULL) == fabs(v))
			break;
	}
	for (const char *p = text; *p != 'e'; p++) {
		if (*p != '.')
			digit[n++] = *p;
	}
	exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1;
	if (v < 0)
		buf_char(b, '-');
	if (n <= exponent && exponent <= 21) {
		buf_put(b, digit, (size_t)n);
		for (int i = n; i < exponent; i++)
			buf_char(b, '0');
	} else if (exponent > 0 && exponent <= 21) {
		buf_put(b, digit, (size_t)exponent);
		buf_char(b, '.');
		buf_put(b, digit + exponent, (size_t)(n - exponent));
	} else if (exponent > -6 && exponent <= 0) {
		buf_cstr(b, "0.");
		for (int i = exponent; i < 0; i++)
			buf_char(b, '0');
		buf_put(b, digit, (size_t)n);
	} else {
		buf_char(b, digit[0]);
		if (n > 1) {
			buf_char(b, '.');
			buf_put(b, digit + 1, (size_t)n - 1);
		}
		buf_printf(b, "e%+d", exponent - 1);
	}
}

static int
put_object(struct buf *b, const json_t *value, struct err *e)
{
	size_t n = json_object_size(value), i = 0;
	const char **key = calloc(n + 1, sizeof(*key));
	int rc = 0;

	if (key == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (void *it = json_object_iter((json_t *)(uintptr_t)value); it != NULL;
	     it = json_object_iter_next((json_t *)(uintptr_t)value, it))
		key[i++] = json_object_iter_key(it);
	qsort(key, n, sizeof(*key), key_order);
	buf_char(b, '{');
	for (i = 0; i < n && rc == 0; i++) {
		if (i > 0)
			buf_char(b, ',');
		put_string(b, str_of(key[i]));
		buf_char(b, ':');
		rc = jcs_put(b, json_object_get(value, key[i]), e);
	}
	buf_char(b, '}');
	free(key);
	return (rc);
}

static int
put_array(struct buf *b, const json_t *value, struct err *e)
{
	int rc = 0;

	buf_char(b, '[');
	for (size_t i = 0; i < json_array_size(value) && rc == 0; i++) {
		if (i > 0)
			buf_char(b, ',');
		rc = jcs_put(b, json_array_get(value, i), e);
	}
	buf_char(b, ']');
	return (rc);
}

int
jcs_put(struct buf *b, const json_t *value, struct err *e)
{
	int64_t v;

	switch (json_typeof(value)) {
	case JSON_OBJECT: return (put_object(b, value, e));
	case JSON_ARRAY: return (put_array(b, value, e));
	case JSON_STRING:
		put_string(b, (struct str){ json_string_value(value), json_string_length(value) });
		break;
	case JSON_INTEGER:
		v = json_integer_value(value);
		if (v > EXACT_MAX || v < -EXACT_MAX)
			return (err_set(e, ERR_SYNTAX, "a number beyond 2^53"));
		buf_i64(b, v);
		break;
	case JSON_REAL: put_real(b, json_real_value(value)); break;
	case JSON_TRUE: buf_cstr(b, "true"); break;
	case JSON_FALSE: buf_cstr(b, "false"); break;
	case JSON_NULL: buf_cstr(b, "null"); break;
	}
	return (buf_error(b, e));
}
